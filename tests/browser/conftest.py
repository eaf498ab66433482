"""Sites served from this machine to look at with a browser."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.fixtures import FLAGS, find_chromium
from tests.browser.newsrooms import hard_newsroom, right_to_left_newsroom
from tests.browser.serving import serve
from tests.browser.visits import Visit, visit
from tests.newsrooms import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


FirstVisit = Callable[[str, int], Visit]


@pytest.fixture(scope="session")
def first_visit(browser: Browser) -> FirstVisit:
    """What is known of a first visit: `first_visit(address, width)`. One visit answers all that is asked of it."""

    @cache
    def known(address: str, width: int) -> Visit:
        return visit(browser, address, width)

    return known


@pytest.fixture(scope="session")
def large_print(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has set letters to twice the usual size."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    other = browser.browser_type.launch(executable_path=find_chromium(), args=flags)
    yield other.new_page()
    other.close()


@pytest.fixture(scope="session")
def paper(demo: Site) -> Iterator[str]:
    """The address of the demo newsroom's site."""
    with serve(demo.out) as address:
        yield address


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of everything that breaks a layout."""
    with serve(hard_newsroom(tmp_path_factory.mktemp("hard"))) as address:
        yield address


@pytest.fixture(scope="session")
def right_to_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in Arabic."""
    with serve(right_to_left_newsroom(tmp_path_factory.mktemp("rtl"))) as address:
        yield address
