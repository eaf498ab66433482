"""A story is taken back whatever goes with it; the loss of many pages, or of a kind of file, needs its exact number."""

import pytest

from broadsheet.publishing.guards import Allowed, Refused
from tests.edits.newsroom import photograph
from tests.newsrooms import Site
from tests.publishing.desks import Publishing
from tests.publishing.hosts import FolderHost

PICTURES = 20


@pytest.fixture
def with_essay(tmp_path) -> Publishing:
    """A small newsroom of which a story has more files than all others together, published."""
    host = FolderHost(tmp_path / "web", "files")
    host.setting["folder"] = "../web"
    desk = Publishing(Site(tmp_path / "newsroom"), host)
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
    host = FolderHost(tmp_path / "web", "files")
    host.setting["folder"] = "../web"
    desk = Publishing(Site(tmp_path / "newsroom"), host, stories=1)
    desk.publish()
    desk.site.edit("content/world/story-0.md", "headline:", "status: draft\nheadline:")
    desk.build()
    desk.publish()
    assert desk.differences() == []


def test_a_page_that_goes_excuses_no_loss_of_a_whole_kind_of_file(tmp_path) -> None:
    host = FolderHost(tmp_path / "web", "files")
    host.setting["folder"] = "../web"
    desk = Publishing(Site(tmp_path / "newsroom"), host, stories=60)
    desk.publish()
    desk.site.edit("content/world/story-0.md", "headline:", "status: draft\nheadline:")
    settings = (desk.site.root / "newsroom.yaml").read_text("utf-8")
    desk.site.write("newsroom.yaml", f"lite: no\n{settings}")
    desk.build()
    with pytest.raises(Refused, match=r"1 of \d+ pages among them"):
        desk.publish()


def test_the_loss_of_many_stories_is_refused_however_few_files_each_has(with_essay) -> None:
    for number in range(3):
        with_essay.site.delete(f"content/world/story-{number}.md")
    with_essay.build()
    with pytest.raises(Refused, match=r"3 of \d+ pages among them") as raised:
        with_essay.publish()
    with_essay.publish(Allowed(deletions=int(str(raised.value).split()[0])))
    assert with_essay.differences() == []
