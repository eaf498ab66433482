"""What of a story's identifier is its own: it stays when section, headline, host or the pattern of addresses change."""

import re
from functools import lru_cache

from broadsheet.content.story import Summary
from broadsheet.urls import ascii_path

# An identifier as feeds make them: what follows the host and the day is the story's own.
_MADE = re.compile(r"tag:[^,]+,[0-9]{4}-[0-9]{2}-[0-9]{2}:([0-9]+/.+)")


def own_part(published: int, slug: str) -> str:
    """Give what tells a story from all others, while nobody gave it an identifier."""
    return f"{published}/{ascii_path(slug)}"


def identity(summary: Summary, pattern: str) -> str:
    """Give what is equal for two stories when their identifiers are; `pattern` is the newsroom's, of addresses."""
    if not summary.id:
        return own_part(summary.published, slug_of(summary.permalink, pattern))
    made = _MADE.fullmatch(summary.id)
    return made[1] if made else summary.id


def slug_of(permalink: str, pattern: str) -> str:
    """Find the slug in a permalink that was made by a pattern."""
    found = _form(pattern).fullmatch(permalink)
    return found["slug"] if found else permalink.rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=4)
def _form(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    form = ""
    for place, part in enumerate(parts):
        if place % 2 == 0:
            form += re.escape(part)
        elif part == "slug" and "?P<slug>" not in form:
            form += "(?P<slug>[^/]+)"
        else:
            form += "[^/]+" if part in ("section", "slug") else "[0-9]+"
    return re.compile(form)
