"""What lists and machines are told of the pictures, films and sound in a story's body, apart from its text."""

import re
from collections.abc import Iterator
from html import unescape

from broadsheet.content.story import LeadPicture
from broadsheet.markup.body import Body, Figure, Gallery, Html, Recording
from broadsheet.markup.marks import mark, without_marks

_TAG = re.compile("<[^>]*>")
_INLINE_PICTURE = re.compile(f'<img (?:[^<>"]|"[^"]*")*?{mark("i", "([0-9]+)")}(?:[^<>"]|"[^"]*")*>')
_ALT = re.compile(r'\salt="([^"]*)"')

# Search engines take no smaller picture: https://developers.google.com/search/docs/appearance/structured-data/article
FEWEST_PIXELS = 50_000


def figure_files(body: Body) -> tuple[str, ...]:
    """Give the files of a body's pictures that stand alone as they were written, each once, in order."""
    return tuple(dict.fromkeys(body.pictures[figure.picture].target for figure in _iter_figures(body)))


def recording_files(body: Body) -> tuple[str, ...]:
    """Give the files of a body's films and sound as they were written, each once, in order."""
    parts = (part for part in body.parts if isinstance(part, Recording))
    return tuple(dict.fromkeys(body.links[part.link].target for part in parts))


def first_figure(body: Body) -> LeadPicture | None:
    """Give the first picture of a body as if it stood above the text."""
    figure = next(_iter_figures(body), None)
    if figure is None:
        return None
    file = body.pictures[figure.picture].target
    return LeadPicture(file, _plain(figure.caption), _plain(figure.credit), figure.alt or None)


def inline_pictures(body: Body) -> tuple[LeadPicture, ...]:
    """Give the pictures within a body's text as if they stood above it, each file once, in order."""
    found = (item for part in body.parts if isinstance(part, Html) for item in pictures_within(part.html))
    files = ((body.pictures[number].target, alt) for number, alt in found)
    pictures = (LeadPicture(file, alt=_plain(alt) or None) for file, alt in files)
    return tuple({picture.file: picture for picture in reversed([*pictures])}.values())[::-1]


def pictures_within(html: str) -> list[tuple[int, str]]:
    """Give the pictures within a run of HTML: their place among the body's pictures, and their alternative text as HTML."""
    if "\0i" not in html:
        return []
    return [
        (int(found[1]), alt[1] if (alt := _ALT.search(found[0])) else "") for found in _INLINE_PICTURE.finditer(html)
    ]


def is_large(width: int, height: int) -> bool:
    """Answer whether a picture is large enough for search engines, and no icon."""
    return width * height >= FEWEST_PIXELS


def _iter_figures(body: Body) -> Iterator[Figure]:
    for part in body.parts:
        if isinstance(part, Figure):
            yield part
        elif isinstance(part, Gallery):
            yield from part.figures


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", without_marks(html))).split())
