"""What will stop the site at an instant to come is told by the check before."""

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import cli
from tests.newsrooms import Site, source
from tests.samples import sampled

SOON = "2026-11-24T06:00:00Z"
HELD = f"embargo: {SOON}"


def held(**keys: str) -> str:
    """Make a story that comes out soon."""
    return source("The harbour", "It opens.", embargo=SOON, **keys)


def page(alias: str = "", body: str = "We.") -> str:
    """Make a standing page, perhaps with an alias."""
    return "\n".join(["---", "headline: About", *([f"aliases: [{alias}]"] if alias else []), "---", "", body, ""])


ABOUT, HARBOUR = "content/pages/about.md", "content/world/harbour.md"

# What stops the site once the harbour's story is out, by what is in the newsroom.
SURPRISES: dict[str, dict[str, str]] = {
    "a page at the address of a new topic": {ABOUT: page("/topics/boats/"), HARBOUR: held(topics="[Boats]")},
    "a page at the address of a new author": {
        ABOUT: page("/authors/jane/"),
        HARBOUR: held(authors="jane"),
        "content/authors/jane.md": "---\nname: Jane\n---\n",
    },
    "its own alias at the address of its topic": {HARBOUR: held(topics="[Boats]", aliases="[/topics/boats/]")},
    "a page at the address of its day": {ABOUT: page("/archive/2026/11/24/"), HARBOUR: held()},
    "a page at the address of its lite version": {ABOUT: page("/lite/world/harbour/"), HARBOUR: held()},
    "a page at the address of its ninjs": {ABOUT: page("/world/harbour/story.ninjs.json"), HARBOUR: held()},
    "a page that becomes numbered": {
        ABOUT: page("/world/page/2/"),
        **{f"content/world/{number}.md": source() for number in range(9)},
        **{f"content/world/held-{number}.md": held() for number in range(8)},
    },
    "a file where another hidden story has a folder": {
        HARBOUR: held(aliases="[/old/a.html]"),
        "content/world/other.md": held(aliases="[/old/a.html/b/]"),
    },
    "a name in other code points": {
        HARBOUR: held(aliases="[/old/caf\u00e9/]"),
        "content/world/rates.md": source(aliases="[/old/cafe\u0301/]"),
    },
    "a link to it with a slash too many": {
        HARBOUR: held(),
        "content/world/rates.md": source(body="[x](/world//harbour/)"),
    },
    "a link to a feed it has not": {
        HARBOUR: held(),
        "content/world/rates.md": source(body="[x](/world/harbour/feed.xml)"),
    },
    "a link to the lite version of an alias": {
        HARBOUR: held(aliases="[/was/harbour/]"),
        "content/world/rates.md": source(body="[x](/lite/was/harbour/)"),
    },
    "a link of its own to itself": {HARBOUR: source(body="[x](/world/./harbour/)", embargo=SOON)},
    "a slug of two": {
        HARBOUR: held(slug="port"),
        "content/politics/port.md": source(),
        "content/world/rates.md": source(body="[x](port)"),
    },
    "a link to a list that goes": {
        HARBOUR: source(published="2026-10-20", expires=SOON),
        "content/world/rates.md": source(body="[x](/sitemap-2026-10.xml)"),
    },
}
SOME = (
    "a page at the address of a new topic",
    "a link of its own to itself",
    "a slug of two",
    "a link to a list that goes",
)


def invoke(site: Site, command: str, now: str) -> Result:
    """Run a command at an instant."""
    arguments = [command, "-C", str(site.root), "--now", now, "--jobs", "1"]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def places(result: Result) -> list[tuple[str, str]]:
    """Give the lines of an output that name errors and their places."""
    lines = result.output.splitlines()
    kinds = [line.partition("]")[0] for line in lines if line.startswith("error[")]
    return sorted(zip(kinds, [line.strip() for line in lines if "--> " in line], strict=False))


@pytest.mark.parametrize("surprise", sampled(SURPRISES, SOME))
@pytest.mark.parametrize("errors", ["stop", "skip"])
def test_what_will_stop_the_site_is_told_with_its_instant(site: Site, surprise: str, errors: str) -> None:
    site.configure(ninjs="yes", page_size="5", errors=errors)
    site.story("world/news")
    for path, text in SURPRISES[surprise].items():
        site.write(path, text)
    assert invoke(site, "build", "2026-11-24T05:59:59Z").exit_code == 0
    told = invoke(site, "check", "2026-11-23T12:00:00Z")
    assert told.exit_code == 1
    assert "]: from 2026-11-24 06:00:00 +0000 on, " in told.output
    assert places(told) == places(invoke(site, "build", SOON))
    assert invoke(site, "check", "2026-11-24T05:59:59Z").output == told.output


def test_a_check_tells_each_error_to_come_once_and_writes_nothing(site: Site) -> None:
    site.story("world/news")
    for day in range(1, 9):
        site.story(f"world/later-{day}", embargo=f"2026-12-0{day}", topics="[Boats]")
    site.write(ABOUT, page("/topics/boats/"))
    invoke(site, "build", "2026-11-24T05:59:59Z")
    before = site.tree()
    told = invoke(site, "check", "2026-11-23T12:00:00Z")
    assert told.output.count("error[") == told.output.count("from 2026-12-01 00:00:00 +0000 on, ") == 1
    assert site.tree() == before
    site.write(ABOUT, page())
    assert invoke(site, "check", "2026-11-23T12:00:00Z").exit_code == 0
    assert invoke(site, "build", "2026-12-09").exit_code == 0
