"""One Chromium for the whole session, and pages opened in it."""

import os
import shutil
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


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> dict[str, BrowserContext]:
    """The visitors there have been, by what sets them apart; what one has fetched is kept."""
    return {}


@pytest.fixture
def open_page(browser: Browser, visitors: dict[str, BrowserContext]) -> Iterator[Open]:
    """Open an address: `open_page(address, width=360, color_scheme="dark")`."""
    pages: list[Page] = []

    def start(address: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        visitor = visitors.get(repr(options)) or browser.new_context(**options)
        visitors[repr(options)] = visitor
        page = visitor.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        return page

    yield start
    for page in pages:
        page.close()
