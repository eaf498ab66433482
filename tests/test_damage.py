"""A build log that was damaged, replaced or restored never makes a wrong page."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from scripts.campaigns import damage
from scripts.campaigns.desk import Desk, differences
from tests.newsrooms import Site
from tests.samples import sampled

PAGE = "world/rates/index.html"


@pytest.fixture
def built(site: Site) -> Site:
    site.story("world/rates", topics="[Rates]")
    site.story("world/ports", published="2026-10-02")
    site.build()
    return site


@pytest.mark.campaign
def test_damaged_logs_are_noticed(tmp_path: Path) -> None:
    assert damage.run(tmp_path, rounds=3, seed=3, stories=6).failures == []


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Two newsrooms: one whose log is to be damaged, and another one."""
    one, other = (Desk(tmp_path_factory.mktemp("desk"), seed, stories=4) for seed in (1, 2))
    other.build()
    return one, other


SAMPLE = (damage.flipped, damage.cut, damage.another_version, damage.another_newsrooms, damage.no_seal)


@pytest.mark.parametrize("harm", sampled(dict.fromkeys(damage.MUST_WARN), SAMPLE), ids=lambda harm: harm.__name__)
def test_a_log_that_something_else_has_written_is_made_anew(desks: tuple[Desk, Desk], harm: damage.Damage) -> None:
    desk, other = desks
    desk.build()
    harm(damage.Case(desk, other))
    desk.edit(1)
    assert desk.build().note.startswith("the build log could not be used")
    assert differences(desk.tree(), desk.expected()) == []
    assert desk.build().note == ""


def test_a_log_made_anew_is_said_in_one_line(built: Site) -> None:
    with (built.root / ".broadsheet" / "build.db").open("r+b") as log:
        log.write(b"SQLite format 4")
    build = ["build", "-C", str(built.root), "--now", "2026-11-23T12:00Z", "--jobs", "1"]
    result = CliRunner().invoke(cli, build, catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: the build log could not be used")
    assert result.stderr.count("\n") == 1
    assert CliRunner().invoke(cli, build, catch_exceptions=False).stderr == ""


def test_a_newsroom_that_was_copied_with_its_log_goes_on_from_there(built: Site, tmp_path: Path) -> None:
    shutil.copytree(built.root, tmp_path / "restored")
    restored = Site(tmp_path / "restored")
    restored.edit("content/world/rates.md", "was close", "was lost")
    result = restored.build()
    assert result.note == ""
    assert PAGE in result.written
    assert "world/ports/index.html" not in result.written
    assert restored.tree() == restored.clean_tree()


def test_an_older_log_leaves_no_page_of_a_newer_build_behind(built: Site, tmp_path: Path) -> None:
    shutil.copytree(built.root / ".broadsheet", tmp_path / "older")
    built.story("world/newer", topics="[Newer]")
    built.build()
    built.delete("content/world/newer.md")
    (built.root / ".broadsheet").rename(tmp_path / "newer")  # were it removed, the copy might get its place on the disk
    shutil.copytree(tmp_path / "older", built.root / ".broadsheet")
    assert built.build().note == ""
    assert built.tree() == built.clean_tree()


def test_an_older_site_put_back_shows_nothing_that_was_taken_down(built: Site, tmp_path: Path) -> None:
    shutil.copytree(built.out, tmp_path / "older")
    built.delete("content/world/ports.md")
    built.build()
    shutil.rmtree(built.out)
    shutil.copytree(tmp_path / "older", built.out)
    assert built.build().is_ok
    assert built.tree() == built.clean_tree()
