"""What a build would do to one output, found out without building: on a copy of the log, where something changed.

The copy is planned on as a run plans, and of all that is stale only the one
output is made, into a folder that is thrown away. So the answer cannot differ
from what a build does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from broadsheet.engine.lock import is_locked
from broadsheet.engine.outputs import Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.seal import check_seal
from broadsheet.engine.snapshot import is_unsettled, open_copy
from broadsheet.engine.targets import StaleTarget, Target
from broadsheet.site.edition import Edition
from broadsheet.site.layout import Layout
from broadsheet.site.making import Maker, render_setup
from broadsheet.site.media_files import PICTURE_RECIPES
from broadsheet.site.parsing import take_in
from broadsheet.site.planning import plan
from broadsheet.site.scanning import scan_newsroom
from broadsheet.site.stamps import is_due, parse_options, parse_stamp
from broadsheet.site.stores import Stores
from broadsheet.site.verifying import find_altered, find_clashes

Verdict = Literal["current", "write", "same", "delete", "stop", "building", "unsettled", "anew"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a build would do to an output, why, and what is no longer as it was at the last build.

    `current` is left alone without being made, `same` is made again with the
    bytes it has. A build with `errors` would `stop`. No more can be told while one is
    `building`, after one was killed (`unsettled`), and when everything would be
    parsed `anew`. `passed` are the stories whose time came or ended.
    """

    verdict: Verdict
    target: Target | None = None
    reason: Reason | None = None
    errors: int = 0
    changed: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()


def find_outlook(layout: Layout, stores: Stores, paths: Sequence[str]) -> Outlook:
    """Say what a build at this instant would do to the first of `paths` that is an output.

    `stores` are only read. Raises InternalError, OSError, DatabaseUnusable.
    """
    known = next((target for path in paths if (target := stores.targets.find(path))), None)
    if is_locked(layout.state):
        return Outlook("building", known)
    if is_unsettled(layout.database) or stores.log.load_redo():
        return Outlook("unsettled", known)
    if stores.log.meta("parse") != parse_stamp(stores, parse_options(stores.settings)):
        return Outlook("anew", known)
    scanned = scan_newsroom(layout, stores.log)
    altered, touched = find_altered(stores.targets, layout.site)
    if not (scanned.suspects or scanned.gone or altered or is_due(stores)):
        return Outlook("current", known)
    with TemporaryDirectory(prefix="broadsheet-") as folder, open_copy(layout.database, Path(folder)) as db:
        copied = Stores(db, stores.settings, stores.now)
        if altered or touched or check_seal(layout.database) != "whole":
            copied.log.write_meta("strays", b"expected")
        return _Rehearsal(layout, copied, Path(folder)).outlook(paths, known, altered)


class _Rehearsal:
    """A run on a copy of the log, as far as one output asks for it."""

    def __init__(self, layout: Layout, stores: Stores, folder: Path) -> None:
        self._layout = layout
        self._stores = stores
        self._folder = folder

    def outlook(self, paths: Sequence[str], known: Target | None, altered: dict[str, Reason]) -> Outlook:
        stores, layout = self._stores, self._layout
        before = int(stores.log.meta("now") or b"0")
        changed = {f"content/{item.path}" for item in stores.documents.pending()}
        scanned = scan_newsroom(layout, stores.log)
        options = parse_options(stores.settings)
        changed |= {*take_in(layout, stores, scanned, options, lambda _: None, _quiet, self._folder)}
        passed = {f"content/{path}" for path in stores.documents.crossing(before, stores.now)} - changed
        since = (tuple(sorted(changed)), tuple(sorted(passed)))
        edition = plan(layout, stores, scanned, altered)
        if edition.has_errors(stores.settings.errors == "skip"):
            return Outlook("stop", known, None, sum(fault.is_error for fault in edition.diagnostics), *since)
        stale = stores.targets.load_stale()
        target = next((target for path in paths if (target := stores.targets.find(path))), None)
        if clashes := find_clashes(Outputs(layout.site, self._folder), stores.targets, stale, edition.obsolete):
            return Outlook("stop", target or known, None, len(clashes), *since)
        if target is None:
            return Outlook("delete", known, None, 0, *since)
        item = next((item for item in stale if item.target == target), None)
        if item is None:
            return Outlook("current", target, None, 0, *since)
        verdict, errors = self._make(item, edition)
        return Outlook(verdict, target, item.reason, errors, *since)

    def _make(self, item: StaleTarget, edition: Edition) -> tuple[Verdict, int]:
        if item.target.recipe in PICTURE_RECIPES:
            # The address of a picture's file is sealed: it can hold no other bytes, and to make them takes long.
            return ("same" if item.hash else "write"), 0
        setup = render_setup(self._layout, edition, self._folder)
        maker = Maker(self._stores, setup, edition.answers, None)
        (rendered,) = (rendered for batch in maker.make([item], _quiet) for rendered in batch)
        if rendered.diagnostics:
            return "stop", len(rendered.diagnostics)
        return ("write" if rendered.is_staged else "same"), 0


def _quiet(done: int, total: int) -> None:
    """Tell nobody how far it has come."""
