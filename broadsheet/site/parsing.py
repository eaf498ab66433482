"""Parse the sources that changed and keep what they gave."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from broadsheet.content.library import Document, Library
from broadsheet.content.parse import ParseOptions
from broadsheet.engine.log import BuildLog, SourceRow
from broadsheet.engine.workers import batches, run_batches
from broadsheet.newsroom.settings import Settings
from broadsheet.site.layout import CONTENT, content_path, kind_of
from broadsheet.site.scanning import Scanned
from broadsheet.site.work import ParsedSource, ParseJob, ParseSetup, parse_batch

BATCH = 64


def parse_options(settings: Settings) -> ParseOptions:
    """Give the settings that parsing depends on."""
    return ParseOptions(
        timezone=settings.timezone,
        language=settings.language,
        sections=tuple(section.slug for section in settings.sections),
        regions=tuple(region.slug for region in settings.regions),
        permalink=settings.permalink,
        html=settings.html,
    )


def parse_changed(
    root: Path,
    options: ParseOptions,
    scanned: Scanned,
    parse_all: bool,
    executor: Executor | None,
    progress: Callable[[int, int], None],
) -> Iterator[ParsedSource]:
    """Yield the content sources that were read again, in order of their paths."""
    paths = scanned.stats if parse_all else scanned.suspects
    jobs = [
        ParseJob(path, kind_of(path), b"" if parse_all else scanned.known_hash(path))
        for path in sorted(paths)
        if path.startswith(f"{CONTENT}/")
    ]
    done = 0
    work = partial(parse_batch, ParseSetup(str(root), options))
    for batch in run_batches(work, batches(jobs, BATCH), executor, 6):
        yield from batch
        done += len(batch)
        progress(done, len(jobs))


def keep_parsed(library: Library, log: BuildLog, scanned: Scanned, parsed: Iterator[ParsedSource]) -> list[str]:
    """Keep what parsing gave; return the paths of the sources whose content changed, appeared or went."""
    changed: list[str] = []
    rows: dict[str, SourceRow] = {}
    waiting: list[Document] = []
    for source in parsed:
        if not source.hash:
            scanned.gone.append(source.path)
            continue
        rows[source.path] = scanned.row(source.path, source.hash)
        if source.document is not None:
            waiting.append(source.document)
            changed.append(source.path)
        if len(waiting) >= 256:
            library.write_documents(waiting)
            waiting.clear()
    library.write_documents(waiting)
    log.write_sources(rows)
    gone = [path for path in scanned.gone if path.startswith(f"{CONTENT}/")]
    library.delete_documents(content_path(path) for path in gone)
    log.delete_sources(scanned.gone)
    return changed + gone
