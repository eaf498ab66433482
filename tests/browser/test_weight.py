"""What a phone fetches for the front page: texts compressed by `gzip -9`, pictures and faces as they are."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.measures import settled

TEXTS = ("document", "stylesheet", "script", "fetch")


class Visit:
    """A first visit with a phone 360 px wide, and what it has fetched so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._responses: list[Response] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        self._responses.append(response)

    def weight(self) -> int:
        """Give the bytes fetched so far."""
        return sum(_weight(response) for response in self._responses)


def _weight(response: Response) -> int:
    body = response.body()
    return len(gzip.compress(body, 9)) if response.request.resource_type in TEXTS else len(body)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield Visit(context.new_page())
    context.close()


def test_the_front_is_within_its_weight_before_and_after_the_first_scroll(visit: Visit, paper: str) -> None:
    visit.page.goto(f"{paper}/")
    settled(visit.page)
    visit.page.wait_for_load_state("networkidle")
    before = visit.weight()
    for picture in visit.page.locator("img").all():
        picture.scroll_into_view_if_needed()
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate("[...document.images].every((image) => image.complete)")
    assert before <= 150_000
    assert visit.weight() <= 350_000
