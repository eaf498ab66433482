"""Every page a site has besides its articles, read as browsers, feed readers and search engines read them."""

import re
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from broadsheet.site.build import BuildOptions, build
from tests.edits.newsroom import photograph
from tests.newsrooms import NOW, Site, faults, links, seconds, texts
from tests.samples import examples, sampled

CARDS = ".card__headline a, .row__headline a, .opening__headline a"


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A small newsroom with one of everything, built."""
    return built(site)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, for tests that only read it."""
    return built(Site(tmp_path_factory.mktemp("pages")))


def built(site: Site) -> Site:
    """Write the newsroom and build it."""
    site.write("content/authors/dana.md", "---\nname: Dana Whitfield\nrole: Reporter\n---\n\nWrites on money.\n")
    site.write("content/authors/tom.md", "---\nname: Tom Roe\n---\n")
    site.write("content/pages/about.md", "---\nheadline: Who we are\naliases: [/us/]\n---\n\nA newsroom.\n")
    site.story(
        "world/rates",
        "Rates & risks <up>",
        deck="What it costs",
        topics="[Central Banks]",
        authors="[dana, Ann Lee]",
        regions="[calgary]",
        aliases="[/old/rates/, /older.html]",
    )
    site.story("politics/vote", "A close vote", topics="[Votes]", published="2026-10-02 23:30")
    site.story("world/ports", "Ports close", topics="[central banks]", published="2026-11-21 08:00")
    result = site.build()
    assert result.is_ok, faults(result)
    return site


def story_links(site: Site, path: str) -> list[str]:
    """Give the addresses of the stories that a list shows, in order."""
    return links(site.page(path), CARDS)


def test_the_front_leads_to_every_story(standing: Site) -> None:
    front = set(links(standing.page("index.html"), "main a"))
    assert front >= {"/world/rates/", "/world/ports/", "/politics/vote/"}


def test_a_section_front_shows_its_stories_alone(standing: Site) -> None:
    assert set(story_links(standing, "world/index.html")) == {"/world/ports/", "/world/rates/"}
    assert story_links(standing, "politics/index.html") == ["/politics/vote/"]
    assert texts(standing.page("world/index.html"), "h1") == ["World"]


def test_a_section_without_stories_has_a_front_all_the_same(site: Site) -> None:
    assert site.build().is_ok
    assert texts(site.page("world/index.html"), "h1") == ["World"]
    assert story_links(site, "world/index.html") == []


def test_a_topic_has_one_page_however_it_is_spelt(standing: Site) -> None:
    assert story_links(standing, "topics/central-banks/index.html") == ["/world/ports/", "/world/rates/"]
    assert links(standing.page("topics/index.html"), "main .index a") == ["/topics/central-banks/", "/topics/votes/"]


def test_an_author_page_shows_the_profile_and_the_stories(standing: Site) -> None:
    page = standing.page("authors/dana/index.html")
    assert texts(page, "h1") == ["Dana Whitfield"]
    assert "Writes on money." in texts(page, ".prose p")
    assert story_links(standing, "authors/dana/index.html") == ["/world/rates/"]


def test_an_author_without_public_stories_has_no_page(newsroom: Site) -> None:
    assert not (newsroom.out / "authors" / "tom").exists()
    assert "/authors/dana/" in links(newsroom.page("authors/index.html"), "main a")
    assert "/authors/tom/" not in links(newsroom.page("authors/index.html"), "main a")


def test_a_region_has_a_page(standing: Site) -> None:
    assert story_links(standing, "regions/calgary/index.html") == ["/world/rates/"]
    assert links(standing.page("regions/index.html"), "main .index a") == ["/regions/calgary/"]


def test_a_region_without_stories_has_a_page_that_says_so(site: Site) -> None:
    site.story("world/rates")
    site.build()
    assert (site.out / "regions" / "calgary" / "index.html").is_file()


def test_the_archive_leads_from_months_to_days_to_stories(standing: Site) -> None:
    assert links(standing.page("archive/index.html"), "main .index a") == ["/archive/2026/11/", "/archive/2026/10/"]
    assert links(standing.page("archive/2026/11/index.html"), "main .index__group a") == [
        "/archive/2026/11/21/",
        "/archive/2026/11/20/",
    ]
    assert story_links(standing, "archive/2026/11/20/index.html") == ["/world/rates/"]


def test_a_story_stands_on_its_local_day(newsroom: Site) -> None:
    newsroom.configure(timezone="Asia/Tokyo")
    newsroom.story("politics/vote", published="2026-10-02T23:30Z")
    newsroom.build()
    assert story_links(newsroom, "archive/2026/10/03/index.html") == ["/politics/vote/"]


def test_a_standing_page_has_its_own_address(standing: Site) -> None:
    assert texts(standing.page("about/index.html"), "h1") == ["Who we are"]


def test_the_404_page_leads_to_every_list_and_is_kept_from_search_engines(standing: Site) -> None:
    page = standing.page("404.html")
    assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex"]
    assert links(page, "main a") == ["/", "/world/", "/politics/", "/latest/", "/archive/"]
    assert not page.css("main form")


def test_the_404_page_asks_for_words_where_there_is_a_search(newsroom: Site) -> None:
    newsroom.configure(search="yes")
    newsroom.build()
    [form] = newsroom.page("404.html").css("main form")
    assert form.attributes["action"] == "/search/"
    assert [field.attributes["name"] for field in form.css("input")] == ["q"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("old/rates/index.html", "/world/rates/"),
        ("older.html", "/world/rates/"),
        ("us/index.html", "/about/"),
    ],
)
def test_an_alias_redirects(standing: Site, path: str, target: str) -> None:
    page = standing.page(path)
    assert [node.attributes["content"] for node in page.css("meta[http-equiv=refresh]")] == [f"0; url={target}"]
    assert links(page, "link[rel=canonical]") == [f"https://courier.example{target}"]
    assert links(page, "a") == [target]


def test_the_feed_is_sound_and_holds_the_newest_first(standing: Site) -> None:
    feed = feedparser.parse(standing.read("feed.xml").encode())
    assert not feed.bozo
    assert feed.feed.title == "The Example Courier"
    assert [entry.title for entry in feed.entries] == ["Ports close", "Rates & risks <up>", "A close vote"]
    entry = feed.entries[1]
    assert entry.link == "https://courier.example/world/rates/"
    assert entry.summary == "What it costs"
    assert entry.published == "Fri, 20 Nov 2026 10:00:00 +0000"
    assert [author.name for author in entry.authors] == ["Dana Whitfield", "Ann Lee"]
    assert feed.feed.updated == "Sat, 21 Nov 2026 08:00:00 +0000"


def test_each_section_has_a_feed(standing: Site) -> None:
    feed = feedparser.parse(standing.read("politics/feed.xml").encode())
    assert [entry.link for entry in feed.entries] == ["https://courier.example/politics/vote/"]
    assert "/politics/feed.xml" in links(standing.page("politics/index.html"), "link[rel=alternate]")


def test_a_storys_identifier_in_feeds_survives_a_move(newsroom: Site) -> None:
    before = [entry.id for entry in feedparser.parse(newsroom.read("feed.xml").encode()).entries]
    newsroom.configure(permalink="/{year}/{month}/{slug}/")
    newsroom.build()
    assert [entry.id for entry in feedparser.parse(newsroom.read("feed.xml").encode()).entries] == before


def test_a_feed_is_as_long_as_the_newsroom_wants(newsroom: Site) -> None:
    newsroom.configure(feeds="{size: 2}")
    newsroom.build()
    assert len(feedparser.parse(newsroom.read("feed.xml").encode()).entries) == 2


def locations(site: Site, path: str) -> list[str]:
    """Give the addresses that a sitemap names."""
    root = etree.fromstring(site.read(path).encode())
    return [str(node.text) for node in root.iter("{*}loc")]


def test_the_sitemap_leads_to_every_page_that_search_engines_should_read(newsroom: Site) -> None:
    maps = locations(newsroom, "sitemap.xml")
    months = [f"https://courier.example/sitemap-{name}.xml" for name in ("pages", "2026-10", "2026-11")]
    assert maps == ["https://courier.example/news-sitemap.xml", *months]
    named = {url for address in maps for url in locations(newsroom, urlsplit(address).path.lstrip("/"))}
    assert named >= {
        "https://courier.example/",
        "https://courier.example/world/",
        "https://courier.example/topics/votes/",
        "https://courier.example/authors/dana/",
        "https://courier.example/regions/calgary/",
        "https://courier.example/about/",
        "https://courier.example/world/rates/",
        "https://courier.example/politics/vote/",
    }
    missing = [url for url in named if not (newsroom.out / urlsplit(url).path.strip("/") / "index.html").is_file()]
    assert missing == []
    assert "Sitemap: https://courier.example/sitemap.xml\n" in newsroom.read("robots.txt")


def test_a_story_first_published_elsewhere_is_left_to_its_origin(newsroom: Site) -> None:
    newsroom.story("world/wire", canonical="https://wire.example/1")
    newsroom.build()
    assert "https://courier.example/world/wire/" not in locations(newsroom, "sitemap-2026-11.xml")
    assert links(newsroom.page("world/wire/index.html"), "link[rel=canonical]") == ["https://wire.example/1"]


def test_a_site_below_a_path_keeps_all_its_links_there(newsroom: Site) -> None:
    newsroom.edit("newsroom.yaml", "https://courier.example", "https://host.example/courier")
    newsroom.build()
    astray = {
        (path, address)
        for path in newsroom.tree()
        if path.endswith(".html")
        for address in re.findall(r'(?:href|src|url)="?(/[^"\s]*)', newsroom.read(path))
        if not address.startswith("/courier/")
    }
    assert astray == set()


def write_stories(site: Site, count: int, start: int = 0) -> None:
    """Write stories an hour apart, the first the oldest."""
    for number in range(start, start + count):
        published = f"2026-10-{1 + number // 24:02} {number % 24:02}:00"
        site.story(f"world/s{number:03}", f"Story {number}", topics="[Rates]", published=published)


def listing_pages(site: Site, folder: str) -> dict[str, list[str]]:
    """Give the stories on each page of a list, the front first, then the pages that it leads to, one after another."""
    paths = [f"{folder}/index.html"]
    while older := links(site.page(paths[-1]), ".pagination [rel=next]"):
        paths.append(f"{older[0].strip('/')}/index.html")
    return {path: story_links(site, path) for path in paths}


def test_a_list_is_numbered_from_its_oldest_page(site: Site) -> None:
    site.configure(page_size=5)
    write_stories(site, 17)
    site.build()
    for folder in ("latest", "world", "topics/rates"):
        pages = listing_pages(site, folder)
        assert [len(stories) for stories in pages.values()] == [7, 5, 5]
        assert pages[f"{folder}/page/1/index.html"] == [f"/world/s{number:03}/" for number in (4, 3, 2, 1, 0)]


def test_numbered_pages_lead_to_each_other(site: Site) -> None:
    site.configure(page_size=5)
    write_stories(site, 22)
    site.build()
    turns = [
        (links(page, ".pagination [rel=prev]"), links(page, ".pagination [rel=next]"))
        for page in (site.page(f"latest/{path}index.html") for path in ("", "page/3/", "page/2/", "page/1/"))
    ]
    assert turns == [
        ([], ["/latest/page/3/"]),
        (["/latest/"], ["/latest/page/2/"]),
        (["/latest/page/3/"], ["/latest/page/1/"]),
        (["/latest/page/2/"], []),
    ]


def test_a_full_page_never_changes_once_another_follows_it(site: Site) -> None:
    site.configure(page_size=5)
    write_stories(site, 16)
    site.build()
    before = site.tree()
    write_stories(site, 25, start=16)
    site.build()
    after = site.tree()
    kept = [path for path in before if "/page/1/" in path]
    assert len(kept) == 3
    assert [path for path in kept if before[path] != after[path]] == []


def test_a_new_story_writes_one_numbered_page_of_a_list_at_most(site: Site) -> None:
    site.configure(page_size=5)
    write_stories(site, 8)
    site.build()
    turns = {}
    for number in range(8, 21):
        write_stories(site, 1, start=number)
        turns[number + 1] = [path for path in site.build().written if path.startswith("latest/page/")]
    assert {count: written for count, written in turns.items() if written} == {
        9: ["latest/page/1/index.html"],
        14: ["latest/page/2/index.html"],
        15: ["latest/page/1/index.html"],
        19: ["latest/page/3/index.html"],
        20: ["latest/page/2/index.html"],
    }


@pytest.mark.parametrize("count", sampled(range(9, 21), (14, 15, 20)))
def test_all_pages_of_a_list_can_be_turned_to_from_its_oldest_one(site: Site, count: int) -> None:
    site.configure(page_size=5)
    write_stories(site, count)
    site.build()
    path, seen = "latest/page/1/index.html", list[str]()
    while path != "latest/index.html":
        seen += reversed(story_links(site, path))
        [newer] = links(site.page(path), ".pagination [rel=prev]")
        path = f"{newer.strip('/')}/index.html"
    seen += reversed(story_links(site, path))
    assert seen[-count:] == [f"/world/s{number:03}/" for number in range(count)]
    assert set(seen) == set(seen[-count:])


@settings(max_examples=examples(20))
@given(
    dates=st.integers(0, 40).flatmap(lambda count: st.lists(st.integers(0, 40), min_size=count, max_size=count)),
    page_size=st.integers(5, 9),
)
def test_the_pages_of_a_list_cover_each_story_once(dates: list[int], page_size: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        site = Site(folder / "newsroom")
        site.configure(page_size=page_size)
        for number, day in enumerate(dates):
            site.story(f"world/s{number:03}", published=f"2026-{1 + day // 28:02}-{1 + day % 28:02}")
        result = build(BuildOptions(site.root, NOW, jobs=1))
        assert result.is_ok, faults(result)
        for list_folder in ("latest", "world"):
            pages = listing_pages(site, list_folder)
            shown = [address for stories in pages.values() for address in stories]
            newest_first = sorted(range(len(dates)), key=lambda number: (dates[number], f"s{number:03}"), reverse=True)
            assert sorted(shown) == sorted(f"/world/s{number:03}/" for number in newest_first)
            if list_folder == "latest":
                assert shown == [f"/world/s{number:03}/" for number in newest_first]
            assert all(len(stories) == page_size for stories in list(pages.values())[1:])
    finally:
        shutil.rmtree(folder)


def test_a_page_in_another_language_says_so(site: Site) -> None:
    site.story("world/nuit", "La nuit", lang="fr-CA", published="2026-11-20 10:00")
    site.build()
    page = site.page("world/nuit/index.html")
    assert [node.attributes["lang"] for node in page.css("html")] == ["fr-CA"]
    assert texts(page, ".article__published") == ["20 novembre 2026, 10 h 00"]
    assert [node.attributes["lang"] for node in site.page("latest/index.html").css(".row[lang]")] == ["fr-CA"]


def test_an_empty_newsroom_has_a_whole_site(site: Site) -> None:
    assert site.build(seconds("2026-01-01 00:00")).is_ok
    assert {"index.html", "404.html", "feed.xml", "sitemap.xml", "live.json"} <= site.tree().keys()
    assert not feedparser.parse(site.read("feed.xml").encode()).bozo


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("dana, Ilya Brandt", ["Dana Whitfield", "Ilya Brandt"]),
        ("Ilya Brandt ,dana,", ["Ilya Brandt", "Dana Whitfield"]),
        ('["Ilya Brandt, M.D.", dana]', ["Ilya Brandt, M.D.", "Dana Whitfield"]),
        ('{name: "Brandt, Roe", role: data}', ["Brandt, Roe"]),
    ],
)
def test_commas_stand_between_authors_in_a_text_and_in_names_in_a_list(
    newsroom: Site, authors: str, names: list[str]
) -> None:
    newsroom.story("world/shared", authors=authors)
    assert newsroom.build().is_ok
    entries = feedparser.parse(newsroom.read("feed.xml")).entries
    entry = next(entry for entry in entries if entry.link.endswith("/world/shared/"))
    assert [author.name for author in entry.authors] == names


def test_a_picture_that_lies_in_two_folders_is_published_once(site: Site) -> None:
    site.write("content/pictures/port.png", photograph(40))
    site.story("world/rates", image="/pictures/port.png")
    site.build()
    alone = set(site.tree())
    site.write("content/politics/port.png", photograph(40))
    site.story("politics/vote", image="port.png")
    assert site.build().is_ok
    assert {path for path in set(site.tree()) - alone if path.startswith("media/")} == set()


def test_a_related_link_says_whose_it_is_and_how_long_it_takes_beside_a_story_and_in_it(site: Site) -> None:
    site.configure(feeds="{text: full, site: [json]}")
    film = "https://video.example/arrival"
    site.story(
        "world/rates",
        body=f"WATCH | [The arrival]({film}) | 2:06 | Action News",
        related=f"[{{watch: The bridge, url: '{film}', duration: '3:10', source: The Wire}}, {{read: More, url: '{film}'}}]",
    )
    site.build()
    page = site.page("world/rates/index.html")
    assert texts(page, ".beside__list li") == ["WATCH | The bridge The Wire, 3:10", "More"]
    assert texts(page, ".related__source") == ["Action News, 2:06"]
    lite = texts(site.page("lite/world/rates/index.html"), "p, li")
    assert {"WATCH | The arrival (Action News, 2:06)", "WATCH | The bridge (The Wire, 3:10)", "More"} <= set(lite)
    assert "The arrival</a> (Action News, 2:06)</p>" in site.read("feed.json").replace('\\"', '"')
