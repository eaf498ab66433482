"""Situations in which a publication would harm a site: each is refused, and the target stays as it was."""

import os
import shutil
from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest

from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.manifest import Damaged
from broadsheet.publishing.outgoing import SiteChanged
from broadsheet.publishing.store import Held, StoreFailure
from broadsheet.site.preview_mark import MARK_META, mark_folder
from tests.newsrooms import Site, seconds
from tests.publishing.desks import Publishing
from tests.publishing.hosts import FolderHost
from tests.samples import sampled

Spoil = Callable[[Publishing], None]
STATE = ".broadsheet"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Publishing:
    """A newsroom with many stories, published to a folder, and one edit that is not."""
    folder = tmp_path_factory.mktemp("example")
    desk = Publishing(Site(folder / "newsroom"), beside(folder), stories=12)
    desk.publish()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    return desk


def beside(folder: Path) -> FolderHost:
    """Give a folder to publish to that lies beside the newsroom, wherever the two are."""
    host = FolderHost(folder / "web", "files")
    host.setting["folder"] = "../web"
    return host


@pytest.fixture
def published(example: Publishing, tmp_path: Path) -> Publishing:
    """The same newsroom and its target, to be spoilt."""
    shutil.copytree(example.site.root.parent, tmp_path, symlinks=True, dirs_exist_ok=True)
    desk = copy(example)
    desk.site, desk.host = Site(tmp_path / "newsroom"), beside(tmp_path)
    return desk


def without_stories(desk: Publishing) -> None:
    for number in range(1, desk.stories):
        desk.site.delete(f"content/world/story-{number}.md")
    desk.build()


def with_a_fault(desk: Publishing) -> None:
    desk.site.edit("content/world/story-1.md", "headline:", "headlin:")
    assert not desk.site.build().is_ok


def with_a_faulty_template(desk: Publishing) -> None:
    desk.site.write("templates/partials/site_footer.html", "<p>{{ newsroom.nmae }}</p>")
    assert not desk.site.build().is_ok


def with_a_time_that_passed(desk: Publishing) -> None:
    desk.site.story("world/soon", "Soon", published="2026-11-23 12:30")
    desk.build()
    desk.now = seconds("2026-11-23 13:00")


def with_an_expiry_that_passed(desk: Publishing) -> None:
    desk.site.story("world/brief", "Brief", expires="2026-11-23 12:30")
    desk.build()
    desk.now = seconds("2026-11-23 13:00")


def with_a_build_of_the_future(desk: Publishing) -> None:
    desk.site.story("world/soon", "Soon", published="2026-11-24 12:30")
    assert desk.site.build(seconds("2026-11-25 12:00")).is_ok


def without_a_build(desk: Publishing) -> None:
    (desk.site.root / STATE / "build.db").unlink()


def with_a_damaged_log(desk: Publishing) -> None:
    (desk.site.root / STATE / "build.db").write_bytes(b"SQLite format 3\0" + b"?" * 5000)


def with_a_mark_of_the_preview(desk: Publishing) -> None:
    mark_folder(desk.site.out)


def with_a_mark_above(desk: Publishing) -> None:
    mark_folder(desk.site.root)


def with_a_page_of_the_preview(desk: Publishing) -> None:
    page = desk.site.out / "world/story-1/index.html"
    page.write_text(page.read_text("utf-8").replace("</head>", f"{MARK_META}</head>"), "utf-8")


def with_an_edited_output(desk: Publishing) -> None:
    (desk.site.out / "world/story-1/index.html").write_text("<p>by hand</p>")


def with_a_missing_output(desk: Publishing) -> None:
    (desk.site.out / "world/story-1/index.html").unlink()


def with_an_empty_site_folder(desk: Publishing) -> None:
    for path in sorted(desk.site.out.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()


def with_a_link_for_an_output(desk: Publishing) -> None:
    page = desk.site.out / "world/story-1/index.html"
    page.rename(desk.site.root / "aside.html")
    page.symlink_to(desk.site.root / "aside.html")


def with_another_address(desk: Publishing) -> None:
    desk.site.edit("newsroom.yaml", "https://courier.example", "https://gazette.example")
    desk.build()


def with_a_path_in_the_address(desk: Publishing) -> None:
    desk.site.edit("newsroom.yaml", "https://courier.example", "https://courier.example/new")
    desk.build()


def with_a_damaged_head(desk: Publishing) -> None:
    (desk.folder / STATE / "head").write_bytes(b"{")


def with_half_a_head(desk: Publishing) -> None:
    head = desk.folder / STATE / "head"
    head.write_bytes(head.read_bytes()[:40])


def with_a_head_of_a_newer_broadsheet(desk: Publishing) -> None:
    head = desk.folder / STATE / "head"
    head.write_text(head.read_text().replace('"format": 1', '"format": 2'))


def with_a_head_that_leads_elsewhere(desk: Publishing) -> None:
    head = desk.folder / STATE / "head"
    head.write_text(head.read_text().replace('"part-', '"../part-'))


def without_its_parts(desk: Publishing) -> None:
    for folder in (desk.folder / STATE, desk.site.root / STATE / "targets/web/parts"):
        for part in folder.glob("part-*"):
            part.unlink()


def with_a_damaged_part(desk: Publishing) -> None:
    for folder in (desk.folder / STATE, desk.site.root / STATE / "targets/web/parts"):
        for part in folder.glob("part-*"):
            part.write_bytes(part.read_bytes()[:-1] + b"?")


def with_a_damaged_note_of_what_was_cut_off(desk: Publishing) -> None:
    (desk.folder / STATE / "intent").write_bytes(b"broadsheet-part-1\nhalf")


def with_a_lock(desk: Publishing) -> None:
    (desk.folder / STATE / "lock").write_text(
        '{"by":"noor","since":"2026-11-23T10:00:00+00:00","machine":"another","process":1,"token":"x"}'
    )


def with_a_lock_of_a_living_process(desk: Publishing) -> None:
    (desk.folder / STATE / "lock").write_text(
        f'{{"by":"noor","since":"","machine":"","process":{os.getpid()},"token":"x"}}'
    )


def with_a_lock_that_cannot_be_read(desk: Publishing) -> None:
    (desk.folder / STATE / "lock").write_bytes(b"?")


def with_a_link_on_the_way(desk: Publishing) -> None:
    world = desk.folder / "world/story-1"
    world.rename(desk.folder.parent / "elsewhere")
    world.symlink_to(desk.folder.parent / "elsewhere")


def with_a_file_of_another_in_the_way(desk: Publishing) -> None:
    desk.host.put("world/late/index.html", b"by hand")
    desk.site.story("world/late", "Late story")
    desk.build()


SITUATIONS: list[tuple[Spoil, type[Exception], str]] = [
    (without_stories, Refused, "would be deleted"),
    (with_a_fault, Refused, "ended with errors"),
    (with_a_faulty_template, Refused, "ended with errors"),
    (with_a_time_that_passed, Refused, "a time has passed"),
    (with_an_expiry_that_passed, Refused, "a time has passed"),
    (with_a_build_of_the_future, Refused, "a time has passed"),
    (without_a_build, Refused, "no build"),
    (with_a_damaged_log, Refused, "no build"),
    (with_a_mark_of_the_preview, Refused, "preview"),
    (with_a_mark_above, Refused, "preview"),
    (with_a_page_of_the_preview, SiteChanged, "not as the build left it"),
    (with_an_edited_output, SiteChanged, "not as the build left it"),
    (with_a_missing_output, SiteChanged, "not as the build left it"),
    (with_an_empty_site_folder, SiteChanged, "not as the build left it"),
    (with_a_link_for_an_output, SiteChanged, "not as the build left it"),
    (with_another_address, Refused, "another newsroom"),
    (with_a_path_in_the_address, Refused, "another newsroom"),
    (with_a_damaged_head, Damaged, "damaged"),
    (with_half_a_head, Damaged, "damaged"),
    (with_a_head_of_a_newer_broadsheet, Damaged, "newer"),
    (with_a_head_that_leads_elsewhere, Damaged, "damaged"),
    (without_its_parts, Damaged, "missing or damaged"),
    (with_a_damaged_part, Damaged, "missing or damaged"),
    (with_a_damaged_note_of_what_was_cut_off, Damaged, "damaged"),
    (with_a_lock, Held, "noor has been publishing"),
    (with_a_lock_of_a_living_process, Held, "noor has been publishing"),
    (with_a_lock_that_cannot_be_read, Held, "locked"),
    (with_a_link_on_the_way, StoreFailure, "link"),
    (with_a_file_of_another_in_the_way, Refused, "did not publish"),
]


SAMPLE = [
    situation
    for situation in SITUATIONS
    if situation[0]
    in (
        without_stories,
        with_a_fault,
        with_an_expiry_that_passed,
        without_a_build,
        with_a_mark_of_the_preview,
        with_an_edited_output,
        with_a_link_for_an_output,
        with_another_address,
        with_a_damaged_head,
        with_a_head_of_a_newer_broadsheet,
        without_its_parts,
        with_a_lock,
        with_a_link_on_the_way,
        with_a_file_of_another_in_the_way,
    )
]


@pytest.mark.parametrize(
    ("spoil", "refusal", "words"), sampled(SITUATIONS, SAMPLE), ids=lambda value: getattr(value, "__name__", "")
)
def test_what_would_harm_a_site_is_refused(spoil, refusal, words, published) -> None:
    spoil(published)
    before = published.host.files()
    with pytest.raises(refusal, match=words):
        published.publish()
    after = published.host.files()
    assert after == before or (spoil is with_a_link_on_the_way and after.keys() >= before.keys())


def test_many_deletions_need_their_exact_number(published) -> None:
    without_stories(published)
    with pytest.raises(Refused) as raised:
        published.publish()
    count = int(str(raised.value).split()[0])
    for wrong in (count - 1, count + 1, 0):
        with pytest.raises(Refused, match=f"{count} files would be deleted, not {wrong}"):
            published.publish(Allowed(deletions=wrong))
    published.publish(Allowed(deletions=count))
    assert published.differences() == []


def test_a_lock_of_a_dead_publisher_is_taken_over_when_somebody_says_so(published) -> None:
    with_a_lock(published)
    published.publish(takes_over=True)
    assert published.differences() == []
    assert not (published.folder / STATE / "lock").exists()


def test_a_target_without_a_publication_before_has_nothing_to_return_to(make_host, tmp_path) -> None:
    desk = Publishing(Site(tmp_path / "newsroom"), make_host("files"))
    for _ in range(2):
        with pytest.raises(Refused, match="no publication before"):
            desk.roll_back()
        desk.publish()


def test_a_dry_run_writes_nothing_and_says_what_is_then_done(published) -> None:
    published.site.delete("content/world/story-2.md")
    published.build()
    before = {path: path.stat().st_mtime_ns for path in published.folder.rglob("*")}
    planned = published.plan()
    assert {path: path.stat().st_mtime_ns for path in published.folder.rglob("*")} == before
    done = published.publish()
    assert (done.plan.added, done.plan.changed, done.plan.deleted) == (planned.added, planned.changed, planned.deleted)
    assert sorted(done.sent) == sorted([*planned.added, *planned.changed])
    assert done.sent_bytes == planned.bytes


def test_a_target_whose_notes_were_lost_is_published_anew_with_the_number_of_its_files(published) -> None:
    for path in (published.folder / STATE).rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(Refused) as raised:
        published.publish()
    published.publish(Allowed(overwrite=int(str(raised.value).split()[0])))
    assert published.differences() == []
