"""Pages keep their composure: no sideways scroll at any width, at twice the text size, in any script."""

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import Open
from tests.browser.measures import sideways, visible_text
from tests.browser.newsrooms import LONG_WORD, SIX_LINES
from tests.samples import beyond, sampled

WIDTHS = (320, 640, 768, 1024, 1280, 1600)
PAPER = [
    "/",
    "/world/",
    "/world/kim-arrives-in-russia/",
    "/canada/alyth-yard/",
    "/opinion/slower-train/",
    "/authors/dana-whitfield/",
    "/authors/",
    "/topics/",
    "/archive/2026/11/",
    "/about/",
    "/not-there/",
    "/lite/",
    "/lite/world/kim-arrives-in-russia/",
]
HARD = [
    "/",
    "/world/",
    "/empty/",
    "/opinion/",
    "/politics/",
    "/world/six-lines/",
    "/world/one/",
    "/world/picture/",
    "/regions/north/",
    "/lite/",
    "/lite/world/six-lines/",
]
RIGHT_TO_LEFT = ["/", "/world/", "/world/river/", "/opinion/view/", "/lite/world/river/"]
SITES = [("paper", PAPER), ("hard", HARD), ("right_to_left", RIGHT_TO_LEFT)]
SAMPLE = [
    ("paper", "/world/kim-arrives-in-russia/"),
    ("hard", "/"),
    ("hard", "/world/picture/"),
    ("right_to_left", "/world/river/"),
]

LARGE = [
    ("paper", "/"),
    ("paper", "/world/"),
    ("paper", "/world/kim-arrives-in-russia/"),
    ("paper", "/authors/dana-whitfield/"),
    ("hard", "/"),
    ("hard", "/world/six-lines/"),
    ("hard", "/world/picture/"),
    ("hard", "/lite/world/six-lines/"),
    ("right_to_left", "/world/river/"),
]


@pytest.mark.parametrize(("name", "path"), sampled([(name, path) for name, paths in SITES for path in paths], SAMPLE))
def test_no_page_scrolls_sideways_at_any_width(
    open_page: Open, request: pytest.FixtureRequest, name: str, path: str
) -> None:
    page = open_page(request.getfixturevalue(name) + path)
    found = {width: sideways(page, width) for width in WIDTHS}
    assert {width: wide for width, wide in found.items() if wide} == {}


@pytest.mark.campaign
@pytest.mark.parametrize(("name", "path"), LARGE)
def test_no_page_scrolls_sideways_with_letters_of_twice_the_size(
    large_print: Page, request: pytest.FixtureRequest, name: str, path: str
) -> None:
    large_print.goto(request.getfixturevalue(name) + path)
    assert large_print.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    found = {width: sideways(large_print, width) for width in (360, 1280)}
    assert {width: wide for width, wide in found.items() if wide} == {}


@pytest.mark.parametrize("path", ["/", beyond("/world/"), "/world/six-lines/"])
def test_a_long_headline_is_shown_whole(open_page: Open, hard: str, path: str) -> None:
    page = open_page(hard + path, width=360)
    headline = page.get_by_role("heading", name=SIX_LINES).first
    assert headline.evaluate("e => e.scrollHeight <= e.clientHeight + 8 && getComputedStyle(e).textOverflow") == "clip"


def test_a_word_wider_than_its_column_is_broken_and_whole(open_page: Open, hard: str) -> None:
    page = open_page(hard + "/world/picture/", width=320)
    headline = page.locator("h1")
    assert headline.inner_text() == LONG_WORD
    assert headline.evaluate("e => e.getBoundingClientRect().right <= innerWidth")


def test_an_empty_section_says_so_and_leaves_no_band_on_the_front(open_page: Open, hard: str) -> None:
    assert "There are no stories here yet." in visible_text(open_page(f"{hard}/empty/"))
    front = open_page(f"{hard}/")
    assert front.locator("main .in-empty").count() == 0


def test_a_story_without_a_picture_leaves_no_hole(open_page: Open, hard: str) -> None:
    page = open_page(hard + "/world/one/")
    top = page.locator(".article__main").bounding_box()
    header = page.locator(".article__header").bounding_box()
    assert top is not None
    assert header is not None
    assert top["y"] - (header["y"] + header["height"]) < 8
    assert page.locator("article img, article figure").count() == 0


def test_a_page_in_arabic_is_mirrored(open_page: Open, right_to_left: str) -> None:
    page = open_page(f"{right_to_left}/world/river/")
    margin = page.locator(".article__section").bounding_box()
    matter = page.locator("h1").bounding_box()
    assert margin is not None
    assert matter is not None
    assert margin["x"] > matter["x"] + matter["width"] / 2
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_wide_logo_leaves_room_for_the_menu(open_page: Open, right_to_left: str) -> None:
    page = open_page(f"{right_to_left}/", width=320)
    logo, button = (page.locator(name).bounding_box() for name in (".logo__image", ".mast__button"))
    assert logo
    assert button
    assert button["x"] + button["width"] + 8 <= logo["x"]
    assert logo["x"] + logo["width"] <= 320


def test_the_columns_of_a_band_fill_their_row(open_page: Open, paper: str) -> None:
    """Nothing ends a row of the second deck alone between the two widths."""
    page = open_page(f"{paper}/", width=800)
    rights = page.locator(".front__second > *").evaluate_all("es => es.map((e) => e.getBoundingClientRect().right)")
    edge = page.locator(".front__second").evaluate("e => e.getBoundingClientRect().right")
    assert abs(max(rights) - edge) < 2


@pytest.mark.parametrize(("path", "lines"), [("/entertainment/", 1), beyond(("/archive/2026/11/", 2))])
def test_the_name_of_a_list_fits_the_margin_without_a_break_in_a_word(
    open_page: Open, paper: str, path: str, lines: int
) -> None:
    page = open_page(f"{paper}{path}")
    for width in (1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        height = "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
        assert round(page.locator(".listing__name").evaluate(height)) == lines


def test_the_label_of_paid_content_stands_clear_of_the_kicker(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}/business/the-quiet-tire/")
    gap = page.locator(".kicker__paid").first.evaluate(
        """label => {
            const words = document.createRange();
            words.selectNodeContents(label.nextSibling);
            return words.getBoundingClientRect().left - label.getBoundingClientRect().right;
        }"""
    )
    assert 8 <= gap <= 16
