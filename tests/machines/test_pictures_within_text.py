"""Pictures within a sentence, a list, a table, a quotation or HTML are told to machines like those that stand alone."""

import json
from itertools import chain
from typing import Any

import feedparser
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.machines.reading import found, read_xml
from tests.newsrooms import Site, faults
from tests.photos.secrets import CAPTION, CREATOR, CREDIT, Hoard, hoarding
from tests.samples import sampled

WITHIN = {
    "a sentence": "We saw ![A yard](yard.jpg) there.",
    "a list": "- ![A yard](yard.jpg)\n- Rails",
    "a table": "| where | what |\n|---|---|\n| ![A yard](yard.jpg) | rails |",
    "a quotation": "> ![A yard](yard.jpg)",
    "HTML": '<div class="x"><p><img alt="A yard" src="yard.jpg" width="90"></p></div>',
}
ICON = "Dry ![Sun](icon.jpg) and warm."


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A newsroom with pictures and without stories, whose stories get cards of their own."""
    site.configure(social_cards="stories", html="sanitise")
    for seed, (name, size) in enumerate({"yard": (800, 600), "hall": (900, 700), "icon": (200, 240)}.items()):
        site.write(f"content/world/{name}.jpg", hoarding("jpg", Hoard(), seed, size))
    return site


def told(site: Site) -> dict[str, list[str]]:
    """Build, and say which pictures stand for the story `world/rates` and which are told to be its own, by their names."""
    result = site.build()
    assert result.is_ok, faults(result)
    page = site.page("world/rates/index.html")
    addresses = {
        "face": [node.attributes["content"] or "" for node in page.css("meta[property='og:image']")],
        "images": [image["contentUrl"] for image in data_of(site).get("image", [])],
        "sitemap": found(read_xml(site, "sitemap-2026-11.xml"), "map:url/image:image/image:loc"),
        "feed": [media["url"] for media in entry(site).get("media_content", [])],
    }
    assert all(
        (site.out / url.removeprefix("https://courier.example/")).is_file() for url in chain(*addresses.values())
    )
    assert site.tree() == site.clean_tree()
    return {name: [url.rpartition("/")[2].split("-")[0] for url in urls] for name, urls in addresses.items()}


def everywhere(name: str) -> dict[str, list[str]]:
    """Give what is told where one picture alone is."""
    return {place: [name] for place in ("face", "images", "sitemap", "feed")}


def data_of(site: Site) -> dict[str, Any]:
    """Give what the page says of the story."""
    [script] = site.page("world/rates/index.html").css("script[type$=json]")
    story: dict[str, Any] = json.loads(script.text())["@graph"][0]
    return story


def entry(site: Site) -> Any:
    """Give the story in the feed."""
    return feedparser.parse(site.read("feed.xml").encode()).entries[0]


@pytest.mark.parametrize("where", sampled(WITHIN, ("a list", "HTML")))
def test_a_picture_within_a_text_is_told_and_stands_for_its_story(newsroom: Site, where: str) -> None:
    newsroom.story("world/rates", body=f"{ICON}\n\n{WITHIN[where]}")
    assert told(newsroom) == everywhere("yard")
    assert not [path for path in newsroom.tree() if path.startswith("social/") and "rates" in path]
    [image] = data_of(newsroom)["image"]
    assert (image["creator"]["name"], image["caption"], image["creditText"]) == (
        CREATOR,
        CAPTION,
        f"{CREATOR} / {CREDIT}",
    )
    assert entry(newsroom).media_content[0]["width"] == "720"
    alt = newsroom.page("world/rates/index.html").css("meta[property='og:image:alt']")[0].attributes["content"]
    assert alt == "A yard"


def test_a_picture_that_stands_alone_goes_before_one_within_the_text(newsroom: Site) -> None:
    newsroom.story("world/rates", body=f"{WITHIN['a sentence']}\n\n![A hall](hall.jpg)")
    assert told(newsroom) == {
        "face": ["hall"],
        "images": ["hall", "yard"],
        "sitemap": ["hall", "yard"],
        "feed": ["hall"],
    }


def test_a_lead_picture_goes_before_one_within_the_text(newsroom: Site) -> None:
    newsroom.story("world/rates", body=WITHIN["a list"], image="hall.jpg")
    found = told(newsroom)
    assert (found["face"], found["feed"]) == (["hall"], ["hall"])
    assert (found["images"], found["sitemap"]) == (["hall"] * 4 + ["yard"], ["hall", "yard"])


def test_a_small_picture_within_a_text_is_told_to_nobody_until_it_is_larger(newsroom: Site) -> None:
    newsroom.story("world/rates", body=ICON)
    found = told(newsroom)
    assert (found["sitemap"], found["feed"]) == ([], [])
    assert found["images"] == found["face"] != ["icon"]
    newsroom.write("content/world/icon.jpg", hoarding("jpg", Hoard(), 7, (800, 600)))
    assert told(newsroom) == everywhere("icon")


@pytest.mark.parametrize("where", sampled(WITHIN, ("a list", "HTML")))
def test_full_texts_name_the_file_that_has_the_size_they_tell(newsroom: Site, where: str) -> None:
    newsroom.configure(html="sanitise", feeds="{text: full}", ninjs="yes")
    newsroom.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 3, (2000, 1500)))
    newsroom.story("world/rates", body=f"{WITHIN[where]}\n\n![A hall](hall.jpg)")
    assert newsroom.build().is_ok
    item = json.loads(newsroom.read("world/rates/story.ninjs.json"))
    texts = [
        entry(newsroom).content[0]["value"],
        *(body["value"] for body in item["bodies"] if "html" in body["contentType"]),
    ]
    assert len(texts) == 2
    for text in texts:
        for image in LexborHTMLParser(text).css("img"):
            address, *told = (image.attributes[name] or "" for name in ("src", "width", "height"))
            with Image.open(newsroom.out / address.removeprefix("https://courier.example/")) as opened:
                assert [str(side) for side in opened.size] == told
    [shown, _] = newsroom.page("world/rates/index.html").css(".prose img")
    assert (shown.attributes["src"] or "").endswith("-720.jpg")


def test_pictures_of_films_and_of_related_links_are_not_the_storys(newsroom: Site) -> None:
    newsroom.write("content/world/film.mp4", b"film")
    newsroom.story("world/ports", published="2026-10-20 10:00")
    newsroom.story(
        "world/rates",
        body="WATCH | ![The yard](yard.jpg) [Ports](ports.md)\n\n::: video\n[A film](film.mp4)\n![The hall](hall.jpg)\n:::",
    )
    found = told(newsroom)
    assert (found["sitemap"], found["feed"]) == ([], [])
    assert found["images"] == found["face"] != ["yard"]
