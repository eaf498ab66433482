"""Caches are told of every address that changed, whatever comes between: kept until they were told, and handed on once."""

import json
import shutil
from pathlib import Path

import pytest

from tests.newsrooms import Site, tree
from tests.publishing.commanding import Command, Said, hub
from tests.publishing.desks import targets_yaml
from tests.publishing.hosts import without_notes
from tests.samples import beyond

ADDRESS = "https://courier.example"
EDITED, OTHER = f"{ADDRESS}/world/story-1/", f"{ADDRESS}/world/story-2/"
# Takes the addresses in, says with which status it ends, and counts how often it was asked.
LISTEN = 'cat >> "$1/told"; echo >> "$1/asked"; [ ! -e "$1/fails" ]'


class Cached:
    """A newsroom with a folder to publish to and a cache before it, which fails when it is made to."""

    def __init__(self, site: Site, broadsheet: Command, layout: str = "files") -> None:
        self.site = site
        self.broadsheet = broadsheet
        self.folder = site.root.parent
        self.target = {"name": "web", "folder": "../web", "layout": layout}
        self.put_before_the_target(["sh", "-c", LISTEN, "purge", str(self.folder)])
        for number in range(8):
            site.story(f"world/story-{number}", f"Story {number}", published="2026-01-02")

    def put_before_the_target(self, command: list[str] | None, more: str = "") -> None:
        """Write the settings, with a command that purges or without."""
        self.site.configure()
        settings = (self.site.root / "newsroom.yaml").read_text("utf-8") + targets_yaml(self.target)
        purge = f"    purge:\n      command: {json.dumps(command)}\n" if command else ""
        self.site.write("newsroom.yaml", settings + purge + more)

    def fail(self, fails: bool) -> None:
        """Let the cache refuse, or not any longer."""
        (self.folder / "fails").touch() if fails else (self.folder / "fails").unlink()

    def edit(self, number: int = 1) -> None:
        """Change a story and build."""
        path = f"content/world/story-{number}.md"
        self.site.write(path, (self.site.root / path).read_text("utf-8") + "\nLate words.\n")
        self.build()

    def build(self) -> None:
        """Build the site, which must succeed."""
        assert self.broadsheet("build", "-C", self.site.root).returncode == 0

    def publish(self, *options: str) -> Said:
        """Publish the last build."""
        return self.broadsheet("publish", "-C", self.site.root, *options)

    def told(self) -> list[str]:
        """Give the addresses that the cache was told since it was asked for them last."""
        try:
            return (self.folder / "told").read_text("utf-8").splitlines()
        finally:
            (self.folder / "told").unlink(missing_ok=True)
            (self.folder / "told").touch()

    def times_asked(self) -> int:
        """Say how often the cache was told anything."""
        return len((self.folder / "asked").read_text("utf-8"))

    def kept(self) -> list[str]:
        """Give the addresses that this machine keeps."""
        file = self.site.root / ".broadsheet/targets/web/purge"
        return file.read_text("utf-8").splitlines() if file.exists() else []


# What only the layout of the folder could change is asked of both.
BOTH_LAYOUTS = pytest.mark.parametrize("cached", ["files", "releases"], indirect=True)


@pytest.fixture(params=["files", beyond("releases")])
def cached(site: Site, broadsheet: Command, request: pytest.FixtureRequest) -> Cached:
    """A newsroom whose cache has been told of its first publication."""
    cached = Cached(site, broadsheet, request.param)
    cached.build()
    assert cached.publish().returncode == 0
    assert EDITED in cached.told()
    return cached


@pytest.fixture
def owing(cached: Cached) -> Cached:
    """The same, after an edit of whose publication the cache would not be told."""
    cached.edit()
    cached.fail(True)
    assert cached.publish().returncode == 1
    cached.fail(False)
    cached.told()
    return cached


def test_a_failed_purge_says_how_it_is_repeated(cached) -> None:
    cached.edit()
    cached.fail(True)
    done = cached.publish()
    assert done.returncode == 1
    assert "the site is published, but the purge command `sh` ended with status 1" in done.stderr
    assert f"publish again: {len(cached.told())} addresses are still to be purged" in done.stderr


def test_what_goes_is_purged_at_a_former_address_too(cached) -> None:
    cached.site.story("world/story-1", "Story 1", status="draft")
    cached.site.edit("newsroom.yaml", ADDRESS, "https://gazette.example")
    cached.build()
    former = ("--former-address", ADDRESS)
    assert EDITED in cached.publish(*former, "--dry-run").stdout
    assert cached.publish(*former).returncode == 0
    told = cached.told()
    assert {EDITED, EDITED.replace(ADDRESS, "https://gazette.example")} <= set(told)
    assert cached.publish().returncode == 0
    assert cached.told() == []


def test_the_next_publication_purges_what_was_not_though_it_has_nothing_to_send(owing) -> None:
    done = owing.publish()
    assert "nothing was sent" in done.stdout
    told = owing.told()
    assert EDITED in told
    assert f"{ADDRESS}/lite/world/story-1/" in told
    assert OTHER not in told
    assert f"{len(told)} addresses were sent to be purged." in done.stdout


def test_addresses_are_kept_for_as_long_as_the_cache_fails(owing) -> None:
    owing.fail(True)
    assert owing.publish().returncode == 1
    assert EDITED in owing.told()
    assert owing.publish().returncode == 1
    owing.fail(False)
    assert owing.publish().returncode == 0
    assert EDITED in owing.told()


def test_a_cache_that_was_told_is_not_told_again(owing) -> None:
    owing.publish()
    asked = owing.times_asked()
    assert "sent to be purged" not in owing.publish().stdout
    assert owing.times_asked() == asked
    assert owing.kept() == []


def test_addresses_that_were_kept_go_out_with_those_of_the_next_publication_each_once(owing) -> None:
    owing.edit(2)
    listed = owing.publish("--dry-run").stdout
    report = owing.folder / "report.json"
    assert owing.publish("--report", str(report)).returncode == 0
    told = owing.told()
    assert {EDITED, OTHER} <= set(told)
    assert len(told) == len(set(told))
    assert [line.split()[1] for line in listed.splitlines() if line.startswith("purge ")] == told
    assert json.loads(report.read_text("utf-8"))["purge"] == told


def test_a_dry_run_lists_what_was_not_purged_and_forgets_nothing(owing) -> None:
    listed = owing.publish("--dry-run").stdout
    assert f"purge   {EDITED}" in listed
    assert "0 added, 0 changed, 0 deleted" in listed
    owing.publish()
    assert EDITED in owing.told()


@BOTH_LAYOUTS
def test_a_rollback_purges_what_it_changes_and_what_was_not_purged_before(owing) -> None:
    owing.edit(2)
    owing.fail(True)
    owing.publish()
    owing.fail(False)
    owing.told()
    assert f"purge   {EDITED}" in owing.publish("--rollback", "--dry-run").stdout
    assert owing.publish("--rollback").returncode == 0
    told = owing.told()
    assert {EDITED, OTHER} <= set(told)
    assert len(told) == len(set(told))
    assert owing.kept() == []


def test_a_rollback_that_could_not_be_purged_is_repeated_by_publishing(cached) -> None:
    cached.edit()
    cached.publish()
    cached.told()
    cached.fail(True)
    assert cached.publish("--rollback").returncode == 1
    cached.fail(False)
    cached.told()
    cached.publish()
    assert EDITED in cached.told()


@pytest.mark.parametrize("keeps_its_state", [True, False])
def test_a_publication_that_ends_right_after_its_head_is_purged_by_the_next_one(keeps_its_state, cached) -> None:
    cached.site.delete("content/world/story-3.md")
    cached.edit()
    history = cached.folder / "web/.broadsheet/history"
    shutil.move(history, cached.folder / "history")
    history.mkdir()
    assert cached.publish().returncode == 1
    history.rmdir()
    shutil.move(cached.folder / "history", history)
    if not keeps_its_state:  # as where another machine publishes next
        shutil.rmtree(cached.site.root / ".broadsheet/targets")
    assert f"purge   {EDITED}" in cached.publish("--dry-run").stdout
    assert cached.publish().returncode == 0
    told = cached.told()
    assert {EDITED, f"{ADDRESS}/world/story-3/"} <= set(told)
    assert OTHER not in told
    assert cached.kept() == []


@BOTH_LAYOUTS
def test_a_publication_that_ends_before_its_head_is_purged_by_the_next_one_though_the_edit_was_taken_back(
    cached,
) -> None:
    before = (cached.site.root / "content/world/story-1.md").read_text("utf-8")
    cached.edit()
    draft = cached.folder / "web/.broadsheet/head.new"
    draft.mkdir()
    assert cached.publish().returncode == 1
    draft.rmdir()
    cached.site.write("content/world/story-1.md", before)
    cached.build()
    assert cached.publish().returncode == 0
    assert EDITED in cached.told()
    assert web(cached) == cached.site.tree()
    assert cached.kept() == []


def test_a_publisher_that_dies_while_it_purges_leaves_all_to_the_next_one(cached, run) -> None:
    cached.put_before_the_target(["sh", "-c", "kill -9 $PPID"])
    cached.edit()
    assert run("publish", "-C", cached.site.root).returncode == -9
    cached.put_before_the_target(["sh", "-c", LISTEN, "purge", str(cached.folder)])
    cached.build()
    assert "nothing was sent" in cached.publish().stdout
    assert EDITED in cached.told()


def test_what_one_machine_could_not_purge_it_purges_after_another_has_published(owing) -> None:
    newsroom, other = owing.site, Site(owing.folder / "other")
    shutil.copytree(newsroom.root, other.root, dirs_exist_ok=True)
    shutil.rmtree(other.root / ".broadsheet/targets")
    owing.site = other
    owing.edit(2)
    assert owing.publish().returncode == 0
    told = owing.told()
    assert OTHER in told
    assert EDITED not in told
    owing.site = newsroom
    owing.edit(2)
    assert "nothing was sent" in owing.publish().stdout
    assert EDITED in owing.told()


def test_a_publication_that_is_refused_keeps_nothing(cached) -> None:
    for number in range(1, 8):
        cached.site.delete(f"content/world/story-{number}.md")
    cached.build()
    assert cached.publish().returncode == 1
    assert cached.kept() == []


def test_without_a_purge_command_nothing_is_kept_and_what_was_is_forgotten(owing) -> None:
    assert EDITED in owing.kept()
    owing.put_before_the_target(None)
    owing.build()
    assert "purge   " not in owing.publish("--dry-run").stdout
    assert "purge" not in owing.publish().stdout
    assert owing.kept() == []
    owing.edit(2)
    assert owing.publish().returncode == 0
    assert owing.kept() == []


def test_a_hub_is_told_once_the_cache_has_forgotten_the_feeds(cached) -> None:
    with hub() as (address, asked):
        cached.put_before_the_target(["sh", "-c", LISTEN, "purge", str(cached.folder)], f"    websub: {address}/hub\n")
        cached.site.story("world/late", "Late story", published="2026-01-03")
        cached.build()
        cached.fail(True)
        cached.publish()
        assert asked == []
        cached.fail(False)
        cached.publish()
        assert any("feed.xml" in item[2] for item in asked)


def web(cached: Cached) -> dict[str, bytes]:
    """Give what readers see."""
    root: Path = cached.folder / "web"
    return without_notes(tree((root / "current").resolve() if cached.target["layout"] == "releases" else root))
