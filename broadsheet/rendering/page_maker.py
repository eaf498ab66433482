"""The maker of one page: typed reading by key, addresses, and the call of a template."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content import keys
from broadsheet.content.records import ListPage, PictureRecord
from broadsheet.newsroom.settings import MenuLink, Region, Section, Settings, direction_of
from broadsheet.rendering.dates import DateNames, Dates
from broadsheet.rendering.environment import Theme
from broadsheet.rendering.reads import Reads
from broadsheet.rendering.site_words import Words
from broadsheet.rendering.views import FeedLink, Link, Page, Picture, RegionLink, SectionLink

_SETTING_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Settings)}


@lru_cache(maxsize=512)
def _decode_setting(name: str, raw: bytes) -> Any:
    return msgspec.msgpack.decode(raw, type=_SETTING_TYPES[name])


@lru_cache(maxsize=64)
def _decode_dates(raw: bytes, zone: str) -> Dates:
    return Dates(msgspec.msgpack.decode(raw, type=DateNames), ZoneInfo(zone))


@lru_cache(maxsize=16)
def _decode_words(raw: bytes) -> Words:
    return Words(msgspec.msgpack.decode(raw, type=dict[str, str]))


class Newsroom:
    """The settings as templates see them; each that is read becomes a dependency of the page."""

    def __init__(self, maker: "PageMaker") -> None:
        self._maker = maker

    def __getattr__(self, name: str) -> Any:
        found = getattr(_NewsroomViews, name, None)
        if found is not None:
            return found(self._maker)
        if name not in _SETTING_TYPES:
            raise AttributeError(name)
        return self._maker.setting(name)


class _NewsroomViews:
    """Settings that templates see in another form than `newsroom.yaml` gives them."""

    @staticmethod
    def address(maker: "PageMaker") -> str:
        return maker.origin

    @staticmethod
    def direction(maker: "PageMaker") -> str:
        return direction_of(maker.setting("language"))

    @staticmethod
    def sections(maker: "PageMaker") -> list[SectionLink]:
        return [maker.section(section.slug) for section in maker.sections]

    @staticmethod
    def regions(maker: "PageMaker") -> list[RegionLink]:
        regions: tuple[Region, ...] = maker.setting("regions")
        return [RegionLink(region.slug, region.name, maker.url(region.permalink)) for region in regions]

    @staticmethod
    def logo(maker: "PageMaker") -> Picture | None:
        return maker.logo()


class PageMaker:
    """What a recipe works with. Everything it gives is read by key and so recorded."""

    def __init__(self, theme: Theme, reads: Reads) -> None:
        self.theme = theme
        self.reads = reads

    def read(self, key: str, kind: Any) -> Any:
        """Read and decode a value; None where there is none."""
        raw = self.reads.get(key)
        return None if raw is None else msgspec.msgpack.decode(raw, type=kind)

    def setting(self, name: str) -> Any:
        """Read one setting."""
        raw = self.reads.get(keys.setting(name))
        return _decode_setting(name, raw or b"")

    def list_page(self, key: str) -> ListPage:
        """Read a stretch of a list; an absent one is empty."""
        page = self.read(key, ListPage)
        return ListPage(()) if page is None else page

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the newsroom's order."""
        found: tuple[Section, ...] = self.setting("sections")
        return found

    def section(self, slug: str) -> SectionLink:
        """Name a section for a page; one that is unknown stands for itself."""
        for section in self.sections:
            if section.slug == slug:
                return SectionLink(slug, section.name, self.url(section.permalink))
        return SectionLink(slug, slug, self.url(f"/{slug}/"))

    @cached_property
    def base_path(self) -> str:
        """The path before all permalinks."""
        return urlsplit(str(self.setting("address"))).path.rstrip("/")

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the site."""
        parts = urlsplit(self.setting("address"))
        return f"{parts.scheme}://{parts.netloc}"

    def url(self, permalink: str) -> str:
        """Give the address of a permalink as pages link to it."""
        return self.base_path + permalink

    def absolute(self, permalink: str) -> str:
        """Give the absolute address of a permalink."""
        return self.origin + self.base_path + permalink

    @cached_property
    def zone(self) -> ZoneInfo:
        """The newsroom's zone."""
        return ZoneInfo(self.setting("timezone"))

    @cached_property
    def language(self) -> str:
        """The newsroom's language."""
        return str(self.setting("language"))

    def dates(self, language: str = "") -> Dates:
        """Give the format of dates in a language; the newsroom's where none is named."""
        raw = self.reads.get(f"{keys.DATE_NAMES}:{language or self.language}")
        return _decode_dates(raw or b"", self.setting("timezone"))

    def words(self, language: str = "") -> Words:
        """Give the words of the interface in a language, or else the newsroom's."""
        for tag in (language, self.language, "en"):
            raw = self.reads.get(keys.words(tag.split("-")[0].lower())) if tag else None
            if raw is not None:
                return _decode_words(raw)
        return Words({})

    def asset(self, name: str) -> str:
        """Give the fingerprinted address of a file of the theme; a file that is not there is a template's error."""
        raw = self.reads.get(keys.asset(name))
        if raw is None:
            raise LookupError(f"the theme has no asset `{name}`")
        return self.url(raw.decode())

    def logo(self) -> Picture | None:
        """Give the newsroom's logo, if it has one."""
        file = self.setting("logo")
        found: PictureRecord | None = self.read(keys.picture(file), PictureRecord) if file else None
        return Picture(self.url(found.url), found.width, found.height, self.setting("name")) if found else None

    def menu_links(self, links: tuple[MenuLink, ...], current: str) -> list[Link]:
        """Make the links of a menu, with the current page marked."""
        return [
            Link(link.label, self.url(link.url) if link.url.startswith("/") else link.url, link.url == current)
            for link in links
        ]

    def render(self, page: Page, content: Mapping[str, Any]) -> str:
        """Render the template of a page's kind around its content."""
        context = {
            "newsroom": Newsroom(self),
            "page": page,
            "menu": Menu(self, page),
            "asset": self.asset,
            "words": self.words(page.language),
            **content,
        }
        return self.theme.render_page(f"pages/{page.kind}.html", context, self.reads)

    def page(self, kind: str, title: str, permalink: str, **more: Any) -> Page:
        """Describe a page; language and direction are the newsroom's unless they are given."""
        more.setdefault("language", self.language)
        more.setdefault("direction", direction_of(more["language"]))
        more.setdefault("canonical", self.absolute(permalink))
        feeds = [*more.pop("feeds", ()), self.feed("", self.setting("name"))]
        return Page(kind=kind, title=title, permalink=self.url(permalink), feeds=feeds, **more)

    def feed(self, folder: str, title: str) -> FeedLink:
        """Name the feed of a section, or of the site where `folder` is empty."""
        return FeedLink(title, self.url(f"{folder}/feed.xml"))


class Menu:
    """The menus of the masthead and the footer, for one page."""

    def __init__(self, maker: PageMaker, page: Page) -> None:
        self._maker = maker
        self._page = page

    @property
    def front(self) -> Link:
        """The front page, under the newsroom's name."""
        return Link(self._maker.setting("name"), self._maker.url("/"), self._page.is_home)

    @property
    def main(self) -> list[Link]:
        """The first links of the masthead: Home and what the newsroom adds."""
        return self._maker.menu_links(self._maker.setting("main_menu"), "/" if self._page.is_home else "")

    @property
    def sections(self) -> list[tuple[SectionLink, bool]]:
        """All sections, with the current one marked."""
        slugs = [section.slug for section in self._maker.sections]
        return [(self._maker.section(slug), slug == self._page.section) for slug in slugs]

    @property
    def services(self) -> list[Link]:
        """The small links of the masthead."""
        return self._maker.menu_links(self._maker.setting("services_menu"), "")

    @property
    def footer(self) -> list[tuple[str, list[Link]]]:
        """The columns of the footer."""
        columns = self._maker.setting("footer")
        return [(column.label, self._maker.menu_links(column.links, "")) for column in columns]

    @property
    def feeds(self) -> list[Link]:
        """The feeds that the footer offers."""
        feed = self._maker.feed("", self._maker.setting("name"))
        return [Link("RSS", feed.url)]
