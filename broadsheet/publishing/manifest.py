"""What stands at a target: each path of ours with the hash of its bytes, kept there in parts.

A publication adds a small part to those that stand, and now and then all are
written as one, so that what is kept at the target costs what changed. What was
read from a target is weighed before it is believed: a path of ours is relative
and leads nowhere else.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from broadsheet.engine.fingerprints import fingerprint

FORMAT = 1
MAX_PARTS = 12

_MAGIC = b"broadsheet-part-1\n"


class Entry(NamedTuple):
    """A file: the hash of its bytes, how many they are, its group, and whether the site itself has done with it.

    `subject` is another number for each story, page or redirect that may stand at an address; 0 where it is not known.
    """

    hash: bytes
    size: int
    group: int = 0
    is_retired: bool = False
    subject: int = 0


Files = Mapping[str, Entry]


class Part(msgspec.Struct, frozen=True):
    """What one publication changed: paths with their entries, and paths that went."""

    files: dict[str, Entry] = {}
    gone: tuple[str, ...] = ()


class Past(msgspec.Struct, frozen=True):
    """A publication that was replaced: what it takes to return to it."""

    id: str
    parts: tuple[str, ...]


class Head(msgspec.Struct, frozen=True):
    """The publication that stands at a target. Writing it is what makes a publication one."""

    newsroom: str
    id: str
    parts: tuple[str, ...]
    files: int
    previous: Past | None = None
    format: int = FORMAT


class Damaged(Exception):
    """What a target keeps of our publications cannot be read; the message says what."""


def part_between(old: Files, new: Files) -> Part:
    """Give the part that turns one set of files into another."""
    changed = {path: entry for path, entry in sorted(new.items()) if old.get(path) != entry}
    return Part(changed, tuple(sorted(old.keys() - new.keys())))


def apply_parts(parts: Iterable[Part]) -> dict[str, Entry]:
    """Give the files that parts make, one after another."""
    files: dict[str, Entry] = {}
    for part in parts:
        for path in part.gone:
            files.pop(path, None)
        files.update(part.files)
    return files


def encode_part(part: Part) -> bytes:
    """Write a part: the same part, the same bytes."""
    body = zlib.compress(msgspec.msgpack.encode(part), 6)
    return _MAGIC + fingerprint(body) + body


def decode_part(raw: bytes) -> Part:
    """Read a part. Raises Damaged."""
    body = raw[len(_MAGIC) + 16 :]
    if raw[: len(_MAGIC)] != _MAGIC or raw[len(_MAGIC) : len(_MAGIC) + 16] != fingerprint(body):
        raise Damaged("a list of published files is damaged")
    part = _decoded(zlib.decompress(body), Part)
    wrong = next((path for path in (*part.files, *part.gone) if not is_own_path(path)), None)
    if wrong is not None:
        raise Damaged(f"the list of published files names `{wrong}`, which is no path of a site")
    return part


def part_name(raw: bytes) -> str:
    """Name a part after its bytes."""
    return f"part-{fingerprint(raw).hex()}"


def encode_head(head: Head) -> bytes:
    """Write a head, for people too."""
    return msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n"


def decode_head(raw: bytes) -> Head:
    """Read a head. Raises Damaged."""
    try:
        head = msgspec.json.decode(raw, type=Head)
    except msgspec.MsgspecError:
        raise Damaged("the note on what is published is damaged") from None
    if head.format != FORMAT:
        raise Damaged("it was published by a newer Broadsheet; use that one")
    names = (*head.parts, *(head.previous.parts if head.previous else ()))
    if not all(re.fullmatch(r"part-[0-9a-f]{32}", name) for name in names):
        raise Damaged("the note on what is published is damaged")
    return head


def _decoded(raw: bytes, kind: type[Part]) -> Part:
    try:
        return msgspec.msgpack.decode(raw, type=kind)
    except msgspec.MsgspecError:
        raise Damaged("a list of published files is damaged") from None


STATE = ".broadsheet"

_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]|[\ud800-\udfff]")


def is_own_path(path: Any) -> bool:
    """Answer whether a path can be one of a site's outputs: relative, without detours, not among our own notes."""
    if not isinstance(path, str) or not path or _UNFIT.search(path):
        return False
    names = path.split("/")
    return names[0] != STATE and not any(name in ("", ".", "..", ".git") for name in names)
