"""Pictures of one name, of which public stories show one and hidden stories another."""

from collections.abc import Callable

import pytest

from tests.edits.newsroom import photograph
from tests.newsrooms import NOW, Site, faults, source
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
    site.story("politics/merger", body="![A map](/pictures/map.svg)", embargo="2027-01-01")
    site.build()
    assert site.tree() == before == site.clean_tree()


def test_it_goes_with_its_story(site: Site) -> None:
    site.story("world/rates", body="![A map](map.svg)")
    site.write("content/world/map.svg", drawing("public"))
    site.write("content/pictures/map.svg", drawing("secret"))
    site.story("politics/merger", body="![A map](/pictures/map.svg)")
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
    site.story("politics/merger", image="{file: /pictures/lead.png, alt: A port}", status="draft")
    site.build()
    assert site.tree() == before == site.clean_tree()


def of_a_page(site: Site, picture: str) -> None:
    site.write("content/pages/about.md", f"---\nheadline: About\n---\n![A map]({picture})\n")


def of_a_profile(site: Site, picture: str) -> None:
    site.write("content/authors/dana.md", f"---\nname: Dana\nimage: {{file: {picture}, alt: Dana}}\n---\n")


READERS: dict[str, tuple[str, Callable[[Site, str], None]]] = {
    "a story": ("world", lambda site, picture: site.story("world/rates", body=f"![A map]({picture})")),
    "a page": ("pages", of_a_page),
    "a profile": ("authors", of_a_profile),
}


@pytest.mark.parametrize("reader", sampled(READERS, ("a story", "a profile")))
@pytest.mark.parametrize("shown", ["/pictures/map.svg", "map.svg"], ids=["a common one", "its own"])
def test_one_that_is_put_elsewhere_takes_no_place_of_another(site: Site, reader: str, shown: str) -> None:
    folder, write = READERS[reader]
    write(site, shown)
    site.story("politics/vote", authors="dana" if reader == "a profile" else "[Wen Alder]")
    places = ["content/pictures/map.svg", f"content/{folder}/map.svg"]
    public, secret = places if shown.startswith("/") else places[::-1]
    site.write(public, drawing("public"))
    site.build(NOW)
    before = site.tree()
    site.write(secret, drawing("secret"))
    site.story("world/merger", body=f"![A map](/{secret.removeprefix('content/')})", embargo="2027-01-01")
    site.build(NOW)
    assert site.tree() == before == site.clean_tree()


@pytest.mark.parametrize("reader", sampled(READERS, ("a story",)))
def test_a_name_alone_is_of_a_picture_beside_its_reader(site: Site, reader: str) -> None:
    folder, write = READERS[reader]
    write(site, "map.svg")
    site.story("politics/vote", authors="dana" if reader == "a profile" else "[Wen Alder]")
    site.write("content/pictures/map.svg", drawing("common"))
    [fault] = site.build().diagnostics
    assert fault.kind == "missing-picture"
    assert fault.help == "it is in content/pictures/: write `/pictures/map.svg`"
    site.write(f"content/{folder}/map.svg", drawing("own"))
    site.build()
    assert [b"own" in raw for raw in media(site)] == [True]
    assert site.tree() == site.clean_tree()


def test_no_hint_names_a_picture_that_only_a_hidden_story_shows(site: Site) -> None:
    site.story("world/rates", body="![A map](map.svg)")
    site.write("content/pictures/map.svg", drawing("secret"))
    site.story("politics/merger", body="![A map](/pictures/map.svg)", embargo="2027-01-01")
    [fault] = site.build().diagnostics
    assert fault.help == "check the name, and that the file is there"


@pytest.mark.parametrize("written", ["/robots.txt", "/feed.json", "/world/feed.json", "/world/rates/story.ninjs.json"])
def test_a_file_of_the_site_is_not_taken_for_one_of_the_content(site: Site, written: str) -> None:
    site.configure(ninjs="yes", feeds="{sections: [rss, json]}")
    site.story("world/rates", body=f"[the file]({written})")
    result = site.build()
    assert result.is_ok, faults(result)
    before = site.tree()
    site.write(f"content{written}", "secret")
    site.story("politics/merger", body=f"[the file]({written})", embargo="2027-01-01")
    site.build()
    assert site.tree() == before == site.clean_tree()


@pytest.mark.parametrize("name", ["report.pdf", "map.svg", "data.json"])
def test_a_name_of_a_file_is_never_that_of_an_address(site: Site, name: str) -> None:
    site.story("world/rates", aliases=f"[/old/{name}]")
    site.story("world/prices", body=f"[x](/old/{name})")
    [fault] = site.build().diagnostics
    assert (fault.kind, fault.help) == ("missing-file", "link to the story at that address")
    site.edit("content/world/prices.md", f"/old/{name}", "rates.md")
    site.build()
    before = site.tree()
    site.write(f"content/old/{name}", drawing("secret"))
    site.story("politics/merger", body=f"[x](/old/{name})", embargo="2027-01-01")
    site.build()
    assert site.tree() == before == site.clean_tree()


def test_a_file_of_a_name_that_the_site_uses_itself_elsewhere_is_found(site: Site) -> None:
    site.write("content/world/data/2026/feed.json", "{}")
    site.story("world/rates", body="[x](/world/data/2026/feed.json) and [y](data/2026/feed.json)")
    result = site.build()
    assert result.is_ok, faults(result)
    assert len(media(site)) == 1


def test_a_story_is_not_taken_for_a_picture(site: Site) -> None:
    site.story("world/rates", body="![x](/politics/merger.md)")
    site.story("politics/merger", status="drfat secret", embargo="2027-01-01")
    [fault] = site.build().diagnostics
    assert (fault.kind, "secret" in fault.message) == ("missing-picture", False)


def test_a_picture_and_a_link_to_it_have_messages_of_their_own(site: Site) -> None:
    site.write("content/world/map.svg", "<svg")
    site.story("world/rates", body="[x](map.svg)")
    site.story("world/prices", body="![x](map.svg)")
    assert [fault.kind for fault in site.build().diagnostics] == ["unusable-picture", "refused-file"]


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
