"""Give a part of a file, as players of sound and film ask for it."""

import re

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def part_of(body: bytes, wanted: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """Give the status and the part of a body that a `Range` asks for, and note in the headers which it is.

    What is no single range of bytes is passed over, as the standard allows.
    """
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or not (match[1] or match[2]):
        return 200, body
    size = len(body)
    if match[1]:
        start, end = int(match[1]), min(int(match[2] or size), size - 1)
    else:
        start, end = max(0, size - int(match[2])), size - 1
    if start >= size or end < start:
        headers["content-range"] = f"bytes */{size}"
        return 416, b""
    headers["content-range"] = f"bytes {start}-{end}/{size}"
    return 206, body[start : end + 1]
