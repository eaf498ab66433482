"""Nothing leaks: what is built with hidden stories is, byte for byte and word for word, what is built without them.

A few of the newsrooms that `scripts/campaigns/leaks.py` tries by the hundred.
"""

import gzip
import io
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path

import brotli
import pytest
from PIL import Image, PngImagePlugin

from tests.leaks.channels import CHANNELS, reached, table
from tests.leaks.judging import canaries_found, canaries_shown, failure, interference
from tests.leaks.newsrooms import HIDINGS, draw, instant
from tests.leaks.pictures import NOTES
from tests.leaks.publications import canaries_published, withdrawal
from tests.leaks.searching import Search
from tests.newsrooms import NOW, ROOT, Site, source, tree
from tests.publishing.desks import Publishing
from tests.publishing.hosts import FolderHost
from tests.samples import sampled

# Words that readers of a public story are not shown either.
NEVER_SHOWN = {"notes in a drawing", "notice to come", "video: alt", NOTES}
WORD = "zqabcdefghij"


@pytest.mark.parametrize("seed", sampled(range(1, 9), (4,)))
def test_hidden_stories_change_no_byte_and_no_word(tmp_path: Path, seed: int) -> None:
    assert interference(tmp_path, draw(seed)) == []


@pytest.mark.parametrize("seed", sampled(range(10, 18), (11,)))
def test_a_build_that_fails_says_no_word_of_a_hidden_story(tmp_path: Path, seed: int) -> None:
    assert failure(tmp_path, draw(seed, ("stop",))) == []


@pytest.mark.parametrize("seed", sampled(range(20, 26), (20, 24)))
def test_no_word_of_a_hidden_story_is_in_any_output_message_or_report(tmp_path: Path, seed: int) -> None:
    assert canaries_found(tmp_path, draw(seed)) == {}


@pytest.mark.parametrize("seed", sampled(range(30, 33), (31,)))
def test_no_word_of_a_hidden_story_is_at_a_target_or_told_by_its_publication(tmp_path: Path, seed: int) -> None:
    assert canaries_published(tmp_path, draw(seed, ("stop",))) == {}


@pytest.mark.parametrize("seed", sampled(range(40, 48), (41,)))
def test_a_story_that_was_taken_back_is_gone_from_the_target_and_caches_are_told(tmp_path: Path, seed: int) -> None:
    assert withdrawal(tmp_path, draw(seed, ("stop",))) == []


def test_the_search_finds_every_field_in_every_channel_once_the_stories_are_public(tmp_path: Path) -> None:
    fields: set[str] = set()
    found: set[str] = set()
    channels: set[int] = set()
    for seed in (72, 74):
        drawn = draw(seed, ("stop",))
        fields |= set(drawn.canaries.values())
        for path, words in canaries_shown(tmp_path / str(seed), drawn).items():
            found |= {drawn.canaries[word] for word in words}
            channels |= reached([path])
    assert fields - found == NEVER_SHOWN
    assert channels == {item.number for item in CHANNELS if item.outputs and not item.is_mute}


def test_the_campaigns_page_says_how_each_channel_is_covered() -> None:
    assert table() in (ROOT / "scripts/campaigns/README.md").read_text("utf-8")
    assert [item.number for item in CHANNELS] == list(range(1, 49))


def test_the_newsrooms_hide_stories_in_every_way() -> None:
    assert {item.hiding for seed in range(1, 26) for item in draw(seed).hidden} == set(HIDINGS)


def _png() -> bytes:
    made, said = io.BytesIO(), PngImagePlugin.PngInfo()
    said.add_text("Comment", f"by {WORD}", zip=True)
    Image.new("RGB", (2, 2)).save(made, "PNG", pnginfo=said)
    return made.getvalue()


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.txt", f"of {WORD}")
    return made.getvalue()


PACKED = {
    "as it is": f"<p>{WORD}</p>".encode(),
    "in capitals": WORD.upper().encode(),
    "gzip": gzip.compress(f"a {WORD}".encode()),
    "brotli": brotli.compress(f"a {WORD}".encode()),
    "deflate": b"head\0" + zlib.compress(f"a {WORD}".encode()),
    "zip": _zip(),
    "a comment in a PNG": _png(),
    "utf-16": WORD.encode("utf-16"),
    "digits": b"0x" + WORD.encode().hex().encode(),
    **{f"base64 from byte {at}": b64encode(b"." * at + WORD.encode() + b"...") for at in range(3)},
}


@pytest.mark.parametrize("packed", PACKED)
def test_the_search_unpacks(packed: str) -> None:
    assert Search([WORD]).find("", PACKED[packed]) == {WORD}
    assert Search(["zqjihgfedcba"]).find("", PACKED[packed]) == set()


def test_the_search_reads_names() -> None:
    assert Search([WORD]).find_all({f"media/{WORD}-1.jpg": b"", "index.html": b""}) == {f"media/{WORD}-1.jpg": {WORD}}


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Publishing:
    return Publishing(site, FolderHost(tmp_path / "web", "files"))


def test_a_picture_goes_with_its_story_and_caches_are_told_of_both(desk: Publishing) -> None:
    desk.site.write("content/world/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>')
    desk.site.write("content/world/plan.pdf", "%PDF")
    desk.site.story("world/plan", body="![The plan](plan.svg) and [all of it](plan.pdf)", aliases="[/old/plan/]")
    desk.build()
    desk.publish()
    media = [path for path in desk.host.files() if path.startswith("media/plan-")]
    assert len(media) == 2
    desk.site.edit("content/world/plan.md", "aliases:", "status: draft\naliases:")
    desk.build()
    plan = desk.publish().plan
    assert [path for path in desk.host.files() if "plan" in path] == []
    wanted = {f"https://courier.example/{path}" for path in (*media, "world/plan/", "lite/world/plan/", "old/plan/")}
    assert wanted <= set(plan.urls("https://courier.example"))


@pytest.mark.parametrize("lite", sampled(["yes", "no"], ["no"]))
@pytest.mark.parametrize(
    ("path", "keys"),
    [("world/sorry", {"aliases": "[/world/plan/]"}), ("world/sorry", {"slug": "plan"}), ("politics/plan", {})],
    ids=["a redirect", "another story of its slug", "nothing"],
)
def test_a_picture_goes_with_its_story_whatever_takes_its_address(
    desk: Publishing, path: str, keys: dict[str, str], lite: str
) -> None:
    desk.site.edit("newsroom.yaml", "address:", f"lite: {lite}\naddress:")
    desk.site.write("content/world/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>')
    desk.site.write("content/world/plan.csv", "a,b")
    desk.site.story("world/plan", body="![The plan](plan.svg) and [all of it](plan.csv)")
    desk.build()
    desk.publish()
    media = [path for path in desk.host.files() if path.startswith("media/plan-")]
    assert len(media) == 2
    desk.site.edit("content/world/plan.md", "published:", "status: draft\npublished:")
    desk.site.story(path, "We were wrong", **keys)
    desk.build()
    plan = desk.publish().plan
    assert [path for path in desk.host.files() if path.startswith("media/")] == []
    assert {f"https://courier.example/{path}" for path in media} <= set(plan.urls("https://courier.example"))


def test_a_picture_that_was_replaced_stays_for_readers_who_have_the_page_open(desk: Publishing) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 3"/>'
    desk.site.write("content/world/plan.svg", drawing.format(4))
    desk.site.story("world/plan", body="![The plan](plan.svg)")
    desk.build()
    desk.publish()
    desk.site.write("content/world/plan.svg", drawing.format(5))
    desk.build()
    desk.publish()
    assert len([path for path in desk.host.files() if path.startswith("media/plan-")]) == 2


def test_a_drawn_card_goes_with_its_story(site: Site) -> None:
    site.configure(social_cards="stories")
    site.story("world/rates")
    site.build()
    before = site.tree()
    site.story("world/merger", "The merger")
    site.build()
    assert len([path for path in site.tree() if path.startswith("social/")]) > len(
        [path for path in before if path.startswith("social/")]
    )
    site.story("world/merger", "The merger", status="draft")
    site.build()
    assert site.tree() == before


def test_the_same_picture_under_a_hidden_storys_name_stays_unknown(site: Site) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
    site.write("content/pictures/map.svg", drawing)
    site.story("world/rates", image="{file: /pictures/map.svg, alt: A map, credit: Dana}")
    without = site.clean_tree()
    site.write(f"content/pictures/a-{WORD}.svg", drawing)
    site.write(f"content/world/{WORD}/map.svg", drawing)
    site.write(
        f"content/world/{WORD}/plan.md", source(body=f"![x](map.svg) ![y](/pictures/a-{WORD}.svg)", status="draft")
    )
    assert site.build().is_ok
    assert site.tree() == without


def test_an_embargo_may_end_while_nobody_builds(site: Site) -> None:
    site.story("world/plan", embargo=instant(NOW + 60))
    assert site.build(NOW).stories == 0
    assert site.build(NOW + 3600).stories == 1
    assert site.build(NOW).stories == 0
    assert not (site.out / "world/plan/index.html").exists()


@pytest.fixture
def with_plan(desk: Publishing) -> Publishing:
    """A newsroom with a story that has a picture and a file, published."""
    desk.site.write("content/world/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>')
    desk.site.write("content/world/plan.pdf", "%PDF")
    desk.site.story("world/plan", body="![The plan](plan.svg) and [all of it](plan.pdf)")
    desk.build()
    desk.publish()
    return desk


def media_of(desk: Publishing) -> set[str]:
    """Give the addresses of all pictures and files that are published."""
    return {f"https://courier.example/{path}" for path in desk.host.files() if path.startswith("media/")}


@pytest.mark.parametrize("is_noted", [True, False])
def test_caches_are_told_of_the_pictures_of_a_story_that_is_shown_again(with_plan: Publishing, is_noted: bool) -> None:
    media = media_of(with_plan)
    assert not media & set(with_plan.plan().urls("https://courier.example"))
    with_plan.site.edit("content/world/plan.md", "published:", "status: draft\npublished:")
    with_plan.build()
    with_plan.publish()
    if not is_noted:
        # So a target is that an older version published to.
        (with_plan.folder / ".broadsheet/gone").unlink()
    with_plan.site.edit("content/world/plan.md", "status: draft\n", "")
    with_plan.build()
    assert media == media & set(with_plan.publish().plan.urls("https://courier.example"))


def test_caches_are_told_of_the_pictures_that_a_rollback_brings_back(with_plan: Publishing) -> None:
    media = media_of(with_plan)
    with_plan.site.edit("content/world/plan.md", "published:", "status: draft\npublished:")
    with_plan.build()
    with_plan.publish()
    assert media <= set(with_plan.roll_back().plan.urls("https://courier.example"))


def test_caches_are_not_told_of_pictures_that_are_new(with_plan: Publishing) -> None:
    before = media_of(with_plan)
    with_plan.site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>')
    with_plan.site.story("world/map", body="![The map](map.svg)")
    with_plan.build()
    told = set(with_plan.publish().plan.urls("https://courier.example"))
    assert "https://courier.example/world/map/" in told
    assert media_of(with_plan) - before
    assert not media_of(with_plan) & told


def test_the_notes_of_a_target_do_not_name_what_was_taken_back(with_plan: Publishing) -> None:
    with_plan.site.edit("content/world/plan.md", "published:", "status: draft\npublished:")
    with_plan.build()
    with_plan.publish()
    assert b"plan" not in (with_plan.folder / ".broadsheet/gone").read_bytes()


@pytest.mark.parametrize(
    ("layout", "name", "value"),
    sampled(
        [("files", "rollback", "yes"), ("files", "rollback", "no"), ("releases", "keep", "2")],
        [("files", "rollback", "yes"), ("files", "rollback", "no")],
    ),
)
def test_a_target_forgets_the_names_of_a_story_that_was_taken_back(
    site: Site, tmp_path: Path, layout: str, name: str, value: str
) -> None:
    desk = Publishing(site, FolderHost(tmp_path / "web", layout), stories=40)
    desk.configure(**{name: value})
    site.story(f"world/{WORD}")
    desk.build()
    desk.publish()
    site.story(f"world/{WORD}", status="draft")
    known = []
    for words in ("Hidden", "Later"):
        site.story("world/story-1", words)
        desk.build()
        desk.publish()
        known.append(bool(Search([WORD]).find_all(tree(desk.folder))))
    assert known == [value != "no", False]
