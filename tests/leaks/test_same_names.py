"""Pictures of one name, of which public stories show one and hidden stories another."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from tests.edits.newsroom import photograph
from tests.newsrooms import NOW, Site, source
from tests.samples import sampled


def drawing(title: str) -> str:
    """Draw a picture that can be told from others."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>{title}</title></svg>'


def media(site: Site) -> list[bytes]:
    """Give the pictures of the site."""
    return [raw for path, raw in site.tree().items() if path.startswith("media/")]


def test_only_the_picture_that_a_public_story_shows_is_published(site: Site) -> None:
    site.story("world/rates", body="![A map](map.svg)")
    site.write("content/world/map.svg", drawing("public"))
    site.build()
    before = site.tree()
    site.write("content/pictures/map.svg", drawing("secret"))
    site.story("politics/merger", body="![A map](map.svg)", embargo="2027-01-01")
    site.build()
    assert site.tree() == before == site.clean_tree()


def test_it_goes_with_its_story(site: Site) -> None:
    site.story("world/rates", body="![A map](map.svg)")
    site.write("content/world/map.svg", drawing("public"))
    site.write("content/pictures/map.svg", drawing("secret"))
    site.story("politics/merger", body="![A map](map.svg)")
    site.build()
    assert len(media(site)) == 2
    site.edit("content/politics/merger.md", "published:", "status: draft\npublished:")
    site.build()
    [shown] = media(site)
    assert b"public" in shown
    assert site.tree() == site.clean_tree()


def test_all_sizes_of_a_photograph_are_left_out(site: Site) -> None:
    site.story("world/rates", image="{file: lead.png, alt: A port}")
    site.write("content/world/lead.png", photograph(40))
    site.build()
    before = site.tree()
    site.write("content/pictures/lead.png", photograph(41))
    site.story("politics/merger", image="{file: lead.png, alt: A port}", status="draft")
    site.build()
    assert site.tree() == before == site.clean_tree()


def of_a_page(site: Site) -> None:
    site.write("content/pages/about.md", "---\nheadline: About\n---\n![A map](map.svg)\n")


def of_a_profile(site: Site) -> None:
    site.write("content/authors/dana.md", "---\nname: Dana\nimage: {file: map.svg, alt: Dana}\n---\n")


READERS: dict[str, tuple[str, Callable[[Site], None]]] = {
    "a story": ("world", lambda site: site.story("world/rates", body="![A map](map.svg)")),
    "a page": ("pages", of_a_page),
    "a profile": ("authors", of_a_profile),
}


@pytest.mark.parametrize("reader", sampled(READERS, ("a story", "a profile")))
def test_one_that_comes_beside_its_reader_takes_the_place_of_the_common_one(site: Site, reader: str) -> None:
    folder, write = READERS[reader]
    write(site)
    site.story("politics/vote", authors="dana" if reader == "a profile" else "[Wen Alder]")
    site.write("content/pictures/map.svg", drawing("common"))
    site.build()
    assert [b"common" in raw for raw in media(site)] == [True]
    site.write(f"content/{folder}/map.svg", drawing("own"))
    site.build(NOW)
    assert [b"own" in raw for raw in media(site)] == [True]
    assert site.tree() == site.clean_tree()
    site.delete(f"content/{folder}/map.svg")
    site.build(NOW)
    assert [b"common" in raw for raw in media(site)] == [True]
    assert site.tree() == site.clean_tree()


def test_both_are_published_where_one_story_shows_both(site: Site) -> None:
    site.story("world/rates", body="![A map](map.svg) and ![another](/pictures/map.svg)")
    site.write("content/world/map.svg", drawing("own"))
    site.write("content/pictures/map.svg", drawing("common"))
    site.build()
    assert len(media(site)) == 2


@pytest.mark.parametrize(
    ("written", "shown", "secret"),
    [
        ("../pictures/map.svg", "content/world/pictures/map.svg", "content/pictures/map.svg"),
        ("../map.svg", "content/world/map.svg", "content/map.svg"),
    ],
)
def test_nor_is_another_one_where_the_name_leads_out_of_a_folder(
    site: Site, written: str, shown: str, secret: str
) -> None:
    site.write("content/world/y/rates.md", source(body=f"![m]({written})"))
    site.write(shown, drawing("public"))
    site.build()
    before = site.tree()
    site.write(secret, drawing("secret"))
    site.story("politics/merger", body=f"![m](/{secret.removeprefix('content/')})", status="draft")
    site.build()
    assert site.tree() == before == site.clean_tree()


def said_by(command: str, site: Site) -> str:
    """Give what a command says."""
    arguments = [command, "-C", str(site.root), "--now", "2026-11-23T12:00Z", "--jobs", "1"]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False).output


@pytest.mark.parametrize(
    ("folder", "keys", "written"),
    [
        ("world", {}, "map.svg"),
        ("world", {"foo": "x"}, "map.svg"),
        ("politics", {}, "/world/map.svg"),
    ],
    ids=["beside", "with an error", "by its whole path"],
)
def test_the_check_tells_of_a_hidden_storys_picture_that_public_stories_show_for_a_common_one(
    site: Site, folder: str, keys: dict[str, str], written: str
) -> None:
    site.story("world/rates", body="![A map](map.svg)")
    site.write("content/pictures/map.svg", drawing("common"))
    site.story(f"{folder}/merger", body=f"![A map]({written})", embargo="2027-01-01", **keys)
    assert "public-picture" not in said_by("check", site)
    site.write("content/world/map.svg", drawing("secret"))
    told = said_by("check", site)
    message = f"`{written}` is public: content/world/rates.md shows it in place of content/pictures/map.svg"
    assert f"warning[public-picture]: {message}\n --> content/{folder}/merger.md:" in told
    assert "public-picture" not in said_by("build", site)
    site.edit("content/world/rates.md", "(map.svg)", "(/pictures/map.svg)")
    assert "public-picture" not in said_by("check", site)
