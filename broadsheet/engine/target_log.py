"""The log of targets: what each output is made from, which keys it read, and which are stale.

One fingerprint stands for each key, because after a build all outputs agree
with it. Reads are looked up backwards, from a changed key to its readers. Keys
that most targets read alike (templates, settings) are kept as sets.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from sys import intern

import msgspec

from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import Stat
from broadsheet.engine.targets import MadeTarget, OutputRow, StaleTarget, Target

SCHEMA = """
CREATE TABLE key (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL);
CREATE TABLE target (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, fold TEXT NOT NULL, recipe TEXT NOT NULL,
    argument TEXT NOT NULL, owner TEXT NOT NULL,
    hash BLOB, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER, shared INTEGER, reason BLOB
);
CREATE INDEX target_by_fold ON target (fold);
CREATE INDEX target_by_owner ON target (owner) WHERE owner != '';
CREATE INDEX target_by_shared ON target (shared);
CREATE TABLE read (key INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (key, target)) WITHOUT ROWID;
CREATE INDEX read_by_target ON read (target);
CREATE TABLE shared_set (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE);
CREATE TABLE shared_read (
    set_id INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (key, set_id)
) WITHOUT ROWID;
"""

_STALE = "CREATE TEMP TABLE IF NOT EXISTS stale (target INTEGER PRIMARY KEY, reason BLOB, must_write INTEGER)"
MAX_AT_HAND = 50_000
_COLUMNS = "path, recipe, argument, owner"
_encode = msgspec.msgpack.encode


class TargetLog:
    """The targets of the site, the keys they read, and the stale ones of the build under way."""

    def __init__(self, db: sqlite3.Connection, fold: Callable[[str], str]) -> None:
        self._db = db
        self._fold = fold
        self._shared_ids: dict[frozenset[str], int] = {}
        self._numbers: dict[str, int] = {}  # of keys; all that there are, as long as there are as many
        db.execute(_STALE)
        db.execute("DELETE FROM stale")

    def forget_numbers(self) -> None:
        """Note that numbers that were given may have been undone."""
        self._shared_ids.clear()
        self._numbers.clear()

    def find(self, path: str) -> Target | None:
        """Find the target of an output."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM target WHERE path = ?", (path,)).fetchone()
        return Target(*row) if row else None

    def owned_by(self, owner: str) -> list[Target]:
        """Give the targets that a source claims."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM target WHERE owner = ? AND owner != '' ORDER BY path", (owner,)
        )
        return [Target(*row) for row in rows]

    def below(self, folder: str) -> list[Target]:
        """Give the targets whose paths start with a folder (`assets/`)."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM target WHERE path >= ? AND path < ? ORDER BY path", (folder, folder + "\U0010ffff")
        )
        return [Target(*row) for row in rows]

    def arguments_of(self, recipe: str) -> list[str]:
        """Give the arguments of a recipe's targets, in their order."""
        rows = self._db.execute("SELECT argument FROM target WHERE recipe = ? ORDER BY argument", (recipe,))
        return [row[0] for row in rows]

    def count(self) -> int:
        """Count the targets."""
        return int(self._db.execute("SELECT count(*) FROM target").fetchone()[0])

    def rivals(self, target: Target) -> list[Target]:
        """Give the other targets that want the same address, or a folder where one of the two is a file."""
        fold = self._fold(target.path)
        parts = fold.split("/")
        wanted = [fold, *("/".join(parts[:depth]) for depth in range(1, len(parts)))]
        marks = ", ".join("?" * len(wanted))
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM target WHERE fold IN ({marks}) OR (fold > ? AND fold < ?) ORDER BY path",
            (*wanted, f"{fold}/", f"{fold}0"),
        )
        return [found for row in rows if (found := Target(*row)) != target]

    def add(self, target: Target, reason: Reason) -> None:
        """Add a target, or give one another recipe; it is stale."""
        self._db.execute(
            "INSERT INTO target (path, fold, recipe, argument, owner) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET recipe = excluded.recipe, argument = excluded.argument,"
            " owner = excluded.owner",
            (target.path, self._fold(target.path), target.recipe, target.argument, target.owner),
        )
        self.mark(target.path, reason)

    def remove(self, path: str) -> None:
        """Forget a target."""
        row = self._db.execute("SELECT id FROM target WHERE path = ?", (path,)).fetchone()
        if row:
            self._db.execute("DELETE FROM read WHERE target = ?", row)
            self._db.execute("DELETE FROM stale WHERE target = ?", row)
            self._db.execute("DELETE FROM target WHERE id = ?", row)

    def replace_all(self, targets: Iterable[Target]) -> tuple[list[str], list[tuple[Target, Target]]]:
        """Make the targets these; give the outputs that are no longer wanted, and the pairs that want one address."""
        self._db.execute("DROP TABLE IF EXISTS temp.wanted")
        self._db.execute(
            "CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY, path TEXT, fold TEXT, recipe TEXT, argument TEXT, owner TEXT)"
        )
        self._db.executemany(
            "INSERT INTO wanted (path, fold, recipe, argument, owner) VALUES (?, ?, ?, ?, ?)",
            ((t.path, self._fold(t.path), t.recipe, t.argument, t.owner) for t in targets),
        )
        self._db.execute("CREATE INDEX temp.wanted_by_fold ON wanted (fold)")
        rivals = self._rival_pairs()
        unwanted = self._db.execute(
            "SELECT path, hash IS NOT NULL FROM target WHERE path NOT IN (SELECT path FROM wanted)"
        ).fetchall()
        for path, _ in unwanted:
            self.remove(path)
        self._take_over()
        self._db.execute("DROP TABLE temp.wanted")
        return [path for path, was_made in unwanted if was_made], rivals

    def _take_over(self) -> None:
        """Mark what is new or has another recipe, and take over what is wanted."""
        new = _encode(Reason("new"))
        changed = self._db.execute(
            "SELECT target.id, wanted.recipe, wanted.argument FROM target JOIN wanted USING (path)"
            " WHERE (target.recipe, target.argument) != (wanted.recipe, wanted.argument)"
        ).fetchall()
        self._db.executemany(
            "INSERT OR IGNORE INTO stale VALUES (?, ?, 0)",
            ((row[0], _encode(Reason("recipe", f"{row[1]} {row[2]}".strip()))) for row in changed),
        )
        self._db.execute(
            "INSERT INTO target (path, fold, recipe, argument, owner)"
            " SELECT path, fold, recipe, argument, owner FROM wanted WHERE true ORDER BY id"
            " ON CONFLICT (path) DO UPDATE SET recipe = excluded.recipe, argument = excluded.argument,"
            " owner = excluded.owner"
        )
        self._db.execute("INSERT OR IGNORE INTO stale SELECT id, ?, 0 FROM target WHERE hash IS NULL", (new,))

    def _rival_pairs(self) -> list[tuple[Target, Target]]:
        columns = ", ".join(f"{name}.{column}" for name in "ab" for column in _COLUMNS.split(", "))
        same = f"SELECT {columns} FROM wanted a JOIN wanted b ON a.fold = b.fold AND a.id < b.id ORDER BY a.path, b.id"
        inside = (
            f"SELECT {columns} FROM wanted a JOIN wanted b ON b.fold > a.fold || '/' AND b.fold < a.fold || '0'"
            " ORDER BY a.path, b.path"
        )
        pairs = [*self._db.execute(same), *self._db.execute(inside)]
        return [(Target(*row[4:]), Target(*row[:4])) for row in pairs]

    def mark(self, path: str, reason: Reason, must_write: bool = False) -> None:
        """Note that a target is stale; with `must_write` its file is written whatever its bytes are."""
        self._db.execute(
            "INSERT INTO stale SELECT id, ?, ? FROM target WHERE path = ?"
            " ON CONFLICT (target) DO UPDATE SET must_write = max(must_write, excluded.must_write)",
            (_encode(reason), must_write, path),
        )

    def mark_all(self, reason: Reason) -> None:
        """Note that every target is stale."""
        self._db.execute("INSERT OR IGNORE INTO stale SELECT id, ?, 0 FROM target", (_encode(reason),))

    def adopt(self, hashes: Mapping[str, bytes]) -> None:
        """Take outputs that an earlier log knew for the site's own, with the hashes of their bytes."""
        self._db.executemany(
            "UPDATE target SET hash = ? WHERE path = ? AND hash IS NULL", ((h, path) for path, h in hashes.items())
        )

    def load_stale(self) -> list[StaleTarget]:
        """Give the stale targets, in the order of their paths."""
        rows = self._db.execute(
            "SELECT path, recipe, argument, owner, stale.reason, CASE WHEN must_write THEN NULL ELSE hash END,"
            " target.id, shared IS NOT NULL FROM stale JOIN target ON target.id = stale.target ORDER BY target.id"
        )
        reasons: dict[bytes, Reason] = {}  # in a build of everything all have the same
        stale: list[StaleTarget] = []
        for path, recipe, argument, owner, raw, known, number, was_read in rows:
            reason = reasons.get(raw)
            if reason is None:
                reason = reasons[raw] = msgspec.msgpack.decode(raw, type=Reason)
            owner = argument if owner == argument else owner  # one text in memory, as of most
            target = Target(path, intern(recipe), argument, owner)
            stale.append(StaleTarget(target, reason, known or b"", number, bool(was_read)))
        return stale

    def update_keys(self, keys: Iterable[str], answer: Callable[[str], bytes]) -> None:
        """Ask for the fingerprints of keys; where a known one changed, note it and mark its readers stale."""
        for key in keys:
            row = self._db.execute("SELECT id, fingerprint FROM key WHERE name = ?", (key,)).fetchone()
            if row is None:
                continue
            current = answer(key)
            if current != row[1]:
                self._db.execute("UPDATE key SET fingerprint = ? WHERE id = ?", (current, row[0]))
                self._mark_readers(row[0], Reason("changed", key))

    def _mark_readers(self, key: int, reason: Reason) -> None:
        raw = _encode(reason)
        self._db.execute("INSERT OR IGNORE INTO stale SELECT target, ?, 0 FROM read WHERE key = ?", (raw, key))
        self._db.execute(
            "INSERT OR IGNORE INTO stale SELECT target.id, ?, 0 FROM shared_read"
            " JOIN target ON target.shared = shared_read.set_id WHERE key = ?",
            (raw, key),
        )

    def known_keys(self, prefix: str = "") -> list[str]:
        """Give the keys that some target has read and that start with a prefix."""
        query = "SELECT name FROM key WHERE name >= ? AND name < ?"
        return [row[0] for row in self._db.execute(query, (prefix, prefix + "\U0010ffff"))]

    def write_made(self, made: Sequence[MadeTarget], answer: Callable[[str], bytes]) -> None:
        """Keep what became of targets that were made, and the fingerprints of keys read for the first time.

        Those of shared keys are asked for.
        """
        own = {key: found for item in made for key, found in item.own.items()}
        numbers = self._number_keys(own, own.__getitem__)
        read_before = [(item.stale.number,) for item in made if item.stale.was_read]
        self._db.executemany("DELETE FROM read WHERE target = ?", read_before)
        self._db.executemany(
            "UPDATE target SET hash = ?, shared = ?, reason = coalesce(?, reason) WHERE id = ?",
            [
                (
                    item.hash,
                    self._shared_id(item.shared, answer),
                    _encode(item.stale.reason) if item.is_new else None,
                    item.stale.number,
                )
                for item in made
            ],
        )
        self._db.executemany(
            "INSERT INTO read VALUES (?, ?)",
            sorted((numbers[key], item.stale.number) for item in made for key in item.own),
        )

    def _number_keys(self, names: Collection[str], answer: Callable[[str], bytes]) -> dict[str, int]:
        """Give the numbers of keys; those that are read for the first time are kept with the fingerprints asked for."""
        known = self._numbers
        if unknown := [name for name in names if name not in known]:
            first = int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM key").fetchone()[0])
            if first > len(known) + 1:  # some keys of the log are not at hand
                query = "SELECT name, id FROM key WHERE name IN (SELECT value FROM json_each(?))"
                known.update(self._db.execute(query, (json.dumps(unknown),)))
                unknown = [name for name in unknown if name not in known]
            # In the order of their names, as the index holds them.
            rows = [(number, name, answer(name)) for number, name in enumerate(sorted(unknown), first)]
            self._db.executemany("INSERT INTO key VALUES (?, ?, ?)", rows)
            known.update((name, number) for number, name, _ in rows)
        numbers = {name: known[name] for name in names}
        if len(known) > MAX_AT_HAND:
            known.clear()
        return numbers

    def _shared_id(self, keys: frozenset[str], answer: Callable[[str], bytes]) -> int:
        found = self._shared_ids.get(keys)
        if found is None:
            names = sorted(keys)
            digest = "\n".join(names).encode()
            row = self._db.execute("SELECT id FROM shared_set WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                row = self._db.execute("INSERT INTO shared_set (digest) VALUES (?) RETURNING id", (digest,)).fetchone()
                numbers = self._number_keys(names, answer)
                rows = [(row[0], number) for number in numbers.values()]
                self._db.executemany("INSERT INTO shared_read VALUES (?, ?)", rows)
            found = self._shared_ids[keys] = int(row[0])
        return found

    def iter_outputs(self) -> Iterator[tuple[str, int, int, int, int]]:
        """Yield path, size, mtime_ns, ctime_ns and inode of each output that a build put in place."""
        yield from self._db.execute("SELECT path, size, mtime_ns, ctime_ns, inode FROM target WHERE hash IS NOT NULL")

    def iter_finished(self) -> Iterator[tuple[str, str, str, bytes, int]]:
        """Yield path, recipe, argument, hash and size of each output in place; the size is -1 where it is not known."""
        yield from self._db.execute(
            "SELECT path, recipe, argument, hash, coalesce(size, -1) FROM target WHERE hash IS NOT NULL ORDER BY path"
        )

    def find_output(self, path: str) -> OutputRow | None:
        """Find an output that a build put in place."""
        row = self._db.execute(
            "SELECT path, hash, size, mtime_ns, ctime_ns, inode FROM target WHERE path = ? AND hash IS NOT NULL",
            (path,),
        ).fetchone()
        return OutputRow(row[0], row[1], Stat(*(part or 0 for part in row[2:]))) if row else None

    def write_stats(self, stats: Mapping[str, Stat]) -> None:
        """Keep what the file system says of outputs that are in place."""
        self._db.executemany(
            "UPDATE target SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?",
            ((s.size, s.mtime_ns, s.ctime_ns, s.inode, path) for path, s in stats.items()),
        )

    def find_reason(self, path: str) -> Reason | None:
        """Find why an output was last written; None for one that was found in place when the log was new."""
        row = self._db.execute("SELECT reason FROM target WHERE path = ? AND reason IS NOT NULL", (path,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=Reason) if row else None

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
