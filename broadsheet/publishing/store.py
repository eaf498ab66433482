"""What a kind of hosting has to offer for a publication to be put in place on it.

A store knows paths, bytes and our notes; nothing of plans, guards or news.
Notes lie where readers are not served, as far as the hosting allows.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from broadsheet.publishing.manifest import Entry, Files


class StoreFailure(Exception):
    """A target refused or did not answer; the message is for people and holds no secret."""

    def __init__(self, message: str, help_text: str = "") -> None:
        super().__init__(message)
        self.help = help_text


class Held(StoreFailure):
    """Somebody else is publishing to the target."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file to be sent: its path in the site, where its bytes are, and what the list of files will say of it."""

    path: str
    file: Path
    entry: Entry
    is_new: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a store may want to know before the first file: where it starts from, and where it is to end."""

    id: str
    base: Files
    is_resumed: bool
    message: str


class Store(ABC):
    """One target. Whatever it does to a file, readers see the old bytes or the new ones."""

    place: str

    def stamp(self, path: str, entry: Entry) -> bytes:
        """Give what stands for a file as it is sent: its bytes, and what is said with them."""
        return entry.hash

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """Read a note; None when it is not there. Raises StoreFailure."""

    @abstractmethod
    def write(self, name: str, content: bytes) -> None:
        """Write a note, whole or not at all. Raises StoreFailure."""

    @abstractmethod
    def remove(self, names: Sequence[str]) -> None:
        """Remove notes; those that are not there do not matter. Raises StoreFailure."""

    @abstractmethod
    def hold(self, takes_over: bool) -> AbstractContextManager[None]:
        """Keep other publishers away. Raises Held."""

    def unfit(self, paths: Iterable[str]) -> list[str]:
        """Give the paths that the store has no way to name."""
        return []

    @abstractmethod
    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give those of some paths at which files stand already, as far as that can be told without asking for each."""

    def begin(self, beginning: Beginning) -> None:  # noqa: B027 - most have nothing to get ready
        """Get ready. Raises StoreFailure."""

    def find_sent(self, files: Mapping[str, bytes]) -> set[str]:
        """Give the paths whose stamps are these already, where that costs less than sending them."""
        return set()

    @abstractmethod
    def send(self, files: Sequence[Outgoing]) -> None:
        """Put files in place. Raises StoreFailure once one could not be sent."""

    @abstractmethod
    def delete(self, paths: Collection[str]) -> None:
        """Delete files; those that are gone do not matter. Raises StoreFailure."""

    def finish(self, id: str) -> None:  # noqa: A002, B027 - most show each file at once
        """Show what was sent. Raises StoreFailure."""

    def conclude(self) -> None:  # noqa: B027 - most write each note at once
        """Make what was noted last; for stores where notes and files travel together."""


class CopyStore(Store):
    """A store that returns to the publication before by copies of what was replaced."""

    @abstractmethod
    def keep(self, names: Mapping[str, str]) -> set[str]:
        """Keep copies of files before they are replaced or deleted, as notes: name by path.

        Give the paths that were there to be kept. Raises StoreFailure.
        """

    @abstractmethod
    def bring_back(self, names: Mapping[str, str]) -> None:
        """Put kept copies in place: name by path. Raises StoreFailure."""


class WholeStore(Store):
    """A store in which everything shows at one instant, and that returns to the publication before by itself.

    The order of files is of no matter, and files are deleted before that instant.
    """

    @abstractmethod
    def return_to(self, id: str, restored: Collection[str], removed: Collection[str]) -> None:  # noqa: A002
        """Show a publication that the store still has: some files are other ones, some are gone. Raises StoreFailure."""


AnyStore: TypeAlias = CopyStore | WholeStore
