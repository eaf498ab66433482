"""Find which sources may have changed since the last build."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.log import BuildLog, SourceRow
from broadsheet.engine.sources import UNREADABLE, NeedsScan, Stat, look_at, scan
from broadsheet.newsroom.settings import SETTINGS_FILE
from broadsheet.site.layout import CONTENT, TEMPLATES, THEME, Layout


@dataclass(slots=True)
class Scanned:
    """The sources as they are now: the stat of each, those to read again, and those that are gone."""

    stats: dict[str, Stat]
    suspects: list[str]
    gone: list[str]
    at_ns: int
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def row(self, path: str, digest: bytes) -> SourceRow:
        """Describe a source for the log; one that could not be read is tried again by the next build."""
        stat = self.stats[path]
        return SourceRow(stat, digest, digest == UNREADABLE or stat.is_racy(self.at_ns))

    def forget_content(self) -> None:
        """Let go of what was found of stories and pictures, once it is in the log."""
        self.stats = {path: stat for path, stat in self.stats.items() if not path.startswith(f"{CONTENT}/")}
        self.suspects = [path for path in self.suspects if path in self.stats]


def scan_newsroom(layout: Layout, log: BuildLog) -> Scanned:
    """Scan the newsroom's sources and the packaged theme, and compare with the build log."""
    at_ns = time.time_ns()
    stats, faults = scan(layout.root, (SETTINGS_FILE, CONTENT, TEMPLATES))
    if layout.theme.resolve() != (layout.root / TEMPLATES).resolve():
        theme, _ = scan(layout.theme.parent, (layout.theme.name,))
        stats |= {THEME + path.partition("/")[2]: stat for path, stat in theme.items()}
    suspects = dict.fromkeys(stats)
    gone: list[str] = []
    for path, size, mtime_ns, ctime_ns, inode, is_racy in log.iter_sources():
        stat = stats.get(path)
        if stat is None:
            gone.append(path)
        elif not is_racy and (stat.mtime_ns, stat.size, stat.ctime_ns, stat.inode) == (mtime_ns, size, ctime_ns, inode):
            del suspects[path]
    return Scanned(stats, list(suspects), sorted(gone), at_ns, faults)


def rescan(layout: Layout, log: BuildLog, before: Scanned, paths: Iterable[str]) -> Scanned:
    """Look at some paths again after a scan of everything, for those who were told what changed.

    Raises NeedsScan where only a scan of everything can tell.
    """
    at_ns = time.time_ns()
    stats = dict(before.stats)
    suspects: list[str] = []
    gone: list[str] = []
    for path in sorted(set(paths)):
        stat = look_at(layout.root, path)
        if stat is not None:
            stats[path] = stat
            suspects.append(path)
        elif stats.pop(path, None) is not None or log.find_source_hash(path):
            gone.append(path)
        elif any(known.startswith(f"{path}/") for known in stats):
            raise NeedsScan(path)
    return Scanned(stats, suspects, gone, at_ns, before.diagnostics)
