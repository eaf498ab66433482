"""Settle the pictures of a body: figures of local files, and words in place of what is not there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from broadsheet.importers.addresses import PICTURE
from broadsheet.importers.files import FoundPicture
from broadsheet.importers.inline_links import InlineLink, iter_links, link, link_at, picture
from broadsheet.importers.report import Note
from broadsheet.importers.traced import Edit, TracedText

FindPicture = Callable[[str], FoundPicture]

_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif)(?:\?.*)?$", re.I)
_CAPTION_LINE = re.compile(
    r"[ \t]*\n[ \t]*(?P<mark>\*|_)(?![*_])(?P<text>(?:(?!\n[ \t]*\n).)+?)(?P=mark)[ \t]*(?=\n[ \t]*\n|\n?\Z)", re.S
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture with the link around it, if there is one."""

    start: int
    end: int
    image: InlineLink
    around: InlineLink | None


def convert_pictures(source: TracedText, find: FindPicture, notes: list[Note]) -> TracedText:
    """Point pictures at their files; say in words what a picture that is not there showed.

    `find` copies a picture of the old site and gives its path.
    """
    edits: list[Edit] = []
    for shown in _pictures(source.text):
        if edits and shown.start < edits[-1].end:
            continue
        edits.append(_edit(source, shown, find, notes))
    return source.edited(edits)


def _pictures(text: str) -> list[_Shown]:
    found = []
    for image in iter_links(text, pictures=True):
        before = text[: image.start].rstrip()
        around = link_at(text, len(before) - 1) if before.endswith("[") else None
        if around is not None and around.text.strip() == text[image.start : image.end]:
            found.append(_Shown(around.start, around.end, image, around))
        else:
            found.append(_Shown(image.start, image.end, image, None))
    return found


def _edit(source: TracedText, shown: _Shown, find: FindPicture, notes: list[Note]) -> Edit:
    image = shown.image
    address = unquote(image.target.removeprefix(PICTURE)) if image.target.startswith(PICTURE) else image.target
    found = find(address)
    alone = _stands_alone(source.text, shown.start, shown.end)
    line = source.line_at(shown.start)
    if not found.path:
        notes.append(Note(line, found.fault, address))
        return _words(source.text, shown, address, alone)
    end, caption = shown.end, image.title
    after = _CAPTION_LINE.match(source.text, shown.end) if alone != "inline" else None
    if after is not None and not caption:
        end, caption = after.end(), " ".join(after["text"].split())
    target = shown.around.target if shown.around is not None else ""
    if _SUFFIX.search(target):
        target = ""
    if target and caption and "](" not in caption:
        caption, target = link(caption, target), ""
    written = picture(image.text, found.path, caption)
    written = link(written, target) if target else written
    return Edit(shown.start, end, _set_apart(source.text, shown.start, end, written, alone))


def _words(text: str, shown: _Shown, address: str, alone: str) -> Edit:
    """Put words in place of a picture, linked to where it can still be seen."""
    image, around = shown.image, shown.around
    remote = address if re.match(r"(?:https?:)?//", address) else ""
    remote = f"https:{remote}" if remote.startswith("//") else remote
    target = around.target if around is not None else remote
    described = _sentence(image.text)
    caption = image.title.strip()
    parts = []
    if described or target:
        words = f"Picture: {described}" if described else "Picture"
        parts.append(link(words, target) if target else words)
    if caption:
        parts.append(caption if parts else f"Picture: {caption}")
    if not parts:
        return Edit(shown.start, shown.end, "")
    if alone == "inline":
        return Edit(shown.start, shown.end, _within(text, shown.start, shown.end, " ".join(parts)))
    return Edit(shown.start, shown.end, _set_apart(text, shown.start, shown.end, "\n\n".join(parts), alone))


def _within(text: str, start: int, end: int, words: str) -> str:
    """Set words in a line, apart from the words around them."""
    words = words if words.startswith("[") else f"({words})"
    lead = "" if start == 0 or not text[start - 1].isalnum() else " "
    return lead + words + (" " if text[end : end + 1].isalnum() else "")


def _sentence(alt: str) -> str:
    return " ".join(alt.split())


def _stands_alone(text: str, start: int, end: int) -> str:
    """Say how a picture stands: `alone`, at an `edge` of a plain paragraph, or `inline`."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    if re.match(r"[ \t]*(?:[>|#]|[-*+][ \t]|\d+[.)][ \t]|[ \t]{4})", before) or _in_table(text, line_start, line_end):
        return "inline"
    if before[:1] in (" ", "\t") and len(before) - len(before.lstrip()) > 1:
        return "inline"
    if not before.strip() and not after.strip():
        previous = text[:line_start].rstrip(" \t").endswith("\n\n") or not text[:line_start].strip()
        following = not text[line_end:].strip() or re.match(r"\n[ \t]*(?:\n|\Z)", text[line_end:]) is not None
        return "alone" if previous and following else "edge"
    return "edge" if not before.strip() or not after.strip() else "inline"


def _in_table(text: str, line_start: int, line_end: int) -> bool:
    if "|" not in text[line_start:line_end]:
        return False
    paragraph = text[text.rfind("\n\n", 0, line_start) + 1 : line_end + 400]
    return re.search(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", paragraph, re.M) is not None


def _set_apart(text: str, start: int, end: int, written: str, alone: str) -> str:
    if alone == "inline":
        return written
    line_start = text.rfind("\n", 0, start) + 1
    lead = "" if text[:line_start].rstrip(" \t").endswith("\n\n") or not text[:start].strip() else "\n\n"
    if text[line_start:start].strip():
        lead = "\n\n"
    tail = "" if re.match(r"[ \t]*(?:\n[ \t]*\n|\n?\Z)", text[end:]) else "\n\n"
    return f"{lead}{written}{tail}"
