"""Readers without script, in the dark, on paper; and what a visit asks of the network."""

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.fixtures import Open
from tests.browser.measures import settled, visible_text

STORY = "/world/kim-arrives-in-russia/"
PAGES = ["/", "/world/", STORY, "/authors/dana-whitfield/", "/not-there/", "/lite/", "/lite" + STORY]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same_without_script(open_page: Open, paper: str, path: str) -> None:
    with_script, without = open_page(paper + path), open_page(paper + path, java_script_enabled=False)
    texts = [" ".join(page.inner_text("main").split()) for page in (with_script, without)]
    for tool in ("Copy link", "Print", "Show it here"):
        texts[0] = texts[0].replace(tool, "")
    assert set(texts[1].split()) <= set(texts[0].split()) | {"On"}
    assert len(texts[1]) > 200


@pytest.mark.parametrize("path", PAGES)
def test_a_visit_asks_nothing_of_other_hosts_and_finds_what_it_asks_for(
    browser: Browser, paper: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(paper + path)
    settled(page)
    context.close()
    if path == "/not-there/":
        said = [text for text in said if "404" not in text]
    assert [url for url in asked if not url.startswith((paper, "data:"))] == []
    assert said == []
    if path.startswith("/lite/"):
        assert asked == [paper + path]


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


def test_a_story_prints_as_a_clipping_with_its_address(open_page: Open, paper: str) -> None:
    text = printed(open_page(paper + STORY))
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


def test_a_clipping_is_black_on_white_even_in_the_dark(open_page: Open, paper: str) -> None:
    page = open_page(paper + STORY, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_links_off_the_site_are_spelled_out_on_paper(open_page: Open, hard: str) -> None:
    page = open_page(f"{hard}/world/six-lines/")
    page.emulate_media(media="print")
    after = page.locator(".prose a[href^=http]").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://example.com/a/very/long" in after


def font_bytes(browser: Browser, address: str) -> int:
    """Give the bytes of fonts that a first visit fetches."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    fonts: list[Request] = []
    page.on("requestfinished", lambda request: fonts.append(request) if request.resource_type == "font" else None)
    page.goto(address)
    settled(page)
    total = sum(request.sizes()["responseBodySize"] for request in fonts)
    context.close()
    return total


@pytest.mark.parametrize("path", ["/", STORY, "/opinion/slower-train/"])
def test_a_first_visit_fetches_at_most_90_kilobytes_of_fonts(browser: Browser, paper: str, path: str) -> None:
    assert 60_000 < font_bytes(browser, paper + path) <= 90_000
