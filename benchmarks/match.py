"""A match: the same archive in several forms, and the same measurements taken of each in turn.

Contestants run one after another within every repetition, so that a machine
that is busy for a while is busy for all of them. A cold build always goes into
a new folder, and nothing is deleted until the end: on ext4, creating thousands
of files soon after deleting thousands costs ten times as much.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks import edits
from benchmarks.changed_files import Hashes, changed_files, hash_files
from benchmarks.measure import CommandFailed, Timing, peak_memory, run_timed
from benchmarks.sites import Site

Samples = dict[str, list[float]]

STORIES_ADDED = 9
FIRST_ADDED = 10  # those before it are added where time is taken; all are out by noon


@dataclass(slots=True)
class Contestant:
    """A site, the folders its builds go to, and the folder and instant that the next build continues from."""

    site: Site
    outputs: Path
    builds: int = 0
    now: datetime = edits.NOW
    failure: str = ""
    out: Path = field(default_factory=Path)

    def command(self) -> list[str]:
        """Give the command that builds again where it built last."""
        return self.site.command(self.out, self.now)

    def cold_command(self) -> list[str]:
        """Give the command that builds into a folder that was never there."""
        self.builds += 1
        folder = self.outputs / f"{self.site.name}-{self.builds}"
        folder.mkdir(parents=True)
        self.out = folder / "site"
        return self.command()


Measure = Callable[[Contestant, int], Timing | float | None]


class Match:
    """Contestants of one archive size. One that fails has the figure in `failure` and takes no further part.

    `processor` has the processor seconds of every figure that is a time.
    """

    def __init__(self, contestants: list[Contestant], runs: int) -> None:
        self.contestants = contestants
        self.processor: dict[str, Samples] = {}
        self._runs = runs

    def cold(self) -> Samples:
        """Time builds from nothing."""
        return self._measure("cold", lambda one, run: run_timed(one.cold_command(), one.site.folder))

    def memory(self) -> Samples:
        """Measure the peak memory of one build from nothing, in bytes."""
        return self._measure("memory", lambda one, run: peak_memory(one.cold_command(), one.site.folder), runs=1)

    def edit(self, figure: str, edit: edits.Edit) -> Samples:
        """Time a build after an edit."""

        def measure(one: Contestant, run: int) -> Timing:
            edit(one.site, run)
            return run_timed(one.command(), one.site.folder)

        return self._measure(figure, measure)

    def clock(self) -> Samples:
        """Time a build after nothing but the clock has passed an embargo."""

        def measure(one: Contestant, run: int) -> Timing | None:
            if not one.site.has_clock:
                return None
            edits.hold_story(one.site, run)
            run_timed(one.command(), one.site.folder)
            one.now = edits.after_hold(run)
            return run_timed(one.command(), one.site.folder)

        return self._measure("clock", measure)

    def changed(self) -> Samples:
        """Count the output files whose bytes one new story changes.

        It depends on the story, which has one to three topics and may fill a
        page of a list; so several are added where a build does not cost the archive.
        """
        seen: dict[str, Hashes] = {}

        def measure(one: Contestant, run: int) -> float | None:
            if run and not one.site.is_incremental:
                return None
            if not run:
                run_timed(one.command(), one.site.folder)
            before = seen[one.site.name] if run else hash_files(one.out, {})
            edits.add_story(one.site, FIRST_ADDED + run)
            run_timed(one.command(), one.site.folder)
            after = seen[one.site.name] = hash_files(one.out, before)
            return len(changed_files(before, after))

        return self._measure("changed", measure, runs=STORIES_ADDED)

    def _measure(self, figure: str, measure: Measure, runs: int | None = None) -> Samples:
        samples: Samples = {}
        for run in range(runs or self._runs):
            for one in (one for one in self.contestants if not one.failure):
                try:
                    measured = measure(one, run)
                except CommandFailed as error:
                    one.failure = figure
                    print(f"{one.site.name} failed at {figure}: {error}", file=sys.stderr)
                    continue
                if measured is not None:
                    self._keep(figure, one.site.name, measured, samples)
        return samples

    def _keep(self, figure: str, name: str, measured: Timing | float, samples: Samples) -> None:
        if isinstance(measured, Timing):
            self.processor.setdefault(figure, {}).setdefault(name, []).append(round(measured.processor, 3))
            measured = measured.wall
        samples.setdefault(name, []).append(round(measured, 4))
        print(f"  {figure}: {name} {measured:,.3f}", file=sys.stderr)
