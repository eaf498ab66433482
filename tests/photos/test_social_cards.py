"""Drawn cards for stories without a picture."""

import io
import json
import time

import pytest
from PIL import Image, ImageFont
from selectolax.lexbor import LexborHTMLParser

from broadsheet.newsroom.settings import Section, section_hues
from broadsheet.photos import card_drawing, cards
from broadsheet.photos.card_drawing import draw_card
from broadsheet.photos.card_letters import drawable, lacking
from broadsheet.photos.card_lines import cut, fill_lines, force_lines
from broadsheet.photos.cards import DrawnCard
from tests.newsrooms import ROOT, Site
from tests.photos.secrets import Hoard, hoarding
from tests.samples import beyond

CARD = DrawnCard("Rates rise", "World", "The Example Courier", 250)


def image_of(page: LexborHTMLParser) -> str:
    """Give the picture that a page is shared with, as a path in the site."""
    node = page.css_first('meta[property="og:image"]')
    assert node is not None
    return (node.attributes["content"] or "").removeprefix("https://courier.example/")


def tags_of(page: LexborHTMLParser) -> dict[str, str]:
    """Give what networks are told of a page."""
    nodes = [node.attributes for node in page.css("meta[content]")]
    return {node.get("property") or node.get("name") or "": node["content"] or "" for node in nodes}


def drawn(raw: bytes) -> Image.Image:
    """Open a drawn card."""
    return Image.open(io.BytesIO(raw))


def test_a_story_without_a_picture_is_shared_with_its_sections_card_unless_the_newsroom_says_otherwise(
    site: Site,
) -> None:
    site.edit("newsroom.yaml", "social_cards: no\n", "")
    site.story("world/rates")
    site.build()
    path = image_of(site.page("world/rates/index.html"))
    assert drawn((site.out / path).read_bytes()).size == (1200, 630)
    assert path == image_of(site.page("world/index.html"))
    assert path != image_of(site.page("politics/index.html"))


def test_each_story_has_its_own_card_where_the_newsroom_says_so(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.story("world/again")
    site.build()
    paths = [image_of(site.page(f"world/{name}/index.html")) for name in ("rates", "again")]
    assert len({*paths, image_of(site.page("world/index.html"))}) == 3
    assert all(drawn((site.out / path).read_bytes()).size == (1200, 630) for path in paths)


def test_a_new_headline_makes_a_new_card_and_removes_the_old_one(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.build()
    before = image_of(site.page("world/rates/index.html"))
    site.edit("content/world/rates.md", "Rates rise", "Rates fall")
    assert before in site.build().deleted
    assert site.tree() == site.clean_tree()


def test_the_card_of_a_sponsored_story_says_so_in_the_words_of_the_theme(site: Site) -> None:
    words = (ROOT / "templates/words/en.yaml").read_text("utf-8")
    site.configure(social_cards="stories")
    site.story("world/tires", label="sponsored")
    site.story("world/rates")
    site.build()
    path, other = (image_of(site.page(f"world/{name}/index.html")) for name in ("tires", "rates"))
    assert (site.out / path).read_bytes() == draw_card(
        DrawnCard("Rates rise", "Sponsored", "The Example Courier", section_hues([Section("world", "World")])["world"])
    )
    assert tags_of(site.page("world/tires/index.html"))["og:image:alt"] == "Rates rise (Sponsored)"
    site.write("templates/words/en.yaml", words.replace("sponsored: Sponsored", "sponsored: Paid for"))
    result = site.build()
    assert [name for name in result.written if name.startswith("social/")] == [
        image_of(site.page("world/tires/index.html"))
    ]
    assert path in result.deleted
    assert image_of(site.page("world/rates/index.html")) == other
    assert site.tree() == site.clean_tree()
    site.story("world/rates", label="sponsored")
    site.edit("content/world/tires.md", "label: sponsored\n", "")
    site.build()
    assert site.tree() == site.clean_tree()


def test_an_edit_of_the_text_draws_no_card(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.build()
    site.edit("content/world/rates.md", "close", "long")
    assert not [path for path in site.build().written if path.startswith("social/")]


def test_a_card_is_taken_from_the_cache(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.build()
    kept = sorted((site.root / ".broadsheet" / "renditions").rglob("*.pictures"))
    assert len(kept) == 3
    assert site.clean_tree() == site.tree()
    assert sorted((site.root / ".broadsheet" / "renditions").rglob("*.pictures")) == kept


def test_a_hidden_story_has_no_card(site: Site) -> None:
    site.configure(social_cards="stories")
    site.build()
    plain = site.tree()
    site.story("world/rates", status="draft")
    site.build()
    assert site.tree() == plain


@pytest.mark.parametrize("social_cards", ["sections", "stories"])
def test_a_newsroom_whose_script_cannot_be_drawn_shares_its_stories_as_one_without_cards(
    site: Site, social_cards: str
) -> None:
    site.configure(name="الجزيرة", language="ar", social_cards=social_cards)
    site.edit("newsroom.yaml", "name: World", "name: العالم")
    site.edit("newsroom.yaml", "name: Politics", "name: سياسة")
    site.story("world/rates", "رئيس الوزراء يعلن")
    site.build()
    assert not [path for path in site.tree() if path.startswith("social/")]
    for path in ("world/rates/index.html", "world/index.html"):
        assert "touch" in image_of(site.page(path))
        assert tags_of(site.page(path))["twitter:card"] == "summary"
    assert site.tree() == site.clean_tree()


def test_a_story_whose_headline_cannot_be_drawn_is_shared_with_its_sections_card(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates", "Growth of 3 ‰")
    site.build()
    assert image_of(site.page("world/rates/index.html")) == image_of(site.page("world/index.html"))
    assert tags_of(site.page("world/rates/index.html"))["og:image:alt"] == "World, The Example Courier"
    site.edit("content/world/rates.md", "‰", "percent")
    site.build()
    assert image_of(site.page("world/rates/index.html")) != image_of(site.page("world/index.html"))
    assert site.tree() == site.clean_tree()
    site.edit("content/world/rates.md", "percent", "‰")
    site.build()
    assert site.tree() == site.clean_tree()


def test_a_newsroom_is_told_once_that_its_script_cannot_be_drawn(site: Site) -> None:
    site.configure(name="الجزيرة", social_cards="stories")
    site.edit("newsroom.yaml", "name: World", "name: العالم")
    for name in ("rates", "ports"):
        site.story(f"world/{name}", "رئيس الوزراء يعلن")
    for _ in range(2):  # the second build has nothing to do
        [fault] = site.build().diagnostics
        assert (fault.kind, fault.is_error, fault.text) == ("undrawable", False, "social_cards: stories")
        assert "`العالم`" in fault.message
    site.edit("newsroom.yaml", "social_cards: stories\n", "")
    [fault] = site.build().diagnostics
    assert fault.text == "name: الجزيرة"
    site.write("newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + "social_cards: no\n")
    assert site.build().diagnostics == ()


def test_a_headline_with_a_letter_that_cannot_be_drawn_is_told_with_its_place(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates", "Growth of 3 ‰")
    [fault] = site.build().diagnostics
    assert (fault.kind, fault.is_error) == ("undrawable", False)
    assert fault.text[fault.place.column - 1 :] == "‰"
    assert "`‰`" in fault.message
    site.configure(social_cards="sections")
    assert site.build().diagnostics == ()


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("H₂O and 10₂", "₂"),
        ("H₂O and 10₂ and 3 ‰", "₂ and 3 ‰"),
        ('"H₂O, 10₂"', '₂"'),
        ("☀ Sun ☀ and rain", "☀ and rain"),
        ("Rain ☀ of 3 ‰", "☀ of 3 ‰"),
    ],
)
def test_the_place_is_that_of_the_letter_that_cannot_be_drawn(site: Site, headline: str, rest: str) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates", headline)
    [fault] = site.build().diagnostics
    assert fault.text[fault.place.column - 1 :] == rest


@pytest.mark.parametrize(
    "keys",
    [
        {"headline": "한국 뉴스"},
        {"headline": "Growth of 3 ‰", "image": "yard.jpg"},
        {"headline": "Growth of 3 ‰", "body": "![A yard](yard.jpg)"},
    ],
)
def test_nothing_is_told_of_a_story_that_has_a_picture_or_is_in_another_script(
    site: Site, keys: dict[str, str]
) -> None:
    site.configure(social_cards="stories")
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, (800, 600)))
    site.story("world/rates", **keys)
    assert not [fault for fault in site.build().diagnostics if fault.kind == "undrawable"]


def test_a_build_tells_nothing_of_a_hidden_headline_that_cannot_be_drawn(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates", "Growth of 3 ‰", status="draft")
    assert site.build().diagnostics == ()


def test_the_card_of_a_sponsored_story_says_so_even_without_its_headline(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/tires", "Tires for 3 ‰", label="sponsored")
    site.build()
    hue = section_hues([Section("world", "World")])["world"]
    path = image_of(site.page("world/tires/index.html"))
    assert (site.out / path).read_bytes() == draw_card(DrawnCard("", "Sponsored", "The Example Courier", hue))


def test_cards_can_be_turned_off(site: Site) -> None:
    site.configure(social_cards="no")
    site.story("world/rates")
    site.build()
    assert not [path for path in site.tree() if path.startswith("social/")]
    assert "touch" in image_of(site.page("world/rates/index.html"))


@pytest.mark.parametrize(
    ("size", "social_cards", "image", "card"),
    [
        ((800, 600), "sections", "-16x9-800.jpg", "summary_large_image"),
        ((1060, 320), "sections", "-1060.jpg", "summary_large_image"),
        ((590, 590), "sections", "-1200.png", "summary_large_image"),
        beyond(((590, 590), "stories", "-1200.png", "summary_large_image")),
        beyond(((800, 300), "sections", "-1200.png", "summary_large_image")),
        ((590, 590), "no", "-16x9-590.jpg", "summary"),
    ],
)
def test_a_picture_that_fills_no_large_card_is_announced_as_none(
    site: Site, size: tuple[int, int], social_cards: str, image: str, card: str
) -> None:
    site.configure(social_cards=social_cards)
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, size))
    site.story("world/rates", image="yard.jpg")
    assert site.build().is_ok
    page = site.page("world/rates/index.html")
    assert image_of(page).endswith(image)
    assert (site.out / image_of(page)).is_file()
    assert tags_of(page)["twitter:card"] == card


@pytest.mark.parametrize(
    ("size", "widths", "shapes"),
    [
        ((2400, 1600), "[320, 480]", [(1200, 675), (1200, 900), (1200, 1200)]),
        ((1600, 900), "[320]", [(1200, 675), (1200, 900), (900, 900)]),
        ((1200, 675), "[320, 480]", [(1200, 675), (900, 675), (675, 675)]),
        ((1200, 675), "[480, 1080]", [(1200, 675), (900, 675), (675, 675)]),
        ((1300, 2600), "[480]", [(1200, 675), (1200, 900), (1200, 1200)]),
    ],
)
def test_narrow_widths_leave_large_what_machines_are_shown(
    site: Site, size: tuple[int, int], widths: str, shapes: list[tuple[int, int]]
) -> None:
    site.configure(pictures=f"{{widths: {widths}, formats: []}}", social_cards="sections")
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, size))
    site.story("world/rates", image="yard.jpg")
    assert site.build().is_ok
    page = site.page("world/rates/index.html")
    data = page.css_first('script[type="application/ld+json"]')
    assert data is not None
    told = [
        image["url"].removeprefix("https://courier.example/") for image in json.loads(data.text())["@graph"][0]["image"]
    ]
    assert told[0] == image_of(page)
    for path, shape in zip(told, shapes, strict=False):
        with Image.open(site.out / path) as image:
            assert image.size == shape
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("size", [(2400, 1350), (1150, 647), (800, 450), (300, 169)])
def test_a_picture_of_their_shape_has_no_crop_where_it_is_published_as_wide(site: Site, size: tuple[int, int]) -> None:
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, size))
    site.story("world/rates", image="yard.jpg")
    assert site.build().is_ok
    assert not [name for name in site.tree() if "-16x9" in name]


def test_a_larger_picture_takes_the_place_of_the_card(site: Site) -> None:
    site.configure(social_cards="stories")
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, (500, 400)))
    site.story("world/rates", image="yard.jpg")
    site.build()
    assert image_of(site.page("world/rates/index.html")).startswith("social/")
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 1, (800, 600)))
    site.build()
    assert image_of(site.page("world/rates/index.html")).startswith("media/yard-")
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("social_cards", ["sections", "stories", "no"])
def test_the_first_picture_of_a_text_takes_the_place_of_the_card_when_it_is_large_enough(
    site: Site, social_cards: str
) -> None:
    site.configure(social_cards=social_cards)
    site.story("world/rates", body="Text.\n\n::: photos\n![A yard](yard.jpg)\n![Rails](rails.jpg)\n:::")
    site.write("content/world/rails.jpg", hoarding("jpg", Hoard(), 0, (900, 700)))
    for seed, size in enumerate([(500, 400), (800, 600), (510, 400)]):
        site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), seed, size))
        site.build()
        page = site.page("world/rates/index.html")
        assert image_of(page).startswith("media/yard-") == (size == (800, 600))
        assert (site.out / image_of(page)).is_file()
        shown = {image_of(site.page(path)) for path in ("world/index.html", "politics/index.html")} | {image_of(page)}
        assert {path for path in site.tree() if path.startswith("social/")} <= shown
        assert site.tree() == site.clean_tree()


def test_a_columnist_stands_for_a_column_before_a_picture_of_its_text(site: Site) -> None:
    site.write("content/authors/face.jpg", hoarding("jpg", Hoard(), 0, (300, 300)))
    site.write("content/authors/dana.md", "---\nname: Dana\nimage: face.jpg\n---\n")
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 1, (800, 600)))
    site.story("world/rates", label="opinion", authors="dana", body="![A yard](yard.jpg)")
    site.build()
    assert image_of(site.page("world/rates/index.html")).startswith("media/face-")


def test_networks_are_told_what_kind_of_file_a_picture_is(site: Site) -> None:
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, (800, 600)))
    site.story("world/yard", image="yard.jpg")
    site.story("world/rates")
    site.build()
    kinds = [tags_of(site.page(f"world/{name}/index.html"))["og:image:type"] for name in ("yard", "rates")]
    assert kinds == ["image/jpeg", "image/png"]


def test_search_engines_are_shown_no_crop_that_is_too_small_for_them(site: Site) -> None:
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(), 0, (400, 220)))
    site.story("world/rates", image="yard.jpg")
    site.build()
    data = site.page("world/rates/index.html").css_first('script[type="application/ld+json"]')
    assert data is not None
    images = json.loads(data.text())["@graph"][0]["image"]
    assert [(image["width"], image["height"]) for image in images] == [
        ("391px", "220px"),
        ("293px", "220px"),
        ("400px", "220px"),
    ]


def test_machines_are_told_of_the_card(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.build()
    page = site.page("world/rates/index.html")
    data, alt = page.css_first('script[type="application/ld+json"]'), page.css_first('meta[property="og:image:alt"]')
    assert data is not None
    assert image_of(page) in data.text()
    assert alt is not None
    assert alt.attributes["content"] == "Rates rise"


def test_a_card_is_the_same_each_time() -> None:
    assert draw_card(CARD) == draw_card(CARD)


@pytest.mark.parametrize(
    "text",
    [
        "Rates rise",
        "L’été à Québec: «oui»",
        "Łódź, Győr, Iași",
        "“Non-breaking” things…",
        "Thủ tướng Nguyễn",
        "Привет, Київ",
        "Η κυβέρνηση",
        "₹50 crore, ₽, ₺",
    ],
)
def test_latin_cyrillic_and_greek_are_drawn(text: str) -> None:
    assert drawable(text) == text


@pytest.mark.parametrize("text", ["한국 뉴스", "الجزيرة", "Rates 📈 rise", "🇨🇦 wins", "日本", "\ue000", "a\u0305"])
def test_what_the_face_lacks_is_left_out_and_never_a_box(text: str) -> None:
    assert drawable(text) == ""
    assert draw_card(DrawnCard(text, "World", "Courier", 10)) == draw_card(DrawnCard("", "World", "Courier", 10))


@pytest.mark.parametrize(
    ("text", "drawn_text"),
    [
        ("CO₂ rises", "CO2 rises"),
        ("C₁₂H₂₂O₁₁", "C12H22O11"),
        ("A note⁶", "A note6"),
        ("Well\u2010known, non\u2011stop", "Well-known, non-stop"),
        ("The ﬁrst 40℃ day", "The first 40°C day"),
        ("１２ 𝟑𝟒 ⅓", "12 34 1⁄3"),
        ("🔴 Live: rates rise ❤️", "Live: rates rise"),
    ],
)
def test_a_letter_without_a_glyph_stands_in_its_plain_form(text: str, drawn_text: str) -> None:
    assert drawable(text) == drawn_text
    assert draw_card(DrawnCard(text, "World", "Courier", 10)) == draw_card(
        DrawnCard(drawn_text, "World", "Courier", 10)
    )


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("10⁶ deaths", "⁶"),
        ("10⁻⁶", "⁻"),
        ("2⅓ days", "⅓"),
        ("1① of", "①"),
        ("3 ‰", "‰"),
        ("“Ja” auf 日本日", "日本"),
        ("Votes 👍 on", "👍"),
    ],
)
def test_a_headline_is_left_out_where_plain_forms_are_lacking_or_read_as_another_number(
    text: str, letters: str
) -> None:
    assert drawable(text) == ""
    assert lacking(text) == letters


def test_every_letter_that_counts_as_covered_has_a_glyph() -> None:
    face = ImageFont.truetype(card_drawing.__file__.replace("card_drawing.py", "faces/card.ttf"), 60)
    box = bytes(face.getmask("\uffff"))
    codes = (*range(33, 0xA0), *range(0xA1, 0xAD), *range(0xAE, 0x2300))
    covered = [chr(code) for code in codes if drawable(chr(code)) == chr(code)]
    assert len(covered) > 1100
    assert [letter for letter in covered if bytes(face.getmask(letter)) == box] == []


@pytest.mark.parametrize("text", ["W" * 400, "Donaudampfschifffahrtsgesellschaft " * 12, "a", " ".join("x" * 300)])
def test_long_texts_stay_on_the_card(text: str) -> None:
    ink = drawn(draw_card(DrawnCard(text, "World", "Courier", 10))).convert("L").crop((0, 40, 1200, 520))
    left, _, right, bottom = ink.point(lambda value: 255 if value < 200 else 0).getbbox() or (0, 0, 0, 0)
    assert left >= 60
    assert right <= 1140
    assert bottom <= 480


def shadow(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Give the box of what is drawn within a box of a card."""
    found = image.convert("L").crop(box).point(lambda value: 255 if value < 200 else 0).getbbox()
    assert found is not None
    return found


LONG_NAME = "The Particularly Long-Named Valley Intelligencer and Commercial Advertiser of the Three Counties"
LONG_SECTION = "Intergovernmental relationships, municipal affairs and everything else that has no other place"


@pytest.mark.parametrize("text", ["Rates rise", ""])
@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME.replace(" ", "")])
@pytest.mark.parametrize("label", [LONG_SECTION, LONG_SECTION.replace(" ", "")])
def test_long_names_stay_within_the_edges_of_a_card(text: str, name: str, label: str) -> None:
    image = drawn(draw_card(DrawnCard(text, label, name, 10)))
    left, _, right, bottom = shadow(image, (0, 40, 1200, 630))
    assert left >= 60
    assert right <= 1140
    assert bottom <= 570
    assert image.crop((72, 531, 1128, 620)).getbbox() is not None


def by_letters(text: str) -> float:
    """Measure a text by its letters, each of one width."""
    return len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Rates rise", 20, ["Rates rise"]),
        ("The city council votes to close", 20, ["The city council", "votes to close"]),
        ("Sozialversicherungsbeiträge steigen", 20, []),
        ("Baden-Württemberg wählt", 12, ["Baden-", "Württemberg", "wählt"]),
        ("Arbeitslosen\xadversicherung steigt", 20, ["Arbeitslosen-", "versicherung steigt"]),
        ("Arbeitslosen\xadversicherung", 30, ["Arbeitslosenversicherung"]),
        ("Macron dit : « Non »", 12, ["Macron\xa0dit\xa0:", "«\xa0Non\xa0»"]),
        ("Près de 10 000 euros", 12, ["Près de", "10\xa0000 euros"]),
        ("COVID-19 returns", 9, ["COVID-19", "returns"]),
    ],
)
def test_lines_end_between_words(text: str, width: int, lines: list[str]) -> None:
    found = [line.replace("\xa0", " ") for line in fill_lines(text, by_letters, width)]
    assert found == [line.replace("\xa0", " ") for line in lines]


def test_a_word_wider_than_a_line_is_broken_with_a_hyphen_only_where_nothing_else_helps() -> None:
    lines = force_lines("Sozialversicherungsbeiträge steigen", by_letters, 20, 9)
    assert lines == ["Sozialversiche-", "rungsbeiträge", "steigen"]


def test_what_is_too_long_ends_in_an_ellipsis_after_a_word() -> None:
    assert force_lines("The city council votes, to close", by_letters, 12, 2) == ["The city", "council…"]
    assert cut("The Valley Intelligencer", by_letters, 14) == "The Valley…"
    assert cut("Intelligencer", by_letters, 10) == "Intellige…"
    assert cut("The Valley", by_letters, 10) == "The Valley"


def test_a_long_word_is_set_smaller_rather_than_broken() -> None:
    image = drawn(draw_card(DrawnCard("Sozialversicherungsbeiträge", "Politik", "Tagblatt", 20)))
    _, top, right, bottom = shadow(image, (0, 180, 1200, 520))
    assert right > 900
    assert bottom - top < 110  # one line


def test_a_short_headline_is_set_large() -> None:
    _, top, _, bottom = shadow(drawn(draw_card(CARD)), (0, 180, 1200, 520))
    assert bottom - top > 80


def test_a_card_without_a_newsroom_that_can_be_drawn_has_no_empty_foot() -> None:
    image = drawn(draw_card(DrawnCard("", "World", "الجزيرة", 10)))
    assert len(set(image.crop((0, 520, 1200, 630)).tobytes())) == 1


def test_a_card_without_a_section_that_can_be_drawn_shows_the_newsroom_in_its_place() -> None:
    image = draw_card(DrawnCard("", "世界", "The Courier", 10))
    assert image == draw_card(DrawnCard("", "The Courier", "", 10))


def test_a_word_of_thousands_of_letters_is_drawn_as_fast_as_what_fits() -> None:
    started = time.process_time()
    endless = draw_card(DrawnCard("x" * 60_000, "World", "Courier", 10))
    assert time.process_time() - started < 3
    assert endless == draw_card(DrawnCard("x" * 1_000, "World", "Courier", 10))


def test_a_card_is_small() -> None:
    assert len(draw_card(CARD)) < 25_000
    assert cards.SIZE == (1200, 630)
