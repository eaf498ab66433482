"""Renew the site: edit, make what is stale, stage it, and put it in place."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from itertools import chain

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.outputs import UNSEEN, Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.targets import MadeTarget, StaleTarget
from broadsheet.engine.workers import Processes, batches
from broadsheet.site.checks import ReferenceCheck
from broadsheet.site.edition import Edition
from broadsheet.site.filling import Filler
from broadsheet.site.foresight import coming_errors, with_coming
from broadsheet.site.hidden_faults import hidden_faults
from broadsheet.site.inputs import Theme
from broadsheet.site.keeping import sweep_pictures
from broadsheet.site.kept_templates import compile_in_shares, hand_out, kept_templates
from broadsheet.site.layout import Layout
from broadsheet.site.making import Maker, render_setup, weight
from broadsheet.site.media_files import PICTURE_RECIPES
from broadsheet.site.outcome import Outcome, RunOptions
from broadsheet.site.planning import plan
from broadsheet.site.scanning import Scanned
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores
from broadsheet.site.verifying import find_clashes
from broadsheet.site.work import compiled_templates

Entries = list[tuple[str, bool]]

STATS_BATCH = 1000
FLUSH_EVERY = 2000  # outputs


class _Faulty(Exception):
    """The renewal cannot go on; nothing of the site is touched."""


class Renewal:
    """One renewal. `prepare` writes nothing but staged files and the log; `commit` names them into place."""

    def __init__(self, layout: Layout, stores: Stores, options: RunOptions, outputs: Outputs, outcome: Outcome) -> None:
        self._layout = layout
        self._stores = stores
        self._options = options
        self._outputs = outputs
        self._outcome = outcome
        self._obsolete: list[str] = []
        self._staged: list[str] = []
        self._workers: Processes | None = None
        self._shares: list[Future[bytes]] = []

    def prepare(
        self,
        scanned: Scanned,
        altered: dict[str, Reason],
        pool: Callable[[int], Executor | None],
        workers: Processes | None = None,
        filler: Filler | None = None,
    ) -> bool:
        """Make what is stale and note it in the redo list; False when faults forbid it, or it was only checked.

        `workers` are the processes that are running already, if any; `filler` has taken in all stories already.
        """
        self._workers = workers
        self._outputs.open_staging()
        try:
            with self._stores.transaction():
                edition = self._edit(scanned, altered, filler)
                self._obsolete, self._staged = edition.obsolete, self._make(edition, pool)
                if self._options.only_check:
                    self._tell_the_desk(edition, scanned)
                    raise _Faulty
                self._note(edition)
        except _Faulty:
            return False
        return True

    def _note(self, edition: Edition) -> None:
        """Write the redo list. From the end of this transaction on the new site is the one that counts."""
        log, targets = self._stores.log, self._stores.targets
        self._outputs.prepare(chain(self._obsolete, self._staged))
        self._outputs.sync_staged()
        log.write_redo(self._redo_list())
        was_there = (path for path in self._staged if self._outcome.reasons[path].kind != "new")
        targets.write_stats(dict.fromkeys(was_there, UNSEEN))
        log.write_meta("inputs", b"seen")
        log.write_meta("strays", b"")
        log.write_meta("instants", msgspec.msgpack.encode(edition.inputs.instants))

    def _edit(self, scanned: Scanned, altered: dict[str, Reason], filler: Filler | None) -> Edition:
        edition = plan(self._layout, self._stores, scanned, altered, self._warm_up, filler)
        self._outcome.diagnostics += edition.diagnostics
        self._outcome.hidden_faults = sum(fault.is_error for fault in edition.hidden_diagnostics)
        self._outcome.count(self._stores)
        if edition.has_errors(self._stores.settings.errors == "skip"):
            if self._options.only_check:
                self._tell_the_desk(edition, scanned)
            raise _Faulty
        return edition

    def _tell_the_desk(self, edition: Edition, scanned: Scanned) -> None:
        """Add what is wrong with hidden stories and what will be wrong later, which a build keeps to itself."""
        stores, outcome = self._stores, self._outcome
        lines = SourceLines(self._layout.root)
        check = ReferenceCheck(stores, edition.answers, lines, edition.left_out)
        known = [*outcome.diagnostics, *edition.hidden_diagnostics, *hidden_faults(stores, check, lines)]
        outcome.diagnostics = with_coming(known, coming_errors(self._layout, stores, scanned))

    def _warm_up(self, theme: Theme) -> None:
        """Have workers that wait for the plan compile the templates meanwhile."""
        if self._workers is not None:
            self._shares = compile_in_shares(self._workers.lanes, theme.templates)

    def _make(self, edition: Edition, pool: Callable[[int], Executor | None]) -> list[str]:
        """Make the stale targets and note what they read; give the paths of those that were staged."""
        stores = self._stores
        stale = [item for item in stores.targets.load_stale() if not self._is_left(item)]
        clashes = find_clashes(self._outputs, stores.targets, stale, edition.obsolete)
        if clashes:
            self._outcome.diagnostics += clashes
            raise _Faulty
        setup = render_setup(self._layout, edition, self._layout.staging)
        executor = pool(weight(stale))
        maker = Maker(stores, setup, edition.answers, executor)
        if not stale:
            return self._make_all(maker, stale, edition)
        compiled = compiled_templates()
        with kept_templates(stores, compiled, setup.templates):
            for share in self._shares:
                compiled.load(share.result(), setup.templates)
            if isinstance(executor, Processes):
                hand_out(executor.lanes, compiled, setup.templates)
            return self._make_all(maker, stale, edition)

    def _make_all(self, maker: Maker, stale: Sequence[StaleTarget], edition: Edition) -> list[str]:
        stores, asked = self._stores, {item.target.path: item for item in stale}
        staged: list[str] = []
        faults: list[Diagnostic] = []
        flushed = 0
        for batch in maker.make(stale, self._options.progress_of("writing")):
            faults += [fault for rendered in batch for fault in rendered.diagnostics]
            if full := next((fault for fault in faults if fault.kind == "disk"), None):
                raise DiskFailure(f"{full.place.path}: {full.message}")
            made = [
                MadeTarget(asked[item.path], item.hash, item.is_staged, item.shared, item.own)
                for item in batch
                if not item.diagnostics
            ]
            stores.targets.write_made(made, edition.answers.fingerprint)
            staged += [asked[item.path].target.path for item in batch if item.is_staged]
            if len(staged) >= flushed + FLUSH_EVERY:
                self._outputs.begin_sync()
                flushed = len(staged)
        if faults:
            self._outcome.diagnostics += faults
            raise _Faulty
        self._outcome.reasons = {path: item.reason for path, item in asked.items()}
        return staged

    def _is_left(self, item: StaleTarget) -> bool:
        """Answer whether a check has no use for a target: a picture's faults are found when it is read."""
        return self._options.only_check and item.target.recipe in PICTURE_RECIPES

    def _redo_list(self) -> Entries:
        return [*((path, False) for path in self._obsolete), *((path, True) for path in self._staged)]

    def commit(self, put_in_place: Callable[[Entries], list[str]]) -> None:
        """Name what was staged into place, delete what is obsolete, and keep what the file system says of it."""
        stores, outputs = self._stores, self._outputs
        if missing := put_in_place(self._redo_list()):
            raise DiskFailure(f"{self._layout.staging}: {len(missing)} pages that waited there are gone")
        with stores.transaction():
            adopted = self._outcome.reasons.keys() - self._staged
            for paths in batches(chain(self._staged, adopted), STATS_BATCH):
                stores.targets.write_stats(outputs.stats(paths))
            stores.log.clear_redo()
            sweep_pictures(stores, self._layout.root, [*self._obsolete, *self._staged])
        self._outputs.close_staging()
        self._outcome.written = self._staged
        self._outcome.deleted = self._obsolete
