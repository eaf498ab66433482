"""Tell the desk what will be wrong once hidden stories are public. Not for builds, whose messages may be public."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_references
from broadsheet.content.references import FoundReference
from broadsheet.diagnostics import Diagnostic
from broadsheet.site.checks import ReferenceCheck
from broadsheet.site.hidden_collisions import hidden_collisions
from broadsheet.site.stores import Stores


def hidden_faults(stores: Stores, check: ReferenceCheck) -> Iterator[Diagnostic]:
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
    yield from hidden_collisions(stores)


def _is_checked_by_builds(document: Document, check: ReferenceCheck) -> bool:
    if document.kind == "author" and document.is_sound:
        return check.is_shown(document) or check.is_left_out(document)
    return check.is_told(document)


class _SharedSlugs:
    """The slugs that will stand for more than one story once hidden ones are public."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    @cached_property
    def _rivals(self) -> dict[str, list[tuple[Document, Document]]]:
        """Each hidden story that is to come, with each other one that has its slug and may be public with it."""
        documents, now = self._stores.documents, self._stores.now
        found: defaultdict[str, list[tuple[Document, Document]]] = defaultdict(list)
        for path in documents.hidden(now):
            story = documents.find(path)
            if story is None or story.is_over(now):
                continue
            for other_path in documents.paths_of_slug(story.slug):
                other = documents.find(other_path)
                if other_path != path and other is not None and other.is_sound and story.may_meet(other):
                    found[keys.slug(story.slug)].append((story, other))
        return found

    def public_readers(self) -> list[str]:
        """Give the public documents that name one of these slugs."""
        named = (path for key in self._rivals for path in self._stores.references.paths(key))
        return sorted(set(named))

    def faults(
        self, document: Document, references: tuple[FoundReference, ...], check: ReferenceCheck
    ) -> Iterator[Diagnostic]:
        """Yield a warning for each link of a document that will be ambiguous while the document is public."""
        for reference in references:
            rivals = [pair for pair in self._rivals.get(reference.candidates[0], ()) if document.may_meet(pair[0])]
            if rivals:
                yield check.ambiguity_to_come(document.path, reference, rivals[0])
