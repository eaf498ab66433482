"""Files that take long to make, kept under the newsroom's folder so that they are made once.

One file holds all that was made under a key, the sizes of a picture, say, with
a hash of each. It is named into place whole, and what is damaged counts as not
there.
"""

import contextlib
import os
import struct
import tempfile
from collections.abc import Container, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.private import make_private

_MAGIC = b"BSPHOTO1"
_HEAD = struct.Struct("<8sI16s")
_END = ".pictures"
TURNS = "turn"


class _Slice(msgspec.Struct, frozen=True, array_like=True):
    start: int
    size: int
    hash: bytes


class KeptFiles:
    """Files by key and name, in one folder. A file of it that is whole is right for its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def turns(self) -> str:
        """The file whose lock work that takes much memory waits for."""
        return str(self.folder / TURNS)

    def find(self, key: str, name: str) -> bytes | None:
        """Give one file; None when it is not there or not as it was written."""
        try:
            with self._place(key).open("rb") as kept:
                found = _read_index(kept).get(name)
                if found is None:
                    return None
                kept.seek(found.start, os.SEEK_CUR)
                content = kept.read(found.size)
        except (OSError, struct.error):
            return None
        return content if fingerprint(content) == found.hash else None

    def names(self, key: str) -> list[str]:
        """Name the files that are kept under a key; none when it is not there or damaged."""
        try:
            with self._place(key).open("rb") as kept:
                return list(_read_index(kept))
        except (OSError, struct.error):
            return []

    def write(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of a key; without room for them the build goes on, and makes them again next time."""
        slices: dict[str, _Slice] = {}
        start = 0
        for name, content in files.items():
            slices[name] = _Slice(start, len(content), fingerprint(content))
            start += len(content)
        index = msgspec.msgpack.encode(slices)
        place = self._place(key)
        with contextlib.suppress(OSError):
            make_private(place.parent)
            handle, waiting = tempfile.mkstemp(dir=place.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as part:
                    part.write(_HEAD.pack(_MAGIC, len(index), fingerprint(index)) + index)
                    part.writelines(files.values())
                Path(waiting).replace(place)
            except BaseException:
                Path(waiting).unlink(missing_ok=True)
                raise

    def sweep(self, wanted: Container[str]) -> int:
        """Remove what no key of `wanted` names; give the number of keys that are kept."""
        count = 0
        for path in self.folder.glob(f"??/*{_END}"):
            if path.name.removesuffix(_END) in wanted:
                count += 1
            else:
                path.unlink(missing_ok=True)
        for path in self.folder.glob("??/*.part"):
            path.unlink(missing_ok=True)
        return count

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_END}"


def _read_index(kept: BinaryIO) -> dict[str, _Slice]:
    """Read where each file stands, and leave off where the first one starts."""
    magic, size, digest = _HEAD.unpack(kept.read(_HEAD.size))
    index = kept.read(size) if magic == _MAGIC else b""
    if fingerprint(index) != digest:
        return {}
    return msgspec.msgpack.decode(index, type=dict[str, _Slice])
