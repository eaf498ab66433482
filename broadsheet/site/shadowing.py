"""Tell the desk of a hidden story's picture that public stories show in place of another. Not for builds."""

from collections.abc import Iterator

from broadsheet.content.documents import decode_references
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.site.media_targets import existing_pictures
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores


def shadowing_pictures(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning for each picture of a hidden story that a public document shows where it may mean a common one.

    A picture beside a story comes before one in `content/pictures/`. One that is put there for a hidden
    story is so public at once where another in that folder writes the same name.
    """
    for path in _hidden(stores):
        document = stores.documents.find(path)
        for reference in decode_references(document) if document is not None else ():
            [shown, *_] = existing_pictures(stores, reference.candidates) or [""]
            for reader, other in _displaced_by(stores, shown):
                place = Place(f"content/{path}", reference.line, reference.column, reference.length)
                yield Diagnostic(
                    "public-picture",
                    f"`{reference.written}` is public: content/{reader} shows it in place of content/{other}",
                    place,
                    lines.line(place.path, place.line),
                    f"give it a name of its own, or write `/{other}` in content/{reader}",
                    "warning",
                )
                break


def _hidden(stores: Stores) -> list[str]:
    """Give the stories that readers do not see, those with errors too."""
    faulty = (document for document, _ in stores.documents.iter_faulty() if document.kind == "story")
    unsound = [item.path for item in faulty if not item.is_sound and not item.is_due(stores.now)]
    return sorted({*stores.documents.hidden(stores.now), *unsound})


def _displaced_by(stores: Stores, shown: str) -> Iterator[tuple[str, str]]:
    """Yield the public documents that show a picture, each with the one that they would show without it."""
    for reader in stores.references.paths(shown) if shown else ():
        document = stores.documents.find(reader)
        for reference in decode_references(document) if document is not None else ():
            first, *others = existing_pictures(stores, reference.candidates) or [""]
            if first == shown and others:
                yield reader, others[0].removeprefix("picture:")
