"""The build log: what each output was made from, kept in SQLite.

Only the parent process opens it. Rows are written in the transaction that also
holds the redo list of the outputs, so a crash can cost work but never leave a
stale page behind.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import Stat

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,
    hash BLOB NOT NULL, is_racy INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE key (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL);
CREATE TABLE target (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, recipe TEXT NOT NULL, argument TEXT NOT NULL,
    hash BLOB NOT NULL, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,
    shared INTEGER, reason BLOB NOT NULL
);
CREATE TABLE read (key INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (key, target)) WITHOUT ROWID;
CREATE INDEX read_by_target ON read (target);
CREATE TABLE shared_read (
    set_id INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (key, set_id)
) WITHOUT ROWID;
CREATE TABLE shared_set (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE);
CREATE INDEX target_by_shared ON target (shared);
CREATE TABLE redo (path TEXT PRIMARY KEY, staged TEXT NOT NULL) WITHOUT ROWID;
"""


class SourceRow(msgspec.Struct, frozen=True):
    """A source as the last build saw it."""

    stat: Stat
    hash: bytes
    is_racy: bool


class TargetRow(msgspec.Struct, frozen=True):
    """An output as the last build left it."""

    path: str
    recipe: str
    argument: str
    hash: bytes
    stat: Stat
    reason: Reason


class BuildLog:
    """Sources, targets and the keys that targets read. One fingerprint stands for each key."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._key_ids: dict[str, int] = {}
        self._shared_ids: dict[bytes, int] = {}

    def meta(self, name: str) -> bytes | None:
        """Find a named value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def write_meta(self, name: str, value: bytes) -> None:
        """Keep a named value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def load_sources(self) -> dict[str, SourceRow]:
        """Give all sources of the last build by path."""
        return {
            path: SourceRow(Stat(size, mtime, ctime, inode), digest, bool(racy))
            for path, size, mtime, ctime, inode, digest, racy in self._db.execute("SELECT * FROM source")
        }

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

    def load_targets(self) -> dict[str, TargetRow]:
        """Give all outputs of the last build by path."""
        rows = self._db.execute(
            "SELECT path, recipe, argument, hash, size, mtime_ns, ctime_ns, inode, reason FROM target"
        )
        return {
            row[0]: TargetRow(row[0], row[1], row[2], row[3], Stat(*row[4:8]), decode_reason(row[8])) for row in rows
        }

    def find_target(self, path: str) -> TargetRow | None:
        """Find one output."""
        row = self._db.execute(
            "SELECT path, recipe, argument, hash, size, mtime_ns, ctime_ns, inode, reason FROM target WHERE path = ?",
            (path,),
        ).fetchone()
        return TargetRow(row[0], row[1], row[2], row[3], Stat(*row[4:8]), decode_reason(row[8])) if row else None

    def write_target(self, row: TargetRow, reads: Iterable[str], shared: Iterable[str]) -> None:
        """Keep an output with the keys it read; `shared` are keys that many targets read alike."""
        self._db.execute(
            "INSERT INTO target (path, recipe, argument, hash, size, mtime_ns, ctime_ns, inode, shared, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET recipe = excluded.recipe, argument = excluded.argument,"
            " hash = excluded.hash, size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns,"
            " inode = excluded.inode, shared = excluded.shared, reason = excluded.reason",
            (
                row.path,
                row.recipe,
                row.argument,
                row.hash,
                row.stat.size,
                row.stat.mtime_ns,
                row.stat.ctime_ns,
                row.stat.inode,
                self._shared_id(shared),
                encode_reason(row.reason),
            ),
        )
        target = self._db.execute("SELECT id FROM target WHERE path = ?", (row.path,)).fetchone()[0]
        self._db.execute("DELETE FROM read WHERE target = ?", (target,))
        self._db.executemany("INSERT INTO read VALUES (?, ?)", ((self._key_id(key), target) for key in sorted(reads)))

    def write_stats(self, stats: Mapping[str, Stat]) -> None:
        """Keep what the file system says of outputs that are in place."""
        self._db.executemany(
            "UPDATE target SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?",
            ((s.size, s.mtime_ns, s.ctime_ns, s.inode, path) for path, s in stats.items()),
        )

    def delete_targets(self, paths: Iterable[str]) -> None:
        """Forget outputs that are no longer made."""
        for path in paths:
            row = self._db.execute("SELECT id FROM target WHERE path = ?", (path,)).fetchone()
            if row:
                self._db.execute("DELETE FROM read WHERE target = ?", row)
                self._db.execute("DELETE FROM target WHERE id = ?", row)

    def fingerprints(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give the last fingerprints of those keys that some target has read."""
        found: dict[str, bytes] = {}
        for key in keys:
            row = self._db.execute("SELECT fingerprint FROM key WHERE name = ?", (key,)).fetchone()
            if row:
                found[key] = row[0]
        return found

    def keys_between(self, low: str, high: str) -> dict[str, bytes]:
        """Give the known keys with `low` ≤ name < `high` and their fingerprints."""
        return dict(
            self._db.execute("SELECT name, fingerprint FROM key WHERE name >= ? AND name < ?", (low, high)).fetchall()
        )

    def write_fingerprints(self, fingerprints: Mapping[str, bytes]) -> None:
        """Keep the fingerprints of keys."""
        self._db.executemany(
            "INSERT INTO key (name, fingerprint) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint",
            sorted(fingerprints.items()),
        )

    def readers(self, key: str) -> Iterator[str]:
        """Yield the paths of the targets that read a key."""
        own = (
            "SELECT path FROM key JOIN read ON read.key = key.id JOIN target ON target.id = read.target WHERE name = ?"
        )
        shared = (
            "SELECT path FROM key JOIN shared_read ON shared_read.key = key.id"
            " JOIN target ON target.shared = shared_read.set_id WHERE name = ?"
        )
        for query in (own, shared):
            for (path,) in self._db.execute(query, (key,)):
                yield path

    def reads_of(self, path: str) -> list[str]:
        """Give the keys that a target read, in order."""
        own = (
            "SELECT name FROM target JOIN read ON read.target = target.id JOIN key ON key.id = read.key WHERE path = ?"
        )
        shared = (
            "SELECT name FROM target JOIN shared_read ON shared_read.set_id = target.shared"
            " JOIN key ON key.id = shared_read.key WHERE path = ?"
        )
        return sorted(name for query in (own, shared) for (name,) in self._db.execute(query, (path,)))

    def write_redo(self, entries: Iterable[tuple[str, str]]) -> None:
        """Note the outputs to put in place: path and staged name, or an empty name for one to delete."""
        self._db.executemany("INSERT OR REPLACE INTO redo VALUES (?, ?)", entries)

    def load_redo(self) -> list[tuple[str, str]]:
        """Give the outputs that a run noted and may not have put in place."""
        return self._db.execute("SELECT path, staged FROM redo ORDER BY path").fetchall()

    def clear_redo(self) -> None:
        """Forget the redo list once all of it is in place."""
        self._db.execute("DELETE FROM redo")

    def _key_id(self, name: str) -> int:
        found = self._key_ids.get(name)
        if found is None:
            row = self._db.execute("SELECT id FROM key WHERE name = ?", (name,)).fetchone()
            if row is None:
                row = self._db.execute(
                    "INSERT INTO key (name, fingerprint) VALUES (?, x'') RETURNING id", (name,)
                ).fetchone()
            found = self._key_ids[name] = int(row[0])
        return found

    def _shared_id(self, keys: Iterable[str]) -> int:
        names: Sequence[str] = sorted(keys)
        digest = "\n".join(names).encode()
        found = self._shared_ids.get(digest)
        if found is None:
            row = self._db.execute("SELECT id FROM shared_set WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                row = self._db.execute("INSERT INTO shared_set (digest) VALUES (?) RETURNING id", (digest,)).fetchone()
                self._db.executemany(
                    "INSERT INTO shared_read VALUES (?, ?)", ((row[0], self._key_id(k)) for k in names)
                )
            found = self._shared_ids[digest] = int(row[0])
        return found


def encode_reason(reason: Reason) -> bytes:
    """Give a reason as bytes for the log."""
    return msgspec.msgpack.encode(reason)


def decode_reason(raw: bytes) -> Reason:
    """Read a reason from the log."""
    return msgspec.msgpack.decode(raw, type=Reason)
