"""The settings of a newsroom. Immutable values; a page that reads one depends on that one alone."""

from urllib.parse import urlsplit

import msgspec

from broadsheet.markup_policy import HtmlPolicy

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
    """A section of the paper; `hue` is its colour's angle, 0 to 360."""

    slug: str
    name: str
    hue: int = 30
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
    fonts: str = "meridian"
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
    date_format: str = ""
    time_format: str = ""

    @property
    def base_path(self) -> str:
        """The path of the address, put before every permalink; usually empty."""
        return urlsplit(self.address).path.rstrip("/")

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
