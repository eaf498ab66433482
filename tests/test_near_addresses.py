"""What a build says of a link that leads nowhere: what to write in its place."""

import pytest

from tests.newsrooms import Site
from tests.samples import sampled


def told(site: Site, link: str) -> tuple[str, str | None]:
    """Give the message and the help for a link of a story in `content/world`."""
    site.write("content/world/reader.md", f"---\nheadline: R\npublished: 2026-11-20\n---\n\nSee [this]({link}).\n")
    [fault] = site.build().diagnostics
    return fault.message, fault.help


def test_a_story_that_has_moved_is_found_in_its_folder(site: Site) -> None:
    site.story("politics/budget")
    expected = "it is in content/politics/: write `/politics/budget.md#vote`"
    assert told(site, "budget.md#vote") == ("the link leads nowhere: `budget.md#vote`", expected)
    site.story("politics/town/budget", slug="town-budget")
    help_text = told(site, "/world/budget.md")[1]
    assert help_text == "write one of `/politics/budget.md`, `/politics/town/budget.md`"


def test_a_hidden_story_that_has_moved_is_not_named(site: Site) -> None:
    site.story("politics/budget", status="draft")
    assert told(site, "budget.md")[1] == "check the address"
    site.story("politics/budget", published="2031-01-01 10:00")
    assert told(site, "budget.md")[1] == "check the address"
    site.story("politics/other/budget", slug="other")
    assert told(site, "budget.md")[1] == "it is in content/politics/other/: write `/politics/other/budget.md`"


WEB = {
    "www.cbc.ca": "https://www.cbc.ca",
    "www.cbc.ca/news/a.md": "https://www.cbc.ca/news/a.md",
    "https//x.example": "https://x.example",
    "http//x.example/a.pdf": "http://x.example/a.pdf",
    "cbc.ca/news": "https://cbc.ca/news",
}


@pytest.mark.parametrize("written", sampled(WEB, ("www.cbc.ca", "https//x.example")))
def test_a_web_address_without_its_beginning_is_told_with_it(site: Site, written: str) -> None:
    assert told(site, written)[1] == f"write `{WEB[written]}`"


@pytest.mark.parametrize("written", ["report.pdf", "www/report.pdf", "http/report.pdf"])
def test_a_name_of_a_file_is_taken_for_no_web_address(site: Site, written: str) -> None:
    assert told(site, written)[1] == "check the name, and that the file is there"
