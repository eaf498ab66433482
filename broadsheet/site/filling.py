"""Take public stories into an empty library as they come, and close its lists when all have come."""

from collections.abc import Sequence

from broadsheet.content.documents import Document, decode_digest, decode_references
from broadsheet.content.profiles import profile_path
from broadsheet.site.entries import LABELLED, EntryMaker, author_digest, keys_of_references, label_of
from broadsheet.site.stores import Stores


class Filler:
    """Fill the library and the reference index from nothing, as documents come.

    The first build fills them while it still reads sources. Authors and
    pictures must be there before the stories that name them.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._maker = EntryMaker(stores)
        stores.references.clear()
        stores.library.begin_fill()

    def add(self, documents: Sequence[Document]) -> None:
        """Take in those of some documents that are public stories."""
        stores = self._stores
        public = stores.documents.public_among(documents, stores.now)
        digests = [(document, decode_digest(document)) for document in public]
        stores.references.fill(
            (key, document.path) for document, digest in digests for key in keys_of_references(digest.references)
        )
        stores.library.fill([self._maker.entry(document, digest) for document, digest in digests])

    def finish(self, left_out: frozenset[str] = frozenset()) -> None:
        """Take in what the other documents name, and close the lists. No story may be `left_out` that was taken in."""
        stores = self._stores
        stores.library.end_fill()
        for prefix in LABELLED:
            for name, _, _ in stores.library.iter_lists(prefix):
                stores.library.write_label(name, label_of(stores, name))
        for document in stores.documents.iter_kind("page"):
            if document.is_sound and document.path not in left_out:
                stores.references.add(document.path, keys_of_references(decode_references(document)))
        for name, _, _ in stores.library.iter_lists("author/"):
            slug = name.removeprefix("author/")
            stores.references.add(profile_path(slug), keys_of_references(author_digest(stores, slug).references))
