"""The database of a build: one SQLite file that only the parent process opens.

It is a cache of what can be made again. One that is damaged, or was written by
another version or another program, is set aside and a full build follows.

During a run SQLite writes to its log beside the file alone (`-wal`, guarded by
checksums of its own), and moves what was committed into the file at the end,
when the file is sealed. So a run that is killed leaves a file whose seal holds.
"""

import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.seal import break_seal, check_seal, seal

# What SQLite says when the machine, and not the content of the file, is at fault.
_OF_THE_MACHINE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)

# Records of stories are 6 kB in the mean, and a page of SQLite's default size holds none whole.
_PAGE_BYTES = 8192
# The pages of 10,000 stories that one build reads and writes again and again; with half of it, they came and went
# 400,000 times.
_CACHE_KILOBYTES = 64_000

# Stands beside a database that no build has completed yet. Such a file is written without SQLite's log, which would
# write all of it twice, and is worth nothing after a kill.
_FIRST = ".first"

# The length of SQLite's log, in bytes, from which a program that stays open moves it into the file.
_LONG_LOG = 8_000_000


class DatabaseUnusable(Exception):
    """The file is not a build database of this version as a build left it; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open build database.

    It `may_lag` behind the site when the run before was killed or when it is a
    copy: the site may then hold outputs that it does not know.
    """

    db: sqlite3.Connection
    may_lag: bool
    path: Path

    def make_lasting(self) -> None:
        """Make sure that what is committed outlives a kill and a power cut, as all later commits do. Raises OSError."""
        _make_lasting(self.db, self.path)

    def settle(self) -> None:
        """Move what was committed into the file, as its closing does, so that SQLite's log stays short."""
        if _size(f"{self.path}-wal") > _LONG_LOG:
            _move_into_file(self.db, self.path)

    def copy_to(self, path: Path) -> None:
        """Write what is committed to another file, for a run of its own."""
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_database(path)
        with closing(sqlite3.connect(path)) as copy:
            self.db.backup(copy)
        seal(path)


@contextmanager
def open_database(path: Path, schema: str, is_durable: bool = True) -> Iterator[Database]:
    """Open a build database, creating it with `schema` when it is not there; close and seal it in the end.

    What is written to a new one may all be lost until `make_lasting` is called or it is closed.
    One that is not `is_durable` may forget the last commits in a power cut, and is whole all the same.
    Raises DatabaseUnusable when it is damaged or of another format, and
    DiskFailure when the machine refuses to read or write it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db, may_lag = _connect(path, schema)
        if not is_durable:
            _make_lasting(db, path)
            db.execute("PRAGMA synchronous = NORMAL")
        is_whole = False
        try:
            yield Database(db, may_lag, path)
            is_whole = True
        finally:
            _close(db, path, is_whole)
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_MACHINE:
            raise DiskFailure(f"{path}: {error}") from error
        raise DatabaseUnusable(str(error)) from error


def _connect(path: Path, schema: str) -> tuple[sqlite3.Connection, bool]:
    is_new = is_first(path) or not path.exists()
    if is_new:
        remove_database(path)
        Path(f"{path}{_FIRST}").touch()
    may_lag = not is_new and _doubt(path)
    db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    try:
        if is_new:
            db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            db.execute("PRAGMA journal_mode = MEMORY")
            db.execute("PRAGMA synchronous = OFF")
            db.executescript(f"BEGIN; {schema} COMMIT")
            db.execute(f"PRAGMA user_version = {schema_number(schema)}")
        else:
            _keep_log(db)
            if db.execute("PRAGMA user_version").fetchone()[0] != schema_number(schema):
                raise DatabaseUnusable("it was written by another version of Broadsheet")
        # Once the size of its pages is known: SQLite counts in pages, and would keep twice as many.
        db.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    except BaseException:
        db.close()
        raise
    return db, may_lag


def _keep_log(db: sqlite3.Connection) -> None:
    """Have commits written to SQLite's log and to the disk before they count."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("PRAGMA synchronous = FULL")


def _make_lasting(db: sqlite3.Connection, path: Path) -> None:
    if not is_first(path):
        return
    _keep_log(db)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    seal(path)
    Path(f"{path}{_FIRST}").unlink()


def schema_number(schema: str) -> int:
    """Number a schema, so that no change of it can be forgotten here."""
    return zlib.crc32(schema.encode()) >> 1


def _doubt(path: Path) -> bool:
    """Answer whether a database may lag behind the site. Raises DatabaseUnusable when it is not to be trusted at all."""
    was_killed = _size(f"{path}-wal") > 0
    finding = check_seal(path)
    if not os.access(path, os.R_OK | os.W_OK):
        raise DatabaseUnusable("it cannot be read and written")
    if not path.is_file() or finding == "broken" or Path(f"{path}-journal").exists():
        raise DatabaseUnusable("it is not as the last build left it")
    if finding == "copy" and (was_killed or not _is_sound(path)):
        raise DatabaseUnusable("it is an imperfect copy")
    return was_killed or finding == "copy"


def _is_sound(path: Path) -> bool:
    """Answer whether SQLite finds nothing wrong with a copy. Its quick check has false alarms in some releases."""
    db = sqlite3.connect(path)
    try:
        return bool(db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    finally:
        db.close()


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _close(db: sqlite3.Connection, path: Path, is_whole: bool) -> None:
    """Close a database. Where that fails, what was committed stays in SQLite's log for the next run.

    One that no build has completed yet keeps its mark if the run failed: it may not be `is_whole`.
    """
    try:
        with suppress(sqlite3.Error, OSError):
            if is_whole:
                _make_lasting(db, path)
            if not is_first(path):
                _move_into_file(db, path)
    finally:
        db.close()


def is_first(path: Path) -> bool:
    """Answer whether no build has completed a database yet."""
    return Path(f"{path}{_FIRST}").exists()


def _move_into_file(db: sqlite3.Connection, path: Path) -> None:
    is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not is_busy:
        seal(path)


def remove_database(path: Path) -> None:
    """Remove a build database, its seal, and the files SQLite keeps beside it."""
    break_seal(path)
    for end in ("-wal", "-shm", "-journal", "", _FIRST):
        full = Path(f"{path}{end}")
        if full.is_dir() and not full.is_symlink():
            shutil.rmtree(full)
        else:
            full.unlink(missing_ok=True)


@contextmanager
def without_waiting(db: sqlite3.Connection) -> Iterator[None]:
    """Commit without waiting for the disk: a power cut may undo what is committed inside, and leaves the rest whole."""
    level = int(db.execute("PRAGMA synchronous").fetchone()[0])
    db.execute(f"PRAGMA synchronous = {min(level, 1)}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA synchronous = {level}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done inside, or undo it all when it raises or cannot be committed."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
