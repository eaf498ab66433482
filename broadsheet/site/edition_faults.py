"""Check what only an edition as a whole can judge: identifiers that stories share, and changes dated in the future."""

from collections.abc import Iterator

import msgspec

from broadsheet.content.documents import decode_digest
from broadsheet.content.story import Story
from broadsheet.diagnostics import Diagnostic, Excerpt, Place
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores

_EARLY = "write when it changed; to hold a story back, use `embargo`"


def shared_identifiers(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning for each story that readers' programs take for another one, unless both want one address anyway."""
    library = stores.library
    for first, *rest in library.sharing_identity():
        for path in rest:
            if library.find_permalink(path) == library.find_permalink(first):
                continue
            place = Place(f"content/{path}", 1, 1, 3)
            yield Diagnostic(
                "duplicate-id",
                f"in feeds the story has the same identifier as content/{first}",
                place,
                lines.line(place.path, 1),
                "give one of them its own `id`",
                "warning",
                (Excerpt(Place(f"content/{first}"), note="the other one"),),
            )


def future_changes(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning for each document whose last change is of a time that has not come."""
    for path in stores.library.changed_after(stores.now):
        record = None if stores.documents.is_hidden(path, stores.now) else stores.documents.find_record("story", path)
        if record is not None:
            yield _of_story(path, msgspec.msgpack.decode(record, type=Story), lines)
    for document in stores.documents.iter_kind("page"):
        if document.is_sound and decode_digest(document).latest > stores.now:
            yield _updated(document.path, lines)


def _of_story(path: str, story: Story, lines: SourceLines) -> Diagnostic:
    """Point to the latest change, so that the warning lasts as long as `is_due` knows that it does."""
    last = max(story.corrections, key=lambda note: note.at, default=None)
    if last is None or last.at < (story.summary.updated or 0):
        return _updated(path, lines)
    place = Place(f"content/{path}", last.line, last.column)
    return _future("a correction", place, lines.line(place.path, last.line))


def _updated(path: str, lines: SourceLines) -> Diagnostic:
    found = lines.find(f"content/{path}", "updated:")
    return (
        _future("`updated`", found.place, found.text) if found else _future("`updated`", Place(f"content/{path}"), "")
    )


def _future(what: str, place: Place, text: str) -> Diagnostic:
    return Diagnostic("future-change", f"{what} is dated in the future", place, text, _EARLY, "warning")
