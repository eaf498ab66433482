"""An object store as a target: S3 and what speaks its language, Google Cloud Storage, Azure.

Keys come from the environment alone. What the store answers is never shown as
it is, because it may repeat a key or a signed address.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import ObjectStore

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.publishing.headers import Compression, headers_of, packed
from broadsheet.publishing.lock import LOCK, LockingStore
from broadsheet.publishing.manifest import STATE, Entry
from broadsheet.publishing.store import CopyStore, Outgoing, StoreFailure

AT_ONCE = 8
# Each new file is asked for by name up to this many; beyond, a list of the bucket costs less.
ASK_EACH = 100
STAMP = "broadsheetstamp"
# Larger files are sent in pieces.
PIECES_FROM = 16_000_000
# Where a store knows no conditions, two publishers who came at once see each other within this time.
SETTLE_SECONDS = 1.5

# Asking again does not help against these.
_FINAL = (PermissionDeniedError, UnauthenticatedError, FileNotFoundError)

_Result = TypeVar("_Result")


class BucketStore(LockingStore, CopyStore):
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

        def get() -> bytes | None:
            try:
                return bytes(obstore.get(self._store, f"{STATE}/{name}").bytes())
            except FileNotFoundError:
                return None

        return self._ask("reading", name, get)

    def write(self, name: str, content: bytes) -> None:
        """Write a note."""
        self._ask("writing", name, lambda: self._put_note(name, content, "overwrite"))

    def _put_note(self, name: str, content: bytes, mode: Any) -> bool:
        """Put a note; False when what `mode` asks for does not hold."""
        attributes = {"Content-Type": "application/octet-stream", "Cache-Control": "no-store"}
        try:
            obstore.put(self._store, f"{STATE}/{name}", content, attributes=attributes, mode=mode, use_multipart=False)
        except (AlreadyExistsError, PreconditionError):
            return False
        return True

    def remove(self, names: Sequence[str]) -> None:
        """Remove notes."""
        self._each("deleting", [f"{STATE}/{name}" for name in names], self._delete_one)

    def make_lock(self, raw: bytes) -> bool:
        """Make the lock. A store that lets it be made twice knows no conditions: then the one who came last holds it."""
        if self.read_lock() is not None:
            return False
        if not self._ask("writing", LOCK, lambda: self._put_note(LOCK, raw, "create")):
            return self.read_lock() == raw  # an answer was lost, and the request made again
        if not self._ask("writing", LOCK, lambda: self._put_note(LOCK, raw, "create")):
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

        def replace() -> None:
            try:
                answer = obstore.get(self._store, f"{STATE}/{LOCK}")
            except FileNotFoundError:
                return
            if bytes(answer.bytes()) == found:
                known = {"e_tag": answer.meta["e_tag"], "version": answer.meta["version"]}
                self._put_note(LOCK, raw, {name: value for name, value in known.items() if value})

        self._ask("writing", LOCK, replace)
        return self.read_lock() == raw

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which objects stand."""
        if len(paths) <= ASK_EACH:
            there = self._each("looking at", paths, self._exists)
            return [path for path, is_there in zip(paths, there, strict=True) if is_there]
        wanted = frozenset(paths)

        def find() -> list[str]:
            listed = (item["path"] for batch in obstore.list(self._store) for item in batch)
            return sorted(path for path in listed if path in wanted)

        return self._ask("listing", self.place, find)

    def _exists(self, path: str) -> bool:
        try:
            obstore.head(self._store, path)
        except FileNotFoundError:
            return False
        return True

    def find_sent(self, files: Mapping[str, bytes]) -> set[str]:
        """Give the paths whose objects carry these stamps; an object is whole or not there."""
        paths = sorted(files)
        found = self._each("looking at", paths, self._stamp_of)
        return {path for path, stamp in zip(paths, found, strict=True) if stamp == files[path].hex()}

    def _stamp_of(self, path: str) -> str:
        try:
            return str(obstore.get(self._store, path, options={"head": True}).attributes.get(STAMP, ""))
        except FileNotFoundError:
            return ""

    def keep(self, names: Mapping[str, str]) -> set[str]:
        """Have the store copy what is replaced."""

        def copy(path: str) -> bool:
            try:
                obstore.copy(self._store, path, f"{STATE}/{names[path]}")
            except FileNotFoundError:
                return False
            return True

        paths = sorted(names)
        return {path for path, kept in zip(paths, self._each("copying", paths, copy), strict=True) if kept}

    def bring_back(self, names: Mapping[str, str]) -> None:
        """Have the store copy what was kept."""
        self._each("bringing back", list(names), lambda path: obstore.copy(self._store, f"{STATE}/{names[path]}", path))

    def send(self, files: Sequence[Outgoing]) -> None:
        """Send files, several at once."""
        by_path = {item.path: item for item in files}
        self._each("sending", list(by_path), lambda path: self._send_one(by_path[path]))

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
        """Delete objects one by one, so that none is deleted after one that could not be."""
        for path in paths:
            self._ask("deleting", path, lambda: self._delete_one(path))  # noqa: B023 - called at once

    def _delete_one(self, key: str) -> None:
        with suppress(FileNotFoundError):
            obstore.delete(self._store, key)

    def _each(self, what: str, paths: Sequence[str], work: Callable[[str], _Result]) -> list[_Result]:
        """Do a piece of work for each path, several at once; the first failure stops the rest."""
        if len(paths) < 2:
            return [self._ask(what, path, lambda: work(path)) for path in paths]  # noqa: B023 - called at once
        with ThreadPoolExecutor(min(AT_ONCE, len(paths))) as pool:
            futures = [pool.submit(self._ask, what, path, partial(work, path)) for path in paths]
            wait(futures, return_when="FIRST_EXCEPTION")
            for future in futures:
                future.cancel()
            for future in futures:
                if not future.cancelled():
                    future.result()
            return [future.result() for future in futures]

    def _ask(self, what: str, name: str, work: Callable[[], _Result]) -> _Result:
        """Do a piece of work; put an error of the store into words, without what it answered.

        The library asks again where a request may be repeated and no answer came;
        an answer that broke off in the middle it takes for the end, and this does not.
        """
        try:
            try:
                return work()
            except _FINAL:
                raise
            except (BaseError, OSError, ValueError) as error:
                if _reason(str(error))[0] == _NO_KEYS:
                    raise
                return work()
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
_NO_KEYS = "there are no keys for it"
_HELP = "nothing was deleted after this; publish again, and it continues where it stopped"


def _reason(text: str) -> tuple[str, str]:
    """Tell from a library's message what happened."""
    found = re.search(r"(?i)\b(?:status(?: code)?:?|error:?|with)\s*\"?([45]\d\d)\b", text)
    if found and found[1] in _STATUSES:
        keys = found[1] in ("401", "403")
        help_text = "check the keys in the environment, and what the bucket lets them do" if keys else _HELP
        return f"{_STATUSES[found[1]]} (status {found[1]})", help_text
    lower = text.lower()
    if "nosuchbucket" in lower or "container not found" in lower:
        return _STATUSES["404"], "make it, or name another in newsroom.yaml"
    if any(word in lower for word in ("credential", "169.254", "metadata", "must be specified", "missing")):
        return _NO_KEYS, "set them in the environment; docs/publishing.md names the variables"
    if "timed out" in lower or "timeout" in lower:
        return "the store did not answer in time", _HELP
    if "connect" in lower or "dns" in lower or "error sending request" in lower:
        return "the store cannot be reached, or broke off the connection", _HELP
    return "the store failed", _HELP


def open_bucket(address: str, options: dict[str, Any], seconds: float) -> ObjectStore:
    """Open a bucket with the keys of the environment. Raises StoreFailure."""
    moment = timedelta(seconds=seconds)
    client: Any = {
        "connect_timeout": timedelta(seconds=min(4.0, seconds)),
        "read_timeout": moment,
        "timeout": moment * 10,
        "allow_http": options.get("endpoint", "").startswith("http://"),
    }
    backoff: Any = {"base": 2, "init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=5)}
    retry: Any = {"backoff": backoff, "max_retries": 2, "retry_timeout": moment * 3}
    try:
        return obstore.store.from_url(address, client_options=client, retry_config=retry, **options)
    except (BaseError, ValueError) as error:
        reason, help_text = _reason(str(error))
        raise StoreFailure(f"{address}: {reason}", help_text) from None
