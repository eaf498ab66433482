"""A name under which there is no file: which file is meant, and what to write."""

import pytest

from tests.newsrooms import Site, faults, source

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
    assert (
        fault.help == "the name of the file has other code points for the same letters: rename it to what stands here"
    )


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_caret_stands_under_the_name(full: Site, quote: str) -> None:
    full.write("content/world/rates.md", source(image=f"{quote}gone.svg{quote}"))
    [fault] = [fault for fault in full.build().diagnostics if fault.is_error]
    assert fault.text[fault.place.column - 1 :][: fault.place.length] == "gone.svg"
