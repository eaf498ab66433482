"""What a target keeps of our publications: the head, the parts it names, and what was cut off.

Parts are named after their bytes, so those that were read or written once are
kept beside the build and need not be read again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from broadsheet.publishing.manifest import (
    FORMAT,
    MAX_PARTS,
    Damaged,
    Entry,
    Files,
    Head,
    Part,
    Past,
    apply_parts,
    decode_head,
    decode_part,
    encode_head,
    encode_part,
    part_between,
    part_name,
)
from broadsheet.publishing.store import Store

HEAD, INTENT, COPIES, HISTORY, GONE = "head", "intent", "copies", "history", "gone"
MAX_HISTORY = 100
MAX_GONE = 20_000


class Publication(msgspec.Struct, frozen=True):
    """A line of the history: who published what, and when."""

    id: str
    at: str
    by: str
    what: str
    added: int
    changed: int
    deleted: int
    bytes: int
    files: int


@dataclass(slots=True)
class Ledger:
    """The publication that stands at a target, and the files that one which was cut off may have touched."""

    head: Head | None
    files: dict[str, Entry]
    touched: dict[str, Entry]
    raw_head: bytes | None
    sizes: dict[str, int] = field(default_factory=dict)


class Notes:
    """Reads and writes a target's notes; parts are also kept in a folder of this machine."""

    def __init__(self, store: Store, cache: Path) -> None:
        self._store = store
        self._cache = cache

    def load(self) -> Ledger:
        """Read what stands at the target. Raises Damaged and StoreFailure."""
        raw = self._store.read(HEAD)
        intent = self._store.read(INTENT)
        touched = decode_part(intent).files if intent else {}
        if raw is None:
            return Ledger(None, {}, touched, None)
        head = decode_head(raw)
        sizes: dict[str, int] = {}
        files = self._files(head.parts, sizes)
        if len(files) != head.files:
            raise Damaged("the list of published files does not agree with the note on what is published")
        return Ledger(head, files, touched, raw, sizes)

    def is_current(self, ledger: Ledger) -> bool:
        """Answer whether nobody has published since a ledger was read."""
        return self._store.read(HEAD) == ledger.raw_head

    def load_past(self, past: Past) -> dict[str, Entry]:
        """Read the files of the publication before. Raises Damaged and StoreFailure."""
        return self._files(past.parts, {})

    def _files(self, names: tuple[str, ...], sizes: dict[str, int]) -> dict[str, Entry]:
        parts = []
        for name in names:
            raw = self._read_part(name)
            sizes[name] = len(raw)
            parts.append(decode_part(raw))
        return apply_parts(parts)

    def _read_part(self, name: str) -> bytes:
        kept = self._cache / name
        raw: bytes | None = kept.read_bytes() if kept.is_file() else None
        if raw is None or part_name(raw) != name:
            raw = self._store.read(name)
            if raw is None or part_name(raw) != name:
                raise Damaged(f"the list of published files `{name}` is missing or damaged")
            self._remember(name, raw)
        return raw

    def _remember(self, name: str, raw: bytes) -> None:
        self._cache.mkdir(parents=True, exist_ok=True)
        draft = self._cache / f"{name}.new"
        draft.write_bytes(raw)
        draft.replace(self._cache / name)

    def write_intent(self, touched: Mapping[str, Entry]) -> None:
        """Note which files are about to be touched, so that the next publication knows them if this one is cut off."""
        self._store.write(INTENT, encode_part(Part(dict(sorted(touched.items())))))

    def clear_intent(self) -> None:
        """Note that a publication is complete."""
        self._store.remove([INTENT])

    def write_parts(self, ledger: Ledger, new: Files, is_whole: bool) -> tuple[str, ...]:
        """Write what a publication changed; give the parts that make its files.

        A `whole` list names no file that is gone, as those of a story that was taken back.
        """
        old = ledger.head.parts if ledger.head else ()
        raw = encode_part(part_between(ledger.files, new))
        sizes = [ledger.sizes[name] for name in old]
        if is_whole or not old or len(old) >= MAX_PARTS or sum(sizes[1:]) + len(raw) > sizes[0] / 2:
            old, raw = (), encode_part(part_between({}, new))
        name = part_name(raw)
        if name not in old:
            self._store.write(name, raw)
            self._remember(name, raw)
        return (*old, name)

    def write_head(self, head: Head) -> None:
        """Make a publication the one that stands at the target."""
        self._store.write(HEAD, encode_head(head))

    def drop_parts(self, before: Head | None, now: Head) -> None:
        """Remove the parts that nothing names any longer, here and at the target."""
        kept = _parts_of(now)
        if gone := sorted(_parts_of(before) - kept):
            self._store.remove(gone)
        for file in self._cache.glob("part-*"):
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def read_kept(self) -> set[str]:
        """Give the names of the copies of replaced files."""
        raw = self._store.read(COPIES)
        return set(_lines(raw)) if raw else set()

    def write_kept(self, names: set[str]) -> None:
        """Note which copies of replaced files there are."""
        self._store.write(COPIES, "".join(f"{name}\n" for name in sorted(names)).encode())

    def load_gone(self) -> list[str] | None:
        """Give what stands for files that went in former publications, the latest last; None where that was not noted."""
        raw = self._store.read(GONE)
        return _lines(raw)[1:] if raw else None

    def add_gone(self, names: Iterable[str]) -> None:
        """Note what stands for files that are about to go, behind those that went before, and each once."""
        known = self.load_gone()
        late = dict.fromkeys(names)
        wanted = [*(name for name in known or () if name not in late), *late][-MAX_GONE:]
        if wanted != known:
            lines = [str(FORMAT), *wanted]
            self._store.write(GONE, "".join(f"{line}\n" for line in lines).encode())

    def load_history(self) -> list[Publication]:
        """Give the publications that are remembered, the oldest first; a line that cannot be read is passed over."""
        found = []
        for line in _lines(self._store.read(HISTORY) or b""):
            try:
                found.append(msgspec.json.decode(line, type=Publication))
            except msgspec.MsgspecError:
                continue
        return found

    def add_history(self, publication: Publication) -> None:
        """Remember a publication."""
        lines = [msgspec.json.encode(item) for item in [*self.load_history(), publication][-MAX_HISTORY:]]
        self._store.write(HISTORY, b"".join(line + b"\n" for line in lines))


def _lines(raw: bytes) -> list[str]:
    return raw.decode(errors="replace").split("\n")[:-1]


def _parts_of(head: Head | None) -> set[str]:
    if head is None:
        return set()
    return {*head.parts, *(head.previous.parts if head.previous else ())}
