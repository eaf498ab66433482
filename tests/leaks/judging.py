"""What must hold for a newsroom with hidden stories, tried on one that is drawn: give what does not."""

import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from urllib.parse import quote

from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.commands.output import Screen
from broadsheet.commands.publish_words import print_history, print_outcome, print_plan, report_values
from broadsheet.publishing.desk import Desk
from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.plan import Plan
from broadsheet.site.build import BuildOptions, BuildResult, build, load_settings
from broadsheet.site.layout import layout_of
from tests.leaks.newsrooms import Drawn, Sources, instant, put, site_of
from tests.leaks.searching import Search
from tests.newsrooms import NOW, Site, faults, tree
from tests.publishing.hosts import FolderHost

# What a build may say of hidden stories: how many there are, how many faults they have, when the site next changes.
CONSOLE = "-"
ADDRESS = "https://courier.example"
# The fields of hidden stories by whose words public ones name them.
_NAMING = ("name of the file", "slug", "aliases", "topics")


def interference(folder: Path, drawn: Drawn) -> list[str]:
    """Compare, byte for byte, what is built with hidden stories with what is built without them.

    First from nothing; then where the stories had been public and are hidden
    again; then on both sides of each instant at which one of them comes or goes,
    forth and back, against a newsroom in which they are plainly public or not there.
    In the end hidden stories are edited, and nothing may be written.
    """
    wanted, said = _clean(folder, "without", drawn.without(), NOW)
    found, words = _clean(folder, "with", drawn.everything(), NOW)
    problems = [f"from nothing: {path}" for path in _differences(found, wanted)]
    problems += [f"from nothing, said: {line}" for line in unified_diff(said, words, "without", "with", "", "", 0, "")]
    site = site_of(folder / "hidden-again", drawn.shown())
    shown = _build(site, NOW)
    if not shown.written:
        problems.append(f"not shown: {faults(shown)}")
    put(site, drawn.everything())
    instants = [NOW, *(at + step for at in drawn.edges() for step in (-1, 0)), NOW]
    for now in instants:
        again = _build(site, now)
        wanted, said = _clean(folder, f"at-{now}", drawn.without(now), now)
        problems += [f"{instant(now)}: {path}" for path in _differences(site.tree(), wanted)]
        problems += [f"{instant(now)}, said: {line}" for line in unified_diff(said, _words(again), n=0, lineterm="")]
    for item in drawn.hidden:
        site.write(item.path, item.hidden + b"\nOne more line.\n")
    edited = _build(site, NOW)
    return [*problems, *(f"written for a hidden story: {path}" for path in edited.written + edited.deleted)]


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


def canaries_published(folder: Path, drawn: Drawn) -> dict[str, set[str]]:
    """Publish the site and give the canaries in what is then at the target, notes too, and in what publishing says."""
    search = Search(drawn.canaries)
    found: dict[str, set[str]] = {}
    for layout in ("files", "releases"):
        host = FolderHost(folder / layout, layout)
        site = site_of(folder / f"of-{layout}", {**drawn.everything(), **_settings(drawn, host)})
        desk = _desk(site)
        target = desk.settings.targets[0]
        with redirect_stdout(StringIO()) as said:
            plan = desk.plan(target, Allowed())
            print_plan(Screen(), plan, plan.urls(ADDRESS))
            done = desk.publish(target, Allowed(), takes_over=False)
            print_outcome(Screen(), done, target.name, 1.0)
            print_history(Screen(), desk.history(target))
        report = json.dumps(report_values(target.name, done, done.plan.urls(ADDRESS), 1.0))
        found |= search.find_all({**tree(host.root), CONSOLE: said.getvalue().encode(), "report": report.encode()})
    return found


def withdrawal(folder: Path, drawn: Drawn) -> list[str]:
    """Publish the stories, hide them and publish again; give what is left of them, and what caches are not told of."""
    host = FolderHost(folder / "web", "files")
    settings = _settings(drawn, host)
    site = site_of(folder / "withdrawn", {**drawn.shown(), **settings})
    _publish(_desk(site))
    before = host.files()
    if not any(Search(drawn.canaries).find_all(before).values()):
        return ["nothing was shown"]
    put(site, {**drawn.everything(), **settings})
    plan = _publish(_desk(site))
    after = host.files()
    left = Search(drawn.canaries).find_all(after)
    told = set(plan.urls(ADDRESS))
    unsaid = [path for path, raw in before.items() if after.get(path) != raw and _address(path) not in told]
    return [*(f"left: {path}" for path in left), *(f"not to be purged: {path}" for path in unsaid)]


def _settings(drawn: Drawn, host: FolderHost) -> Sources:
    """Give the newsroom's settings with a target."""
    target = f"targets: [{{name: web, folder: {host.root}, layout: {host.setting['layout']}}}]\n"
    return {"newsroom.yaml": drawn.public["newsroom.yaml"] + target.encode()}


def _desk(site: Site) -> Desk:
    """Build, and give the desk that publishes it."""
    assert (result := _build(site, NOW)).written, faults(result)
    layout = layout_of(site.root)
    settings, _ = load_settings(layout)
    assert settings is not None
    return Desk(layout, settings, NOW, "desk", {})


def _publish(desk: Desk) -> Plan:
    target = desk.settings.targets[0]
    try:
        return desk.publish(target, Allowed(), takes_over=False).plan
    except Refused as refused:  # so many deletions have to be asked for by their number
        return desk.publish(target, Allowed(deletions=int(str(refused).split()[0])), takes_over=False).plan


def _address(path: str) -> str:
    return f"{ADDRESS}/{quote(path.removesuffix('index.html') if path.endswith('index.html') else path)}"


def canaries_shown(folder: Path, drawn: Drawn) -> dict[str, set[str]]:
    """Build the same with the stories public: what a search can find at all, by output."""
    site = site_of(folder / "shown", drawn.shown())
    result = _build(site, NOW)
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
        "1",
        "--explain",
        "--report",
        str(report),
    ]
    done = CliRunner().invoke(cli, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    due = CliRunner().invoke(cli, ["due", "-C", str(site.root)])
    return {CONSOLE: done.output.encode(), "report": report.read_bytes(), "due": due.output.encode()}


def _spoken_words(drawn: Drawn) -> set[str]:
    """Give the names by which public stories call hidden ones: of those a build may speak, since their readers do."""
    told = b"".join(raw for path, raw in drawn.public.items() if path.endswith((".md", ".yaml"))).decode()
    return {word for word, place in drawn.canaries.items() if place in _NAMING and word in told}


def _clean(folder: Path, name: str, sources: Sources, now: int) -> tuple[Mapping[str, bytes], list[str]]:
    site = site_of(folder / name, sources)
    words = _words(_build(site, now))
    return site.tree(), words


def _build(site: Site, now: int) -> BuildResult:
    return build(BuildOptions(site.root, now, jobs=1))


def _words(result: BuildResult) -> list[str]:
    return faults(result).splitlines()


def _differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
