"""The order of a publication: nothing is shown before what it needs is there.

Files that pages need come first, then pages nothing leads to yet, then pages
and lists that lead to them, and last what machines read.
"""

import re

from broadsheet.engine.fingerprints import fingerprint

# Whatever an output's recipe is; of recipes that are not named here, files of text count as lists.
ASSET, PAGE, LIST, FRONT, MACHINE = range(5)

_PAGES = frozenset({"article", "page", "redirect", "not-found"})
_FRONTS = frozenset({"home", "list"})
_MACHINES = frozenset(
    {"feed", "host-headers", "host-redirects", "sitemap-index", "sitemap-month", "sitemap-pages", "robots", "live"}
)
_TEXT = (".html", ".htm", ".xml", ".json", ".txt", ".webmanifest")

# The sizes of a picture have four more digits and a name of their own: `media/port-0123456789abcd-640.jpg`.
_FINGERPRINTED = re.compile(r"^(?:media|assets)/.*[-.][0-9a-f]{10}(?:[0-9a-f]{4}-[^/.]+)?\.\w+$")

STEPS = (
    "pictures and files",
    "new pages",
    "new lists",
    "changed pages",
    "changed lists",
    "fronts",
    "feeds and sitemaps",
)


def group_of(path: str, recipe: str) -> int:
    """Give the group of an output."""
    if recipe in _PAGES:
        return PAGE
    if recipe in _FRONTS:
        return FRONT
    if recipe in _MACHINES:
        return MACHINE
    if path.endswith(_TEXT) and recipe != "copy":
        return MACHINE if not path.endswith((".html", ".htm")) else LIST
    return ASSET


def subject_of(recipe: str, argument: str) -> int:
    """Number what stands on a page, so that a page is not taken for the one that took its address; 0 for other files."""
    if recipe not in _PAGES:
        return 0
    return int.from_bytes(fingerprint(f"{recipe} {argument}".encode())[:4], "big") | 1


def step_of(group: int, is_new: bool) -> int:
    """Give the step of a publication, an index of `STEPS`, in which a file is sent."""
    if group == ASSET:
        return 0
    if group == MACHINE:
        return 6
    if is_new:
        return 1 if group == PAGE else 2
    return {PAGE: 3, LIST: 4, FRONT: 5}[group]


def is_fingerprinted(path: str) -> bool:
    """Answer whether a file is named after its bytes, so that it never changes."""
    return _FINGERPRINTED.match(path) is not None
