"""Tell a `canonical` address that leads to an original from one that is only the story's own.

Other systems write a story's own address there, and importers its old one.
"""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit, urlunsplit

from broadsheet.content import keys
from broadsheet.content.references import FoundReference
from broadsheet.urls import encode_address

_PORTS = {"http": ":80", "https": ":443"}


def elsewhere(canonical: str, site: str, own: Iterable[str]) -> str:
    """Give a canonical address; one of the story's `own` paths on a site is none, whatever parameters it has."""
    if not canonical:
        return ""
    place = _place(canonical)
    return "" if any(place == _place(site + path) for path in own) else canonical


def original_on(site: str, canonical: str) -> FoundReference | None:
    """Refer to the page of a site that a canonical address leads to; None for one elsewhere."""
    place, own = _place(canonical), _place(site)
    if not canonical or f"{place}/".partition(f"{own}/")[0]:
        return None
    # Other systems name a story by a number behind the front page's address: `/?p=12`.
    front = f"/?{query}" if (query := urlsplit(canonical).query) else "/"
    return FoundReference("original", canonical, (keys.path(place.removeprefix(own) or front),))


def own_but_for_www(canonical: str, site: str) -> str:
    """Give the address on a site that a canonical one would be but for `www.`; empty for any other."""
    place, own = _place(canonical), _place(site)
    if place.startswith("www.") == own.startswith("www."):
        return ""
    if not f"{place.removeprefix('www.')}/".startswith(f"{own.removeprefix('www.')}/"):
        return ""
    parts, here = urlsplit(canonical), urlsplit(site)
    return urlunsplit(parts._replace(scheme=here.scheme, netloc=here.netloc))


def _place(address: str) -> str:
    """Give where an address leads: its host in small letters and its path with its own, and no scheme.

    A query is left out: it says who sent a reader, and no page of ours has one.
    """
    parts = urlsplit(encode_address(address))
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS.get(parts.scheme, "")).rstrip(":")
    return f"{host}/{unquote(parts.path).strip('/')}".removesuffix("/index.html").rstrip("/")
