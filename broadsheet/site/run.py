"""One run of a build: scan, parse, edit, make, commit. Reads like the recipe it is.

What needs Markdown and Jinja is imported when there is something to do, because
most runs of a newsroom's timer find nothing: `parsing` and `renewal`.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from broadsheet.engine.database import Database, open_database, without_waiting
from broadsheet.engine.failures import DiskFailure, disk_failure
from broadsheet.engine.garbage import seldom_searched
from broadsheet.engine.outputs import Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.workers import Processes, default_jobs, process_pool
from broadsheet.newsroom.settings import Settings
from broadsheet.site.filling import Filler
from broadsheet.site.layout import Layout
from broadsheet.site.outcome import Outcome, RunOptions, without_consequences
from broadsheet.site.scan_faults import divide_scan_faults
from broadsheet.site.scanning import Scanned, scan_newsroom
from broadsheet.site.stamps import TOLD_KINDS, is_due, parse_options, parse_stamp
from broadsheet.site.stores import SCHEMA, Stores
from broadsheet.site.verifying import find_altered
from broadsheet.site.version import keep_code_version

POOL_FROM = 150


class Run:
    """One run. Its steps share the folders, the settings and the pool of workers."""

    def __init__(self, layout: Layout, settings: Settings, options: RunOptions) -> None:
        self._layout = layout
        self._settings = settings
        self._options = options
        self._outputs = Outputs(layout.site, layout.staging)
        self._outcome = Outcome()
        self._pool_in_use: Processes | None = None
        self._has_touched_the_site = False
        self._filler: Filler | None = None

    def run(self) -> Outcome:
        """Build, and say what was done. Raises DatabaseUnusable, DiskFailure, WorkerDied, InternalError."""
        try:
            with seldom_searched():
                outcome = self._run()
            outcome.diagnostics = without_consequences(outcome.diagnostics, self._settings)
            return outcome
        except OSError as error:
            raise disk_failure(error, self._has_touched_the_site) from error
        except DiskFailure as failure:
            failure.is_site_mixed |= self._has_touched_the_site
            raise

    def _run(self) -> Outcome:
        with open_database(self._layout.database, SCHEMA) as database, self._workers():
            stores = Stores(database.db, self._settings, self._options.now)
            self._recover(stores)
            with without_waiting(database.db), stores.transaction():
                scanned, has_changed = self._parse(stores)
            altered, touched = find_altered(stores.targets, self._layout.site)
            if database.may_lag or altered or touched:
                self._expect_strays(stores)
            if has_changed or altered or is_due(stores) or self._options.only_check:
                if not self._renew(database, stores, scanned, altered):
                    return self._outcome
            else:
                self._add_scan_faults(stores, scanned)
                self._add_standing_faults(stores)
            if touched:
                with stores.transaction():
                    stores.targets.write_stats(touched)
            self._outcome.count(stores)
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

    def _recover(self, stores: Stores) -> None:
        """Complete what a killed run had committed. What came of it is seen when the outputs are looked at."""
        if entries := stores.log.load_redo():
            self._put_in_place(entries)
            with stores.transaction():
                stores.log.clear_redo()

    def _put_in_place(self, entries: list[tuple[str, bool]]) -> list[str]:
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
        keep_code_version(stores.log)
        scanned = scan_newsroom(self._layout, stores.log)
        options = parse_options(self._settings)
        if not scanned.suspects and not scanned.gone and stores.log.meta("parse") == parse_stamp(stores, options):
            return scanned, False
        from broadsheet.site.parsing import take_in  # noqa: PLC0415 - Markdown

        progress = self._options.progress_of("reading")
        if not stores.log.meta("parse"):  # the first build, for which every story will be read
            self._filler = Filler(stores)
        use = _ignore if self._filler is None else self._filler.add
        has_changed = bool(take_in(self._layout, stores, scanned, options, self._pool, progress, use=use))
        scanned.forget_content()
        return scanned, has_changed

    def _renew(self, database: Database, stores: Stores, scanned: Scanned, altered: dict[str, Reason]) -> bool:
        """Make what is stale and put it in place; False when the newsroom's faults forbid it."""
        from broadsheet.site.renewal import Renewal  # noqa: PLC0415 - Jinja

        renewal = Renewal(self._layout, stores, self._options, self._outputs, self._outcome)
        if renewal.prepare(scanned, altered, self._pool, self._pool_in_use, self._filler):
            database.make_lasting()
            renewal.commit(self._put_in_place)
            return True
        self._outputs.close_staging()
        self._outcome.unchanged = 0
        return False

    def _add_scan_faults(self, stores: Stores, scanned: Scanned) -> None:
        """Say what was found wrong while nothing had changed."""
        told, kept = divide_scan_faults(scanned.diagnostics, stores.references)
        self._outcome.diagnostics += told
        self._outcome.hidden_faults += sum(fault.is_error for fault in kept)

    def _add_standing_faults(self, stores: Stores) -> None:
        """Say again what is wrong with sources that did not change."""
        for _, faults in stores.references.iter_faults():
            self._outcome.diagnostics += faults
        faulty = list(stores.documents.iter_faulty())
        check = None
        if any(not document.is_sound or document.kind == "author" for document, _ in faulty):
            from broadsheet.site.checks import standing_check, unsound_faults  # noqa: PLC0415 - records of stories

            check = standing_check(stores, self._layout.root)
            self._outcome.diagnostics += unsound_faults(stores, check)
        for document, faults in faulty:
            is_told = check.is_told(document) if check is not None else document.is_due(stores.now)
            if not is_told:
                self._outcome.hidden_faults += sum(fault.is_error for fault in faults)
            elif document.kind in TOLD_KINDS:
                self._outcome.diagnostics += faults


def _ignore(_: object) -> None:
    """Do nothing with documents that no library is filled with."""
