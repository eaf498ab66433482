"""What the last build put in the site, for those who hand it on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from broadsheet.engine.database import DatabaseUnusable, open_database
from broadsheet.engine.lock import build_lock
from broadsheet.newsroom.settings import Settings
from broadsheet.site.due import next_change
from broadsheet.site.layout import Layout
from broadsheet.site.preview_mark import is_preview_folder
from broadsheet.site.stamps import is_due
from broadsheet.site.state import make_state
from broadsheet.site.stores import SCHEMA, Stores

Standing = Literal["complete", "missing", "stale", "preview"]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """An output in the site: its recipe with what that is given, the hash of its bytes and their number."""

    path: str
    recipe: str
    argument: str
    hash: bytes
    size: int


@dataclass(frozen=True, slots=True)
class FinishedBuild:
    """The outputs of the last build, whether it may be handed on, and the next instant that changes it."""

    standing: Standing
    files: tuple[BuiltFile, ...] = ()
    next_change: int | None = None


@contextmanager
def locked_site(layout: Layout) -> Iterator[None]:
    """Keep builds away from the site. Raises Busy."""
    make_state(layout)
    with build_lock(layout.state):
        yield


def load_finished(layout: Layout, settings: Settings, now: int) -> FinishedBuild:
    """Read what the last build left; nothing is changed. The site must be locked. Raises DiskFailure.

    It is stale when a build at `now` would differ: an error stopped the last
    one, it was killed, or an instant has passed at which something changes.
    """
    if not layout.database.exists():
        return FinishedBuild("missing")
    try:
        with open_database(layout.database, SCHEMA) as database:
            stores = Stores(database.db, settings, now)
            return _load(stores, layout.site)
    except (DatabaseUnusable, msgspec.MsgspecError):
        return FinishedBuild("missing")


def _load(stores: Stores, site: Path) -> FinishedBuild:
    upcoming = next_change(stores)
    if is_preview_folder(site):
        return FinishedBuild("preview", (), upcoming)
    if stores.log.load_redo() or is_due(stores):
        return FinishedBuild("stale", (), upcoming)
    files = tuple(BuiltFile(*row) for row in stores.targets.iter_finished())
    if len(files) != stores.targets.count():
        return FinishedBuild("stale", (), upcoming)
    sized = (file if file.size >= 0 else _measured(file, site) for file in files)
    return FinishedBuild("complete", tuple(sized), upcoming)


def _measured(file: BuiltFile, site: Path) -> BuiltFile:
    """Look at an output whose size the log does not know."""
    try:
        return BuiltFile(file.path, file.recipe, file.argument, file.hash, (site / file.path).stat().st_size)
    except OSError:
        return BuiltFile(file.path, file.recipe, file.argument, file.hash, 0)
