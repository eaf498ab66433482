"""Make an index the same for the same documents.

Pagefind lists the filters of an index in an order that differs from run to run
(seen with 1.5.2), and names the file in which they stand after its bytes. Here
they are put in order, and the file gets the name that follows.
"""

import json
from collections.abc import Mapping

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.search.cbor import find_end, read_head
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
    """Put the filters of an index in order; the file is one array."""
    _, _, at = read_head(meta, 0)
    for _ in range(_FILTERS):
        at = find_end(meta, at)
    _, count, first = read_head(meta, at)
    items, here = [], first
    for _ in range(count):
        end = find_end(meta, here)
        items.append(meta[here:end])
        here = end
    return meta[:first] + b"".join(sorted(items)) + meta[here:]
