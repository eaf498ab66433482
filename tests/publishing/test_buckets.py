"""What a bucket says with a file, read back from a server that speaks S3."""

import gzip

import obstore
import pytest

from broadsheet.publishing.store import StoreFailure
from tests.newsrooms import Site
from tests.publishing.desks import Publishing
from tests.publishing.hosts import BucketHost

pytestmark = pytest.mark.campaign  # a whole life of a bucket is in test_every_target.py


@pytest.fixture
def desk(make_host, tmp_path) -> Publishing:
    """A newsroom that has been published to a bucket."""
    desk = Publishing(Site(tmp_path / "newsroom"), make_host("moto"))
    desk.publish()
    return desk


def headers(desk: Publishing, path: str) -> dict[str, str]:
    assert isinstance(desk.host, BucketHost)
    found = obstore.get(desk.host.store, path, options={"head": True}).attributes
    return {str(name): value for name, value in found.items() if "-" in str(name)}


def test_pages_may_be_kept_for_a_minute_and_styles_for_a_year(desk) -> None:
    style = next(path for path in desk.host.files() if path.startswith("assets/") and path.endswith(".css"))
    assert headers(desk, "index.html") == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "public, max-age=60",
    }
    assert headers(desk, style) == {
        "Content-Type": "text/css; charset=utf-8",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert headers(desk, "feed.xml")["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_packed_pages_are_said_to_be_and_unpack_to_what_was_built(desk) -> None:
    desk.configure(compress="gzip")
    desk.build()
    done = desk.publish()
    assert "index.html" in done.sent
    assert [path for path in done.sent if path.endswith((".jpg", ".woff2", ".png"))] == []
    assert headers(desk, "index.html")["Content-Encoding"] == "gzip"
    assert gzip.decompress(desk.host.files()["index.html"]) == desk.site.tree()["index.html"]
    assert desk.publish().id == ""


def test_another_time_for_pages_sends_the_pages_again_and_nothing_else(desk) -> None:
    desk.configure(page_seconds="300")
    desk.build()
    done = desk.publish()
    assert done.sent
    assert all(path.endswith((".html", ".xml", ".json", ".txt")) for path in done.sent)
    assert headers(desk, "index.html")["Cache-Control"] == "public, max-age=300"


def test_without_rollback_no_copies_are_kept(desk) -> None:
    desk.configure(rollback="no")
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    desk.publish()
    assert isinstance(desk.host, BucketHost)
    listed = [item["path"] for batch in obstore.list(desk.host.store, ".broadsheet") for item in batch]
    assert [path for path in listed if "/kept/" in path] == []
    assert ".broadsheet/head" in listed


def test_a_bucket_that_is_not_there_is_told_in_plain_words(desk) -> None:
    desk.configure(bucket="s3://no-such-bucket/web")
    desk.build()
    with pytest.raises(StoreFailure, match="there is no such bucket"):
        desk.publish()
