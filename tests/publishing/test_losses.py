"""A story is taken back whatever goes with it; the loss of many pages, or of a kind of file, needs its exact number."""

from pathlib import Path

import pytest

from broadsheet.publishing.guards import Allowed, Refused, guard_deletions
from broadsheet.publishing.losses import weigh_losses
from broadsheet.publishing.manifest import Entry
from broadsheet.publishing.order import ASSET, LIST, MACHINE, PAGE
from broadsheet.publishing.plan import Plan, make_plan
from tests.edits.newsroom import photograph
from tests.newsrooms import Site
from tests.publishing.desks import STORIES, Publishing
from tests.publishing.hosts import FolderHost

PICTURES = 20


def desk_of(folder: Path, stories: int = STORIES) -> Publishing:
    """Give a newsroom of so many stories with a folder to publish to."""
    host = FolderHost(folder / "web", "files")
    host.setting["folder"] = "../web"
    return Publishing(Site(folder / "newsroom"), host, stories=stories)


@pytest.fixture
def with_essay(tmp_path) -> Publishing:
    """A small newsroom of which a story has more files than all others together, published."""
    desk = desk_of(tmp_path)
    for number in range(PICTURES):
        colour = f"#{number * 10:02x}0030"
        desk.site.write(f"content/world/essay-{number}.jpg", photograph(1700, colour, 30))
    body = "\n\n".join(f"![A pier](essay-{number}.jpg)" for number in range(PICTURES))
    aliases = "[/essay/, /old/essay.html, /piers/index.html]"
    desk.site.story("world/essay", "Piers", body, topics="[Piers, Ports, Boats]", aliases=aliases)
    desk.build()
    desk.publish()
    return desk


def test_a_story_with_many_pictures_is_taken_back_without_further_ado(with_essay) -> None:
    files = len(with_essay.host.files())
    with_essay.site.edit("content/world/essay.md", "headline:", "status: draft\nheadline:")
    with_essay.build()
    done = with_essay.publish()
    assert len(done.plan.deleted) > max(100, files / 5)
    assert with_essay.differences() == []
    assert not [path for path in with_essay.host.files() if "essay" in path or "piers" in path]


def test_the_only_story_of_a_small_newsroom_is_taken_back(tmp_path) -> None:
    desk = desk_of(tmp_path, stories=1)
    desk.publish()
    desk.site.edit("content/world/story-0.md", "headline:", "status: draft\nheadline:")
    desk.build()
    desk.publish()
    assert desk.differences() == []


def test_a_page_that_goes_excuses_no_loss_of_a_whole_kind_of_file(tmp_path) -> None:
    desk = desk_of(tmp_path, stories=60)
    desk.publish()
    desk.site.edit("content/world/story-0.md", "headline:", "status: draft\nheadline:")
    settings = (desk.site.root / "newsroom.yaml").read_text("utf-8")
    desk.site.write("newsroom.yaml", f"lite: no\n{settings}")
    desk.build()
    with pytest.raises(Refused, match=r"1 of \d+ pages among them"):
        desk.publish()


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("", "lite: no", "lite pages"), ("ninjs: yes", "", "ninjs files")]
)
def test_several_pages_that_go_excuse_no_loss_of_a_whole_kind_of_file(tmp_path, before, after, kind) -> None:
    desk = desk_of(tmp_path, stories=120)
    settings = (desk.site.root / "newsroom.yaml").read_text("utf-8")
    desk.site.write("newsroom.yaml", f"{before}\n{settings}")
    desk.build()
    desk.publish()
    before_it = desk.host.files()
    for number in range(6):
        desk.site.delete(f"content/world/story-{number}.md")
    desk.site.write("newsroom.yaml", f"{after}\n{settings}")
    desk.build()
    with pytest.raises(Refused, match=rf"6 of \d+ pages among them, and \d+ of \d+ {kind}"):
        desk.publish()
    assert desk.host.files() == before_it
    desk.site.write("newsroom.yaml", f"{before}\n{settings}")
    desk.build()
    assert desk.publish().plan.deleted


def test_a_story_with_a_hundred_pictures_of_a_small_newsroom_is_taken_back(tmp_path) -> None:
    desk = desk_of(tmp_path, stories=20)
    for number in range(100):
        desk.site.write(f"content/world/gallery-{number}.png", photograph(8, f"#{number:02x}0030"))
    body = "\n\n".join(f"![A pier](gallery-{number}.png)" for number in range(100))
    desk.site.story("world/gallery", "Piers", body, topics="[Piers, Ports, Boats]")
    desk.build()
    desk.publish()
    desk.site.edit("content/world/gallery.md", "headline:", "status: draft\nheadline:")
    desk.build()
    assert len(desk.publish().plan.deleted) > 100
    assert desk.differences() == []


def planned(pages: tuple[int, int], files: dict[str, tuple[int, int]], group: int = ASSET) -> Plan:
    """Plan a publication after which so many files stay of so many; files are given by the pattern of their paths."""
    old = {f"world/s{number}/index.html": Entry(b"a", 1, PAGE) for number in range(pages[1])}
    new = {path: old[path] for path in [*old][: pages[0]]}
    for pattern, (stay, all_of_them) in files.items():
        named = [pattern.format(number) for number in range(all_of_them)]
        old |= {path: Entry(b"a", 1, group) for path in named}
        new |= {path: old[path] for path in named[:stay]}
    return make_plan(old, new)


PICTURE = "media/a-{:014x}-640.jpg"


@pytest.mark.parametrize(
    ("pages", "files", "group"),
    [
        ((90, 100), {PICTURE: (100, 1000)}, ASSET),
        ((594, 600), {"topics/t{}/index.html": (60, 100)}, LIST),
        ((594, 600), {"topics/t{}/feed.xml": (60, 100)}, MACHINE),
        ((594, 600), {"papers/p{}.pdf": (60, 100)}, ASSET),
        ((570, 600), {"social/s-{:010x}.png": (200, 600)}, ASSET),
    ],
    ids=["pictures", "lists", "feeds", "files", "cards"],
)
def test_a_fifth_of_each_kind_of_file_stays(pages, files, group) -> None:
    with pytest.raises(Refused, match="among them, and"):
        guard_deletions(planned(pages, files, group), Allowed())


@pytest.mark.parametrize(
    ("pages", "files", "group"),
    [
        ((90, 100), {PICTURE: (720, 1000)}, ASSET),
        ((99, 100), {PICTURE: (10, 200)}, ASSET),
        ((594, 600), {"topics/t{}/index.html": (85, 100)}, LIST),
        ((590, 600), {"topics/t{}/index.html": (80, 100), "topics/t{}/feed.xml": (80, 100)}, LIST),
        ((90, 100), {"lite/world/s{}/index.html": (90, 100)}, LIST),
        ((90, 100), {"world/s{}/story.ninjs.json": (90, 100)}, MACHINE),
    ],
    ids=["pictures", "a gallery", "lists", "lists with their feeds", "lite pages of pages", "files beside pages"],
)
def test_what_pages_take_with_them_needs_no_number(pages, files, group) -> None:
    plan = planned(pages, files, group)
    guard_deletions(plan, Allowed())
    losses = weigh_losses(plan)
    assert plan.deleted
    assert (losses.pages, losses.kinds) == (pages[1] - pages[0], ())


def test_files_that_are_replaced_are_no_loss() -> None:
    old = {"index.html": Entry(b"a", 1, PAGE)}
    old |= {f"world/s{number}/index.html": Entry(b"a", 1, PAGE) for number in range(100)}
    pieces = {f"search/2020/{number:08x}": Entry(b"a", 1) for number in range(400)}
    pictures = {PICTURE.format(number): Entry(b"a", 1) for number in range(400)}
    later = {f"search/2020/{number:08x}": Entry(b"a", 1) for number in range(1000, 1390)}
    later |= {PICTURE.format(number): Entry(b"a", 1) for number in range(1000, 1390)}
    kept = {path: entry for path, entry in old.items() if path != "world/s1/index.html"}
    plan = make_plan({**old, **pieces, **pictures}, {**kept, **later})
    guard_deletions(plan, Allowed())
    losses = weigh_losses(plan)
    assert len(plan.deleted) > len(plan.old) / 5
    assert (losses.pages, losses.others, losses.kinds) == (1, 0, ())


def test_the_loss_of_many_stories_is_refused_however_few_files_each_has(with_essay) -> None:
    for number in range(3):
        with_essay.site.delete(f"content/world/story-{number}.md")
    with_essay.build()
    with pytest.raises(Refused, match=r"3 of \d+ pages among them") as raised:
        with_essay.publish()
    with_essay.publish(Allowed(deletions=int(str(raised.value).split()[0])))
    assert with_essay.differences() == []
