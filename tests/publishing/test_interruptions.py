"""Publications that are killed or that meet, a few of each kind; campaigns do the same at length."""

import random

import pytest
from _pytest.mark import ParameterSet

from tests.newsrooms import Site
from tests.publishing.changing import CANARY, Changing
from tests.publishing.crawling import Crawler, reading
from tests.publishing.desks import Publishing
from tests.publishing.interrupting import kill_one, problems_after_kill, race


def _at_length(*kinds: str) -> list[ParameterSet]:
    return [pytest.param(kind, marks=pytest.mark.campaign) for kind in kinds]


@pytest.mark.parametrize("kind", ["files", *_at_length("releases", "moto")])
def test_a_killed_publication_leaves_a_sound_site_and_the_next_one_mends_it(kind, make_host, tmp_path) -> None:
    changing = Changing(Publishing(Site(tmp_path / "newsroom"), make_host(kind)), seed=4)
    changing.publish()
    for seconds in (0.1, 0.3):
        kill_one(changing, seconds)
        assert problems_after_kill(changing, builds_again=seconds > 0.2) == []


@pytest.mark.parametrize("kind", ["files", *_at_length("git")])
def test_two_publishers_at_once_never_mix(kind, make_host, tmp_path) -> None:
    host = make_host(kind)
    desks = [Publishing(Site(tmp_path / name), host, by=name) for name in ("one", "two")]
    for number, desk in enumerate(desks):
        desk.site.story("world/story-1", f"By desk {number}")
        desk.build()
    random.seed(1)
    assert race(*desks) == []


def test_two_publishers_of_one_newsroom_do_not_get_into_each_others_way(make_host, tmp_path) -> None:
    desk = Publishing(Site(tmp_path / "newsroom"), make_host("git"))
    assert race(desk, desk) == []


@pytest.mark.parametrize("kind", ["files", *_at_length("releases")])
def test_readers_meet_nothing_broken_while_the_site_is_published_to(kind, make_host, tmp_path) -> None:
    changing = Changing(Publishing(Site(tmp_path / "newsroom"), make_host(kind)), seed=8)
    changing.publish()
    with reading(changing.desk.host) as fetch, Crawler(fetch, changing.is_known).run() as crawler:
        for _ in range(6):
            changing.change()
            changing.publish()
            crawler.publications += 1
    assert crawler.problems == []
    assert crawler.fetched > 50


def test_no_byte_of_a_hidden_story_is_sent(make_host, tmp_path) -> None:
    host = make_host("files")
    changing = Changing(Publishing(Site(tmp_path / "newsroom"), host), seed=2)
    for _ in range(6):
        changing.change()
        changing.publish()
    content = (changing.desk.site.root / "content").rglob(f"*{CANARY}*")
    assert list(content)
    held = [path for path in host.root.rglob("*") if CANARY in path.name or CANARY.encode() in _read(path)]
    assert held == []


def _read(path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
