"""The lite edition: text alone, one request a page, and its full version a link away."""

import base64
import gzip
import hashlib
import re

from tests.newsrooms import ROOT, Site, faults, links, source, texts

STORY, PAGE = "content/world/rates.md", "lite/world/rates/index.html"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>'
FETCHING = re.compile(
    r"<(?:img|script|iframe|video|audio|picture|object|svg|link rel=\"(?!canonical))|@import|url\(", re.I
)


def test_a_page_of_the_lite_edition_asks_for_nothing_else(demo: Site) -> None:
    pages = {path: raw for path, raw in demo.tree().items() if path.startswith("lite/")}
    fetched = {
        path: FETCHING.findall(raw.decode().replace('<link rel="icon" href="data:,">', ""))
        for path, raw in pages.items()
    }
    assert len(pages) > 80
    assert {path: found for path, found in fetched.items() if found} == {}


def test_a_page_of_the_lite_edition_is_small(demo: Site) -> None:
    sizes = {path: len(gzip.compress(raw)) for path, raw in demo.tree().items() if path.startswith("lite/")}
    assert max(sizes.values()) < 8_000


def test_all_lite_pages_have_the_same_few_rules_of_style(demo: Site) -> None:
    styles = {
        style
        for path, raw in demo.tree().items()
        if path.startswith("lite/")
        for style in re.findall(b"<style>(.*?)</style>", raw)
    }
    (style,) = styles
    assert len(style) < 400
    hashed = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert f"'sha256-{hashed}'" in (ROOT / "docs/lite.md").read_text("utf-8")


def test_every_page_leads_to_the_lite_edition_and_every_story_to_its_lite_page(demo: Site) -> None:
    assert links(demo.page("index.html"), "footer a[href='/lite/']") == ["/lite/"]
    assert links(demo.page("404.html"), "footer a[href='/lite/']") == ["/lite/"]
    assert links(demo.page("world/kim-arrives-in-russia/index.html"), ".tools a[href^='/lite/']") == [
        "/lite/world/kim-arrives-in-russia/"
    ]


def test_a_lite_page_tells_search_engines_what_its_full_version_does(site: Site) -> None:
    site.configure(timezone="America/Edmonton")
    site.story("world/rates")
    site.story("world/sale", expires="2027-01-01 00:00")
    site.story("world/quiet", expires="2027-01-01 00:00", noindex="yes")
    site.build()
    told = {
        name: [node.attributes["content"] for node in site.page(f"lite/world/{name}").css("meta[name=robots]")]
        for name in ("index.html", "rates/index.html", "sale/index.html", "quiet/index.html")
    }
    assert told == {
        "index.html": [],
        "rates/index.html": [],
        "sale/index.html": ["unavailable_after: 2027-01-01T00:00:00-07:00"],
        "quiet/index.html": ["noindex"],
    }


def test_a_lite_page_names_its_full_version_as_the_one_to_find(site: Site) -> None:
    site.write(STORY, source())
    site.build()
    for path, full in [(PAGE, "/world/rates/"), ("lite/world/index.html", "/world/"), ("lite/index.html", "/")]:
        page = site.page(path)
        assert links(page, "link[rel=canonical]") == [f"https://courier.example{full}"]
        assert links(page, "footer a") == [full]


def test_links_to_stories_stay_in_the_lite_edition(site: Site) -> None:
    site.edit("newsroom.yaml", "https://courier.example", "https://example.org/paper")
    site.write("content/pages/about.md", "---\nheadline: About\n---\n\nWe.\n")
    site.story("world/ports", "Ports close")
    site.write(
        STORY,
        source(
            body="See [ports](ports.md#quay), [us](../pages/about.md), [a map](https://example.com/), [world](/world/)."
        ),
    )
    result = site.build()
    assert result.is_ok, faults(result)
    assert links(site.page(PAGE), "article p a")[1:] == [
        "/paper/lite/world/ports/#quay",
        "/paper/about/",
        "https://example.com/",
        "/paper/world/",
    ]
    assert links(site.page("lite/index.html"), "nav a") == ["/paper/lite/world/", "/paper/lite/politics/"]


def test_a_picture_leaves_its_words(site: Site) -> None:
    site.write("content/world/map.svg", SVG)
    body = "Text ![the coast](map.svg) here.\n\n![](map.svg)\nThe quay at dawn. (Dana Whitfield)\n{.wide}"
    site.write(
        STORY, source(body=body, image="{file: map.svg, alt: A map, caption: The coast today., credit: R. Lindqvist}")
    )
    site.build()
    text = texts(site.page(PAGE), "article")[0]
    assert "Picture: The coast today. (R. Lindqvist)" in text
    assert "Text [the coast] here." in text


def test_raw_html_leaves_its_text_alone(site: Site) -> None:
    site.configure(html="trust")
    body = '<div style="background:url(x.png)"><p onclick="go()">Kept &amp; whole</p><script>gone()</script><video src="a.mp4">gone</video><img src="/a.png" alt="A > B"></div>'
    site.write(STORY, source(body=body))
    site.build()
    assert "<div><p>Kept &amp; whole</p>[A &gt; B]</div>" in site.read(PAGE)


def test_sponsored_and_opinion_pieces_say_so(site: Site) -> None:
    site.story("world/paid", label="sponsored")
    site.story("world/view", label="opinion")
    site.story("world/named", label="sponsored", sponsor="Hall & Sons")
    site.build()
    assert "An advertiser paid for this." in texts(site.page("lite/world/paid/index.html"), "article")[0]
    assert "Paid for by Hall & Sons." in texts(site.page("lite/world/named/index.html"), "article")[0]
    assert "author’s view" in texts(site.page("lite/world/view/index.html"), "article")[0]


def test_a_new_picture_does_not_make_a_storys_lite_page_again(site: Site) -> None:
    site.write("content/world/map.svg", SVG)
    site.write(STORY, source(image="map.svg"))
    site.build()
    site.write("content/world/map.svg", SVG.replace("4", "5"))
    reasons = site.build().reasons
    assert "world/rates/index.html" in reasons
    assert PAGE not in reasons


def test_a_newsroom_can_do_without_a_lite_edition(site: Site) -> None:
    site.write(STORY, source())
    site.build()
    site.configure(lite="no")
    result = site.build()
    assert {path for path in result.deleted if not path.startswith("assets/")} == {
        PAGE,
        "lite/index.html",
        "lite/world/index.html",
        "lite/politics/index.html",
    }
    assert "/lite/" not in site.read("index.html") + site.read("world/rates/index.html")
    assert site.tree() == site.clean_tree()


def test_two_stories_that_want_one_address_are_told_once(site: Site) -> None:
    site.story("world/rates")
    site.story("world/prices", slug="rates")
    assert [fault.kind for fault in site.build().diagnostics] == ["duplicate-permalink"]


def test_the_old_lite_address_of_a_story_may_be_an_alias_too(site: Site) -> None:
    site.story("world/rates", aliases="[/world/old/]")
    site.build()
    assert "lite/world/old/index.html" not in site.tree()
    site.story("world/rates", aliases="[/world/old/, /lite/world/old/]")
    assert not [fault for fault in site.build().diagnostics if fault.is_error]
    assert "/world/rates/" in site.read("lite/world/old/index.html")
