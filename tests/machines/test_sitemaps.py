"""Sitemaps name what search engines should keep; the news sitemap is right to the second."""

import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.engine.snapshot import open_snapshot
from broadsheet.newsroom.load import parse_settings
from broadsheet.site.sitemap_files import count_pages
from broadsheet.site.stores import SCHEMA, Stores
from tests.machines.reading import found, one, read_xml
from tests.newsrooms import NOW, Site, faults, links, seconds, source
from tests.samples import beyond, sampled

NEWS = "news-sitemap.xml"
HOURS = 3600
PLACE = "https://courier.example"


def news(site: Site, path: str = NEWS) -> list[str]:
    """Give the addresses of the stories that the news sitemap names."""
    return found(read_xml(site, path), "map:url[news:news]/map:loc")


def pages(site: Site, path: str) -> list[str]:
    """Give the addresses that a sitemap names."""
    return found(read_xml(site, path), "map:url/map:loc")


def test_a_months_sitemap_stays_as_it_is_when_other_months_go_on(site: Site) -> None:
    site.story("world/rates", published="2026-10-20 10:00")
    site.build()
    before = site.read("sitemap-2026-10.xml")
    site.story("world/ports", published="2026-11-20 10:00")
    site.story("politics/vote", published="2026-09-20 10:00")
    result = site.build()
    assert "sitemap-2026-10.xml" not in result.written
    assert site.read("sitemap-2026-10.xml") == before


def test_a_sitemap_names_the_lead_picture_of_a_story(site: Site) -> None:
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"/>')
    site.story("world/rates", image="map.svg")
    site.build()
    [picture] = found(read_xml(site, "sitemap-2026-11.xml"), "map:url/image:image/image:loc")
    assert picture.startswith(f"{PLACE}/media/map")
    assert (site.out / picture.removeprefix(f"{PLACE}/")).is_file()


def test_a_sitemap_names_the_pictures_of_a_text_each_once_and_forgets_what_is_taken_out(site: Site) -> None:
    for name in ("map", "hall", "yard"):
        site.write(
            f"content/world/{name}.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{len(name)}0"/>'
        )
    body = "![Map](map.svg)\n\n::: photos\n![Hall](hall.svg)\n![Yard](yard.svg)\n:::\n\n![Hall](hall.svg)"
    site.story("world/rates", body=body, image="map.svg", published="2026-11-23 10:00")
    site.build()
    for path in ("sitemap-2026-11.xml", NEWS):
        named = found(read_xml(site, path), "map:url/image:image/image:loc")
        assert [name.rpartition("/")[2].partition("-")[0] for name in named] == ["map", "hall", "yard"]
    site.edit("content/world/rates.md", "![Yard](yard.svg)\n", "")
    assert {"sitemap-2026-11.xml", NEWS} < set(site.build().written)
    assert "yard" not in site.read("sitemap-2026-11.xml")
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("keys", [{"noindex": "yes"}, {"canonical": "https://wire.example/1"}])
def test_no_sitemap_names_what_search_engines_should_leave_out(site: Site, keys: dict[str, str]) -> None:
    site.story("world/rates", published="2026-11-23 10:00", **keys)
    site.build()
    assert f"{PLACE}/world/rates/" not in pages(site, "sitemap-2026-11.xml")
    assert news(site) == []


def test_a_story_kept_from_search_engines_says_so_on_its_pages(site: Site) -> None:
    site.story("world/rates", noindex="yes")
    site.build()
    rules = [
        [node.attributes["content"] for node in site.page(path).css("meta[name=robots]")]
        for path in ("world/rates/index.html", "lite/world/rates/index.html")
    ]
    assert rules == [["noindex"], ["noindex"]]


def test_the_news_sitemap_says_what_google_news_asks_for(site: Site) -> None:
    site.configure(language="en-CA", timezone="America/Edmonton")
    site.story("world/rates", '"Rates & risks <up>"', published="2026-11-23 01:00", updated="2026-11-23 02:00")
    site.story("world/wahlen", "Wahlen", published="2026-11-23 00:00", lang="zh-Hant-TW")
    site.build()
    root = read_xml(site, NEWS)
    [first, second] = root.findall("{*}url")
    assert one(first, "map:loc") == f"{PLACE}/world/rates/"
    assert one(first, "news:news/news:publication/news:name") == "The Example Courier"
    assert one(first, "news:news/news:publication/news:language") == "en"
    assert one(first, "news:news/news:publication_date") == "2026-11-23T01:00:00-07:00"
    assert one(first, "news:news/news:title") == "Rates & risks <up>"
    assert one(second, "news:news/news:publication/news:language") == "zh-tw"


@pytest.mark.parametrize(
    "address",
    [
        f"{PLACE}/world/rates",
        "http://courier.example/world/rates/",
        "https://Courier.Example/world/%72ates/",
        f"{PLACE}/world/rates/?utm_source=x",
        f"{PLACE}/world/rates?page=1#more",
        f"{PLACE}/world/rates/index.html",
        f"{PLACE}:443/world/rates/",
        "http://courier.example:80/world/rates/",
        f"{PLACE}/old/rates/",
        f"{PLACE}/old/rates?utm_source=x",
        f"{PLACE}/2024/rates.html",
        f"{PLACE}/alte-preise/für-gas",
        f"{PLACE}/alte-preise/f%C3%BCr-gas/",
    ],
)
def test_a_story_whose_canonical_address_is_its_own_or_led_to_it_is_no_copy(site: Site, address: str) -> None:
    aliases = "[/old/rates/, /2024/rates.html, /alte-preise/für-gas]"
    site.story("world/rates", published="2026-11-23 10:00", id="tag:x", aliases=aliases, canonical=address)
    result = site.build()
    assert result.is_ok, faults(result)
    assert news(site) == [f"{PLACE}/world/rates/"]
    assert f"{PLACE}/world/rates/" in pages(site, "sitemap-2026-11.xml")
    assert links(site.page("world/rates/index.html"), "link[rel=canonical]") == [f"{PLACE}/world/rates/"]


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("https://example.org/paper/world/rates/", True),
        ("https://example.org/paper/old/rates/", True),
        ("https://example.org/old/rates/", False),
        ("https://example.org/world/rates/", False),
        ("https://example.org:8080/paper/old/rates/", False),
        ("http://example.org:443/paper/old/rates/", False),
        ("https://example.org/paper/Old/rates/", False),
        ("https://www.example.org/paper/old/rates/", False),
        ("https://example.org:99999/paper/old/rates/", False),
    ],
)
def test_a_path_of_the_newsroom_belongs_to_a_storys_own_address(site: Site, address: str, is_own: bool) -> None:
    site.configure(address="https://example.org/paper")
    site.story("world/rates", id="tag:x", aliases="[/old/rates/]", canonical=address)
    site.build()
    own = "https://example.org/paper/world/rates/"
    assert (own in pages(site, "sitemap-2026-11.xml")) == is_own
    assert links(site.page("world/rates/index.html"), "link[rel=canonical]") == [own if is_own else address]


def test_a_story_that_gets_its_canonical_address_as_an_alias_comes_into_the_sitemaps(site: Site) -> None:
    site.story("world/rates", published="2026-11-23 10:00", id="tag:x", canonical=f"{PLACE}/old/rates/")
    site.build()
    assert news(site) == []
    site.edit("content/world/rates.md", "id: tag:x", "id: tag:x\naliases: [/old/rates/]")
    site.build()
    assert news(site) == [f"{PLACE}/world/rates/"]
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("The Courier & Co (Calgary)", "The Courier & Co"),
        ("The Courier (a (b) (c (d))) of Calgary", "The Courier of Calgary"),
        ("(X)", "X"),
        ("(The (Daily) Courier)", "The Daily Courier"),
        ("The Courier :)", "The Courier :)"),
        ("中央日報\uff08日本語版\uff09", "中央日報"),
        ("日報 \uff08東京 (夕刊)\uff09", "日報"),
        ("\uff08日報\uff09", "日報"),
    ],
)
def test_the_news_sitemap_names_the_newsroom_without_what_is_in_parentheses(site: Site, name: str, told: str) -> None:
    site.configure(name=f'"{name}"')
    site.story("world/rates", published="2026-11-23 10:00")
    site.build()
    assert found(read_xml(site, NEWS), "//news:name") == [told]


@pytest.mark.parametrize(
    "keys",
    [
        {"status": "draft"},
        {"label": "sponsored"},
        {"noindex": "yes"},
        {"canonical": "https://wire.example/1"},
        {"embargo": "2026-11-24"},
        {"published": "2026-11-23 12:00:01"},
        {"published": "2026-11-21 12:00"},
        {"expires": "2026-11-23 12:00"},
    ],
    ids=str,
)
def test_the_news_sitemap_leaves_out_what_is_no_news_of_our_own(site: Site, keys: dict[str, str]) -> None:
    site.story("world/rates", **{"published": "2026-11-23 10:00", **keys})
    site.build()
    assert news(site) == []


@pytest.mark.parametrize(
    "zone", sampled(["UTC", "America/Edmonton", "Pacific/Auckland", "Europe/Berlin"], ["America/Edmonton"])
)
@pytest.mark.parametrize(
    "published", [beyond("2026-10-24 22:30"), "2026-10-31 20:15", beyond("2026-11-01 12:00"), "2026-04-04 10:00"]
)
def test_a_story_leaves_the_news_48_hours_after_it_came_to_the_second(site: Site, zone: str, published: str) -> None:
    site.configure(timezone=zone)
    site.story("world/rates", published=published)
    leaves = seconds(published, zone) + 48 * HOURS
    first = site.build(leaves - 1)
    assert news(site) == [f"{PLACE}/world/rates/"]
    assert first.next_change == leaves
    second = site.build(leaves)
    assert second.written == (NEWS,)
    assert news(site) == []
    assert second.next_change is None
    assert site.tree() == site.clean_tree(leaves)


def test_a_build_of_an_earlier_instant_brings_the_news_back(site: Site) -> None:
    site.story("world/rates", published="2026-11-21 12:00")
    site.build(NOW)
    result = site.build(NOW - 1)
    assert result.written == (NEWS,)
    assert site.tree() == site.clean_tree(NOW - 1)


def test_news_leaves_at_its_time_whatever_was_edited_before(site: Site) -> None:
    site.story("world/rates", published="2026-11-22 10:00")
    site.story("world/ports", published="2026-11-22 11:00")
    site.build()
    site.edit("content/world/rates.md", "Rates rise", "Rates fall")
    site.delete("content/world/ports.md")
    result = site.build(NOW + HOURS)
    assert NEWS in result.written
    assert result.next_change == seconds("2026-11-24 10:00")
    assert site.tree() == site.clean_tree(NOW + HOURS)


def test_a_hidden_storys_48_hours_are_nobodys_business(site: Site) -> None:
    site.story("world/rates", published="2026-11-20 10:00")
    site.story("world/draft", published="2026-11-23 10:00", status="draft")
    site.story("world/wire", published="2026-11-23 10:00", canonical="https://wire.example/1")
    assert site.build().next_change is None


def test_the_command_tells_when_a_story_leaves_the_news(
    site: Site, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    now = int(time.time())
    published = datetime.fromtimestamp(now - HOURS, UTC)
    site.story("world/rates", published=f"{published:%Y-%m-%dT%H:%M:%SZ}")
    assert site.build(now).is_ok
    told = run("due", "-C", site.root)
    assert told.stdout.strip() == (published + timedelta(hours=48)).isoformat()


@pytest.mark.campaign
def test_the_thousand_and_first_story_goes_to_a_second_file(site: Site) -> None:
    for number in range(1001):
        published = f"2026-11-23 {number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"
        site.write(f"content/world/story-{number}.md", source(f"Story {number}", published=published))
    result = site.build()
    assert result.is_ok, faults(result)
    assert len(news(site)) == 1000
    assert news(site, "news-sitemap-2.xml") == [f"{PLACE}/world/story-0/"]
    assert f"{PLACE}/news-sitemap-2.xml" in found(read_xml(site, "sitemap.xml"), "map:sitemap/map:loc")
    leaves = seconds("2026-11-25 00:00")
    after = site.build(leaves)
    assert after.written == ("sitemap.xml",)
    assert after.deleted == ("news-sitemap-2.xml",)
    assert len(pages(site, "sitemap-2026-11.xml")) == 1000
    assert pages(site, "sitemap-2026-11-2.xml") == [f"{PLACE}/world/story-1000/"]
    site.write("content/world/next.md", source("Next", published="2026-11-23 11:00"))
    assert {path for path in site.build(leaves).written if path.startswith("sitemap-")} == {"sitemap-2026-11-2.xml"}
    site.delete("content/world/next.md")
    site.delete("content/world/story-1000.md")
    assert site.build(leaves).deleted.count("sitemap-2026-11-2.xml") == 1
    maps = found(read_xml(site, "sitemap.xml"), "map:sitemap/map:loc")
    assert maps == [f"{PLACE}/{name}.xml" for name in ("news-sitemap", "sitemap-pages", "sitemap-2026-11")]


@pytest.mark.parametrize("errors", ["stop", "skip"])
def test_as_many_pages_are_listed_as_were_counted(site: Site, errors: str) -> None:
    site.configure(errors=errors)
    for name in ("dana", "nobody"):
        site.write(f"content/authors/{name}.md", f"---\nname: {name.title()} Roe\n---\n")
    site.story("world/rates", topics="[Rates, Banks]", regions="[calgary]", authors="[dana]")
    site.story("world/held", topics="[Held]", authors="[nobody]", published="2027-01-01")
    site.write("content/pages/about.md", "---\nheadline: About\n---\n\nUs.\n")
    if errors == "skip":
        site.write("content/pages/wrong.md", "---\nheadline: [\n---\n\nUs.\n")
    site.build()
    listed = pages(site, "sitemap-pages.xml")
    assert len(listed) == len(set(listed)) == 8
    settings, _ = parse_settings((site.root / "newsroom.yaml").read_text("utf-8"))
    assert settings is not None
    with open_snapshot(site.root / ".broadsheet/build.db", SCHEMA) as db:
        assert count_pages(Stores(db, settings, NOW)) == len(listed)


@pytest.mark.campaign
def test_more_than_a_thousand_pages_that_are_no_stories_take_a_second_file_too(site: Site) -> None:
    site.story("world/rates")
    site.build()
    assert len(pages(site, "sitemap-pages.xml")) == 3
    topics = [f"Topic {number:03}" for number in range(998)]
    for number in range(4):
        site.story(f"world/of-{number}", topics=f"[{', '.join(topics[number::4])}]")
    result = site.build()
    assert result.is_ok, faults(result)
    assert len(pages(site, "sitemap-pages.xml")) == 1000
    assert pages(site, "sitemap-pages-2.xml") == [f"{PLACE}/topics/topic-997/"]
    maps = found(read_xml(site, "sitemap.xml"), "map:sitemap/map:loc")
    names = ("news-sitemap", "sitemap-pages", "sitemap-pages-2", "sitemap-2026-11")
    assert maps == [f"{PLACE}/{name}.xml" for name in names]
    assert site.tree() == site.clean_tree()
    site.edit("content/world/of-1.md", "Topic 997", "Topic 001")
    assert "sitemap-pages-2.xml" in site.build().deleted


def test_a_standing_page_has_the_time_of_its_last_change_as_a_story_has(site: Site) -> None:
    site.configure(timezone="America/Edmonton")
    site.story("world/rates")
    site.write("content/pages/about.md", "---\nheadline: About\nupdated: 2026-11-20\n---\n\nUs.\n")
    site.write("content/pages/contact.md", "---\nheadline: Contact\n---\n\nWrite.\n")
    site.build()
    address = f"map:url[map:loc='{PLACE}/about/']/map:lastmod"
    assert found(read_xml(site, "sitemap-pages.xml"), address) == ["2026-11-20T00:00:00-07:00"]
    assert len(found(read_xml(site, "sitemap-pages.xml"), "map:url/map:lastmod")) == 1
    site.edit("content/pages/about.md", "2026-11-20", "2026-11-21 08:30")
    assert set(site.build().written) == {"about/index.html", "sitemap-pages.xml"}
    assert found(read_xml(site, "sitemap-pages.xml"), address) == ["2026-11-21T08:30:00-07:00"]
    assert site.tree() == site.clean_tree()
    site.edit("content/pages/about.md", "updated: 2026-11-21 08:30\n", "")
    site.build()
    assert found(read_xml(site, "sitemap-pages.xml"), "map:url/map:lastmod") == []


@pytest.mark.parametrize("path", ["", "/paper"])
def test_each_sitemap_stands_above_all_that_it_names(site: Site, path: str) -> None:
    site.configure(address=f"{PLACE}{path}")
    site.story("world/rates", topics="[Rates]")
    site.build()
    maps = found(read_xml(site, "sitemap.xml"), "map:sitemap/map:loc")
    names = [address.removeprefix(f"{PLACE}{path}/") for address in maps]
    assert names == [NEWS, "sitemap-pages.xml", "sitemap-2026-11.xml"]
    named = [url for name in names for url in pages(site, name)]
    assert named
    assert [url for url in named if not url.startswith(f"{PLACE}{path}/")] == []


@pytest.mark.parametrize("name", ["news-sitemap-9", "sitemap-pages-9", "sitemap-2026-10"])
def test_an_alias_like_a_sitemaps_name_stays(site: Site, name: str) -> None:
    site.story("world/rates", aliases=f"[/{name}/]")
    site.build()
    site.story("world/ports", published="2026-11-23 10:00")
    site.build()
    assert site.tree() == site.clean_tree()
    assert (site.out / name / "index.html").is_file()


def test_an_alias_at_the_address_of_a_sitemap_to_come_stops_the_story_that_calls_for_it(site: Site) -> None:
    site.story("world/rates", aliases="[/sitemap-2026-10.xml]")
    assert site.build().is_ok
    site.story("world/ports", published="2026-10-20 10:00")
    assert [fault.kind for fault in site.build().diagnostics] == ["duplicate-permalink"]
    assert not (site.out / "world/ports").exists()
