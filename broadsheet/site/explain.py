"""The facts of one output: what it is made from, why it was last written, and what a build would do to it."""

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from broadsheet.engine.database import DatabaseUnusable
from broadsheet.engine.failures import disk_failure
from broadsheet.engine.lock import is_locked
from broadsheet.engine.reasons import Reason
from broadsheet.engine.snapshot import open_snapshot
from broadsheet.engine.targets import Target
from broadsheet.newsroom.settings import Settings
from broadsheet.site.layout import Layout
from broadsheet.site.outlook import Outlook, find_outlook
from broadsheet.site.output_names import near_outputs, possible_outputs
from broadsheet.site.stores import SCHEMA, Stores

PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of an output. `written` is in seconds since 1970, None before it was ever in place."""

    target: Target
    reason: Reason | None
    written: int | None
    reads: tuple[str, ...]
    outlook: Outlook


class NothingBuilt(Exception):
    """There is no build yet whose outputs could be explained."""


class NoSuchOutput(Exception):
    """The site has no such output.

    `near` are like it, `made_of_it` are made of the source that was named; with
    `errors`, the next build would stop before it could bring the output.
    """

    def __init__(self, near: list[str], made_of_it: list[str], errors: int) -> None:
        super().__init__()
        self.near = near
        self.made_of_it = made_of_it
        self.errors = errors


def explain(layout: Layout, settings: Settings, now: int, written: str, here: Path) -> Explanation:
    """Explain the output that a person means by what was `written` in the folder `here`.

    Nothing is changed. Raises NothingBuilt, NoSuchOutput, ForeignAddress,
    DatabaseUnusable, DiskFailure, InternalError.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        was_building = is_locked(layout.state)
        try:
            return _explain(layout, settings, now, written, here)
        except FileNotFoundError as error:
            if layout.database.exists():
                raise disk_failure(error) from error
            raise NothingBuilt from None
        except OSError as error:
            raise disk_failure(error) from error
        except (DatabaseUnusable, msgspec.MsgspecError) as error:
            # A build that ends moves all it did into the file at once, and seals it a moment later.
            if not (was_building or is_locked(layout.state)) or time.monotonic() > until:
                raise DatabaseUnusable(str(error)) from error
        time.sleep(0.05)


def _explain(layout: Layout, settings: Settings, now: int, written: str, here: Path) -> Explanation:
    paths = possible_outputs(written, layout, settings, here)
    with open_snapshot(layout.database, SCHEMA) as db:
        stores = Stores(db, settings, now)
        if not stores.targets.count():
            raise NothingBuilt
        outlook = find_outlook(layout, stores, paths)
        target = outlook.target
        if target is None:
            raise NoSuchOutput(*_hints(stores, layout, written, paths, here), outlook.errors)
        row = stores.targets.find_output(target.path)
        at = row.stat.mtime_ns // 1_000_000_000 if row is not None and row.stat.mtime_ns > 0 else None
        reads = stores.targets.reads_of(target.path)
        return Explanation(target, stores.targets.find_reason(target.path), at, tuple(reads), outlook)


def _hints(stores: Stores, layout: Layout, written: str, paths: list[str], here: Path) -> tuple[list[str], list[str]]:
    sources = {(base / written).resolve() for base in (here, layout.root)}
    named = [path.relative_to(layout.root).as_posix() for path in sources if path.is_relative_to(layout.root)]
    made = [target.path for source in named for target in stores.targets.owned_by(source)]
    return near_outputs(paths[0], (target.path for target in stores.targets.below(""))), made
