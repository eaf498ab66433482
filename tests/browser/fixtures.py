"""One Chromium for the whole session, and pages opened in it."""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, because containers allow none; no network, because nothing may need it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def find_chromium() -> str | None:
    """Find the browser: the one that BROADSHEET_CHROMIUM names, or the first on the path."""
    named = os.environ.get("BROADSHEET_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        reason = f"no browser: none of {', '.join(NAMES)} is on the path and BROADSHEET_CHROMIUM is not set"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


Open = Callable[..., Page]


class Visitors:
    """Visitors by what sets them apart; what one has fetched is kept, and a tab that is left is the next one's.

    A tab of its own costs a process of the browser's, which is as much as the page in it.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._idle: defaultdict[str, list[Page]] = defaultdict(list)

    def open_tab(self, options: dict[str, Any]) -> Page:
        """Give an empty tab of a visitor."""
        visitor = repr(options)
        if self._idle[visitor]:
            return self._idle[visitor].pop()
        if visitor not in self._contexts:
            self._contexts[visitor] = self._browser.new_context(**options)
        return self._contexts[visitor].new_page()

    def leave(self, page: Page, options: dict[str, Any]) -> None:
        """Take a tab back."""
        page.evaluate("() => { try { sessionStorage.clear() } catch {} }")
        page.goto("about:blank")
        self._idle[repr(options)].append(page)


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    """The visitors there have been."""
    return Visitors(browser)


@pytest.fixture
def open_page(visitors: Visitors) -> Iterator[Open]:
    """Open an address: `open_page(address, width=360, color_scheme="dark")`."""
    opened: list[tuple[Page, dict[str, Any]]] = []

    def start(address: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        page = visitors.open_tab(options)
        opened.append((page, options))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        return page

    yield start
    for page, options in opened:
        visitors.leave(page, options)


@pytest.fixture
def open_tab(visitors: Visitors) -> Iterator[Open]:
    """Open an address in a tab that the test may do anything to, since it is closed in the end."""
    opened: list[Page] = []

    def start(address: str, **options: Any) -> Page:
        page = visitors.open_tab(options)
        opened.append(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        return page

    yield start
    for page in opened:
        page.close()
