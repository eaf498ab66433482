"""Feeds agree with the stories, in every format, and are read without complaint."""

import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.content.story import Story
from tests.machines.reading import author_names, feeds_of, found, load_story, one, read_feed, read_json, read_xml
from tests.newsrooms import SETTINGS, Site, faults, links, seconds
from tests.samples import beyond, sampled

ALL = "{text: full, site: [rss, atom, json], sections: [rss, atom, json], regions: [rss, atom, json], authors: [rss, atom, json], topics: [rss, atom, json]}"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="9" height="9"/></svg>'
BODY = """See [the ports](ports.md), [a vote](hidden.md) and [elsewhere](https://else.example/a?b=1&c=2).

![The hall](map.svg)

WATCH | [The hall](https://video.example/hall)
"""


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A newsroom with a story that has all that a feed can show, and feeds of every list in every format."""
    return built(site)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, for tests that only read it."""
    return built(Site(tmp_path_factory.mktemp("feeds")))


def built(site: Site) -> Site:
    """Write the newsroom and build it."""
    site.configure(feeds=ALL, description="News & more.", copyright="© The Courier")
    site.write("content/authors/dana.md", "---\nname: Dana O’Hara\nbio: Writes on money.\n---\n")
    site.write("content/world/map.svg", PICTURE)
    site.story(
        "world/rates",
        '"Rates & risks <up>: what “it” costs"',
        BODY,
        deck="A < B & C",
        authors="[dana, Ann Lee]",
        topics="[Central banks, Rates]",
        regions="[calgary]",
        label="analysis",
        updated="2026-11-21 09:00",
        image='{file: map.svg, caption: "The hall & stairs", credit: Lee / Courier, alt: A hall}',
        corrections="[{at: 2026-11-21, text: It was two.}]",
        credits="With files from The Wire",
    )
    site.story("world/ports", "Ports close", published="2026-11-19 10:00", lang="fr-CA")
    site.story("world/hidden", "A vote", status="draft")
    result = site.build()
    assert result.is_ok, faults(result)
    return site


def test_every_list_has_a_feed_in_every_format_that_is_asked_for(standing: Site) -> None:
    folders = ("", "world/", "politics/", "regions/calgary/", "authors/dana/", "topics/central-banks/", "topics/rates/")
    wanted = {f"{folder}{file}" for folder in folders for file in ("feed.xml", "atom.xml", "feed.json")}
    assert set(feeds_of(standing)) == wanted


def test_without_settings_the_site_has_two_formats_and_topics_have_none(site: Site) -> None:
    site.write("content/authors/dana.md", "---\nname: Dana\n---\n")
    site.story("world/rates", authors="dana", topics="[Rates]", regions="[calgary]")
    site.build()
    lists = ("authors/dana", "politics", "regions/calgary", "world")
    assert feeds_of(site) == sorted(["feed.json", "feed.xml", *(f"{name}/feed.xml" for name in lists)])


def test_a_newsroom_may_have_no_feed_at_all(site: Site) -> None:
    site.configure(feeds="{site: [], sections: [], regions: [], authors: []}")
    site.story("world/rates")
    site.build()
    assert feeds_of(site) == []
    assert links(site.page("index.html"), "link[rel=alternate]") == []


def test_a_summary_that_looks_like_html_loses_nothing_in_rss(site: Site) -> None:
    deck = "Use the <views> tag, a<b and 5 > 3, R&amp;D"
    site.story("world/tags", deck=f'"{deck}"')
    site.build()
    assert unescape(read_feed(site, "feed.xml").entries[0].summary) == deck


def test_who_has_two_parts_in_a_story_is_one_author_for_programs(site: Site) -> None:
    site.write("content/authors/dana.md", "---\nname: Dana Lee\n---\n")
    site.configure(feeds=ALL, ninjs="yes")
    site.story("world/rates", authors="[dana, Ilya Brandt, {author: dana, role: photographs}]")
    result = site.build()
    assert result.is_ok, faults(result)
    people = ["Dana Lee", "Ilya Brandt"]
    for path in ("feed.xml", "atom.xml"):
        assert [author.name for author in read_feed(site, path).entries[0].authors] == people
    assert [author["name"] for author in read_json(site, "feed.json")["items"][0]["authors"]] == people
    assert [person["name"] for person in read_json(site, "world/rates/story.ninjs.json")["people"]] == people
    page = site.page("world/rates/index.html")
    assert len(page.css("meta[property='article:author']")) == 1
    scripts = [json.loads(script.text()) for script in page.css('script[type="application/ld+json"]')]
    things = [thing for script in scripts for thing in script.get("@graph", [script])]
    assert [person["name"] for thing in things if "headline" in thing for person in thing["author"]] == people


@pytest.mark.parametrize(("published", "count"), [("2026-11-20T23:30:00Z", 1), ("2026-11-20 23:30", 3)])
def test_an_identifier_stays_in_another_zone_if_the_date_has_one(site: Site, published: str, count: int) -> None:
    site.story("world/late", published=published)
    ids = set()
    for zone in ("UTC", "Asia/Tokyo", "America/Edmonton"):
        site.configure(timezone=zone)
        site.build()
        ids.add(read_feed(site, "feed.xml").entries[0].id)
    assert len(ids) == count


def test_rss_agrees_with_the_story_field_by_field(newsroom: Site) -> None:
    story, entry = load_story(newsroom.root, "world/rates.md"), read_feed(newsroom, "feed.xml").entries[0]
    summary = story.summary
    assert entry.title == summary.headline
    assert entry.link == "https://courier.example/world/rates/"
    assert unescape(entry.summary) == summary.summary == "A < B & C"
    assert entry.published == "Fri, 20 Nov 2026 10:00:00 +0000"
    assert [author.name for author in entry.authors] == author_names(newsroom.root, story) == ["Dana O’Hara", "Ann Lee"]
    assert [tag.term for tag in entry.tags] == ["World", *summary.topics, "Analysis"]
    [media] = entry.media_content
    assert (media["type"], media["medium"], media["width"], media["height"]) == ("image/svg+xml", "image", "640", "360")
    item = read_xml(newsroom, "feed.xml").find(".//item")
    assert item is not None
    assert one(item, "media:content/media:credit") == "Lee / Courier"
    assert one(item, "media:content/media:description") == "The hall & stairs"
    assert one(item, "dcterms:modified") == "2026-11-21T09:00:00+00:00"


def test_atom_agrees_with_the_story_field_by_field(newsroom: Site) -> None:
    story, feed = load_story(newsroom.root, "world/rates.md"), read_feed(newsroom, "atom.xml")
    entry, other = feed.entries
    assert entry.title == story.summary.headline
    assert entry.link == "https://courier.example/world/rates/"
    assert entry.summary == story.summary.summary
    assert (entry.published, entry.updated) == ("2026-11-20T10:00:00+00:00", "2026-11-21T09:00:00+00:00")
    assert feed.feed.updated == entry.updated
    assert [dict(author) for author in entry.authors] == [
        {"name": "Dana O’Hara", "href": "https://courier.example/authors/dana/"},
        {"name": "Ann Lee"},
    ]
    assert [tag.term for tag in entry.tags] == ["World", "Central banks", "Rates", "Analysis"]
    assert found(read_xml(newsroom, "atom.xml"), "atom:entry/@xml:lang") == ["fr-CA"]
    assert other.updated == other.published


def test_json_feed_agrees_with_the_story_field_by_field(newsroom: Site) -> None:
    story, feed = load_story(newsroom.root, "world/rates.md"), read_json(newsroom, "feed.json")
    item, other = feed["items"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"]) == ("The Example Courier", "https://courier.example/")
    assert feed["feed_url"] == "https://courier.example/feed.json"
    assert item["title"] == story.summary.headline
    assert item["url"] == "https://courier.example/world/rates/"
    assert item["summary"] == story.summary.summary
    assert item["date_published"] == "2026-11-20T10:00:00+00:00"
    assert datetime.fromisoformat(item["date_modified"]).timestamp() == story.summary.updated
    assert item["authors"] == [
        {"name": "Dana O’Hara", "url": "https://courier.example/authors/dana/"},
        {"name": "Ann Lee"},
    ]
    assert item["tags"] == ["World", "Central banks", "Rates", "Analysis"]
    assert item["image"].startswith("https://courier.example/media/map")
    assert other["language"] == "fr-CA"
    assert "date_modified" not in other


def test_the_formats_agree_on_what_a_story_is_known_by(standing: Site) -> None:
    rss = [entry.id for entry in read_feed(standing, "feed.xml").entries]
    atom = [entry.id for entry in read_feed(standing, "atom.xml").entries]
    assert rss == atom == [item["id"] for item in read_json(standing, "feed.json")["items"]]


def test_footnotes_in_full_texts_lead_to_the_storys_page_and_share_no_ids(site: Site) -> None:
    site.configure(feeds="{text: full}")
    for name in ("rates", "ports"):
        site.story(f"world/{name}", body='It rose.[^1] See `<a id="x">`.\n\n## Why\n\n[^1]: Twice.')
    site.build()
    rates = next(item for item in read_json(site, "feed.json")["items"] if item["url"].endswith("/rates/"))
    text = rates["content_html"]
    assert 'href="https://courier.example/world/rates/#fn_1"' in text
    assert 'href="https://courier.example/world/rates/#fnref_1"' in text
    assert 'href="#' not in text
    assert " id=" not in text.replace("&lt;a id=", "")


def test_full_texts_hold_all_of_a_story_with_addresses_that_work_anywhere(standing: Site) -> None:
    text = read_json(standing, "feed.json")["items"][0]["content_html"]
    assert one(read_xml(standing, "feed.xml"), "channel/item[1]/content:encoded") == text
    assert one(read_xml(standing, "atom.xml"), "atom:entry[1]/atom:content[@type='html']") == text
    assert 'href="https://courier.example/world/ports/"' in text
    assert 'href="https://else.example/a?b=1&amp;c=2"' in text
    assert 'src="https://courier.example/media/map' in text
    assert 'href="https://video.example/hall"' in text
    assert "It was two." in text
    assert "With files from The Wire" in text
    assert "hidden" not in text
    assert 'href="/' not in text
    assert 'src="/' not in text


def test_the_first_picture_of_a_text_stands_in_for_a_lead_picture(site: Site) -> None:
    site.configure(feeds=ALL.replace("text: full, ", ""))
    for name in ("map", "hall"):
        site.write(f"content/world/{name}.svg", PICTURE)
    site.story("world/rates", body='![Map](map.svg "Where *it* is & was. (Lee)")\n\n![Hall](hall.svg)')
    site.build()
    item = read_xml(site, "feed.xml").find(".//item")
    assert item is not None
    assert one(item, "media:content/@url") == read_json(site, "feed.json")["items"][0]["image"]
    assert one(item, "media:content/media:title") == "Map"
    assert one(item, "media:content/media:description") == "Where it is & was."
    assert one(item, "media:content/media:credit") == "Lee"
    site.edit("content/world/rates.md", "& was", "now")
    assert {"feed.xml", "atom.xml"} < set(site.build().written)
    assert site.tree() == site.clean_tree()


def test_films_and_sound_of_a_text_are_enclosed_with_their_sizes(site: Site) -> None:
    site.configure(feeds=ALL.replace("text: full, ", ""))
    site.write("content/world/hall.mp3", b"a" * 70)
    site.write("content/world/yard.MP4", b"b" * 9)
    body = "::: audio\n[The hall](hall.mp3)\n:::\n\n::: video\n[The yard](yard.MP4)\n[English](/world/y.vtt)\n:::"
    site.write("content/world/y.vtt", "WEBVTT\n")
    site.story("world/rates", body=body)
    site.story("world/ports")
    result = site.build()
    assert result.is_ok, faults(result)
    [sound, film] = read_json(site, "feed.json")["items"][0]["attachments"]
    assert (sound["mime_type"], sound["size_in_bytes"]) == ("audio/mpeg", 70)
    assert (film["mime_type"], film["size_in_bytes"]) == ("video/mp4", 9)
    assert (site.out / sound["url"].removeprefix("https://courier.example/")).read_bytes() == b"a" * 70
    [enclosure] = read_feed(site, "feed.xml").entries[0].enclosures
    assert dict(enclosure) == {"href": sound["url"], "length": "70", "type": "audio/mpeg"}
    enclosed = read_feed(site, "atom.xml").entries[0].enclosures
    assert [(file.href, file.length) for file in enclosed] == [(sound["url"], "70"), (film["url"], "9")]
    assert "attachments" not in read_json(site, "feed.json")["items"][1]
    site.write("content/world/hall.mp3", b"a" * 71)
    assert {"feed.xml", "atom.xml", "feed.json"} < set(site.build().written)
    assert site.tree() == site.clean_tree()


def test_a_full_text_says_that_it_is_read_from_right_to_left(site: Site) -> None:
    site.configure(feeds="{text: full, site: [rss, atom, json]}", ninjs="yes")
    site.write("content/world/map.svg", PICTURE)
    site.story(
        "world/rates", body="النص.", lang="ar-EG", image="{file: map.svg, alt: خريطة}", published="2026-11-20 11:00"
    )
    site.story("world/ports", body="Text.", lang="fr")
    site.build()
    arabic, french = (item["content_html"] for item in read_json(site, "feed.json")["items"])
    assert re.fullmatch(r'<div dir="rtl" lang="ar-EG">\n<figure>.*</figure>\n<p>النص\.</p>\s*</div>', arabic)
    assert french == "<p>Text.</p>\n"
    for name in ("feed.xml", "atom.xml"):
        assert [entry.content[0].value for entry in read_feed(site, name).entries] == [arabic.strip(), french.strip()]
    [body] = read_json(site, "world/rates/story.ninjs.json")["bodies"]
    assert re.fullmatch(r'<div dir="rtl" lang="ar-EG">\n<p>النص\.</p>\s*</div>', body["value"])
    site.configure(feeds="{text: full}", language="he")
    site.story("world/ports", body="טקסט.")
    site.build()
    assert read_feed(site, "feed.xml").entries[1].content[0].value.startswith('<div dir="rtl" lang="he">\n<p>')
    assert site.tree() == site.clean_tree()


def test_a_full_text_holds_its_first_picture_once(site: Site) -> None:
    site.configure(feeds="{text: full}")
    site.write("content/world/map.svg", PICTURE)
    site.story("world/rates", body="Text.\n\n![Map](map.svg)")
    site.build()
    assert read_json(site, "feed.json")["items"][0]["content_html"].count("<img") == 1


@pytest.mark.parametrize(
    ("quotation", "html"),
    [
        ("We *all* pay.\n\nTwice.", "<blockquote><p>We <em>all</em> pay.</p>\n<p>Twice.</p></blockquote>"),
        (
            "We pay.\n— Ann Lee, *mayor*",
            "<figure><blockquote><p>We pay.</p></blockquote><figcaption>— Ann Lee, <em>mayor</em></figcaption></figure>",
        ),
    ],
)
def test_full_texts_say_whose_a_pull_quote_is(site: Site, quotation: str, html: str) -> None:
    site.configure(feeds="{text: full}", ninjs="yes")
    site.story("world/rates", body=f"::: pull\n{quotation}\n:::")
    site.build()
    assert read_json(site, "feed.json")["items"][0]["content_html"] == html
    assert read_json(site, "world/rates/story.ninjs.json")["bodies"][0]["value"] == html


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<script>steal()</script>\n\n<iframe src="/x"></iframe>\n\n<p onclick="x()">Plain</p>', "<p>Plain</p>"),
        (
            'See <a href="javascript:steal()">the <b>hall</b></a> *now*, <script>steal()</script>or [go](/world/).',
            '<p>See the hall <em>now</em>, or <a href="https://courier.example/world/">go</a>.</p>',
        ),
        ("<ul><li>One &lt;b&gt;<li>Two</ul>\n\n<div>\n\n**In** it.\n\n</div>", "<p>One &lt;b&gt; Two</p> <p><strong>In</strong> it.</p>"),
        ('<div title="<img src=x onerror=steal()>">Plain</div>', "<p>Plain</p>"),
        ('<svg><a xlink:href="javascript:steal()"><text>x</text></a></svg>', "<p>x</p>"),
        ("<!-- steal() -->\n\n<style>p{}</style>\n\nPlain.", "<p>Plain.</p>"),
    ],
)  # fmt: skip
def test_html_of_the_authors_own_leaves_its_text_alone_to_other_programs(site: Site, body: str, text: str) -> None:
    site.configure(feeds="{text: full}", html="trust", ninjs="yes")
    site.story("world/raw", "Raw", body)
    result = site.build()
    assert result.is_ok, faults(result)
    [item] = read_json(site, "feed.json")["items"]
    assert " ".join(item.get("content_html", "").split()) == text
    [told] = read_json(site, "world/raw/story.ninjs.json")["bodies"]
    assert " ".join(told["value"].split()) == text


@pytest.mark.parametrize("html", ["escape", "sanitise"])
@pytest.mark.parametrize("address", ["https://courier.example", "https://courier.example/paper"])
def test_a_picture_within_a_sentence_is_in_full_texts_whatever_becomes_of_html(
    site: Site, html: str, address: str
) -> None:
    site.configure(feeds="{text: full}", html=html, address=address)
    site.write("content/world/map.svg", PICTURE)
    site.story("world/raw", "Raw", "- Of the ![map & key](map.svg) we know.")
    site.build()
    [item] = read_json(site, "feed.json")["items"]
    assert re.search(rf'the <img src="{address}/media/map-\w+\.svg"[^>]*> we know', item["content_html"])
    assert 'alt="map &amp; key"' in item["content_html"]


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        ('<img src="map.svg" alt="A map" onerror="x()" class="dateline">', r'<img src="[^"]+/media/map[^"]+" alt="A map" width="640" height="360">'),
        ('<img src="javascript:x()" alt="A map">', ""),
    ],
)  # fmt: skip
def test_a_picture_of_cleaned_html_is_one_of_the_sites_own_or_its_description(
    site: Site, picture: str, text: str
) -> None:
    site.configure(feeds="{text: full}", html="sanitise")
    site.write("content/world/map.svg", PICTURE)
    site.story("world/raw", "Raw", f"See {picture} <b>there</b>.")
    site.build()
    [item] = read_json(site, "feed.json")["items"]
    assert re.fullmatch(rf"<p>See {text} <b>there</b>\.</p>\n", item["content_html"])


@pytest.mark.parametrize(
    "body", ["<div a='b\n\nc'>d", "<div><![foo[x]]></div>", "<?php x ?>", "<!x>", "<p", "<svg/onload=x()>", "</p <b>"]
)
def test_broken_html_of_the_authors_own_leaves_no_tag_to_other_programs(site: Site, body: str) -> None:
    site.configure(feeds="{text: full}", html="trust")
    site.story("world/raw", "Raw", body)
    assert site.build().is_ok
    [item] = read_json(site, "feed.json")["items"]
    assert set(re.findall("<[^p/][^>]*>|<p[^>]+>", item.get("content_html", ""))) == set()


def test_a_page_shows_html_of_the_authors_own_as_it_is(site: Site) -> None:
    site.configure(html="trust")
    site.story("world/raw", "Raw", 'See <b class="x">this</b>.\n\n<div id="y">That</div>')
    site.build()
    page = site.read("world/raw/index.html")
    assert 'See <b class="x">this</b>.</p>\n<div id="y">That</div>\n' in page
    assert "\0" not in page + site.read("lite/world/raw/index.html")


def test_summaries_alone_are_the_default(site: Site) -> None:
    site.story("world/rates", body="The vote was close.\n\nThe hall was full.")
    site.build()
    assert found(read_xml(site, "feed.xml"), ".//content:encoded") == []
    assert [item.get("content_text") for item in read_json(site, "feed.json")["items"]] == ["The vote was close."]


def test_no_feed_of_the_newsroom_makes_a_reader_complain(standing: Site) -> None:
    xml = [path for path in feeds_of(standing) if path.endswith(".xml")]
    assert [path for path in xml if read_feed(standing, path).bozo] == []


def test_every_feed_names_itself_its_list_and_its_hub(newsroom: Site) -> None:
    newsroom.configure(feeds=ALL.replace("text: full", "hub: https://hub.example/"))
    newsroom.build()
    rss, atom = read_xml(newsroom, "topics/rates/feed.xml"), read_xml(newsroom, "topics/rates/atom.xml")
    assert one(rss, "channel/link") == "https://courier.example/topics/rates/"
    assert one(rss, "channel/atom:link[@rel='self']/@href") == "https://courier.example/topics/rates/feed.xml"
    assert one(rss, "channel/atom:link[@rel='hub']/@href") == "https://hub.example/"
    assert one(atom, "atom:link[@rel='self']/@href") == "https://courier.example/topics/rates/atom.xml"
    assert one(atom, "atom:link[@rel='hub']/@href") == "https://hub.example/"
    assert read_json(newsroom, "feed.json")["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("index.html", ""),
        beyond(("latest/index.html", "")),
        ("world/index.html", "world/"),
        beyond(("regions/calgary/index.html", "regions/calgary/")),
        ("authors/dana/index.html", "authors/dana/"),
        ("topics/rates/index.html", "topics/rates/"),
    ],
)
def test_the_page_of_a_list_leads_programs_to_its_feeds(standing: Site, page: str, name: str) -> None:
    offered = links(standing.page(page), "link[rel=alternate]")
    assert offered[:3] == [f"/{name}feed.xml", f"/{name}atom.xml", f"/{name}feed.json"]
    assert "/feed.xml" in offered


def test_a_feed_without_stories_is_sound(standing: Site) -> None:
    assert not read_feed(standing, "politics/feed.xml").bozo
    assert one(read_xml(standing, "politics/atom.xml"), "atom:updated") == "1970-01-01T00:00:00+00:00"
    assert read_json(standing, "politics/feed.json")["items"] == []


@pytest.mark.parametrize("html", ["escape", "sanitise", "trust"])
def test_a_full_text_shows_code_and_descriptions_as_they_were_written(site: Site, html: str) -> None:
    samples = ["""<a href='/foo'>""", """<a href="/foo" id="b">""", """x src='/y'"""]
    said = """see href='/foo' id='b' > here"""
    body = f"`{samples[0]}`, `{samples[1]}` and `{samples[2]}`\n\n```html\n{samples[0]}\n{samples[1]}\n```\n\n"
    site.configure(html=html, ninjs="yes", feeds="{text: full, site: [json]}")
    site.write("content/world/map.svg", PICTURE)
    site.story("world/rates", body=f"{body}The ![{said}](map.svg) [map](/world/) and [this](#a).\n\n## A")
    assert site.build().is_ok
    [item] = json.loads(site.read("world/rates/story.ninjs.json"))["bodies"]
    [entry] = read_json(site, "feed.json")["items"]
    assert entry["content_html"] == item["value"]
    shown = LexborHTMLParser(item["value"])
    assert [node.text() for node in shown.css("p code")] == samples
    assert [node.text() for node in shown.css("pre code")] == [f"{samples[0]}\n{samples[1]}\n"]
    assert [node.attributes["alt"] for node in shown.css("img")] == [said]
    assert links(shown, "p a") == ["https://courier.example/world/", "https://courier.example/world/rates/#a"]
    assert not shown.css("[id]")


def test_a_full_text_leads_home_from_html_that_was_cleaned(site: Site) -> None:
    site.configure(html="sanitise", feeds="{text: full, site: [json]}")
    site.story("world/rates", body="""<p><a href='/world/rates/'>It</a>, <a href=/world/>there</a></p>""")
    assert site.build().is_ok
    [entry] = read_json(site, "feed.json")["items"]
    shown = LexborHTMLParser(entry["content_html"])
    addresses = ["https://courier.example/world/rates/", "https://courier.example/world/"]
    assert links(shown, "a") == addresses


def identifiers(site: Site) -> list[str]:
    return [entry.id for entry in read_feed(site, "feed.xml").entries]


def test_an_identifier_survives_a_new_section_slug_and_host(newsroom: Site) -> None:
    before = identifiers(newsroom)
    newsroom.move("content/world/ports.md", "content/politics/harbours.md")
    newsroom.edit("content/politics/harbours.md", "published:", f"id: {before[1]}\npublished:")
    newsroom.edit("content/world/rates.md", "ports.md", "../politics/harbours.md")
    newsroom.write(
        "newsroom.yaml",
        SETTINGS.replace("courier.example", "news.example") + "feeds: {authority: courier.example, text: full}\n",
    )
    result = newsroom.build()
    assert result.is_ok, faults(result)
    assert identifiers(newsroom) == before


def every_identifier(site: Site) -> set[str]:
    """Give the identifiers of a site: of its feeds, of what stands in them, and those of ninjs."""
    found = {one(read_xml(site, name), "atom:id") for name in feeds_of(site) if name.endswith("atom.xml")}
    found |= {
        item["id"] for name in feeds_of(site) if name.endswith(".json") for item in read_json(site, name)["items"]
    }
    return found | {json.loads(path.read_text("utf-8"))["uri"] for path in site.out.rglob("story.ninjs.json")}


def test_newsrooms_of_one_host_share_no_identifier(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    for newsroom, path in ((site, "en"), (other, "fr/%C3%A9dition[1]")):
        newsroom.configure(address=f"'https://example.org/{path}'", feeds=ALL, ninjs="yes")
        newsroom.story("world/rates", topics="[Rates]", regions="[calgary]")
        assert newsroom.build().is_ok
    first, second = every_identifier(site), every_identifier(other)
    assert len(first) == len(second) > 5
    assert not first & second
    assert "tag:example.org,2000-01-01:en/latest" in first
    assert "tag:example.org,2026-11-20:en/1795168800/rates" in first
    assert "tag:example.org,2026-11-20:fr/%C3%A9dition%5B1%5D/1795168800/rates" in second


@pytest.mark.parametrize(
    ("authority", "address"),
    [("example.org/en", "https://courier.example"), ("example.org", "https://example.org/en")],
)
def test_a_newsroom_keeps_its_identifiers_under_another_path(site: Site, authority: str, address: str) -> None:
    site.configure(address=f"https://{authority}", feeds=ALL, ninjs="yes")
    site.story("world/rates")
    site.build()
    before = every_identifier(site)
    site.configure(address=address, feeds=ALL.replace("{", f"{{authority: {authority}, ", 1), ninjs="yes")
    site.build()
    assert every_identifier(site) == before
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("https://courier.example/en", "courier.example/en"),
        ("courier.example/en/", "courier.example/en"),
        ("Courier.example//en", "courier.example/en"),
        ("courier.example/en?x", "it like"),
        ("courier.example/a b", "it like"),
        ("-.-/en", "it like"),
    ],
)
def test_what_identifiers_cannot_be_made_with_is_told(site: Site, written: str, near: str) -> None:
    site.configure(feeds=f"{{authority: '{written}'}}")
    [fault] = site.build().diagnostics
    assert (fault.kind, near in fault.help) == ("invalid-address", True)


def test_a_renamed_story_is_told_which_identifier_it_had(newsroom: Site) -> None:
    before = identifiers(newsroom)
    newsroom.move("content/world/ports.md", "content/world/harbours.md")
    newsroom.edit("content/world/rates.md", "ports.md", "harbours.md")
    newsroom.edit("content/world/harbours.md", "published:", "aliases: [/sea/, /world/ports/]\npublished:")
    [fault] = [fault for fault in newsroom.build().diagnostics if fault.kind == "renamed"]
    assert fault.help.split("`")[1] == f"id: {before[1]}"
    newsroom.edit("content/world/harbours.md", "published:", f"{fault.help.split('`')[1]}\npublished:")
    assert "renamed" not in [fault.kind for fault in newsroom.build().diagnostics]
    assert identifiers(newsroom) == before


@pytest.mark.parametrize(
    ("pattern", "alias"),
    [
        ("/{section}/{slug}/", "/politics/ports/"),
        ("/{section}/{slug}/", "/politics/ports/index.html"),
        ("/{section}/{slug}/", "/2026/11/20/ports"),
        ("/{year}/{month}/{slug}/", "/2026/10/ports/"),
        ("/{year}/{slug}/", "/world/ports/"),
        ("/stories/{slug}-{year}/", "/stories/ports-2025/"),
        ("/{slug}/{slug}/", "/ports/ports/"),
        ("/{section}-{slug}/", "/politics-ports/"),
    ],
)
def test_an_alias_tells_of_another_slug_in_another_section_on_another_day_and_in_another_pattern(
    site: Site, pattern: str, alias: str
) -> None:
    site.configure(permalink=f'"{pattern}"')
    site.story("world/harbours", aliases=f"[{alias}]")
    [fault] = site.build().diagnostics
    assert (fault.kind, "the slug `ports`" in fault.message) == ("renamed", True)


@pytest.mark.parametrize(
    "alias",
    [
        "/old/",
        "/politics/harbours/",
        "/world/2019/ports/",
        "/world/a_b/",
        "/world/2019/",
        "/world/feed/",
        "/world/politics/",
        "/travel/ports/",
        "/2019/05/ports/",
        "/lite/world/ports/",
    ],
)
def test_an_alias_that_tells_of_no_other_slug_is_not_asked_about(site: Site, alias: str) -> None:
    site.story("world/harbours", aliases=f"[{alias}]")
    assert not site.build().diagnostics


def test_a_new_headline_and_body_leave_the_identifier_as_it_is(newsroom: Site) -> None:
    before = identifiers(newsroom)
    newsroom.edit("content/world/ports.md", "Ports close", "Ports open")
    newsroom.build()
    assert identifiers(newsroom) == before


@pytest.mark.parametrize(
    "pattern",
    [beyond("/{section}-{slug}/"), "/{section}{slug}/", beyond("/{slug}{year}/"), "/{year}/{slug}-{section}/"],
)
def test_a_new_pattern_of_addresses_leaves_the_identifiers_as_they_are(newsroom: Site, pattern: str) -> None:
    before = identifiers(newsroom)
    newsroom.edit("newsroom.yaml", "address:", f"permalink: {pattern}\naddress:")
    result = newsroom.build()
    assert result.is_ok, faults(result)
    assert identifiers(newsroom) == before


def test_a_correction_is_a_change_for_every_program_and_on_the_page(site: Site) -> None:
    site.configure(feeds=ALL, ninjs="yes")
    site.story("world/rates", published="2026-11-20 10:00", corrections='[{at: "2026-11-22 13:00", text: Wrong name.}]')
    site.build()
    changed = "2026-11-22T13:00:00+00:00"
    feed, [entry] = read_xml(site, "atom.xml"), read_json(site, "feed.json")["items"]
    assert found(feed, "atom:updated") == found(feed, "atom:entry/atom:updated") == [changed]
    assert one(read_xml(site, "feed.xml"), "channel/lastBuildDate").startswith("Sun, 22 Nov 2026 13:00:00")
    assert one(read_xml(site, "feed.xml"), "channel/item/dcterms:modified") == changed
    assert entry["date_modified"] == changed
    assert read_json(site, "world/rates/story.ninjs.json")["versionCreated"] == changed
    assert changed in site.read("sitemap-2026-11.xml")
    page = site.page("world/rates/index.html")
    assert [node.attributes["content"] for node in page.css("meta[property='article:modified_time']")] == [changed]
    assert f'"dateModified":"{changed}"' in site.read("world/rates/index.html").replace('": "', '":"')
    assert [node.attributes["datetime"] for node in page.css("time.article__updated")] == [changed]


def test_a_correction_of_before_the_story_came_out_changes_nothing(site: Site) -> None:
    site.story("world/rates", published="2026-11-20 10:00", corrections="[{at: 2026-11-19, text: Wrong name.}]")
    site.build()
    assert "date_modified" not in read_json(site, "feed.json")["items"][0]


def test_a_story_comes_out_with_its_embargo_as_the_newest_one(site: Site) -> None:
    site.configure(feeds="{size: 1}")
    site.story("world/ports", published="2026-11-23 08:00")
    site.story("world/rates", published="2026-11-20 08:00", embargo="2026-11-24 12:30")
    before, after = seconds("2026-11-24 12:29:59"), seconds("2026-11-24 12:30")
    site.build(before)
    assert read_feed(site, "feed.xml").entries[0].link.endswith("/world/ports/")
    site.build(after)
    assert read_json(site, "feed.json")["items"][0]["date_published"] == "2026-11-24T12:30:00+00:00"
    assert "2026-11-24T12:30:00+00:00" in site.read("news-sitemap.xml")
    assert '"2026-11-24T12:30:00+00:00"' in site.read("world/rates/index.html")
    shown = links(site.page("latest/index.html"), "main a")
    assert shown.index("/world/rates/") < shown.index("/world/ports/")
    assert "archive/2026/11/24/index.html" in site.tree()
    assert site.tree() == site.clean_tree(after)


def test_a_body_edit_changes_feeds_of_full_texts_alone(newsroom: Site) -> None:
    newsroom.edit("content/world/rates.md", "See [the", "Once more: see [the")
    written = newsroom.build().written
    assert {"feed.xml", "atom.xml", "feed.json", "topics/rates/feed.xml"} <= set(written)
    assert newsroom.tree() == newsroom.clean_tree()


def test_a_hidden_story_that_is_linked_leaves_no_link_in_a_full_text_until_it_is_public(newsroom: Site) -> None:
    newsroom.edit("content/world/hidden.md", "status: draft\n", "")
    newsroom.build()
    texts = [item["content_html"] for item in read_json(newsroom, "feed.json")["items"] if "rates" in item["url"]]
    assert ['href="https://courier.example/world/hidden/"' in text for text in texts] == [True]


def test_the_demo_newsrooms_feeds_agree_with_its_stories(demo: Site) -> None:
    by_url = {f"https://actionnews.example{story.summary.permalink}": story for story in _stories(demo.root)}
    entries = [entry for path in feeds_of(demo) if path.endswith(".xml") for entry in read_feed(demo, path).entries]
    assert len(entries) > 200
    for entry in entries:
        story = by_url[entry.link]
        assert entry.title == story.summary.headline
        assert unescape(entry.get("summary", "")) == story.summary.summary
        assert [author.name for author in entry.get("authors", [])] == author_names(demo.root, story)


def test_no_feed_of_the_demo_newsroom_makes_a_reader_complain(demo: Site) -> None:
    assert [path for path in feeds_of(demo) if path.endswith(".xml") and read_feed(demo, path).bozo] == []


def _stories(root: Path) -> list[Story]:
    folders = ("authors", "pages", "pictures", "fronts", "live")
    paths = [path.relative_to(root / "content") for path in (root / "content").rglob("*.md")]
    return [load_story(root, path.as_posix()) for path in paths if path.parts[0] not in folders]


def test_addresses_in_any_script_are_told_to_programs_in_ascii(site: Site) -> None:
    site.configure(feeds=ALL, ninjs="yes", host_files="cloudflare")
    site.story("world/сова", "Сова", topics="[Птицы]", slug="сова", aliases="[/стара/]")
    result = site.build()
    assert result.is_ok, faults(result)
    address = "https://courier.example/world/%D1%81%D0%BE%D0%B2%D0%B0/"
    assert [entry.link for entry in read_feed(site, "feed.xml").entries] == [address]
    assert [item["url"] for item in read_json(site, "feed.json")["items"]] == [address]
    assert address in site.read("sitemap-2026-11.xml")
    assert all(text.isascii() for text in identifiers(site))
    assert read_json(site, "world/сова/story.ninjs.json")["altIds"][0]["value"] == address
    assert " /world/%D1%81%D0%BE%D0%B2%D0%B0/ 301" in site.read("_redirects")
    [topic_feed] = [path for path in feeds_of(site) if path.startswith("topics/") and path.endswith("feed.xml")]
    assert one(read_xml(site, topic_feed), "channel/atom:link[@rel='self']/@href").isascii()


LISTS = {
    "one topic": {"topics": "[Rates]"},
    "one topic, a region": {"topics": "[Rates]", "regions": "[calgary]"},
    "two topics, a region": {"topics": "[Rates, Banks]", "regions": "[calgary]"},
}
WANTED = {
    "nothing in particular": "{}",
    "a feed for every list, and three formats for the site": "{site: [rss, atom, json], topics: [rss]}",
    "three formats for every list": ALL,
}
FEEDS_PAGE = Path(__file__).parents[2] / "docs/feeds.md"


def documented_files(wanted: str, lists: str) -> int:
    """Read out of the documentation how many files a new story changes."""
    lines = FEEDS_PAGE.read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    [head] = [row for row in rows if row[0] == "newsroom wants"]
    [found] = [row for row in rows if row[0] == wanted]
    return int(found[head.index(lists)])


CELLS = [(wanted, lists, lite) for wanted in WANTED for lists in LISTS for lite in ("yes", "no")]


# Each row and each column once, with text-only pages and without.
@pytest.mark.parametrize(("wanted", "lists", "lite"), sampled(CELLS, [CELLS[0], CELLS[9], CELLS[16]]))
def test_a_new_story_changes_as_many_files_as_the_documentation_says(
    site: Site, wanted: str, lists: str, lite: str
) -> None:
    site.configure(feeds=WANTED[wanted], lite=lite)
    keys = {"authors": "dana", **LISTS[lists]}
    site.write("content/authors/dana.md", "---\nname: Dana\n---\n")
    for number in range(3):
        site.story(f"world/story-{number}", f"Story {number}", published=f"2026-11-23 0{number}:00", **keys)
    site.build()
    site.story("world/newest", "The newest", published="2026-11-23 11:00", **keys)
    fewer = {"yes": 0, "no": 3}[lite]
    assert len(site.build().written) == documented_files(wanted, lists) - fewer
