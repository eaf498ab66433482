"""A build, step by step: scan, parse, catalogue, check, plan, make, commit.

Everything that decides what the site is comes in as an argument: the folder,
the instant, the number of processes. The result says what was done.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from broadsheet.content.library import SCHEMA as LIBRARY_SCHEMA, Library
from broadsheet.diagnostics import Diagnostic, Place, sorted_diagnostics
from broadsheet.engine.database import DatabaseUnusable, open_database, remove_database, transaction
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.lock import build_lock
from broadsheet.engine.log import SCHEMA as LOG_SCHEMA, BuildLog, TargetRow
from broadsheet.engine.outputs import Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import Stat
from broadsheet.engine.workers import default_jobs, process_pool
from broadsheet.newsroom.load import FILE, parse_settings
from broadsheet.newsroom.settings import Settings
from broadsheet.site.answers import is_shared
from broadsheet.site.editing import Edition, checked_edition
from broadsheet.site.layout import Layout, layout_of
from broadsheet.site.making import make_outputs
from broadsheet.site.parsing import keep_parsed, parse_changed, parse_options
from broadsheet.site.planning import Plan, make_plan
from broadsheet.site.scanning import Scanned, scan_newsroom
from broadsheet.site.version import code_version
from broadsheet.site.work import Rendered, RenderSetup

Progress = Callable[[str, int, int], None]

POOL_FROM = 150
UNKNOWN_STAT = Stat(0, 0, 0, 0)


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
    """What a build did. With errors nothing of the site was touched."""

    site: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    stories: int = 0
    hidden: int = 0
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


class _Faulty(Exception):
    """The build cannot go on; what it found is in `faults`, and nothing of the site is touched."""

    def __init__(self, faults: list[Diagnostic], edition: Edition | None = None) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
        self.edition = edition


def build(options: BuildOptions) -> BuildResult:
    """Build a newsroom's site.

    Raises NotANewsroom when there is nothing to build, Busy when another build
    of the same site does not end, and WorkerDied when a worker process ended;
    an editor's mistakes come back as diagnostics.
    """
    started = time.monotonic()
    layout = layout_of(options.root, options.out)
    settings, faults = load_settings(layout)
    if settings is None:
        return BuildResult(layout.site, tuple(sorted_diagnostics(faults)))
    note = ""
    with build_lock(layout.state):
        try:
            result = _Build(layout, settings, options).run()
        except (DatabaseUnusable, sqlite3.DatabaseError) as error:
            note = f"the build log could not be used ({error}); everything was built anew"
            remove_database(layout.database)
            result = _Build(layout, settings, options).run()
    diagnostics = tuple(sorted_diagnostics([*faults, *result.diagnostics]))
    return replace(result, diagnostics=diagnostics, note=note, seconds=time.monotonic() - started)


def load_settings(layout: Layout) -> tuple[Settings | None, list[Diagnostic]]:
    """Read `newsroom.yaml`. Raises NotANewsroom when it is not there."""
    path = layout.root / FILE
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotANewsroom(f"there is no {FILE} in {layout.root}") from None
    try:
        return parse_settings(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return None, [Diagnostic("encoding", "the file is not UTF-8 text", Place(FILE, 1, 1), help="save it as UTF-8")]


class _Build:
    """One run. Its steps share the folders, the settings and the pool of workers; each is one method."""

    def __init__(self, layout: Layout, settings: Settings, options: BuildOptions) -> None:
        self._layout = layout
        self._settings = settings
        self._options = options
        self._outputs = Outputs(layout.site, layout.staging)
        self._pool_in_use: Executor | None = None

    def run(self) -> BuildResult:
        with closing(open_database(self._layout.database, LOG_SCHEMA + LIBRARY_SCHEMA)) as db, self._workers():
            log, library = BuildLog(db), Library(db, self._settings.page_size)
            with transaction(db):
                self._outputs.recover(log)
            with transaction(db):
                scanned = self._parse(log, library)
            try:
                with transaction(db):
                    edition = checked_edition(self._layout, self._settings, library, scanned, self._options.now)
                    if edition.has_errors:
                        raise _Faulty(edition.diagnostics, edition)
                    plan, made = self._make(log, edition)
                    if self._options.only_check:
                        raise _Faulty([*edition.diagnostics, *edition.hidden_diagnostics], edition)
                    self._outputs.sync_staged()
                    self._record(log, edition, plan, made)
                return self._commit(db, log, edition, plan, made)
            except _Faulty as faulty:
                self._outputs.clear_staging()
                return self._result(faulty.edition, diagnostics=tuple(faulty.faults))

    @contextmanager
    def _workers(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self._pool_in_use is not None:
                self._pool_in_use.shutdown(cancel_futures=True)

    def _pool(self, work: int) -> Executor | None:
        """Give the pool of workers when there is enough to do for one."""
        jobs = self._options.jobs or default_jobs()
        if jobs < 2 or work < POOL_FROM:
            return None
        if self._pool_in_use is None:
            self._pool_in_use = process_pool(jobs)
        return self._pool_in_use

    def _parse(self, log: BuildLog, library: Library) -> Scanned:
        scanned = scan_newsroom(self._layout, log)
        options = parse_options(self._settings)
        stamp = fingerprint(msgspec.msgpack.encode(options) + code_version())
        parse_all = log.meta("parse") != stamp
        if parse_all:
            library.clear_documents()
        count = len(scanned.stats if parse_all else scanned.suspects)
        parsed = parse_changed(
            self._layout.root, options, scanned, parse_all, self._pool(count), self._progress("reading")
        )
        keep_parsed(library, log, scanned, parsed)
        log.write_meta("parse", stamp)
        return scanned

    def _progress(self, step: str) -> Callable[[int, int], None]:
        return lambda done, total: self._options.progress(step, done, total)

    def _make(self, log: BuildLog, edition: Edition) -> tuple[Plan, list[Rendered]]:
        everything = None if log.meta("code") == code_version() else Reason("full", "Broadsheet is another version")
        plan = make_plan(log, self._outputs, edition.targets, edition.answers, everything)
        if plan.diagnostics:
            raise _Faulty(edition.diagnostics + plan.diagnostics, edition)
        setup = self._setup(edition)
        made = list(make_outputs(setup, plan, edition.answers, self._pool(len(plan.stale)), self._progress("writing")))
        faults = [fault for rendered in made for fault in rendered.diagnostics]
        if faults:
            raise _Faulty(edition.diagnostics + faults, edition)
        return plan, made

    def _setup(self, edition: Edition) -> RenderSetup:
        shared = edition.inputs.shared
        digest = fingerprint(msgspec.msgpack.encode(sorted(shared.items(), key=lambda item: item[0])))
        staging = str(self._layout.staging)
        return RenderSetup(digest, str(self._layout.root), staging, shared, edition.theme.templates)

    def _record(self, log: BuildLog, edition: Edition, plan: Plan, made: list[Rendered]) -> None:
        """Write the log and the redo list, in the transaction that decides whether this build happened."""
        reasons = {target.path: (target, reason) for target, reason in plan.stale}
        asked: set[str] = set()
        log.delete_targets(plan.obsolete)
        for rendered in made:
            target, reason = reasons[rendered.path]
            own = [key for key in rendered.asked if not is_shared(key)]
            shared = [key for key in rendered.asked if is_shared(key)]
            row = TargetRow(target.path, target.recipe, target.argument, rendered.hash, UNKNOWN_STAT, reason)
            log.write_target(row, own, shared)
            asked |= rendered.asked
        fingerprints = {key: fingerprint(edition.answers.get(key)) for key in asked}
        log.write_fingerprints(plan.changed_keys | fingerprints)
        log.write_redo((path, "") for path in plan.obsolete)
        log.write_redo((item.path, fingerprint(item.path.encode()).hex()) for item in made if item.is_staged)
        log.write_meta("code", code_version())

    def _commit(
        self, db: sqlite3.Connection, log: BuildLog, edition: Edition, plan: Plan, made: list[Rendered]
    ) -> BuildResult:
        self._layout.site.mkdir(parents=True, exist_ok=True)
        self._outputs.put_in_place(log.load_redo())
        with transaction(db):
            log.write_stats(self._outputs.stats(item.path for item in made))
            log.clear_redo()
        written = tuple(sorted(item.path for item in made if item.is_staged))
        return self._result(
            edition,
            diagnostics=tuple(edition.diagnostics),
            written=written,
            unchanged=plan.unchanged + len(made) - len(written),
            deleted=tuple(plan.obsolete),
            reasons={target.path: reason for target, reason in plan.stale},
        )

    def _result(self, edition: Edition | None, **more: object) -> BuildResult:
        result = BuildResult(self._layout.site, **more)  # type: ignore[arg-type]
        if edition is None:
            return result
        return replace(
            result,
            stories=edition.stories,
            hidden=edition.hidden,
            hidden_faults=len(edition.hidden_diagnostics),
            next_change=edition.next_change,
        )
