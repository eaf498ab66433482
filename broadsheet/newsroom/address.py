"""Read the address that a site will stand at. Everything the site says of itself begins with it."""

import re
from urllib.parse import SplitResult, urlsplit

from broadsheet.documents.fields import INVALID, Invalid, YamlDocument, web_address
from broadsheet.documents.nodes import Node
from broadsheet.newsroom.targets import report_masked
from broadsheet.urls import ascii_host

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_NAME = 253


def is_host_name(name: str) -> bool:
    """Answer whether a text is the name of a host in ASCII and lower case (RFC 1123)."""
    return len(name) <= _LONGEST_NAME and _HOST_NAME.fullmatch(name) is not None


def site_address(node: Node, document: YamlDocument) -> str | Invalid:
    """A web address that more can be put behind: a host, and perhaps a port and a path."""
    value = web_address(node, document)
    if value is INVALID:
        return value
    parts = urlsplit(value)
    if "@" in parts.netloc:
        message = "the address of the site holds a user's name or password"
        return report_masked(node, document, message, "remove it: the address is on every page")
    fault, help_text = _fault(value, parts)
    return document.report("invalid-address", fault, node, help_text) if fault else value


def _fault(value: str, parts: SplitResult) -> tuple[str, str]:
    """Say what is wrong with an address and what to write; two empty texts when nothing is."""
    host = parts.hostname or ""
    bare = f"{parts.scheme}://{parts.netloc}{parts.path}"
    if "?" in value or "#" in value:
        return f"the address `{value}` continues after its path", f"write `{bare}`"
    if not _has_port(parts):
        return f"invalid port in `{value}`", "write one from 1 to 65535, or leave it out with its `:`"
    if not host.isascii():
        written = ascii_host(host)
        help_text = f"write `{bare.replace(parts.netloc, parts.netloc.lower().replace(host, written), 1)}`"
        return (
            f"the host `{host}` is not in ASCII",
            help_text if written else "write the name that its registry gave it",
        )
    return "", ""


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0 and not parts.netloc.endswith(":")
    except ValueError:
        return False
