"""An object store as a target: S3 and what speaks its language, Google Cloud Storage, Azure.

Keys come from the environment alone. What the store answers is never shown as
it is, because it may repeat a key or a signed address.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import ObjectStore

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.publishing.headers import Compression, headers_of, packed
from broadsheet.publishing.lock import LOCK, LockingStore
from broadsheet.publishing.manifest import STATE, Entry
from broadsheet.publishing.store import Outgoing, StoreFailure

AT_ONCE = 8
# Each new file is asked for by name up to this many; beyond, a list of the bucket costs less.
ASK_EACH = 100
STAMP = "broadsheetstamp"
# Larger files are sent in pieces.
PIECES_FROM = 16_000_000
# Where a store knows no conditions, two publishers who came at once see each other within this time.
SETTLE_SECONDS = 1.5

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class BucketStore(LockingStore):
    """A bucket, or a folder in one, in which objects are replaced one by one."""

    def __init__(
        self,
        store: ObjectStore,
        place: str,
        by: str,
        compression: Compression,
        page_seconds: int,
        pause: Callable[[float], None],
    ) -> None:
        self.place = place
        self.by = by
        self._store = store
        self._compression: Compression = compression
        self._page_seconds = page_seconds
        self._pause = pause

    def stamp(self, path: str, entry: Entry) -> bytes:
        """Stand for the bytes and the headers."""
        headers = headers_of(path, self._compression, self._page_seconds)
        return fingerprint(entry.hash + repr(headers).encode())

    def read(self, name: str) -> bytes | None:
        """Read a note."""
        with self._told("reading", name):
            try:
                return bytes(obstore.get(self._store, f"{STATE}/{name}").bytes())
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        """Write a note."""
        with self._told("writing", name):
            self._put_note(name, content, "overwrite")

    def _put_note(self, name: str, content: bytes, mode: Any) -> None:
        attributes = {"Content-Type": "application/octet-stream", "Cache-Control": "no-store"}
        obstore.put(self._store, f"{STATE}/{name}", content, attributes=attributes, mode=mode, use_multipart=False)

    def remove(self, names: Sequence[str]) -> None:
        """Remove notes."""
        self._delete([f"{STATE}/{name}" for name in names])

    def make_lock(self, raw: bytes) -> bool:
        """Make the lock. A store that lets it be made twice knows no conditions: then the one who came last holds it."""
        if self.read_lock() is not None:
            return False
        with self._told("writing", LOCK):
            try:
                self._put_note(LOCK, raw, "create")
            except AlreadyExistsError:
                return self.read_lock() == raw  # an answer was lost, and the request made again
            try:
                self._put_note(LOCK, raw, "create")
            except AlreadyExistsError:
                return True
        self._pause(SETTLE_SECONDS)
        return self.read_lock() == raw

    def read_lock(self) -> bytes | None:
        """Read the lock."""
        return self.read(LOCK)

    def break_lock(self, found: bytes) -> None:
        """Remove the lock if it is the one that was found."""
        if self.read_lock() == found:
            self.remove([LOCK])

    def replace_lock(self, found: bytes, raw: bytes) -> bool:
        """Put a lock in place of another in one step, where the store can."""
        with self._told("writing", LOCK):
            try:
                answer = obstore.get(self._store, f"{STATE}/{LOCK}")
                if bytes(answer.bytes()) != found:
                    return False
                version = {"e_tag": answer.meta["e_tag"], "version": answer.meta["version"]}
                self._put_note(LOCK, raw, version)
            except (PreconditionError, FileNotFoundError):
                return self.read_lock() == raw
        return self.read_lock() == raw

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which objects stand."""
        if len(paths) <= ASK_EACH:
            there = self._each(self._exists, paths, "looking at")
            return [path for path, is_there in zip(paths, there, strict=True) if is_there]
        wanted = frozenset(paths)
        with self._told("listing", self.place):
            listed = (item["path"] for batch in obstore.list(self._store) for item in batch)
            return sorted(path for path in listed if path in wanted)

    def _exists(self, path: str) -> bool:
        try:
            obstore.head(self._store, path)
        except FileNotFoundError:
            return False
        return True

    def find_sent(self, files: Mapping[str, bytes]) -> set[str]:
        """Give the paths whose objects carry these stamps; an object is whole or not there."""
        paths = sorted(files)
        found = self._each(self._stamp_of, paths, "looking at")
        return {path for path, stamp in zip(paths, found, strict=True) if stamp == files[path].hex()}

    def _stamp_of(self, path: str) -> str:
        try:
            return str(obstore.get(self._store, path, options={"head": True}).attributes.get(STAMP, ""))
        except FileNotFoundError:
            return ""

    def keep(self, names: Mapping[str, str]) -> set[str]:
        """Have the store copy what is replaced."""

        def copy(item: tuple[str, str]) -> bool:
            try:
                obstore.copy(self._store, item[0], f"{STATE}/{item[1]}")
            except FileNotFoundError:
                return False
            return True

        items = sorted(names.items())
        return {item[0] for item, kept in zip(items, self._each(copy, items, "copying"), strict=True) if kept}

    def bring_back(self, names: Mapping[str, str]) -> None:
        """Have the store copy what was kept."""

        def copy(item: tuple[str, str]) -> None:
            obstore.copy(self._store, f"{STATE}/{item[1]}", item[0])

        self._each(copy, list(names.items()), "copying")

    def send(self, files: Sequence[Outgoing]) -> None:
        """Send files, several at once."""
        self._each(self._send_one, files, "sending", lambda item: item.path)

    def _send_one(self, item: Outgoing) -> None:
        headers = headers_of(item.path, self._compression, self._page_seconds)
        attributes = {
            "Content-Type": headers.content_type,
            "Cache-Control": headers.cache_control,
            STAMP: item.entry.hash.hex(),
        }
        if headers.encoding:
            attributes["Content-Encoding"] = headers.encoding
        if item.entry.size > PIECES_FROM and not headers.encoding:
            obstore.put(self._store, item.path, item.file, attributes=attributes)
            return
        body = packed(item.file.read_bytes(), headers.encoding)
        obstore.put(self._store, item.path, body, attributes=attributes, use_multipart=False)

    def delete(self, paths: Collection[str]) -> None:
        """Delete objects."""
        self._delete(list(paths))

    def _delete(self, keys: list[str]) -> None:
        def delete(key: str) -> None:
            with suppress(FileNotFoundError):
                obstore.delete(self._store, key)

        self._each(delete, keys, "deleting")

    def _each(
        self,
        work: Callable[[_Item], _Result],
        items: Sequence[_Item],
        what: str,
        name: Callable[[_Item], str] = str,
    ) -> list[_Result]:
        """Do a piece of work for each item, several at once; the first failure stops the rest."""

        def told(item: _Item) -> _Result:
            with self._told(what, name(item)):
                return work(item)

        if len(items) < 2:
            return [told(item) for item in items]
        with ThreadPoolExecutor(min(AT_ONCE, len(items))) as pool:
            futures = [pool.submit(told, item) for item in items]
            wait(futures, return_when="FIRST_EXCEPTION")
            for future in futures:
                future.cancel()
            failed = [future for future in futures if not future.cancelled() and future.exception()]
            for future in failed:
                future.result()
            return [future.result() for future in futures]

    @contextmanager
    def _told(self, what: str, name: str) -> Iterator[None]:
        """Put an error of the store into words, without what it answered."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            reason, help_text = _reason(str(error))
            raise StoreFailure(f"{self.place}: {reason} (while {what} `{name}`)", help_text) from None


_STATUSES = {
    "400": "the store did not understand the request",
    "401": "the store does not know the keys",
    "403": "the store refused: the keys are wrong, or do not allow this",
    "404": "there is no such bucket",
    "409": "the store is busy with the same object",
    "429": "the store asks for fewer requests",
    "500": "the store failed",
    "502": "the store failed",
    "503": "the store asks for fewer requests, or is down",
    "504": "the store did not answer in time",
}
_HELP = "nothing was deleted after this; publish again, and it goes on where it was cut off"


def _reason(text: str) -> tuple[str, str]:
    """Tell from a library's message what happened."""
    found = re.search(r"(?i)\b(?:status(?: code)?:?|error:?|with)\s*\"?([45]\d\d)\b", text)
    if found and found[1] in _STATUSES:
        keys = found[1] in ("401", "403")
        help_text = "look at the keys in the environment, and at what the bucket allows them" if keys else _HELP
        return f"{_STATUSES[found[1]]} (status {found[1]})", help_text
    lower = text.lower()
    if "nosuchbucket" in lower or "container not found" in lower:
        return _STATUSES["404"], "make it, or name another in newsroom.yaml"
    if "credential" in lower or "169.254" in lower or "metadata" in lower:
        return "there are no keys for it", "set them in the environment; docs/publishing.md names the variables"
    if "timed out" in lower or "timeout" in lower:
        return "the store did not answer in time", _HELP
    if "connect" in lower or "dns" in lower or "error sending request" in lower:
        return "the store cannot be reached, or broke the connection off", _HELP
    return "the store failed", _HELP


def open_bucket(address: str, options: dict[str, Any], seconds: float) -> ObjectStore:
    """Open a bucket with the keys of the environment. Raises StoreFailure."""
    moment = timedelta(seconds=seconds)
    client: Any = {
        "connect_timeout": timedelta(seconds=min(10.0, seconds)),
        "read_timeout": moment,
        "timeout": moment * 10,
        "allow_http": options.get("endpoint", "").startswith("http://"),
    }
    backoff: Any = {"base": 2, "init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=5)}
    retry: Any = {"backoff": backoff, "max_retries": 4, "retry_timeout": moment * 3}
    try:
        return obstore.store.from_url(address, client_options=client, retry_config=retry, **options)
    except (BaseError, ValueError) as error:
        reason, help_text = _reason(str(error))
        raise StoreFailure(f"{address}: {reason}", help_text) from None
