"""Outputs: staged beside the site, synced, then named into place.

The redo list in the build log is committed between the two, so that a run that
was killed is completed by the next one. A file of the site is always whole.
Only files that the log holds as the build's own are ever replaced or deleted.
"""

import contextlib
import ctypes
import os
import shutil
from collections.abc import Container, Iterable
from pathlib import Path

from broadsheet.engine.sources import Stat, stat_of

# Linux has a call for one file system; Python names only the one for all of them, which waits for every other
# program's writes too.
_SYNCFS = getattr(ctypes.CDLL(None), "syncfs", None) if os.name == "posix" else None


class OutputClash(Exception):
    """A file or folder that the build did not write stands where an output belongs."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class Outputs:
    """The site folder and the staging folder of one build. Both must be on one file system."""

    def __init__(self, site: Path, staging: Path) -> None:
        self.site = site
        self.staging = staging

    def clear_staging(self) -> None:
        """Empty the staging folder."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True, exist_ok=True)

    def find_clash(self, path: str, ours: Container[str]) -> str | None:
        """Say what stands in the way of an output, or None; `ours` are the paths that the build wrote.

        A file or folder of ours that an output displaces is no clash: nothing
        else can want it, and it is deleted before outputs are named into place.
        """
        full = self.site / path
        if full.is_symlink():
            return "a link that the build did not make stands here"
        if full.is_dir():
            return (
                None if self._holds_only(path, ours) else "a folder with files that the build did not write stands here"
            )
        if os.path.lexists(full) and path not in ours:
            return "a file that the build did not write stands here"
        for parent in full.parents:
            if parent == self.site:
                return None
            if parent.is_symlink():
                return f"{parent.relative_to(self.site)} is a link that the build did not make"
            if parent.exists() and not parent.is_dir():
                name = parent.relative_to(self.site).as_posix()
                return None if name in ours else f"{name} is a file that the build did not write"
        return None

    def _holds_only(self, path: str, ours: Container[str]) -> bool:
        """Answer whether deleting our outputs leaves nothing of a folder."""
        with os.scandir(self.site / path) as entries:
            listed = list(entries)
        return bool(listed) and all(
            self._holds_only(f"{path}/{entry.name}", ours)
            if entry.is_dir(follow_symlinks=False)
            else f"{path}/{entry.name}" in ours
            for entry in listed
        )

    def sync_staged(self) -> None:
        """Make sure that the staged files would survive a power cut."""
        _sync_file_system(self.staging)

    def put_in_place(self, entries: Iterable[tuple[str, str]]) -> None:
        """Delete and name outputs as the redo list says; repeating it does no harm."""
        listed = list(entries)
        for path, staged in listed:
            if not staged:
                (self.site / path).unlink(missing_ok=True)
                self._remove_empty_folders(self.site / path)
        for path, staged in listed:
            if staged:
                with contextlib.suppress(FileNotFoundError):
                    self._name(self.staging / staged, self.site / path)
        _sync_file_system(self.site)

    def _name(self, staged: Path, final: Path) -> None:
        try:
            os.replace(staged, final)
        except (FileNotFoundError, NotADirectoryError):
            if not staged.exists():
                return
            final.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, final)

    def _remove_empty_folders(self, removed: Path) -> None:
        for folder in removed.parents:
            if folder == self.site:
                return
            try:
                folder.rmdir()
            except OSError:
                return

    def stats(self, paths: Iterable[str]) -> dict[str, Stat]:
        """Say what the file system says of outputs that are in place."""
        found: dict[str, Stat] = {}
        for path in paths:
            with contextlib.suppress(OSError):
                found[path] = stat_of(os.lstat(self.site / path))
        return found


def _sync_file_system(folder: Path) -> None:
    """Flush the file system that holds a folder; where that cannot be done for one, flush all."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        os.sync()
        return
    try:
        if _SYNCFS is None or _SYNCFS(handle) != 0:
            os.sync()
        os.fsync(handle)
    finally:
        os.close(handle)
