"""Find the links and pictures of Markdown, with the places of their parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENER = re.compile(r"!?\[")
_DESTINATION = re.compile(r"[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|)")
_TITLE = re.compile(r"""\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))\s*(?=\))""", re.S)
_LOOSE_TITLE = re.compile(r"""\s+["“”]((?:(?!["“”]\)|\n\n).)*)["“”]\s*(?=\))""", re.S)
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


def iter_links(source: str, pictures: bool) -> Iterator[InlineLink]:
    """Find the pictures of a text, or its links; a link around a picture is one link."""
    position = 0
    while (opener := _OPENER.search(source, position)) is not None:
        position = opener.end()
        if opener.start() and source[opener.start() - 1] == "\\":
            continue
        is_picture = opener[0] == "!["
        if is_picture != pictures:
            continue
        found = link_at(source, opener.start())
        if found is not None:
            yield found
            position = found.end


def link_at(source: str, start: int) -> InlineLink | None:
    """Read the link or picture that begins at a place, or None when none does."""
    is_picture = source.startswith("!", start)
    close = _closing_bracket(source, start + is_picture)
    if close is None or not source.startswith("(", close + 1):
        return None
    destination = _DESTINATION.match(source, close + 2)
    assert destination is not None
    position = destination.end()
    target = destination[1]
    if target is None:
        loose = _LOOSE_TARGET.match(source, position)
        end = loose.end() if loose is not None else _bare_end(source, position)
        target, position = source[position:end], end
    title = _TITLE.match(source, position) or _LOOSE_TITLE.match(source, position)
    caption = ""
    if title is not None:
        caption, position = _unquoted(title), title.end()
    while source[position : position + 1] in (" ", "\t", "\n"):
        position += 1
    if not source.startswith(")", position):
        return None
    text = source[start + is_picture + 1 : close]
    return InlineLink(start, position + 1, is_picture, text, target.strip(), caption)


def _unquoted(title: re.Match[str]) -> str:
    if title.re is _LOOSE_TITLE:
        return title[1]
    return re.sub(r"\\([\"'()\\])", r"\1", title[1][1:-1])


def _closing_bracket(source: str, opening: int) -> int | None:
    depth = 0
    position = opening
    limit = source.find("\n\n", opening)
    limit = len(source) if limit < 0 else limit
    while position < limit:
        char = source[position]
        if char == "\\":
            position += 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                return position
        position += 1
    return None


def _bare_end(source: str, position: int) -> int:
    depth = 0
    while position < len(source) and not source[position].isspace():
        if source[position] == "\\":
            position += 1
        elif source[position] == "(":
            depth += 1
        elif source[position] == ")":
            if not depth:
                break
            depth -= 1
        position += 1
    return min(position, len(source))


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
