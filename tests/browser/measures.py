"""What a page looks like, asked of the browser."""

from playwright.sync_api import Page

_SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
    .filter((e) => !e.closest(".skip-link, .visually-hidden, pre, .table-scroll, [popover]:not(:popover-open)"));
  return [wide, ...out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))];
}"""


def sideways(page: Page, width: int) -> list[object]:
    """Give by how much a page is wider than a window of some width, and what is; empty when it fits."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[object] = page.evaluate(_SIDEWAYS)
    return found


def visible_text(page: Page) -> str:
    """Give the text that is drawn."""
    return " ".join(page.inner_text("body").split())


def settled(page: Page) -> None:
    """Wait until faces and the live file have come, where a page asks for them."""
    page.evaluate("document.fonts.ready")
    if page.locator(".mast__live").count():
        page.locator(".mast__live time").first.wait_for()
