"""Look at the outputs in place: those that are missing or were edited are made again, those of others respected."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.outputs import Outputs
from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import Stat, stat_of
from broadsheet.engine.target_log import TargetLog
from broadsheet.engine.targets import StaleTarget
from broadsheet.site.ownership import iter_own


def find_altered(targets: TargetLog, site: Path) -> tuple[dict[str, Reason], dict[str, Stat]]:
    """Find the outputs that are not as the build left them, and new stats of those that only look so."""
    altered: dict[str, Reason] = {}
    touched: dict[str, Stat] = {}
    root = f"{site}{os.sep}"
    for path, size, mtime_ns, ctime_ns, inode in targets.iter_outputs():
        try:
            found = os.lstat(root + path)
        except OSError:
            altered[path] = Reason("output-missing")
            continue
        if (found.st_mtime_ns, found.st_size, found.st_ctime_ns, found.st_ino) != (mtime_ns, size, ctime_ns, inode):
            if stat.S_ISREG(found.st_mode):
                touched[path] = stat_of(found)
            else:
                altered[path] = Reason("output-edited")
    for path in list(touched):
        row = targets.find_output(path)
        if row is None or not _is_same(site / path, row.hash):
            del touched[path]
            altered[path] = Reason("output-edited")
    return altered, touched


def _is_same(path: Path, digest: bytes) -> bool:
    try:
        return fingerprint(path.read_bytes()) == digest
    except OSError:
        return False


def adopt(targets: TargetLog, site: Path, address: str) -> list[str]:
    """Take over outputs that the log does not know, as of a build that it lost; give those that are no longer wanted."""
    known = {row[0] for row in targets.iter_outputs()}
    own = {path: fingerprint(raw) for path, raw in iter_own(site, address, known)} if site.is_dir() else {}
    targets.adopt(own)
    return sorted(path for path in own if targets.find(path) is None)


class Ours:
    """The paths whose files the build wrote: those the log knows, and those it is about to delete."""

    def __init__(self, targets: TargetLog, obsolete: Iterable[str]) -> None:
        self._targets = targets
        self._obsolete = frozenset(obsolete)

    def __contains__(self, path: object) -> bool:
        return path in self._obsolete or self._targets.find_output(str(path)) is not None


def find_clashes(
    outputs: Outputs, targets: TargetLog, stale: Iterable[StaleTarget], obsolete: Iterable[str]
) -> list[Diagnostic]:
    """Give a diagnostic for each output in whose place something stands that the build did not write."""
    if not outputs.site.is_dir() or not any(outputs.site.iterdir()):
        return []
    ours = Ours(targets, obsolete)
    found = ((item.target.path, outputs.find_clash(item.target.path, ours)) for item in stale)
    help_text = "move it away, or change the address of what is published there"
    return [
        Diagnostic("output-clash", problem, Place(f"site/{path}"), help=help_text)
        for path, problem in found
        if problem is not None
    ]
