"""What lists and machines are told of the pictures, films and sound in a story's body, apart from its text."""

import re
from collections.abc import Iterator
from html import unescape

from broadsheet.content.story import LeadPicture
from broadsheet.markup.body import Body, Figure, Gallery, Recording

# Tags, and the marks that stand for links and inline pictures until a page is made.
_TAG_OR_MARK = re.compile("<[^>]*>|\x00/?[air][0-9]+\x00")


def figure_files(body: Body) -> tuple[str, ...]:
    """Give the files of a body's pictures as they were written, each once, in order."""
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


def _iter_figures(body: Body) -> Iterator[Figure]:
    for part in body.parts:
        if isinstance(part, Figure):
            yield part
        elif isinstance(part, Gallery):
            yield from part.figures


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG_OR_MARK.sub("", html)).split())
