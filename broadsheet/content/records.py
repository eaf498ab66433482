"""What the library hands to pages: small values with everything resolved."""

import msgspec

from broadsheet.content.story import Label
from broadsheet.markup.body import RelatedKind


class PictureRecord(msgspec.Struct, frozen=True):
    """A picture as published: its address on the site and its size in pixels."""

    url: str
    width: int
    height: int


class CardPicture(msgspec.Struct, frozen=True):
    """The lead picture of a card."""

    picture: PictureRecord
    alt: str = ""
    caption: str = ""
    credit: str = ""


class CardByline(msgspec.Struct, frozen=True):
    """One name of a byline; `slug` is empty without a profile."""

    name: str
    slug: str = ""
    role: str = ""
    portrait: PictureRecord | None = None


class CardRelated(msgspec.Struct, frozen=True):
    """A related link: `url` is a web address, a path, or the key of another story (`link:…`, `slug:…`)."""

    kind: RelatedKind
    text: str
    url: str
    duration: str = ""
    source: str = ""


class CardRecord(msgspec.Struct, frozen=True):
    """All that lists, fronts and feeds may show of a public story."""

    path: str
    permalink: str
    headline: str
    section: str
    published: int
    updated: int | None = None
    deck: str = ""
    summary: str = ""
    kicker: str = ""
    label: Label | None = None
    byline: tuple[CardByline, ...] = ()
    dateline: str = ""
    picture: CardPicture | None = None
    related: tuple[CardRelated, ...] = ()
    topics: tuple[str, ...] = ()
    priority: int = 3
    language: str = ""
    canonical: str = ""


class ListPage(msgspec.Struct, frozen=True):
    """A stretch of a list: encoded cards, newest first, and the number of full numbered pages behind a front."""

    cards: tuple[bytes, ...]
    pages: int = 0


class Term(msgspec.Struct, frozen=True):
    """A list that has stories: the last part of its address, and its name as the newest story spells it."""

    slug: str
    name: str


class Pins(msgspec.Struct, frozen=True):
    """Stories that editors set on a front, as source paths."""

    lead: str = ""
    second: tuple[str, ...] = ()


class WeatherReport(msgspec.Struct, frozen=True):
    """The weather of one place, in degrees Celsius."""

    temperature: float | None = None
    sky: str = ""


class BreakingNews(msgspec.Struct, frozen=True):
    """A linked sentence above the masthead, in force between two instants (seconds since 1970)."""

    text: str
    url: str
    at: int | None = None
    start: int | None = None
    end: int | None = None


class NoticeRecord(msgspec.Struct, frozen=True):
    """A notice in force, and when it ends."""

    text: str
    label: str = ""
    end: int | None = None
