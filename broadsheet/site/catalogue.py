"""Catalogue the public stories: fill the library's lists and gather what the site must hold.

One pass over what the gate lets through at `now`. Nothing here sees a hidden story.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content.cards import lists_of, make_card
from broadsheet.content.library import Library
from broadsheet.content.records import CardRecord, ListPage, PictureRecord
from broadsheet.content.references import FoundReference, iter_references
from broadsheet.content.story import Author, Profile, StandingPage, Story
from broadsheet.newsroom.settings import Settings
from broadsheet.slugs import slugify

_encode = msgspec.msgpack.encode


@dataclass(frozen=True, slots=True)
class Published:
    """A public document, as far as planning needs it: where it is, what moved here, what it needs."""

    path: str
    kind: str
    permalink: str
    aliases: tuple[str, ...]
    expects: tuple[str, ...]


@dataclass(slots=True)
class Catalogue:
    """What the public documents are and refer to."""

    published: list[Published] = field(default_factory=list)
    references: dict[str, list[tuple[str, FoundReference]]] = field(default_factory=dict)

    def note_references(self, path: str, found: list[FoundReference]) -> None:
        """Keep the references of a document, if it has any."""
        if found:
            self.references[path] = [(path, item) for item in found]


def catalogue(library: Library, settings: Settings, now: int, left_out: frozenset[str]) -> Catalogue:
    """Fill the library with the stories that are public at `now`, but for those in `left_out`."""
    result = Catalogue()
    finder = _Finder(library, settings)
    library.replace_entries(_entries(library, finder, result, now, left_out))
    _label_lists(library)
    for document in library.iter_documents("page"):
        if document.record is not None and document.path not in left_out:
            page = msgspec.msgpack.decode(document.record, type=StandingPage)
            _note(result, page.path, "page", page.permalink, page.aliases, list(iter_references(page)))
    for name, _, _ in library.iter_lists("author/"):
        author = finder.author(name.removeprefix("author/"))
        if author is not None:
            permalink = f"/authors/{author.profile.slug}/"
            _note(result, author.path, "author", permalink, (), list(iter_references(author)))
    return result


def _entries(
    library: Library, finder: "_Finder", result: Catalogue, now: int, left_out: frozenset[str]
) -> Iterator[tuple[str, str, bytes, int, tuple[str, ...]]]:
    public = (document for document in library.iter_public(now) if document.path not in left_out)
    for document in public:
        story = msgspec.msgpack.decode(document.record or b"", type=Story)
        summary = story.summary
        card = make_card(summary, finder.picture, finder.profile, finder.address)
        _note(result, summary.path, "story", summary.permalink, story.aliases, list(iter_references(story)))
        yield summary.path, summary.permalink, _encode(card), summary.published, lists_of(story, finder.zone)


def _note(
    result: Catalogue, path: str, kind: str, permalink: str, aliases: tuple[str, ...], found: list[FoundReference]
) -> None:
    expects = tuple(dict.fromkeys(key for item in found for key in item.candidates if not key.startswith("path:")))
    result.published.append(Published(path, kind, permalink, aliases, expects))
    result.note_references(path, found)


def _label_lists(library: Library) -> None:
    """Name each topic as its newest story spells it, and each author as the profile does."""
    for kind in ("topic", "author"):
        for name, _, _ in list(library.iter_lists(f"{kind}/")):
            slug = name.partition("/")[2]
            newest = msgspec.msgpack.decode(library.newest(name, 1), type=ListPage).cards
            card = msgspec.msgpack.decode(newest[0], type=CardRecord)
            spelt = [topic for topic in card.topics if slugify(topic) == slug]
            if kind == "author":
                spelt = [byline.name for byline in card.byline if byline.slug == slug]
            library.write_label(name, spelt[0] if spelt else slug)


class _Finder:
    """Look up what cards name, each thing once."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self.zone = ZoneInfo(settings.timezone)
        self.picture = lru_cache(maxsize=4096)(self._picture)
        self.author = lru_cache(maxsize=4096)(self._author)

    def _picture(self, candidates: tuple[str, ...]) -> PictureRecord | None:
        for key in candidates:
            document = self._library.find_document(key.removeprefix("picture:"))
            if document is not None and document.kind == "picture" and document.record is not None:
                return msgspec.msgpack.decode(document.record, type=PictureRecord)
        return None

    def _author(self, slug: str) -> Author | None:
        document = self._library.find_document(f"authors/{slug}.md")
        if document is None or document.record is None:
            return None
        return msgspec.msgpack.decode(document.record, type=Author)

    def profile(self, slug: str) -> Profile | None:
        author = self.author(slug)
        return None if author is None else author.profile

    def address(self, candidates: tuple[str, ...]) -> str:
        """Leave a link between stories as its key: whether it leads to a public story is known only later."""
        return next((key.removeprefix("path:") for key in candidates if key.startswith("path:")), candidates[0])
