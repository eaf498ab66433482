"""The mark of a preview, by which a publisher knows what must not go out.

Everything the preview writes lies below a folder with the mark file, and every
page that leaves it holds the mark in its head. Either alone is enough to refuse.
"""

from pathlib import Path

MARK_FILE = ".broadsheet-preview"
MARK_META = '<meta name="broadsheet-preview" content="not for publication">'

_TEXT = "A preview made by Broadsheet. It shows stories that are not public: do not publish it.\n"


def mark_folder(folder: Path) -> None:
    """Make a folder and mark it as a preview's."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK_FILE).write_text(_TEXT, encoding="utf-8")


def is_preview_folder(folder: Path) -> bool:
    """Answer whether a folder, or one above it, is marked as a preview's."""
    full = folder.resolve()
    return any((place / MARK_FILE).exists() for place in (full, *full.parents))


def is_preview_page(raw: bytes) -> bool:
    """Answer whether a page was made by a preview."""
    return MARK_META.encode() in raw
