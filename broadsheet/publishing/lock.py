"""One publisher at a time: a note at the target that says who holds it.

No clock decides whether a lock is stale, because two machines seldom agree on
the time. It is taken over when its holder was a process of this very machine
that is gone, or when somebody says so.
"""

import os
import platform
import secrets
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from broadsheet.publishing.store import Held, Store, StoreFailure

LOCK = "lock"


class LockNote(msgspec.Struct, frozen=True):
    """Who holds a lock: for people, and for other publishers of the same machine."""

    by: str
    since: str
    machine: str
    process: int
    token: str


class LockingStore(Store):
    """A store whose lock is a note that only one publisher can make."""

    by: str = ""

    @abstractmethod
    def make_lock(self, raw: bytes) -> bool:
        """Make the lock; False when it is there already. Raises StoreFailure."""

    @abstractmethod
    def read_lock(self) -> bytes | None:
        """Read the lock. Raises StoreFailure."""

    @abstractmethod
    def break_lock(self, found: bytes) -> None:
        """Remove the lock that was found, and no other. Raises StoreFailure."""

    @contextmanager
    def hold(self, takes_over: bool) -> Iterator[None]:
        """Keep other publishers away. Raises Held."""
        raw = msgspec.json.encode(_own_note(self.by))
        if not self.make_lock(raw):
            self._take(raw, takes_over)
        try:
            yield
        finally:
            # Where the target no longer answers the lock stays, and is taken over as that of a process that is gone.
            with suppress(StoreFailure):
                if self.read_lock() == raw:
                    self.break_lock(raw)

    def replace_lock(self, found: bytes, raw: bytes) -> bool:
        """Put a lock in place of the one that was found; False when it is no longer there. Raises StoreFailure."""
        self.break_lock(found)
        return self.make_lock(raw)

    def _take(self, raw: bytes, takes_over: bool) -> None:
        found = self.read_lock()
        if found is not None and not takes_over and not _is_gone(found):
            raise Held(_told(found), "wait for it; if it has died: --take-over")
        if not (self.make_lock(raw) if found is None else self.replace_lock(found, raw)):
            raise Held("somebody else has just begun to publish to the target", "wait, and publish again")


def _own_note(by: str) -> LockNote:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return LockNote(by, since, _machine(), os.getpid(), secrets.token_hex(8))


def _machine() -> str:
    """Name this machine since it was started, as far as its processes can see each other; empty when that is unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{platform.node()} {boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _decoded(found: bytes) -> LockNote | None:
    try:
        return msgspec.json.decode(found, type=LockNote)
    except msgspec.MsgspecError:
        return None


def _is_gone(found: bytes) -> bool:
    """Answer whether the holder was a process of this machine that has ended."""
    note = _decoded(found)
    if note is None or not note.machine or note.machine != _machine():
        return False
    try:
        os.kill(note.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _told(found: bytes) -> str:
    note = _decoded(found)
    if note is None:
        return "the target is locked"
    return f"{note.by} has been publishing to the target since {note.since}"
