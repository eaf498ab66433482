"""The maker of one page: typed reading by key, and addresses as pages give them."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.content import keys
from broadsheet.content.records import ListPage, PictureRecord, published_address
from broadsheet.newsroom.feeds import FORMATS, FeedFormat
from broadsheet.newsroom.settings import Section, direction_of
from broadsheet.newsroom.social_cards import card_url, section_card, story_card
from broadsheet.photos.cards import SIZE
from broadsheet.rendering.dates import Dates, iso_text
from broadsheet.rendering.environment import Theme
from broadsheet.rendering.list_addresses import feed_folder
from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.reads import Made, Reads
from broadsheet.rendering.running import ABSENT
from broadsheet.rendering.settled import (
    read_dates,
    read_section_links,
    read_setting,
    read_words,
    split_address,
)
from broadsheet.rendering.site_words import Words, paid_word
from broadsheet.rendering.views import FeedLink, Page, SectionLink
from broadsheet.urls import ascii_path

TOUCH_ICON = "icons/touch.png"


@lru_cache(maxsize=1024)
def _feed_links(base: str, folder: str, title: str, formats: tuple[FeedFormat, ...]) -> tuple[FeedLink, ...]:
    named = [FORMATS[name] for name in formats]
    return tuple(FeedLink(title, f"{base}{folder}/{form.file}", form.media_type) for form in named)


@lru_cache(maxsize=4096)
def _decode_small(raw: bytes, kind: Any) -> Any:
    """Read a value that many pages share: a profile, a picture."""
    return msgspec.msgpack.decode(raw, type=kind)


class PageMaker:
    """What a recipe works with. Everything it gives is read by key and so recorded."""

    def __init__(self, theme: Theme, reads: Reads) -> None:
        self.theme = theme
        self.reads = reads
        self._settings: dict[str, Any] = {}
        self._dates: dict[str, Dates] = {}
        self._words: dict[str, Words] = {}
        self._site: tuple[str, str] | None = None
        self._sections: dict[str, SectionLink] | None = None

    def read(self, key: str, kind: Any) -> Any:
        """Read and decode a value; None where there is none."""
        raw = self.reads.get(key)
        return None if raw is None else msgspec.msgpack.decode(raw, type=kind)

    def read_small(self, key: str, kind: Any) -> Any:
        """Read a value that many pages share, decoded once for all of them."""
        raw = self.reads.get(key)
        return None if raw is None else _decode_small(raw, kind)

    def once(self, key: tuple[object, ...], make: Callable[["PageMaker"], Made]) -> Made:
        """Give what `make` makes with a maker of its own: once for all pages if it reads only what they share."""
        return self.theme.memo(key, lambda reads: make(PageMaker(self.theme, reads)), self.reads)

    def setting(self, name: str) -> Any:
        """Read one setting."""
        found = self._settings.get(name, ABSENT)
        if found is ABSENT:
            found = self._settings[name] = self.reads.settle(name, partial(read_setting, name))
        return found

    def list_page(self, key: str) -> ListPage:
        """Read a stretch of a list; an absent one is empty."""
        page = self.read(key, ListPage)
        return ListPage(()) if page is None else page

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the newsroom's order."""
        found: tuple[Section, ...] = self.setting("sections")
        return found

    def section(self, slug: str) -> SectionLink:
        """Name a section for a page; one that is unknown stands for itself."""
        if self._sections is None:
            self._sections = self.reads.settle(("links of sections",), read_section_links)
        found = self._sections.get(slug)
        return found or SectionLink(slug, slug, self.url(Section(slug, slug).permalink))

    def _split(self) -> tuple[str, str]:
        self._site = found = split_address(self.setting("address"))
        return found

    @property
    def base_path(self) -> str:
        """The path before all permalinks."""
        return (self._site or self._split())[1]

    @property
    def origin(self) -> str:
        """Scheme and host of the site."""
        return (self._site or self._split())[0]

    def url(self, permalink: str) -> str:
        """Give the address of a permalink as pages link to it."""
        return (self._site or self._split())[1] + permalink

    def link_url(self, address: str) -> str:
        """Give an address as pages link to it: one off the site is given as it is."""
        return self.url(address) if address.startswith("/") else address

    def absolute(self, permalink: str) -> str:
        """Give the absolute address of a permalink."""
        origin, base = self._site or self._split()
        return origin + base + permalink

    def uri(self, permalink: str) -> str:
        """Give the absolute address of a permalink for programs, in ASCII."""
        return self.origin + ascii_path(self.base_path + permalink)

    def address(self, key: str) -> str:
        """Give the permalink that a key of a reference leads to; empty when it leads to nothing public."""
        value = self.reads.get(key)
        if key.startswith("path:"):
            path = key.removeprefix("path:").replace(" ", "%20")
            return path if value else ""
        return published_address(key, value) if value else ""

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's zone."""
        return ZoneInfo(self.setting("timezone"))

    @property
    def language(self) -> str:
        """The newsroom's language."""
        return str(self.setting("language"))

    def iso(self, seconds: int) -> str:
        """Write an instant for machines, in the newsroom's zone."""
        return iso_text(from_seconds(seconds, self.zone))

    def dates(self, language: str = "") -> Dates:
        """Give the format of dates in a language; the newsroom's where none is named."""
        wanted = language or self.language
        if wanted not in self._dates:
            self._dates[wanted] = self.reads.settle((keys.DATE_NAMES, wanted), partial(read_dates, wanted))
        return self._dates[wanted]

    def words(self, language: str = "") -> Words:
        """Give the words of the interface in a language, or else the newsroom's."""
        if language not in self._words:
            self._words[language] = self.reads.settle(("words", language), partial(read_words, language))
        return self._words[language]

    def asset(self, name: str) -> str:
        """Give the fingerprinted address of a file of the theme; a file that is not there is a template's error."""
        raw = self.reads.get(keys.asset(name))
        if raw is None:
            raise LookupError(f"the theme has no asset `{name}`")
        return self.url(raw.decode())

    def logo(self, setting: str) -> Picture | None:
        """Give the newsroom's logo that a setting names, if it names one."""
        file = self.setting(setting)
        found: PictureRecord | None = self.read(keys.picture(file), PictureRecord) if file else None
        return Picture(self.url(found.url), found.width, found.height, self.setting("name")) if found else None

    def drawn_card(
        self, slug: str, headline: str = "", permalink: str = "", is_paid: bool = False
    ) -> PictureCrop | None:
        """Give the drawn card of a section, or of a story where stories have their own; None where there is none."""
        wanted = self.setting("social_cards")
        if wanted == "no":
            return None
        sections, name = self.sections, self.setting("name")
        if wanted == "stories" and headline:
            paid = paid_word(self.words()) if is_paid else ""
            own = story_card(sections, name, slug, headline, paid)
            if own is not None:
                alt = f"{headline} ({paid})" if paid else headline
                return PictureCrop("card", self.url(card_url(own, slug, permalink)), *SIZE, alt)
        return self.once(("section card", slug), lambda maker: _section_card(maker, slug))

    def page(self, kind: str, title: str, permalink: str, **more: Any) -> Page:
        """Describe a page; language and direction are the newsroom's unless they are given."""
        more.setdefault("language", self.language)
        more.setdefault("direction", direction_of(more["language"]))
        more.setdefault("canonical", self.absolute(permalink))
        more["description"] = more.get("description") or self._description(title)
        # A page of the site's own lists names all formats of its feed, other pages the first alone.
        site_feeds = self.feeds("latest", self.setting("name"))
        feeds = [*more.pop("feeds", ()), *(site_feeds if kind in ("home", "latest") else site_feeds[:1])]
        return Page(kind=kind, title=title, permalink=self.url(permalink), feeds=feeds, **more)

    def _description(self, title: str) -> str:
        """Say what a page is that has no words of its own for it."""
        whole = self.setting("description") or self.setting("name")
        return str(whole) if title == self.setting("name") else f"{title}: {whole}"

    def feeds(self, list_name: str, title: str) -> tuple[FeedLink, ...]:
        """Name the feeds of a list, one for each format that the newsroom wants."""
        folder = feed_folder(list_name)
        return _feed_links(self.base_path, folder, title, tuple(self.setting("feed_formats").of(list_name)))


def _section_card(maker: PageMaker, slug: str) -> PictureCrop | None:
    card = section_card(maker.sections, maker.setting("name"), slug)
    if card is None:
        return None
    return PictureCrop("card", maker.url(card_url(card, slug)), *SIZE, f"{card.label}, {card.name}")
