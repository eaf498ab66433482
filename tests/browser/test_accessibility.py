"""What axe-core finds on each kind of page, in light and in dark: nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.fixtures import Open
from tests.browser.measures import settled
from tests.samples import sampled

AXE = Axe()
PAGES = [
    ("paper", "/"),
    ("paper", "/world/"),
    ("paper", "/world/kim-arrives-in-russia/"),
    ("paper", "/opinion/slower-train/"),
    ("paper", "/authors/dana-whitfield/"),
    ("paper", "/canada/alyth-yard/"),
    ("paper", "/not-there/"),
    ("paper", "/lite/"),
    ("paper", "/lite/world/kim-arrives-in-russia/"),
    ("hard", "/world/six-lines/"),
    ("right_to_left", "/world/river/"),
]


SAMPLE = [
    ("paper", "/opinion/slower-train/", "light"),
    ("paper", "/world/kim-arrives-in-russia/", "dark"),
    ("right_to_left", "/world/river/", "light"),
]


@pytest.mark.parametrize(
    ("name", "path", "scheme"), sampled([(*page, scheme) for page in PAGES for scheme in ("light", "dark")], SAMPLE)
)
def test_axe_finds_nothing(open_page: Open, request: pytest.FixtureRequest, name: str, path: str, scheme: str) -> None:
    page = open_page(request.getfixturevalue(name) + path, color_scheme=scheme)
    settled(page)
    # What the dark changes is colour alone.
    rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = AXE.run(page, options={"resultTypes": ["violations"], **rules})
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found.response["violations"]] == []
