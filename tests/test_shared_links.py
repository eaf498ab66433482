"""Links that all pages share, in settings and in the breaking bar, while they lead to what readers may not see."""

import json

import pytest

from tests.newsrooms import NOW, Site, links, seconds, texts
from tests.samples import beyond, sampled

ETHICS = "/world/ethics/"
OUT = seconds("2026-11-24 06:00")
PLACES = {
    "a policy": "policies: {ethics: %s}\n",
    "the first menu": "menus: {main: [{label: Ethics, url: %s}]}\n",
    "the small menu": "menus: {services: [{label: Ethics, url: %s}]}\n",
    "the footer": "menus: {footer: [{label: Us, links: [{label: Ethics, url: %s}, {label: World, url: /world/}]}]}\n",
}


def set_up(site: Site, more: str) -> None:
    """Write settings that hold a link to a story which readers see only from `OUT` on."""
    site.write("newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + more % ETHICS)
    site.story("world/ethics", embargo="2026-11-24 06:00", aliases="[/old/ethics/]")
    site.story("world/rates")


@pytest.mark.parametrize("place", sampled(PLACES, ("a policy", "the footer")))
def test_a_link_of_the_settings_to_a_hidden_story_is_left_out_until_it_is_public(site: Site, place: str) -> None:
    set_up(site, PLACES[place])
    first = site.build(NOW)
    assert [(fault.kind, fault.is_error, fault.place.path) for fault in first.diagnostics] == [
        ("hidden-link", False, "newsroom.yaml")
    ]
    assert first.diagnostics[0].place.line > 0
    assert not [path for path, raw in site.tree().items() if ETHICS.encode() in raw]
    assert site.build(NOW).diagnostics == first.diagnostics
    assert site.build(OUT).diagnostics == ()
    assert ETHICS in site.read("world/rates/index.html")
    assert site.tree() == site.clean_tree(OUT)
    assert site.build(NOW).diagnostics == first.diagnostics
    assert site.tree() == site.clean_tree(NOW)


@pytest.mark.parametrize(
    "address", [beyond("/old/ethics/"), beyond("/world/ethics"), "/world/ethics/#top", "/topics/rare/"]
)
def test_so_is_one_to_what_comes_with_the_story(site: Site, address: str) -> None:
    set_up(site, f"policies: {{ethics: {address}, masthead: %s}}\n")
    site.edit("content/world/ethics.md", "aliases:", "topics: [Rare]\naliases:")
    assert [fault.kind for fault in site.build(NOW).diagnostics] == ["hidden-link"] * 2
    assert address not in site.read("index.html")
    assert site.build(OUT).diagnostics == ()
    assert f"courier.example{address}" in site.read("index.html")


def test_links_of_a_section_are_too(site: Site) -> None:
    set_up(site, "tagline: '%s'\n")
    site.edit("newsroom.yaml", "name: World\n", f"name: World\n    links: [{{label: Ethics, url: {ETHICS}}}]\n")
    assert [fault.kind for fault in site.build(NOW).diagnostics] == ["hidden-link"]
    assert "Ethics" not in texts(site.page("world/index.html"), "a")
    site.build(OUT)
    assert "Ethics" in texts(site.page("world/index.html"), "a")


def test_the_breaking_bar_has_no_link_while_its_story_is_hidden(site: Site) -> None:
    set_up(site, "tagline: '%s'\n")
    site.write("content/live/breaking.yaml", f"text: The ethics of it\nurl: {ETHICS}\n")
    first = site.build(NOW)
    assert [(fault.kind, str(fault.place)) for fault in first.diagnostics] == [
        ("hidden-link", "content/live/breaking.yaml:2:6")
    ]
    assert json.loads(site.read("live.json"))["breaking"] == {"text": "The ethics of it", "url": None, "at": None}
    assert texts(site.page("index.html"), ".breaking__link") == ["The ethics of it"]
    assert links(site.page("index.html"), "a.breaking__link") == []
    assert site.build(NOW).diagnostics == first.diagnostics
    assert site.build(OUT).diagnostics == ()
    assert json.loads(site.read("live.json"))["breaking"]["url"] == ETHICS
    assert links(site.page("index.html"), "a.breaking__link") == [ETHICS]
    assert site.tree() == site.clean_tree(OUT)


@pytest.mark.parametrize("place", sampled(PLACES, ("a policy", "the footer")))
def test_one_that_leads_nowhere_is_left_out_too_and_told_of(site: Site, place: str) -> None:
    site.write("newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + PLACES[place] % "/abuot/")
    site.story("world/rates")
    site.write("content/pages/about.md", "---\nheadline: About\n---\nUs.\n")
    first = site.build()
    [fault] = first.diagnostics
    assert (fault.kind, fault.is_error, fault.place.path, fault.help) == (
        *("broken-link", False, "newsroom.yaml"),
        "did you mean `/about/`?",
    )
    assert fault.place.line > 0
    assert "/abuot/" not in site.read("index.html")
    assert site.build().diagnostics == first.diagnostics
    site.move("content/pages/about.md", "content/pages/abuot.md")
    assert site.build().diagnostics == ()
    assert "/abuot/" in site.read("index.html")
    site.move("content/pages/abuot.md", "content/pages/about.md")
    assert site.build().diagnostics == first.diagnostics
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("place", sampled(PLACES, ("a policy", "the footer")))
def test_that_a_story_is_hidden_and_that_there_is_none_looks_the_same(site: Site, place: str) -> None:
    set_up(site, PLACES[place])
    site.write("content/live/breaking.yaml", f"text: The ethics of it\nurl: {ETHICS}\n")
    site.build()
    with_hidden = site.tree()
    site.delete("content/world/ethics.md")
    site.build()
    assert site.tree() == with_hidden


@pytest.mark.parametrize(
    "address", ["/world/ethics/index.html", "/lite/world/ethics/", "/world//ethics/", "/world/./ethics"]
)
def test_a_hidden_storys_address_is_known_in_other_spellings(site: Site, address: str) -> None:
    set_up(site, f"tagline: '%s'\nmenus: {{main: [{{label: Ethics, url: {address}}}]}}\n")
    assert [fault.kind for fault in site.build().diagnostics] == ["hidden-link"]
    assert "Ethics" not in site.read("index.html")


def test_so_is_a_link_of_breaking_news(site: Site) -> None:
    site.story("world/rates")
    site.write("content/live/breaking.yaml", "text: Roads are shut\nurl: /wordl/\n")
    assert [(str(fault.place), fault.help) for fault in site.build().diagnostics] == [
        ("content/live/breaking.yaml:2:6", "did you mean `/world/`?")
    ]
    assert json.loads(site.read("live.json"))["breaking"]["url"] is None


def test_the_whole_address_of_what_another_program_serves_is_not_looked_for(site: Site) -> None:
    set_up(site, "policies: {ethics: 'https://courier.example/served/elsewhere/'}\ntagline: '%s'\n")
    assert site.build(NOW).diagnostics == ()
    assert "https://courier.example/served/elsewhere/" in site.read("index.html")


def test_a_link_may_name_a_story_by_its_file(site: Site) -> None:
    set_up(site, "menus: {main: [{label: Rates, url: /world/rates.md#top}]}\ntagline: '%s'\n")
    site.write("content/live/breaking.yaml", "text: Rates rise\nurl: /world/rates.md\n")
    assert site.build().diagnostics == ()
    assert 'href="/world/rates/#top"' in site.read("index.html")
    assert json.loads(site.read("live.json"))["breaking"]["url"] == "/world/rates/"


def test_a_file_that_only_a_menu_leads_to_is_published(site: Site) -> None:
    set_up(site, "menus: {footer: [{label: Us, links: [{label: Prices, url: /files/prices.pdf}]}]}\ntagline: '%s'\n")
    assert [fault.kind for fault in site.build().diagnostics] == ["broken-link"]
    site.write("content/files/prices.pdf", "%PDF 1")
    assert site.build().diagnostics == ()
    [link] = [link for link in links(site.page("index.html"), "footer a") if link.endswith(".pdf")]
    assert site.read(link.lstrip("/")) == "%PDF 1"
    site.write("content/files/prices.pdf", "%PDF 2")
    site.build()
    [link] = [link for link in links(site.page("index.html"), "footer a") if link.endswith(".pdf")]
    assert site.read(link.lstrip("/")) == "%PDF 2"
    assert site.tree() == site.clean_tree()
    site.edit("newsroom.yaml", "/files/prices.pdf", "/world/")
    site.build()
    assert not [path for path in site.tree() if path.endswith(".pdf")]
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("url", [beyond("/files/x.pdf#a/b"), "/files/x.pdf?v=1/2", beyond("/files/x%2Epdf")])
def test_a_file_that_a_menu_leads_to_later_is_published(site: Site, url: str) -> None:
    site.story("world/rates")
    site.write("content/files/x.pdf", "%PDF")
    site.build()
    settings = (site.root / "newsroom.yaml").read_text("utf-8")
    site.write("newsroom.yaml", f"{settings}menus: {{main: [{{label: X, url: '{url}'}}]}}\n")
    assert site.build().diagnostics == ()
    assert [path for path in site.tree() if path.endswith(".pdf")]
    assert site.tree() == site.clean_tree()


def test_breaking_news_leads_to_a_file_only_where_a_story_names_it(site: Site) -> None:
    site.story("world/rates")
    site.write("content/files/x.pdf", "%PDF")
    site.write("content/live/breaking.yaml", "text: Rates rise\nurl: /files/x.pdf\n")
    assert [fault.kind for fault in site.build().diagnostics] == ["broken-link"]
    assert json.loads(site.read("live.json"))["breaking"]["url"] is None
    site.story("world/rates", body="[All of it](/files/x.pdf)")
    assert site.build().diagnostics == ()
    assert site.read(json.loads(site.read("live.json"))["breaking"]["url"].lstrip("/")) == "%PDF"
    assert site.tree() == site.clean_tree()


def test_the_place_is_where_the_link_stands_and_not_where_a_longer_one_does(site: Site) -> None:
    set_up(
        site, "description: see /abo and /abouts\nmenus: {main: [{label: A, url: /abouts}, {label: B, url: /abo}]}\n#%s"
    )
    site.edit("newsroom.yaml", "https://courier.example", "https://courier.example/abo")
    found = {fault.message.split("`")[1]: fault.place for fault in site.build().diagnostics}
    line = next(
        n for n, text in enumerate((site.root / "newsroom.yaml").read_text().splitlines(), 1) if "menus:" in text
    )
    assert (found["/abo"].line, found["/abouts"].line) == (line, line)
