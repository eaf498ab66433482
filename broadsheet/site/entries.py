"""Make the library's entries: cards with everything that they name looked up, each thing once."""

from functools import lru_cache, partial

import msgspec

from broadsheet.content import keys
from broadsheet.content.cards import lists_of, make_card
from broadsheet.content.documents import Digest, Document, Documents, decode_digest
from broadsheet.content.identity import identity
from broadsheet.content.library import Entry
from broadsheet.content.profiles import profile_path
from broadsheet.content.records import CardRecord, FileRecord, ListPage, PictureRecord
from broadsheet.content.references import FoundReference
from broadsheet.content.story import Author, Profile
from broadsheet.site.stores import Stores
from broadsheet.slugs import slugify

LABELLED = ("topic/", "author/")


class EntryMaker:
    """Turn documents that the gate lets through into entries of the library."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._picture = lru_cache(maxsize=4096)(partial(find_picture, stores.documents))
        self.author = lru_cache(maxsize=4096)(self._find_author)

    def entry(self, document: Document, digest: Digest) -> Entry:
        """Make the entry of a sound story."""
        summary = digest.summary
        if summary is None:
            raise ValueError(f"{document.path} is no story")
        card = make_card(summary, self._picture, self._profile, _link_key, self._find_file)
        lists = lists_of(summary, self._stores.zone)
        known_as = identity(summary)
        card_bytes = msgspec.msgpack.encode(card)
        return Entry(document.path, digest.permalink, summary.published, lists, card_bytes, known_as, digest.latest)

    def _find_file(self, candidates: tuple[str, ...]) -> FileRecord | None:
        for key in candidates:
            record = self._stores.documents.find_record("file", key.removeprefix("file:"))
            if record is not None:
                return msgspec.msgpack.decode(record, type=FileRecord)
        return None

    def _find_author(self, slug: str) -> Author | None:
        record = self._stores.documents.find_record("author", profile_path(slug))
        return None if record is None else msgspec.msgpack.decode(record, type=Author)

    def _profile(self, slug: str) -> Profile | None:
        author = self.author(slug)
        return None if author is None else author.profile


def find_picture(documents: Documents, candidates: tuple[str, ...]) -> PictureRecord | None:
    """Find the picture that a reference stands for."""
    for key in candidates:
        record = documents.find_record("picture", key.removeprefix("picture:"))
        if record is not None:
            return msgspec.msgpack.decode(record, type=PictureRecord)
    return None


def _link_key(candidates: tuple[str, ...]) -> str:
    """Leave a link between stories as its key: whether it leads to a public story is known only later."""
    return next((key for key in candidates if key.startswith("path:")), candidates[0])


def keys_of_references(found: tuple[FoundReference, ...]) -> list[str]:
    """Give all keys that references can stand for, each once, and the crops that they ask for."""
    wanted = [key for item in found for key in item.candidates]
    for item in found:
        if item.focus is not None:
            wanted += [keys.crop(key.removeprefix("picture:"), item.focus) for key in item.candidates]
    return list(dict.fromkeys(wanted))


def label_of(stores: Stores, name: str) -> str:
    """Name a list: a topic as its newest story spells it, an author as the profile does."""
    kind, _, slug = name.partition("/")
    cards = msgspec.msgpack.decode(stores.library.newest(name, 1), type=ListPage).cards
    if not cards:
        return slug
    card = msgspec.msgpack.decode(cards[0], type=CardRecord)
    if kind == "author":
        return next((byline.name for byline in card.byline if byline.slug == slug), slug)
    return next((topic for topic in card.topics if slugify(topic) == slug), slug)


def author_digest(stores: Stores, slug: str) -> Digest:
    """Give what an author's profile refers to."""
    document = stores.documents.find(profile_path(slug))
    return Digest() if document is None else decode_digest(document)
