"""The command line: what each command takes, what it prints and where, and which status it ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet import __version__
from broadsheet.cli import cli
from tests.conftest import Run
from tests.newsrooms import ROOT, Site, tree

NOW = ("--now", "2026-11-23T12:00Z", "--jobs", "1")


def invoke(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def newsroom(site: Site) -> Site:
    site.story("world/rates")
    return site


def test_help_lists_the_commands() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    assert "build" in result.stdout
    assert invoke("-h").stdout == result.stdout


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_says_what_it_does_in_a_sentence(command: str) -> None:
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert cli.commands[command].get_short_help_str(200).endswith(".")


def test_the_version_is_that_of_the_package() -> None:
    assert invoke("--version").stdout == f"broadsheet, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "--nwo", "x"], "--nwo"),
        (["build", "--jobs", "many"], "'many' is not a valid integer"),
        (["build", "--jobs", "-1"], "-1 is not in the range"),
        (["build", "--now"], "requires an argument"),
        (["build", "extra"], "unexpected extra argument"),
    ],
)
def test_wrong_usage_is_said_and_ends_with_2(arguments: list[str], says: str) -> None:
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize("now", ["tomorrow", "2026-02-30", "2026-11-23 10", ""])
def test_an_instant_that_cannot_be_read_is_wrong_usage(newsroom: Site, now: str) -> None:
    result = invoke("build", "-C", newsroom.root, "--now", now)
    assert result.exit_code == 2
    assert f"--now: invalid date `{now}`" in result.stderr
    assert "write it as `2026-11-23`" in result.stderr
    assert newsroom.tree() == {}


def test_a_folder_without_a_newsroom_is_wrong_usage(tmp_path: Path) -> None:
    result = invoke("build", "-C", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: there is no newsroom.yaml in {tmp_path}\n = help: run it in a newsroom's folder, or name one with -C\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_build_says_what_it_did_and_when_the_site_changes(newsroom: Site) -> None:
    newsroom.story("world/later", embargo="2026-11-24 06:00")
    result = invoke("build", "-C", newsroom.root, *NOW)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"1 story, 1 hidden: {len(newsroom.tree())} pages and files written, 0 unchanged")
    assert lines[1] == "The site next changes at 2026-11-24 06:00:00 +0000."
    assert lines[2] == f"The site is in {newsroom.out}"


def test_an_authors_mistake_ends_with_1_and_goes_to_standard_error(newsroom: Site) -> None:
    newsroom.story("world/spoiled", dek="x")
    result = invoke("build", "-C", newsroom.root, *NOW)
    assert result.exit_code == 1
    assert result.stdout == "1 error\nThe site was not changed.\n"
    assert result.stderr.startswith("error[unknown-key]: unknown key `dek`\n --> content/world/spoiled.md:4:1\n")
    assert "Traceback" not in result.stderr


def test_out_names_another_folder_and_leaves_the_newsroom_alone(newsroom: Site, tmp_path: Path) -> None:
    before = tree(newsroom.root)
    assert invoke("build", "-C", newsroom.root, "--out", tmp_path / "elsewhere", *NOW).exit_code == 0
    assert (tmp_path / "elsewhere" / "world" / "rates" / "index.html").is_file()
    assert tree(newsroom.root) == before


def test_a_report_says_the_same_for_machines(newsroom: Site, tmp_path: Path) -> None:
    newsroom.story("world/later", embargo="2026-11-24 06:00", body="x")
    newsroom.story("world/more", body="See [it](later.md).")
    path = tmp_path / "report.json"
    assert invoke("build", "-C", newsroom.root, "--report", path, *NOW).exit_code == 0
    report = json.loads(path.read_text("utf-8"))
    assert (report["stories"], report["hidden"], report["errors"], report["warnings"]) == (2, 1, 0, 1)
    assert sorted(report["written"]) == sorted(newsroom.tree())
    assert report["next_change"] == "2026-11-24T06:00:00+00:00"
    (warning,) = report["diagnostics"]
    assert (warning["kind"], warning["path"], warning["line"]) == ("hidden-link", "content/world/more.md", 6)


def test_stories_that_are_left_out_for_errors_are_not_counted_as_hidden(newsroom: Site, tmp_path: Path) -> None:
    newsroom.configure(errors="skip")
    newsroom.story("world/spoiled", dek="x")
    newsroom.story("world/dangling", body="[gone](gone.md)")
    newsroom.story("world/later", status="draft", dek="x")
    before = json.loads(report_of(newsroom, tmp_path).read_text("utf-8"))
    assert (before["stories"], before["hidden"], before["left_out"]) == (1, 1, 2)
    assert ", 1 hidden, 2 left out for errors: " in invoke("build", "-C", newsroom.root, *NOW).stdout


def report_of(newsroom: Site, folder: Path) -> Path:
    """Build with a report and give its path."""
    invoke("build", "-C", newsroom.root, "--report", folder / "report.json", *NOW)
    return folder / "report.json"


def test_a_report_is_written_of_a_build_that_failed(newsroom: Site, tmp_path: Path) -> None:
    newsroom.story("world/spoiled", dek="x")
    path = tmp_path / "report.json"
    assert invoke("build", "-C", newsroom.root, "--report", path, *NOW).exit_code == 1
    assert [fault["kind"] for fault in json.loads(path.read_text("utf-8"))["diagnostics"]] == ["unknown-key"]


def test_explain_says_in_words_why_each_output_was_written(newsroom: Site) -> None:
    newsroom.story("world/rates", deck="What it costs")
    invoke("build", "-C", newsroom.root, *NOW)
    newsroom.edit("content/world/rates.md", "The vote", "A vote")
    (newsroom.out / "404.html").unlink()
    lines = invoke("build", "-C", newsroom.root, "--explain", *NOW).stdout.splitlines()
    assert "404.html: the file was missing" in lines
    assert "world/rates/index.html: the story world/rates.md changed" in lines


def test_explain_names_no_output_that_came_out_as_it_was(newsroom: Site) -> None:
    newsroom.story("world/rates", deck="What it costs")
    invoke("build", "-C", newsroom.root, *NOW)
    newsroom.edit("content/world/rates.md", "What it costs", "What it will cost")
    report = newsroom.root.parent / "report.json"
    result = invoke("build", "-C", newsroom.root, "--explain", "--report", report, *NOW)
    explained = [
        line.partition(": ")[0] for line in result.stdout.splitlines() if ": " in line and "written" not in line
    ]
    written = json.loads(report.read_text("utf-8"))["written"]
    assert explained == sorted(written)
    assert "404.html" not in explained


def test_explain_says_in_words_that_an_address_now_holds_another_page(newsroom: Site) -> None:
    newsroom.story("world/rates")
    newsroom.story("world/ports", aliases="[/world/old/]")
    invoke("build", "-C", newsroom.root, *NOW)
    newsroom.edit("content/world/ports.md", "aliases: [/world/old/]\n", "")
    newsroom.story("world/old")
    lines = invoke("build", "-C", newsroom.root, "--explain", *NOW).stdout.splitlines()
    assert "world/old/index.html: it is now the page of a story" in lines


def test_the_front_door_of_a_checkout_builds_unless_it_is_told_otherwise(run: Run, newsroom: Site) -> None:
    door = (str(ROOT / "build.py"),)
    first = run(*NOW, program=door, cwd=newsroom.root)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[-1].startswith("To look at it: python3 -m http.server")
    built = newsroom.tree()
    assert run("build", *NOW, program=door, cwd=newsroom.root).returncode == 0
    assert newsroom.tree() == built
    assert run("--help", program=door).stdout.startswith("Usage: python build.py")


def test_the_module_is_the_command(run: Run, newsroom: Site) -> None:
    result = run("build", *NOW, cwd=newsroom.root)
    assert result.returncode == 0, result.stderr
    assert "http.server" not in result.stdout
    assert "world/rates/index.html" in newsroom.tree()


@pytest.mark.campaign
def test_the_demo_newsroom_builds_with_one_command(run: Run, tmp_path: Path) -> None:
    result = run("--out", tmp_path / "site", program=("build.py",))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site" / "world" / "kim-arrives-in-russia" / "index.html").is_file()


@pytest.mark.parametrize(
    "out", [".", "..", "content", "content/site", "templates", ".broadsheet", "newsroom.yaml", "/"]
)
def test_a_site_cannot_be_written_over_the_newsroom(newsroom: Site, out: str) -> None:
    before = {path: path.read_bytes() for path in newsroom.root.rglob("*") if path.is_file()}
    result = invoke("build", "-C", newsroom.root, "--out", newsroom.root / out, *NOW)
    assert result.exit_code == 2
    assert "--out" in result.stderr
    assert {path: path.read_bytes() for path in newsroom.root.rglob("*") if path.is_file()} == before


def test_a_report_for_a_folder_that_is_not_there_is_wrong_usage(newsroom: Site, tmp_path: Path) -> None:
    result = invoke("build", "-C", newsroom.root, "--report", tmp_path / "no" / "report.json", *NOW)
    assert (result.exit_code, newsroom.tree()) == (2, {})
    assert "there is no folder" in result.stderr


@pytest.mark.parametrize("zone", ["America/Edmonton", "Pacific/Kiritimati"])
def test_the_first_story_of_a_new_newsroom_is_public_in_every_time_zone(zone: str, tmp_path: Path) -> None:
    assert invoke("new", "site", tmp_path / "courier").exit_code == 0
    newsroom = Site(tmp_path / "courier")
    newsroom.edit("newsroom.yaml", "timezone: UTC", f"timezone: {zone}")
    assert invoke("build", "-C", newsroom.root, "--jobs", "1").exit_code == 0
    assert "The presses are running" in newsroom.read("index.html")
