"""What the messages of a build may tell of and name: they may be public, and hidden stories must not be found in them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_digest, decode_references
from broadsheet.content.profiles import FOLDER as PROFILES, profile_path, profile_slug
from broadsheet.content.references import FoundReference
from broadsheet.site.entries import keys_of_references
from broadsheet.site.stores import Stores
from broadsheet.slugs import slugify


class Discretion:
    """Decides for one build. `is_of_nothing` answers whether there is nothing by the name that a reference gives."""

    def __init__(self, stores: Stores, is_of_nothing: Callable[[FoundReference], bool]) -> None:
        self._stores = stores
        self._is_of_nothing = is_of_nothing

    def is_told(self, document: Document) -> bool:
        """Answer whether a build tells of a source: not of a hidden story, nor of a profile that readers see nowhere."""
        if document.kind == "author":
            own = (keys.profile(profile_slug(document.path)), keys.link(document.path))
            return any(self._stores.references.is_used(key) or key in self._keys_of_faulty for key in own)
        return document.kind != "story" or document.is_due(self._stores.now)

    def may_name(self, key: str) -> bool:
        """Answer whether a hint may name a file or an author: not when only hidden stories do, or one that has errors."""
        if self._stores.references.is_used(key):
            return True
        is_hidden = self._hidden_keys is None or key in self._hidden_keys
        return not is_hidden or key in self._keys_of_faulty

    @cached_property
    def _keys_of_faulty(self) -> frozenset[str]:
        """What stories refer to that would be public but for an error; they are told of, and so is what they name."""
        documents, library = self._stores.documents, self._stores.library
        faulty = [document for document, _ in documents.iter_faulty() if document.kind == "story"]
        found = [document for document in faulty if not document.is_sound and document.is_due(self._stores.now)]
        for document in documents.iter_public(self._stores.now):
            if library.find_permalink(document.path) is None:  # left out with `errors: skip`
                found.append(document)
        return self._named_by(found)[0]

    @cached_property
    def _hidden_keys(self) -> frozenset[str] | None:
        """What hidden stories refer to; None when one of them, or a profile that only they name, has errors.

        What they mean by a key that has no sense, or by a name of nothing, cannot be known.
        """
        stories = self._stores.documents.iter_kind("story")
        named, sources = self._named_by(document for document in stories if not document.is_due(self._stores.now))
        hidden = [source for source in sources if source.kind == "story" or not self.is_told(source)]
        return named if all(source.is_sound and not self._is_adrift(source) for source in hidden) else None

    def _is_adrift(self, source: Document) -> bool:
        """Answer whether a source names something that is not there."""
        for reference in decode_references(source):
            if reference.kind == "namesake":
                continue  # a name, which needs no profile
            profiles = [path for key in reference.candidates if (path := _profile_path(key))]
            if any(self._stores.documents.find(path) is None for path in profiles) or self._is_of_nothing(reference):
                return True
        return False

    def _named_by(self, documents: Iterable[Document]) -> tuple[frozenset[str], list[Document]]:
        """Give the keys of all that documents and the profiles they lead to name, and all these sources."""
        found: set[str] = set()
        sources: list[Document] = []
        left = list(documents)
        while left:
            document = left.pop()
            sources.append(document)
            new = {*keys_of_references(decode_references(document)), *_namesakes(document)} - found
            paths = {path for key in new if (path := _profile_path(key))}
            found |= new | {keys.profile(profile_slug(path)) for path in paths}
            left += [profile for path in paths if (profile := self._stores.documents.find(path)) is not None]
        return frozenset(found), sources


def _namesakes(document: Document) -> Iterator[str]:
    """Yield the profiles that may be meant by authors who are named without one."""
    summary = decode_digest(document).summary
    for byline in () if summary is None else summary.authors:
        if byline.name and (slug := slugify(byline.name)):
            yield keys.profile(slug)


def _profile_path(key: str) -> str:
    """Give the profile that a key leads to, by an author's slug, an address or a link; empty for all other keys."""
    kind, _, name = key.partition(":")
    if kind == "profile":
        return profile_path(name)
    if kind == "path" and name.startswith(f"/{PROFILES}"):
        return profile_path(name.split("/")[2])
    return name if kind == "link" and name.startswith(PROFILES) else ""
