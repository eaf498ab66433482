"""Names of authors and topics that were written as something else, and pass for what they are not."""

import pytest

from tests.newsrooms import Site, faults

PROFILE = "content/authors/our-reporter.md"


@pytest.fixture
def newsroom(site: Site) -> Site:
    """A newsroom whose reporter has a story."""
    site.write(PROFILE, "---\nname: Our Reporter\n---\n")
    site.story("world/ports", authors="our-reporter")
    return site


def kinds(site: Site) -> list[str]:
    return [fault.kind for fault in site.build().diagnostics]


@pytest.mark.parametrize(
    "written", ["our_reporter", "Our-Reporter", "[Ann Lee, OUR-REPORTER]", "[{name: Our_reporter}]"]
)
def test_an_author_written_almost_as_a_profile_is_asked_about(newsroom: Site, written: str) -> None:
    newsroom.story("world/rates", authors=written)
    result = newsroom.build()
    [fault] = result.diagnostics
    assert (fault.kind, fault.severity) == ("namesake", "warning")
    assert fault.place.path == "content/world/rates.md"
    assert fault.help == "did you mean the profile `our-reporter`?"
    assert "our" in fault.text.casefold()[fault.place.column - 1 :][: fault.place.length]


@pytest.mark.parametrize("written", ["Our Reporter", "Jean-Luc", "al_jazeera", "Ann Lee-Reporter"])
def test_other_names_are_not_asked_about(newsroom: Site, written: str) -> None:
    newsroom.story("world/rates", authors=written)
    assert kinds(newsroom) == []


def test_the_question_comes_and_goes_with_the_stories_of_the_profile(newsroom: Site) -> None:
    newsroom.story("world/rates", authors="Our-Reporter")
    assert kinds(newsroom) == ["namesake"]
    newsroom.edit("content/world/ports.md", "headline:", "status: draft\nheadline:")
    assert kinds(newsroom) == []
    newsroom.edit("content/world/ports.md", "status: draft\n", "")
    assert kinds(newsroom) == ["namesake"]
    newsroom.delete("content/world/ports.md")
    assert kinds(newsroom) == []


def test_a_profile_that_only_hidden_stories_name_is_not_told_of(site: Site) -> None:
    site.story("world/rates", authors="Our-Reporter", image="map.jpg")
    site.write("content/world/mop.jpg", "no picture")
    before = faults(site.build())
    site.write(PROFILE, "---\nname: Our Reporter\n---\n")
    site.story("world/ports", authors="our-reporter", status="draft")
    assert faults(site.build()) == before


def test_a_hidden_story_with_such_a_name_changes_no_message(site: Site) -> None:
    site.story("world/rates", image="map.jpg")
    site.write("content/world/mop.jpg", "no picture")
    before = faults(site.build())
    site.story("world/ports", authors="Our-Reporter", status="draft")
    assert faults(site.build()) == before


@pytest.mark.parametrize(
    ("keys", "fixes"),
    [
        ({"authors": "[“Ann Lee”]"}, ["Ann Lee"]),
        ({"authors": "„Ann Lee“, «Bo Ek»"}, ["Ann Lee", "Bo Ek"]),
        ({"authors": "[“Lee, Ann”]"}, ["Lee", "Ann"]),
        ({"authors": "[{name: ‘Ann Lee’}]"}, ["Ann Lee"]),
        ({"topics": "[“Bridges”, Roads]"}, ["Bridges"]),
    ],
)
def test_quotation_marks_of_print_around_a_name_are_told(site: Site, keys: dict[str, str], fixes: list[str]) -> None:
    site.story("world/rates", **keys)
    found = site.build().diagnostics
    assert {fault.kind for fault in found} == {"quotation-marks"}
    assert sorted(fault.help.split("`")[1] for fault in found) == sorted(f'"{fix}"' for fix in fixes)


@pytest.mark.parametrize(
    "keys",
    [
        {"authors": "[Ann “Bo” Lee, Jean D’Arc]"},
        {"topics": "[The “Barbie” film, Farmers’, ’Tis the season]"},
        {"headline": "“We won”"},
        {"topics": '["Bridges", ‘Round the world]'},
    ],
)
def test_quotation_marks_that_are_part_of_a_text_are_not_asked_about(site: Site, keys: dict[str, str]) -> None:
    site.story("world/rates", **keys)
    assert kinds(site) == []
