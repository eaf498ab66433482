"""Tell the site's own outputs from other files when the build log was lost.

Every text the build makes ends with a mark, and every published file that is
kept for ever is named after its content; a file with neither is not ours.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.rendering.mark import is_marked

_FINGERPRINTED = re.compile(r"^(?:media|assets)/.*[-.]([0-9a-f]{10})\.\w+$")


def is_own(path: str, raw: bytes) -> bool:
    """Answer whether a build made these bytes for this path in the site."""
    match = _FINGERPRINTED.match(path)
    if match is not None and fingerprint(raw).hex().startswith(match[1]):
        return True
    return is_marked(raw)


def iter_own(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and bytes of the outputs that earlier builds left in a site."""
    for full in sorted(site.rglob("*")):
        if full.is_symlink() or not full.is_file() or full.name.startswith("."):
            continue
        path = full.relative_to(site).as_posix()
        raw = full.read_bytes()
        if is_own(path, raw):
            yield path, raw
