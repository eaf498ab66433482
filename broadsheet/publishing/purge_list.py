"""The addresses that caches are still to be told of, kept on this machine: one on each line.

A publication adds its own before readers meet anything of it, and the list
goes once caches were told, so neither a cache that refuses nor a process that
ends loses one. It holds each address once, and so never more than the site has
had since caches were last told; none is dropped for its length, since it may be that
of a story that was taken back.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.publishing.store import StoreFailure

NAME = "purge"


class PurgeList:
    """A target's list, in its state folder. It is added to and cleared by whoever holds the folder's lock."""

    def __init__(self, state: Path) -> None:
        self._file = state / NAME

    def load(self) -> list[str]:
        """Give the addresses, sorted. Raises StoreFailure."""
        with _told(self._file):
            try:
                return sorted({*self._file.read_text("utf-8", errors="replace").split()})
            except FileNotFoundError:
                return []

    def add(self, urls: Collection[str]) -> None:
        """Add addresses, so that they outlive this process. Raises StoreFailure."""
        kept = self.load()
        wanted = sorted({*kept, *urls})
        if wanted == kept:
            return
        with _told(self._file):
            draft = self._file.with_name(f"{NAME}.new")
            with draft.open("wb") as file:
                file.write("".join(f"{url}\n" for url in wanted).encode())
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._file)

    def clear(self) -> None:
        """Forget all addresses. Raises StoreFailure."""
        with _told(self._file):
            self._file.unlink(missing_ok=True)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Put an error of the operating system into words."""
    try:
        yield
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        raise StoreFailure(f"{error.filename or file}: {what}", "fix the cause and publish again") from error
