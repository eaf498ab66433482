"""A build: scan, parse, edit, make, commit.

Everything that decides what the site is comes in as an argument: the folder,
the instant, the number of processes. The result says what was done.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from broadsheet.diagnostics import Diagnostic, Place, sorted_diagnostics
from broadsheet.engine.database import DatabaseUnusable, remove_database
from broadsheet.engine.failures import disk_failure
from broadsheet.engine.lock import build_lock
from broadsheet.engine.reasons import Reason
from broadsheet.newsroom.load import parse_settings
from broadsheet.newsroom.settings import SETTINGS_FILE, Settings
from broadsheet.search.finding import find_program
from broadsheet.site.layout import Layout, layout_of
from broadsheet.site.outcome import Outcome, RunOptions
from broadsheet.site.run import Run
from broadsheet.site.shared_links import search_missing
from broadsheet.site.sources import SourceLines
from broadsheet.site.state import make_state

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked to do.

    `now` is in seconds since 1970; `jobs` of 0 means as many as there is room
    for; `only_check` finds what is wrong, in hidden stories too, and writes nothing.
    """

    root: Path
    now: int
    out: Path | None = None
    jobs: int = 0
    only_check: bool = False
    progress: Progress = lambda step, done, total: None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. With errors the site was not changed."""

    site: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    stories: int = 0
    hidden: int = 0
    left_out: int = 0
    hidden_faults: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    deleted: tuple[str, ...] = ()
    reasons: dict[str, Reason] = field(default_factory=dict)
    next_change: int | None = None
    seconds: float = 0.0
    note: str = ""

    @property
    def is_ok(self) -> bool:
        """Answer whether the site is in place."""
        return not any(fault.is_error for fault in self.diagnostics)


class NotANewsroom(Exception):
    """The folder has no `newsroom.yaml`."""


def build(options: BuildOptions) -> BuildResult:
    """Build a newsroom's site.

    Raises NotANewsroom when there is nothing to build, Busy when another build
    of the same site does not end, WorkerDied when a worker process ended, and
    DiskFailure when the machine refuses to read or write a file; an editor's
    mistakes come back as diagnostics.
    """
    try:
        return _build(options)
    except OSError as error:
        raise disk_failure(error) from error


def _build(options: BuildOptions) -> BuildResult:
    started = time.monotonic()
    layout = layout_of(options.root, options.out)
    settings, faults = load_settings(layout)
    if settings is None:
        return BuildResult(layout.site, tuple(sorted_diagnostics(faults)))
    note = ""
    make_state(layout)
    with build_lock(layout.state):
        try:
            outcome = _run(layout, settings, options)
        except (DatabaseUnusable, msgspec.MsgspecError) as error:
            note = f"the build log could not be used ({error}); everything was built anew"
            remove_database(layout.database)
            outcome = _run(layout, settings, options)
    diagnostics = tuple(sorted_diagnostics([*faults, *outcome.diagnostics]))
    return BuildResult(
        layout.site,
        diagnostics,
        outcome.stories,
        outcome.hidden,
        outcome.left_out,
        outcome.hidden_faults,
        tuple(sorted(outcome.written)),
        outcome.unchanged,
        tuple(sorted(outcome.deleted)),
        outcome.reasons,
        outcome.next_change,
        time.monotonic() - started,
        note,
    )


def _run(layout: Layout, settings: Settings, options: BuildOptions) -> Outcome:
    run = RunOptions(options.now, options.jobs, options.only_check, options.progress)
    return Run(layout, settings, run).run()


def load_settings(layout: Layout) -> tuple[Settings | None, list[Diagnostic]]:
    """Read `newsroom.yaml`. Raises NotANewsroom when it is not there."""
    path = layout.root / SETTINGS_FILE
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotANewsroom(f"there is no {SETTINGS_FILE} in {layout.root}") from None
    except OSError as error:
        return None, [Diagnostic("unreadable", f"the file cannot be read: {error.strerror}", Place(SETTINGS_FILE))]
    try:
        settings, faults = parse_settings(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return None, [
            Diagnostic("encoding", "the file is not UTF-8 text", Place(SETTINGS_FILE, 1, 1), help="save it as UTF-8")
        ]
    if settings is not None and settings.search and find_program() is None:
        settings = msgspec.structs.replace(settings, search=False, lacks_search=True)
        faults.append(search_missing(SourceLines(layout.root)))
    return settings, faults
