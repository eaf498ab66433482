"""`broadsheet explain`: what an output is made of, why it was written, and what a build would do to it."""

import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import cli
from broadsheet.commands.key_words import key_words, recipe_words
from broadsheet.engine.lock import build_lock
from broadsheet.engine.seal import seal
from broadsheet.engine.snapshot import open_snapshot
from broadsheet.newsroom.load import parse_settings
from broadsheet.rendering.recipes import RECIPES
from broadsheet.site.explain import NoSuchOutput, explain
from broadsheet.site.layout import layout_of
from broadsheet.site.stores import SCHEMA, Stores
from tests.edits.newsroom import photograph
from tests.newsrooms import NOW, ROOT, Site, seconds
from tests.samples import beyond

AT = "2026-11-23T12:00Z"
PAGE = "world/rates/index.html"


def ask(site: Site, path: str | Path, *options: str, now: str = AT) -> Result:
    """Ask the command line to explain an output."""
    arguments = ["explain", "-C", str(site.root), "--now", now, *options, str(path)]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def line(result: Result, name: str) -> str:
    """Give what an explanation says under a name."""
    assert result.exit_code == 0, result.stderr
    (found,) = (text for text in result.stdout.splitlines() if text.split()[:1] == [name])
    return found.split(maxsplit=1)[1]


def now(site: Site, path: str) -> str:
    """Give what a build would do to an output."""
    return line(ask(site, path), "now")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same newsroom for tests that only ask; asking changes nothing."""
    return built(Site(tmp_path_factory.mktemp("standing") / "newsroom"))


@pytest.fixture
def newsroom(site: Site) -> Site:
    return built(site)


def built(site: Site) -> Site:
    """Build a newsroom with outputs of all kinds."""
    site.write("content/authors/dana.md", "---\nname: Dana\n---\n")
    site.story(
        "world/rates",
        authors="dana",
        topics="[Rates]",
        image="map.svg",
        body="The vote was close.\n\nSee [ports](ports.md).",
    )
    site.story("world/ports", published="2026-11-21", aliases="[/old/]")
    site.story("politics/vote", published="2026-11-22", expires="2026-11-24")
    site.story("politics/later", published="2026-11-23 15:00")
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>')
    site.write("content/pages/about.md", "---\nheadline: About\n---\n\nUs.\n\n![](/pictures/port.png)\n")
    site.write("content/pictures/port.png", photograph(4))
    site.build()
    return site


def state(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Give everything below a folder, with what the file system says of it."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.stat().st_ctime_ns,
            path.stat().st_ino,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


def test_a_page_is_explained_by_its_source_and_by_what_it_reads(standing: Site) -> None:
    result = ask(standing, PAGE)
    assert line(result, "address") == "https://courier.example/world/rates/"
    assert line(result, "what") == "the page of a story, made of content/world/rates.md"
    assert line(result, "written").endswith("+0000, for the first time")
    assert line(result, "now") == "it is current: a build would leave it alone"
    assert line(result, "stories:") == "world/rates.md"
    assert line(result, "authors:") == "dana"
    assert line(result, "links:") == "world/ports.md"
    assert line(result, "pictures:") == "world/map.svg"
    assert "templates: base.html, " in result.stdout


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("index.html", "the front page"),
        ("world/index.html", "the front of the section world"),
        ("topics/rates/index.html", "the front of the topic rates"),
        ("authors/dana/index.html", "the front of the stories of dana, made of content/authors/dana.md"),
        ("archive/2026/11/20/index.html", "the archive of 2026-11-20"),
        ("feed.xml", "the feed of all stories"),
        ("sitemap-2026-11.xml", "the sitemap of 2026-11"),
        ("old/index.html", "a redirect to /world/ports/, made of content/world/ports.md"),
        ("about/index.html", "a standing page, made of content/pages/about.md"),
    ],
)
def test_every_kind_of_output_is_named_in_plain_words(standing: Site, path: str, what: str) -> None:
    assert line(ask(standing, path), "what") == what


def test_all_that_the_demo_newsroom_reads_and_makes_has_words(demo: Site) -> None:
    with open_snapshot(layout_of(demo.root, demo.out).database, SCHEMA) as db:
        settings, _ = parse_settings((demo.root / "newsroom.yaml").read_text("utf-8"))
        assert settings is not None
        targets = Stores(db, settings, NOW).targets
        keys = {key for target in targets.below("") for key in targets.reads_of(target.path)}
        recipes = {target.recipe for target in targets.below("")}
    assert keys
    assert [key for key in sorted(keys) if key_words(key).group == "other"] == []
    assert [name for name in {*RECIPES, *recipes} if recipe_words(name, "latest 1") == f"{name} latest 1"] == []


@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        "world/rates/",
        "world/rates",
        "./world//rates/",
        f"site/{PAGE}",
        "site/world/rates",
        "/world/rates/",
        f"/{PAGE}",
        "/world/rates/?from=feed#end",
        "https://courier.example/world/rates/",
        "http://courier.example/world/rates#end",
        "http://127.0.0.1:8000/world/rates/",
    ],
)
def test_an_output_can_be_named_in_every_way_a_person_meets_it(standing: Site, path: str) -> None:
    assert ask(standing, path).stdout.splitlines()[0] == PAGE


def test_a_path_may_start_in_any_folder(standing: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(standing.out / "world")
    assert ask(standing, "rates/index.html").stdout.splitlines()[0] == PAGE
    assert ask(standing, standing.out / PAGE).stdout.splitlines()[0] == PAGE
    assert ask(standing, "..").stdout.splitlines()[0] == "index.html"


def test_letters_beyond_ascii_may_be_escaped_or_decomposed(newsroom: Site) -> None:
    newsroom.story("world/ράδιο")
    newsroom.story("world/cafe", slug="café")
    newsroom.build()
    radio = ask(newsroom, "https://courier.example/world/%CF%81%CE%AC%CE%B4%CE%B9%CE%BF/")
    assert radio.stdout.splitlines()[0] == "world/ράδιο/index.html"
    assert ask(newsroom, unicodedata.normalize("NFD", "/world/café/")).stdout.splitlines()[0] == "world/café/index.html"


def test_an_address_may_hold_the_path_that_the_site_lies_under(site: Site) -> None:
    site.edit("newsroom.yaml", "https://courier.example", "https://host.example/courier")
    site.story("world/rates")
    site.build()
    for path in ("https://host.example/courier/world/rates/", "/courier/world/rates/", "/world/rates/"):
        assert ask(site, path).stdout.splitlines()[0] == PAGE


def test_the_root_is_the_front_page(standing: Site) -> None:
    for path in ("/", "site", "site/", "https://courier.example"):
        assert ask(standing, path).stdout.splitlines()[0] == "index.html"


def test_the_reason_is_that_of_the_last_time_the_file_was_written(newsroom: Site) -> None:
    newsroom.edit("content/world/rates.md", "See", "Read")
    newsroom.build()
    assert line(ask(newsroom, PAGE), "written").endswith(", because the story world/rates.md changed")
    newsroom.write("templates/base.html", (ROOT / "templates" / "base.html").read_text("utf-8") + "{# nothing #}")
    assert newsroom.build().written == ()
    assert line(ask(newsroom, PAGE), "written").endswith(", because the story world/rates.md changed")
    assert line(ask(newsroom, "world/index.html"), "written").endswith(", for the first time")


def test_outputs_found_in_place_by_a_new_log_have_no_reason(newsroom: Site) -> None:
    shutil.rmtree(newsroom.root / ".broadsheet")
    newsroom.build()
    assert line(ask(newsroom, PAGE), "written").endswith("; it was in place when the build log was new")


def test_a_build_would_write_what_changed(newsroom: Site) -> None:
    newsroom.edit("content/world/rates.md", "See", "Read")
    result = ask(newsroom, PAGE)
    assert line(result, "now") == "a build would write it, because the story world/rates.md changed"
    assert "changed since the last build: content/world/rates.md" in result.stdout
    assert "current" in now(newsroom, "world/index.html")


def test_a_file_that_was_only_touched_changes_nothing(newsroom: Site) -> None:
    os.utime(newsroom.root / "content/world/rates.md")
    assert "current" in now(newsroom, PAGE)


def test_an_output_that_would_come_out_the_same_is_told_from_one_that_would_be_written(newsroom: Site) -> None:
    base = (ROOT / "templates" / "base.html").read_text("utf-8")
    newsroom.write("templates/base.html", base + "{# nothing #}")
    assert now(newsroom, PAGE) == (
        "a build would make it again, because the template base.html changed, and leave the file:"
        " its bytes come out the same"
    )
    newsroom.write("templates/base.html", base + "<!-- ours -->")
    assert now(newsroom, PAGE) == "a build would write it, because the template base.html changed"


def test_a_build_would_bring_back_a_file_that_is_gone_or_was_edited(newsroom: Site) -> None:
    (newsroom.out / PAGE).write_text("ours", "utf-8")
    assert now(newsroom, PAGE) == "a build would write it, because the file had been changed since the build wrote it"
    (newsroom.out / PAGE).unlink()
    assert now(newsroom, PAGE) == "a build would write it, because the file was missing"


def test_the_clock_alone_may_bring_and_take(standing: Site) -> None:
    assert "current" in now(standing, "politics/index.html")
    later = ask(standing, "politics/index.html", now="2026-11-23T15:00Z")
    assert line(later, "now") == "a build would write it, because the front of the section politics changed"
    assert "came out or expired since: content/politics/later.md" in later.stdout
    new = ask(standing, "/politics/later/", now="2026-11-23T15:00Z")
    assert (line(new, "written"), line(new, "now")) == ("not yet", "a build would write it, because it is new")
    gone = ask(standing, "/politics/vote/", now="2026-11-24T00:00Z")
    assert line(gone, "now") == "a build would delete it: nothing needs it any more"


def test_an_error_is_said_to_stop_the_build(newsroom: Site) -> None:
    newsroom.story("world/spoiled", dek="x")
    assert now(newsroom, PAGE) == "a build would stop at 1 error and leave it as it is"
    result = ask(newsroom, "/world/spoiled/")
    assert result.exit_code == 2
    assert "a build now would stop at 1 error" in result.stderr


def test_a_failed_build_does_not_hide_what_changed(newsroom: Site) -> None:
    newsroom.story("world/rates", dek="x")
    assert not newsroom.build().is_ok
    newsroom.story("world/rates", "Rates fall")
    assert now(newsroom, PAGE) == "a build would write it, because the story world/rates.md changed"


EDITS = {
    "body": lambda site: site.edit("content/world/rates.md", "See", "Read"),
    "headline": lambda site: site.edit("content/world/rates.md", "Rates rise", "Rates fall"),
    "new story": lambda site: site.story("world/votes", topics="[Votes]"),
    "draft": lambda site: site.story("world/ports", status="draft"),
    "profile": lambda site: site.write("content/authors/dana.md", "---\nname: Dana W.\n---\n"),
    "photograph": lambda site: site.write("content/pictures/port.png", photograph(5)),
    "drawing": lambda site: site.write(
        "content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 3"></svg>'
    ),
    "setting": lambda site: site.configure(tagline="Daily"),
    "list size": lambda site: site.configure(page_size=5),
    "template": lambda site: site.write("templates/pages/day.html", "{% extends 'base.html' %}"),
    "pictures": lambda site: [path.unlink() for path in (site.out / "media").iterdir()],
    "output": lambda site: (site.out / "404.html").write_text("spoiled", "utf-8"),
    "weather": lambda site: site.write("content/live/weather.yaml", "calgary:\n  temperature: 4\n"),
    "nothing": lambda site: None,
}


# Outputs of different kinds, among them some of those that each edit changes, and one that only an edit brings.
SOME = {
    *(PAGE, "world/ports/index.html", "lite/world/rates/index.html", "index.html", "world/index.html", "404.html"),
    *("authors/dana/index.html", "archive/2026/11/20/index.html", "topics/votes/index.html", "feed.xml"),
    "about/index.html",
}


@pytest.mark.parametrize(
    ("edit", "outputs"),
    [
        *((edit, "some") for edit in ("headline", "draft", "photograph", "output")),
        *(beyond((edit, "some")) for edit in ("new story", "template")),
        *(beyond((edit, "all")) for edit in EDITS),
    ],
)
def test_what_is_said_of_outputs_is_what_a_build_then_does(newsroom: Site, edit: str, outputs: str) -> None:
    EDITS[edit](newsroom)
    later = seconds("2026-11-23 13:00")
    settings, _ = parse_settings((newsroom.root / "newsroom.yaml").read_text("utf-8"))
    assert settings is not None
    layout, paths = layout_of(newsroom.root), {*newsroom.tree(), "world/votes/index.html", "topics/votes/index.html"}
    if outputs == "some":
        paths = {path for path in paths if path in SOME or path.startswith("media/")}
    said: dict[str, str] = {}
    for path in sorted(paths):
        try:
            said[path] = explain(layout, settings, later, path, newsroom.root).outlook.verdict
        except NoSuchOutput:
            said[path] = "none"
    made = newsroom.build(later)
    written = {path for path in made.written if path in said}
    assert outputs == "all" or written
    assert {path for path, verdict in said.items() if verdict == "write"} == written
    assert {path for path, verdict in said.items() if verdict == "delete"} == set(made.deleted) & paths
    assert set(said.values()) <= {"write", "delete", "current", "same", "none"}


@pytest.mark.parametrize("edit", ["nothing", beyond("headline"), beyond("output"), "photograph", beyond("pictures")])
def test_nothing_is_changed_by_asking(newsroom: Site, edit: str) -> None:
    EDITS[edit](newsroom)
    before = state(newsroom.root)
    for path in (
        PAGE,
        "/no/such/page/",
        "about/index.html",
        *(f"media/{path.name}" for path in (newsroom.out / "media").glob("*")),
    ):
        ask(newsroom, path)
    assert state(newsroom.root) == before


def test_a_path_that_is_no_output_is_told_with_those_that_are_like_it(standing: Site) -> None:
    result = ask(standing, "/world/raets/")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "error: the site has no output `/world/raets/`\n = help: did you mean `world/rates/"
    )


def test_a_source_is_told_with_what_is_made_of_it(standing: Site) -> None:
    result = ask(standing, "content/world/ports.md")
    assert result.exit_code == 2
    assert (
        "it is a source; it is made into lite/world/ports/index.html, old/index.html, world/ports/index.html"
        in result.stderr
    )


def test_an_address_of_another_site_is_told_with_the_newsrooms_own(standing: Site) -> None:
    result = ask(standing, "https://other.example/world/rates/")
    assert result.exit_code == 2
    assert "is not of this newsroom's site\n = help: its addresses start with https://courier.example/" in result.stderr


def test_before_the_first_build_there_is_nothing_to_explain(site: Site) -> None:
    site.story("world/rates")
    before = state(site.root)
    result = ask(site, PAGE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: nothing has been built in {site.out} yet\n")
    assert state(site.root) == before


def test_a_first_build_that_failed_left_nothing_to_explain(site: Site) -> None:
    site.story("world/rates", dek="x")
    assert not site.build().is_ok
    assert "nothing has been built" in ask(site, PAGE).stderr


def test_a_folder_without_a_newsroom_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["explain", "-C", str(tmp_path), "index.html"])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "there is no newsroom.yaml" in result.stderr


def test_settings_that_cannot_be_read_are_shown(newsroom: Site) -> None:
    newsroom.write("newsroom.yaml", "name: [\n")
    result = ask(newsroom, PAGE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error[yaml-syntax]")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("seal", "it is not as the last build left it"),
        ("bytes", "file is not a database"),
        ("format", "it was written by another version of Broadsheet"),
    ],
)
def test_a_damaged_log_is_said_in_one_line(newsroom: Site, damage: str, says: str) -> None:
    database = newsroom.root / ".broadsheet" / "build.db"
    if damage == "seal":
        Path(f"{database}.seal").unlink()
    else:
        raw = bytearray(database.read_bytes())
        raw[60:64] = b"\x00\x00\x00\x07"  # the number of the format
        database.write_bytes(bytes(raw) if damage == "format" else b"spoiled" * 100)
        seal(database)
    before = state(newsroom.root)
    result = ask(newsroom, PAGE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: the build log could not be used ({says}); a build makes it and everything anew\n"
    assert state(newsroom.root) == before


def test_a_build_under_way_is_not_waited_for(newsroom: Site) -> None:
    newsroom.edit("content/world/rates.md", "See", "Read")
    with build_lock(newsroom.root / ".broadsheet"):
        result = ask(newsroom, PAGE)
    assert line(result, "now") == "a build is under way; this is how the one before left it"
    assert line(result, "written").endswith("for the first time")


def test_what_a_killed_build_left_is_not_taken_for_settled(newsroom: Site) -> None:
    Path(newsroom.root, ".broadsheet", "build.db-wal").write_bytes(b"what SQLite had not moved yet")
    assert now(newsroom, PAGE) == (
        "the last build was stopped before its end; the next one completes what it had begun"
    )


def test_long_lists_are_cut_unless_all_is_asked_for(standing: Site) -> None:
    cut, full = ask(standing, PAGE).stdout, ask(standing, PAGE, "--all").stdout
    assert "templates: base.html, macros/" in cut
    assert " more\n" in cut
    assert " more\n" not in full
    assert "partials/site_header.html" in full
    assert "partials/site_header.html" not in cut


def test_a_site_in_another_folder_has_a_log_of_its_own(newsroom: Site, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    assert ask(newsroom, PAGE, "--out", str(out)).exit_code == 1
    CliRunner().invoke(cli, ["build", "-C", str(newsroom.root), "--out", str(out), "--now", AT, "--jobs", "1"])
    assert ask(newsroom, out / PAGE, "--out", str(out)).stdout.splitlines()[0] == PAGE
