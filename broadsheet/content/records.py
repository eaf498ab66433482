"""What the library hands to pages: small values with everything resolved."""

import msgspec

from broadsheet.content.story import Label
from broadsheet.markup.body import RelatedKind
from broadsheet.photos.metadata import PictureDetails
from broadsheet.photos.renditions import CENTRE

# Where pictures and files are published, below the site's own path.
MEDIA_FOLDER = "/media/"


class PictureRecord(msgspec.Struct, frozen=True, omit_defaults=True, cache_hash=True):
    """A picture as published: `url` is the file for whoever takes only one, in its full size.

    `base` begins the names of all its files and `key` names them in the cache;
    both are empty for a drawing, which is one file. `cut_from` is the size that
    its crops are cut from. `formats` are offered
    before that of `url`, the best first. `tint` names the colour of its place,
    `motion` its animation. `details` are what the file says of itself.
    """

    url: str
    width: int
    height: int
    base: str = ""
    key: str = ""
    widths: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()
    tint: str = ""
    motion: str = ""
    remark: str = ""
    cut_from: tuple[int, int] = (0, 0)
    details: PictureDetails = PictureDetails()

    @property
    def is_photo(self) -> bool:
        """Answer whether it is published in sizes of its own making."""
        return bool(self.base)


class FileRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file beside a story as published: its address, and its size in bytes."""

    url: str
    size: int = 0


class CardPicture(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lead picture of a card; `focus` is what crops are made around, in percent from the left and the top."""

    picture: PictureRecord
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: tuple[int, int] = CENTRE


def published_address(key: str, value: bytes) -> str:
    """Give the address that the value of a reference's key leads to: a picture's or file's record, or else a permalink."""
    if key.startswith("picture:"):
        return msgspec.msgpack.decode(value, type=PictureRecord).url
    if key.startswith("file:"):
        return msgspec.msgpack.decode(value, type=FileRecord).url
    return value.decode()


class CardByline(msgspec.Struct, frozen=True):
    """One name of a byline; `slug` is empty without a profile."""

    name: str
    slug: str = ""
    role: str = ""
    portrait: PictureRecord | None = None
    portrait_focus: tuple[int, int] = CENTRE


class CardRelated(msgspec.Struct, frozen=True):
    """A related link: `url` is a web address, a path, or the key of another story (`link:…`, `slug:…`)."""

    kind: RelatedKind
    text: str
    url: str
    duration: str = ""
    source: str = ""


class CardRecord(msgspec.Struct, frozen=True):
    """All that lists, fronts, feeds and sitemaps may show of a public story.

    `figure` is the picture of the body that stands for a story without a lead
    picture; `pictures` are the addresses of all pictures of the body but for small
    ones within its text, `recordings` its films and sound.
    """

    path: str
    permalink: str
    slug: str
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
    figure: CardPicture | None = None
    pictures: tuple[str, ...] = ()
    recordings: tuple[FileRecord, ...] = ()
    related: tuple[CardRelated, ...] = ()
    topics: tuple[str, ...] = ()
    priority: int = 3
    language: str = ""
    canonical: str = ""
    noindex: bool = False
    id: str = ""
    sponsor: str = ""


class ListPage(msgspec.Struct, frozen=True):
    """A stretch of a list: encoded cards, newest first, and the number of full numbered pages behind a front."""

    cards: tuple[bytes, ...]
    pages: int = 0


class Term(msgspec.Struct, frozen=True):
    """A list that has stories: the last part of its address, and its name as the newest story spells it."""

    slug: str
    name: str


class PageAddress(msgspec.Struct, frozen=True):
    """Where a standing page is, and when it says it was last changed."""

    permalink: str
    updated: int | None = None


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
