"""A look at a build database as the last run that ended left it, for those who only want to know.

Nothing is written and no lock is taken. What a run under way has done stands in
SQLite's log beside the file until the run ends, so the file alone is a whole
state. A reader that asked SQLite to see that log too would have to write to it.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from broadsheet.engine.database import DatabaseUnusable, is_first, schema_number
from broadsheet.engine.seal import check_seal
from broadsheet.engine.sources import Stat, stat_of


@contextmanager
def open_snapshot(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """Open a build database to read it; `path` is absolute.

    Raises FileNotFoundError when there is none, and DatabaseUnusable when it is
    damaged, of another format, or was written to while it was read.
    """
    before = _state(path)
    if is_first(path):
        raise DatabaseUnusable("no build has completed it yet")
    if check_seal(path) == "broken" or Path(f"{path}-journal").exists():
        raise DatabaseUnusable("it is not as the last build left it")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] != schema_number(schema):
                raise DatabaseUnusable("it was written by another version of Broadsheet")
            yield db
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(str(error)) from error
    if _state(path) != before:
        raise DatabaseUnusable("a build wrote to it at that moment")


def _state(path: Path) -> Stat:
    return stat_of(os.stat(path))


def is_unsettled(path: Path) -> bool:
    """Answer whether SQLite's log holds what the file does not: of a run under way, or of one that was killed."""
    try:
        return os.stat(f"{path}-wal").st_size > 0
    except OSError:
        return False


@contextmanager
def open_copy(path: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """Copy a build database into a folder and open the copy, to find out there what a run would do."""
    copy = folder / path.name
    shutil.copyfile(path, copy)
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = MEMORY")
            db.execute("PRAGMA synchronous = OFF")
            yield db
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(str(error)) from error
