"""The index of references: which public documents name which key, and which of those lead nowhere."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from broadsheet.diagnostics import Diagnostic

SCHEMA = """
CREATE TABLE reference (key TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (key, path)) WITHOUT ROWID;
CREATE INDEX reference_by_path ON reference (path);
CREATE TABLE reference_fault (path TEXT PRIMARY KEY, faults BLOB NOT NULL) WITHOUT ROWID;
"""


class ReferenceIndex:
    """References of public documents only, so that what a hidden story names is not published for its sake."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM reference")
        self._db.execute("DELETE FROM reference_fault")

    def replace(self, path: str, keys: Iterable[str]) -> None:
        """Keep what a document names now."""
        self._db.execute("DELETE FROM reference WHERE path = ?", (path,))
        self._db.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?)", ((key, path) for key in keys))

    def add(self, path: str, keys: Iterable[str]) -> None:
        """Keep what a document names that is not in the index yet."""
        self.fill((key, path) for key in keys)

    def fill(self, named: Iterable[tuple[str, str]]) -> None:
        """Keep keys with the documents that name them, of documents that are not in the index yet."""
        self._db.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?)", named)

    def remove(self, path: str) -> None:
        """Forget a document."""
        self._db.execute("DELETE FROM reference WHERE path = ?", (path,))
        self._db.execute("DELETE FROM reference_fault WHERE path = ?", (path,))

    def keys_of(self, path: str) -> list[str]:
        """Give what a document names."""
        return [row[0] for row in self._db.execute("SELECT key FROM reference WHERE path = ? ORDER BY key", (path,))]

    def keys_of_all(self, paths: Iterable[str]) -> dict[str, list[str]]:
        """Give what documents name, by their paths; those that name nothing are left out."""
        found: dict[str, list[str]] = {}
        query = "SELECT path, key FROM reference WHERE path IN (SELECT value FROM json_each(?)) ORDER BY path, key"
        for path, key in self._db.execute(query, (json.dumps(list(paths)),)):
            found.setdefault(path, []).append(key)
        return found

    def paths(self, key: str) -> list[str]:
        """Give the documents that name a key."""
        return [row[0] for row in self._db.execute("SELECT path FROM reference WHERE key = ? ORDER BY path", (key,))]

    def is_used(self, key: str) -> bool:
        """Answer whether any document names a key."""
        return self._db.execute("SELECT 1 FROM reference WHERE key = ? LIMIT 1", (key,)).fetchone() is not None

    def iter_keys(self, prefix: str) -> Iterator[str]:
        """Yield the keys that start with a prefix, each once, in order."""
        query = "SELECT DISTINCT key FROM reference WHERE key >= ? AND key < ? ORDER BY key"
        for row in self._db.execute(query, (prefix, prefix + "\U0010ffff")).fetchall():
            yield row[0]

    def write_faults(self, path: str, faults: Sequence[Diagnostic]) -> None:
        """Keep the faults of a document's references."""
        self._db.execute("DELETE FROM reference_fault WHERE path = ?", (path,))
        if faults:
            raw = msgspec.msgpack.encode(tuple(faults))
            self._db.execute("INSERT INTO reference_fault VALUES (?, ?)", (path, raw))

    def iter_faults(self) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
        """Yield the documents whose references have faults, with the faults."""
        for path, raw in self._db.execute("SELECT path, faults FROM reference_fault ORDER BY path").fetchall():
            yield path, msgspec.msgpack.decode(raw, type=tuple[Diagnostic, ...])
