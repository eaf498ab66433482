"""Two sources that want one address are an error that names both; files that are not ours stay as they are."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from broadsheet.site.build import BuildOptions, build
from tests.newsrooms import NOW, SETTINGS, Site, faults, source, texts

RATES = "content/world/rates.md"
ABOUT = "---\nheadline: About\n{}---\n\nUs.\n"

Files = dict[str, str]


def story(**keys: str) -> str:
    return source("Another", **keys)


# For each pair: what stands beside a story at /world/rates/, and the two that the error must name.
PAIRS: dict[str, tuple[Files, tuple[str, str]]] = {
    "two stories by slug": ({"world/other.md": story(slug="rates")}, (RATES, "content/world/other.md")),
    "two stories by letter case of the file": ({"world/Rates.md": story()}, (RATES, "content/world/Rates.md")),
    "two stories by section": ({"politics/rates.md": story(section="world")}, (RATES, "content/politics/rates.md")),
    "two stories in two folders": ({"world/2026/rates.md": story()}, (RATES, "content/world/2026/rates.md")),
    "composed and decomposed letters": (
        {
            unicodedata.normalize("NFC", "world/café.md"): story(),
            unicodedata.normalize("NFD", "world/café.md"): story(),
        },
        (
            unicodedata.normalize("NFC", "content/world/café.md"),
            unicodedata.normalize("NFD", "content/world/café.md"),
        ),
    ),
    "an alias and a story": ({"world/other.md": story(aliases="[/world/rates/]")}, (RATES, "content/world/other.md")),
    "an alias without a slash and a story": (
        {"world/other.md": story(aliases="[/world/rates]")},
        (RATES, "content/world/other.md"),
    ),
    "an alias in capitals and a story": (
        {"world/other.md": story(aliases="[/World/RATES/]")},
        (RATES, "content/world/other.md"),
    ),
    "an alias of a file and a story": (
        {"world/other.md": story(aliases="[/world/rates/index.html]")},
        (RATES, "content/world/other.md"),
    ),
    "two aliases": (
        {"world/a.md": story(aliases="[/old/]"), "world/b.md": story(aliases="[/old/]")},
        ("content/world/a.md", "content/world/b.md"),
    ),
    "two aliases by letter case": (
        {"world/a.md": story(aliases="[/Old/]"), "world/b.md": story(aliases="[/old/]")},
        ("content/world/a.md", "content/world/b.md"),
    ),
    "a standing page and another": (
        {"pages/about.md": ABOUT.format(""), "pages/us.md": ABOUT.format("slug: about\n")},
        ("content/pages/about.md", "content/pages/us.md"),
    ),
    "an alias of a page and a story": (
        {"pages/about.md": ABOUT.format("aliases: [/world/rates/]\n")},
        (RATES, "content/pages/about.md"),
    ),
    "a page and a section": ({"pages/world.md": ABOUT.format("")}, ("content/pages/world.md", "the site itself")),
    "a page and the list of all": ({"pages/latest.md": ABOUT.format("")}, ("content/pages/latest.md", "the site")),
    "a page and the topics": ({"pages/topics.md": ABOUT.format("")}, ("content/pages/topics.md", "the site itself")),
    "an alias and the front page": (
        {"world/other.md": story(aliases="[/index.html]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and a feed": (
        {"world/other.md": story(aliases="[/world/feed.xml]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and the live file": (
        {"world/other.md": story(aliases="[/live.json]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and a sitemap": (
        {"world/other.md": story(aliases="[/sitemap-2026-11.xml]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and the sitemap of pages": (
        {"pages/about.md": ABOUT.format("aliases: [/sitemap-pages.xml]\n")},
        ("content/pages/about.md", "the site itself"),
    ),
    "an alias below a sitemap": (
        {"world/other.md": story(aliases="[/sitemap-2026-11.xml/x/]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and the page of a topic": (
        {"world/other.md": story(aliases="[/topics/rates/]", topics="[Rates]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and a day": (
        {"world/other.md": story(aliases="[/archive/2026/11/20/]")},
        ("content/world/other.md", "the site itself"),
    ),
    "an alias and the page of an author": (
        {
            "world/other.md": story(aliases="[/authors/dana/]", authors="dana"),
            "authors/dana.md": "---\nname: Dana\n---\n",
        },
        ("content/world/other.md", "content/authors/dana.md"),
    ),
    "a file where another needs a folder": (
        {"world/a.md": story(aliases="[/old.html]"), "world/b.md": story(aliases="[/old.html/part/]")},
        ("content/world/a.md", "content/world/b.md"),
    ),
    "a file below a story's page": (
        {"world/other.md": story(aliases="[/world/rates/index.html/x.html]")},
        (RATES, "content/world/other.md"),
    ),
    "a file where the site needs a folder": (
        {"world/other.md": story(aliases="[/topics/x.html, /archive/2026.d]"), "world/b.md": story(slug="other")},
        ("content/world/other.md", "content/world/b.md"),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_that_want_one_address_are_named_both(site: Site, name: str) -> None:
    files, named = PAIRS[name]
    site.story("world/rates")
    for path, text in files.items():
        site.write(f"content/{path}", text)
    result = site.build()
    found = [fault for fault in result.diagnostics if fault.kind == "duplicate-permalink"]
    assert len(found) == 1, faults(result)
    shown = faults(result)
    assert all(name in shown for name in named), shown
    assert site.tree() == {}


def test_two_that_want_one_address_are_told_once_for_all_files_that_stand_there(site: Site) -> None:
    site.configure(ninjs="yes", lite="yes")
    site.story("world/rates")
    site.story("world/other", slug="rates")
    [fault] = site.build().diagnostics
    assert fault.message.startswith("the address `/world/rates/` is also used by")


@pytest.mark.parametrize(
    "aliases",
    [
        "aliases: [/old/, /robots.txt]",
        'aliases: ["/robots.txt"]',
        "aliases: [/old/,/robots.txt]",
        "aliases: /robots.txt",
        "aliases:\n  - /old/\n  - /robots.txt # gone",
        'aliases:\n  - "/robots.txt"',
    ],
)
def test_an_alias_that_the_site_needs_is_told_where_it_stands(site: Site, aliases: str) -> None:
    site.write(RATES, source().replace("published", f"{aliases}\npublished"))
    [fault] = site.build().diagnostics
    assert (fault.kind, fault.place.path) == ("duplicate-permalink", RATES)
    assert fault.text in aliases.split("\n")
    assert fault.text[fault.place.column - 1 :][: fault.place.length] == "/robots.txt"


@pytest.mark.parametrize("alias", ["/latest", "/topics/", "/feed.xml"])
def test_an_alias_of_a_page_of_the_site_is_told_where_it_stands(site: Site, alias: str) -> None:
    site.story("world/rates", aliases=f"[{alias}]")
    [fault] = site.build().diagnostics
    assert fault.text[fault.place.column - 1 :][: fault.place.length] == alias


def test_both_lines_are_shown_where_an_alias_and_a_slug_want_one_address(site: Site) -> None:
    site.story("world/other", aliases="[/world/vote/]")
    site.story("world/rates", slug="vote")
    result = site.build()
    assert [fault.kind for fault in result.diagnostics if fault.is_error] == ["duplicate-permalink"]
    shown = faults(result)
    assert "| slug: vote" in shown
    assert "| aliases: [/world/vote/]" in shown


@pytest.mark.parametrize("slug", ["archive", "assets", "authors", "latest", "media", "page", "regions", "topics"])
def test_a_section_cannot_have_a_name_that_the_site_uses(site: Site, slug: str) -> None:
    site.write("newsroom.yaml", SETTINGS.replace("slug: world", f"slug: {slug}"))
    assert [fault.kind for fault in site.build().diagnostics] == ["reserved-slug"]


def test_a_story_called_page_stands_beside_numbered_pages(site: Site) -> None:
    site.configure(page_size=5)
    for number in range(12):
        site.story(f"world/s{number}", published=f"2026-10-{number + 1:02}")
    site.story("world/page", "On the page")
    assert site.build().is_ok
    assert {"world/page/index.html", "world/page/1/index.html"} <= site.tree().keys()


def test_a_permalink_pattern_that_gives_two_stories_one_address_is_refused(site: Site) -> None:
    site.story("world/rates")
    site.story("politics/rates")
    assert site.build().is_ok
    site.configure(permalink="/{slug}/")
    assert [fault.kind for fault in site.build().diagnostics] == ["duplicate-permalink"]


def test_an_alias_that_is_the_storys_own_address_is_no_redirect(site: Site) -> None:
    site.story("world/rates", aliases="[/world/rates/, /world/rates]")
    assert site.build().is_ok
    assert len(site.page("world/rates/index.html").css("h1")) == 1


def test_an_alias_named_twice_in_one_story_is_one_redirect(site: Site) -> None:
    site.story("world/rates", aliases="[/old/, /old, /old/]")
    assert site.build().is_ok
    assert "old/index.html" in site.tree()


def test_with_errors_skipped_the_first_of_two_paths_is_published(site: Site) -> None:
    site.configure(errors="skip")
    site.story("politics/rates", "The first", section="world")
    site.story("world/rates", "The second")
    result = site.build()
    assert [fault.kind for fault in result.diagnostics] == ["duplicate-permalink"]
    assert result.stories == 1
    assert texts(site.page("world/rates/index.html"), "h1") == ["The first"]


FOREIGN = {
    "CNAME": b"courier.example\n",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: mailto:x@courier.example\n",
    "world/notes.txt": b"notes",
    "games/chess/index.html": b"<p>chess</p>",
    "old/index.html.bak": b"bak",
}


def test_files_that_the_build_did_not_write_stay_over_many_builds(site: Site) -> None:
    for path, raw in FOREIGN.items():
        (site.out / path).parent.mkdir(parents=True, exist_ok=True)
        (site.out / path).write_bytes(raw)
    (site.out / "empty").mkdir()
    (site.out / "link").symlink_to(site.root / "content")
    site.story("world/rates", aliases="[/old/]", topics="[Rates]")
    for change in ("", "aliases: [/older/]\n", "topics: [Votes]\n", "status: draft\n"):
        site.write(RATES, source().replace("headline", f"{change}headline"))
        assert site.build().is_ok
        built = site.tree()
        assert {path: built.get(path) for path in FOREIGN} == FOREIGN
        assert (site.out / "empty").is_dir()
        assert (site.out / "link").is_symlink()


@pytest.mark.parametrize("path", ["world/rates/index.html", "feed.xml", "world/rates", "old", "topics/index.html/x"])
def test_a_foreign_file_where_an_output_belongs_is_an_error_and_stays(site: Site, path: str) -> None:
    site.story("world/rates", aliases="[/old/new/]")
    (site.out / path).parent.mkdir(parents=True, exist_ok=True)
    (site.out / path).write_bytes(b"not ours")
    result = site.build()
    assert {fault.kind for fault in result.diagnostics} == {"output-clash"}
    assert all(fault.place.path.startswith("site/") for fault in result.diagnostics)
    assert site.tree() == {path: b"not ours"}
    (site.out / path).unlink()
    if path.endswith("/x"):
        (site.out / path).parent.rmdir()
    assert site.build().is_ok


def test_a_link_in_the_site_is_never_followed(site: Site) -> None:
    outside = site.root.parent / "outside"
    outside.mkdir()
    site.out.mkdir()
    (site.out / "world").symlink_to(outside)
    site.story("world/rates")
    assert {fault.kind for fault in site.build().diagnostics} == {"output-clash"}
    assert list(outside.iterdir()) == []


def test_a_copy_of_a_page_is_not_taken_for_ours_when_the_log_is_lost(site: Site) -> None:
    site.story("world/rates")
    assert site.build().is_ok
    copied = (site.out / "world/rates/index.html").read_bytes()
    (site.out / "world/copy.html").write_bytes(copied)
    shutil.rmtree(site.root / ".broadsheet")
    result = site.build()
    assert (result.is_ok, result.deleted) == (True, ())
    assert (site.out / "world/copy.html").read_bytes() == copied


def test_a_build_leaves_the_site_of_another_newsroom_below_its_own_alone(site: Site, tmp_path: Path) -> None:
    site.story("world/rates")
    other = Site(tmp_path / "other", site.out / "other")
    other.write("newsroom.yaml", SETTINGS.replace("courier.example", "other.example"))
    other.story("world/ports")
    assert build(BuildOptions(other.root, NOW, out=other.out, jobs=1)).is_ok
    before = other.tree()
    assert site.build().is_ok
    assert other.tree() == before


@pytest.mark.parametrize("name", ["count.html", "count.js", "key.pem", "count.xhtml"])
def test_a_linked_file_that_could_run_or_unlock_something_is_refused(site: Site, name: str) -> None:
    site.write(f"content/world/{name}", "<script>alert(1)</script>")
    site.story("world/rates", body=f"See [it]({name}).")
    assert [fault.kind for fault in site.build().diagnostics] == ["refused-file"]
    assert site.tree() == {}
