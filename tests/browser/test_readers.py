"""Readers without script, in the dark, on paper; and what a visit asks of the network."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FirstVisit
from tests.browser.fixtures import Open
from tests.browser.measures import visible_text
from tests.samples import sampled

STORY = "/world/kim-arrives-in-russia/"
PAGES = ["/", "/world/", STORY, "/authors/dana-whitfield/", "/not-there/", "/lite/", "/lite" + STORY]


@pytest.mark.parametrize("path", sampled(PAGES, [STORY]))
def test_a_page_says_the_same_without_script(open_page: Open, paper: str, path: str) -> None:
    with_script, without = open_page(paper + path), open_page(paper + path, java_script_enabled=False)
    texts = [" ".join(page.inner_text("main").split()) for page in (with_script, without)]
    for tool in ("Copy link", "Print", "Show it here"):
        texts[0] = texts[0].replace(tool, "")
    assert set(texts[1].split()) <= set(texts[0].split()) | {"On"}
    assert len(texts[1]) > 200


@pytest.mark.parametrize("path", sampled(PAGES, [STORY]))
def test_a_visit_asks_nothing_of_other_hosts_and_finds_what_it_asks_for(
    first_visit: FirstVisit, paper: str, path: str
) -> None:
    found = first_visit(paper + path, 1280)
    complaints = [text for text in found.complaints if path != "/not-there/" or "404" not in text]
    assert [url for url in found.asked if not url.startswith((paper, "data:"))] == []
    assert complaints == []
    if path.startswith("/lite/"):
        assert found.asked == (paper + path,)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """A reader's choice of ground."""
    return str(request.param)


LUMINANCE = """(hue) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.setProperty("--h", hue);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const shade = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  probe.style.color = "var(--accent)";
  const pair = [shade(getComputedStyle(probe).color), shade(getComputedStyle(document.documentElement).backgroundColor)];
  probe.remove();
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


def test_every_hue_can_be_read_on_its_ground(open_page: Open, paper: str, scheme: str) -> None:
    page = open_page(f"{paper}/about/", color_scheme=scheme)
    contrasts = page.evaluate(f"() => Array.from({{ length: 360 }}, (_, hue) => ({LUMINANCE})(hue))")
    assert min(contrasts) > 5.5


def test_the_paper_is_dark_for_those_who_want_it_so(open_page: Open, paper: str) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    grounds = {
        scheme: open_page(f"{paper}/about/", color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark")
    }
    assert grounds == {"light": "rgb(251, 251, 248)", "dark": "rgb(16, 20, 23)"}


def printed(page: Page) -> str:
    """Give what a page prints."""
    page.emulate_media(media="print")
    return visible_text(page)


def test_a_story_prints_as_a_clipping_with_its_address(open_tab: Open, paper: str) -> None:
    text = printed(open_tab(paper + STORY))
    for part in (
        "Action News",
        "Kim steps off his train in Vladivostok",
        "Dana Whitfield",
        "Published",
        "https://actionnews.example/world/kim-arrives-in-russia/",
    ):
        assert part in text
    for part in (
        "Sections",
        "Copy link",
        "Email",
        "Text only",
        "More on this story",
        "Read next",
        "Skip to",
        "Advertise",
    ):
        assert part not in text


def test_a_clipping_is_black_on_white_even_in_the_dark(open_tab: Open, paper: str) -> None:
    page = open_tab(paper + STORY, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_links_off_the_site_are_spelled_out_on_paper(open_tab: Open, hard: str) -> None:
    page = open_tab(f"{hard}/world/six-lines/")
    page.emulate_media(media="print")
    after = page.locator(".prose a[href^=http]").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://example.com/a/very/long" in after


@pytest.mark.parametrize("path", sampled(["/", STORY, "/opinion/slower-train/"], ["/"]))
def test_a_first_visit_fetches_at_most_90_kilobytes_of_fonts(first_visit: FirstVisit, paper: str, path: str) -> None:
    assert 60_000 < first_visit(paper + path, 1280).font_bytes <= 90_000
