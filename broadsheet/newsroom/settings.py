"""The settings of a newsroom. Immutable values; a page that reads one depends on that one alone."""

from collections.abc import Iterator, Sequence
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from broadsheet.markup_policy import HtmlPolicy
from broadsheet.newsroom.feeds import FeedFormats, FeedText
from broadsheet.newsroom.machine_files import Host, RobotsPolicy, SecurityContact
from broadsheet.newsroom.targets import TargetSetting
from broadsheet.photos.renditions import Recipe

# Which stories without a picture have a drawn one: each its own, all of a section the same, or none.
SocialCards = Literal["stories", "sections", "no"]

SETTINGS_FILE = "newsroom.yaml"

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


class MenuLink(msgspec.Struct, frozen=True):
    """A label and an address: a path on the site or a web address."""

    label: str
    url: str


class FooterColumn(msgspec.Struct, frozen=True):
    """A column of the footer."""

    label: str
    links: tuple[MenuLink, ...]


class Section(msgspec.Struct, frozen=True):
    """A section of the paper; `hue` is its colour's angle, 0 to 360, or None to be given one."""

    slug: str
    name: str
    hue: int | None = None
    description: str = ""
    links: tuple[MenuLink, ...] = ()

    @property
    def permalink(self) -> str:
        """The address of the section's front."""
        return f"/{self.slug}/"


class Region(msgspec.Struct, frozen=True):
    """A place with a front of its own."""

    slug: str
    name: str
    description: str = ""

    @property
    def permalink(self) -> str:
        """The address of the region's front."""
        return f"/regions/{self.slug}/"


class NoticeSetting(msgspec.Struct, frozen=True):
    """A line above the masthead, in force from one instant to another (seconds since 1970)."""

    text: str
    label: str = ""
    start: int | None = None
    end: int | None = None

    def is_in_force(self, now: int) -> bool:
        """Answer whether readers should see it at `now`."""
        return (self.start is None or self.start <= now) and (self.end is None or now < self.end)


class Fonts(msgspec.Struct, frozen=True):
    """The faces of the pages: of text and headlines, and of labels (clocks, captions).

    `text` and `labels` are `meridian`, the theme's own, `system`, the reader's
    device's, or a file of the theme's assets; the others are files, or empty.
    """

    text: str = "meridian"
    labels: str = "meridian"
    bold: str = ""
    italic: str = ""
    labels_bold: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The newsroom's own files."""
        named = (self.text, self.labels, self.bold, self.italic, self.labels_bold)
        return tuple(name for name in named if name.endswith(".woff2"))


class Settings(msgspec.Struct, frozen=True):
    """All of `newsroom.yaml`, checked. `address` has no slash at its end."""

    name: str
    address: str
    sections: tuple[Section, ...]
    language: str = "en"
    timezone: str = "UTC"
    city: str = ""
    place: str = ""
    tagline: str = ""
    description: str = ""
    copyright: str = ""
    logo: str = ""
    logo_dark: str = ""
    fonts: Fonts = Fonts()
    pictures: Recipe = Recipe()
    lite: bool = True
    policies: tuple[tuple[str, str], ...] = ()  # a key of `broadsheet.newsroom.policies.POLICIES`, and where it is
    accounts: tuple[str, ...] = ()
    x: str = ""
    social_cards: SocialCards = "sections"
    search: bool = False
    lacks_search: bool = False  # it is wanted, and its program is not there
    regions: tuple[Region, ...] = ()
    main_menu: tuple[MenuLink, ...] = ()
    services_menu: tuple[MenuLink, ...] = ()
    footer: tuple[FooterColumn, ...] = ()
    notices: tuple[NoticeSetting, ...] = ()
    permalink: str = "/{section}/{slug}/"
    html: HtmlPolicy = "escape"
    errors: str = "stop"
    page_size: int = 20
    feed_size: int = 30
    feed_text: FeedText = "summary"
    feed_formats: FeedFormats = FeedFormats()
    feed_hub: str = ""
    feed_authority: str = ""
    robots: RobotsPolicy = RobotsPolicy()
    ads: tuple[str, ...] = ()
    security: SecurityContact | None = None
    humans: tuple[str, ...] = ()
    llms: bool = False
    ninjs: bool = False
    host_files: Host = "none"
    date_format: str = ""
    time_format: str = ""
    targets: tuple[TargetSetting, ...] = ()

    @property
    def base_path(self) -> str:
        """The path of the address, put before every permalink; usually empty."""
        return urlsplit(self.address).path.rstrip("/")

    @property
    def machine_files(self) -> tuple[str, ...]:
        """The files for programs that were asked for, as their recipes are called."""
        wanted = {
            "ads": self.ads,
            "security": self.security,
            "humans": self.humans,
            "llms": self.llms,
            "ninjs": self.ninjs,
            "host-headers": self.host_files != "none",
            "host-redirects": self.host_files != "none",
        }
        return tuple(name for name, is_wanted in wanted.items() if is_wanted)

    @property
    def logos(self) -> tuple[str, ...]:
        """The logo's files."""
        return tuple(name for name in (self.logo, self.logo_dark) if name)

    def iter_links(self) -> Iterator[str]:
        """Yield where the links lead that stand on all pages, as they were written."""
        yield from (url for _, url in self.policies)
        menus = [self.main_menu, self.services_menu]
        menus += [column.links for column in self.footer]
        menus += [section.links for section in self.sections]
        yield from (link.url for menu in menus for link in menu)

    @property
    def direction(self) -> str:
        """`rtl` for languages written from right to left."""
        return direction_of(self.language)


def direction_of(language: str) -> str:
    """Give the direction of a language's script."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def language_of(settings: Settings) -> str:
    """Give the primary language, without region: `en` for `en-CA`."""
    return settings.language.split("-")[0].lower()


# Steps of the golden angle: however many there are, none is close to another.
_HUES = tuple(round(30 + 137.5 * step) % 360 for step in range(72))
_APART = 20


def section_hues(sections: Sequence[Section]) -> dict[str, int]:
    """Give each section's hue by its slug; one that has none gets one that is apart from the others'."""
    hues = {section.slug: section.hue for section in sections if section.hue is not None}
    for place, section in enumerate(sections):
        if section.slug not in hues:
            free = (
                hue for hue in _HUES if all(_APART <= (hue - other) % 360 <= 360 - _APART for other in hues.values())
            )
            hues[section.slug] = next(free, _HUES[place % len(_HUES)])
    return hues
