"""Plan: which outputs are stale, and why; which are to go; which are in the way."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.log import BuildLog, TargetRow
from broadsheet.engine.outputs import Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import stat_of
from broadsheet.site.answers import Answers
from broadsheet.site.ownership import iter_own
from broadsheet.site.targets import Target


@dataclass(slots=True)
class Plan:
    """What a build will do. `rewrite` holds stale targets whose file must be written even if its bytes are equal."""

    stale: list[tuple[Target, Reason]] = field(default_factory=list)
    rewrite: set[str] = field(default_factory=set)
    obsolete: list[str] = field(default_factory=list)
    known: dict[str, bytes] = field(default_factory=dict)
    unchanged: int = 0
    changed_keys: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def make_plan(
    log: BuildLog, outputs: Outputs, targets: Iterable[Target], answers: Answers, everything: Reason | None
) -> Plan:
    """Compare the targets of the site with the build log and with the files in place."""
    plan = Plan()
    recorded = log.load_targets()
    adopted = {} if recorded else {path: fingerprint(raw) for path, raw in iter_own(outputs.site)}
    reasons = _changed_readers(log, answers, plan)
    ours = recorded.keys() | adopted.keys()
    wanted: set[str] = set()
    for target in targets:
        wanted.add(target.path)
        row = recorded.get(target.path)
        clash = outputs.find_clash(target.path, ours)
        if clash:
            plan.diagnostics.append(_clash_fault(target.path, clash))
            continue
        reason, must_write = _reason(target, row, outputs.site, reasons)
        reason = reason or everything
        if reason is None:
            plan.unchanged += 1
            continue
        plan.stale.append((target, reason))
        if must_write:
            plan.rewrite.add(target.path)
        else:
            plan.known[target.path] = adopted.get(target.path, b"") if row is None else row.hash
    plan.obsolete = sorted(path for path in (*recorded, *adopted) if path not in wanted)
    return plan


def _changed_readers(log: BuildLog, answers: Answers, plan: Plan) -> dict[str, Reason]:
    """Find the targets that read a key whose value is another now."""
    reasons: dict[str, Reason] = {}
    for key, known in log.keys_between("", "\U0010ffff").items():
        current = fingerprint(answers.get(key))
        if current != known:
            plan.changed_keys[key] = current
            for path in log.readers(key):
                reasons.setdefault(path, Reason("changed", key))
    return reasons


def _reason(
    target: Target, row: TargetRow | None, site: Path, reasons: dict[str, Reason]
) -> tuple[Reason | None, bool]:
    """Say why a target is stale, and whether its file must be written whatever its bytes are."""
    if row is None:
        return Reason("new"), False
    try:
        stat = stat_of(os.lstat(site / target.path))
    except OSError:
        return Reason("output-missing"), True
    if stat != row.stat and fingerprint((site / target.path).read_bytes()) != row.hash:
        return Reason("output-edited"), True
    if (row.recipe, row.argument) != (target.recipe, target.argument):
        return Reason("recipe", f"{target.recipe} {target.argument}".strip()), False
    return reasons.get(target.path), False


def _clash_fault(path: str, problem: str) -> Diagnostic:
    help_text = "move it away, or change the address of what is published there"
    return Diagnostic("output-clash", problem, Place(f"site/{path}"), help=help_text)
