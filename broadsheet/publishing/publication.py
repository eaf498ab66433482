"""One publication, whole: from the lock to the last deletion. Reads like the recipe it is.

Until the head is written the target's notes name what stood before; from then
on what stands now. Files are deleted last, and none after an error.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.publishing.guards import (
    Allowed,
    Refused,
    guard_build,
    guard_deletions,
    guard_foreign,
    guard_names,
    guard_newsroom,
)
from broadsheet.publishing.ledger import Ledger, Notes, Publication
from broadsheet.publishing.manifest import Entry, Files, Head, Past
from broadsheet.publishing.order import is_fingerprinted
from broadsheet.publishing.plan import Plan, make_plan, plan_between, with_retired
from broadsheet.publishing.store import AnyStore, Beginning, CopyStore, Outgoing, WholeStore


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a publication has come: the step it is in, and of all its files and bytes those that were sent."""

    step: str
    files: int
    all_files: int
    bytes: int
    all_bytes: int


Progress = Callable[[Sent], None]

# Files are handed to a store in lots, so that progress can be told and few are open at once.
LOT = 500
KEPT_FOLDER = "kept/"


@dataclass(frozen=True, slots=True)
class Request:
    """Who publishes what and how: `at` is an instant as people read it, `id` names the publication.

    `note_plan` is told what is about to be done, before readers meet anything of it.
    """

    newsroom: str
    id: str
    at: str
    by: str
    allowed: Allowed = field(default_factory=Allowed)
    takes_over: bool = False
    can_return: bool = True
    progress: Progress = lambda sent: None
    note_plan: Callable[[Plan], None] = lambda plan: None


@dataclass(slots=True)
class Done:
    """What a publication was to do, and did."""

    plan: Plan
    what: str = "nothing to do"
    id: str = ""
    previous: str = ""
    sent: list[str] = field(default_factory=list)
    sent_bytes: int = 0
    found: int = 0
    is_resumed: bool = False


Pin = Callable[[Sequence[str]], Path]


class Publisher:
    """Publishes to one target."""

    def __init__(self, store: AnyStore, cache: Path, request: Request) -> None:
        self._store = store
        self._request = request
        self._notes = Notes(store, cache)

    def plan(self, built: Files) -> Plan:
        """Plan a publication and guard it; nothing is written. Raises Refused, Damaged, StoreFailure."""
        return self._plan(self._notes.load(), built)

    def publish(self, built: Files, pin: Pin) -> Done:
        """Bring the target to what was built. `pin` gives a folder in which files hold still."""
        ledger = self._notes.load()
        plan = self._plan(ledger, built)
        if plan.is_empty:
            return Done(plan)
        with self._store.hold(self._request.takes_over):
            if not self._notes.is_current(ledger) or ledger.touched:
                ledger = self._notes.load()
                plan = self._plan(ledger, built)
            if plan.is_empty:
                return Done(plan)
            new_at_target = [path for path in plan.added if path not in ledger.touched]
            guard_names(self._store.unfit(plan.new))
            if new_at_target:
                guard_foreign(self._store.foreign(new_at_target), self._request.allowed)
            folder = pin(sorted({*plan.added, *plan.changed, *(plan.uncertain & built.keys())}))
            return self._carry_out(ledger, plan, "published", lambda done: self._send(folder, plan, done))

    def roll_back(self, is_dry: bool = False) -> Done:
        """Return the target to the publication before. Raises Refused, Damaged, StoreFailure."""
        if is_dry:
            return Done(self._plan_return(self._notes.load())[0])
        store = self._store
        with store.hold(self._request.takes_over):
            ledger = self._notes.load()
            plan, past = self._plan_return(ledger)
            if isinstance(store, WholeStore):
                return self._return_to_release(store, ledger, plan, past)
            return self._carry_out(ledger, plan, "rolled back", lambda done: self._bring_back(store, plan, done))

    def history(self) -> list[Publication]:
        """Give the publications that the target remembers."""
        return self._notes.load_history()

    def _plan(self, ledger: Ledger, built: Files) -> Plan:
        guard_newsroom(ledger.head, self._request.newsroom, self._request.allowed)
        guard_build(built)
        stamped = {path: entry._replace(hash=self._store.stamp(path, entry)) for path, entry in built.items()}
        plan = make_plan(ledger.files, stamped, ledger.touched)
        guard_deletions(plan, self._request.allowed)
        return self._with_returned(ledger, plan)

    def _plan_return(self, ledger: Ledger) -> tuple[Plan, Past]:
        guard_newsroom(ledger.head, self._request.newsroom, self._request.allowed)
        if ledger.head is None or ledger.head.previous is None:
            raise Refused("the target has no publication before this one", "publish what you want there")
        past = ledger.head.previous
        files: Files = self._notes.load_past(past)
        if not isinstance(self._store, WholeStore):
            files = with_retired(ledger.files, files)
        plan = plan_between(ledger.files, files, ledger.touched)
        if not isinstance(self._store, WholeStore):
            names = {_kept_name(path, plan.new[path]) for path in (*plan.added, *plan.changed)}
            if missing := names - self._notes.read_kept():
                raise Refused(f"{len(missing)} files of the publication before were not kept", "publish an older build")
        return self._with_returned(ledger, plan), past

    def _with_returned(self, ledger: Ledger, plan: Plan) -> Plan:
        """Tell which files come back; all may do so at a target whose notes do not say what went."""
        added = [path for path in plan.added if is_fingerprinted(path)]
        if not added or ledger.head is None:
            return plan
        gone = self._notes.load_gone()
        known = None if gone is None else frozenset(gone)
        return replace(plan, returned=frozenset(path for path in added if known is None or _gone_name(path) in known))

    def _carry_out(self, ledger: Ledger, plan: Plan, what: str, send: Callable[[Done], None]) -> Done:
        store, notes, request = self._store, self._notes, self._request
        before = ledger.head
        done = Done(plan, what, request.id, before.id if before else "", is_resumed=bool(ledger.touched))
        self._note_intent(ledger, plan)
        store.begin(Beginning(request.id, ledger.files, bool(ledger.touched), self._message(what)))
        dropped = self._keep_replaced(plan, ledger)
        displaced = list(plan.deleted) if isinstance(store, WholeStore) else plan.displaced()
        store.delete(displaced)
        send(done)
        parts = notes.write_parts(ledger, plan.new, is_whole=plan.takes_back)
        store.finish(request.id)
        can_return = request.can_return or isinstance(store, WholeStore)
        past = Past(before.id, before.parts) if before and can_return else None
        head = Head(request.newsroom, request.id, parts, len(plan.new), past)
        notes.write_head(head)
        store.delete(sorted({*plan.deleted} - {*displaced}))
        self._clean_up(before, head, dropped, self._line(done))
        return done

    def _return_to_release(self, store: WholeStore, ledger: Ledger, plan: Plan, past: Past) -> Done:
        notes, request = self._notes, self._request
        before = ledger.head
        done = Done(plan, "rolled back", past.id, before.id if before else "")
        self._note_intent(ledger, plan)
        store.begin(Beginning(request.id, ledger.files, bool(ledger.touched), self._message("rolled back")))
        store.return_to(past.id, (*plan.added, *plan.changed), plan.deleted)
        now = Past(before.id, before.parts) if before else None
        head = Head(request.newsroom, past.id, past.parts, len(plan.new), now)
        notes.write_head(head)
        self._clean_up(before, head, set(), self._line(done))
        return done

    def _note_intent(self, ledger: Ledger, plan: Plan) -> None:
        self._notes.write_intent({**ledger.touched, **_touched(plan)})
        self._notes.add_gone(_gone_name(path) for path in plan.deleted if is_fingerprinted(path))
        self._request.note_plan(plan)

    def _clean_up(self, before: Head | None, head: Head, dropped: set[str], line: Publication) -> None:
        notes = self._notes
        if dropped:
            self._store.remove([f"{KEPT_FOLDER}{name}" for name in sorted(dropped)])
            notes.write_kept(notes.read_kept() - dropped)
        notes.drop_parts(before, head)
        notes.add_history(line)
        notes.clear_intent()
        self._store.conclude()

    def _keep_replaced(self, plan: Plan, ledger: Ledger) -> set[str]:
        """Keep copies of what is replaced; give the names of older copies, to be dropped in the end."""
        store = self._store
        if isinstance(store, WholeStore):
            return set()
        older = self._notes.read_kept()
        if not self._request.can_return:
            return older
        names = {path: _kept_name(path, plan.old[path]) for path in (*plan.changed, *plan.deleted) if path in plan.old}
        wanted = set(names.values())
        missing = {path: name for path, name in names.items() if name not in older}
        if missing:
            kept = store.keep({path: f"{KEPT_FOLDER}{name}" for path, name in missing.items()})
            self._notes.write_kept(older | {names[path] for path in kept})
        # A publication that was cut off has overwritten what only its own copies still hold.
        return set() if ledger.touched else older - wanted

    def _send(self, folder: Path, plan: Plan, done: Done) -> None:
        added = frozenset(plan.added)
        known = {path: plan.new[path].hash for path in plan.uncertain}
        there = self._store.find_sent(known) if known else set()
        done.found = len(there)
        for step, paths in self._steps(plan, there):
            for lot in _lots(paths):
                files = [Outgoing(path, folder / path, plan.new[path], path in added) for path in lot]
                self._store.send(files)
                done.sent += lot
                done.sent_bytes += sum(file.entry.size for file in files)
                all_files = max(len(done.sent), len(plan.added) + len(plan.changed))
                self._request.progress(
                    Sent(step, len(done.sent), all_files, done.sent_bytes, max(done.sent_bytes, plan.bytes))
                )

    def _steps(self, plan: Plan, there: set[str]) -> Iterable[tuple[str, list[str]]]:
        """Give the steps with what a cut-off publication left undone, without what it did."""
        planned = {*plan.added, *plan.changed}
        undone = sorted(path for path in plan.uncertain - planned - there if not plan.new[path].is_retired)
        if undone:
            yield "what was cut off", undone
        # Where all shows at one instant the order is of no matter, and one lot costs less than seven.
        steps = [("files", [*plan.added, *plan.changed])] if isinstance(self._store, WholeStore) else plan.steps()
        for step, paths in steps:
            if left := [path for path in paths if path not in there]:
                yield step, left

    def _bring_back(self, store: CopyStore, plan: Plan, done: Done) -> None:
        kept = self._notes.read_kept()
        undone = [
            p for p in sorted(plan.uncertain - {*plan.added, *plan.changed}) if _kept_name(p, plan.new[p]) in kept
        ]
        for _, paths in [("", undone), *plan.steps()]:
            names = {path: f"{KEPT_FOLDER}{_kept_name(path, plan.new[path])}" for path in paths}
            if names:
                store.bring_back(names)
                done.sent += names

    def _message(self, what: str) -> str:
        return f"{what[:1].upper()}{what[1:]} {self._request.id}"

    def _line(self, done: Done) -> Publication:
        plan, request = done.plan, self._request
        counts = (len(plan.added), len(plan.changed), len(plan.deleted))
        return Publication(done.id, request.at, request.by, done.what, *counts, done.sent_bytes, len(plan.new))


def _touched(plan: Plan) -> Mapping[str, Entry]:
    """Give the files that a plan adds, changes and deletes."""
    gone = {path: plan.old[path] for path in plan.deleted if path in plan.old}
    return {**gone, **{path: plan.new[path] for path in (*plan.added, *plan.changed)}}


def _kept_name(path: str, entry: Entry) -> str:
    return fingerprint(path.encode() + b"\0" + entry.hash).hex()


def _gone_name(path: str) -> str:
    """Give what stands for a path that went: no note names what a newsroom took back."""
    return fingerprint(path.encode())[:8].hex()


def _lots(paths: Sequence[str]) -> Iterable[Sequence[str]]:
    return (paths[at : at + LOT] for at in range(0, len(paths), LOT))
