"""Parse the sources that changed and keep what they gave."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from broadsheet.content.documents import Document, Documents
from broadsheet.content.parse_options import ParseOptions
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.kept_files import KeptFiles
from broadsheet.engine.log import BuildLog, SourceRow
from broadsheet.engine.sources import read_source
from broadsheet.engine.workers import batches, run_batches
from broadsheet.site.layout import CONTENT, Layout, content_path, kind_of, pictures_folder, source_files
from broadsheet.site.scanning import Scanned
from broadsheet.site.stamps import parse_stamp
from broadsheet.site.stores import Stores
from broadsheet.site.work import ParsedSource, ParseJob, ParseSetup, parse_batch

BATCH = 64


def take_in(
    layout: Layout,
    stores: Stores,
    scanned: Scanned,
    options: ParseOptions,
    pool: Callable[[int], Executor | None],
    progress: Callable[[int, int], None],
    pictures: Path | None = None,
    use: Callable[[list[Document]], object] = lambda _: None,
) -> list[str]:
    """Parse and keep what changed; give the sources that are not as they were at the last build.

    `pictures` is where big pictures wait for their turn; by default where the newsroom's are kept.
    `use` is called with the documents as they come, those that stories name before the stories.
    """
    log, stamp = stores.log, parse_stamp(stores, options)
    parse_all = log.meta("parse") != stamp
    if parse_all:
        stores.documents.clear()
    jobs = parse_jobs(log, scanned, parse_all)
    parsed = parse(layout.root, options, jobs, pool(len(jobs)), progress, pictures)
    changed = keep_parsed(stores.documents, log, scanned, parsed, use)
    others = keep_other_sources(layout, log, scanned)
    log.write_meta("parse", stamp)
    if others:
        log.write_meta("inputs", b"")
    return changed + others


def parse_jobs(log: BuildLog, scanned: Scanned, parse_all: bool) -> list[ParseJob]:
    """List the content sources to read again, with the hashes they had: authors and pictures, and then the stories."""
    paths = scanned.stats if parse_all else scanned.suspects
    jobs = [
        ParseJob(path, kind_of(path), b"" if parse_all else log.find_source_hash(path))
        for path in sorted(paths)
        if path.startswith(f"{CONTENT}/")
    ]
    return sorted(jobs, key=lambda job: job.kind == "story")


def parse(
    root: Path,
    options: ParseOptions,
    jobs: list[ParseJob],
    executor: Executor | None,
    progress: Callable[[int, int], None],
    pictures: Path | None = None,
) -> Iterator[list[ParsedSource]]:
    """Yield what the jobs gave, batch by batch, in order."""
    done = 0
    turns = KeptFiles(pictures or pictures_folder(root)).turns
    work = partial(parse_batch, ParseSetup(str(root), options, turns))
    for batch in run_batches(work, batches(jobs, BATCH), executor, 6):
        yield batch
        done += len(batch)
        progress(done, len(jobs))


def keep_parsed(
    documents: Documents,
    log: BuildLog,
    scanned: Scanned,
    parsed: Iterable[list[ParsedSource]],
    use: Callable[[list[Document]], object] = lambda _: None,
) -> list[str]:
    """Keep what parsing gave; return the content sources that changed, appeared or went."""
    changed: list[str] = []
    for batch in parsed:
        rows: dict[str, SourceRow] = {}
        found: list[Document] = []
        for source in batch:
            if not source.hash:
                scanned.gone.append(source.path)
                continue
            rows[source.path] = scanned.row(source.path, source.hash)
            if source.document is not None:
                found.append(source.document)
                changed.append(source.path)
        documents.write(found)
        log.write_sources(rows)
        use(found)
    gone = [path for path in scanned.gone if path.startswith(f"{CONTENT}/")]
    documents.delete(content_path(path) for path in gone)
    log.delete_sources(scanned.gone)
    return changed + gone


def keep_other_sources(layout: Layout, log: BuildLog, scanned: Scanned) -> list[str]:
    """Note templates and settings; return those that changed, appeared or went."""
    changed = [path for path in scanned.gone if not path.startswith(f"{CONTENT}/")]
    rows: dict[str, SourceRow] = {}
    others = [path for path in scanned.suspects if not path.startswith(f"{CONTENT}/")]
    known = log.find_source_hashes(others)
    for path, file in source_files(layout, others):
        try:
            digest = fingerprint(read_source(file))
        except OSError:
            continue
        if digest != known.get(path):
            changed.append(path)
        rows[path] = scanned.row(path, digest)
    log.write_sources(rows)
    return changed
