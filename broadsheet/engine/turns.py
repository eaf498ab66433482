"""Turns: work that takes little memory is done side by side, work that takes much is done alone."""

import os
from pathlib import Path
from types import TracebackType

from broadsheet.engine.private import make_private

try:
    import fcntl
except ImportError:  # Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]


class Turn:
    """A share in the lock of a file, among all processes that work on a newsroom's pictures.

    The system gives it up when the process ends, however it ends. Where there
    is no such file and none can be made, nobody waits.
    """

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._handle: int | None = None

    def __enter__(self) -> "Turn":
        if self._path and fcntl is not None:
            try:
                make_private(Path(self._path).parent)
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except OSError:
                return self
            fcntl.flock(self._handle, fcntl.LOCK_SH)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def alone(self) -> None:
        """Go on when nobody else works, and let nobody else begin.

        The share is given up first, so that two that want to be alone do not wait for each other.
        """
        if self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_EX)

    def together(self) -> None:
        """Let the others go on."""
        if self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_SH)
