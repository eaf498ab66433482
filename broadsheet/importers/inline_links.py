"""Find the links and pictures of Markdown, with the places of their parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.S)
_END = re.compile(r"[ \t\n]{0,20}\)")
_PARENTHESES = re.compile(r"\\\S|[()\s]")
_LONGEST_TARGET = 2_000
_OPENER = re.compile(r"!?\[")
_DESTINATION = re.compile(r"[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|)")
_TITLE = re.compile(r"""\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))\s*(?=\))""", re.S)
_LOOSE_TITLE = re.compile(r"""\s+["“”]((?:(?!["“”]\)|\n\n).){0,4000})["“”]\s*(?=\))""", re.S)
# An address with blanks, which other tools take as it is.
_LOOSE_TARGET = re.compile(r"(?:mailto:|https?://|/)[^()<>\"'“”\n]*(?=\))")


@dataclass(frozen=True, slots=True)
class InlineLink:
    """`[text](target "title")` from `start` up to `end`; a picture when `!` stands before it."""

    start: int
    end: int
    is_picture: bool
    text: str
    target: str
    title: str


class Brackets:
    """Which `[` of a text is closed where; found once, so that hostile rows of brackets cost no more than text."""

    __slots__ = ("_closing", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._closing: dict[int, int] = {}
        opened: list[int] = []
        for match in _BRACKET.finditer(source):
            if match[0] == "[":
                opened.append(match.start())
            elif match[0] == "]":
                if opened:
                    self._closing[opened.pop()] = match.start()
            elif match[0][0] != "\\":
                opened.clear()

    def link_at(self, start: int) -> InlineLink | None:
        """Read the link or picture that begins at a place, or None when none does."""
        source = self.source
        is_picture = source.startswith("!", start)
        close = self._closing.get(start + is_picture)
        if close is None or not source.startswith("(", close + 1):
            return None
        target, position = _read_target(source, close + 2)
        title = _TITLE.match(source, position) or _LOOSE_TITLE.match(source, position)
        caption = ""
        if title is not None:
            caption, position = _unquoted(title), title.end()
        closing = _END.match(source, position)
        if closing is None:
            return None
        text = source[start + is_picture + 1 : close]
        return InlineLink(start, closing.end(), is_picture, text, target.strip(), caption)


def iter_links(source: str, pictures: bool) -> Iterator[InlineLink]:
    """Find the pictures of a text, or its links; a link around a picture is one link."""
    brackets = Brackets(source)
    position = 0
    while (opener := _OPENER.search(source, position)) is not None:
        position = opener.end()
        if opener.start() and source[opener.start() - 1] == "\\":
            continue
        if (opener[0] == "![") != pictures:
            continue
        found = brackets.link_at(opener.start())
        if found is not None:
            yield found
            position = found.end


def _read_target(source: str, start: int) -> tuple[str, int]:
    destination = _DESTINATION.match(source, start)
    assert destination is not None
    position = destination.end()
    if destination[1] is not None:
        return destination[1], position
    loose = _LOOSE_TARGET.match(source, position)
    end = loose.end() if loose is not None else _bare_end(source, position)
    return source[position:end], end


def _unquoted(title: re.Match[str]) -> str:
    if title.re is _LOOSE_TITLE:
        return title[1]
    return re.sub(r"\\([\"'()\\])", r"\1", title[1][1:-1])


def _bare_end(source: str, position: int) -> int:
    """Find the end of an address without blanks; its parentheses stand in pairs."""
    depth = 0
    for match in _PARENTHESES.finditer(source, position, position + _LONGEST_TARGET):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")" and depth:
            depth -= 1
        elif match[0][0] != "\\":
            return match.start()
    return min(position + _LONGEST_TARGET, len(source))


def link(text: str, target: str, title: str = "") -> str:
    """Write a link."""
    return f"[{text}]({_target(target)}{_title(title)})"


def picture(alt: str, target: str, caption: str = "") -> str:
    """Write a picture; its caption is the title that our figures read."""
    alt = " ".join(alt.replace("[", "(").replace("]", ")").split())
    return f"![{alt}]({_target(target)}{_title(caption)})"


def _target(target: str) -> str:
    if re.search(r"[\s()<>]", target):
        return "<" + re.sub(r"[<>\n]", "", target) + ">"
    return target


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        return ""
    return ' "' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
