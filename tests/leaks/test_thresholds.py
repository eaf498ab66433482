"""Whatever is cut by number is cut by the number of public stories: beside each threshold hidden stories push nothing over it.

The newsrooms that are drawn at random have a few stories; here are those with as many as a threshold says, and one less.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.leaks.judging import build_at, differences
from tests.leaks.newsrooms import Sources, put, site_of
from tests.newsrooms import NOW, Site, source
from tests.samples import sampled

HIDING: Mapping[str, Mapping[str, str]] = {
    "draft": {"status": "draft"},
    "scheduled": {"published": "2026-11-23 12:00:01"},
    "embargoed": {"embargo": "2026-11-23 12:00:01"},
    "expired": {"expires": "2026-11-23 12:00"},
    "in another month": {"published": "2026-10-03", "status": "draft"},
}
NO_FEEDS = "{site: [], sections: [], regions: [], authors: []}"
BARE: Mapping[str, str | int] = {"lite": "no", "ninjs": "no", "search": "no", "feeds": NO_FEEDS, "host_files": "none"}
NEWS = "2026-11-23 11:00"

DEFAULTS: Mapping[str, str | int] = {
    "name": "The Example Courier",
    "address": "https://courier.example",
    "social_cards": "no",
    "sections": "[{slug: world, name: World}, {slug: politics, name: Politics}]",
    "regions": "[{slug: calgary, name: Calgary}]",
}

Stories = Callable[[int], Iterator[Mapping[str, str]]]


@dataclass(frozen=True)
class Threshold:
    """Something that is cut into so many: how the newsroom is set, and the keys of the stories that make a number of it.

    `over` are files that are on the site once the number is passed.
    """

    limit: int
    settings: Mapping[str, str | int]
    stories: Stories
    jobs: int = 1
    over: tuple[str, ...] = ()


def plain(count: int) -> Iterator[Mapping[str, str]]:
    """Write so many stories of one month, one section, one topic, one region and one author."""
    keys = {"published": NEWS, "topics": "[Ports]", "regions": "[calgary]", "authors": "Ann Lee"}
    return (keys for _ in range(count))


def with_topics(pages: int) -> Iterator[Mapping[str, str]]:
    """Write stories with topics of their own, so that with the front and two sections there are so many pages."""
    topics = [f"Topic {number}" for number in range(pages - 3)]
    return ({"published": NEWS, "topics": f"[{', '.join(topics[at : at + 20])}]"} for at in range(0, len(topics), 20))


def with_aliases(count: int) -> Iterator[Mapping[str, str]]:
    """Write stories with so many old addresses."""
    aliases = [f"/old/{number}/" for number in range(count)]
    return ({"published": NEWS, "aliases": f"[{', '.join(aliases[at : at + 50])}]"} for at in range(0, count, 50))


def in_two_months(count: int) -> Iterator[Mapping[str, str]]:
    """Write so many stories of October, and a few of November."""
    yield from ({"published": "2026-10-02"} for _ in range(count))
    yield from ({"published": NEWS} for _ in range(3))


ALL_FEEDS = (
    "{{text: full, size: {}, site: [rss, atom, json], sections: [rss], regions: [rss], authors: [rss], topics: [rss]}}"
)
SMALL: Mapping[str, str | int] = {
    "page_size": 5,
    "feeds": ALL_FEEDS.format(5),
    "lite": "yes",
    "ninjs": "yes",
    "llms": "yes",
}

# Fronts, lists and what to read next change with the first stories one by one; of these and 40 there are lists.
FEW = tuple(range(1, 17))
THRESHOLDS: Mapping[str, Threshold] = {
    **{f"lists and feeds of {count}": Threshold(count, SMALL, plain) for count in (*FEW, 20, 41)},
    "results of a search in files of 40": Threshold(40, {**SMALL, "search": "yes"}, plain),
    "feeds of 200": Threshold(200, {**BARE, "feeds": ALL_FEEDS.format(200)}, plain),
    "work for several processes": Threshold(150, BARE, plain, jobs=2),
    "sitemaps of a month and of news": Threshold(
        1_000, BARE, plain, over=("sitemap-2026-11-2.xml", "news-sitemap-2.xml")
    ),
    "sitemaps of pages": Threshold(1_000, BARE, with_topics, over=("sitemap-pages-2.xml",)),
    "redirects that a host reads": Threshold(2_000, {**BARE, "host_files": "cloudflare"}, with_aliases),
    # A volume ends with the month in which it has 2,000.
    "volumes of a search": Threshold(1_999, {**BARE, "search": "yes"}, in_two_months, over=("search/2026-11*/",)),
}
SAMPLE = [("lists and feeds of 5", 0), ("sitemaps of a month and of news", 0)]
# With the number itself and with one less.
CASES = [(name, less) for name in THRESHOLDS for less in (0, 1)]


@pytest.mark.parametrize(("name", "less"), sampled(CASES, SAMPLE))
def test_hidden_stories_push_nothing_over_a_threshold(tmp_path: Path, name: str, less: int) -> None:
    threshold = THRESHOLDS[name]
    public = of(threshold, less)
    hidden = {**public, **beside(threshold, is_hidden=True)}
    assert differences(tmp_path, public, hidden, threshold.jobs) == []
    assert not any(over(Site(tmp_path / "with"), threshold))


@pytest.mark.parametrize(("name", "less"), sampled(CASES, SAMPLE[:1]))
def test_stories_that_are_hidden_again_leave_nothing_over_a_threshold(tmp_path: Path, name: str, less: int) -> None:
    threshold = THRESHOLDS[name]
    public = of(threshold, less)
    site = site_of(tmp_path / "public", public)
    build_at(site, NOW, threshold.jobs)
    before = site.tree()
    put(site, {**public, **beside(threshold, is_hidden=False)})
    assert build_at(site, NOW, threshold.jobs).written
    assert all(over(site, threshold))
    put(site, {**public, **beside(threshold, is_hidden=True)})
    build_at(site, NOW, threshold.jobs)
    assert site.tree() == before


def of(threshold: Threshold, less: int) -> Sources:
    """Write a newsroom with as many public stories as a threshold says, or less."""
    settings = {**DEFAULTS, **threshold.settings}
    public: Sources = {"newsroom.yaml": "".join(f"{key}: {value}\n" for key, value in settings.items()).encode()}
    for number, keys in enumerate(threshold.stories(threshold.limit - less)):
        public[f"content/world/s{number}.md"] = source(f"Story {number}", **keys).encode()
    return public


def over(site: Site, threshold: Threshold) -> list[bool]:
    """Say of each file that is there over a threshold whether it is."""
    return [any(site.out.glob(path)) for path in threshold.over]


def beside(threshold: Threshold, is_hidden: bool) -> Sources:
    """Write stories that are hidden in each way, or would be, of the lists that public ones are in and of others."""
    like = next(iter(threshold.stories(4)))
    found: Sources = {}
    for number, name in enumerate(HIDING):
        of_its_own = {"topics": f"[Ports, Secret {number}]", "aliases": f"[/old/secret-{number}/, /older/{number}/]"}
        keys = {**like, **of_its_own, "regions": "[calgary]", **(HIDING[name] if is_hidden else {})}
        found[f"content/world/h{number}.md"] = source(f"Hidden {name}", **keys).encode()
    return found
