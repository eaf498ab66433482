"""What of a story's identifier is its own: it stays when section, headline, host or the pattern of addresses change."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.content.story import Summary
from broadsheet.urls import ascii_path

# An identifier as feeds make them: what follows the host and the day is the story's own.
_MADE = re.compile(r"tag:[^,]+,[0-9]{4}-[0-9]{2}-[0-9]{2}:([0-9]+/.+)")


_UTC = ZoneInfo("UTC")


def authority_of(named: str, address: str) -> str:
    """Give the host that identifiers are made with: the one that the newsroom named, or that of its address."""
    return named or urlsplit(address).hostname or "localhost"


def tag_uri(authority: str, published: int, slug: str) -> str:
    """Give the identifier of a story to which nobody gave one, a `tag:` URI (RFC 4151)."""
    return f"tag:{authority},{from_seconds(published, _UTC):%Y-%m-%d}:{own_part(published, slug)}"


def own_part(published: int, slug: str) -> str:
    """Give what tells a story from all others, while nobody gave it an identifier."""
    return f"{published}/{ascii_path(slug)}"


def identity(summary: Summary) -> str:
    """Give what is equal for two stories when their identifiers are."""
    if not summary.id:
        return own_part(summary.published, summary.slug)
    made = _MADE.fullmatch(summary.id)
    return made[1] if made else summary.id
