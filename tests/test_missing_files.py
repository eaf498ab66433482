"""A name under which there is no file: which file is meant, and what to write."""

import re
from urllib.parse import quote

import pytest

from tests.newsrooms import Site, faults, source
from tests.samples import sampled

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>'
DECOMPOSED = "e\N{COMBINING ACUTE ACCENT}cole.svg"
FILES = (
    "pictures/map.svg",
    "pictures/Harbour.svg",
    "pictures/two words.svg",
    "pictures/maps/deep.svg",
    f"pictures/{DECOMPOSED}",
    "world/beside.svg",
    "world/both.svg",
    "world/film.mp4",
    "pictures/report.pdf",
)
COMMON = "it is in content/pictures/: write `/pictures/map.svg`"


@pytest.fixture
def full(site: Site) -> Site:
    """A newsroom with files in several folders."""
    for path in FILES:
        site.write(f"content/{path}", SVG)
    return site


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        *(
            (name, COMMON)
            for name in ("map.svg", "Map.svg", "./map.svg", "pictures/map.svg", "content/pictures/map.svg")
        ),
        *((name, COMMON) for name in ("/map.svg", "/Pictures/map.svg", "'..\\pictures\\map.svg'", "map.SVG")),
        ("map.png", "did you mean `/pictures/map.svg`?"),
        ("harbour.svg", "it is in content/pictures/: write `/pictures/Harbour.svg`"),
        ("/pictures/harbour.svg", "did you mean `/pictures/Harbour.svg`?"),
        ("two words.svg", "it is in content/pictures/: write `/pictures/two%20words.svg`"),
        ("two%20words.svg", "it is in content/pictures/: write `/pictures/two%20words.svg`"),
        ("/pictures/deep.svg", "it is in content/pictures/maps/: write `/pictures/maps/deep.svg`"),
        ("world/beside.svg", "it is in content/world/: write `beside.svg`"),
        ("bot.svg", "did you mean `both.svg`?"),
        ("quay.svg", "check the name, and that the file is there"),
    ],
)
def test_a_picture_that_is_elsewhere_is_found(full: Site, written: str, help_text: str) -> None:
    full.write("content/world/rates.md", source(image=written))
    [fault] = [fault for fault in full.build().diagnostics if fault.is_error]
    assert (fault.kind, fault.help) == ("missing-picture", help_text)


@pytest.mark.parametrize("name", ["/pictures/map.svg", "/pictures/two%20words.svg", "beside.svg"])
def test_what_the_help_says_to_write_is_found(full: Site, name: str) -> None:
    full.write("content/world/rates.md", source(image=name, body=f"![A map]({name}) and ![another]({name})."))
    result = full.build()
    assert result.is_ok, faults(result)
    assert len([path for path in full.tree() if path.startswith("media/")]) == 1


# Names that are read as something else when they are written as they are.
ODD_NAMES = (
    "data/100%25 sure.csv",
    "data/a%20b.csv",
    "data/a&amp;b.csv",
    "data/R&D.csv",
    "data/tick`ed`.csv",
    "data/(x) [y].csv",
    "data/it's #1?.csv",
    "data/feed.json",
    "data/robots.txt",
    "feed.json",
    "robots.txt",
    "live.json",
    "content/deep.csv",
    "data/content/deep.csv",
    "world/@home.csv",
    "world/http:a.csv",
    "world/mailto:x.csv",
    "world/*star.csv",
    "world/[a] {b}.csv",
    "world/a%2Fb.csv",
    "world/%23.csv",
)


@pytest.mark.parametrize("path", sampled(ODD_NAMES, ("data/a%20b.csv", "data/feed.json", "world/@home.csv")))
@pytest.mark.parametrize("place", ["body", "related"])
def test_what_the_help_says_to_write_is_found_whatever_the_name(site: Site, path: str, place: str) -> None:
    site.write(f"content/{path}", "a,b\n")
    name = path.rpartition("/")[2]
    missing = f"./{quote(name).upper()}" if path.startswith("world/") else f"gone/{quote(name)}"
    for written in (missing, ""):
        if not written:
            [fault] = site.build().diagnostics
            assert fault.kind == "missing-file"
            written = re.sub(r".*(?:write|did you mean) `(.+)`.*", r"\1", fault.help)
        keys = {"related": f"\n  - read: Data\n    url: {written}"} if place == "related" else {}
        site.write(
            "content/world/rates.md", source(body=f"See [this]({written})." if place == "body" else "X.", **keys)
        )
    result = site.build()
    assert result.is_ok, faults(result)
    assert len([path for path in site.tree() if re.search(r"-[0-9a-f]{10}\.(csv|json|txt)$", path)]) == 1


@pytest.mark.parametrize("name", ["tool.exe", "broken.png"])
def test_a_file_that_is_never_published_is_not_proposed(site: Site, name: str) -> None:
    site.write(f"content/data/{name}", "x")
    site.write("content/world/rates.md", source(body=f"[this]({name})."))
    [fault] = site.build().diagnostics
    assert fault.help == "check the name, and that the file is there"


def test_what_is_encoded_in_an_address_of_another_site_stays(site: Site) -> None:
    site.story("world/rates", body="[x](https://other.example/a%2520b%25/c)")
    assert site.build().is_ok
    assert 'href="https://other.example/a%2520b%25/c"' in site.read("world/rates/index.html")


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        ("report.pdf", "it is in content/pictures/: write `/pictures/report.pdf`"),
        ("film.vtt", "check the name, and that the file is there"),
        ("fil.mp4", "did you mean `film.mp4`?"),
        ("Map.svg", COMMON),
    ],
)
def test_so_is_a_file_of_the_same_sort(full: Site, written: str, help_text: str) -> None:
    full.write("content/world/rates.md", source(body=f"See [this]({written})."))
    [fault] = full.build().diagnostics
    assert (fault.kind, fault.help) == ("missing-file", help_text)


def test_a_name_of_the_same_letters_in_other_code_points_is_told(full: Site) -> None:
    full.write("content/world/rates.md", source(image="/pictures/école.svg"))
    [fault] = [fault for fault in full.build().diagnostics if fault.is_error]
    assert fault.help == "the file's name is encoded differently: rename it as written here"


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_caret_stands_under_the_name(full: Site, quote: str) -> None:
    full.write("content/world/rates.md", source(image=f"{quote}gone.svg{quote}"))
    [fault] = [fault for fault in full.build().diagnostics if fault.is_error]
    assert fault.text[fault.place.column - 1 :][: fault.place.length] == "gone.svg"
