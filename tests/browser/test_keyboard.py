"""Everything can be reached and used from the keyboard, in the order of the page, and shows where it is."""

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import Open
from tests.samples import beyond

STOP = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  let ring = e;
  while (ring && parseFloat(getComputedStyle(ring).outlineWidth) < 2 | getComputedStyle(ring).outlineStyle === "none")
    ring = ring.parentElement;
  return {
    name: (e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 60),
    shown: !!ring, inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    order: [...document.querySelectorAll("*")].indexOf(e), body: e === document.body,
  };
}"""


def stops(page: Page, most: int = 300) -> list[dict[str, object]]:
    """Press Tab through a page; give where it stopped."""
    found: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["body"] or (found and stop["order"] == found[0]["order"]):
            break
        found.append(stop)
    return found


@pytest.mark.parametrize(("path", "width"), [("/world/", 360), beyond(("/world/kim-arrives-in-russia/", 1280))])
def test_each_stop_is_in_the_order_of_the_page_in_sight_and_shown(
    open_page: Open, paper: str, path: str, width: int
) -> None:
    found = stops(open_page(paper + path, width, reduced_motion="reduce"))
    assert len(found) > 20
    assert [stop["name"] for stop in found if not (stop["shown"] and stop["inside"])] == []
    orders = [stop["order"] for stop in found]
    assert orders == sorted(orders, key=lambda order: int(str(order)))


def test_the_first_stop_skips_to_the_news(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}/world/")
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["name"] == "Skip to the news"
    assert page.evaluate(STOP)["inside"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("script", [True, beyond(False)])
def test_the_menu_of_a_small_screen_opens_and_closes_from_the_keyboard(
    open_page: Open, paper: str, script: bool
) -> None:
    page = open_page(f"{paper}/world/", 360, java_script_enabled=script)
    menu, link = page.locator("#menu"), page.get_by_role("link", name="Canada", exact=True).first
    assert not menu.is_visible()
    page.get_by_role("button", name="Sections").focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_the_menu_gives_the_focus_back(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}/world/", 360)
    button = page.get_by_role("button", name="Sections")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Sections"
