"""What of a story's identifier is its own: it stays when section, headline, host or the pattern of addresses change."""

import re
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.content.story import Summary
from broadsheet.urls import ascii_path

# An identifier as feeds make them: what follows the host and the day is the story's own.
# It may begin with the path of one newsroom among several on a host.
_MADE = re.compile(r"tag:[^,]+,[0-9]{4}-[0-9]{2}-[0-9]{2}:(?:.*?/)??([0-9]+/.+)")

_UTC = ZoneInfo("UTC")


def authority_of(named: str, address: str) -> str:
    """Give what identifiers are made with, a host and perhaps a path: what the newsroom named, or those of its address.

    The path tells the newsrooms of one host apart.
    """
    parts = urlsplit(address)
    path = quote(parts.path.strip("/"), safe="/%:@!$&'()*+,;=~")
    return named or "/".join(filter(None, (parts.hostname or "localhost", path)))


def tag_uri(authority: str, day: str, own: str) -> str:
    """Give a `tag:` URI (RFC 4151): the host, a day, and behind the path what is one thing's own."""
    host, _, path = authority.partition("/")
    return f"tag:{host},{day}:{path}/{own}" if path else f"tag:{host},{day}:{own}"


def story_uri(authority: str, published: int, slug: str) -> str:
    """Give the identifier of a story to which nobody gave one."""
    return tag_uri(authority, f"{from_seconds(published, _UTC):%Y-%m-%d}", own_part(published, slug))


def own_part(published: int, slug: str) -> str:
    """Give what tells a story from all others, while nobody gave it an identifier."""
    return f"{published}/{ascii_path(slug)}"


def identity(summary: Summary) -> str:
    """Give what is equal for two stories when their identifiers are."""
    if not summary.id:
        return own_part(summary.published, summary.slug)
    made = _MADE.fullmatch(summary.id)
    return made[1] if made else summary.id
