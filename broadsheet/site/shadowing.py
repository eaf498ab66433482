"""Tell the desk of a hidden story's picture that public stories show in place of another. Not for builds."""

from collections.abc import Iterator

from broadsheet.content.documents import decode_references
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.site.media_targets import existing_pictures, shows_picture
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores


def shadowing_pictures(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning for each picture of a hidden story that a public document shows where it means a common one.

    A picture beside a story comes before one in `content/pictures/`. One that is put there for a hidden
    story is so public at once where another in that folder writes the same name.
    """
    for path in stores.documents.hidden(stores.now):
        document = stores.documents.find(path)
        for reference in decode_references(document) if document is not None else ():
            first, *others = existing_pictures(stores, reference.candidates) or [""]
            shown_by = [name for name in stores.references.paths(first) if shows_picture(stores, name, first)]
            if not others or not shown_by:
                continue
            place = Place(f"content/{path}", reference.line, reference.column, reference.length)
            other = others[0].removeprefix("picture:")
            yield Diagnostic(
                "public-picture",
                f"`{reference.written}` is public: content/{shown_by[0]} shows it in place of content/{other}",
                place,
                lines.line(place.path, place.line),
                f"give it a name of its own, or write `/{other}` in content/{shown_by[0]}",
                "warning",
            )
