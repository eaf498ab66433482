"""Tell the site's own outputs from other files when the build log was lost.

Every text the build makes ends with a mark, and every published file that is
kept for ever is named after its content, or has a name as only the sizes of
pictures and the files of the search index have; a file with none of these is
not ours.
"""

import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.photos.renditions import sealed_base
from broadsheet.rendering.mark import is_marked
from broadsheet.search.naming import is_in_volume

_FINGERPRINTED = re.compile(r"^(?:media|assets)/.*[-.]([0-9a-f]{10})\.\w+$")


def is_own(path: str, raw: bytes, address: str) -> bool:
    """Answer whether a build of the newsroom at `address` made these bytes for this path in the site."""
    if sealed_base(path) or is_in_volume(path, address):
        return True
    match = _FINGERPRINTED.match(path)
    if match is not None and fingerprint(raw).hex().startswith(match[1]):
        return True
    return is_marked(raw, path, address)


def iter_own(site: Path, address: str, known: Container[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and bytes of the outputs that earlier builds left in a site, but for those that are `known`."""
    for path in sorted(_iter_files(str(site), "")):
        if path not in known:
            raw = (site / path).read_bytes()
            if is_own(path, raw, address):
                yield path, raw


def _iter_files(site: str, folder: str) -> Iterator[str]:
    """Yield the files below a folder, without hidden ones but in `.well-known`, without following links."""
    with os.scandir(f"{site}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}{entry.name}"
            if (entry.name.startswith(".") and path != ".well-known") or not _is_utf8(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _iter_files(site, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path


def _is_utf8(name: str) -> bool:
    """Answer whether a name can be written down; no output has a name that cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in name)
