"""Nothing moves once it is drawn, not even where the faces come late."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.conftest import FirstVisit
from tests.browser.measures import settled
from tests.browser.visits import WATCH
from tests.samples import sampled

STORY = "/world/kim-arrives-in-russia/"
# What moves where a busy machine paints before a face has come; a picture without its place moves a hundred times that.
A_LINE_BY_A_PIXEL = 0.003
PATHS = ["/", "/world/", STORY, "/opinion/slower-train/", "/authors/dana-whitfield/"]


@pytest.mark.parametrize(
    ("path", "width"),
    sampled([(path, width) for path in PATHS for width in (360, 1280)], [("/", 360), ("/", 1280), (STORY, 1280)]),
)
def test_a_page_stands_still_as_it_loads(first_visit: FirstVisit, paper: str, path: str, width: int) -> None:
    assert first_visit(paper + path, width).moved < A_LINE_BY_A_PIXEL


def test_faces_that_come_after_the_first_paint_move_next_to_nothing(browser: Browser, paper: str) -> None:
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    context = browser.new_context(viewport={"width": 412, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.route("**/*.woff2", keep)
    page.goto(f"{paper}/world/", wait_until="domcontentloaded")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert held
    for route in held:
        route.continue_()
    settled(page)
    moved = page.evaluate("moved")
    context.close()
    assert moved < 0.05
