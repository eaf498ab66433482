"""A build that is killed, or refused by the machine, leaves each page whole, and the next one ends right."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy, build_lock
from broadsheet.engine.workers import WorkerDied, batches, process_pool, run_batches
from broadsheet.site.build import BuildOptions, build
from scripts.campaigns import kills, small_disks, workers
from scripts.campaigns.desk import Desk, differences, torn_files
from tests.newsrooms import NOW, ROOT, Site, faults
from tests.samples import beyond

PAGE = "world/rates/index.html"
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 3"></svg>'


def test_builds_killed_at_random_moments_leave_nothing_torn(tmp_path: Path) -> None:
    assert kills.run(tmp_path, rounds=2, seed=11, stories=15).failures == []


@pytest.mark.parametrize("call", ["replace", "unlink", beyond("fsync")])
def test_a_build_killed_at_any_call_is_completed_by_the_next(tmp_path: Path, call: str) -> None:
    desk = Desk(tmp_path, seed=5, stories=5)
    desk.build()
    number = 1
    while True:
        old = desk.tree()
        desk.edit(3)
        new = desk.expected()
        if not kills.killed_at(desk.root, desk.now, call, number):
            break
        found = desk.tree()
        assert torn_files(found, old, new) == []
        # Between closing the log and sealing it there is a moment in which a kill costs a full build.
        assert desk.build().note == "" or found == new, f"the log was lost at {call} {number}"
        assert differences(desk.tree(), new) == [], f"killed at {call} {number}"
        number += max(1, number // 2)
    assert differences(desk.tree(), new) == []


def test_a_first_build_killed_between_two_folders_is_completed_by_the_next(site: Site) -> None:
    site.story("world/rates")
    site.story("politics/bridge")
    expected, number = site.clean_tree(), 1
    while kills.killed_at(site.root, NOW, "replace", number):
        assert site.tree().items() <= expected.items(), f"killed at {number}"
        assert site.build().is_ok
        assert site.tree() == expected, f"killed at {number}"
        shutil.rmtree(site.out)
        shutil.rmtree(site.root / ".broadsheet")
        number *= 2
    assert number > 4
    assert site.tree() == expected


def test_folders_that_the_site_has_not_yet_are_named_into_place_as_a_whole(site: Site) -> None:
    for number in range(20):
        site.story(f"world/rates-{number}")
    calls = kills.calls_of(site.root, NOW, ("replace",))
    assert site.tree() == site.clean_tree()
    assert len(calls) < len(site.tree()) - 20


@pytest.fixture
def killed(site: Site) -> Site:
    """A newsroom whose last build was killed between two outputs."""
    site.story("world/rates")
    site.build()
    site.edit("content/world/rates.md", "was close", "was lost")
    assert kills.killed_at(site.root, NOW, "replace", 3)
    return site


def test_pages_that_were_lost_on_their_way_are_made_again(killed: Site) -> None:
    shutil.rmtree(killed.root / ".broadsheet" / "staging")
    assert killed.build().is_ok
    assert killed.tree() == killed.clean_tree()


@pytest.mark.parametrize("path", ["world/rates/index.html", "world/bridge/index.html"])
def test_a_page_that_is_lost_before_it_is_named_is_made_again(site: Site, path: str) -> None:
    site.story("world/rates")
    site.build()
    site.edit("content/world/rates.md", "was close", "was lost")
    site.story("world/bridge")
    kills.loses_output(site.root, NOW, path)
    assert site.tree() != site.clean_tree()
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_a_first_build_whose_staged_pages_are_lost_after_a_kill_is_made_again(site: Site) -> None:
    site.story("world/rates")
    assert kills.killed_at(site.root, NOW, "replace", 2)
    shutil.rmtree(site.root / ".broadsheet" / "staging")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


@pytest.mark.skipif(os.name != "posix", reason="groups of folders are POSIX's")
def test_a_new_folder_takes_on_what_the_folder_above_it_hands_on(site: Site) -> None:
    site.story("world/rates")
    site.build()
    (site.out / "world").chmod(0o2775)
    site.story("world/bridge")
    assert site.build().is_ok
    assert (site.out / "world/bridge").stat().st_mode & stat.S_ISGID
    assert site.tree() == site.clean_tree()


def test_pages_that_were_edited_after_a_kill_are_made_again(killed: Site) -> None:
    for path in killed.tree():
        (killed.out / path).write_text("spoilt", "utf-8")
    assert killed.build().is_ok
    assert killed.tree() == killed.clean_tree()


def test_a_story_deleted_after_a_kill_leaves_no_page(killed: Site) -> None:
    killed.delete("content/world/rates.md")
    assert killed.build().is_ok
    assert killed.tree() == killed.clean_tree()


def test_an_error_after_a_kill_leaves_the_new_edition_complete(killed: Site) -> None:
    new = killed.clean_tree()
    killed.story("world/spoilt", dek="no such key")
    killed.configure(errors="stop")
    assert not killed.build().is_ok
    assert killed.tree() == new


def test_an_error_after_a_kill_leaves_no_page_of_the_old_edition(site: Site) -> None:
    site.story("world/rates")
    site.story("world/ports")
    site.build()
    site.delete("content/world/ports.md")
    new = site.clean_tree()
    assert kills.killed_at(site.root, NOW, "unlink", 1)
    assert (site.out / "world/ports/index.html").exists()
    site.story("world/spoilt", dek="no such key")
    site.configure(errors="stop")
    assert not site.build().is_ok
    assert site.tree() == new


def test_outputs_are_synced_before_the_first_is_named_and_after_the_last(site: Site) -> None:
    site.story("world/rates")
    site.build()
    before = site.tree()
    site.edit("content/world/rates.md", "was close", "was lost")
    calls = kills.calls_of(site.root, NOW, ("fsync", "replace"))
    named = [path for path, raw in site.tree().items() if raw != before[path]]
    seal = ["replace"]
    assert calls == ["fsync", *["replace" for _ in named], "fsync", *seal]


def test_a_reader_keeps_the_page_that_he_has_open(site: Site) -> None:
    site.story("world/rates")
    site.build()
    before = (site.out / PAGE).read_bytes()
    with (site.out / PAGE).open("rb") as page:
        site.edit("content/world/rates.md", "was close", "was lost")
        assert PAGE in site.build().written
        assert page.read() == before


def test_a_build_that_has_to_wait_too_long_says_so(site: Site) -> None:
    state = site.root / ".broadsheet"
    with build_lock(state), pytest.raises(Busy, match="another build"), build_lock(state, wait=0):
        pass


def test_a_folder_put_where_a_page_was_to_go_away_is_left_alone(site: Site) -> None:
    site.story("world/rates", aliases="[/old.html]")
    site.build()
    (site.out / "old.html").unlink()
    (site.out / "old.html").mkdir()
    (site.out / "old.html" / "notes.txt").write_text("not ours", "utf-8")
    site.story("world/rates")
    assert site.build().is_ok
    assert site.read("old.html/notes.txt") == "not ours"
    (site.out / "old.html" / "notes.txt").unlink()
    assert site.tree() == site.clean_tree()


def test_nothing_is_deleted_behind_a_link_that_somebody_made(site: Site, tmp_path: Path) -> None:
    site.story("world/rates")
    site.build()
    (site.out / "world" / "rates").rename(tmp_path / "elsewhere")
    (site.out / "world" / "rates").symlink_to(tmp_path / "elsewhere")
    site.delete("content/world/rates.md")
    site.build()
    assert (tmp_path / "elsewhere" / "index.html").exists()


def test_a_content_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(site: Site) -> None:
    site.story("world/rates")
    site.build()
    (site.root / "content").rename(site.root / "kept")
    (site.root / "content").symlink_to("content")
    with pytest.raises(DiskFailure, match="content: "):
        site.build()
    assert (site.out / PAGE).exists()


def test_a_picture_that_goes_while_the_site_is_built_is_no_crash(site: Site) -> None:
    site.write("content/world/map.svg", MAP.format(4))
    site.story("world/rates", image="map.svg")

    def take_away(step: str, done: int, total: int) -> None:
        if step == "reading" and done == total:
            site.delete("content/world/map.svg")

    result = build(BuildOptions(site.root, NOW, jobs=1, progress=take_away))
    assert "error[unreadable]: the file cannot be read" in faults(result)
    site.story("world/rates")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_bytes_never_go_under_the_name_of_others(site: Site) -> None:
    site.write("content/world/map.svg", MAP.format(4))
    site.story("world/rates", image="map.svg")

    def change(step: str, done: int, total: int) -> None:
        if step == "reading" and done == total:
            site.write("content/world/map.svg", MAP.format(5))

    result = build(BuildOptions(site.root, NOW, jobs=1, progress=change))
    assert "was changed while the site was being built" in faults(result)
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_a_pipe_in_the_place_of_a_page_holds_nothing_up(site: Site) -> None:
    site.story("world/rates")
    site.build()
    (site.out / PAGE).unlink()
    os.mkfifo(site.out / PAGE)
    assert PAGE in site.build().written
    assert site.tree() == site.clean_tree()


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(site: Site, tmp_path: Path) -> None:
    site.story("world/rates")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine", "utf-8")
    (site.root / ".broadsheet").mkdir()
    (site.root / ".broadsheet" / "staging").symlink_to(tmp_path / "elsewhere")
    assert site.build().is_ok
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", [".broadsheet", "site"])
def test_a_file_where_a_folder_must_be_is_named(site: Site, name: str) -> None:
    site.story("world/rates")
    site.write(name, "a file")
    result = CliRunner().invoke(cli, ["build", "-C", str(site.root)], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert str(site.root / name) in result.stderr


def test_a_full_disk_is_said_in_words_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    desk = Desk(tmp_path, seed=1, stories=12)
    desk.build()
    desk.edit(5)
    old = desk.tree()
    result = small_disks.run_command(desk, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (5000, 5000)))
    assert result.returncode == 1
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr
    assert desk.tree() == old
    desk.build()
    assert differences(desk.tree(), desk.expected()) == []


def test_a_build_whose_worker_dies_publishes_nothing(tmp_path: Path) -> None:
    assert workers.dead_workers(tmp_path, rounds=1, seed=1, stories=200).failures == []


def die(batch: Sequence[int]) -> Sequence[int]:
    if 3 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def test_a_worker_that_is_killed_is_noticed() -> None:
    pool = process_pool(2)
    try:
        with pytest.raises(WorkerDied):
            list(run_batches(die, batches(range(6), 2), pool, 4))
    finally:
        pool.shutdown(cancel_futures=True)


def test_workers_end_when_their_build_is_killed() -> None:
    program = (
        "import os\n"
        "from broadsheet.engine.workers import process_pool\n"
        "process_pool(2).submit(os.getpid).result()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    # The run is over when nobody holds the other end of its standard output any more.
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=20, check=False)
    assert result.returncode == -signal.SIGKILL


def test_of_two_builds_the_second_waits(tmp_path: Path) -> None:
    assert workers.two_builds(tmp_path, rounds=1, seed=1, stories=10).failures == []
