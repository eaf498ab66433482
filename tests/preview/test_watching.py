"""However files change, two quiet seconds later the preview shows what one from nothing would show."""

import os
import shutil
import subprocess
import threading
import time
from queue import SimpleQueue

import pytest

from broadsheet.preview.watching import Watcher
from tests.newsrooms import Site
from tests.preview.comparing import settled_difference
from tests.preview.edits import Hand
from tests.preview.running import Preview, preview_here, preview_of
from tests.samples import beyond


@pytest.fixture
def hand(newsroom: Site) -> Hand:
    return Hand(newsroom, 7)


@pytest.mark.parametrize("rounds", [1, beyond(3)])
def test_random_work_on_the_files_ends_in_the_right_site(newsroom, hand, preview, rounds) -> None:
    former: set[str] = set()
    for _ in range(rounds):
        for _ in range(10):
            hand.act()
        assert settled_difference(preview, newsroom.root, former=former) == ""


@pytest.mark.campaign
def test_a_switch_of_branches_ends_in_the_right_site(newsroom, hand, preview) -> None:
    hand.switch(60)
    assert settled_difference(preview, newsroom.root, quiet=10) == ""


@pytest.mark.campaign
def test_saves_while_pages_are_made_end_in_the_right_site(newsroom, hand, preview) -> None:
    stop = threading.Event()
    answers: list[int] = []

    def look() -> None:
        while not stop.is_set():
            answers.append(preview.get("/world/").status)

    looking = [threading.Thread(target=look) for _ in range(3)]
    for thread in looking:
        thread.start()
    for _ in range(60):
        hand.act()
    stop.set()
    for thread in looking:
        thread.join()
    assert set(answers) == {200}
    assert settled_difference(preview, newsroom.root) == ""


@pytest.mark.parametrize("missing", ["content/politics", beyond("templates"), beyond("content")])
def test_a_folder_that_comes_later_or_again_is_watched(newsroom, missing) -> None:
    kept = newsroom.root.parent / "kept"
    folder = newsroom.root / missing
    if folder.exists():
        shutil.copytree(folder, kept)
    with preview_here(newsroom.root) as preview:
        shutil.rmtree(folder, ignore_errors=True)
        preview.get("/")
        if kept.exists():
            shutil.copytree(kept, folder)
        newsroom.write("templates/partials/site_footer.html", "<footer>Came later</footer>")
        newsroom.story("politics/late", "Late news")
        preview.wait_for("/politics/late/", "Came later")
        newsroom.edit("content/politics/late.md", "Late news", "Later news")
        preview.wait_for("/politics/late/", "Later news")


def test_a_half_written_file_is_never_shown(newsroom, preview) -> None:
    path = newsroom.root / "content/world/rates.md"
    whole = path.read_text("utf-8")
    with path.open("w", encoding="utf-8") as file:
        file.write(whole[:20])
        file.flush()
        assert 'bs-errors"' not in preview.get("/world/rates/").text
        file.write(whole[20:].replace("close", "closest"))
    assert 'bs-errors"' not in preview.wait_for("/world/rates/", "closest").text


@pytest.mark.campaign
@pytest.mark.parametrize("limit", ["max_inotify_watches=2", "max_inotify_instances=0"])
def test_where_the_system_gives_no_watches_every_file_is_looked_at_and_that_is_said(newsroom, limit) -> None:
    name, value = limit.split("=")
    script = f'echo {value} > /proc/sys/user/{name} && exec "$@"'
    own_limits = ("unshare", "--user", "--map-root-user", "sh", "-c", script, "sh")
    if (
        shutil.which("unshare") is None
        or subprocess.run([*own_limits, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("this system gives a process no limits of its own")
    with preview_of(newsroom.root, before=own_limits) as preview:
        assert "every file is looked at each second instead" in preview.said
        newsroom.edit("content/world/rates.md", "The vote was close.", "The vote was looked for.")
        preview.wait_for("/world/rates/", "looked for")


def test_the_clock_alone_changes_what_is_hidden(newsroom, preview) -> None:
    soon = int(time.time()) + 2
    newsroom.story("world/soon", "Soon news", embargo=f"'{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(soon))}'")
    preview.wait_for("/world/soon/", "under embargo until")
    until = time.monotonic() + 15
    while "under embargo until" in preview.get("/world/soon/").text:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert time.time() >= soon
    assert preview.get("/world/soon/").status == 200


@pytest.mark.parametrize(("requests", "edits"), [(200, 10), beyond((2_000, 100))])
def test_requests_during_edits_are_answered_whole(requests, edits, newsroom, preview) -> None:
    """Each answer is a page that was made of one state of the files: nothing torn, nothing missing."""
    stop = threading.Event()
    wrong: list[str] = []
    count = 0

    def look() -> None:
        nonlocal count
        while not stop.is_set() or count < requests:
            for path in ("/world/rates/", "/world/", "/"):
                answer = preview.get(path)
                count += 1
                if answer.status != 200 or not answer.text.rstrip().endswith("-->") or "</html>" not in answer.text:
                    wrong.append(f"{path}: {answer.status}")
                found = {part.split(".")[0] for part in answer.text.split("Edition-")[1:]}
                if path == "/world/rates/" and len(found) > 1:
                    wrong.append(f"{path} is of {found}")

    looking = [threading.Thread(target=look) for _ in range(4)]
    for thread in looking:
        thread.start()
    for number in range(edits):
        text = f"Edition-{number}. More.\n\nEdition-{number}. And more."
        newsroom.story("world/rates", f"Rates Edition-{number}.", text, deck=f"Edition-{number}.")
        os.utime(newsroom.root / "content/world/rates.md")
        if number % 10 == 0:
            newsroom.write("templates/partials/site_footer.html", f"<footer>{number}</footer>")
    stop.set()
    for thread in looking:
        thread.join()
    assert wrong == []
    assert count >= requests


def test_nothing_of_an_edit_is_lost_when_the_preview_is_killed(newsroom) -> None:
    with preview_of(newsroom.root) as first:
        newsroom.edit("content/world/rates.md", "The vote was close.", "One.")
        first.wait_for("/world/rates/", "One.")
        first.process.kill()
        first.process.wait()
    newsroom.edit("content/world/rates.md", "One.", "Two.")
    with preview_here(newsroom.root) as second:
        assert "Two." in second.get("/world/rates/").text
        assert settled_difference(second, newsroom.root) == ""


def test_a_story_that_was_broken_before_the_start_is_told_at_its_address(newsroom: Site) -> None:
    newsroom.edit("content/world/rates.md", "headline:", "headlin:")
    with preview_here(newsroom.root) as preview:
        answer = preview.get("/world/rates/")
        assert answer.status == 404
        assert "unknown key `headlin`" in answer.text
        newsroom.edit("content/world/rates.md", "headlin:", "headline:")
        preview.wait_for("/world/rates/", "Rates rise")


def test_a_newsroom_whose_settings_were_broken_before_the_start_is_mended_while_it_runs(newsroom: Site) -> None:
    newsroom.edit("newsroom.yaml", "name: The Example Courier", "nam: The Example Courier")
    with preview_here(newsroom.root) as preview:
        answer = preview.get("/")
        assert answer.status == 500
        assert "newsroom.yaml" in answer.text
        assert preview.get("/_desk/").status == 200
        newsroom.edit("newsroom.yaml", "nam: The Example Courier", "name: The Example Courier")
        assert preview.wait_for("/", "Rates rise").status == 200


def test_two_that_want_one_address_are_told_and_part_in_peace(newsroom: Site, preview: Preview) -> None:
    newsroom.story("world/other", "The other", slug="rates")
    assert "is also used by" in preview.wait_for("/_desk/", "duplicate-permalink").text
    newsroom.edit("content/world/other.md", "slug: rates", "slug: others")
    preview.wait_for("/world/others/", "The other")
    assert "Rates rise" in preview.get("/world/rates/").text
    assert settled_difference(preview, newsroom.root) == ""


def test_a_change_of_the_packaged_theme_is_heard_of(tmp_path) -> None:
    for folder in ("newsroom/content", "theme/pages"):
        (tmp_path / folder).mkdir(parents=True)
    heard: SimpleQueue[frozenset[str] | None] = SimpleQueue()
    reports: list[str] = []
    watcher = Watcher(tmp_path / "newsroom", tmp_path / "theme", heard.put, reports.append)
    watcher.start()
    try:
        (tmp_path / "theme/pages/article.html").write_text("Another")
        assert heard.get(timeout=10) is None
    finally:
        watcher.stop()
    assert reports == []
