"""The files of a publication, pinned: a build that runs meanwhile cannot change what is being sent.

Each is a link beside the site, or a copy where links cannot be made, and its
bytes are those that the build log knows.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.engine.fingerprints import SIZE
from broadsheet.publishing.manifest import Files
from broadsheet.site.preview_mark import is_preview_page


class SiteChanged(Exception):
    """A file of the site is not as the build left it; the message names it."""


@contextmanager
def outgoing_folder(state: Path, name: str) -> Iterator[Path]:
    """Give an empty folder for the files of one publication to a target; it is removed in the end."""
    folder = state / "outgoing" / name
    _clear(folder)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def pin(
    site: Path, folder: Path, files: Files, paths: Iterable[str], progress: Callable[[int], None] = lambda done: None
) -> None:
    """Pin files of a site in a folder, by the same paths. Raises SiteChanged."""
    for done, path in enumerate(paths):
        held = folder / path
        held.parent.mkdir(parents=True, exist_ok=True)
        try:
            _link(site / path, held)
            is_same = _hash(held) == files[path].hash and not (path.endswith(".html") and _is_preview(held))
        except OSError:
            is_same = False
        if not is_same:
            raise SiteChanged(f"{site / path} is not as the build left it")
        progress(done)


def _link(file: Path, held: Path) -> None:
    if file.is_symlink():
        raise IsADirectoryError
    try:
        os.link(file, held, follow_symlinks=False)
    except OSError:
        shutil.copyfile(file, held, follow_symlinks=False)


def _hash(file: Path) -> bytes:
    """Fingerprint a file, which may be larger than memory."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=SIZE)).digest()


def _is_preview(file: Path) -> bool:
    return is_preview_page(file.read_bytes())
