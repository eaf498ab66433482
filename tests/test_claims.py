"""What stories claim and only the newsroom as a whole can judge: times of change, identifiers, addresses to come."""

import json

import pytest

from broadsheet.diagnostics import Diagnostic
from broadsheet.site.build import BuildOptions, build
from tests.newsrooms import NOW, Site, seconds
from tests.samples import beyond

LATER = seconds("2026-11-23 13:00")
DUE = "2026-11-24 06:00"


def kinds(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str, bool]]:
    return [(fault.kind, str(fault.place), fault.is_error) for fault in faults]


def check(site: Site) -> tuple[Diagnostic, ...]:
    """Check the newsroom as the desk does."""
    return build(BuildOptions(site.root, NOW, jobs=1, only_check=True)).diagnostics


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"updated": "2026-11-23 13:00"}, "content/world/rates.md:4:1"),
        ({"corrections": "[{at: 2026-11-23 13:00, text: It was two.}]"}, "content/world/rates.md:4:20"),
    ],
)
def test_a_change_that_is_dated_in_the_future_is_told_until_its_time_has_come(
    site: Site, keys: dict[str, str], place: str
) -> None:
    site.story("world/rates", **keys)
    wanted = [("future-change", place, False)]
    assert kinds(site.build(NOW).diagnostics) == wanted
    assert kinds(site.build(LATER - 1).diagnostics) == wanted
    assert kinds(site.build(LATER).diagnostics) == []
    assert kinds(site.build(NOW).diagnostics) == wanted


def test_so_is_that_of_a_standing_page(site: Site) -> None:
    site.write("content/pages/about.md", "---\nheadline: About\nupdated: 2026-11-23 13:00\n---\n\nUs.\n")
    assert kinds(site.build(NOW).diagnostics) == [("future-change", "content/pages/about.md:3:1", False)]
    assert kinds(site.build(LATER).diagnostics) == []


def test_a_hidden_story_may_be_dated_ahead(site: Site) -> None:
    site.story("world/rates", published=DUE, updated="2026-11-24 07:00")
    site.story("world/draft", status="draft", updated="2026-11-24 07:00")
    assert site.build(NOW).diagnostics == ()
    assert kinds(site.build(seconds(DUE)).diagnostics) == [("future-change", "content/world/rates.md:4:1", False)]


@pytest.mark.parametrize(
    ("language", "authors", "fixes"),
    [
        ("en-CA", '["By Jane Doe"]', ["Jane Doe"]),
        ("en", '"by Jane Doe, Ann Lee, BY: The Wire"', ["Jane Doe", "The Wire"]),
        ("en", "[{name: By The Wire, organization: yes}, {author: ann, role: By night}]", ["The Wire"]),
        ("en", '["Jane By", "By-the-way Smith", Byron Lee, Von Jane Doe, Par Lee, "By"]', []),
        ("fr-CA", '["Par Jane Doe", "By Jane Doe", "Paris Lee", "par : Ann Lee"]', ["Jane Doe", "Ann Lee"]),
        ("de", '["Von Jane Doe", "Von Trapp", "Von der Leyen", "Vonda Lee Doe"]', ["Jane Doe"]),
        ("nb", '["By Jane Doe"]', ["Jane Doe"]),
    ],
)
def test_a_name_with_the_word_that_goes_before_it_is_told(
    site: Site, language: str, authors: str, fixes: list[str]
) -> None:
    site.configure(language=language)
    site.write("content/authors/ann.md", "---\nname: Ann Lee\n---\n")
    site.story("world/rates", authors=authors)
    found = [(fault.kind, fault.is_error, fault.help) for fault in site.build().diagnostics]
    assert sorted(found) == sorted(("byline", False, f"write `{fix}`") for fix in fixes)
    site.story("world/rates", authors=authors, status="draft")
    assert site.build().diagnostics == ()


ID = "tag:courier.example,2026-11-20:1795168800/rates"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"id": "urn:x:1"}, {"id": "urn:x:1", "slug": "else"}),
        ({}, {"id": ID, "slug": "else"}),
        ({"slug": "сова"}, {"slug": "сова"}),
    ],
    ids=["by default", "given", "given as another's default", "by default in another script"],
)
def test_two_stories_with_one_identifier_are_told_of(site: Site, one: dict[str, str], other: dict[str, str]) -> None:
    site.story("world/rates", **one)
    site.story("politics/rates", "Rates fall", **other)
    wanted = [("duplicate-id", "content/world/rates.md:1:1", False)]
    first = site.build()
    assert kinds(first.diagnostics) == wanted
    assert "content/politics/rates.md" in first.diagnostics[0].message
    assert identifiers(site)[0] == identifiers(site)[1]
    assert kinds(site.build().diagnostics) == wanted
    site.story("politics/rates", "Rates fall", **{**other, "id": "urn:x:2"})
    assert site.build().diagnostics == ()
    assert len(set(identifiers(site))) == 2


def test_so_are_those_of_a_newsroom_under_a_path(site: Site) -> None:
    site.configure(address="https://courier.example/en")
    site.story("world/rates")
    site.story("politics/rates", "Rates fall", id=ID.replace(":1795", ":en/1795"), slug="else")
    assert kinds(site.build().diagnostics) == [("duplicate-id", "content/world/rates.md:1:1", False)]
    assert identifiers(site)[0] == identifiers(site)[1]


def test_hidden_stories_share_no_identifier_with_public_ones(site: Site) -> None:
    site.story("world/rates")
    site.story("politics/rates", status="draft")
    assert site.build().diagnostics == ()


@pytest.mark.parametrize("pattern", ["/{year}/{slug}/", "/{slug}/{year}/", "/{section}/{year}-{month}-{slug}/"])
def test_an_identifier_survives_another_section_and_another_pattern_of_addresses(site: Site, pattern: str) -> None:
    site.configure(feeds="{site: [json]}")
    site.story("world/rates-2026")
    site.build()
    before = identifiers(site)
    assert before == [f"{ID}-2026"]
    site.configure(feeds="{site: [json]}", permalink=pattern)
    site.move("content/world/rates-2026.md", "content/politics/rates-2026.md")
    assert site.build().is_ok
    assert identifiers(site) == before


def test_a_link_by_slug_finds_its_story_whatever_the_pattern_of_addresses(site: Site) -> None:
    site.configure(permalink="/{slug}/{year}/")
    site.story("world/rates")
    site.story("world/ports", body="See [the bank](rates).")
    assert site.build().diagnostics == ()


def identifiers(site: Site) -> list[str]:
    return [item["id"] for item in json.loads(site.read("feed.json"))["items"]]


RIVALS = {
    "a public story": {"content/politics/ports.md": "slug: rates\nsection: world\n"},
    "the alias of a public story": {
        "content/politics/ports.md": "aliases: [/world/rates/]\nid: tag:courier.example,2026:ports\n"
    },
    "another hidden story": {"content/politics/ports.md": "slug: rates\nsection: world\nembargo: 2026-11-25\n"},
    "a draft": {"content/politics/ports.md": "slug: rates\nsection: world\nstatus: draft\n"},
}


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("hiding", [beyond({"published": DUE}), {"embargo": DUE}, beyond({"status": "draft"})], ids=str)
def test_the_desk_is_told_which_addresses_of_hidden_stories_are_wanted_twice(
    site: Site, rival: str, hiding: dict[str, str]
) -> None:
    site.story("world/rates", **hiding)
    for path, keys in RIVALS[rival].items():
        site.write(path, f"---\nheadline: Ports\npublished: 2026-11-20\n{keys}---\n\nPorts.\n")
    [told] = check(site)
    # Two that come by themselves will stop the site; a draft is brought out by somebody, who is told then.
    assert (told.kind, told.is_error) == ("duplicate-permalink", "status" not in hiding and rival != "a draft")
    assert "/world/rates/" in told.message
    assert {told.place.path, told.others[0].place.path} == {"content/world/rates.md", "content/politics/ports.md"}
    assert site.build().diagnostics == ()


def test_so_it_is_of_pages_of_the_site_itself(site: Site) -> None:
    site.story("world/rates", embargo=DUE, aliases="[/latest/]")
    assert [fault.message for fault in check(site)] == [
        "from 2026-11-24 06:00:00 +0000 on, the address `/latest/` is also used by a page of the site itself"
    ]


@pytest.mark.parametrize("rival", [{"expires": DUE}, {"expires": "2026-11-23 11:00"}])
def test_stories_that_follow_each_other_at_one_address_are_in_order(site: Site, rival: dict[str, str]) -> None:
    site.story("world/rates", embargo=DUE)
    site.story("politics/rates", section="world", **rival)
    assert check(site) == ()
