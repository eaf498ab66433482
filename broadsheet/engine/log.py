"""The build log: what the sources were, and which outputs are on their way into place.

Only the parent process opens it. What is noted here is committed in the
transaction that also holds the redo list of the outputs, so a crash can cost
work but never leave a stale page behind.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from broadsheet.engine.sources import Stat

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,
    hash BLOB NOT NULL, is_racy INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE redo (path TEXT PRIMARY KEY, is_staged INTEGER NOT NULL) WITHOUT ROWID;
"""


class SourceRow(msgspec.Struct, frozen=True):
    """A source as the last build saw it."""

    stat: Stat
    hash: bytes
    is_racy: bool


class BuildLog:
    """Named values, sources, and the redo list."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def meta(self, name: str) -> bytes | None:
        """Find a named value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def write_meta(self, name: str, value: bytes) -> None:
        """Keep a named value; one that is kept already costs no write."""
        self._db.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            " WHERE value != excluded.value",
            (name, value),
        )

    def iter_sources(self) -> Iterator[tuple[str, int, int, int, int, int]]:
        """Yield path, size, mtime_ns, ctime_ns, inode and raciness of each source of the last build."""
        yield from self._db.execute("SELECT path, size, mtime_ns, ctime_ns, inode, is_racy FROM source")

    def find_source_hash(self, path: str) -> bytes:
        """Find the hash that a source had; empty for one that was not there."""
        row = self._db.execute("SELECT hash FROM source WHERE path = ?", (path,)).fetchone()
        return row[0] if row else b""

    def find_source_hashes(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Find the hashes that sources had; those that were not there are not among them."""
        query = "SELECT path, hash FROM source WHERE path IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(query, (json.dumps(list(paths)),)))

    def write_sources(self, rows: Mapping[str, SourceRow]) -> None:
        """Keep what was seen of sources."""
        self._db.executemany(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (path, row.stat.size, row.stat.mtime_ns, row.stat.ctime_ns, row.stat.inode, row.hash, row.is_racy)
                for path, row in rows.items()
            ),
        )

    def delete_sources(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone."""
        self._db.executemany("DELETE FROM source WHERE path = ?", ((path,) for path in paths))

    def write_redo(self, entries: Iterable[tuple[str, bool]]) -> None:
        """Note the outputs to put in place, and whether one is staged or is to be deleted."""
        self._db.executemany("INSERT OR REPLACE INTO redo VALUES (?, ?)", entries)

    def load_redo(self) -> list[tuple[str, bool]]:
        """Give the outputs that a run noted and may not have put in place."""
        rows = self._db.execute("SELECT path, is_staged FROM redo ORDER BY path")
        return [(path, bool(is_staged)) for path, is_staged in rows]

    def clear_redo(self) -> None:
        """Forget the redo list once all of it is in place."""
        self._db.execute("DELETE FROM redo")
