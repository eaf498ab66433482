"""How many sources are not as the last build read them, for those who hand on what it made."""

from pathlib import Path

import msgspec

from broadsheet.engine.database import DatabaseUnusable, open_database
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.log import BuildLog
from broadsheet.engine.sources import UNREADABLE
from broadsheet.newsroom.settings import Settings
from broadsheet.site.layout import Layout, source_files
from broadsheet.site.scanning import scan_newsroom
from broadsheet.site.stores import SCHEMA, Stores


def count_unbuilt(layout: Layout, settings: Settings, now: int) -> int:
    """Count the sources that were changed, added or removed since the last build; none when there was no build.

    Nothing is changed. The site must be locked. Only what a build would read again is read. Raises DiskFailure.
    """
    if not layout.database.exists():
        return 0
    try:
        with open_database(layout.database, SCHEMA) as database:
            log = Stores(database.db, settings, now).log
            scanned = scan_newsroom(layout, log)
            return len(scanned.gone) + sum(
                _is_other(log, path, file) for path, file in source_files(layout, scanned.suspects)
            )
    except (DatabaseUnusable, msgspec.MsgspecError):
        return 0


def _is_other(log: BuildLog, path: str, file: str) -> bool:
    known = log.find_source_hash(path)
    if known == UNREADABLE:
        return False
    try:
        return fingerprint(Path(file).read_bytes()) != known
    except OSError:
        return True
