"""Names of authors and topics that were written as something else: what was most likely meant."""

import re

from broadsheet.slugs import is_slug, slugify

_LIKE_SLUG = re.compile(r"\w+(?:[_-]\w+)+")
# Marks that stand around a text in print. YAML knows only the straight ones, and takes these for letters.
_QUOTED = re.compile(r"[“”„‟«»‘‚‹›]\s*([^“”„‟«»‘‚‹›]+?)\s*[“”«»’‘‹›]")
# A comma in a list parts what was meant as one text. A single mark alone may be an apostrophe.
_OPENED = re.compile(r"[“”„‟«»]\s*([^“”„‟«»]+)|([^“”„‟«»]+?)\s*[“”«»]")


def slug_meant(name: str) -> str:
    """Give the slug that a name without blanks may stand for: `our_reporter`, `Our-Reporter`; empty for all others."""
    return slugify(name) if _LIKE_SLUG.fullmatch(name) and not is_slug(name) else ""


def without_quotes(text: str) -> str:
    """Give what stands within the typographic quotation marks around a text; empty where it has none around it."""
    found = _QUOTED.fullmatch(text) or _OPENED.fullmatch(text)
    return next((part.strip() for part in found.groups() if part), "") if found else ""
