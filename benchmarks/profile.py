"""Where the time of a build goes: `python -m benchmarks.profile --stories 3000 --step cold`.

One process under cProfile, so that everything is seen; the profiler makes small
functions look dearer than they are. The steps below it are timed without it.
"""

import argparse
import cProfile
import pstats
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.newsroom_site import NewsroomSite
from benchmarks.sites import write_sites
from broadsheet.site.build import BuildOptions, BuildResult, build

NOW = int(datetime(2025, 11, 1, 12, 0, tzinfo=UTC).timestamp())
STEPS = ("cold", "noop", "body", "headline", "add", "delete")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one function cost: its own seconds and those of all it called."""

    module: str
    function: str
    calls: int
    own: float
    cumulative: float


def main() -> None:
    """Read the arguments, build under the profiler, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("--stories", type=int, default=3_000, metavar="N")
    parser.add_argument("--step", choices=STEPS, default="cold")
    parser.add_argument("--top", type=int, default=25, metavar="N", help="how many functions to show")
    parser.add_argument("--dump", type=Path, metavar="FILE", help="keep the profile for other tools")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-profile-"))
    try:
        profile_step(folder, options.stories, options.step, options.top, options.dump)
    finally:
        shutil.rmtree(folder)


def profile_step(folder: Path, stories: int, step: str, top: int, dump: Path | None) -> None:
    """Measure one step twice, each time from the same state: plainly, then under the profiler."""
    site = NewsroomSite(Archive(stories), folder / "newsroom")
    write_sites(site.archive, [site])
    built = BuildOptions(site.folder, NOW, out=folder / "plain" / "site", jobs=1)
    profiled = replace(built, out=folder / "profiled" / "site")
    if step != "cold":
        build(built)
        build(profiled)
        change(site, step)
    result = show_steps(built)
    print(f"\n{result.stories} stories, {len(result.written)} written, {len(result.deleted)} deleted, one process")
    profiler = cProfile.Profile()
    profiler.runcall(build, profiled)
    if dump is not None:
        profiler.dump_stats(dump)
    show_profile(spent(profiler), top)


def change(site: NewsroomSite, step: str) -> None:
    """Edit the newsroom in the way a step is named for."""
    count = site.archive.count
    story = site.archive.story(count if step == "add" else site.archive.unlinked(count // 2))
    if step == "body":
        story = replace(story, body=f"{story.body}\nOne more paragraph came in late.\n")
    if step == "headline":
        story = replace(story, headline=f"{story.headline}, again")
    if step == "delete":
        site.delete_story(story)
    elif step != "noop":
        site.write_story(story)


def show_steps(options: BuildOptions) -> BuildResult:
    """Build plainly and print how long each step took, as the build's own progress tells them."""
    marks: dict[str, float] = {}
    started = time.perf_counter()

    def note(step: str, done: int, total: int) -> None:
        now = time.perf_counter() - started
        marks.setdefault(f"before {step}", now)
        marks[step] = now

    result = build(replace(options, progress=note))
    marks["after the last step"] = total = time.perf_counter() - started
    print(f"without the profiler: {total:.2f} s, {1e6 * total / max(1, result.stories):.0f} µs a story")
    before = 0.0
    for step, until in marks.items():
        print(f"  {until - before:8.3f} s  {step}")
        before = until
    return result


def spent(profiler: cProfile.Profile) -> list[Spent]:
    """Give what a profiler counted, as values."""
    found = []
    for (file, line, name), counted in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        _, calls, own, cumulative, _ = counted
        label = name if file == "~" else f"{name}:{line}"
        found.append(Spent(_module(file), label, calls, own, cumulative))
    return found


def show_profile(found: Iterable[Spent], top: int) -> None:
    """Print the dearest modules and functions."""
    functions = sorted(found, key=lambda item: -item.own)
    total = sum(item.own for item in functions)
    modules: dict[str, float] = defaultdict(float)
    for item in functions:
        modules[item.module] += item.own
    print(f"\nby module, own time, of {total:.2f} s under the profiler")
    for module, own in sorted(modules.items(), key=lambda pair: -pair[1])[:top]:
        print(f"  {own:7.2f} s {own / total:6.1%}  {module}")
    print("\nby function, own time")
    _show_functions(functions[:top])
    print("\nby function of ours, with all it called")
    ours = [item for item in functions if item.module.startswith(("broadsheet", "templates"))]
    _show_functions(sorted(ours, key=lambda item: -item.cumulative)[:top])


def _show_functions(functions: list[Spent]) -> None:
    print("      own       all      calls")
    for item in functions:
        print(f"  {item.own:7.2f}   {item.cumulative:7.2f}  {item.calls:9,}  {item.module} {item.function}")


def _module(file: str) -> str:
    if file == "~":
        return "built in"
    path = Path(file)
    for start in ("site-packages", "broadsheet", "templates"):
        if start in path.parts:
            parts = path.parts[path.parts.index(start) + (start == "site-packages") :]
            return "/".join(parts).removesuffix(".py")
    return "python/" + path.name if path.name else file


if __name__ == "__main__":
    main()
