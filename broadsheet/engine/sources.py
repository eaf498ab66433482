"""Sources: the files a site is made from, and which of them changed.

A file's content hash decides. Its stat only lets an unchanged file skip
hashing, and is distrusted when the file was written within two seconds of the
scan, because a second write in the same tick would not show (the rule of
git's index).
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from broadsheet.diagnostics import Diagnostic, Place

RACY_NS = 2_000_000_000

# Stands for the hash of a file that could not be read.
UNREADABLE = b"unreadable"

_LEFTOVER_NAMES = frozenset({"__pycache__", "node_modules", "thumbs.db", "desktop.ini", "4913"})
_LEFTOVER_ENDS = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".rej", ".part", ".crdownload")


class Stat(msgspec.Struct, frozen=True):
    """What the file system says of a file without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    def is_racy(self, scanned_ns: int) -> bool:
        """Answer whether the file could have changed again without showing it."""
        return max(self.mtime_ns, self.ctime_ns) > scanned_ns - RACY_NS


def stat_of(entry: os.stat_result) -> Stat:
    """Keep the parts of a stat result that change when a file is written or replaced."""
    return Stat(entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino)


def scan(root: Path, places: Sequence[str]) -> tuple[dict[str, Stat], list[Diagnostic]]:
    """Find the files at and below `places`, as paths relative to `root` with forward slashes.

    Hidden files and editors' leftovers are passed over. A symlink is followed
    when it stays inside `root`; one that leaves it, or leads nowhere, is a fault.
    Raises OSError when a folder cannot be read: its files are not gone.
    """
    found: dict[str, Stat] = {}
    faults: list[Diagnostic] = []
    real_root = os.path.realpath(root)
    for place in places:
        for path, entry in _walk(str(root), place, real_root, faults, frozenset()):
            found[path] = entry
    return found, faults


class NeedsScan(Exception):
    """A look at one path cannot tell what became of the sources: a folder or a link is in play."""


def look_at(root: Path, path: str) -> Stat | None:
    """Stat one source, as a scan would; None when it is gone, or is none. Raises NeedsScan."""
    parts = path.split("/")
    if any(is_leftover(part) for part in parts):
        return None
    full = str(root)
    for part in parts:
        full = os.path.join(full, part)
        try:
            here = os.lstat(full)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISLNK(here.st_mode):
            raise NeedsScan(path)
    if stat.S_ISDIR(here.st_mode):
        raise NeedsScan(path)
    return stat_of(here) if stat.S_ISREG(here.st_mode) else None


def read_source(path: str) -> bytes:
    """Read a file. Raises OSError."""
    with open(path, "rb") as file:
        return file.read()


def is_leftover(name: str) -> bool:
    """Answer whether a file name is hidden or left behind by an editor or a system."""
    lower = name.lower()
    return name.startswith((".", "#")) or lower in _LEFTOVER_NAMES or lower.endswith(_LEFTOVER_ENDS)


def _walk(
    root: str, place: str, real_root: str, faults: list[Diagnostic], seen: frozenset[str]
) -> Iterator[tuple[str, Stat]]:
    full = os.path.join(root, place)
    try:
        here = os.stat(full)
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISREG(here.st_mode):
        yield place, stat_of(here)
        return
    if not stat.S_ISDIR(here.st_mode):
        return
    with os.scandir(full) as entries:
        names = sorted(entries, key=lambda entry: entry.name)
    for entry in names:
        if is_leftover(entry.name):
            continue
        path = f"{place}/{entry.name}"
        if not _is_utf8(entry.name):
            shown = path.encode("utf-8", "replace").decode()
            faults.append(Diagnostic("encoding", "the name is not UTF-8 text", Place(shown), help="rename it"))
        elif entry.is_symlink():
            yield from _follow(root, path, real_root, faults, seen)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, real_root, faults, seen)
        elif entry.is_file(follow_symlinks=False):
            with suppress(FileNotFoundError):  # deleted a moment ago
                yield path, stat_of(entry.stat(follow_symlinks=False))


def _is_utf8(name: str) -> bool:
    """Answer whether a name can be written down; Python keeps what it cannot decode as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _follow(
    root: str, path: str, real_root: str, faults: list[Diagnostic], seen: frozenset[str]
) -> Iterator[tuple[str, Stat]]:
    target = os.path.realpath(os.path.join(root, path))
    if not os.path.exists(target):
        faults.append(Diagnostic("symlink", "the symlink leads nowhere", Place(path), severity="warning"))
    elif target != real_root and not target.startswith(real_root + os.sep):
        faults.append(Diagnostic("symlink", "the symlink leads out of the newsroom", Place(path), severity="warning"))
    elif target in seen or (
        os.path.isdir(target)
        and (os.path.realpath(root + "/" + path.rsplit("/", 1)[0]) + os.sep).startswith(target + os.sep)
    ):
        faults.append(Diagnostic("symlink", "the symlink leads in a circle", Place(path), severity="warning"))
    else:
        yield from _walk(root, path, real_root, faults, seen | {target})
