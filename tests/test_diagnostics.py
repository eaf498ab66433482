"""What a build says of mistakes: the cases of `spec/`, and how they come together.

A case is a heading, the files of a newsroom, each under its name, and the
diagnostics in a block `says`. With UPDATE_SPEC=1 these are written anew; read
the diff.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from tests.newsrooms import NOW, SETTINGS, Site, faults, seconds
from tests.samples import sampled

SPEC = sorted(Path(__file__).with_name("spec").glob("*.md"))
CASE = re.compile(r"(?ms)^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)")
FILE = re.compile(r"(?ms)^`(?P<name>[^`\n]+)`:\n\n(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$")
SAYS = re.compile(r"(?ms)^````says\n(?P<text>.*?)^````$")


@dataclass(frozen=True)
class Case:
    """A newsroom and what is said of it."""

    spec: Path
    title: str
    files: dict[str, str]
    says: str


def load_cases(spec: Path) -> list[Case]:
    """Read the cases of a spec."""
    return [
        Case(
            spec,
            case["title"],
            {file["name"]: file["text"] for file in FILE.finditer(case["body"])},
            says["text"] if (says := SAYS.search(case["body"])) else "",
        )
        for case in CASE.finditer(spec.read_text("utf-8"))
    ]


CASES = [case for spec in SPEC for case in load_cases(spec)]


SAMPLE = CASES[:: 1 if os.environ.get("UPDATE_SPEC") else 3]


@pytest.mark.parametrize("case", sampled(CASES, SAMPLE), ids=[f"{case.spec.stem}: {case.title}" for case in CASES])
def test_a_build_says_what_the_spec_says(site: Site, case: Case) -> None:
    assert case.files
    for name, text in case.files.items():
        site.write(name, text)
    said = faults(site.build()) + "\n"
    if os.environ.get("UPDATE_SPEC"):
        text = case.spec.read_text("utf-8")
        start = text.index(f"## {case.title}\n")
        rest = SAYS.sub(lambda _: f"````says\n{said}````", text[start:], count=1)
        case.spec.write_text(text[:start] + rest, "utf-8")
        return
    assert said == case.says


SPOILED = {
    "newsroom.yaml": SETTINGS + "  - slug: calgary\n    name: Calgary again\n",
    "content/world/a.md": "---\nheadline: A\npublished: tomorrow\ndek: x\nauthors: dana\n---\n\n[gone](gone.md)\n",
    "content/world/b.md": "---\nheadline: B\npublished: 2026-11-20\nauthors: nobody\nimage: none.jpg\n---\n\n[gone](no.md)\n",
    "content/authors/dana.md": "---\nnmae: Dana\n---\n",
    "content/pages/about.md": "No fence.\n",
    "content/live/weather.yaml": "calgary:\n  temperature: cold\n",
}


def test_all_mistakes_are_said_in_one_run_in_order_and_once(site: Site) -> None:
    for name, text in SPOILED.items():
        site.write(name, text)
    site.write("newsroom.yaml", SETTINGS)
    result = site.build()
    places = [(fault.place.path, fault.place.line, fault.kind) for fault in result.diagnostics]
    assert places == [
        ("content/authors/dana.md", 2, "unknown-key"),
        ("content/live/weather.yaml", 2, "wrong-type"),
        ("content/pages/about.md", 1, "front-matter"),
        ("content/world/a.md", 3, "invalid-date"),
        ("content/world/a.md", 4, "unknown-key"),
        ("content/world/a.md", 8, "broken-link"),
        ("content/world/b.md", 4, "unknown-author"),
        ("content/world/b.md", 5, "missing-picture"),
        ("content/world/b.md", 8, "broken-link"),
    ]


def test_a_mistake_that_many_pages_meet_is_said_once(site: Site) -> None:
    for number in range(5):
        site.story(f"world/s{number}", topics=f"[T{number}]")
    site.write("templates/macros/card.html", "{% macro card() %}")
    assert [fault.kind for fault in site.build().diagnostics] == ["template-syntax"]


def test_a_story_with_an_error_is_never_published(site: Site) -> None:
    site.story("world/good")
    site.story("world/bad", "Wombat", dek="x")
    assert not site.build().is_ok
    assert site.tree() == {}


def test_with_errors_skipped_the_rest_is_built_and_the_error_said(site: Site) -> None:
    site.configure(errors="skip")
    site.story("world/good")
    site.story("world/bad", "Wombat", dek="x")
    site.story("world/dangling", "Numbat", body="[gone](gone.md)")
    site.story("world/follows", body="[it](dangling.md)")
    result = site.build()
    assert sorted((fault.place.path, fault.kind) for fault in result.diagnostics if fault.is_error) == [
        ("content/world/bad.md", "unknown-key"),
        ("content/world/dangling.md", "broken-link"),
    ]
    assert result.stories == 2
    built = site.tree()
    assert {path for path in built if path.startswith("world/") and path.count("/") == 2} == {
        "world/good/index.html",
        "world/follows/index.html",
    }
    assert [path for path, raw in built.items() if b"Wombat" in raw or b"Numbat" in raw] == []


def test_with_errors_skipped_nothing_leads_to_what_is_left_out(site: Site) -> None:
    settings = (site.root / "newsroom.yaml").read_text("utf-8")
    menu = "[{label: Wombat, url: /wombat/}, {label: Numbat, url: /world/numbat/}]"
    site.write("newsroom.yaml", f"{settings}errors: skip\nmenus: {{main: {menu}}}\n")
    site.write("content/pages/wombat.md", "---\nheadline: Us\n---\n![x](nowhere.svg)\n")
    site.story("world/numbat", body="![x](nowhere.svg)")
    site.story(
        "world/rates", body="[one](/wombat/) [two](../pages/wombat.md) [three](/world/numbat/) [four](numbat.md)"
    )
    result = site.build()
    assert result.stories == 1
    assert [fault.kind for fault in result.diagnostics if fault.is_error] == ["missing-picture"] * 2
    assert [path for path, raw in site.tree().items() if b"/wombat/" in raw or b"/numbat/" in raw] == []
    assert faults(site.build()) == faults(result)
    site.write("content/pages/wombat.md", "---\nheadline: Us\n---\n")
    site.build()
    assert "/wombat/" in site.read("sitemap-pages.xml")
    assert 'href="/wombat/"' in site.read("world/rates/index.html")
    site.story("world/numbat")
    site.build()
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize(
    "fault", ["role: [\n---\n", "dek: x\n---\n", "image: none.jpg\n---\n", "---\n![x](none.jpg)\n"]
)
def test_with_errors_skipped_a_profile_with_an_error_is_left_out_with_its_stories(site: Site, fault: str) -> None:
    site.configure(errors="skip")
    site.write("content/authors/dana.md", f"---\nname: Dana\n{fault}")
    site.write("content/authors/ilya.md", "---\nname: Ilya\n---\n")
    site.story("world/hers", "Wombat", authors="dana")
    site.story("world/his", authors="ilya", body="[It](hers.md).")
    result = site.build()
    assert result.stories == 1
    errors = [(found.place.path, found.message) for found in result.diagnostics if found.is_error]
    assert [path for path, _ in errors] == ["content/authors/dana.md", "content/world/hers.md"]
    assert errors[1][1] == "the profile of the author `dana` has an error"
    assert [path for path, raw in site.tree().items() if b"Wombat" in raw or b"Dana" in raw] == []
    assert faults(site.build()) == faults(result)
    site.write("content/authors/dana.md", "---\nname: Dana\n---\n")
    assert site.build().stories == 2
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("errors", ["stop", "skip"])
@pytest.mark.parametrize("keys", [{}, {"dek": "x"}], ids=["sound", "faulty"])
@pytest.mark.parametrize("secret", ["headline: Wombat\nauthors: dana", "headline: Wombat: it is on"])
def test_a_profile_with_an_error_is_told_of_whatever_hidden_stories_name(
    site: Site, errors: str, keys: dict[str, str], secret: str
) -> None:
    site.configure(errors=errors)
    site.write("content/authors/dana.md", "---\nname: Dana\ndek: x\n---\n")
    site.story("world/hers", authors="dana", **keys)
    told = faults(site.build())
    assert "content/authors/dana.md:3" in told
    site.write("content/world/secret.md", f"---\n{secret}\nembargo: 2026-12-01\n---\n")
    assert faults(site.build()) == told
    assert faults(site.build()) == told


def test_a_hint_may_name_the_portrait_of_whom_a_faulty_story_names(site: Site) -> None:
    site.write("content/authors/dana.md", "---\nname: Dana\nimage: {file: portrait.svg, alt: Dana}\n---\n")
    site.write("content/authors/portrait.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>')
    site.write("content/authors/ilya.md", "---\nname: Ilya\nimage: {file: portrat.svg, alt: Ilya}\n---\n")
    site.story("world/his", authors="ilya")
    site.story("world/hers", authors="dana", dek="x")
    told = faults(site.build())
    assert "did you mean `portrait.svg`?" in told
    site.story("world/secret", authors="dana", embargo="2026-12-01")
    assert faults(site.build()) == told


@pytest.mark.parametrize("link", ["/about/", "../pages/about.md"])
def test_with_errors_skipped_a_link_to_a_page_with_an_error_is_plain_text(site: Site, link: str) -> None:
    site.configure(errors="skip")
    site.write("content/pages/about.md", "---\nheadline: About\nfoo: x\n---\n")
    site.story("world/rates", body=f"[About]({link})")
    result = site.build()
    assert result.stories == 1
    assert [fault.kind for fault in result.diagnostics] == ["unknown-key", "hidden-link"]


def test_with_errors_skipped_a_page_without_an_address_is_in_no_sitemap(site: Site) -> None:
    site.configure(errors="skip")
    site.write("content/pages/about.md", "---\nheadline: About\nslug: world\n---\n")
    site.story("world/rates")
    site.build()
    assert site.read("sitemap-pages.xml").count("<loc>https://courier.example/world/</loc>") == 1


@pytest.mark.campaign
def test_with_errors_skipped_the_index_names_no_sitemap_for_pages_that_are_left_out(site: Site) -> None:
    site.configure(errors="skip")
    for number in range(1_000):
        site.write(f"content/pages/p{number}.md", f"---\nheadline: Page {number}\n---\n")
    named = {line for line in site.build().written if line.startswith("sitemap-pages")}
    assert named == {"sitemap-pages.xml", "sitemap-pages-2.xml"}
    for number in range(10):
        site.write(f"content/pages/p{number}.md", f"---\nheadline: Page {number}\n---\n![x](none.jpg)\n")
    site.build()
    assert not (site.out / "sitemap-pages-2.xml").exists()
    assert "pages-2" not in site.read("sitemap.xml")


@pytest.mark.parametrize("link", ["later.md", "gone.md", "/old/", "later", "table.csv"])
def test_with_errors_skipped_a_build_in_which_nothing_changed_says_it_all_again(site: Site, link: str) -> None:
    site.configure(errors="skip")
    site.story("world/good", body="See [this](later.md).")
    site.story("world/later", status="draft")
    site.story("world/bad", dek="x", body=f"See [that]({link}).", image="none.jpg", authors="nobody")
    site.write("content/pages/about.md", f"---\nheadline: About\ndek: x\n---\n\n[That](/world/{link}).\n")
    first = site.build()
    assert len([fault for fault in first.diagnostics if fault.place.path == "content/world/bad.md"]) == 4
    assert faults(site.build()) == faults(first)
    assert faults(site.build(NOW + 60)) == faults(first)
    (site.out / "404.html").unlink()
    assert faults(site.build()) == faults(first)


def test_a_link_to_a_story_with_an_error_is_not_called_broken(site: Site) -> None:
    site.story("world/rates", aliases="[/old/rates/]", published="2026-13-01 08:00")
    site.story("world/ports", body="[One](rates), [two](rates.md), [three](/world/rates/) and [four](/old/rates/).")
    result = site.build()
    assert [fault.kind for fault in result.diagnostics if fault.is_error] == ["invalid-date"]
    assert [fault.kind for fault in result.diagnostics if not fault.is_error] == ["hidden-link"] * 4
    site.story("world/rates", aliases="[/old/rates/]")
    assert site.build().diagnostics == ()
    assert site.tree() == site.clean_tree()


def test_with_errors_skipped_what_a_faulty_story_refers_to_is_looked_at_as_it_is_now(site: Site) -> None:
    site.configure(errors="skip")
    site.story("world/good")
    site.story("world/later", published="2026-11-23 15:00")
    site.story("world/bad", dek="x", body="See [that](later.md).", expires="2026-11-24")

    def kinds(now: str) -> list[str]:
        made, again = site.build(seconds(now)), site.build(seconds(now))
        assert faults(again) == faults(made)
        return [fault.kind for fault in again.diagnostics]

    assert kinds("2026-11-23 12:00") == ["unknown-key", "hidden-link"]
    assert kinds("2026-11-23 15:00") == ["unknown-key"]
    assert kinds("2026-11-24 00:00") == []
    assert kinds("2026-11-23 12:00") == ["unknown-key", "hidden-link"]


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"expires": "2026-11-22"}, {"embargo": "2026-12-01"}])
def test_a_faulty_story_that_is_mended_and_hidden_at_once_is_not_spoken_of(site: Site, keys: dict[str, str]) -> None:
    site.configure(errors="skip")
    site.story("world/later", embargo="2026-12-01")
    site.story("world/bad", dek="x", body="See [that](later.md).")
    assert "hidden-link" in faults(site.build())
    site.story("world/bad", body="See [that](later.md).", **keys)
    assert faults(site.build()) == faults(site.build()) == ""


@pytest.mark.parametrize("name", ["newsroom.yaml", "templates/pages/article.html", "content/fronts/home.yaml"])
def test_with_errors_skipped_a_fault_of_the_site_itself_still_stops_it(site: Site, name: str) -> None:
    site.configure(errors="skip")
    site.story("world/good")
    site.write(name, "{% if %}\n")
    assert not site.build().is_ok
    assert site.tree() == {}


def test_warnings_do_not_stop_a_build(site: Site) -> None:
    site.story("world/rates", expires="2026-11-19")
    site.story("world/vote", body="See [that](rates.md).")
    result = CliRunner().invoke(cli, ["build", "-C", str(site.root), "--now", "2026-11-23T12:00Z", "--jobs", "1"])
    assert result.exit_code == 0
    assert result.stderr.startswith("warning[hidden-link]")


def test_a_mistake_with_errors_skipped_still_ends_with_a_site(site: Site) -> None:
    site.configure(errors="skip")
    site.story("world/good")
    site.story("world/bad", dek="x")
    result = CliRunner().invoke(cli, ["build", "-C", str(site.root), "--now", "2026-11-23T12:00Z", "--jobs", "1"])
    assert result.exit_code == 0
    assert "1 error\n" in result.stdout
    assert "The site is in" in result.stdout


def test_a_file_whose_name_is_not_text_is_an_error(site: Site) -> None:
    site.story("world/rates")
    try:
        site.story("world/caf\udce9", "Wombat")
    except OSError:
        pytest.skip("this file system holds no such names")
    assert faults(site.build()) == (
        "error[encoding]: the name is not UTF-8 text\n --> content/world/caf?.md\n  = help: rename it"
    )


@pytest.mark.parametrize(
    "name",
    ["content/live/breaking.yaml", "content/fronts/home.yaml", "templates/pages/topic.html", "templates/words/de.yaml"],
)
def test_a_file_that_is_not_utf_8_is_an_error_with_its_place(site: Site, name: str) -> None:
    site.write(name, b"# one\n# two\xe9\n")
    assert faults(site.build()) == (
        f"error[encoding]: the file is not UTF-8 text\n --> {name}:2:6\n  |\n2 | # two\ufffd\n  |      ^\n"
        "  = help: save it as UTF-8"
    )
