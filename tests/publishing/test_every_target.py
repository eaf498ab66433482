"""What holds for a target of every kind, held against its real counterpart."""

import pytest

from broadsheet.publishing.guards import Allowed, Refused
from tests.newsrooms import Site
from tests.publishing.desks import Publishing
from tests.publishing.hosts import KINDS


# The slow ones are tried with the rest at length.
@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=[pytest.mark.campaign] if kind in ("rclone", "sftp", "ssh") else []) for kind in KINDS],
)
def test_a_target_is_published_to_and_returned_from(kind, make_host, tmp_path) -> None:
    host = make_host(kind)
    host.put("CNAME", b"courier.example\n")
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    desk.publish()
    first = host.files()
    assert first == {**desk.site.tree(), "CNAME": b"courier.example\n"}
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.site.delete("content/world/story-2.md")
    desk.build()
    desk.publish()
    assert desk.differences() == ["CNAME"]
    desk.roll_back()
    assert host.files() == first


def test_a_publication_makes_the_target_what_was_built(desk) -> None:
    done = desk.publish()
    assert desk.differences() == []
    assert sorted(done.sent) == sorted(desk.site.tree())


def test_with_no_change_nothing_is_sent(desk) -> None:
    desk.publish()
    done = desk.publish()
    assert (done.id, done.sent, done.plan.is_empty) == ("", [], True)


def test_only_what_changed_is_sent(desk) -> None:
    desk.publish()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    planned = desk.plan()
    done = desk.publish()
    assert sorted(done.sent) == sorted(planned.changed)
    assert 1 <= len(done.sent) <= 6
    assert desk.differences() == []


def test_what_is_no_longer_built_is_deleted(desk) -> None:
    desk.publish()
    desk.site.delete("content/world/story-2.md")
    desk.build()
    done = desk.publish()
    assert "world/story-2/index.html" in done.plan.deleted
    assert desk.differences() == []


def test_the_assets_of_a_publication_stay_for_one_more(desk) -> None:
    desk.publish()
    before = {path for path in desk.host.files() if path.startswith("assets/") and path.endswith(".css")}
    desk.site.write("templates/assets/css/blocks/late.css", ".late { color: red; }\n")
    desk.site.write("templates/assets/css/index.css", '@layer blocks;\n@import "blocks/late.css" layer(blocks);\n')
    desk.build()
    desk.publish()
    assert before < desk.host.files().keys()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    desk.publish()
    assert desk.host.files().keys() == desk.site.tree().keys()


def test_a_rollback_brings_the_publication_before_back(desk) -> None:
    desk.publish()
    first = desk.host.files()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.site.delete("content/world/story-2.md")
    desk.site.story("world/late", "Late story")
    desk.build()
    desk.publish()
    second = desk.host.files()
    desk.roll_back()
    assert desk.host.files() == first
    desk.roll_back()
    assert desk.host.files() == second
    assert desk.history() == ["published by desk", "published by desk", "rolled back by desk", "rolled back by desk"]


def test_a_publication_after_a_rollback_is_what_was_built(desk) -> None:
    desk.publish()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    desk.publish()
    desk.roll_back()
    desk.site.story("world/late", "Late story")
    desk.build()
    desk.publish()
    assert desk.differences() == []


def test_files_of_others_stay_as_they_are(desk) -> None:
    others = {"CNAME": b"courier.example\n", "about-us/index.html": b"by hand", "world/count.csv": b"1,2", "a.b": b"x"}
    for path, content in others.items():
        desk.host.put(path, content)
    desk.publish()
    desk.site.delete("content/world/story-2.md")
    desk.build()
    desk.publish()
    found = desk.host.files()
    assert {path: found.get(path) for path in others} == others


def test_a_file_of_another_is_not_written_over(desk) -> None:
    desk.host.put("world/story-1/index.html", b"by hand")
    with pytest.raises(Refused, match="1 files that Broadsheet did not publish"):
        desk.publish()
    assert desk.host.files() == {"world/story-1/index.html": b"by hand"}
    desk.publish(Allowed(overwrite=1))
    assert desk.differences() == []


def test_a_target_of_another_newsroom_is_refused(desk) -> None:
    desk.publish()
    before = desk.host.files()
    desk.site.edit("newsroom.yaml", "https://courier.example", "https://gazette.example")
    desk.build()
    with pytest.raises(Refused, match="holds another newsroom"):
        desk.publish()
    assert desk.host.files() == before
    desk.publish(Allowed(former_address="https://courier.example"))
    assert desk.differences() == []
