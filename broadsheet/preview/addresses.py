"""From what a browser asks for to the name of an output: decoded once, looked up, never joined to a folder."""

import re
from urllib.parse import unquote_to_bytes

MAX_TARGET = 8_000

_LONE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class BadAddress(Exception):
    """An address that no browser sends for a page of a site."""


def decode_path(raw: bytes) -> str:
    """Give the path of a request, decoded once. Raises BadAddress.

    What remains is a name to look up. That dots, slashes and blanks in other
    spellings are refused here is a second net: none of them is in the list of outputs.
    """
    if not raw.startswith(b"/") or b"#" in raw or b"\\" in raw or _LONE_PERCENT.search(raw):
        raise BadAddress
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise BadAddress from None
    if any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in path) or "\\" in path:
        raise BadAddress
    if any(part in (".", "..") for part in path.split("/")):
        raise BadAddress
    return path


def outputs_for(path: str) -> tuple[str, str]:
    """Give the output that a path names, and the one it would name with a slash at its end."""
    name = path[1:]
    if not name or name.endswith("/"):
        return f"{name}index.html", ""
    return name, f"{name}/index.html"
