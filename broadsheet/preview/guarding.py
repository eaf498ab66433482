"""Who may ask the preview: this machine's own browser, for a page of the preview, and nobody else.

Other web sites can make a browser send requests to this machine. What gives
them away is the name they reached it by, where they say they come from, and
that they may not read a cookie.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_HEADERS = 100
MAX_HEADER_BYTES = 32_000
COOKIE = "broadsheet-preview"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """The hosts that a preview answers to, each with its port, and the token it asks for, or none."""

    hosts: frozenset[str]
    token: str = ""

    def refuse(self, method: str, headers: Iterable[tuple[bytes, bytes]], may_post: bool) -> Refusal | None:
        """Say why a request must not be answered; None when it may be. Looks at no file and no path."""
        listed = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers]
        if len(listed) > MAX_HEADERS or sum(len(name) + len(value) for name, value in listed) > MAX_HEADER_BYTES:
            return Refusal(431, "too many headers")
        found = dict(listed)
        for name in ("host", "origin", "sec-fetch-site"):
            if sum(key == name for key, _ in listed) > 1:
                return Refusal(400, f"more than one `{name}`")
        if found.get("host", "").lower() not in self.hosts:
            return Refusal(403, "this preview does not answer to that name; open the address that it printed")
        if "origin" in found and found["origin"] != f"http://{found['host'].lower()}":
            return Refusal(403, "this preview does not answer to other sites")
        if not _is_own_fetch(found):
            return Refusal(403, "this preview does not answer to other sites")
        if method not in ("GET", "HEAD") and not (method == "POST" and may_post and "origin" in found):
            return Refusal(405, "the preview is read-only", {"allow": "GET, HEAD"})
        return None

    def is_known(self, cookies: str, given: str) -> bool:
        """Answer whether a request brings the token, by its cookie or in its address; without a token everybody does."""
        if not self.token:
            return True
        values = [
            value for name, _, value in (part.strip().partition("=") for part in cookies.split(";")) if name == COOKIE
        ]
        return any(hmac.compare_digest(self.token.encode(), value.encode()) for value in (*values, given))


def _is_own_fetch(headers: dict[str, str]) -> bool:
    """Answer whether a page of ours asks, or a person who followed a link."""
    site = headers.get("sec-fetch-site", "none")
    if site in ("none", "same-origin"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def local_hosts(port: int) -> frozenset[str]:
    """Give the names of this machine for itself."""
    return frozenset(f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]"))
