"""Pictures are made once, come out the same however a build went, and go with the stories that show them."""

import io
import re
import shutil
import struct
from pathlib import Path

import pytest
from PIL import Image

from tests.newsrooms import NOW, Site, faults, tree
from tests.photos.secrets import Hoard, hoarding


def photo(seed: int = 0, size: tuple[int, int] = (800, 120)) -> bytes:
    return hoarding("jpg", Hoard(), seed, size)


def kept(site: Site) -> dict[str, tuple[int, int]]:
    """Give the files of the cache, by path, with what changes when they are written."""
    folder = site.root / ".broadsheet/renditions"
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*.pictures")
    }


def media(site: Site) -> set[str]:
    return {path.name for path in (site.out / "media").iterdir()} if (site.out / "media").exists() else set()


def from_nothing(site: Site) -> dict[str, bytes]:
    """Build the same sources elsewhere, with nothing kept."""
    elsewhere = Site(site.root.parent / "elsewhere")
    for name in ("content", "newsroom.yaml"):
        source, to = site.root / name, elsewhere.root / name
        shutil.copytree(source, to) if source.is_dir() else shutil.copy(source, to)
    result = elsewhere.build()
    assert result.is_ok, faults(result)
    found = tree(elsewhere.out)
    shutil.rmtree(elsewhere.root)
    return found


@pytest.fixture
def desk(site: Site) -> Site:
    """Three stories, two of which show the same picture."""
    site.write("content/pictures/yard.jpg", photo(1))
    site.write("content/pictures/bridge.jpg", photo(2))
    site.story("world/yard", "The yard", image="/pictures/yard.jpg")
    site.story("world/again", "The yard again", image="/pictures/yard.jpg", body="![Rails](/pictures/yard.jpg)")
    site.story("world/bridge", "The bridge", image="/pictures/bridge.jpg")
    assert site.build().is_ok
    return site


def test_a_picture_comes_in_widths_and_formats_and_is_never_enlarged(desk: Site) -> None:
    ends = {re.sub(r"^yard-[0-9a-f]{14}-", "", name) for name in media(desk) if name.startswith("yard-")}
    assert ends == {
        *("320.avif", "480.avif", "720.avif"),
        *("320.webp", "720.webp"),
        *("320.jpg", "720.jpg"),
        *("16x9-213.jpg", "4x3-160.jpg", "1x1-120.jpg"),
    }


def test_the_file_itself_is_not_published(desk: Site) -> None:
    originals = {(desk.root / f"content/pictures/{name}.jpg").read_bytes() for name in ("yard", "bridge")}
    assert originals.isdisjoint(desk.tree().values())


def test_the_same_picture_in_two_stories_and_two_folders_is_one_set_of_files(desk: Site) -> None:
    before = media(desk)
    desk.write("content/politics/yard.jpg", photo(1))
    desk.story("politics/yard", "The yard votes", image="yard.jpg")
    desk.build()
    assert media(desk) == before


def test_a_build_with_nothing_new_does_no_picture_work(desk: Site) -> None:
    before, files = kept(desk), {path: path.stat().st_ino for path in (desk.out / "media").iterdir()}
    desk.edit("content/world/yard.md", "The vote was close.", "The vote was open.")
    assert not [path for path in desk.build().written if path.startswith("media/")]
    assert desk.build().written == ()
    assert kept(desk) == before
    assert {path: path.stat().st_ino for path in (desk.out / "media").iterdir()} == files


def test_a_lost_site_is_filled_again_without_making_a_picture(desk: Site) -> None:
    before, site = kept(desk), desk.tree()
    shutil.rmtree(desk.out)
    desk.build()
    assert desk.tree() == site
    assert kept(desk) == before


def test_crops_around_two_points_are_kept_beside_each_other(desk: Site) -> None:
    desk.story("world/again", "The yard again", image="{file: /pictures/yard.jpg, focus: 0% 100%}")
    desk.build()
    before, site = kept(desk), desk.tree()
    assert len({name for name in media(desk) if name.startswith("yard-") and "-1x1-" in name}) == 2
    shutil.rmtree(desk.out)
    desk.build()
    assert desk.tree() == site
    assert kept(desk) == before


def test_a_lost_log_and_cache_cost_one_build_and_nothing_else(desk: Site) -> None:
    site = desk.tree()
    shutil.rmtree(desk.root / ".broadsheet")
    result = desk.build()
    assert (result.diagnostics, result.written, desk.tree()) == ((), (), site)


def test_pictures_of_a_lost_log_that_nobody_wants_any_more_are_removed(desk: Site) -> None:
    shutil.rmtree(desk.root / ".broadsheet")
    desk.delete("content/world/bridge.md")
    desk.build()
    assert not [name for name in media(desk) if name.startswith("bridge-")]


def test_a_damaged_cache_is_noticed(desk: Site) -> None:
    site = desk.tree()
    for number, path in enumerate(sorted((desk.root / ".broadsheet/renditions").rglob("*.pictures"))):
        raw = bytearray(path.read_bytes())
        raw[-1 if number % 2 else 20] ^= 0xFF
        path.write_bytes(raw[: len(raw) // 2] if number % 3 == 2 else raw)
    shutil.rmtree(desk.out)
    desk.build()
    assert desk.tree() == site


def test_any_number_of_workers_gives_the_same_files(desk: Site) -> None:
    alone = desk.tree()
    shutil.rmtree(desk.out)
    shutil.rmtree(desk.root / ".broadsheet")
    desk.build(jobs=2)
    assert desk.tree() == alone


def test_what_no_picture_needs_is_removed_from_the_cache(desk: Site) -> None:
    before = len(kept(desk))
    desk.delete("content/world/bridge.md")
    desk.delete("content/pictures/bridge.jpg")
    desk.build()
    assert 0 < len(kept(desk)) < before


@pytest.mark.campaign
def test_after_any_edit_of_pictures_the_site_is_as_from_nothing(desk: Site) -> None:
    edits = (
        lambda: desk.write("content/pictures/bridge.jpg", photo(7)),
        lambda: desk.write("content/world/yard.jpg", photo(1)),
        lambda: desk.story("world/yard", "The yard", image="yard.jpg"),
        lambda: desk.story("world/bridge", "The bridge", image="{file: /pictures/bridge.jpg, focus: 20% 80%}"),
        lambda: desk.story("world/again", "Again", image="{file: /pictures/bridge.jpg, focus: 80% 20%}"),
        lambda: desk.write("content/politics/bridge.jpg", photo(7)),
        lambda: desk.story("politics/bridge", "A vote on the bridge", image="{file: bridge.jpg, focus: 10% 10%}"),
        lambda: desk.delete("content/world/bridge.md"),
        lambda: desk.edit("content/politics/bridge.md", "10% 10%", "50% 50%"),
        lambda: desk.write("content/pictures/bridge.jpg", photo(7, (300, 200))),
        lambda: desk.configure(pictures="{widths: [200, 600], formats: webp, quality: 60}"),
        lambda: desk.story("world/again", "Again without a picture"),
        lambda: desk.delete("content/politics/bridge.md"),
    )
    for number, edit in enumerate(edits):
        edit()
        result = desk.build()
        assert result.is_ok, faults(result)
        assert desk.tree() == from_nothing(desk), f"after edit {number}"


def test_a_hidden_story_publishes_no_picture_until_its_time(site: Site) -> None:
    site.write("content/pictures/yard.jpg", photo(1))
    site.story("world/yard", "The yard", image="/pictures/yard.jpg", embargo="2026-11-24 10:00")
    site.story("world/other")
    site.build()
    assert media(site) == set()
    site.build(NOW + 86_400)
    assert media(site)
    site.build(NOW)
    assert media(site) == set()


def test_a_focus_moves_the_crops_and_makes_no_other_file(desk: Site) -> None:
    before = media(desk)
    desk.story("world/bridge", "The bridge", image="{file: /pictures/bridge.jpg, focus: 0% 100%}")
    desk.build()
    gone, new = before - media(desk), media(desk) - before
    assert len(gone) == len(new) == 3
    assert all("-at-0-100-" in name for name in new)
    wide, left = io.BytesIO(photo(2)), next(name for name in new if "1x1" in name)
    with Image.open(wide) as source, Image.open(desk.out / "media" / left) as cut:
        square = source.crop((0, 0, 120, 120)).resize(cut.size)
        assert pixel(cut, (5, 5)) == pytest.approx(pixel(square, (5, 5)), abs=25)


def test_settings_say_widths_formats_and_quality(desk: Site) -> None:
    desk.configure(pictures="{widths: [400], formats: [], quality: 40}")
    desk.build()
    ends = {re.sub(r"^yard-[0-9a-f]{14}-", "", name) for name in media(desk) if name.startswith("yard-")}
    assert {end for end in ends if not end.startswith(("16x9", "4x3", "1x1"))} == {"400.jpg"}


def test_a_picture_in_a_wide_gamut_comes_out_in_srgb(site: Site) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 100, 100)).save(out, "JPEG", icc_profile=wide_profile(), quality=95)
    site.write("content/world/yard.jpg", out.getvalue())
    site.story("world/yard", image="{file: yard.jpg, alt: A yard, credit: x}")
    assert site.build().is_ok
    (path,) = (site.out / "media").iterdir()
    with Image.open(path) as image:
        assert "icc_profile" not in image.info
        assert pixel(image, (150, 100))[0] > 206


def pixel(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return found


def wide_profile() -> bytes:
    """Write an ICC profile with the primaries of a wide-gamut screen, relative to D50, and a gamma of 2.2."""
    primaries = {b"rXYZ": (0.515, 0.241, -0.001), b"gXYZ": (0.292, 0.692, 0.042), b"bXYZ": (0.157, 0.067, 0.784)}
    tags = {
        name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in xyz)) for name, xyz in primaries.items()
    }
    tags[b"wtpt"] = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags |= {name: b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0233, 0) for name in (b"rTRC", b"gTRC", b"bTRC")}
    table, data, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content
    size = at + len(data)
    header = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    return (header + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0") + table + data


def test_a_newsroom_that_cannot_keep_pictures_still_publishes_them(desk: Site, tmp_path: Path) -> None:
    site = desk.tree()
    shutil.rmtree(desk.root / ".broadsheet/renditions")
    desk.write(".broadsheet/renditions", "in the way")
    shutil.rmtree(desk.out)
    assert desk.build().is_ok
    assert desk.tree() == site
