"""A folder of releases: each publication is a folder of its own, and a link leads to the one that readers see.

    releases/20261123T110000Z-1a2b3c/    a whole site; unchanged files are second names of the same bytes
    current -> releases/20261123T110000Z-1a2b3c

A web server's root is `current`. Files of others in it are carried over.
"""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from broadsheet.publishing.folder import FolderStore, link_or_copy
from broadsheet.publishing.store import Beginning, StoreFailure, WholeStore

RELEASES, CURRENT, INCOMING = "releases", "current", "incoming"


class ReleaseStore(FolderStore, WholeStore):
    """A folder in which readers go from one whole site to the next at one instant."""

    def __init__(self, root: Path, by: str, keep: int) -> None:
        super().__init__(root, by)
        self._keep = keep
        self._incoming = root / RELEASES / INCOMING
        self._current = root / CURRENT
        self._before = ""

    @property
    def tree(self) -> Path:
        """The release that is being made."""
        return self._incoming

    def foreign(self, paths: Collection[str]) -> list[str]:
        """Give the paths at which something stands in the release that readers see."""
        if not os.path.lexists(self._current):
            return []
        return [path for path in paths if os.path.lexists(self._current / path)]

    def begin(self, beginning: Beginning) -> None:
        """Make a release of the files that stand; one that was begun is gone on with."""
        try:
            if os.path.lexists(self._current) and not self._current.is_symlink():
                raise StoreFailure(f"{self._current} is not a link", "move it away, or choose `layout: files`")
            self._before = self._current.resolve().name if self._current.is_dir() else ""
            draft = self._incoming.with_name(f"{INCOMING}.new")
            shutil.rmtree(draft, ignore_errors=True)
            if not beginning.is_resumed:
                shutil.rmtree(self._incoming, ignore_errors=True)
            if self._incoming.is_dir():
                self._add_foreign(beginning)
                return
            draft.mkdir(parents=True)
            if self._current.is_dir():
                _clone(self._current.resolve(), draft)
            draft.rename(self._incoming)
        except OSError as error:
            raise StoreFailure(f"{error.filename or self.place}: {(error.strerror or '').lower()}") from error

    def _add_foreign(self, beginning: Beginning) -> None:
        """Take over what others have put beside our files since the release was begun."""
        if not self._current.is_dir():
            return
        for path in _iter_files(self._current.resolve(), ""):
            copy = self._incoming / path
            if path not in beginning.base and not os.path.lexists(copy):
                copy.parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(self._current / path, copy)

    def finish(self, id: str) -> None:  # noqa: A002
        """Name the release and lead readers to it."""
        release = self._incoming.with_name(id)
        try:
            self._incoming.rename(release)
            self._lead_to(release)
            self._remove_old(release)
        except OSError as error:
            raise StoreFailure(f"{error.filename or self.place}: {(error.strerror or '').lower()}") from error

    def return_to(self, id: str, restored: Collection[str], removed: Collection[str]) -> None:  # noqa: A002
        """Lead readers back to a release."""
        release = self._incoming.with_name(id)
        if not release.is_dir():
            raise StoreFailure(f"the release {id} is no longer there", "publish an older build")
        self._lead_to(release)

    def _lead_to(self, release: Path) -> None:
        draft = self._current.with_name(f".{CURRENT}.new")
        draft.unlink(missing_ok=True)
        draft.symlink_to(Path(RELEASES, release.name), target_is_directory=True)
        draft.replace(self._current)

    def _remove_old(self, now: Path) -> None:
        """Remove all but the newest releases, and the one that was shown until now."""
        kept = (INCOMING, now.name, self._before)
        found = sorted(path for path in now.parent.iterdir() if path.is_dir() and path.name not in kept)
        for old in found[: max(0, len(found) - self._keep + 2)]:
            shutil.rmtree(old, ignore_errors=True)


def _clone(source: Path, copy: Path) -> None:
    """Give every file of a folder a second name in another; links and empty folders are taken along."""
    with os.scandir(source) as entries:
        for entry in entries:
            target = copy / entry.name
            if entry.is_dir(follow_symlinks=False):
                target.mkdir()
                with contextlib.suppress(OSError):
                    shutil.copystat(entry.path, target)
                _clone(Path(entry.path), target)
            elif entry.is_symlink():
                target.symlink_to(Path(entry.path).readlink())
            else:
                link_or_copy(Path(entry.path), target)


def _iter_files(root: Path, folder: str) -> Iterator[str]:
    with os.scandir(root / folder) as entries:
        for entry in entries:
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _iter_files(root, f"{path}/")
            else:
                yield path
