"""What must hold for a newsroom with hidden stories, tried on one that is drawn: give what does not."""

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.site.build import BuildOptions, BuildResult, build
from tests.leaks.newsrooms import Drawn, Sources, instant, put, site_of
from tests.leaks.searching import Search
from tests.newsrooms import NOW, Site, faults

# What a build may say of hidden stories: how many there are, how many faults they have, when the site next changes.
CONSOLE = "-"
# The fields of hidden stories by whose words public ones name them.
_NAMING = ("name of the file", "slug", "aliases", "topics")


def interference(folder: Path, drawn: Drawn) -> list[str]:
    """Compare, byte for byte, what is built with hidden stories with what is built without them.

    First from nothing; then where the stories had been public and are hidden
    again; then on both sides of each instant at which one of them comes or goes,
    forth and back, against a newsroom in which they are plainly public or not there.
    In the end hidden stories are edited, and nothing may be written.
    """
    problems = differences(folder, drawn.without(), drawn.everything(), drawn.jobs)
    site = site_of(folder / "hidden-again", drawn.shown())
    shown = build_at(site, NOW, drawn.jobs)
    if not shown.written:
        problems.append(f"not shown: {faults(shown)}")
    put(site, drawn.everything())
    instants = [NOW, *(at + step for at in drawn.edges() for step in (-1, 0)), NOW]
    for now in instants:
        again = build_at(site, now, drawn.jobs)
        wanted, said = _clean(folder, f"at-{now}", drawn.without(now), now)
        problems += [f"{instant(now)}: {path}" for path in _unlike(site.tree(), wanted)]
        problems += [f"{instant(now)}, said: {line}" for line in unified_diff(said, _words(again), n=0, lineterm="")]
    for item in drawn.hidden:
        site.write(item.path, item.hidden + b"\nOne more line.\n")
    edited = build_at(site, NOW, drawn.jobs)
    return [*problems, *(f"written for a hidden story: {path}" for path in edited.written + edited.deleted)]


def differences(folder: Path, without: Sources, with_hidden: Sources, jobs: int) -> list[str]:
    """Compare, byte for byte and word for word, what two newsrooms are built to from nothing."""
    wanted, said = _clean(folder, "without", without, NOW)
    found, words = _clean(folder, "with", with_hidden, NOW, jobs)
    problems = [f"from nothing: {path}" for path in _unlike(found, wanted)]
    return problems + [
        f"from nothing, said: {line}" for line in unified_diff(said, words, "without", "with", "", "", 0, "")
    ]


def failure(folder: Path, drawn: Drawn) -> list[str]:
    """Build with an error of a public story, from nothing and after a good build: say what is told of hidden stories.

    What is told is, word for word, what is told without them; and nothing is written.
    """
    problems = differences(
        folder, {**drawn.without(), **drawn.faults}, {**drawn.everything(), **drawn.faults}, drawn.jobs
    )
    site = site_of(folder / "fails", drawn.everything())
    if not build_at(site, NOW, drawn.jobs).is_ok:
        return [*problems, "the newsroom is not sound"]
    before = site.tree()
    put(site, {**drawn.everything(), **drawn.faults})
    search, spoken = Search(drawn.canaries), _spoken_words(drawn)
    told = _report(site, drawn, NOW)
    if not told[CONSOLE].count(b"error["):
        problems.append("the build did not fail")
    problems += [f"told of by {path}" for path, words in told.items() if search.find(path, words) - spoken]
    return problems + [f"written: {path}" for path in _unlike(site.tree(), before)]


def canaries_found(folder: Path, drawn: Drawn) -> dict[str, set[str]]:
    """Build with the command line, with all it can tell, and give for each output the canaries in it."""
    site = site_of(folder / "canaries", drawn.everything())
    search = Search(drawn.canaries)
    spoken = _spoken_words(drawn)
    found: dict[str, set[str]] = {}
    for round_ in ("first", "edited", "idle"):
        if round_ == "edited":
            for item in drawn.hidden:
                site.write(item.path, item.hidden + b"\nOne more line.\n")
        for path, words in _report(site, drawn, NOW).items():
            if hits := search.find(path, words) - spoken:
                found[f"{round_}: {path}"] = hits
        found |= search.find_all(site.tree())
    return found


def canaries_shown(folder: Path, drawn: Drawn) -> dict[str, set[str]]:
    """Build the same with the stories public: what a search can find at all, by output."""
    site = site_of(folder / "shown", drawn.shown())
    result = build_at(site, NOW)
    assert result.written, faults(result)
    return Search(drawn.canaries).find_all(site.tree())


def _report(site: Site, drawn: Drawn, now: int) -> dict[str, bytes]:
    """Build as a CI does; give what it prints and what it writes for other programs."""
    report = site.root.parent / "report.json"
    command = [
        "build",
        "-C",
        str(site.root),
        "--now",
        instant(now),
        "--jobs",
        str(drawn.jobs),
        "--explain",
        "--report",
        str(report),
    ]
    done = CliRunner().invoke(cli, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    due = CliRunner().invoke(cli, ["due", "-C", str(site.root)])
    written = report.read_bytes() if report.exists() else b""
    return {CONSOLE: done.output.encode(), "report": written, "due": due.output.encode()}


def _spoken_words(drawn: Drawn) -> set[str]:
    """Give the names by which public stories call hidden ones: of those a build may speak, since their readers do."""
    told = b"".join(raw for path, raw in drawn.public.items() if path.endswith((".md", ".yaml"))).decode()
    return {word for word, place in drawn.canaries.items() if place in _NAMING and word in told}


def _clean(folder: Path, name: str, sources: Sources, now: int, jobs: int = 1) -> tuple[Mapping[str, bytes], list[str]]:
    site = site_of(folder / name, sources)
    words = _words(build_at(site, now, jobs))
    return site.tree(), words


def build_at(site: Site, now: int, jobs: int = 1) -> BuildResult:
    """Build a newsroom as of an instant."""
    return build(BuildOptions(site.root, now, jobs=jobs))


def _words(result: BuildResult) -> list[str]:
    return faults(result).splitlines()


def _unlike(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
