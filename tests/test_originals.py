"""A `canonical` address of the newsroom's own leads to something, or a warning says that it does not."""

import pytest

from tests.newsrooms import Site, faults, links, seconds

PLACE = "https://courier.example"


def told(site: Site) -> list[tuple[str, str, int, int]]:
    """Build, and give the warnings with their places."""
    result = site.build()
    assert result.is_ok, faults(result)
    return [(fault.kind, fault.place.path, fault.place.line, fault.place.column) for fault in result.diagnostics]


@pytest.mark.parametrize(
    ("address", "canonical", "is_told"),
    [
        (PLACE, f"{PLACE}/old/rates/", True),
        (PLACE, "http://Courier.example:80/old/rates?x=1", True),
        (PLACE, f"{PLACE}/politics/vote/", False),
        (PLACE, f"{PLACE}/politics/vote?utm_source=x", False),
        (PLACE, f"{PLACE}/votes", False),
        (PLACE, f"{PLACE}/world/rates/", False),
        (PLACE, PLACE, False),
        (PLACE, f"{PLACE}/?p=123", True),
        (PLACE, f"{PLACE}.org/old/rates/", False),
        (PLACE, "https://wire.example/old/rates/", False),
        (f"{PLACE}/paper", f"{PLACE}/paper/old/rates/", True),
        (f"{PLACE}/paper", f"{PLACE}/paper/politics/vote/", False),
        (f"{PLACE}/paper", f"{PLACE}/paper", False),
        (f"{PLACE}/paper", f"{PLACE}/papers/old/", False),
        (f"{PLACE}/paper", f"{PLACE}/old/rates/", False),
    ],
)
def test_a_canonical_address_of_the_site_at_which_nothing_stands_is_told(
    site: Site, address: str, canonical: str, is_told: bool
) -> None:
    site.configure(address=address)
    site.story("politics/vote", "A close vote", id="tag:v", aliases="[/votes]")
    site.story("world/rates", canonical=canonical)
    assert told(site) == [("lost-original", "content/world/rates.md", 4, 12)] * is_told


@pytest.mark.parametrize(
    ("address", "canonical", "near"),
    [
        (PLACE, "https://www.courier.example/world/rates/", f"{PLACE}/world/rates/"),
        (PLACE, "http://WWW.courier.example:80/2019/rates?x=1", f"{PLACE}/2019/rates?x=1"),
        (PLACE, "https://www.courier.example", PLACE),
        ("https://www.courier.example", f"{PLACE}/world/rates/", "https://www.courier.example/world/rates/"),
        (f"{PLACE}/paper", "https://www.courier.example/paper/old/", f"{PLACE}/paper/old/"),
        (f"{PLACE}/paper", "https://www.courier.example/papers/old/", ""),
        (PLACE, "https://www.courier.example.org/rates/", ""),
        (PLACE, "https://www.courier.example:8080/rates/", ""),
        (PLACE, "https://wire.example/rates/", ""),
        (PLACE, "http://courier.example/world/rates/", ""),
    ],
)
def test_a_canonical_address_on_the_sites_host_but_for_www_is_told(
    site: Site, address: str, canonical: str, near: str
) -> None:
    site.configure(address=address)
    site.story("world/rates", canonical=canonical)
    found = [(fault.kind, fault.is_error, fault.help) for fault in site.build().diagnostics]
    help_text = f"write `{near}`, or remove `canonical` if the story is the original"
    assert found == [("canonical-host", False, help_text)] * bool(near)
    site.story("world/rates", canonical=canonical, status="draft")
    assert site.build().diagnostics == ()


def test_a_canonical_address_is_told_while_nothing_stands_there_and_no_longer(site: Site) -> None:
    site.story("world/rates", canonical=f"{PLACE}/politics/vote/")
    assert [kind for kind, *_ in told(site)] == ["lost-original"]
    site.story("politics/vote", "A close vote")
    assert told(site) == []
    site.delete("content/politics/vote.md")
    assert [kind for kind, *_ in told(site)] == ["lost-original"]


def test_a_canonical_address_of_a_hidden_story_changes_nothing_and_is_told_as_a_link_is(site: Site) -> None:
    site.story("world/rates", canonical=f"{PLACE}/politics/vote/")
    site.build()
    without = site.tree()
    site.story("politics/vote", "A close vote", embargo="2026-11-23 13:00")
    assert [kind for kind, *_ in told(site)] == ["hidden-link"]
    assert site.tree() == without
    assert links(site.page("world/rates/index.html"), "link[rel=canonical]") == [f"{PLACE}/politics/vote/"]
    assert site.build(seconds("2026-11-23 13:00")).diagnostics == ()
