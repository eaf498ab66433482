"""The same sources at the same instant give the same bytes, whatever else the machine is like."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.newsrooms import ROOT, Site, faults, tree
from tests.samples import sampled

STORIES = 60


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A newsroom with enough pages to be worth two processes."""
    site = Site(tmp_path_factory.mktemp("determinism") / "newsroom")
    site.configure(timezone="America/Edmonton", language="fr-CA", page_size=5)
    site.write("content/authors/dana.md", "---\nname: Dana Whitfield\n---\n\nWrites on money.\n")
    site.write("content/pictures/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>')
    everything = " ".join(f"[{number}](/politics/s{number:03}.md)" for number in range(STORIES) if number % 7)
    site.write("content/authors/tom.md", f"---\nname: Tom Roe\n---\n\n{everything}\n")
    site.write("content/pages/index-of-all.md", f"---\nheadline: All\n---\n\n{everything}\n")
    site.story("world/essay", label="photo-essay", image="/pictures/map.svg", body=everything, authors="[dana, tom]")
    offered = "".join(
        f"\n  - read: Story {number}\n    url: /politics/s{number:03}.md" for number in range(36, 58) if number % 7
    )
    site.story("world/leads", related=offered, published="2026-11-22", priority="1")
    pinned = "".join(f"\n  - politics/s{number:03}.md" for number in range(1, 21) if number % 7)
    site.write("content/fronts/home.yaml", f"lead: world/leads.md\nsecond:{pinned}\n")
    for number in range(STORIES):
        site.story(
            f"world/s{number:03}-é" if number % 7 == 0 else f"politics/s{number:03}",
            f"Story {number}, “straße” & İstanbul",
            body=f"See [it](s{max(1, number - 1):03}).\n\n![A map](/pictures/map.svg)"
            if number % 7 == 2
            else "« Voilà ».",
            topics=f"[Topic {number % 11}, Ελλάδα, İzmir]",
            authors="dana",
            image="/pictures/map.svg",
            published=f"2026-{1 + number % 11:02}-{1 + number % 28:02} 03:30",
        )
    return site


@pytest.fixture(scope="module")
def expected(newsroom: Site) -> dict[str, bytes]:
    """The site as this process makes it."""
    result = newsroom.build()
    assert result.is_ok, faults(result)
    return newsroom.tree()


WORLDS: dict[str, tuple[dict[str, str], str, int]] = {
    "one process, another zone, no locale": (
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        "1",
        0o022,
    ),
    "two processes, a Turkish locale": (
        {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
        "2",
        0o077,
    ),
    "two processes, an empty locale": (
        {"PYTHONHASHSEED": "4294967295", "TZ": "UTC", "LC_ALL": "", "LANG": "de_DE.ISO-8859-1", "NO_COLOR": "1"},
        "2",
        0o002,
    ),
}


@pytest.mark.parametrize("name", sampled(WORLDS, list(WORLDS)[1:2]))
def test_the_bytes_do_not_depend_on_the_machine_and_who_may_read_them_on_its_umask_alone(
    run: Run, newsroom: Site, expected: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    environment, jobs, umask = WORLDS[name]
    out = tmp_path / "a folder" / "ü" / "site"
    out.parent.mkdir(parents=True)
    arguments = ("build", "-C", newsroom.root, "--now", "2026-11-23T12:00Z", "--out", out, "--jobs", jobs)
    result = run(*arguments, cwd=tmp_path, environment=environment, umask=umask)
    assert result.returncode == 0, result.stderr
    assert tree(out) == expected
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()} == {0o666 & ~umask}


def test_the_bytes_do_not_depend_on_where_the_newsroom_is(
    run: Run, newsroom: Site, expected: dict[str, bytes], tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for path, raw in sorted(tree(newsroom.root / "content").items(), reverse=True):
        (moved / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (moved / "content" / path).write_bytes(raw)
    (moved / "newsroom.yaml").write_bytes((newsroom.root / "newsroom.yaml").read_bytes())
    result = run("--now", "2026-11-23T12:00Z", program=(str(ROOT / "build.py"),), cwd=moved)
    assert result.returncode == 0, result.stderr
    assert tree(moved / "site") == expected
