"""The database of a build: one SQLite file that only the parent process opens.

It is a cache of what can be made again. One that is damaged, or was written by
another version, is set aside and a full build follows.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FORMAT = 1


class DatabaseUnusable(Exception):
    """The file is not a build database of this version; the message says what is wrong."""


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """Open a build database, creating it with `schema` when it is not there.

    Raises DatabaseUnusable when it is damaged or of another format.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    try:
        db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA cache_size = -32000")
        if is_new:
            db.executescript(schema)
            db.execute(f"PRAGMA user_version = {FORMAT}")
        elif (found := db.execute("PRAGMA user_version").fetchone()[0]) != FORMAT:
            db.close()
            raise DatabaseUnusable(f"it has format {found}, this version uses {FORMAT}")
        return db
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(str(error)) from error


def remove_database(path: Path) -> None:
    """Remove a build database and the files SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{end}").unlink(missing_ok=True)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done inside, or undo it all when it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
