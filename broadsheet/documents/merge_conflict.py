"""The two versions of a source in which a merge left both, each with the lines that they share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MERGE_HELP = "a merge left two versions here: keep one, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"

_MARK = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class _Conflict:
    """The numbers of lines: the first mark, the one below our version, the one above theirs, the last."""

    start: int
    below_ours: int
    above_theirs: int
    end: int


def sides_of(lines: list[str]) -> list[list[str]]:
    """Give our version and theirs, all conflicts settled alike; the lines themselves where there is no conflict.

    What both were before, which some merges leave between them, is no version that anybody wants.
    """
    ours: list[str] = []
    theirs: list[str] = []
    below = 0
    for conflict in _conflicts(lines):
        shared = lines[below : conflict.start]
        ours += shared + lines[conflict.start + 1 : conflict.below_ours]
        theirs += shared + lines[conflict.above_theirs + 1 : conflict.end]
        below = conflict.end + 1
    return [ours + lines[below:], theirs + lines[below:]] if below else [lines]


def is_mark(line: str) -> bool:
    """Answer whether a line is one of those that a merge puts around two versions."""
    return _MARK.match(line) is not None


def _conflicts(lines: list[str]) -> Iterator[_Conflict]:
    """Yield the conflicts; one whose last mark is missing goes on to the end, and one that is not parted is none."""
    marks = [(number, line[0]) for number, line in enumerate(lines) if is_mark(line)]
    start = -1
    inner: list[tuple[int, str]] = []
    for number, sign in [*marks, (len(lines), ">")]:
        if sign == "<" and not any(other == "=" for _, other in inner):
            start, inner = number, []
        elif sign == ">" and start >= 0:
            cut = _cut(lines, start, inner)
            if cut is not None:
                yield _Conflict(start, *cut, number)
            start, inner = -1, []
        elif start >= 0:
            inner.append((number, sign))


def _cut(lines: list[str], start: int, inner: list[tuple[int, str]]) -> tuple[int, int] | None:
    """Give the line below our version and the one above theirs.

    A heading may be underlined with what looks like the mark between the two: whole sources begin with a fence.
    """
    base = next((number for number, sign in inner if sign == "|"), None)
    parting = [number for number, sign in inner if sign == "=" and number > (base or start)]
    if not parting:
        return None
    at_fences = [number for number in parting if _is_fence(lines, start + 1) and _is_fence(lines, number + 1)]
    between = (at_fences or parting)[0]
    return between if base is None else base, between


def _is_fence(lines: list[str], number: int) -> bool:
    return number < len(lines) and lines[number].rstrip() == "---"
