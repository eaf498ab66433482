"""Outputs: staged beside the site, synced, then named into place.

The redo list in the build log is committed between the two, so that a run that
was killed is completed by the next one. A file of the site is always whole.
Only files that the log holds as the build's own are ever replaced or deleted.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISGID
from threading import Thread

from broadsheet.engine.private import PRIVATE
from broadsheet.engine.sources import Stat, stat_of

# Linux has a call for one file system; Python names only the one for all of them, which waits for every other
# program's writes too.
_SYNCFS = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None

# As `open` does it; the last is known to Windows alone.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

# Stands for an output that is on its way: no file is like this, so its bytes are looked at before it is trusted.
UNSEEN = Stat(-1, -1, -1, -1)


def stage(staging: str, path: str, content: bytes) -> None:
    """Write an output to its place in the staging folder. Raises OSError."""
    staged = f"{staging}/{path}"
    try:
        descriptor = os.open(staged, _NEW_FILE, 0o666)
    except FileNotFoundError:
        make_folder(staged.rpartition("/")[0])
        descriptor = os.open(staged, _NEW_FILE, 0o666)
    # A file object, which looks at what it opened, would cost more than these three calls.
    try:
        written = os.write(descriptor, content)
        while written < len(content):  # one call may write less than it is given
            written += os.write(descriptor, memoryview(content)[written:])
    finally:
        os.close(descriptor)


def make_folder(folder: str) -> None:
    """Make a folder, in most cases with the one call that it takes. Another process may be making it too."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


class Outputs:
    """The site folder and the staging folder of one build. Both must be on one file system.

    Outputs wait in the staging folder under the paths that they will have, so
    that a folder which the site has not yet is named into place as a whole.
    """

    def __init__(self, site: Path, staging: Path) -> None:
        self.site = site
        self.staging = staging
        self._linked: dict[str, bool] = {}
        self._moved: dict[str, bool] = {}
        self._flushing: Thread | None = None
        self._flush_failure: OSError | None = None
        self._base = os.path.join(site, "")

    def open_staging(self) -> None:
        """Make the staging folder, or empty it. Raises OSError."""
        self.close_staging()
        self.staging.mkdir(PRIVATE, parents=True)

    def close_staging(self) -> None:
        """Remove the staging folder; a link in its place is taken away, and not what it leads to."""
        if self.staging.is_symlink() or self.staging.is_file():
            self.staging.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)

    def find_clash(self, path: str, ours: Container[str]) -> str | None:
        """Say what stands in the way of an output, or None; `ours` are the paths that the build wrote.

        A file or folder of ours that an output displaces is no clash: nothing
        else can want it, and it is deleted before outputs are named into place.
        """
        full = self.site / path
        if full.is_symlink():
            return "a link that the build did not make is in the way"
        if full.is_dir():
            return (
                None
                if self._holds_only(path, ours)
                else "a folder with files that the build did not write is in the way"
            )
        if os.path.lexists(full) and path not in ours:
            return "a file that the build did not write is in the way"
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

    def prepare(self, paths: Iterable[str]) -> None:
        """Find out that outputs can be named into place and deleted while nothing is touched yet. Raises OSError."""
        os.makedirs(self.site, exist_ok=True)
        known: dict[str, bool] = {}
        for path in paths:
            self._is_ready(os.path.dirname(path), known)

    def _is_ready(self, folder: str, known: dict[str, bool]) -> bool:
        """Answer whether a folder is there, and can be written to; else the one that it will be made in is looked at."""
        ready = known.get(folder)
        if ready is None:
            place = self._place(folder)
            ready = (not folder or self._is_ready(os.path.dirname(folder), known)) and os.path.isdir(place)
            if ready and not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)
            known[folder] = ready
        return ready

    def begin_sync(self) -> None:
        """Have what is staged so far flushed while more is made, so that `sync_staged` finds less to wait for."""
        if self._flushing is None or not self._flushing.is_alive():
            self._flushing = Thread(target=self._flush, daemon=True)
            self._flushing.start()

    def _flush(self) -> None:
        try:
            sync_file_system(self.staging)
        except OSError as error:  # the system tells it once, so it is kept for whoever relies on the files
            self._flush_failure = error

    def sync_staged(self) -> None:
        """Make sure that the staged files would survive a power cut. Raises OSError when the disk fails."""
        if self._flushing is not None:
            self._flushing.join()
        if self._flush_failure is not None:
            raise self._flush_failure
        sync_file_system(self.staging)

    def put_in_place(self, entries: Iterable[tuple[str, bool]]) -> list[str]:
        """Delete and name outputs as the redo list says; give those that were not staged. Raises OSError.

        Repeating it does no harm: what is in place already is no longer staged.
        What somebody has put in an output's way meanwhile, a folder or a link
        to another, is left as it is.
        """
        listed = [entry for entry in entries if not self._leads_away(entry[0])]
        for path, is_staged in listed:
            if not is_staged and _unlink(self._place(path)):
                self._remove_empty_folders(self.site / path)
        waiting = os.path.join(self.staging, "")
        self._moved.clear()
        missing: list[str] = []
        for path, is_staged in listed:
            if not is_staged:
                continue
            if self._comes_with(os.path.dirname(path), waiting):
                is_there = os.path.lexists(self._place(path))
            else:
                is_there = self._name(waiting + path, self._place(path))
            if not is_there:
                missing.append(path)
        sync_file_system(self.site)
        return missing

    def _comes_with(self, folder: str, waiting: str) -> bool:
        """Answer whether a folder of outputs came into place as a whole, or in one that did; name it if it can."""
        came = self._moved.get(folder)
        if came is None:
            parent = os.path.dirname(folder)
            came = bool(folder) and (
                self._comes_with(parent, waiting)
                or (
                    not os.path.lexists(self._place(folder))
                    and _heritage(self._place(parent)) == _heritage(waiting)
                    and self._name(waiting + folder, self._place(folder))
                )
            )
            self._moved[folder] = came
        return came

    def _place(self, path: str) -> str:
        return self._base + path

    def _leads_away(self, path: str) -> bool:
        """Answer whether a folder on the way to an output is a link, which may lead anywhere."""
        folder = os.path.dirname(path)
        known = self._linked.get(folder)
        if known is None:
            known = bool(folder) and (self._leads_away(folder) or os.path.islink(self._place(folder)))
            self._linked[folder] = known
        return known

    def _name(self, staged: str, final: str) -> bool:
        try:
            os.replace(staged, final)
        except (FileNotFoundError, NotADirectoryError):
            if not os.path.exists(staged):
                return False
            os.makedirs(os.path.dirname(final), exist_ok=True)
            os.replace(staged, final)
        return True

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
            try:
                found[path] = stat_of(os.lstat(self._place(path)))
            except OSError:
                continue
        return found


def sync_file_system(folder: Path) -> None:
    """Flush the file system that holds a folder; where that cannot be done for one, flush all."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        os.sync()
        return
    try:
        if _SYNCFS is None:
            os.sync()
        elif _SYNCFS(handle) != 0:
            failed = ctypes.get_errno()
            if failed != errno.ENOSYS:
                raise OSError(failed, os.strerror(failed), str(folder))
            os.sync()
        os.fsync(handle)
    finally:
        os.close(handle)


def _heritage(folder: str) -> tuple[int, int, bytes] | None:
    """Give what a folder hands on to folders that are made in it, which one that is moved there does not take on."""
    try:
        stat = os.stat(folder)
    except OSError:  # which is told when outputs are named into it
        return None
    acl = b""
    if hasattr(os, "getxattr"):
        with suppress(OSError):
            acl = os.getxattr(folder, "system.posix_acl_default")
    is_setgid = stat.st_mode & S_ISGID
    return is_setgid, stat.st_gid if is_setgid or sys.platform != "linux" else -1, acl


def _unlink(path: str) -> bool:
    """Delete a file; say whether it is gone. Where a folder stands in its place, or on the way to it, there is none."""
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        if os.path.isdir(path):
            return False
        raise
    return True
