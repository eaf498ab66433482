"""The demo's first story, part by part, as a reader's browser and a search engine's parser find it."""

import json
from pathlib import Path

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.newsrooms import Site, links, texts

STORY = "world/kim-arrives-in-russia/index.html"
NOTICE = "Our platform is in maintenance mode. Some URLs may not be available."


@pytest.fixture(scope="module")
def page(demo: Site) -> LexborHTMLParser:
    return demo.page(STORY)


def only(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Give the one element that a selector finds."""
    found = page.css(selector)
    assert len(found) == 1, f"{selector} is there {len(found)} times"
    return found[0]


def text(page: LexborHTMLParser, selector: str) -> str:
    """Give the text of the one element that a selector finds."""
    return " ".join(only(page, selector).text().split())


def test_the_page_is_html_without_parse_errors(demo: Site) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(demo.read(STORY))
    assert parser.errors == []


def test_the_masthead_names_the_paper_and_leads_home(page: LexborHTMLParser) -> None:
    assert text(page, "header.mast .mast__name") == "Action News"
    assert links(page, "header.mast .mast__name a") == ["/"]


def test_the_menu_offers_home_the_sections_and_the_services(demo: Site, page: LexborHTMLParser) -> None:
    menu = dict(zip(texts(page, "header.mast nav a"), links(page, "header.mast nav a"), strict=True))
    assert menu["Home"] == "/"
    assert menu["World"] == "/world/"
    for service in ("WebMail", "Regions", "Advertise", "Login"):
        assert (demo.out / menu[service].strip("/") / "index.html").is_file()
    assert texts(page, "header.mast nav [aria-current]") == ["World"]


def test_the_live_line_shows_the_city_without_script(page: LexborHTMLParser) -> None:
    assert text(page, "header.mast .mast__live") == "Calgary"


def test_the_live_file_holds_what_the_line_adds(demo: Site) -> None:
    live = json.loads(demo.read("live.json"))
    weather = (demo.root / "content" / "live" / "weather.yaml").read_text("utf-8")
    assert {key: live[key] for key in ("language", "timezone", "city")} == {
        "language": "en-CA",
        "timezone": "America/Edmonton",
        "city": "Calgary",
    }
    assert f"calgary:\n  temperature: {live['temperature']}" in weather


def test_the_notice_stands_on_the_front_and_in_the_live_file(demo: Site, page: LexborHTMLParser) -> None:
    (notice,) = texts(demo.page("index.html"), ".notice")
    assert notice.endswith(NOTICE)
    assert [notice["text"] for notice in json.loads(demo.read("live.json"))["notices"]] == [NOTICE]
    assert texts(page, ".notice") == []


def test_the_header_holds_section_headline_and_both_decks(page: LexborHTMLParser) -> None:
    assert text(page, "article .article__section") == "World"
    assert text(page, "h1") == "Kim steps off his train in Vladivostok, with a summit to play for"
    assert text(page, ".article__deck").startswith("The North Korean leader is in Russia’s Far East")
    assert text(page, ".article__subdeck").startswith("Meeting comes two months after")


def test_the_byline_leads_to_the_authors(page: LexborHTMLParser) -> None:
    names = dict(zip(texts(page, "a[rel=author]"), links(page, "a[rel=author]"), strict=True))
    assert names == {"Dana Whitfield": "/authors/dana-whitfield/", "Ilya Brandt": "/authors/ilya-brandt/"}


def test_the_dates_are_for_readers_and_for_machines(page: LexborHTMLParser) -> None:
    published, updated = only(page, ".article__published"), only(page, ".article__updated")
    assert published.attributes["datetime"] == "2019-04-24T06:12:00-06:00"
    assert updated.attributes["datetime"] == "2019-04-24T15:40:00-06:00"
    assert "April 24, 2019" in published.text()


def test_the_lead_picture_has_its_text_its_cutline_and_its_file(demo: Site, page: LexborHTMLParser) -> None:
    figure = only(page, "figure.figure--lead")
    picture = figure.css_first("img")
    assert picture is not None
    source, alt = picture.attributes["src"], picture.attributes["alt"]
    assert alt is not None
    assert alt.startswith("A lone figure in a dark coat")
    assert source is not None
    assert (demo.out / source.lstrip("/")).is_file()
    assert text(page, ".figure--lead .figure__caption").startswith("Kim Jong-un’s armoured train drew into")
    assert "via AP" in text(page, ".figure--lead .figure__credit")


def test_the_body_has_its_paragraphs_headings_and_quotations(page: LexborHTMLParser) -> None:
    paragraphs = texts(page, ".prose > p")
    assert paragraphs[0].startswith("Vladivostok, Russia — The green train took its time")
    assert any(text.startswith("“They told us until five, then until six") for text in paragraphs)
    assert texts(page, ".prose h2") == [
        "Bread, salt and a waiting limousine",
        "A second door",
        "What may be on the table",
        "A family habit",
    ]


def test_a_related_video_is_offered_in_the_text(demo: Site, page: LexborHTMLParser) -> None:
    title = "WATCH | The arrival, from the bridge at Khasan to the red carpet"
    assert text(page, ".prose .related--watch .related__title") == title
    assert links(page, ".prose .related--watch .related__title a") == ["https://video.actionnews.example/kim-arrival"]
    picture = only(page, ".related--watch img").attributes["src"]
    assert picture is not None
    assert (demo.out / picture.lstrip("/")).is_file()
    assert title in texts(page, "aside li a")


def test_a_pull_quote_says_who_said_it(page: LexborHTMLParser) -> None:
    pull = text(page, ".prose .pull")
    assert "A summit is proof of standing. It says there are other tables." in pull
    assert pull.endswith("Elena Markova, historian of the Russian Far East")


def test_the_story_ends_with_credits_correction_and_topics(page: LexborHTMLParser) -> None:
    assert text(page, ".article__credit") == "With files from The Associated Press"
    assert text(page, ".correction").startswith("Correction, April 24, 2019: An earlier version of this story gave")
    assert dict(zip(texts(page, "a[rel=tag]"), links(page, "a[rel=tag]"), strict=True)) == {
        "North Korea": "/topics/north-korea/",
        "Russia": "/topics/russia/",
        "Kim Jong-un": "/topics/kim-jong-un/",
        "Vladimir Putin": "/topics/vladimir-putin/",
        "Diplomacy": "/topics/diplomacy/",
        "Asia Pacific": "/topics/asia-pacific/",
    }


def test_search_engines_read_the_story_as_a_news_article(page: LexborHTMLParser) -> None:
    data = json.loads(only(page, "script[type='application/ld+json']").text())["@graph"][0]
    assert data["@type"] == "ReportageNewsArticle"
    assert data["headline"] == text(page, "h1")
    assert [author["name"] for author in data["author"]] == ["Dana Whitfield", "Ilya Brandt"]
    assert data["datePublished"] == "2019-04-24T06:12:00-06:00"
    assert data["mainEntityOfPage"] == "https://actionnews.example/world/kim-arrives-in-russia/"
    wide, *crops, body = data["image"]
    assert wide["url"].startswith("https://actionnews.example/media/station-")
    shapes = [int(one["width"].removesuffix("px")) / int(one["height"].removesuffix("px")) for one in (wide, *crops)]
    assert shapes == pytest.approx([16 / 9, 4 / 3, 1], rel=0.02)
    assert wide["creditText"] == text(page, ".figure--lead .figure__credit")
    assert body["caption"] == text(page, ".figure:not(.figure--lead) > figcaption > .figure__caption")


def test_the_old_address_redirects(demo: Site) -> None:
    old = demo.page("world/kim-in-vladivostok/index.html")
    assert links(old, "a") == ["/world/kim-arrives-in-russia/"]
    assert only(old, "meta[http-equiv=refresh]").attributes["content"] == "0; url=/world/kim-arrives-in-russia/"


def test_every_link_and_file_of_the_demo_is_there(demo: Site) -> None:
    dangling = [
        (path, address)
        for path, raw in demo.tree().items()
        if path.endswith(".html")
        for node in LexborHTMLParser(raw).css("[href], [src]")
        if (address := node.attributes.get("href") or node.attributes.get("src") or "").startswith("/")
        and not _is_there(demo.out, address)
    ]
    assert dangling == []


def _is_there(out: Path, address: str) -> bool:
    path = out / address.lstrip("/").split("#")[0].split("?")[0]
    return path.is_file() or (address.split("#")[0].endswith("/") and (path / "index.html").is_file())


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (lambda site: site.write("content/live/weather.yaml", "calgary:\n  temperature: 3.5\n"), ["live.json"]),
        (
            lambda site: site.write("content/live/breaking.yaml", "text: Roads are shut\nurl: /world/rates/\n"),
            ["index.html", "live.json"],
        ),
        (lambda site: site.configure(notices="[text: Delivery is late.]"), ["index.html", "live.json"]),
    ],
    ids=["weather", "breaking news", "notices"],
)
def test_what_moves_by_itself_touches_no_article(site: Site, change: object, written: list[str]) -> None:
    site.story("world/rates")
    site.build()
    assert callable(change)
    change(site)
    assert list(site.build().written) == written


def test_breaking_news_stands_on_the_front_and_in_the_live_file(site: Site) -> None:
    site.story("world/rates")
    site.write("content/live/breaking.yaml", "text: Roads are shut\nurl: /world/rates/\nat: 2026-11-23 11:00\n")
    site.build()
    bar = site.page("index.html")
    assert texts(bar, ".breaking__link") == ["Roads are shut"]
    assert links(bar, ".breaking__link") == ["/world/rates/"]
    assert json.loads(site.read("live.json"))["breaking"] == {
        "text": "Roads are shut",
        "url": "/world/rates/",
        "at": "2026-11-23T11:00:00+00:00",
    }
