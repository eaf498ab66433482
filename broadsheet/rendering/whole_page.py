"""The whole of a page: its content, and around it what the newsroom shows on every page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from broadsheet.content import keys
from broadsheet.newsroom.feeds import FORMATS
from broadsheet.newsroom.settings import MenuLink, Region, direction_of
from broadsheet.rendering.lite_addresses import lite_permalink
from broadsheet.rendering.page_maker import TOUCH_ICON, PageMaker
from broadsheet.rendering.pictures import Picture
from broadsheet.rendering.running import marked
from broadsheet.rendering.settled import SETTING_TYPES
from broadsheet.rendering.social_tags import page_tags, site_tags
from broadsheet.rendering.views import Link, Page, RegionLink, SectionLink


def render_page(maker: PageMaker, page: Page, content: Mapping[str, Any]) -> str:
    """Render the template of a page's kind around its content."""
    context = {
        "newsroom": Newsroom(maker),
        "page": page,
        "menu": Menu(maker, page.section, page.is_home),
        "asset": maker.asset,
        "words": maker.words(page.language),
        "same": partial(same, maker),
        "social_tags": partial(social_tags, maker),
        **content,
    }
    return maker.theme.render_page(f"pages/{page.kind}.html", context, maker.reads)


def same(maker: PageMaker, name: str, /, **arguments: Any) -> Markup:
    """Render a part of a page that is the same on all pages for which the arguments are the same.

    It sees `newsroom`, `menu`, `asset`, `words` and its arguments, and
    nothing else of the page. `section`, `is_home`, `is_front` and
    `language` say where the menu stands.
    """
    # 1 and true, or a text and the same one marked as safe, are equal and look different.
    key = (name, *arguments.items(), *map(type, arguments.values()))
    return maker.once(key, lambda own: _render_part(own, name, arguments))


def _render_part(maker: PageMaker, name: str, arguments: Mapping[str, Any]) -> Markup:
    context = {
        "newsroom": Newsroom(maker),
        "menu": Menu(maker, str(arguments.get("section", "")), bool(arguments.get("is_home"))),
        "asset": maker.asset,
        "words": maker.words(str(arguments.get("language", ""))),
        **arguments,
    }
    return marked(maker.theme.render_page(name, context, maker.reads))


def social_tags(maker: PageMaker, page: Page) -> Markup:
    """Write what social networks are told of a page."""
    site, icon = maker.once(("social", page.language), lambda own: _social_site(own, page.language))
    return page_tags(page, site, maker.origin, icon)


def _social_site(maker: PageMaker, language: str) -> tuple[Markup, str]:
    icon = maker.asset(TOUCH_ICON) if maker.reads.get(keys.asset(TOUCH_ICON)) is not None else ""
    return site_tags(maker.setting("name"), language, maker.dates(language).region, maker.setting("x")), icon


class Newsroom:
    """The settings as templates see them; each that is read becomes a dependency of the page."""

    def __init__(self, maker: PageMaker) -> None:
        self._maker = maker

    def __getattr__(self, name: str) -> Any:
        found = getattr(_NewsroomViews, name, None)
        if found is not None:
            return found(self._maker)
        if name not in SETTING_TYPES:
            raise AttributeError(name)
        return self._maker.setting(name)


class _NewsroomViews:
    """Settings that templates see in another form than `newsroom.yaml` gives them."""

    @staticmethod
    def address(maker: PageMaker) -> str:
        return maker.origin

    @staticmethod
    def direction(maker: PageMaker) -> str:
        return direction_of(maker.setting("language"))

    @staticmethod
    def sections(maker: PageMaker) -> list[SectionLink]:
        return [maker.section(section.slug) for section in maker.sections]

    @staticmethod
    def regions(maker: PageMaker) -> list[RegionLink]:
        regions: tuple[Region, ...] = maker.setting("regions")
        return [RegionLink(region.slug, region.name, maker.url(region.permalink)) for region in regions]

    @staticmethod
    def logo(maker: PageMaker) -> Picture | None:
        return maker.logo("logo")

    @staticmethod
    def logo_dark(maker: PageMaker) -> Picture | None:
        return maker.logo("logo_dark")


class Menu:
    """The menus of the masthead and the footer, for one page."""

    def __init__(self, maker: PageMaker, section: str, is_home: bool) -> None:
        self._maker = maker
        self._section = section
        self._is_home = is_home

    @property
    def front(self) -> Link:
        """The front page, under the newsroom's name."""
        return Link(self._maker.setting("name"), self._maker.url("/"), self._is_home)

    @property
    def main(self) -> list[Link]:
        """The first links of the masthead: Home and what the newsroom adds."""
        return _menu_links(self._maker, self._maker.setting("main_menu"), "/" if self._is_home else "")

    @property
    def sections(self) -> list[tuple[SectionLink, bool]]:
        """All sections, with the current one marked."""
        slugs = [section.slug for section in self._maker.sections]
        return [(self._maker.section(slug), slug == self._section) for slug in slugs]

    @property
    def services(self) -> list[Link]:
        """The small links of the masthead."""
        return _menu_links(self._maker, self._maker.setting("services_menu"), "")

    @property
    def footer(self) -> list[tuple[str, list[Link]]]:
        """The columns of the footer."""
        columns = self._maker.setting("footer")
        return [(column.label, _menu_links(self._maker, column.links, "")) for column in columns]

    @property
    def lite(self) -> str:
        """The address of the lite edition; empty where there is none."""
        return self._maker.url(lite_permalink("/")) if self._maker.setting("lite") else ""

    @property
    def search(self) -> str:
        """The address of the search page; empty where there is none."""
        return self._maker.url("/search/") if self._maker.setting("search") else ""

    @property
    def feeds(self) -> list[Link]:
        """The feeds that the footer offers."""
        formats = self._maker.setting("feed_formats").of("latest")
        return [Link(FORMATS[name].label, self._maker.url(f"/{FORMATS[name].file}")) for name in formats[:1]]


def _menu_links(maker: PageMaker, links: tuple[MenuLink, ...], current: str) -> list[Link]:
    return [Link(link.label, maker.link_url(link.url), link.url == current) for link in links]
