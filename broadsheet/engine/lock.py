"""One build of a site at a time: the second waits, and gives up after a while."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

NAME = "lock"
WAIT_SECONDS = 120.0


class Busy(Exception):
    """Another build of the same site did not end in time."""


@contextmanager
def build_lock(state: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a state folder; it is released by the system when the process ends, however it ends.

    Raises Busy after `wait` seconds.
    """
    until = time.monotonic() + wait
    handle = _open(state)
    try:
        _acquire(handle, until, wait)
        while not _is_in_place(handle, state):
            os.close(handle)
            handle = _open(state)
            _acquire(handle, until, wait)
        yield
    finally:
        os.close(handle)


def is_locked(state: Path) -> bool:
    """Answer whether a build of the site is under way, and leave no trace of the question."""
    if fcntl is None:
        return False
    try:
        handle = os.open(state / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _open(state: Path) -> int:
    state.mkdir(parents=True, exist_ok=True)
    return os.open(state / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _is_in_place(handle: int, state: Path) -> bool:
    """Answer whether what is locked is still the lock: somebody may delete the state folder while a build waits."""
    if fcntl is None:
        return True
    try:
        return os.path.samestat(os.fstat(handle), os.stat(state / NAME))
    except FileNotFoundError:
        return False


def _acquire(handle: int, until: float, wait: float) -> None:
    if fcntl is None:
        return
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy(f"another build of this site has been running for more than {wait:.0f} seconds") from None
            time.sleep(0.05)
