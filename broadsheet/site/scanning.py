"""Find which sources changed since the last build."""

import time
from dataclasses import dataclass, field

from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.log import BuildLog, SourceRow
from broadsheet.engine.sources import Stat, scan
from broadsheet.site.layout import CONTENT, SETTINGS_FILE, TEMPLATES, THEME, Layout


@dataclass(slots=True)
class Scanned:
    """The sources as they are now: those to read again, those that are gone, and the stat of each."""

    stats: dict[str, Stat]
    suspects: list[str]
    gone: list[str]
    recorded: dict[str, SourceRow]
    at_ns: int
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def known_hash(self, path: str) -> bytes:
        """Give the hash that a source had at the last build; empty for a new one."""
        row = self.recorded.get(path)
        return b"" if row is None else row.hash

    def row(self, path: str, digest: bytes) -> SourceRow:
        """Describe a source for the log."""
        stat = self.stats[path]
        return SourceRow(stat, digest, stat.is_racy(self.at_ns))


def scan_newsroom(layout: Layout, log: BuildLog) -> Scanned:
    """Scan the newsroom's sources and the packaged theme, and compare with the build log."""
    at_ns = time.time_ns()
    stats, faults = scan(layout.root, (SETTINGS_FILE, CONTENT, TEMPLATES))
    if layout.theme.resolve() != (layout.root / TEMPLATES).resolve():
        theme, _ = scan(layout.theme.parent, (layout.theme.name,))
        stats |= {THEME + path.partition("/")[2]: stat for path, stat in theme.items()}
    recorded = log.load_sources()
    suspects = [
        path for path, stat in stats.items() if (row := recorded.get(path)) is None or row.is_racy or row.stat != stat
    ]
    gone = [path for path in recorded if path not in stats]
    return Scanned(stats, suspects, gone, recorded, at_ns, faults)
