"""What is not public leaves no trace: with hidden stories or without them, the site is the same bytes."""

import shutil
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from broadsheet.commands.build import read_now
from broadsheet.site.build import BuildOptions, build
from tests.newsrooms import NOW, Site, faults, seconds, source, texts, tree
from tests.samples import beyond, examples

HIDDEN = {
    "draft": {"status": "draft"},
    "without a date": {"status": "draft", "published": ""},
    "scheduled": {"published": "2026-11-23 12:00:01"},
    "embargoed": {"embargo": "2026-11-24"},
    "expired": {"expires": "2026-11-23 12:00"},
    "never public": {"expires": "2026-11-19"},
}

CANARIES = {
    "headline": "Quokka",
    "deck": "Numbat",
    "subdeck": "Dibbler",
    "kicker": "Bilby",
    "summary": "Potoroo",
    "dateline": "Woylie",
    "topics": "[Kowari, Rates]",
    "credits": "Mulgara",
    "canonical": "https://phascogale.example/",
    "aliases": "[/antechinus/old/]",
    "slug": "ningaui",
    "authors": "[{author: planigale, role: Kultarr}, Dunnart Smith]",
    "corrections": "[{at: 2026-11-21, text: Quoll}]",
    "related": "[{read: Cuscus, url: https://glider.example/}]",
}
CANARY_WORDS = (
    "quokka numbat dibbler bilby potoroo woylie kowari mulgara phascogale antechinus ningaui planigale kultarr dunnart"
    " quoll cuscus glider wambenger bettong tammar monjon"
).split()


def write_public_stories(site: Site) -> None:
    """Write what readers see either way."""
    site.write("content/authors/dana.md", "---\nname: Dana\n---\n")
    site.story("world/rates", "Rates rise", topics="[Rates]", authors="dana", regions="[calgary]")
    site.story("politics/vote", "A close vote", topics="[Votes]", published="2026-10-02 08:00")


def write_hidden_story(site: Site, timing: dict[str, str]) -> None:
    """Write a story that brings everything a story can bring, each thing under a name of its own."""
    keys = {"regions": "[calgary]", "published": "2025-03-04 05:06", **CANARIES, **timing}
    keys["image"] = "{file: wambenger.svg, caption: Wambenger, credit: Wambenger, alt: Wambenger}"
    headline = keys.pop("headline")
    body = "Bettong. See [Tammar](tammar.pdf).\n\n![Monjon](monjon.svg)\n\n## Monjon\n\n[Rates](rates.md)"
    site.write("content/world/hidden.md", source(headline, body, **keys))
    site.write("content/world/tammar.pdf", "Tammar")
    for name in ("wambenger", "monjon"):
        site.write(f"content/world/{name}.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><title>{name}</title></svg>')
    site.write(
        "content/authors/planigale.md", "---\nname: Planigale\nbio: Planigale\nemail: planigale@x.example\n---\n"
    )


@pytest.mark.parametrize("state", HIDDEN)
def test_a_hidden_story_leaves_no_trace_in_any_file(site: Site, state: str) -> None:
    write_public_stories(site)
    without = site.clean_tree()
    write_hidden_story(site, HIDDEN[state])
    result = site.build()
    assert (result.is_ok, result.stories, result.hidden) == (True, 2, 1), faults(result)
    hits = [
        (path, word)
        for path, raw in site.tree().items()
        for word in CANARY_WORDS
        if word in path.lower() or word.encode() in raw.lower()
    ]
    assert hits == []
    assert site.tree() == without


def test_the_same_story_shows_all_of_it_once_it_is_public(site: Site) -> None:
    write_public_stories(site)
    write_hidden_story(site, {})
    result = site.build()
    assert result.is_ok, faults(result)
    found = b"\n".join([path.encode() + b"\n" + raw for path, raw in site.tree().items()]).lower()
    assert [word for word in CANARY_WORDS if word.encode() not in found] == []


def test_a_link_to_a_hidden_story_is_plain_text_until_it_is_public(site: Site) -> None:
    site.story("world/rates", body="See [the vote](/politics/vote.md) and [it](vote).")
    site.story("politics/vote", "A close vote", embargo="2026-11-23 13:00")
    result = site.build()
    assert [fault.kind for fault in result.diagnostics] == ["hidden-link", "hidden-link"]
    assert result.is_ok
    assert site.page("world/rates/index.html").css(".prose a") == []
    assert texts(site.page("world/rates/index.html"), ".prose p")[0] == "See the vote and it."
    site.build(seconds("2026-11-23 13:00"))
    assert len(site.page("world/rates/index.html").css(".prose a[href='/politics/vote/']")) == 2


def test_a_story_goes_when_it_is_hidden_again(site: Site) -> None:
    write_public_stories(site)
    without = site.clean_tree()
    write_hidden_story(site, {})
    site.build()
    write_hidden_story(site, {"embargo": "2026-12-01"})
    site.build()
    assert site.tree() == without


@pytest.mark.parametrize("key", ["published", "embargo"])
@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23 12:00",
        beyond("2026-11-23T12:00:00"),
        beyond("2026-11-23 12:00:00 +0000"),
        beyond("2026-11-23T12:00Z"),
        "2026-11-23 17:30 +05:30",
        beyond("2026-11-23T02:00-10"),
        "'2026-11-23 12:00'",
    ],
)
def test_a_story_is_public_from_its_second_on(site: Site, key: str, written: str) -> None:
    site.story("world/rates", **{key: written})
    assert [site.build(NOW + step).stories for step in (-1, 0, 1)] == [0, 1, 1]


def test_a_story_is_hidden_from_its_expiry_on(site: Site) -> None:
    site.story("world/rates", expires="2026-11-23 12:00")
    assert [site.build(NOW + step).stories for step in (-1, 0, 1)] == [1, 0, 0]


def test_a_date_without_a_zone_is_read_in_the_newsrooms(site: Site) -> None:
    site.configure(timezone="America/Edmonton")
    site.story("world/rates", published="2026-11-23 05:00")
    site.story("world/day", published="2026-11-23")
    assert [site.build(NOW + step).stories for step in (-1, 0)] == [1, 2]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2026-03-08 02:30", "that time was skipped when the clocks of America/Edmonton changed"),
        ("2026-11-01 01:30", "that time happened twice when the clocks of America/Edmonton changed"),
    ],
)
@pytest.mark.parametrize("key", ["published", "embargo", "expires"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(site: Site, key: str, written: str, says: str) -> None:
    site.configure(timezone="America/Edmonton")
    site.story("world/rates", **{key: written})
    result = site.build()
    assert [fault.kind for fault in result.diagnostics] == ["invalid-date"]
    assert says in result.diagnostics[0].message
    assert result.diagnostics[0].help.count(written) == 2
    assert site.tree() == {}


def test_the_clock_may_be_set_in_the_newsrooms_zone_or_in_another(site: Site) -> None:
    zone = ZoneInfo("America/Edmonton")
    assert {read_now(text, zone) for text in ("2026-11-23 05:00", "2026-11-23T12:00Z", "2026-11-23 13:00 +01")} == {NOW}


def test_a_build_says_when_the_site_next_changes(site: Site) -> None:
    site.story("world/rates", expires="2026-11-25")
    site.story("world/vote", embargo="2026-11-24 06:00")
    site.story("world/idea", status="draft", published="2026-11-23 13:00")
    assert site.build().next_change == seconds("2026-11-24 06:00")
    assert site.build(seconds("2026-11-24 06:00")).next_change == seconds("2026-11-25")
    assert site.build(seconds("2026-11-25")).next_change == seconds("2026-11-26 06:00")  # it leaves the news sitemap
    assert site.build(seconds("2026-11-26 06:00")).next_change is None


def test_a_hidden_storys_faults_are_counted_and_not_shown(site: Site) -> None:
    site.story("world/rates")
    site.story("world/plan", "The secret plan", status="draft", dek="Numbat", label="anlysis")
    result = site.build()
    assert (result.is_ok, result.diagnostics, result.hidden_faults) == (True, (), 2)


def test_an_unknown_author_or_picture_of_a_hidden_story_is_no_concern_yet(site: Site) -> None:
    site.story("world/rates")
    site.story("world/plan", status="draft", authors="nobody", image="none.jpg", body="[x](y.md)")
    result = site.build()
    assert (result.is_ok, result.diagnostics) == (True, ())


def test_a_hidden_story_may_want_the_address_of_a_public_one(site: Site) -> None:
    site.story("world/rates")
    without = site.clean_tree()
    site.story("world/other", slug="rates", embargo="2026-12-01", aliases="[/latest/, /world/]")
    assert site.build().is_ok
    assert site.tree() == without


public_keys = st.fixed_dictionaries(
    {"published": st.sampled_from(("2026-11-20 10:00", "2026-11-21", "2026-10-02", "2025-01-01"))},
    optional={
        "topics": st.sampled_from(("[Rates]", "[Rates, Votes]", "[Banks]")),
        "authors": st.sampled_from(("dana", "tom", "Ann Lee")),
        "regions": st.just("[calgary]"),
        "priority": st.sampled_from(("1", "2")),
        "aliases": st.just("[]"),
        "image": st.just("/pictures/map.svg"),
        "label": st.sampled_from(("photo-essay", "opinion")),
    },
)
hidden_keys = st.tuples(public_keys, st.sampled_from(list(HIDDEN.values())), st.booleans()).map(
    lambda drawn: {**drawn[0], **drawn[1], **({"aliases": "[/old/, /world/0/]"} if drawn[2] else {})}
)


@settings(max_examples=examples(25))
@given(
    public=st.lists(st.tuples(st.sampled_from(("world", "politics")), public_keys), max_size=7),
    hidden=st.lists(st.tuples(st.sampled_from(("world", "politics")), hidden_keys), min_size=1, max_size=4),
    pinned=st.sampled_from(("world/h0", "world/0", "politics/h1")),
)
def test_any_site_is_the_same_with_hidden_stories_and_without(
    public: list[tuple[str, dict[str, str]]], hidden: list[tuple[str, dict[str, str]]], pinned: str
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        site = Site(folder / "newsroom")
        for author in ("dana", "tom"):
            site.write(f"content/authors/{author}.md", f"---\nname: {author.capitalize()} Roe\n---\n")
        site.write("content/pictures/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
        site.write("content/fronts/home.yaml", f"lead: {pinned}\n")
        for number, (section, keys) in enumerate(public):
            site.story(f"{section}/{number}", f"Headline {number}", **keys)
        without = site.clean_tree()
        for number, (section, keys) in enumerate(hidden):
            site.story(f"{section}/h{number}", f"Hidden {number}", hidden_body(number), **keys)
        result = build(BuildOptions(site.root, NOW, jobs=1))
        assert result.is_ok, faults(result)
        assert tree(site.out) == without
    finally:
        shutil.rmtree(folder)


def hidden_body(number: int) -> str:
    """Give a hidden body that links to what may be there and to what is not."""
    return f"[A](/world/{number}.md), [B](/nowhere/), ![C](/pictures/map.svg)\n\n::: pull\nWell.\n:::"
