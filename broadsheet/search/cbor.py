"""The pieces of CBOR (RFC 8949) of which Pagefind's files are made."""

from typing import Any


def read_head(raw: bytes, at: int) -> tuple[int, int, int]:
    """Read what kind of item begins here, its number, and where its content begins."""
    kind, short = raw[at] >> 5, raw[at] & 31
    if short < 24:
        return kind, short, at + 1
    size = 1 << (short - 24)
    return kind, int.from_bytes(raw[at + 1 : at + 1 + size], "big"), at + 1 + size


def find_end(raw: bytes, at: int) -> int:
    """Find where an item ends."""
    kind, number, here = read_head(raw, at)
    if kind in (2, 3):
        return here + number
    if kind in (4, 5):
        for _ in range(number * (kind - 3)):
            here = find_end(raw, here)
    return here


def parse_item(raw: bytes, at: int = 0) -> tuple[Any, int]:
    """Read an item of numbers, texts and arrays, and where it ends."""
    kind, number, here = read_head(raw, at)
    if kind == 3:
        return raw[here : here + number].decode(), here + number
    if kind == 4:
        items = []
        for _ in range(number):
            item, here = parse_item(raw, here)
            items.append(item)
        return items, here
    return (-1 - number if kind == 1 else number), find_end(raw, at)
