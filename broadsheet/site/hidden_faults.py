"""Tell the desk what will be wrong once hidden stories are public. Not for builds, whose messages may be public."""

from collections.abc import Iterator
from functools import lru_cache

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_references
from broadsheet.content.references import FoundReference
from broadsheet.diagnostics import Diagnostic
from broadsheet.site.checks import ReferenceCheck
from broadsheet.site.hidden_collisions import hidden_collisions
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores


def hidden_faults(stores: Stores, check: ReferenceCheck, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield what is wrong with hidden stories, and what they will bring about."""
    slugs = _SharedSlugs(stores)
    for kind in ("story", "author"):
        for document in stores.documents.iter_kind(kind):
            if not _is_checked_by_builds(document, check):
                found = decode_references(document)
                # That a hidden story leads to another is nothing wrong: the two may come out together.
                yield from (fault for fault in check.check(document.path, found) if fault.kind != "hidden-link")
                yield from slugs.faults(document, found, check)
    for path in slugs.public_readers():
        reader = stores.documents.find(path)
        if reader is not None:
            yield from slugs.faults(reader, decode_references(reader), check)
    yield from hidden_collisions(stores, lines)


def _is_checked_by_builds(document: Document, check: ReferenceCheck) -> bool:
    if document.kind == "author" and document.is_sound:
        return check.is_shown(document) or check.is_left_out(document)
    return check.is_told(document)


class _SharedSlugs:
    """The slugs that will stand for more than one story once hidden ones are public."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._holders = lru_cache(maxsize=64)(self._find_holders)

    def public_readers(self) -> list[str]:
        """Give the public documents that name stories by their slugs."""
        references = self._stores.references
        return sorted({path for key in references.iter_keys(keys.slug("")) for path in references.paths(key)})

    def faults(
        self, document: Document, references: tuple[FoundReference, ...], check: ReferenceCheck
    ) -> Iterator[Diagnostic]:
        """Yield a warning for each link of a document that will be ambiguous while the document is public."""
        for reference in references:
            kind, _, slug = reference.candidates[0].partition(":")
            rivals = self._rivals(document, slug) if kind == "slug" else None
            if rivals is not None:
                yield check.ambiguity_to_come(document.path, reference, rivals)

    def _rivals(self, document: Document, slug: str) -> tuple[Document, Document] | None:
        """Find a hidden story that is to come while a document is public, and another one of its slug beside it."""
        holders = self._holders(slug)
        for story in holders:
            is_to_come = not story.is_due(self._stores.now) and not story.is_over(self._stores.now)
            if is_to_come and document.may_meet(story):
                other = next((other for other in holders if other.path != story.path and story.may_meet(other)), None)
                if other is not None:
                    return story, other
        return None

    def _find_holders(self, slug: str) -> list[Document]:
        documents = self._stores.documents
        found = (documents.find(path) for path in documents.paths_of_slug(slug))
        return [document for document in found if document is not None and document.is_sound]
