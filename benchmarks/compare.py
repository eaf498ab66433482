"""Compare a build's cost with other generators, on the same stories, in the same run.

`python -m benchmarks.compare --stories 10000 --peers hugo,pelican`
"""

import argparse
import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from types import FrameType

from benchmarks.archive import Archive
from benchmarks.figures import FIGURES, OURS, SCALE
from benchmarks.machine import describe_machine, load_average
from benchmarks.match import Contestant, Match, Samples
from benchmarks.newsroom_site import NewsroomSite, copy_program
from benchmarks.peers import PEERS, default_cache, install
from benchmarks.results import FOLDER, Results, render_tables, save_results, write_page
from benchmarks.sites import Site, write_sites
from broadsheet import __version__

SMALL = 1_000


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a comparison."""

    stories: int
    peers: tuple[str, ...]
    figures: tuple[str, ...]
    alone: frozenset[str]
    runs: int
    jobs: int
    cache: Path


def main() -> None:
    """Read the arguments, run the comparison, print and keep what came out."""
    parser = _parser()
    arguments = parser.parse_args()
    peers = tuple(filter(None, arguments.peers.split(",")))
    figures = tuple(filter(None, arguments.figures.split(","))) or (*FIGURES, SCALE)
    alone = frozenset(filter(None, arguments.alone.split(",")))
    for name in (set(peers) - set(PEERS)) | ({*figures, *alone} - {*FIGURES, SCALE}):
        parser.error(f"there is no `{name}`; peers are {', '.join(PEERS)}; figures are {', '.join([*FIGURES, SCALE])}")
    options = Options(arguments.stories, peers, figures, alone, arguments.runs, arguments.jobs, arguments.cache)
    signal.signal(signal.SIGTERM, _end)
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-bench-", dir=arguments.work))
    try:
        results = compare(options, folder)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is ending, and has to clear away in peace
        if not arguments.keep:
            shutil.rmtree(folder)
    print(render_tables(results))
    print(f"load average {results.load_before} before, {results.load_after} after")
    if arguments.out:
        save_results(results, arguments.out / f"{results.stories}.json")
    if arguments.write_results:
        save_results(results, FOLDER / f"{results.stories}.json")
        write_page()
    sys.exit(1 if results.failures else 0)


def _end(number: int, _: FrameType | None) -> None:
    """End as after an error, so that what was begun is cleared away."""
    sys.exit(128 + number)


def compare(options: Options, folder: Path) -> Results:
    """Write the archive for every contestant, measure every figure, and give the results."""
    programs = {OURS: copy_program(folder / "program")}
    programs |= {peer: install(PEERS[peer], options.cache) for peer in options.peers}
    warm_up(Match(enter(Archive(40), programs, folder / "warm", options.jobs), runs=1))
    contestants = enter(Archive(options.stories), programs, folder / "full", options.jobs)
    match = Match(contestants, options.runs)
    load_before = load_average()
    if not ({"cold", "memory"} - options.alone) & set(options.figures):
        Match(contestants, runs=1).cold()  # an edit needs a build to go on from
    ours = Match(contestants[:1], options.runs)
    figures = {
        name: FIGURES[name].measure(ours if name in options.alone else match)
        for name in FIGURES
        if name in options.figures
    }
    if SCALE in options.figures and "cold" in figures and options.stories > SMALL:
        small = Match(enter(Archive(SMALL), programs, folder / "small", options.jobs), options.runs)
        figures[SCALE] = scale(figures["cold"], small.cold(), options.stories)
    return Results(
        options.stories,
        options.runs,
        datetime.now(UTC).date().isoformat(),
        describe_machine(folder),
        load_before,
        load_average(),
        {OURS: __version__} | {peer: PEERS[peer].version for peer in options.peers},
        {one.site.name: one.failure for one in contestants if one.failure},
        figures,
        match.processor | ours.processor,
    )


def enter(archive: Archive, programs: dict[str, Path], folder: Path, jobs: int) -> list[Contestant]:
    """Write an archive in every contestant's form."""
    print(f"writing {archive.count:,} stories", file=sys.stderr)
    sites: list[Site] = [NewsroomSite(archive, folder / OURS, programs[OURS], jobs)]
    sites += [PEERS[peer].make_site(archive, folder / peer, programs[peer]) for peer in programs if peer != OURS]
    write_sites(archive, sites)
    return [Contestant(site, folder / "out") for site in sites]


def warm_up(match: Match) -> None:
    """Run every program once, so that its bytecode is on disk and its files are in memory."""
    match.cold()


def scale(full: Samples, small: Samples, stories: int) -> Samples:
    """Give the cost of one story of the archive against that of one in a small archive."""
    return {
        name: [median(measured) / stories / (median(small[name]) / SMALL)]
        for name, measured in full.items()
        if name in small
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=SMALL, metavar="N")
    parser.add_argument("--peers", default="hugo", metavar="NAMES", help=f"any of {','.join(PEERS)}, or empty")
    parser.add_argument("--figures", default="", metavar="NAMES", help=f"any of {','.join([*FIGURES, SCALE])}; all")
    parser.add_argument(
        "--alone", default="", metavar="NAMES", help="figures in which no peer takes part, where one would take hours"
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="how often each time is taken")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="worker processes of ours; one for each core")
    parser.add_argument("--cache", type=Path, default=default_cache(), metavar="FOLDER", help="where peers are kept")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where sites are written and built")
    parser.add_argument("--keep", action="store_true", help="leave the sites in place")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the results there as JSON")
    parser.add_argument("--write-results", action="store_true", help="keep the results in the repository")
    return parser


if __name__ == "__main__":
    main()
