"""What a change rebuilds: exactly what shows it, and always to the bytes of a build from nothing."""

import os
import re
import shutil
from collections.abc import Callable

import pytest

from broadsheet.engine.sources import Stat
from tests.newsrooms import NOW, ROOT, Site, faults, seconds, source
from tests.samples import beyond, sampled

STORY = "content/world/rates.md"
PAGE = "world/rates/index.html"
DAY, MONTH = "archive/2026/11/20/index.html", "archive/2026/11/index.html"
LITE, LITE_FRONTS = "lite/world/rates/index.html", {"lite/index.html", "lite/world/index.html"}
LISTS = {"index.html", "latest/index.html", "world/index.html", DAY, *LITE_FRONTS}
SITE_FEEDS = {"feed.xml", "feed.json"}
DANAS_FEED = "authors/dana/feed.xml"
FEEDS = {*SITE_FEEDS, "world/feed.xml", DANAS_FEED}
SITEMAP = "sitemap-2026-11.xml"
TOPIC = "topics/rates/index.html"
VOTE, LITE_VOTE = "politics/vote/index.html", "lite/politics/vote/index.html"

Change = Callable[[Site], object]


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A newsroom of three stories that has been built."""
    site.write("content/authors/dana.md", "---\nname: Dana Whitfield\nbio: Writes on money.\n---\n")
    site.story("world/rates", "Rates rise", "The bank spoke.\n\nThe hall was full.", topics="[Rates]", authors="dana")
    site.story("world/ports", "Ports close", "See [rates](rates.md).", published="2026-10-02 08:00")
    site.story("politics/vote", "A close vote", topics="[Rates, Votes]", published="2026-11-21 08:00")
    site.write("content/live/weather.yaml", "calgary:\n  temperature: -12\n")
    result = site.build()
    assert result.is_ok, faults(result)
    return site


def edit(old: str, new: str, path: str = STORY) -> Change:
    return lambda site: site.edit(path, old, new)


CHANGES: dict[str, tuple[Change, set[str], set[str]]] = {
    "nothing": (lambda site: None, set(), set()),
    "a touch": (lambda site: os.utime(site.root / STORY, (1, 1)), set(), set()),
    "a body edit below the lede": (edit("hall was full", "hall was bare"), {PAGE, LITE}, set()),
    "a front matter comment": (edit("published:", "# checked\npublished:"), set(), set()),
    "a lede edit, which stands in for the summary": (edit("bank spoke", "bank talked"), {PAGE, LITE, *FEEDS}, set()),
    "a headline, which other stories may offer": (
        edit("Rates rise", "Rates fall"),
        {PAGE, LITE, *LISTS, *FEEDS, TOPIC, "authors/dana/index.html", "world/ports/index.html"},
        set(),
    ),
    "a new correction": (
        edit("published:", "corrections:\n  - at: 2026-11-21\n    text: It was two.\npublished:"),
        {PAGE, LITE, *FEEDS, SITEMAP},
        set(),
    ),
    "a new topic": (
        edit("[Rates]", "[Rates, Banks]"),
        {PAGE, *FEEDS, "topics/banks/index.html", "topics/index.html", "sitemap-pages.xml"},
        set(),
    ),
    "the last use of a topic": (
        edit("[Rates, Votes]", "[Rates]", "content/politics/vote.md"),
        {"politics/vote/index.html", *SITE_FEEDS, "politics/feed.xml", "topics/index.html", "sitemap-pages.xml"},
        {"topics/votes/index.html"},
    ),
    "a deleted story": (
        lambda site: site.delete("content/politics/vote.md"),
        {
            "index.html",
            "latest/index.html",
            "politics/index.html",
            "lite/index.html",
            "lite/politics/index.html",
            *SITE_FEEDS,
            "politics/feed.xml",
            "sitemap-pages.xml",
            SITEMAP,
            DAY,
            MONTH,
            TOPIC,
            "topics/index.html",
        },
        {VOTE, LITE_VOTE, "archive/2026/11/21/index.html", "topics/votes/index.html"},
    ),
    "a renamed story": (
        lambda site: site.move("content/politics/vote.md", "content/politics/tally.md"),
        {
            "index.html",
            "latest/index.html",
            "politics/index.html",
            "lite/index.html",
            "lite/politics/index.html",
            "lite/politics/tally/index.html",
            "politics/tally/index.html",
            *SITE_FEEDS,
            "politics/feed.xml",
            SITEMAP,
            "archive/2026/11/21/index.html",
            TOPIC,
            "topics/votes/index.html",
        },
        {VOTE, LITE_VOTE},
    ),
    "a draft": (
        edit("published:", "status: draft\npublished:"),
        {
            *LISTS - {DAY},
            *FEEDS - {DANAS_FEED},
            "world/ports/index.html",
            "lite/world/ports/index.html",
            TOPIC,
            MONTH,
            SITEMAP,
            "archive/2026/10/02/index.html",
            "archive/2026/11/21/index.html",
            "authors/index.html",
            "sitemap-pages.xml",
        },
        {PAGE, LITE, DAY, "authors/dana/index.html", DANAS_FEED},
    ),
    "an author's name": (
        edit("Dana Whitfield", "Dana W.", "content/authors/dana.md"),
        {PAGE, LITE, *FEEDS, "index.html", "world/index.html", "authors/index.html", "authors/dana/index.html"},
        set(),
    ),
    "an author's bio": (
        edit("on money", "on banks", "content/authors/dana.md"),
        {PAGE, "authors/index.html", "authors/dana/index.html", DANAS_FEED},
        set(),
    ),
    "the weather": (edit("-12", "-13", "content/live/weather.yaml"), {"live.json"}, set()),
    "a breaking line": (
        lambda site: site.write("content/live/breaking.yaml", "text: Roads are shut\nurl: /world/\n"),
        {"live.json", "index.html"},
        set(),
    ),
    "a notice": (
        lambda site: site.configure(notices="[text: Delivery is late.]"),
        {"live.json", "index.html"},
        set(),
    ),
    "a description of the site": (
        lambda site: site.configure(description="News and more."),
        {
            *LISTS,
            "404.html",
            *SITE_FEEDS,
            "politics/index.html",
            "lite/politics/index.html",
            "topics/index.html",
            TOPIC,
            "topics/votes/index.html",
            "regions/index.html",
            "regions/calgary/index.html",
            "authors/index.html",
            "archive/index.html",
            MONTH,
            "archive/2026/10/index.html",
            "archive/2026/10/02/index.html",
            "archive/2026/11/21/index.html",
        },
        set(),
    ),
    "the size of feeds": (
        lambda site: site.configure(feeds="{size: 1}"),
        {*SITE_FEEDS, "world/feed.xml"},
        set(),
    ),
    "a story that no one lists yet": (lambda site: site.story("world/later", embargo="2027-01-01"), set(), set()),
    "an output that was deleted": (lambda site: (site.out / PAGE).unlink(), {PAGE}, set()),
    "an output that was edited": (lambda site: (site.out / PAGE).write_text("gone", "utf-8"), {PAGE}, set()),
    "a lost build log": (lambda site: shutil.rmtree(site.root / ".broadsheet"), set(), set()),
}


SOME = (
    "nothing",
    "a body edit below the lede",
    "a headline, which other stories may offer",
    "the last use of a topic",
    "a renamed story",
    "a draft",
    "a description of the site",
    "an output that was edited",
    "a lost build log",
)


@pytest.mark.parametrize("name", sampled(CHANGES, SOME))
def test_a_change_rewrites_exactly_what_shows_it(newsroom: Site, name: str) -> None:
    change, written, deleted = CHANGES[name]
    change(newsroom)
    result = newsroom.build()
    assert result.is_ok, faults(result)
    assert set(result.written) == written
    assert set(result.deleted) == deleted
    assert newsroom.tree() == newsroom.clean_tree()


def test_a_template_of_the_newsroom_rewrites_the_pages_that_use_it(newsroom: Site) -> None:
    template = (ROOT / "templates" / "pages" / "topic.html").read_text("utf-8")
    newsroom.write("templates/pages/topic.html", template.replace("{% block content %}", "{% block content %}\n<hr>"))
    assert set(newsroom.build().written) == {TOPIC, "topics/votes/index.html"}
    assert newsroom.tree() == newsroom.clean_tree()
    newsroom.delete("templates/pages/topic.html")
    assert set(newsroom.build().written) == {TOPIC, "topics/votes/index.html"}
    assert newsroom.tree() == newsroom.clean_tree()


@pytest.mark.parametrize(
    "name",
    sampled(
        sorted(path.stem for path in (ROOT / "templates" / "macros").glob("*.html")),
        ("byline", "card", "picture", "timestamp"),
    ),
)
def test_a_macro_that_others_use_rewrites_the_pages_that_show_it(newsroom: Site, name: str) -> None:
    text = (ROOT / "templates" / "macros" / f"{name}.html").read_text("utf-8")
    newsroom.write("content/pictures/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>')
    newsroom.edit(STORY, "published:", "image: /pictures/map.svg\nkicker: Money\npublished:")
    newsroom.build()
    newsroom.write(f"templates/macros/{name}.html", re.sub(r"(\{%-? macro .*?%\})", r"\1<!-- ours -->", text))
    assert newsroom.build().is_ok
    assert newsroom.tree() == newsroom.clean_tree()


def test_a_story_appears_and_goes_when_its_time_comes(site: Site) -> None:
    site.story("world/old")
    site.story("world/rates", embargo="2026-11-23 13:00", expires="2026-11-23 14:00")
    seen = [
        (clock, "world/rates/index.html" in site.tree(), site.tree() == site.clean_tree(seconds(f"2026-11-23 {clock}")))
        for clock in ("12:59:59", "13:00:00", "13:59:59", "14:00:00", "13:30:00", "11:00:00")
        if site.build(seconds(f"2026-11-23 {clock}")).is_ok
    ]
    assert seen == [
        ("12:59:59", False, True),
        ("13:00:00", True, True),
        ("13:59:59", True, True),
        ("14:00:00", False, True),
        ("13:30:00", True, True),
        ("11:00:00", False, True),
    ]


def test_each_written_output_has_a_reason(newsroom: Site) -> None:
    newsroom.edit(STORY, "hall was full", "hall was bare")
    result = newsroom.build()
    assert {path: str(result.reasons[path]) for path in result.written} == dict.fromkeys(
        (PAGE, LITE), "story:world/rates.md changed"
    )


def test_a_build_with_an_error_leaves_the_site_as_it_was(newsroom: Site) -> None:
    before = newsroom.tree()
    newsroom.edit(STORY, "published:", "drfat: true\npublished:")
    newsroom.story("world/new")
    assert not newsroom.build().is_ok
    assert newsroom.tree() == before
    newsroom.edit(STORY, "drfat: true\n", "")
    assert newsroom.build().is_ok
    assert newsroom.tree() == newsroom.clean_tree()


def test_a_mended_template_is_tried_again(newsroom: Site) -> None:
    newsroom.write("templates/pages/topic.html", "{% if %}")
    assert not newsroom.build().is_ok
    newsroom.write("templates/pages/topic.html", "<p>{{ listing.name }}</p>")
    assert set(newsroom.build().written) == {TOPIC, "topics/votes/index.html"}
    assert newsroom.tree() == newsroom.clean_tree()


def test_an_edit_that_keeps_size_and_time_is_seen(newsroom: Site) -> None:
    path = newsroom.root / STORY
    stat = path.stat()
    newsroom.edit(STORY, "full", "bare")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert set(newsroom.build().written) == {PAGE, LITE}


def test_a_file_written_within_two_seconds_of_the_scan_is_not_trusted() -> None:
    second = 1_000_000_000
    stat = Stat(size=5, mtime_ns=10 * second, ctime_ns=10 * second, inode=1)
    restored = Stat(size=5, mtime_ns=0, ctime_ns=10 * second, inode=1)
    assert [stat.is_racy(at * second) for at in (9, 10, 11, 12, 13)] == [True, True, True, False, False]
    assert restored.is_racy(11 * second)


def test_a_file_can_become_a_folder_and_a_folder_a_file(site: Site) -> None:
    site.story("world/rates", aliases="[/old]")
    site.build()
    site.story("world/rates", aliases="[/old/a/, /old/b.html]")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()
    site.story("world/rates", aliases="[/old/a.html, /old/b.html/]")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_a_notice_ends_at_its_instant_without_a_change_of_files(site: Site) -> None:
    site.story("world/rates")
    site.configure(notices="[{text: Late today., until: 2026-11-23 12:30}]")
    assert site.build(NOW).next_change == seconds("2026-11-23 12:30")
    assert set(site.build(seconds("2026-11-23 12:30")).written) == {"live.json", "index.html"}


def test_a_story_moves_to_another_section(newsroom: Site) -> None:
    newsroom.move("content/politics/vote.md", "content/world/vote.md")
    newsroom.build()
    assert newsroom.tree() == newsroom.clean_tree()


def test_a_picture_of_the_same_name_is_published_anew(site: Site) -> None:
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>')
    site.write(STORY, source(image="map.svg"))
    (first,) = [path for path in site.build().written if path.startswith("media/")]
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 3"></svg>')
    result = site.build()
    assert result.deleted == (first,)
    assert PAGE in result.written
    assert site.tree() == site.clean_tree()


def test_the_last_full_page_leads_on_once_another_is_full(site: Site) -> None:
    site.configure(page_size=5)
    for number in range(18):
        site.story(f"world/s{number:02}", published=f"2026-10-{number + 1:02} 08:00")
    site.build()
    site.story("world/s18", published="2026-10-19 08:00")
    assert "latest/page/3/index.html" in site.build().written
    site.story("world/s19", published="2026-10-20 08:00")
    assert "latest/page/2/index.html" in site.build().written
    assert site.tree() == site.clean_tree()
    site.delete("content/world/s19.md")
    assert "latest/page/2/index.html" in site.build().written
    assert site.tree() == site.clean_tree()
    site.delete("content/world/s18.md")
    site.build()
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize(
    ("key", "value", "link"), [("slug", "money", "money"), ("aliases", "[/old/rates/]", "/old/rates/")]
)
def test_a_link_to_a_name_that_a_story_gave_up_leads_nowhere(site: Site, key: str, value: str, link: str) -> None:
    site.story("world/rates", **{key: value})
    site.story("world/ports", body=f"See [the bank]({link}).")
    assert site.build().is_ok
    site.story("world/rates")
    assert [fault.place.path for fault in site.build().diagnostics if fault.is_error] == ["content/world/ports.md"]


@pytest.mark.parametrize(
    "address",
    [
        beyond("/world/rates/"),
        "/world/rates?a=1#top",
        beyond("/old/rates/"),
        "/topics/rare/",
        beyond("/lite/world/rates/"),
    ],
)
def test_a_link_by_address_to_a_story_that_is_over_is_plain_text(site: Site, address: str) -> None:
    site.story("world/rates", expires="2026-11-23 12:30", topics="[Rare]", aliases="[/old/rates/]")
    site.story("world/ports", body=f"See [the bank]({address}).", related=f"[{{read: The bank, url: {address!r}}}]")
    assert site.build(NOW).diagnostics == ()
    assert f'href="{address}"' in (site.out / "world/ports/index.html").read_text("utf-8")
    over = seconds("2026-11-23 12:30")
    result = site.build(over)
    assert [(fault.kind, fault.is_error) for fault in result.diagnostics] == [("hidden-link", False)] * 2
    assert "world/rates/index.html" in result.deleted
    assert f'href="{address}"' not in (site.out / "world/ports/index.html").read_text("utf-8")
    assert site.tree() == site.clean_tree(over)
    assert site.build(NOW).diagnostics == ()
    assert site.tree() == site.clean_tree(NOW)


def test_a_link_to_the_address_of_a_draft_is_told_as_hidden_once_there_is_one(site: Site) -> None:
    site.story("world/ports", body="See [the bank](/world/rates/).")
    assert [fault.kind for fault in site.build().diagnostics] == ["broken-link"]
    site.story("world/rates", status="draft")
    assert [fault.kind for fault in site.build().diagnostics] == ["hidden-link"]
    site.delete("content/world/rates.md")
    assert [fault.kind for fault in site.build().diagnostics] == ["broken-link"]
