"""What a newsroom changes of the theme, and what it changes on the pages."""

import io
import json
import re

import pytest
from PIL import Image

from broadsheet.content.story import LABELS
from broadsheet.markup.body import RELATED_KINDS
from broadsheet.newsroom.settings import Section, section_hues
from broadsheet.rendering.site_words import parse_words
from tests.newsrooms import ROOT, Site, faults, links, texts

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 9"><path d="M0 0h60v9H0z"/></svg>'
FACE = (ROOT / "templates/assets/fonts/archivo-sc.woff2").read_bytes()


def stylesheet(site: Site) -> str:
    """Give the site's style sheet."""
    (address,) = links(site.page("index.html"), "link[rel=stylesheet]")
    return site.read(address.lstrip("/"))


def preloads(site: Site) -> list[str]:
    """Give the names of the fonts that the front asks for first."""
    return [address.split("/")[-1].split(".")[0] for address in links(site.page("index.html"), "link[rel=preload]")]


def test_a_logo_stands_for_the_name_with_its_size_and_its_dark_form(site: Site) -> None:
    site.write("content/logo.svg", LOGO)
    site.write("content/night.svg", LOGO.replace("60", "80"))
    site.configure(logo="logo.svg", logo_dark="night.svg")
    assert site.build().is_ok
    source, image = site.page("index.html").css(".mast__name :is(source, img)")
    assert image.attributes["alt"] == "The Example Courier"
    assert (image.attributes["width"], image.attributes["height"]) == ("60", "9")
    assert source.attributes["media"] == "(prefers-color-scheme: dark)"
    for address in (source.attributes["srcset"], image.attributes["src"]):
        assert (site.out / str(address).lstrip("/")).is_file()


@pytest.mark.parametrize("key", ["logo", "logo_dark"])
def test_a_logo_that_is_not_there_is_told_with_its_place(site: Site, key: str) -> None:
    site.configure(**{key: "missing.svg"})
    for _ in range(2):
        [fault] = site.build().diagnostics
        assert (fault.kind, fault.place.path) == ("missing-picture", "newsroom.yaml")
        assert fault.text == f"{key}: missing.svg"
        assert fault.text[fault.place.column - 1 :][: fault.place.length] == "missing.svg"


def test_a_changed_logo_is_on_every_page_after_the_next_build(site: Site) -> None:
    site.story("world/rates")
    site.write("content/logo.svg", LOGO)
    site.configure(logo="logo.svg")
    site.build()
    site.write("content/logo.svg", LOGO.replace("60", "80"))
    site.build()
    assert site.tree() == site.clean_tree()
    (image,) = site.page("world/rates/index.html").css(".mast__name img")
    assert image.attributes["width"] == "80"


def test_the_theme_has_its_own_faces_unless_the_newsroom_says_otherwise(site: Site) -> None:
    site.build()
    assert preloads(site) == ["piazzolla", "archivo-sc"]
    site.configure(fonts="system")
    site.build()
    assert preloads(site) == []
    assert ":root{--serif:var(--serif-system)}\n:root{--sans:var(--sans-system)}" in stylesheet(site)
    assert site.tree() == site.clean_tree()


def test_a_newsroom_sets_its_pages_in_faces_of_its_own(site: Site) -> None:
    site.write("templates/assets/fonts/courier.woff2", FACE)
    site.write("templates/assets/fonts/courier-bold.woff2", FACE + b"\0")
    site.configure(
        fonts="{text: fonts/courier.woff2, bold: fonts/courier-bold.woff2, italic: fonts/courier.woff2, labels: meridian}"
    )
    result = site.build()
    assert result.is_ok, faults(result)
    assert preloads(site) == ["courier", "archivo-sc"]
    own = [rule for rule in stylesheet(site).splitlines() if "Own serif" in rule]
    assert [rule.split("font-weight:")[1].split(";font-display")[0] for rule in own[:-1]] == [
        "400;font-style:normal",
        "700;font-style:normal",
        "400 700;font-style:italic",
    ]
    assert own[-1] == ':root{--serif:"Own serif",var(--serif-system)}'


@pytest.mark.parametrize("count", [1, 4, 9, 14])
def test_sections_without_a_hue_get_hues_that_are_apart(count: int) -> None:
    sections = [Section("own", "Own", 140), *(Section(f"s{number}", "S") for number in range(count))]
    hues = section_hues(sections)
    assert hues["own"] == 140
    assert len(hues) == count + 1
    angles = sorted(hues.values())
    gaps = [(after - before) % 360 for before, after in zip(angles, [*angles[1:], angles[0]], strict=True)]
    assert min(gaps) >= (20 if count < 10 else 10)


def test_a_section_keeps_its_hue_when_one_is_added_after_it() -> None:
    sections = [Section(f"s{number}", "S") for number in range(6)]
    assert list(section_hues(sections[:4]).items()) == list(section_hues(sections).items())[:4]


NAMED_FILE = re.compile(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_on_the_theme_does_what_it_says(site: Site) -> None:
    files = NAMED_FILE.findall((ROOT / "docs/theme.md").read_text("utf-8"))
    assert len(files) == 5
    site.story("world/rates")
    site.write("templates/assets/fonts/courier.woff2", FACE)
    for name, text in files:
        site.write(name, text)
    result = site.build()
    assert result.is_ok, faults(result)
    page, css = site.page("world/rates/index.html"), stylesheet(site)
    assert [image.attributes["alt"] for image in page.css(".mast__name img")] == ["The Example Courier"]
    assert len(page.css(".mast__name source[media*=dark]")) == 1
    assert ".in-world{--h:253}" in css
    assert re.search(r"\.in-politics\{--h:\d+\}", css)
    assert preloads(site) == ["courier"]
    assert ":root{--sans:var(--sans-system)}" in css
    assert css.rindex("--brand: #00539f") > css.rindex("@layer")
    assert links(page, "footer a") == ["mailto:desk@courier.example"]
    site.delete("templates/partials/site_footer.html")
    assert {"world/rates/index.html", "index.html"} <= set(site.build().written)
    assert len(links(site.page("index.html"), "footer a")) > 3
    assert site.tree() == site.clean_tree()


def image_named(site: Site, path: str) -> str:
    """Give the address of the picture that a page offers to other sites."""
    (image,) = site.page(path).css("meta[property='og:image']")
    return str(image.attributes["content"])


def test_what_has_no_picture_is_shared_with_the_columnists_portrait_or_the_sections_card(site: Site) -> None:
    site.write("content/authors/dana.md", "---\nname: Dana Whitfield\nimage: dana.png\n---\n")
    picture = io.BytesIO()
    Image.new("RGB", (500, 500), "green").save(picture, "PNG")
    site.write("content/authors/dana.png", picture.getvalue())
    site.configure(social_cards="sections")
    site.story("world/view", label="opinion", authors="dana")
    site.story("world/rates", authors="dana")
    site.build()
    assert "/media/dana-" in image_named(site, "world/view/index.html")
    assert "/social/world-" in image_named(site, "world/rates/index.html")


def test_a_site_without_cards_is_shared_with_the_newsrooms_icon(site: Site) -> None:
    site.configure(social_cards="no")
    site.story("world/rates")
    site.build()
    assert "/assets/icons/touch." in image_named(site, "world/rates/index.html")


def theme_words(language: str) -> dict[str, str]:
    """Give the theme's words in a language."""
    path = ROOT / f"templates/words/{language}.yaml"
    found, diagnostics = parse_words(path.read_text("utf-8"), path.name)
    assert diagnostics == []
    return found


def test_every_language_has_all_words_that_templates_and_code_ask_for() -> None:
    templates = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.html")))
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "broadsheet/rendering").glob("*.py")))
    asked = {
        *re.findall(r"(?<!-)\bwords\.(\w+)", templates),
        *re.findall(r"""\b(?:words\(\w*\)|words)\.find\(\s*"(\w+)\"""", code),
        *(f"label_{label.replace('-', '_')}" for label in LABELS if label != "sponsored"),
        *RELATED_KINDS,
        *("archive", "authors", "regions", "topics", "region", "topic"),
    }
    assert {"with_files_from", "not_found_title", "search_text"} <= asked
    for path in (ROOT / "templates/words").glob("*.yaml"):
        assert theme_words(path.stem).keys() == asked, path.stem


def test_a_french_newsroom_names_every_kind_of_piece_in_french(site: Site) -> None:
    site.configure(language="fr", search="yes", ninjs="yes", feeds="{site: [rss, json]}")
    for label in LABELS:
        site.story(f"world/{label}", label, label=label, image="{file: map.svg, alt: A map}")
    site.write("content/world/map.svg", LOGO)
    result = site.build()
    assert result.is_ok, faults(result)
    words = theme_words("fr")
    names = {
        label: words["sponsored" if label == "sponsored" else f"label_{label.replace('-', '_')}"] for label in LABELS
    }
    assert names["fact-check"] == "Vérification des faits"
    assert {item["title"]: item["tags"][-1] for item in json.loads(site.read("feed.json"))["items"]} == names
    for label, name in names.items():
        assert texts(site.page(f"world/{label}/index.html"), "main .kicker")[0] == name
        assert json.loads(site.read(f"world/{label}/story.ninjs.json"))["genres"] == [{"name": name}]
    (search,) = site.page("search/index.html").css("#search")
    assert json.loads(search.attributes["data-labels"] or "") == names
