"""Bring headings and attribute lists into our form: levels from two, none skipped, no names in braces."""

import re
from dataclasses import dataclass, field

from broadsheet.importers.report import Note
from broadsheet.importers.traced import Edit, TracedText
from broadsheet.slugs import slugify

_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|(?<!#)\{(?:\.[\w.–-]+\s*)+\}")
_HEADING = re.compile(r"^[ ]{0,3}(?P<level>#{1,6})(?P<gap>[ \t]+|(?=[^#\s]))(?P<text>[^\n]*)$", re.M)
_UNDERLINED = re.compile(
    r"(?:(?<=\n\n)|\A)[ \t]*(?P<text>(?!(?:[#>|]|[-*+][ \t]|\d+[.)][ \t]|!\[|:::|\ue000))\S[^\n]*)\n"
    r"[ ]{0,3}(?P<line>=+|-{2,})[ \t]*$",
    re.M,
)
_NAMED = re.compile(r"[ \t]*\{(?P<names>[#.][^{}\n]*)\}[ \t]*$")


@dataclass(slots=True)
class Anchors:
    """The names that links in the text may point at, and the anchor each has now."""

    by_name: dict[str, str] = field(default_factory=dict)


def convert_headings(source: TracedText, notes: list[Note]) -> tuple[TracedText, Anchors]:
    """Write headings with number signs from the second level, and remove attribute lists with a note."""
    for match in _ATTRIBUTES.finditer(source.text):
        notes.append(Note(source.line_at(match.start()), "the attribute list was removed", match[0].strip()))
    source = source.edited([Edit(m.start(), m.end(), "") for m in _ATTRIBUTES.finditer(source.text)])
    source = source.edited(
        [
            Edit(m.start(), m.end(), f"{'#' if m['line'][0] == '=' else '##'} {m['text'].strip()}")
            for m in _UNDERLINED.finditer(source.text)
        ]
    )
    anchors = Anchors()
    levels = _Levels()
    edits = []
    for match in _HEADING.finditer(source.text):
        if not match["gap"] and len(match["level"]) == 1:
            continue
        text = re.sub(r"(?:(?<=[ \t])|^)#+$", "", match["text"].strip()).strip()
        named = _NAMED.search(text)
        if named is not None:
            text = text[: named.start()]
        level = levels.ours(len(match["level"])) if text else 0
        _remember(anchors, text, named)
        # A heading that follows its paragraph without a blank line would be read with it by some.
        edits.append(Edit(match.start(), match.end(), f"{'#' * level} {text}".strip() if text else ""))
    return source.edited(edits), anchors


def _remember(anchors: Anchors, text: str, named: re.Match[str] | None) -> None:
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    anchor = slugify(re.sub(r"[*_`\\]", "", words))
    for name in re.findall(r"#([^\s}]+)", named["names"]) if named is not None else ():
        anchors.by_name[name] = anchor
    anchors.by_name.setdefault(anchor, anchor)
    anchors.by_name.setdefault(re.sub(r"[^\w -]", "", words.casefold()).strip().replace(" ", "-"), anchor)


class _Levels:
    """Maps the levels of a story to ours as they come, so that none is skipped."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open: list[int] = []

    def ours(self, level: int) -> int:
        """Give our level for the next heading."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(len(self._open) + 1, 6)
