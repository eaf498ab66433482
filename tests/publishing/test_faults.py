"""Faults on the way to a target: bounded attempts, plain words, no deletion after an error, and the next one mends all."""

from collections.abc import Callable, Iterator

import pytest

from broadsheet.publishing.store import StoreFailure
from tests.newsrooms import Site
from tests.publishing.desks import Publishing
from tests.publishing.faults import FAULTS, FaultProxy, deleted_by
from tests.publishing.hosts import KEY, SECRET, BucketHost, Host, open_bucket

pytestmark = pytest.mark.campaign  # two servers, and time to wait for them


@pytest.fixture
def proxy(moto_address: str) -> Iterator[FaultProxy]:
    with FaultProxy(moto_address).run() as running:
        yield running


@pytest.fixture
def spoilt(proxy: FaultProxy, make_host: Callable[[str], Host], tmp_path) -> Publishing:
    """A newsroom whose bucket is reached through the proxy, with one publication there and another to be made."""
    plain = make_host("moto")
    assert isinstance(plain, BucketHost)
    address = plain.setting["bucket"]
    host = BucketHost(open_bucket(proxy.upstream, "courier", address.rpartition("/")[2]), address, proxy.address)
    host.environment = {**host.environment, "BROADSHEET_TIMEOUT": "1"}
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    desk.publish()
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.site.delete("content/world/story-2.md")
    desk.build()
    return desk


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_that_lasts_nothing_is_deleted_and_the_next_publication_mends_all(fault, spoilt, proxy) -> None:
    before = spoilt.host.files()
    proxy.reset(spoilt_from=12, fault=fault)
    with pytest.raises(StoreFailure) as raised:
        spoilt.publish()
    told = f"{raised.value} {raised.value.help}"
    assert "s3://courier/" in told
    assert SECRET not in told
    assert KEY not in told
    assert sum(item.is_spoilt for item in proxy.seen) <= 6
    assert proxy.deletions() == []
    assert before.keys() <= spoilt.host.files().keys()
    proxy.reset()
    spoilt.publish()
    assert spoilt.differences() == []


def test_what_a_publication_deletes_is_seen_by_the_proxy(spoilt, proxy) -> None:
    planned = spoilt.plan().deleted
    proxy.reset()
    spoilt.publish()
    asked = [key for item in proxy.seen for key in deleted_by(item) if "/.broadsheet/" not in key]
    assert [key.partition("/")[2] for key in asked] == list(planned)
    after = max(item.number for item in proxy.seen if item.method == "PUT" and "/.broadsheet/" not in item.path)
    assert min(item.number for item in proxy.seen if "web-" in "".join(deleted_by(item))) > after


@pytest.mark.parametrize("fault", ["reset", "500", "503", "half"])
def test_a_fault_that_passes_is_not_noticed(fault, spoilt, proxy) -> None:
    proxy.reset(spoilt_from=12, fault=fault, only_once=True)
    spoilt.publish()
    assert spoilt.differences() == []


def test_a_publication_that_was_cut_off_sends_only_what_is_missing(spoilt, proxy) -> None:
    sent = [path for _, paths in spoilt.plan().steps() for path in paths]
    proxy.reset(refused=f"/{sent[-1]}")
    with pytest.raises(StoreFailure):
        spoilt.publish()
    proxy.reset()
    done = spoilt.publish()
    assert done.is_resumed
    assert sent[-1] in done.sent
    assert len(done.sent) + done.found == len(sent)
    assert done.found > 0
    assert spoilt.differences() == []


@pytest.mark.parametrize("keys", [{}, {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": f"{SECRET}-wrong"}])
def test_wrong_keys_are_told_in_plain_words_without_the_keys(keys, make_host, tmp_path) -> None:
    host = make_host("rclone")
    host.environment = {"BROADSHEET_TIMEOUT": "1", **keys}
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    with pytest.raises(StoreFailure, match=r"there are no keys for it|the keys are wrong") as raised:
        desk.publish()
    assert SECRET not in f"{raised.value} {raised.value.help}"
    assert host.files() == {}
