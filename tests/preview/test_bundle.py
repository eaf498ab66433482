"""A bundle: the site with what is hidden, for people who know its address, marked on every page."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from broadsheet.cli import cli
from broadsheet.site.preview_mark import is_preview_folder, is_preview_page
from tests.newsrooms import seconds, texts, tree


def run(*arguments: str | Path) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def bundle(newsroom, tmp_path, *arguments):
    result = run("preview", "bundle", "-C", newsroom.root, "--out", tmp_path / "out", *arguments)
    assert result.exit_code == 0, result.stderr
    (folder,) = (tmp_path / "out").iterdir()
    return folder


def test_a_bundle_lies_under_a_path_that_nobody_can_guess_and_is_marked_on_every_page(newsroom, tmp_path) -> None:
    folder = bundle(newsroom, tmp_path)
    assert re.fullmatch(r"preview-[\w-]{24}", folder.name)
    assert is_preview_folder(folder)
    pages = {path: raw for path, raw in tree(folder).items() if path.endswith(".html")}
    assert {"index.html", "world/held/index.html", "politics/draft/index.html", "404.html"} <= pages.keys()
    for path, raw in pages.items():
        assert is_preview_page(raw), path
        page = LexborHTMLParser(raw)
        assert page.css('meta[name="robots"]')[0].attributes["content"] == "noindex, nofollow"
        assert texts(page, ".bs-preview")[0].startswith("Preview. Not for publication"), path
        assert b"body::after" in raw
        assert b"/_desk/" not in raw
        assert b"client.js" not in raw


def test_a_bundle_says_which_stories_are_not_public_and_why(newsroom, tmp_path) -> None:
    folder = bundle(newsroom, tmp_path)
    page = LexborHTMLParser((folder / "politics/draft/index.html").read_bytes())
    assert texts(page, ".bs-preview")[1] == "Not public. This story is a draft."


def test_links_of_a_bundle_stay_inside_it(newsroom, tmp_path) -> None:
    folder = bundle(newsroom, tmp_path)
    for path, raw in tree(folder).items():
        if path.endswith(".html"):
            for address in re.findall(rb'<(?:a|img|script|link rel="stylesheet")[^>]*? (?:href|src)="(/[^"]*)"', raw):
                assert address.startswith(f"/{folder.name}/".encode()), (path, address)


def test_a_bundle_holds_nothing_that_machines_go_by(newsroom, tmp_path) -> None:
    found = tree(bundle(newsroom, tmp_path))
    assert [path for path in found if path.endswith((".xml", "robots.txt"))] == []


def test_a_bundle_of_an_instant_shows_what_readers_see_then(newsroom, tmp_path) -> None:
    folder = bundle(newsroom, tmp_path, "--at", "2031-01-02 06:00")
    found = tree(folder)
    assert "world/held/index.html" in found
    assert "politics/draft/index.html" not in found
    assert "world/coming/index.html" not in found
    banner = texts(LexborHTMLParser(found["index.html"]), ".bs-preview")[1]
    assert banner == "As readers see it at Thu 2 Jan 2031, 06:00 UTC."


def test_a_bundle_of_an_instant_leaves_out_what_a_build_would_and_tells_of_errors(newsroom, tmp_path) -> None:
    newsroom.configure(errors="skip")
    newsroom.write("content/authors/bob.md", "---\nname: Bob\ndek: x\n---\n")
    newsroom.story("world/by-bob", authors="bob", published="2020-01-01")
    newsroom.story("world/dangling", body="[nowhere](nowhere.md)", published="2020-01-01")
    newsroom.story("world/sound", published="2020-01-01")
    arguments = ("preview", "bundle", "-C", newsroom.root, "--out", tmp_path / "out", "--at", "2031-01-02 06:00")
    result = run(*arguments)
    assert result.exit_code == 0
    assert "its sources have 3 errors" in result.stderr
    (folder,) = (tmp_path / "out").iterdir()
    newsroom.build(seconds("2031-01-02 06:00"))
    pages = {path for path in newsroom.tree() if path.startswith("world/") and path.endswith("/index.html")}
    assert {path for path in tree(folder) if path in pages or path.startswith("world/")} == pages
    assert "world/sound/index.html" in pages
    assert not {"world/by-bob/index.html", "world/dangling/index.html"} & pages


@pytest.mark.parametrize("out", ["site", "content/x", ".broadsheet/x", "."])
def test_a_bundle_is_not_written_where_the_site_or_its_sources_are(newsroom, out) -> None:
    result = run("preview", "bundle", "-C", newsroom.root, "--out", newsroom.root / out)
    assert result.exit_code == 2
    assert "name a folder of its own" in result.stderr


def test_a_bundle_that_cannot_be_made_says_why(newsroom, tmp_path) -> None:
    newsroom.write("templates/pages/article.html", "{{ article.nothing }}")
    result = run("preview", "bundle", "-C", newsroom.root, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "could not be made" in result.stderr
    assert isinstance(result.exception, SystemExit)
    assert list((tmp_path / "out").iterdir()) == []
