"""Make an index the same for the same documents.

Pagefind lists the filters of an index in an order that differs from run to run
(seen with 1.5.2), and names the file in which they stand after its bytes. Here
they are put in order, and the file gets the name that follows.
"""

import json
from collections.abc import Mapping

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.search.signed import pack, unpack

_ENTRY = "pagefind-entry.json"
_FILTERS = 3  # version, pages, chunks, filters, sorts, fields


def repeatable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give an index's files with their filters in order."""
    made = dict(files)
    entry = json.loads(made[_ENTRY])
    for language in entry["languages"].values():
        old = language["hash"]
        content = _in_order(unpack(made.pop(f"pagefind.{old}.pf_meta")))
        language["hash"] = f"{old.partition('_')[0]}_{fingerprint(content).hex()[:10]}"
        made[f"pagefind.{language['hash']}.pf_meta"] = pack(content)
    made[_ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
    return dict(sorted(made.items()))


def _in_order(meta: bytes) -> bytes:
    """Put the filters of an index in order; the file is one array of CBOR (RFC 8949)."""
    _, _, at = _head(meta, 0)
    for _ in range(_FILTERS):
        at = _end(meta, at)
    _, count, first = _head(meta, at)
    items, here = [], first
    for _ in range(count):
        end = _end(meta, here)
        items.append(meta[here:end])
        here = end
    return meta[:first] + b"".join(sorted(items)) + meta[here:]


def _head(raw: bytes, at: int) -> tuple[int, int, int]:
    """Read what kind of item begins here, its number, and where its content begins."""
    kind, short = raw[at] >> 5, raw[at] & 31
    if short < 24:
        return kind, short, at + 1
    size = 1 << (short - 24)
    return kind, int.from_bytes(raw[at + 1 : at + 1 + size], "big"), at + 1 + size


def _end(raw: bytes, at: int) -> int:
    """Find where an item ends."""
    kind, number, here = _head(raw, at)
    if kind in (2, 3):
        return here + number
    if kind in (4, 5):
        for _ in range(number * (kind - 3)):
            here = _end(raw, here)
    return here
