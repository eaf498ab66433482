"""First visits to a page, with nothing fetched before: what they asked for, what the browser said, and what moved."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Request

from tests.browser.measures import settled

# Adds up what moves once it is drawn.
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Visit:
    """What there is to know of a visit: addresses, complaints, bytes of faces, and how far things moved."""

    asked: tuple[str, ...]
    complaints: tuple[str, ...]
    font_bytes: int
    moved: float


def visit(browser: Browser, address: str, width: int) -> Visit:
    """Open an address as somebody who has never been there."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    fonts: list[Request] = []
    _listen(page, asked, complaints, fonts)
    page.add_init_script(WATCH)
    page.goto(address)
    settled(page)
    moved = page.evaluate("moved")
    font_bytes = sum(request.sizes()["responseBodySize"] for request in fonts)
    found = Visit(tuple(asked), tuple(complaints), font_bytes, moved)
    context.close()
    return found


def _listen(page: Page, asked: list[str], complaints: list[str], fonts: list[Request]) -> None:
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfinished", lambda request: fonts.append(request) if request.resource_type == "font" else None)
