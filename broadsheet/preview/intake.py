"""Take in what changed among the sources; of those that now have errors the last good version stands."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from heapq import nlargest

from broadsheet.content.documents import document_faults
from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.sources import NeedsScan
from broadsheet.site.layout import THEME, Layout
from broadsheet.site.parsing import keep_other_sources, keep_parsed, parse, parse_jobs
from broadsheet.site.scanning import Scanned, rescan, scan_newsroom
from broadsheet.site.stamps import parse_options, parse_stamp
from broadsheet.site.stores import Stores
from broadsheet.site.work import ParsedSource

Pool = Callable[[int], Executor | None]
Progress = Callable[[int, int], None]


class Intake:
    """The sources of one open site. `scanned` is None until they were looked at."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.scanned: Scanned | None = None
        self._held: dict[str, tuple[Diagnostic, ...]] = {}

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with sources whose last good version stands, and with what is no source."""
        if self.scanned is not None:
            yield from self.scanned.diagnostics
        for faults in self._held.values():
            yield from faults

    def is_source(self, path: str) -> bool:
        """Answer whether the last look found a source at a path."""
        return self.scanned is not None and path in self.scanned.stats

    def written_last(self, count: int) -> list[str]:
        """Give the newsroom's own sources that were written last, the latest first."""
        stats = self.scanned.stats if self.scanned is not None else {}
        own = ((stat.mtime_ns, path) for path, stat in stats.items() if not path.startswith(THEME))
        return [path for _, path in nlargest(count, own)]

    def read(
        self, stores: Stores, hints: set[str] | None, pool: Pool, progress: Progress
    ) -> tuple[list[str], list[str]]:
        """Scan and parse; give the content sources and the others that are not as they were."""
        log = stores.log
        self.scanned = scanned = self._scan(stores, hints)
        options = parse_options(stores.settings, places_undated=True)
        stamp = parse_stamp(stores, options)
        parse_all = log.meta("parse") != stamp
        if parse_all:
            stores.documents.clear()
            log.write_meta("structure", b"")
        jobs = parse_jobs(log, scanned, parse_all)
        parsed = parse(self._layout.root, options, jobs, pool(len(jobs)), progress)
        changed = keep_parsed(stores.documents, log, scanned, self._keep_good(stores, parsed))
        for path in scanned.gone:
            self._held.pop(path, None)
        others = keep_other_sources(self._layout, log, scanned)
        log.write_meta("parse", stamp)
        return changed, others

    def _scan(self, stores: Stores, hints: set[str] | None) -> Scanned:
        if hints is None or self.scanned is None:
            return scan_newsroom(self._layout, stores.log)
        try:
            return rescan(self._layout, stores.log, self.scanned, hints)
        except NeedsScan:
            return scan_newsroom(self._layout, stores.log)

    def _keep_good(self, stores: Stores, parsed: Iterable[list[ParsedSource]]) -> Iterator[list[ParsedSource]]:
        """Pass on what was parsed, but for sources that were good and now have errors: their last good version stands.

        They are noted nowhere, so each scan of everything finds them again, after a restart too.
        """
        for batch in parsed:
            kept: list[ParsedSource] = []
            for source in batch:
                document = source.document
                is_broken = document is not None and not document.is_sound
                if is_broken and document is not None and stores.documents.find_record(document.kind, document.path):
                    self._held[source.path] = document_faults(document)
                else:
                    self._held.pop(source.path, None)
                    kept.append(source)
            yield kept
