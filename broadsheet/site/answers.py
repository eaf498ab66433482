"""Answer what pages ask: from the library's queries, or from the values that all pages share."""

from collections.abc import Callable, Mapping

import msgspec

from broadsheet.content import keys
from broadsheet.content.library import Library
from broadsheet.content.story import Author, StandingPage
from broadsheet.newsroom.settings import Settings
from broadsheet.site.inputs import date_names

_encode = msgspec.msgpack.encode


class Answers:
    """The one place where a key becomes a value. Answers are the same until the library changes."""

    def __init__(self, library: Library, shared: Mapping[str, bytes | None], settings: Settings) -> None:
        self._library = library
        self._shared = shared
        self._settings = settings
        self._by_kind: dict[str, Callable[[str], bytes | None]] = {
            "story": self._story,
            "card": library.find_card,
            "card-at": self._card_at,
            "link": self._link,
            "slug": self._slug,
            "profile": self._profile,
            "author": lambda slug: self._record("author", f"authors/{slug}.md"),
            "page": lambda path: self._record("page", path),
            "picture": lambda path: self._record("picture", path),
            "file": lambda path: self._record("file", path),
            "newest": self._newest,
            "front": library.front,
            "numbered": self._numbered,
            "has-page": self._has_page,
            "members": library.members,
            "terms": library.terms,
            "days": library.days,
            "neighbours": library.neighbours,
            "months": lambda _: library.months(),
            "standing-pages": lambda _: self._standing_pages(),
            "date-names": lambda language: date_names(settings, language),
        }

    def get(self, key: str) -> bytes | None:
        """Give the value of a key, or None where there is none."""
        if key in self._shared:
            return self._shared[key]
        kind, _, rest = key.partition(":")
        found = self._by_kind.get(kind)
        return None if found is None else found(rest)

    def _record(self, kind: str, path: str) -> bytes | None:
        document = self._library.find_document(path)
        return document.record if document is not None and document.kind == kind else None

    def _story(self, path: str) -> bytes | None:
        return None if self._library.find_permalink(path) is None else self._record("story", path)

    def _link(self, path: str) -> bytes | None:
        """Give a permalink; empty for what is there but not public, None for what is not there."""
        document = self._library.find_document(path)
        if document is None:
            return None
        if document.kind == "story":
            return (self._library.find_permalink(path) or "").encode()
        if document.kind == "page" and document.record is not None:
            return msgspec.msgpack.decode(document.record, type=StandingPage).permalink.encode()
        if document.kind == "author":
            slug = path.removeprefix("authors/").removesuffix(".md")
            return f"/authors/{slug}/".encode() if self._library.count(f"author/{slug}") else b""
        return None

    def _slug(self, slug: str) -> bytes | None:
        paths = self._library.paths_of_slug(slug)
        permalinks = [permalink for path in paths if (permalink := self._library.find_permalink(path))]
        if len(permalinks) > 1:
            return None
        if permalinks:
            return permalinks[0].encode()
        return b"" if paths else None

    def _card_at(self, link_key: str) -> bytes | None:
        kind, _, name = link_key.partition(":")
        paths = [name] if kind == "link" else self._library.paths_of_slug(name)
        return next((card for path in paths if (card := self._library.find_card(path))), None)

    def _profile(self, slug: str) -> bytes | None:
        record = self._record("author", f"authors/{slug}.md")
        return None if record is None else _encode(msgspec.msgpack.decode(record, type=Author).profile)

    def _newest(self, rest: str) -> bytes:
        name, _, count = rest.rpartition(":")
        return self._library.newest(name, int(count))

    def _numbered(self, rest: str) -> bytes | None:
        name, _, number = rest.rpartition(":")
        return self._library.numbered(name, int(number))

    def _has_page(self, rest: str) -> bytes | None:
        name, _, number = rest.rpartition(":")
        return b"1" if int(number) <= self._library.full_pages(name) else None

    def _standing_pages(self) -> bytes:
        pages = (doc.record for doc in self._library.iter_documents("page") if doc.record is not None)
        return _encode([msgspec.msgpack.decode(record, type=StandingPage).permalink for record in pages])


SHARED_KINDS = frozenset({"setting", "template", "words", "asset", keys.DATE_NAMES})


def is_shared(key: str) -> bool:
    """Answer whether a key is one that most pages read alike."""
    return key.partition(":")[0] in SHARED_KINDS
