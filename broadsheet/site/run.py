"""One run of a build: scan, parse, edit, make, commit. Reads like the recipe it is."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.database import open_database
from broadsheet.engine.failures import DiskFailure, disk_failure
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.outputs import UNSEEN, Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.targets import MadeTarget, StaleTarget
from broadsheet.engine.workers import default_jobs, process_pool
from broadsheet.newsroom.settings import Settings
from broadsheet.site.answers import Answers
from broadsheet.site.checks import ReferenceCheck, unsound_faults
from broadsheet.site.edition import TOLD_KINDS, Edition
from broadsheet.site.keeping import sweep_pictures
from broadsheet.site.layout import Layout
from broadsheet.site.making import Maker, render_setup, weight
from broadsheet.site.media_files import PICTURE_RECIPES
from broadsheet.site.parsing import parse_options, take_in
from broadsheet.site.planning import is_due, plan
from broadsheet.site.scanning import Scanned, scan_newsroom
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import SCHEMA, Stores
from broadsheet.site.verifying import find_altered, find_clashes

POOL_FROM = 150


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do, besides where and with which settings."""

    now: int
    jobs: int
    only_check: bool
    progress: Callable[[str, int, int], None]


@dataclass(slots=True)
class Outcome:
    """What a run did, gathered as it goes on."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    stories: int = 0
    hidden: int = 0
    hidden_faults: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    deleted: list[str] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)
    next_change: int | None = None


class _Faulty(Exception):
    """The run cannot go on; nothing of the site is touched."""


class Run:
    """One run. Its steps share the folders, the settings and the pool of workers."""

    def __init__(self, layout: Layout, settings: Settings, options: RunOptions) -> None:
        self._layout = layout
        self._settings = settings
        self._options = options
        self._outputs = Outputs(layout.site, layout.staging)
        self._outcome = Outcome()
        self._pool_in_use: Executor | None = None
        self._has_touched_the_site = False

    def run(self) -> Outcome:
        """Build, and say what was done. Raises DatabaseUnusable, DiskFailure, WorkerDied, InternalError."""
        try:
            return self._run()
        except OSError as error:
            raise disk_failure(error, self._has_touched_the_site) from error
        except DiskFailure as failure:
            failure.is_site_mixed |= self._has_touched_the_site
            raise

    def _run(self) -> Outcome:
        with open_database(self._layout.database, SCHEMA) as database, self._workers():
            stores = Stores(database.db, self._settings, self._options.now)
            self._recover(stores)
            with stores.transaction():
                scanned, has_changed = self._parse(stores)
            altered, touched = find_altered(stores.targets, self._layout.site)
            if database.may_lag or altered or touched:
                self._expect_strays(stores)
            if has_changed or altered or is_due(stores) or self._options.only_check:
                try:
                    self._publish(stores, scanned, altered)
                except _Faulty:
                    self._outputs.close_staging()
                    self._outcome.unchanged = 0
                    return self._outcome
            else:
                self._outcome.diagnostics += scanned.diagnostics
                self._add_standing_faults(stores)
            if touched:
                with stores.transaction():
                    stores.targets.write_stats(touched)
            self._count(stores)
        return self._outcome

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

    def _progress(self, step: str) -> Callable[[int, int], None]:
        return lambda done, total: self._options.progress(step, done, total)

    def _recover(self, stores: Stores) -> None:
        """Complete what a killed run had committed. What came of it is seen when the outputs are looked at."""
        if entries := stores.log.load_redo():
            self._put_in_place(entries)
            with stores.transaction():
                stores.log.clear_redo()

    def _put_in_place(self, entries: list[tuple[str, str]]) -> list[str]:
        self._layout.site.mkdir(parents=True, exist_ok=True)
        self._has_touched_the_site = True
        return self._outputs.put_in_place(entries)

    def _expect_strays(self, stores: Stores) -> None:
        """Note that the site may hold outputs that the log does not know; kept until an edition has seen to them."""
        if stores.log.meta("strays") != b"expected":
            with stores.transaction():
                stores.log.write_meta("strays", b"expected")

    def _parse(self, stores: Stores) -> tuple[Scanned, bool]:
        """Scan and parse; say whether any source is another than at the last build."""
        scanned = scan_newsroom(self._layout, stores.log)
        options, progress = parse_options(self._settings), self._progress("reading")
        return scanned, bool(take_in(self._layout, stores, scanned, options, self._pool, progress))

    def _publish(self, stores: Stores, scanned: Scanned, altered: dict[str, Reason]) -> None:
        """Make what is stale and put it in place. Raises _Faulty when the newsroom's faults forbid it."""
        self._outputs.open_staging()
        with stores.transaction():
            edition = self._edit(stores, scanned, altered)
            staged = self._make(stores, edition)
            if self._options.only_check:
                self._outcome.diagnostics += edition.hidden_diagnostics
                raise _Faulty
            self._outputs.prepare([*edition.obsolete, *(path for path, _ in staged)])
            self._outputs.sync_staged()
            stores.log.write_redo((path, "") for path in edition.obsolete)
            stores.log.write_redo(staged)
            was_there = (path for path, _ in staged if self._outcome.reasons[path].kind != "new")
            stores.targets.write_stats(dict.fromkeys(was_there, UNSEEN))
            stores.log.write_meta("inputs", b"seen")
            stores.log.write_meta("strays", b"")
            stores.log.write_meta("instants", msgspec.msgpack.encode(edition.inputs.instants))
        self._commit(stores, edition, staged)

    def _edit(self, stores: Stores, scanned: Scanned, altered: dict[str, Reason]) -> Edition:
        edition = plan(self._layout, stores, scanned, altered)
        self._outcome.diagnostics += edition.diagnostics
        self._outcome.hidden_faults = sum(fault.is_error for fault in edition.hidden_diagnostics)
        self._count(stores)
        if edition.has_errors(self._settings.errors == "skip"):
            if self._options.only_check:
                self._outcome.diagnostics += edition.hidden_diagnostics
            raise _Faulty
        return edition

    def _make(self, stores: Stores, edition: Edition) -> list[tuple[str, str]]:
        """Make the stale targets and note what they read; give the paths and names of those that were staged."""
        stale = [item for item in stores.targets.load_stale() if not self._is_left(item)]
        clashes = find_clashes(self._outputs, stores.targets, stale, edition.obsolete)
        if clashes:
            self._outcome.diagnostics += clashes
            raise _Faulty
        reasons = {item.target.path: item.reason for item in stale}
        setup = render_setup(self._layout, edition, self._layout.staging)
        maker = Maker(stores, setup, edition.answers, self._pool(weight(stale)))
        staged: list[tuple[str, str]] = []
        faults: list[Diagnostic] = []
        for batch in maker.make(stale, self._progress("writing")):
            faults += [fault for rendered in batch for fault in rendered.diagnostics]
            if full := next((fault for fault in faults if fault.kind == "disk"), None):
                raise DiskFailure(f"{full.place.path}: {full.message}")
            made = [
                MadeTarget(item.path, item.hash, reasons[item.path], item.is_staged, item.shared, item.own)
                for item in batch
                if not item.diagnostics
            ]
            stores.targets.write_made(made, edition.answers.fingerprint)
            staged += [(item.path, fingerprint(item.path.encode()).hex()) for item in batch if item.is_staged]
        if faults:
            self._outcome.diagnostics += faults
            raise _Faulty
        self._outcome.reasons = reasons
        return staged

    def _is_left(self, item: StaleTarget) -> bool:
        """Answer whether a check has no use for a target: a picture's faults are found when it is read."""
        return self._options.only_check and item.target.recipe in PICTURE_RECIPES

    def _commit(self, stores: Stores, edition: Edition, staged: list[tuple[str, str]]) -> None:
        if missing := self._put_in_place([*((path, "") for path in edition.obsolete), *staged]):
            raise DiskFailure(f"{self._layout.staging}: {len(missing)} pages that waited there are gone")
        with stores.transaction():
            stores.targets.write_stats(self._outputs.stats(path for path, _ in staged))
            adopted = self._outcome.reasons.keys() - dict(staged)
            stores.targets.write_stats(self._outputs.stats(adopted))
            stores.log.clear_redo()
            sweep_pictures(stores, self._layout.root, [*edition.obsolete, *(path for path, _ in staged)])
        self._outputs.close_staging()
        self._outcome.written = [path for path, _ in staged]
        self._outcome.deleted = edition.obsolete

    def _add_standing_faults(self, stores: Stores) -> None:
        """Say again what is wrong with sources that did not change."""
        for _, faults in stores.references.iter_faults():
            self._outcome.diagnostics += faults
        check = ReferenceCheck(stores, Answers(stores, {}), SourceLines(self._layout.root))
        self._outcome.diagnostics += unsound_faults(stores, check)
        for document, faults in stores.documents.iter_faulty():
            is_hidden = document.kind == "story" and not document.is_due(stores.now)
            if is_hidden:
                self._outcome.hidden_faults += sum(fault.is_error for fault in faults)
            elif document.kind in TOLD_KINDS:
                self._outcome.diagnostics += faults

    def _count(self, stores: Stores) -> None:
        outcome, now = self._outcome, self._options.now
        outcome.stories = stores.library.count("latest")
        outcome.hidden = stores.documents.count_stories() - outcome.stories
        outcome.unchanged = stores.targets.count() - len(outcome.written)
        instants = msgspec.msgpack.decode(stores.log.meta("instants") or b"\x90", type=list[int])
        upcoming = [at for at in (*instants, stores.documents.next_change(now)) if at is not None and at > now]
        outcome.next_change = min(upcoming, default=None)
