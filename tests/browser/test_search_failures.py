"""The search where a file of its index does not come: it says so, and works again once the file is there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from broadsheet.search.finding import find_program
from tests.browser.fixtures import Open
from tests.browser.serving import serve
from tests.browser.test_search import answer, headlines
from tests.newsrooms import Site, faults
from tests.samples import sampled

pytestmark = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")

FAILED = "The search is not available here."

WAYS: dict[str, Callable[[Route], None]] = {
    "lost": lambda route: route.abort(),
    "missing": lambda route: route.fulfill(status=404, body="Not found"),
    "another page": lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in</p>"),
}
FILES = (
    "volumes.json",
    "pagefind.js*",
    "pagefind-entry.json*",
    "*.pf_meta",
    "*.pagefind",
    "*.pf_index",
    "*.pf_filter",
    "words/*",
    "results/*",
)
CASES = [(file, way) for file in FILES for way in WAYS]
SAMPLE = (("*.pf_index", "lost"), ("*.pf_filter", "missing"))


def ask(page: Page) -> None:
    """Ask for the same once more."""
    page.locator("[name=q]").press("Enter")


@pytest.mark.parametrize(("file", "way"), sampled(CASES, SAMPLE))
def test_a_file_that_does_not_come_is_no_answer_and_is_asked_for_again(
    open_tab: Open, paper: str, file: str, way: str
) -> None:
    page = open_tab("about:blank")
    page.route(f"**/search/**/{file}", WAYS[way])
    page.goto(f"{paper}/search/?q=city&section=opinion")
    assert answer(page).startswith(FAILED)
    assert page.locator(".search__headline").count() == 0
    page.unroute_all()
    ask(page)
    assert answer(page, "stor").split()[1] in ("story", "stories")
    assert headlines(page)


def newsroom(folder: Path, body: str) -> Path:
    """Build a newsroom of two stories; give its site."""
    site = Site(folder / "newsroom")
    site.configure(search="yes")
    site.story("world/mars", "Mars", body)
    site.story("world/rates", "Rates", "The council said so.")
    result = site.build()
    assert result.is_ok, faults(result)
    return site.out


def test_a_page_that_was_open_during_a_publication_answers_from_the_new_index(open_tab: Open, tmp_path: Path) -> None:
    served = tmp_path / "served"
    shutil.copytree(newsroom(tmp_path / "old", "Water on the council's table."), served)
    new = newsroom(tmp_path / "new", "Zebras and the council of waters.")
    with serve(served) as address:
        page = open_tab(f"{address}/search/?section=world")
        assert answer(page) == "2 stories"
        shutil.rmtree(served)
        shutil.copytree(new, served)
        page.locator("[name=q]").fill("zebras")
        assert answer(page, "1") == "1 story"
        assert headlines(page) == ["Mars"]


@pytest.mark.campaign
def test_a_reader_who_has_lost_the_network_before_searching_is_answered_once_it_is_back(
    open_tab: Open, paper: str
) -> None:
    page = open_tab("about:blank")
    page.route("**/search/**/*", WAYS["lost"])
    page.route(f"{paper}/search/", lambda route: route.continue_())
    page.goto(f"{paper}/search/")
    page.unroute_all()
    page.locator("[name=q]").fill("city")
    assert answer(page, "stor")
    assert page.locator("#search-year option").count() > 1
