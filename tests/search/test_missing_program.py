"""A newsroom that wants a search where Pagefind is not installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.search.finding import find_program
from tests.newsrooms import Site


def build(site: Site, without: Path | None = None) -> tuple[int, str]:
    """Build at the command line, where the folder `without` stands before Pagefind; give the status and what was said."""
    return run(without, "build", "-C", str(site.root), "--now", "2026-12-01")


def run(without: Path | None, *arguments: str) -> tuple[int, str]:
    """Run the command line, where the folder `without` stands before Pagefind; give the status and what was said."""
    path = os.pathsep.join(str(folder) for folder in (without, Path.cwd()) if folder)
    command = [sys.executable, "-m", "broadsheet", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=False, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def shadow(tmp_path: Path) -> Path:
    """A folder that hides Pagefind's wheels from Python."""
    for wheel in ("pagefind_bin", "pagefind_bin_extended"):
        (tmp_path / "shadow" / wheel).mkdir(parents=True)
        (tmp_path / "shadow" / wheel / "__init__.py").touch()
    return tmp_path / "shadow"


@pytest.fixture
def linked(site: Site) -> Site:
    """A newsroom with links to its search."""
    site.configure(search="yes", menus="{services: [{label: Find, url: /search/}]}")
    site.story("world/rates", body="See [what we know](/search/?q=rates), or [search](/search/index.html).")
    return site


def test_the_site_is_built_without_a_search_and_each_link_is_told_at_its_place(linked: Site, shadow: Path) -> None:
    status, said = build(linked, shadow)
    assert status == 0, said
    assert said.count("warning[search-missing]") == 4
    assert "the site has no search: Pagefind is not installed" in said
    assert "newsroom.yaml:" in said
    assert "| search: yes" in said
    assert "`/search/` does not exist: Pagefind is not installed; the link is left out" in said
    assert "`/search/?q=rates` does not exist: Pagefind is not installed; the link is shown as plain text" in said
    assert "content/world/rates.md:" in said
    assert "See what we know, or search." in linked.read("world/rates/index.html")
    assert "/search/" not in linked.read("index.html")


def test_a_site_that_wants_no_search_has_errors_for_links_to_one(linked: Site, shadow: Path) -> None:
    linked.configure(search="no")
    status, said = build(linked, shadow)
    assert status == 1
    assert "error[broken-link]: the link leads nowhere: `/search/?q=rates`" in said
    linked.configure(search="yes")
    assert build(linked, shadow)[0] == 0


@pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")
def test_links_to_the_search_come_and_go_with_its_program(linked: Site, shadow: Path) -> None:
    assert build(linked, shadow)[0] == 0
    without = linked.tree()
    status, said = build(linked)
    assert (status, "search-missing" in said) == (0, False)
    assert '<a href="/search/?q=rates">what we know</a>' in linked.read("world/rates/index.html")
    assert linked.tree() == linked.clean_tree()
    status, said = build(linked, shadow)
    assert (status, said.count("warning[search-missing]")) == (0, 4)
    assert linked.tree() == without


@pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")
def test_a_published_search_is_not_lost_to_a_machine_that_cannot_make_one(site: Site, shadow: Path) -> None:
    site.configure(search="yes", targets="[{name: web, folder: ../web}]")
    for number in range(12):
        site.story(f"world/story-{number}")
    page = site.root.parent / "web/search/index.html"
    here = ("-C", str(site.root))
    assert (run(None, "build", *here)[0], run(None, "publish", *here)[0]) == (0, 0)
    assert page.exists()
    assert run(shadow, "build", *here)[0] == 0
    for options in ((), ("--dry-run",), ("--watch-clock",)):
        status, said = run(shadow, "publish", *here, *options)
        assert status == 1
        assert "Pagefind is not installed" in said
        assert "install Broadsheet's extra `search`" in said
        assert page.exists()
    status, said = run(shadow, "publish", *here, "--without-search")
    assert status == 0, said
    assert not page.exists()
