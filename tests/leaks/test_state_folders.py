"""What a build keeps holds the texts of hidden stories: nobody but its owner and group may read it, wherever it lies."""

import os
import sqlite3
from pathlib import Path

import pytest

from scripts.campaigns import kills
from tests.conftest import Run
from tests.newsrooms import Site, seconds
from tests.preview.running import preview_here
from tests.publishing.desks import targets_yaml
from tests.samples import beyond, sampled

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX has modes")

NOW = ("--now", "2026-11-23T12:00Z", "--jobs", "1")
PRIVATE = 0o770
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>'


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A newsroom with a hidden story, a picture, and a folder to publish to."""
    site.write("content/pictures/map.svg", MAP)
    site.story("world/rates", image="/pictures/map.svg")
    site.story("world/merger", "The merger", "Nobody knows.", status="draft")
    settings = (site.root / "newsroom.yaml").read_text("utf-8")
    site.write("newsroom.yaml", settings + targets_yaml({"name": "web", "folder": "../web"}))
    return site


@pytest.fixture
def beside(newsroom: Site) -> Path:
    """Where the state lies when the newsroom is built to `www/news`."""
    return newsroom.root.parent / "www/.news.broadsheet"


def build_beside(run: Run, newsroom: Site, umask: int = 0o022) -> Path:
    """Build to `www/news`; give that folder."""
    out = newsroom.root.parent / "www/news"
    done = run("build", "-C", newsroom.root, "--out", out, *NOW, umask=umask)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize("umask", sampled([0o022, 0o002, 0], [0]))
def test_the_log_beside_a_site_is_closed_to_others_and_the_site_is_for_all(umask, newsroom, beside, run) -> None:
    out = build_beside(run, newsroom, umask)
    with sqlite3.connect(beside / "build.db") as log:
        assert "merger" in "".join(log.iterdump())
    assert mode(beside) == PRIVATE & ~umask
    assert mode(newsroom.root / ".broadsheet") == PRIVATE & ~umask
    folders = {out.parent, out, *(path for path in out.rglob("*") if path.is_dir())}
    assert {mode(path) for path in folders} == {0o777 & ~umask}


@pytest.mark.parametrize(
    "command",
    [("due",), *(beyond((command,)) for command in (("check", *NOW), ("publish", "--history"), ("publish",)))],
    ids=lambda command: " ".join(command[:2]),
)
def test_whatever_comes_first_makes_the_state_of_a_newsroom_closed_to_others(command, newsroom, run) -> None:
    run(*command, "-C", newsroom.root, umask=0)
    assert mode(newsroom.root / ".broadsheet") == PRIVATE


def test_a_preview_makes_the_state_of_a_newsroom_closed_to_others(newsroom) -> None:
    with preview_here(newsroom.root):
        assert mode(newsroom.root / ".broadsheet") & 0o007 == 0
        assert mode(newsroom.root / ".broadsheet/preview") & 0o007 == 0


@pytest.mark.campaign
def test_a_bundle_makes_the_state_of_a_newsroom_closed_to_others(newsroom, run, tmp_path) -> None:
    assert run("preview", "bundle", "-C", newsroom.root, "--out", tmp_path / "for-others", umask=0).returncode == 0
    assert mode(newsroom.root / ".broadsheet") == PRIVATE


def test_state_that_others_could_read_is_closed_to_them_by_the_next_build(newsroom, beside, run) -> None:
    build_beside(run, newsroom)
    for state in (beside, newsroom.root / ".broadsheet"):
        state.chmod(0o755)
    build_beside(run, newsroom)
    assert (mode(beside), mode(newsroom.root / ".broadsheet")) == (0o750, 0o750)


@pytest.mark.campaign
def test_state_that_is_closed_further_stays_so(newsroom, beside, run) -> None:
    build_beside(run, newsroom)
    beside.chmod(0o2700)
    build_beside(run, newsroom)
    assert beside.stat().st_mode & 0o7777 == 0o2700


@pytest.mark.campaign
def test_a_folder_that_a_link_leads_to_is_left_as_it_is(newsroom, run, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (newsroom.root / ".broadsheet").symlink_to(tmp_path / "elsewhere")
    assert run("build", "-C", newsroom.root, *NOW).returncode == 0
    assert mode(tmp_path / "elsewhere") == 0o755


def test_what_waits_to_be_put_in_place_is_closed_to_others(newsroom) -> None:
    newsroom.build()
    newsroom.edit("content/world/rates.md", "was close", "was lost")
    assert kills.killed_at(newsroom.root, seconds("2026-11-23 12:00"), "replace", 3)
    assert mode(newsroom.root / ".broadsheet/staging") & 0o007 == 0
