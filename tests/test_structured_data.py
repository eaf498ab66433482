"""What pages say of themselves to machines: JSON-LD, Open Graph, robots."""

import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image

from broadsheet.photos.metadata import read_details
from broadsheet.rendering.linked_data import script_text
from tests.newsrooms import ROOT, Site, faults, texts
from tests.photos.secrets import LICENCE, LICENSOR, Hoard, drawing, hoarding
from tests.samples import examples


def graph(site: Site, path: str) -> list[dict[str, Any]]:
    """Give the things that a page describes."""
    scripts = site.page(path).css('script[type="application/ld+json"]')
    assert len(scripts) == 1
    described = json.loads(scripts[0].text())
    assert described["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = described["@graph"]
    return things


def story_data(site: Site, path: str = "world/rates") -> dict[str, Any]:
    """Give what a story's page says of the story."""
    return graph(site, f"{path}/index.html")[0]


def tags(site: Site, path: str) -> list[tuple[str, str]]:
    """Give the name and content of each `meta` element of a page."""
    nodes = [node.attributes for node in site.page(path).css("meta[content]")]
    return [(node.get("property") or node.get("name") or "", node["content"] or "") for node in nodes]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("editorial", "OpinionNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("interview", "ReportageNewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_a_label_decides_the_kind_of_article(site, label, kind) -> None:
    site.story("world/rates", label=label)
    site.build()
    assert story_data(site)["@type"] == kind


def test_who_paid_for_a_story_is_told_to_readers_and_programs(site) -> None:
    site.configure(ninjs="yes", feeds="{text: full, site: [rss, atom, json]}")
    site.story("world/rates", label="sponsored", sponsor="Hall & Sons")
    site.build()
    assert story_data(site)["sponsor"] == {"@type": "Organization", "name": "Hall & Sons"}
    note = "Paid for by Hall &amp; Sons. The newsroom had no part in it."
    assert note in site.read("world/rates/index.html")
    [entry] = json.loads(site.read("feed.json"))["items"]
    [body] = json.loads(site.read("world/rates/story.ninjs.json"))["bodies"]
    for text in (entry["content_html"], body["value"]):
        assert text.startswith(f"<p><em>{note}</em></p>")
    words = (ROOT / "templates/words/en.yaml").read_text("utf-8")
    site.write("templates/words/en.yaml", words.replace("Paid for by {sponsor}.", "Paid by {who} and {."))
    site.story("world/rates", "Rates rose", label="sponsored", sponsor="Hall & Sons")
    assert "template-error" in faults(site.build())
    site.delete("templates/words/en.yaml")
    site.story("world/rates", label="sponsored")
    site.build()
    assert "sponsor" not in story_data(site)
    assert "<p><em>An advertiser paid for this." in site.read("feed.json")


@pytest.mark.parametrize(
    ("authors", "people"),
    [("Hall & Sons", []), ("hall & sons, Ann Lee", ["Ann Lee"]), ("[Ann Lee, {name: HALL & SONS}]", ["Ann Lee"])],
)
def test_a_sponsor_who_signs_is_an_organization(site, authors, people) -> None:
    site.configure(ninjs="yes")
    site.story("world/rates", label="sponsored", sponsor="Hall & Sons", authors=authors)
    site.build()
    kinds = {author["name"].casefold(): author["@type"] for author in story_data(site)["author"]}
    assert kinds == {"hall & sons": "Organization", **{name.casefold(): "Person" for name in people}}
    item = json.loads(site.read("world/rates/story.ninjs.json"))
    assert [author["name"].casefold() for author in item["organisations"]] == ["hall & sons"]
    assert [author["name"] for author in item.get("people", ())] == people


@pytest.mark.parametrize("label", ["", "analysis"])
def test_a_sponsor_without_the_label_is_an_error(site, label) -> None:
    site.story("world/rates", label=label, sponsor="Hall & Sons")
    [fault] = site.build().diagnostics
    assert (fault.kind, fault.is_error) == ("sponsor", True)


def test_a_report_from_a_place_is_reportage(site) -> None:
    site.story("world/rates", dateline="Calgary")
    site.build()
    assert story_data(site)["@type"] == "ReportageNewsArticle"
    assert story_data(site)["dateline"] == "Calgary"


def test_a_story_says_when_it_was_published_and_changed_as_readers_see_it(site) -> None:
    site.configure(timezone="America/Edmonton")
    site.story("world/rates", published="2026-11-20 10:00", updated="2026-11-21 08:30")
    site.build()
    found = story_data(site)
    assert (found["datePublished"], found["dateModified"]) == ("2026-11-20T10:00:00-07:00", "2026-11-21T08:30:00-07:00")
    shown = [node.attributes["datetime"] for node in site.page("world/rates/index.html").css(".article__dates time")]
    assert shown == [found["datePublished"], found["dateModified"]]


def test_a_standing_page_says_when_it_was_changed_if_it_knows(site) -> None:
    site.configure(timezone="America/Edmonton")
    site.write("content/pages/about.md", "---\nheadline: About\nupdated: 2026-11-21 08:30\n---\n\nUs.\n")
    site.write("content/pages/contact.md", "---\nheadline: Contact\n---\n\nWrite.\n")
    site.build()
    about, contact = (graph(site, f"{name}/index.html")[0] for name in ("about", "contact"))
    assert (about["@type"], about["dateModified"]) == ("WebPage", "2026-11-21T08:30:00-07:00")
    assert "dateModified" not in contact


def test_authors_stand_one_by_one_with_their_profiles(site) -> None:
    site.write("content/authors/ama.md", "---\nname: Ama Boateng\nlinks:\n  - https://social.example/@ama\n---\n")
    site.story("world/rates", authors="[ama, By-the-way Smith]")
    site.build()
    assert story_data(site)["author"] == [
        {
            "@type": "Person",
            "name": "Ama Boateng",
            "url": "https://courier.example/authors/ama/",
            "sameAs": ["https://social.example/@ama"],
        },
        {"@type": "Person", "name": "By-the-way Smith"},
    ]


def test_an_agency_in_a_byline_is_an_organization_for_programs(site) -> None:
    site.configure(ninjs="yes")
    site.write("content/authors/wire.md", "---\nname: The Wire\nrole: Agency\nbio: News.\norganization: yes\n---\n")
    site.story("world/rates", authors="[{name: The Canadian Press, organization: yes}, wire, Ann Lee]")
    site.build()
    wire = {"name": "The Wire", "url": "https://courier.example/authors/wire/"}
    assert story_data(site)["author"] == [
        {"@type": "Organization", "name": "The Canadian Press"},
        {"@type": "Organization", **wire},
        {"@type": "Person", "name": "Ann Lee"},
    ]
    page = graph(site, "authors/wire/index.html")[0]
    assert (page["@type"], page["mainEntity"]) == (
        "ProfilePage",
        {"@type": "Organization", **wire, "description": "News."},
    )
    item = json.loads(site.read("world/rates/story.ninjs.json"))
    assert item["organisations"] == [
        {"name": "The Canadian Press", "rel": "creator"},
        {"name": "The Wire", "rel": "creator", "uri": "https://courier.example/authors/wire/"},
    ]
    assert item["people"] == [{"name": "Ann Lee", "rel": "creator"}]
    assert item["by"] == "The Canadian Press, The Wire, Ann Lee"


def test_a_profile_that_becomes_an_organizations_changes_what_its_stories_say(site) -> None:
    site.configure(ninjs="yes")
    site.write("content/authors/wire.md", "---\nname: The Wire\n---\n")
    site.story("world/rates", authors="wire")
    site.build()
    site.write("content/authors/wire.md", "---\nname: The Wire\norganization: yes\n---\n")
    written = site.build().written
    assert set(written) == {"authors/wire/index.html", "world/rates/index.html", "world/rates/story.ninjs.json"}
    assert site.tree() == site.clean_tree()


def test_a_story_without_a_byline_is_the_newsrooms(site) -> None:
    site.story("world/rates")
    site.build()
    found = story_data(site)
    assert found["author"] == [{"@id": found["publisher"]["@id"]}]


def names_shown(site: Site) -> dict[str, list[str]]:
    """Give the names that each kind of output says wrote the only story."""
    story, [item] = story_data(site), json.loads(site.read("feed.json"))["items"]
    atom, rss = (ET.fromstring(site.read(name)) for name in ("atom.xml", "feed.xml"))
    return {
        "page": texts(site.page("world/rates/index.html"), ".byline__names"),
        "lite": re.findall("<small>(By .*)<br>", site.read("lite/world/rates/index.html")),
        "json-ld": [person.get("name", person.get("@id")) for person in story.get("author", [])],
        "json": [person["name"] for person in item.get("authors", [])],
        "atom": [name.text or "" for name in atom.iterfind("{*}entry/{*}author/{*}name")],
        "rss": [name.text or "" for name in rss.iterfind("channel/item/{*}creator")],
        "ninjs": json.loads(site.read("world/rates/story.ninjs.json")).get("by", "").split(", "),
    }


ALL_FEEDS = {"ninjs": "yes", "lite": "yes", "feeds": "{site: [rss, atom, json]}", "copyright": "© The Courier"}
COPY = {"canonical": "https://origin.example/rates"}


@pytest.mark.parametrize(
    ("keys", "named", "origin"),
    [
        ({"label": "sponsored", "sponsor": "ACME"}, ["ACME"], "ACME"),
        ({"label": "sponsored"}, [], "Sponsored"),
        (COPY, [], "origin.example"),
        ({**COPY, "label": "sponsored", "sponsor": "ACME"}, ["ACME"], "ACME"),
    ],
    ids=["paid", "paid by nobody knows whom", "copy", "paid copy"],
)
def test_the_newsroom_signs_nothing_that_it_did_not_make(site, keys, named, origin) -> None:
    site.configure(**ALL_FEEDS)
    site.story("world/rates", dateline="Calgary", **keys)
    assert not site.build().diagnostics
    shown = names_shown(site)
    assert (shown["page"], shown["lite"]) == ([], [])
    assert shown["rss"] == named
    assert shown["json-ld"] == ([origin] if "canonical" in keys else named)
    assert shown["json"] == shown["atom"] == [origin]
    assert shown["ninjs"] == named or [""]
    assert texts(site.page("world/rates/index.html"), ".byline") == ["Calgary"]
    item = json.loads(site.read("world/rates/story.ninjs.json"))
    assert not {"copyrightHolder", "copyrightNotice", "copyrightYear"} & {*story_data(site), *item}
    if named:
        assert story_data(site)["author"] == [{"@type": "Organization", "name": "ACME"}]
        assert item["organisations"] == [{"name": "ACME", "rel": "creator"}]
    elif "canonical" in keys:
        host = {"@type": "Organization", "name": "origin.example", "url": "https://origin.example/"}
        assert story_data(site)["author"] == [host]
    site.edit("content/world/rates.md", "dateline: Calgary\n", "")
    site.build()
    assert not site.page("world/rates/index.html").css(".byline")
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("keys", [{"label": "sponsored", "sponsor": "ACME"}, COPY, {}])
def test_whoever_is_named_wrote_a_story_wherever_it_came_from(site, keys) -> None:
    site.configure(**ALL_FEEDS)
    site.story("world/rates", authors="Ann Lee", **keys)
    site.build()
    shown = names_shown(site)
    assert (shown.pop("page"), shown.pop("lite")) == (["By Ann Lee"], ["By Ann Lee"])
    assert set(map(tuple, shown.values())) == {("Ann Lee",)}


def test_another_sponsor_changes_what_a_story_and_its_feeds_say(site) -> None:
    site.configure(**ALL_FEEDS)
    site.story("world/rates", label="sponsored", sponsor="ACME")
    site.build()
    site.edit("content/world/rates.md", "sponsor: ACME", "sponsor: Hall & Sons")
    assert {"atom.xml", "world/rates/index.html", "lite/world/rates/index.html"} <= set(site.build().written)
    assert names_shown(site)["atom"] == ["Hall & Sons"]
    assert site.tree() == site.clean_tree()


CREDITS = [
    ("en", "With files from The Canadian Press, Reuters and AFP.", ["The Canadian Press", "Reuters", "AFP"]),
    ("en", "With files from The Canadian Press, Reuters, and AFP", ["The Canadian Press", "Reuters", "AFP"]),
    ("en", "With files from Reuters,AFP & de Volkskrant", ["Reuters", "AFP", "de Volkskrant"]),
    ("en", "with files from Reuters, and from The Wire", ["Reuters", "The Wire"]),
    ("en", "With files from Acme, Inc., Reuters and Wire Co., Ltd.", ["Acme, Inc.", "Reuters", "Wire Co., Ltd."]),
    (
        "en",
        "With files from Dow Jones & Company, Co-op News and Bloomberg, L.P.",
        ["Dow Jones & Company", "Co-op News", "Bloomberg, L.P."],
    ),
    ("en", "With files from Ann Lee, Co Nguyen and AG Miller", ["Ann Lee", "Co Nguyen", "AG Miller"]),
    (
        "en",
        "With files from Reuters, Limited Run News and HARRY FLAG.",
        ["Reuters", "Limited Run News", "HARRY FLAG"],
    ),
    ("en", "With files from Foo, L.L.C. and Co Nguyen", ["Foo, L.L.C.", "Co Nguyen"]),
    ("en", "With files from Associated Newspapers, Limited & AFP.", ["Associated Newspapers, Limited", "AFP"]),
    ("en", "With files from Andover and AT&T", ["Andover", "AT&T"]),
    ("en", "With files from Smith & Wesson Co.", ["Smith & Wesson Co."]),
    ("en", "With files from AFP and Simon & Schuster, Inc.", ["AFP", "Simon & Schuster, Inc."]),
    ("en", "With files from Ernst & Young LLP, Reuters and AFP", ["Ernst & Young LLP", "Reuters", "AFP"]),
    ("en", "With files from Reuters, AFP & Wire Ltd.", ["Reuters", "AFP", "Wire Ltd."]),
    ("en", "With files from Reuters, AFP & Dow Jones & Company.", ["Reuters", "AFP", "Dow Jones & Company"]),
    ("en", "With files from Ann Lee & Raoul Fosco.", ["Ann Lee", "Raoul Fosco"]),
    ("fr", "Avec des informations de La Presse canadienne et de Reuters", ["La Presse canadienne", "Reuters"]),
    ("fr", "Avec des informations d’AFP, de Reuters et d'Associated Press", ["AFP", "Reuters", "Associated Press"]),
    ("fr", "Avec des informations de De Telegraaf, et de Derrière", ["De Telegraaf", "Derrière"]),
    (
        "fr",
        "Avec des informations de l’AFP, de l'Associated Press et de L’Express",
        ["AFP", "Associated Press", "L’Express"],
    ),
    (
        "fr",
        "Avec des informations de La Presse Canadienne et du New York Times",
        ["La Presse Canadienne", "New York Times"],
    ),
    (
        "fr",
        "Avec des informations du Guardian, des Échos, de la BBC et de Du Nord.",
        ["Guardian", "Échos", "BBC", "Du Nord"],
    ),
    ("fr", "Avec des informations des Échos", ["Échos"]),
    ("en", "With files from la Repubblica and du Pont", ["la Repubblica", "du Pont"]),
]


def test_credits_name_who_contributed(site) -> None:
    site.configure(ninjs="yes")
    for number, (language, line, _) in enumerate(CREDITS):
        site.story(f"world/{number}", credits=json.dumps([line, "Translated by Ann Lee"]), lang=language)
    site.build()
    told = {line: story_data(site, f"world/{number}")["contributor"] for number, (_, line, _) in enumerate(CREDITS)}
    assert told == {line: [{"@type": "Organization", "name": name} for name in names] for _, line, names in CREDITS}
    items = [json.loads(site.read(f"world/{number}/story.ninjs.json")) for number in range(len(CREDITS))]
    assert [item["infoSources"] for item in items] == [
        [{"name": name, "role": "credit"} for name in names] for _, _, names in CREDITS
    ]
    assert all(item["bodies"][0]["value"].endswith("<p><em>Translated by Ann Lee</em></p>") for item in items)


def test_other_credits_name_no_contributor(site) -> None:
    site.configure(ninjs="yes")
    site.story("world/rates", credits="The travel was paid for by the newsroom.")
    site.build()
    assert "contributor" not in story_data(site)
    assert "infoSources" not in json.loads(site.read("world/rates/story.ninjs.json"))


def test_a_picture_leads_to_its_licence_and_to_whom_one_can_be_had_from(site) -> None:
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, (800, 600)))
    site.story("world/rates", image="yard.jpg")
    site.build()
    for image in story_data(site)["image"]:
        assert (image["license"], image["acquireLicensePage"]) == (LICENCE, LICENSOR)


@pytest.mark.parametrize(
    "written",
    [
        '<rdf:li plus:LicensorURL="https://agency.example/"/>',
        '<rdf:li><rdf:Description plus:LicensorURL="https://agency.example/"/></rdf:li>',
        "<rdf:li><rdf:Description><plus:LicensorURL> https://agency.example/ </plus:LicensorURL></rdf:Description></rdf:li>",
        '<rdf:li plus:LicensorURL="javascript:x()"/><rdf:li plus:LicensorURL="https://agency.example/"/>',
    ],
)
def test_whom_a_licence_can_be_had_from_is_read_in_all_its_forms(written) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"><plus:Licensor><rdf:Seq>'
        f"{written}</rdf:Seq></plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert read_details({"xmp": packet}, {}, b"").licensor == "https://agency.example/"


PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def photograph(metadata: str, size: tuple[int, int] = (800, 600)) -> bytes:
    """Give a photograph whose XMP holds some properties."""
    out = io.BytesIO()
    drawing(size).save(out, "JPEG", xmp=PACKET.format(metadata).encode())
    return out.getvalue()


LICENCES = [
    ("https://agency.example/licence", "https://agency.example/licence"),
    (" http://agency.example/l?id=1&amp;of=2 ", "http://agency.example/l?id=1&of=2"),
    ("All rights reserved. See our terms.", None),
    ("https://agency.example/licence and ask first", None),
    ("javascript:alert(1)", None),
    ("https://", None),
    ("https://agency.example/" + "a" * 400, None),
]


def test_only_a_web_address_is_told_as_a_pictures_licence(site) -> None:
    for number, (written, _) in enumerate(LICENCES):
        metadata = f"<xmpRights:WebStatement>{written}</xmpRights:WebStatement>"
        site.write(f"content/world/yard{number}.jpg", photograph(metadata))
        site.story(f"world/{number}", image=f"yard{number}.jpg")
    site.build()
    for number, (written, told) in enumerate(LICENCES):
        assert {image.get("license") for image in story_data(site, f"world/{number}")["image"]} == {told}, written
        files = (site.out / "media").glob(f"yard{number}-*")
        assert {b"WebStatement" in path.read_bytes() for path in files} == {told is not None}, written


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Jane Roe"], {"@type": "Person", "name": "Jane Roe"}),
        (
            ["Jane Roe", " John Poe ", "Jane Roe", ""],
            [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Poe"}],
        ),
        ([], None),
    ],
)
def test_each_photographer_of_a_picture_is_a_person(site, names, told) -> None:
    creators = "".join(f"<rdf:li>{name}</rdf:li>" for name in names)
    site.write("content/world/yard.jpg", photograph(f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>"))
    site.story("world/rates", image="yard.jpg")
    site.build()
    for image in story_data(site)["image"]:
        assert image.get("creator") == told
    for path in (site.out / "media").iterdir():
        with Image.open(path) as image:
            kept = read_details(image.info, {}, path.read_bytes()).creators
        assert kept == tuple(dict.fromkeys(name.strip() for name in names if name))
    assert texts(site.page("world/rates/index.html"), ".figure__credit") == [", ".join(kept)] * bool(kept)


def test_the_by_lines_of_older_metadata_are_people_too() -> None:
    lines = [b"Jane Roe", b"John Poe", b"Jane Roe"]
    raw = b"".join(b"\x1c\x02\x50" + len(line).to_bytes(2, "big") + line for line in lines)
    found = read_details({"photoshop": {0x0404: raw}}, {}, b"")
    assert (found.creators, found.credit_line) == (("Jane Roe", "John Poe"), "Jane Roe, John Poe")


def test_more_photographers_than_a_line_holds_are_left_out() -> None:
    creators = "".join(f"<rdf:li>Photographer {number:04}</rdf:li>" for number in range(1000))
    packet = PACKET.format(f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>")
    found = read_details({"xmp": packet}, {}, b"").creators
    assert (len(found), found[-1]) == (23, "Photographer 0022")


def test_the_pictures_of_a_text_are_told_with_what_is_said_of_them(site) -> None:
    for name in ("hall", "yard", "rails"):
        site.write(f"content/world/{name}.svg", PICTURE.replace('width="9"', f'width="{len(name)}"'))
    site.write("content/world/icon.svg", PICTURE.replace("640", "64").replace("360", "36"))
    site.story("world/ports")
    site.story(
        "world/rates",
        body="![Hall](hall.svg)\n\n![Icon](icon.svg)\n\n::: photos\n"
        '![Yard](yard.svg "The *yard* & [ports](ports.md). (Lee / Courier)")\n![Rails](rails.svg)\n:::',
        image="{file: hall.svg, caption: The hall}",
    )
    site.build()
    found = story_data(site)["image"]
    assert [image["contentUrl"].rpartition("/")[2].partition("-")[0] for image in found] == ["hall", "yard", "rails"]
    assert [image.get("caption") for image in found] == ["The hall", "The yard & ports.", None]
    assert [image.get("creditText") for image in found] == [None, "Lee / Courier", None]
    site.edit("content/world/rates.md", "image: {file: hall.svg, caption: The hall}\n", "")
    site.build()
    assert [image["width"] for image in story_data(site)["image"]] == ["640px"] * 3


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="9" height="9"/></svg>'


def films(site: Site, *lines: str, body: str = "") -> list[dict[str, Any]]:
    """Give what a story's page says of the films that its lines lead to."""
    site.write("content/world/hall.svg", PICTURE)
    site.story("world/rates", body="\n\n".join(f"WATCH | ![The hall](hall.svg) {line}" for line in lines) + body)
    site.build()
    found: list[dict[str, Any]] = story_data(site)["video"]
    return found


@pytest.mark.parametrize(
    ("address", "url", "player"),
    [
        (
            "https://youtu.be/dQw4w9WgXcQ",
            "https://youtu.be/dQw4w9WgXcQ",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ),
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
        ),
        (
            "https://vimeo.com/76979871/abcdef0123",
            "https://vimeo.com/76979871/abcdef0123",
            "https://player.vimeo.com/video/76979871?h=abcdef0123&dnt=1",
        ),
        (
            "https://www.facebook.com/courier/videos/123456",
            "https://www.facebook.com/courier/videos/123456",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fcourier%2Fvideos%2F123456",
        ),
        ("https://www.facebook.com/courier/posts/123456", "https://www.facebook.com/courier/posts/123456", None),
        ("https://video.example/hall", "https://video.example/hall", None),
        ("https://video.example/hall.mp4", None, None),
    ],
)
def test_a_film_that_is_led_to_has_its_player_where_its_site_is_known(site, address, url, player) -> None:
    [film] = films(site, f"[The hall]({address})")
    assert (film.get("url"), film.get("embedUrl")) == (url, player)
    assert film.get("contentUrl") == (None if url else address)


@pytest.mark.parametrize(
    "address",
    [
        "ports.md",
        "/world/ports/?from=rates",
        "/about/#films",
        "#vote",
        "https://courier.example/paper/world/ports/",
        "https://courier.example/paper",
    ],
)
def test_a_page_of_the_newsroom_is_no_film(site, address) -> None:
    site.configure(address="https://courier.example/paper")
    site.story("world/ports", headline="Ports open")
    site.write("content/pages/about.md", "---\nheadline: About\n---\n\nUs.\n")
    site.write("content/world/hall.mp4", "film")
    other = "[The yard](https://courier.example/films/yard)"
    found = films(site, f"[The ports]({address}) | 2:06", "[The hall](hall.mp4)", other, body="\n\n## Vote")
    assert [film["name"] for film in found] == ["The hall", "The yard"]


LENGTHS = {
    "2:06": "PT2M6S",
    "1:02:45": "PT1H2M45S",
    "12 min": "PT12M",
    "1 h 5 min": "PT1H5M",
    "1h05": "PT1H5M",
    "45 s": "PT45S",
    "3 min 20 s": "PT3M20S",
    "2 hrs., 10 mins.": "PT2H10M",
    "1h 5": "PT1H5M",
    "12 mn": "PT12M",
    "1 hour and 5 minutes": "PT1H5M",
    "1 heure et 5 minutes": "PT1H5M",
    "90:00": "PT90M",
    "1:75": None,
    "1:75:00": None,
    "12 min of 40": None,
    "0:00": None,
}


def test_the_length_of_a_film_is_told_however_it_is_written(site) -> None:
    lines = [f"[{written}](https://video.example/{at}) | {written} | The Wire" for at, written in enumerate(LENGTHS)]
    assert {film["name"]: film.get("duration") for film in films(site, *lines)} == LENGTHS


def test_corrections_are_told_with_their_dates(site) -> None:
    site.story("world/rates", corrections='[{at: 2026-11-21 09:00, text: "An earlier version <b>misstated</b> it."}]')
    site.build()
    assert story_data(site)["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "An earlier version <b>misstated</b> it.",
            "datePublished": "2026-11-21T09:00:00+00:00",
        }
    ]


def test_the_publisher_names_its_policies(site) -> None:
    site.configure(
        policies="{principles: /standards/, ownership: 'https://owner.example/'}", accounts="['https://a.example/c']"
    )
    site.write("content/pages/standards.md", "---\nheadline: Standards\n---\nOurs.\n")
    site.story("world/rates")
    site.build()
    found = story_data(site)["publisher"]
    assert found["@type"] == "NewsMediaOrganization"
    assert found["publishingPrinciples"] == "https://courier.example/standards/"
    assert found["ownershipFundingInfo"] == "https://owner.example/"
    assert found["sameAs"] == ["https://a.example/c"]
    assert found == graph(site, "index.html")[1]


def test_a_copy_names_its_original(site) -> None:
    site.story("world/rates", canonical="https://origin.example/rates")
    site.build()
    found = story_data(site)
    assert (found["mainEntityOfPage"], found["isBasedOn"]) == (
        "https://origin.example/rates",
        "https://origin.example/rates",
    )
    assert ("og:url", "https://origin.example/rates") in tags(site, "world/rates/index.html")


@pytest.mark.parametrize(
    ("canonical", "is_claimed"),
    [("", True), ("https://courier.example/politics/rates/", True), ("https://origin.example/rates", False)],
)
def test_the_rights_of_a_copy_are_not_claimed(site, canonical, is_claimed) -> None:
    site.configure(ninjs="yes", copyright="© The Courier")
    site.story("world/rates", canonical=canonical)
    site.build()
    item = json.loads(site.read("world/rates/story.ninjs.json"))
    claims = {"copyrightHolder", "copyrightNotice", "copyrightYear"} & {*story_data(site), *item}
    assert bool(claims) == is_claimed


def test_a_story_stands_in_its_section(site) -> None:
    site.edit("newsroom.yaml", "https://courier.example", "https://example.org/news")
    site.story("world/rates")
    site.build()
    steps = graph(site, "world/rates/index.html")[1]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "The Example Courier", "https://example.org/news/"),
        (2, "World", "https://example.org/news/world/"),
        (3, "Rates rise", None),
    ]


def test_an_authors_front_is_a_profile(site) -> None:
    site.write("content/authors/ama.md", "---\nname: Ama Boateng\nrole: Reporter\n---\n")
    site.story("world/rates", authors="ama")
    site.build()
    page = graph(site, "authors/ama/index.html")[0]
    assert page["@type"] == "ProfilePage"
    assert (page["mainEntity"]["name"], page["mainEntity"]["jobTitle"]) == ("Ama Boateng", "Reporter")


def test_open_graph_has_the_properties_of_articles(site) -> None:
    site.configure(language="en-CA", x='"@courier"')
    site.story("world/rates", updated="2026-11-21 08:30", expires="2027-01-01 00:00", topics="[Rates, Money]")
    site.build()
    found = tags(site, "world/rates/index.html")
    for wanted in [
        ("og:type", "article"),
        ("og:locale", "en_CA"),
        ("article:published_time", "2026-11-20T10:00:00+00:00"),
        ("article:modified_time", "2026-11-21T08:30:00+00:00"),
        ("article:expiration_time", "2027-01-01T00:00:00+00:00"),
        ("article:section", "World"),
        ("article:tag", "Rates"),
        ("article:tag", "Money"),
        ("twitter:site", "@courier"),
    ]:
        assert wanted in found


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("fr", "fr_FR"),
        ("en", "en_US"),
        ("EN-ca", "en_CA"),
        ("ar", "ar_EG"),
        ("zh-Hant-HK", "zh_HK"),
        ("zh-hant", "zh_TW"),
        ("sr-Latn-RS", "sr_RS"),
        ("sr-Latn", "sr_RS"),
        ("es-419", None),
        ("eo", None),
    ],
)
def test_networks_are_told_the_language_of_a_page_with_its_region(site, language, locale) -> None:
    site.story("world/rates", lang=language)
    result = site.build()
    assert result.is_ok, faults(result)
    assert dict(tags(site, "world/rates/index.html")).get("og:locale") == locale


def test_search_engines_may_show_large_pictures_and_learn_when_a_story_ends(site) -> None:
    site.story("world/rates")
    site.story("world/sale", expires="2027-01-01 00:00")
    site.build()
    rule = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"
    assert dict(tags(site, "world/rates/index.html"))["robots"] == rule
    assert dict(tags(site, "index.html"))["robots"] == rule
    assert (
        dict(tags(site, "world/sale/index.html"))["robots"] == f"{rule}, unavailable_after: 2027-01-01T00:00:00+00:00"
    )
    assert dict(tags(site, "404.html"))["robots"] == "noindex"


@settings(max_examples=examples(200))
@given(st.text())
def test_no_text_ends_the_script_that_it_stands_in(text) -> None:
    hostile = f"{text}</script><!--<script>\u2028\u2029]]>"
    written = script_text([{"@type": "NewsArticle", "headline": hostile}])
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@graph"][0]["headline"] == hostile


def test_hostile_headlines_come_back_as_they_were(site) -> None:
    headline = '</script><script>alert("1")</script> & <!-- it’s'
    site.story("world/rates", headline=json.dumps(headline))
    site.build()
    assert story_data(site)["headline"] == headline
    assert ("og:title", headline) in tags(site, "world/rates/index.html")
