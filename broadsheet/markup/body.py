"""A rendered body: runs of HTML with the elements between them that templates draw.

HTML runs hold marks (`marks.py`) where a value is known only when the page is
made. Captions, credits, titles and quotations may hold them too.
"""

from typing import Literal

import msgspec

from broadsheet.markup_policy import HtmlPolicy

RelatedKind = Literal["watch", "read", "listen", "photos"]
RELATED_KINDS: tuple[RelatedKind, ...] = ("watch", "read", "listen", "photos")


class Html(msgspec.Struct, frozen=True, tag="html"):
    """A run of finished HTML, with marks for links and inline pictures."""

    html: str


class Figure(msgspec.Struct, frozen=True, tag="figure"):
    """A picture of its own: `picture` indexes the body's pictures. Caption and credit are HTML."""

    picture: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    wide: bool = False


class RelatedLink(msgspec.Struct, frozen=True, tag="related"):
    """A `WATCH | …` line: `link` and `picture` index the body's links and pictures. Title is HTML."""

    kind: RelatedKind
    link: int
    title: str
    duration: str = ""
    source: str = ""
    picture: int | None = None
    alt: str = ""


class PullQuote(msgspec.Struct, frozen=True, tag="pull"):
    """A quotation set large. Text and attribution are HTML."""

    text: str
    attribution: str = ""


class Embed(msgspec.Struct, frozen=True, tag="embed"):
    """Something on another site, shown as a card; `frame` is loaded only on a click, or empty."""

    provider: str
    url: str
    frame: str = ""
    title: str = ""
    ratio: str = "16/9"


class Gallery(msgspec.Struct, frozen=True, tag="gallery"):
    """Pictures that belong together, each with its own caption and credit."""

    figures: tuple[Figure, ...]


class Track(msgspec.Struct, frozen=True):
    """Captions of a recording: `link` indexes the body's links; the label is plain text, the language a tag or empty."""

    link: int
    label: str
    language: str = ""


class Recording(msgspec.Struct, frozen=True, tag="recording"):
    """A film or sound of the newsroom's own. `link`, `transcript` and `poster` index links and pictures; titles are HTML."""

    kind: Literal["video", "audio"]
    link: int
    title: str
    poster: int | None = None
    alt: str = ""
    tracks: tuple[Track, ...] = ()
    transcript: int | None = None
    transcript_title: str = ""


Part = Html | Figure | RelatedLink | PullQuote | Embed | Gallery | Recording


class Reference(msgspec.Struct, frozen=True):
    """A link or picture as it was written, with its place in the source."""

    target: str
    line: int
    column: int
    length: int = 1


class Heading(msgspec.Struct, frozen=True):
    """A sub-heading: its level from 2, its anchor, its plain text."""

    level: int
    anchor: str
    text: str


class Body(msgspec.Struct, frozen=True):
    """A story's body: its parts in order, what it points at, its lede as plain text, its words without captions."""

    parts: tuple[Part, ...] = ()
    links: tuple[Reference, ...] = ()
    pictures: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    lede: str = ""
    words: int = 0


class Typography(msgspec.Struct, frozen=True):
    """What a language does to straight marks: the four quotation marks, outer before inner."""

    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")


class BodyOptions(msgspec.Struct, frozen=True):
    """What rendering a body depends on besides its text."""

    language: str = "en"
    html: HtmlPolicy = "escape"
    dateline: str = ""
