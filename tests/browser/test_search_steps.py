"""What a search costs a reader with a slow connection: the files that it asks for, and what they wait for."""

import pytest
from playwright.sync_api import Request, Route, expect

from broadsheet.search.finding import find_program
from tests.browser.fixtures import Open
from tests.browser.test_search import answer, write

pytestmark = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")


def test_what_a_search_needs_is_on_the_way_together_with_its_program(open_tab: Open, paper: str) -> None:
    page = open_tab("about:blank")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pagefind.js", hold)
    with (
        page.expect_request("**/*.pagefind"),
        page.expect_request("**/*.pf_meta"),
        page.expect_request("**/words/*.json"),
    ):
        page.goto(f"{paper}/search/?q=council")
    expect(page.locator(".search__found")).to_have_text("Searching…")
    [route] = held
    route.continue_()
    assert answer(page, "stories")


def test_who_opens_the_page_has_its_program_before_a_word_is_typed(open_tab: Open, paper: str) -> None:
    page = open_tab("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request_finished(lambda request: request.url.endswith(".pagefind")):
        page.goto(f"{paper}/search/")
    asked.clear()
    write(page, "council")
    answer(page, "stories")
    kinds = {url.split("/")[-2] for url in asked if "/search/" in url}
    assert kinds == {"words", "index", "results"}


def test_the_first_search_loads_each_file_once_and_no_more_than_220_kilobytes(open_tab: Open, paper: str) -> None:
    page = open_tab("about:blank")
    loaded: list[Request] = []

    def note(request: Request) -> None:
        loaded.append(request)

    page.on("requestfinished", note)
    page.goto(f"{paper}/search/?q=council")
    answer(page, "stories")
    page.wait_for_load_state("networkidle")
    of_search = [request for request in loaded if "/search/" in request.url or "/assets/search" in request.url]
    assert len({request.url for request in of_search}) == len(of_search)
    assert sum(request.sizes()["responseBodySize"] for request in of_search) <= 220_000
