"""The documents: every source of content as it was last parsed, public or not.

A cache that can always be made again. Nothing here is shown to readers; the
gate decides which stories go from here into the library.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from broadsheet.content.gate import FOREVER, Audience, due_bounds, is_within, span_for
from broadsheet.content.references import FoundReference
from broadsheet.content.story import Summary, Timing
from broadsheet.diagnostics import Diagnostic

SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, slug TEXT NOT NULL,
    address TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL, is_sound INTEGER NOT NULL,
    faults BLOB, digest BLOB
);
CREATE TABLE record (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE INDEX document_by_kind ON document (kind, path);
CREATE INDEX document_by_slug ON document (slug) WHERE slug != '';
CREATE INDEX document_by_address ON document (address) WHERE address != '';
CREATE INDEX document_by_start ON document (starts) WHERE kind = 'story';
CREATE INDEX document_by_end ON document (ends) WHERE kind = 'story';
CREATE INDEX document_with_faults ON document (path) WHERE faults IS NOT NULL;
CREATE TABLE pending (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, address TEXT NOT NULL
) WITHOUT ROWID;
"""

_encode = msgspec.msgpack.encode


class Digest(msgspec.Struct, frozen=True):
    """What the library needs of a document, without its body; `latest` is when it says it was last changed, or 0."""

    permalink: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[FoundReference, ...] = ()
    summary: Summary | None = None
    latest: int = 0


class Claims(msgspec.Struct, frozen=True):
    """The addresses that a document asks for: as much of its digest as most need, in a quarter of the time."""

    permalink: str = ""
    aliases: tuple[str, ...] = ()


class _Referring(msgspec.Struct, frozen=True):
    """What a document refers to, without the rest of its digest."""

    references: tuple[FoundReference, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A parsed source. `starts` and `ends` bound when a story is public; `is_sound` when it has no error.

    `slug` is a story's, `address` a picture's or file's place on the site;
    `record` is the encoded value, kept apart because it is large.
    """

    path: str
    kind: str
    record: bytes | None = None
    digest: bytes | None = None
    faults: bytes | None = None
    slug: str = ""
    address: str = ""
    starts: int = 0
    ends: int = FOREVER
    is_sound: bool = True

    def is_public(self, now: int) -> bool:
        """Answer whether the gate lets a sound story through at `now`."""
        return self.is_sound and self.is_due(now)

    def is_due(self, now: int) -> bool:
        """Answer whether the gate would let it through at `now`, sound or not."""
        return is_within(self.starts, self.ends, now)

    def is_over(self, now: int) -> bool:
        """Answer whether a story was public and will not be again."""
        return self.starts < self.ends <= now

    def may_meet(self, other: "Document") -> bool:
        """Answer whether two documents may be public at the same time; a draft may come at any."""
        (starts, ends), (other_starts, other_ends) = self.possible_span, other.possible_span
        return starts < other_ends and other_starts < ends

    @property
    def possible_span(self) -> tuple[int, int]:
        """When a story may be public: all time for one that is a draft as yet."""
        return (0, FOREVER) if self.starts == self.ends == FOREVER else (self.starts, self.ends)


class Pending(msgspec.Struct, frozen=True):
    """A source that changed, with the kind, slug and address that the library last knew of it."""

    path: str
    kind: str
    slug: str
    address: str


_COLUMNS = "path, kind, digest, faults, slug, address, starts, ends, is_sound"


class _Timed(msgspec.Struct, frozen=True):
    """The part of a story's record that the gate looks at."""

    timing: Timing


class Documents:
    """Parsed sources by their path in the content folder, with the spans in which an audience is shown them."""

    def __init__(self, db: sqlite3.Connection, audience: Audience = "readers") -> None:
        self._db = db
        self._audience = audience

    def _document(self, row: Sequence[Any]) -> Document:
        path, kind, digest, faults, slug, address, starts, ends, is_sound = row
        starts, ends = span_for(starts, ends, self._audience)
        return Document(path, kind, None, digest, faults, slug, address, starts, ends, bool(is_sound))

    def write(self, documents: Sequence[Document]) -> None:
        """Keep parsed sources, and note that the library has not seen them yet."""
        self._retire({document.path: document.kind for document in documents})
        first = int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM document").fetchone()[0])
        self._db.executemany(
            f"INSERT INTO document (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    document.path,
                    document.kind,
                    document.digest,
                    document.faults,
                    document.slug,
                    document.address,
                    document.starts,
                    document.ends,
                    document.is_sound,
                )
                for number, document in enumerate(documents, first)
            ),
        )
        self._db.executemany(
            "INSERT INTO record VALUES (?, ?)",
            (
                (number, document.record)
                for number, document in enumerate(documents, first)
                if document.record is not None
            ),
        )

    def delete(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone, and note that the library has not seen it yet."""
        self._retire(dict.fromkeys(paths, ""))

    def _retire(self, kinds: Mapping[str, str]) -> None:
        """Take the last versions of sources out and keep of each what the library will have to take back."""
        query = "SELECT id, path, kind, slug, address FROM document WHERE path IN (SELECT value FROM json_each(?))"
        old = self._db.execute(query, (json.dumps(list(kinds)),)).fetchall()
        known = [row[1:] for row in old]
        held = {row[0] for row in known}
        new = [(path, kind, "", "") for path, kind in kinds.items() if path not in held]
        self._db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?, ?, ?)", known + new)
        self._db.executemany("DELETE FROM document WHERE id = ?", [row[:1] for row in old])
        self._db.executemany("DELETE FROM record WHERE id = ?", [row[:1] for row in old])

    def clear(self) -> None:
        """Forget all parsed sources."""
        for table in ("document", "record", "pending"):
            self._db.execute(f"DELETE FROM {table}")

    def pending(self) -> list[Pending]:
        """Give the sources that changed since the library last took note."""
        return [Pending(*row) for row in self._db.execute("SELECT * FROM pending ORDER BY path")]

    def clear_pending(self) -> None:
        """Note that the library has seen every change."""
        self._db.execute("DELETE FROM pending")

    def find(self, path: str) -> Document | None:
        """Find a document, without its record."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM document WHERE path = ?", (path,)).fetchone()
        return self._document(row) if row else None

    def find_record(self, kind: str, path: str) -> bytes | None:
        """Find the encoded value of a document of a kind."""
        row = self._db.execute(
            "SELECT value FROM document JOIN record USING (id) WHERE path = ? AND kind = ?", (path, kind)
        ).fetchone()
        return row[0] if row else None

    def find_records(self, kind: str, paths: Iterable[str]) -> dict[str, bytes]:
        """Find the encoded values of documents of a kind, by their paths."""
        query = (
            "SELECT path, value FROM document JOIN record USING (id)"
            " WHERE path IN (SELECT value FROM json_each(?)) AND kind = ?"
        )
        return dict(self._db.execute(query, (json.dumps(list(paths)), kind)))

    def iter_kind(self, kind: str) -> Iterator[Document]:
        """Yield the documents of a kind, by path."""
        query = f"SELECT {_COLUMNS} FROM document WHERE kind = ? ORDER BY path"
        for row in self._db.execute(query, (kind,)).fetchall():
            yield self._document(row)

    def iter_public(self, now: int) -> Iterator[Document]:
        """Yield the sound stories that the audience is shown at `now`, by path."""
        query = (
            f"SELECT {_COLUMNS} FROM document INDEXED BY document_by_kind WHERE kind = 'story' AND is_sound"
            " AND starts <= ? AND ends > ? ORDER BY path"
        )
        for row in self._db.execute(query, due_bounds(now, self._audience)):
            yield self._document(row)

    def public_among(self, documents: Iterable[Document], now: int) -> list[Document]:
        """Give those of some parsed sources that are sound stories and shown to the audience at `now`."""
        latest_start, earliest_end = due_bounds(now, self._audience)
        return [
            document
            for document in documents
            if document.kind == "story"
            and document.is_sound
            and document.starts <= latest_start
            and document.ends > earliest_end
        ]

    def iter_faulty(self) -> Iterator[tuple[Document, tuple[Diagnostic, ...]]]:
        """Yield the documents in which parsing found something, with what it found."""
        query = f"SELECT {_COLUMNS} FROM document WHERE faults IS NOT NULL ORDER BY path"
        for row in self._db.execute(query):
            document = self._document(row)
            yield document, document_faults(document)

    def crossing(self, before: int, now: int) -> list[str]:
        """Find the stories that may have appeared or gone between two instants, in either direction."""
        if self._audience == "desk":
            return []
        low, high = min(before, now), max(before, now)
        query = (
            "SELECT path FROM document WHERE kind = 'story' AND starts > ?1 AND starts <= ?2"
            " UNION SELECT path FROM document WHERE kind = 'story' AND ends > ?1 AND ends <= ?2"
        )
        return [row[0] for row in self._db.execute(query, (low, high))]

    def next_change(self, now: int) -> int | None:
        """Find the next instant at which a sound story appears or goes."""
        query = (
            "SELECT min(at) FROM ("
            "SELECT min(starts) AS at FROM document INDEXED BY document_by_start"
            " WHERE kind = 'story' AND is_sound AND starts > ?1 AND starts < ?2"
            " UNION ALL"
            " SELECT min(ends) FROM document INDEXED BY document_by_end"
            " WHERE kind = 'story' AND is_sound AND ends > ?1 AND ends < ?2 AND starts < ends)"
        )
        found: int | None = self._db.execute(query, (now, FOREVER)).fetchone()[0]
        return found

    def hidden(self, now: int) -> list[str]:
        """Give the sound stories that readers do not see at `now`, whatever the audience is shown."""
        query = (
            "SELECT path FROM document INDEXED BY document_by_kind WHERE kind = 'story' AND is_sound"
            " AND NOT (starts <= ? AND ends > ?) ORDER BY path"
        )
        return [row[0] for row in self._db.execute(query, due_bounds(now, "readers"))]

    def is_hidden(self, path: str, now: int) -> bool:
        """Answer whether this is a sound story that readers do not see at `now`."""
        query = (
            "SELECT 1 FROM document WHERE path = ? AND kind = 'story' AND is_sound AND NOT (starts <= ? AND ends > ?)"
        )
        return self._db.execute(query, (path, *due_bounds(now, "readers"))).fetchone() is not None

    def find_timing(self, path: str) -> Timing | None:
        """Find what the gate looks at of a sound story."""
        record = self.find_record("story", path)
        return None if record is None else msgspec.msgpack.decode(record, type=_Timed).timing

    def note(self, paths: Iterable[str]) -> None:
        """Note documents as changed, though they are not, for the library to be asked about them anew."""
        self._db.executemany(
            "INSERT OR IGNORE INTO pending SELECT path, kind, slug, address FROM document WHERE path = ?",
            ((path,) for path in paths),
        )

    def paths_of_slug(self, slug: str) -> list[str]:
        """Find the stories, public or not, that have a slug."""
        query = "SELECT path FROM document WHERE slug = ? AND slug != '' ORDER BY path"
        return [row[0] for row in self._db.execute(query, (slug,))]

    def paths_of_address(self, address: str) -> list[str]:
        """Find the pictures or files that are published at an address."""
        query = "SELECT path FROM document WHERE address = ? AND address != '' ORDER BY path"
        return [row[0] for row in self._db.execute(query, (address,))]

    def count_stories(self, now: int) -> tuple[int, int]:
        """Count the stories that readers are to see at `now`, with errors or without, and those that they are not."""
        query = "SELECT count(*), count(*) FILTER (WHERE starts <= ? AND ends > ?) FROM document WHERE kind = 'story'"
        every, due = self._db.execute(query, due_bounds(now, "readers")).fetchone()
        return due, every - due


def document_faults(document: Document) -> tuple[Diagnostic, ...]:
    """Give what was found wrong with a source when it was parsed."""
    if document.faults is None:
        return ()
    return msgspec.msgpack.decode(document.faults, type=tuple[Diagnostic, ...])


def decode_digest(document: Document) -> Digest:
    """Read what the library needs of a document."""
    return Digest() if document.digest is None else msgspec.msgpack.decode(document.digest, type=Digest)


def decode_claims(document: Document) -> Claims:
    """Read which addresses a document asks for."""
    return Claims() if document.digest is None else msgspec.msgpack.decode(document.digest, type=Claims)


def decode_references(document: Document) -> tuple[FoundReference, ...]:
    """Read what a document refers to."""
    return () if document.digest is None else msgspec.msgpack.decode(document.digest, type=_Referring).references


def encode_faults(faults: Sequence[Diagnostic]) -> bytes | None:
    """Give what was found wrong as bytes, or None when it is nothing."""
    return _encode(tuple(faults)) if faults else None
