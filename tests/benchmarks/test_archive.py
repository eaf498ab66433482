"""The archive that benchmarks are made of: the same each time, sound, and the same for every generator."""

import re
from pathlib import Path

import pytest

from benchmarks.archive import Archive
from benchmarks.edits import NOW
from benchmarks.hugo_site import HugoSite
from benchmarks.newsroom_site import NewsroomSite
from benchmarks.pelican_site import PelicanSite
from benchmarks.sites import Site, write_sites
from broadsheet.site.build import BuildOptions, build
from tests.newsrooms import tree

ARCHIVE = Archive(40)
FORMS: tuple[type[Site], ...] = (NewsroomSite, HugoSite, PelicanSite)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The archive in every form."""
    folder = tmp_path_factory.mktemp("archive")
    made = {form.name: form(ARCHIVE, folder / form.name) for form in FORMS}
    write_sites(ARCHIVE, list(made.values()))
    return made


def bodies(site: Site) -> dict[str, str]:
    """Give the body of every story, its links taken out, by the story's path."""
    return {
        path.relative_to(site.folder).as_posix(): re.sub(r"\]\([^\s)]*", "](", story.body.strip())
        for story in ARCHIVE.stories()
        if (path := site.story_path(story)).is_file()
        if re.sub(r"\]\([^\s)]*", "](", path.read_text("utf-8"))
        .rstrip()
        .endswith(re.sub(r"\]\([^\s)]*", "](", story.body.strip()))
    }


def test_the_same_archive_is_written_twice_to_the_byte(sites: dict[str, Site], tmp_path: Path) -> None:
    again: list[Site] = [form(ARCHIVE, tmp_path / form.name) for form in FORMS]
    write_sites(ARCHIVE, again)
    assert {site.name: tree(site.folder) for site in again} == {name: tree(site.folder) for name, site in sites.items()}


def test_another_seed_writes_other_stories() -> None:
    assert Archive(40, seed=2).story(7).body != ARCHIVE.story(7).body


def test_a_story_does_not_depend_on_how_many_there_are_but_for_its_date() -> None:
    few, many = ARCHIVE.story(30), Archive(4_000).story(30)
    assert (few.headline, few.body, few.topics) == (many.headline, many.body, many.topics)
    assert few.published > many.published


def test_a_newsroom_of_the_archive_builds_without_a_diagnostic(sites: dict[str, Site], tmp_path: Path) -> None:
    result = build(BuildOptions(sites["broadsheet"].folder, int(NOW.timestamp()), out=tmp_path / "site", jobs=1))
    assert result.diagnostics == ()
    assert (result.stories, result.hidden, result.hidden_faults) == (40, 0, 0)


@pytest.mark.parametrize("peer", ["hugo", "pelican"])
def test_a_peer_is_given_the_same_stories(sites: dict[str, Site], peer: str) -> None:
    ours = bodies(sites["broadsheet"])
    assert len(ours) == 40
    assert bodies(sites[peer]) == ours


def test_stories_are_as_long_as_a_newspapers() -> None:
    lengths = [len(story.body.split()) for story in ARCHIVE.stories()]
    assert 350 <= min(lengths) < max(lengths) <= 1_050
    assert 600 <= sum(lengths) / len(lengths) <= 720
