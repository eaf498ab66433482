"""A folder as a target: a web server's root, or a mounted disk.

Files are written beside and named into place, so a reader gets the old bytes
or the new ones. What leads out of the folder through a link is not touched.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.outputs import sync_file_system
from broadsheet.publishing.lock import LOCK, LockingStore
from broadsheet.publishing.manifest import STATE
from broadsheet.publishing.store import CopyStore, Outgoing, StoreFailure


class FolderStore(LockingStore, CopyStore):
    """A folder in which files are replaced one by one."""

    def __init__(self, root: Path, by: str) -> None:
        self.place = str(root)
        self.by = by
        self._root = root
        self._state = root / STATE
        self._linked: dict[str, bool] = {}

    @property
    def tree(self) -> Path:
        """The folder that files are put in."""
        return self._root

    def read(self, name: str) -> bytes | None:
        """Read a note."""
        with _told(self.place):
            try:
                return (self._state / name).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        """Write a note, synced and named into place."""
        with _told(self.place):
            final = self._state / name
            self._make_state(final.parent)
            draft = final.with_name(f"{final.name}.new")
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(final)
            _sync_folder(final.parent)

    def remove(self, names: Sequence[str]) -> None:
        """Remove notes."""
        with _told(self.place):
            for name in names:
                (self._state / name).unlink(missing_ok=True)

    def make_lock(self, raw: bytes) -> bool:
        """Make the lock, whole and only where there is none."""
        with _told(self.place):
            self._make_state(self._state)
            draft = self._state / f"{LOCK}.{fingerprint(raw).hex()}"
            draft.write_bytes(raw)
            try:
                os.link(draft, self._state / LOCK)
            except FileExistsError:
                return False
            finally:
                draft.unlink()
            return True

    def read_lock(self) -> bytes | None:
        """Read the lock."""
        return self.read(LOCK)

    def break_lock(self, found: bytes) -> None:
        """Take the lock away; one that somebody made meanwhile is put back."""
        with _told(self.place):
            aside = self._state / f"{LOCK}.broken.{os.getpid()}"
            with contextlib.suppress(FileNotFoundError):
                (self._state / LOCK).rename(aside)
                if aside.read_bytes() != found:
                    with contextlib.suppress(FileExistsError):
                        os.link(aside, self._state / LOCK)
                aside.unlink()

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which something stands."""
        return [path for path in paths if os.path.lexists(self.tree / path)]

    def find_sent(self, files: Mapping[str, bytes]) -> set[str]:
        """Give the paths whose bytes are in place."""
        return {path for path, stamp in files.items() if _hash(self.tree / path) == stamp}

    def keep(self, names: Mapping[str, str]) -> set[str]:
        """Keep what is replaced by a second name for it."""
        kept = set()
        with _told(self.place):
            for path, name in names.items():
                copy = self._state / name
                self._make_state(copy.parent)
                copy.unlink(missing_ok=True)
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    link_or_copy(self.tree / path, copy)
                    kept.add(path)
        return kept

    def bring_back(self, names: Mapping[str, str]) -> None:
        """Put kept copies in place."""
        with _told(self.place):
            for path, name in names.items():
                self._place(self._state / name, path)
            sync_file_system(self.tree)

    def send(self, files: Sequence[Outgoing]) -> None:
        """Copy files beside, then name them into place."""
        with _told(self.place):
            for item in files:
                self._place(item.file, item.path)
            sync_file_system(self.tree)

    def delete(self, paths: Collection[str]) -> None:
        """Delete files, and the folders that they leave empty."""
        with _told(self.place):
            for path in paths:
                final = self.tree / path
                if self._leads_away(path):
                    continue
                with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                    final.unlink()
                self._remove_empty(final)

    def _place(self, file: Path, path: str) -> None:
        if self._leads_away(path):
            raise StoreFailure(f"{self.tree / path}: a folder in its path is a link", "take the link away")
        final = self.tree / path
        final.parent.mkdir(parents=True, exist_ok=True)
        draft = self._state / "draft"
        shutil.copyfile(file, draft)
        try:
            draft.replace(final)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # A file system of its own is mounted below the root: the draft has to stand beside the file.
            beside = final.with_name(f".{fingerprint(path.encode()).hex()[:12]}.broadsheet-new")
            shutil.copyfile(file, beside)
            beside.replace(final)

    def _leads_away(self, path: str) -> bool:
        """Answer whether a folder on the way to a file is a link, which may lead anywhere."""
        folder = path.rpartition("/")[0]
        known = self._linked.get(folder)
        if known is None:
            known = bool(folder) and (self._leads_away(folder) or (self.tree / folder).is_symlink())
            self._linked[folder] = known
        return known

    def _remove_empty(self, removed: Path) -> None:
        for folder in removed.parents:
            if folder == self.tree:
                return
            try:
                folder.rmdir()
            except OSError:
                return

    def _make_state(self, folder: Path) -> None:
        """Make the folder of notes, which readers of the site have no business in."""
        if not self._state.is_dir():
            self._root.mkdir(parents=True, exist_ok=True)
            self._state.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(parents=True, exist_ok=True)


def link_or_copy(file: Path, copy: Path) -> None:
    """Give a file a second name; where the file system has none, copy it. Raises OSError."""
    try:
        os.link(file, copy, follow_symlinks=False)
    except PermissionError:
        shutil.copyfile(file, copy, follow_symlinks=False)


def _hash(file: Path) -> bytes:
    try:
        return b"" if file.is_symlink() else fingerprint(file.read_bytes())
    except OSError:
        return b""


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _told(place: str) -> Iterator[None]:
    """Put an error of the operating system into words."""
    try:
        yield
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        raise StoreFailure(
            f"{error.filename or place}: {what}", "fix the cause and publish again; nothing was deleted"
        ) from error
