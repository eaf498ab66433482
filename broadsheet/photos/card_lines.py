"""Break words into lines, given how wide each is. Pure: knows no face.

A word is whole wherever that is possible at all. A line may end after a
hyphen or dash within a word, and at a soft hyphen, which then shows.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

Measure = Callable[[str], float]

_HYPHEN = "-"
# French points stand after a blank, dashes between two, thousands are parted by one: none of these begins a line.
_HELD = re.compile(r" (?=[:;!?»›%‰€–—](?: |\xa0|$))|(?<=[«‹]) |(?<=\d) (?=\d{3}(?!\d))|(?<=[§№]) ")
_WITHIN = re.compile(r"\xad|(?<=\w\w\w[-–—/])(?=\w\w\w)")
_TRAILING = " \xa0,;:.–—-«“„(/"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text after which a line may end, and the hyphen that then shows."""

    text: str
    end: str
    is_last: bool  # of its word: a blank comes before the next piece


def fill_lines(text: str, measure: Measure, width: float) -> list[str]:
    """Set a text in as few lines as it needs, no word of it broken; none at all where one word is wider than a line.

    The lines are of nearly the same length, as in the headline on the page.
    """
    pieces = _pieces(text)
    lines = _fill(pieces, measure, width)
    if len(lines) < 2:
        return lines
    shortest = range(1, int(width) + 1)
    least = bisect_left(shortest, True, key=lambda limit: 0 < len(_fill(pieces, measure, limit)) <= len(lines))
    return _fill(pieces, measure, least + 1) if least < len(shortest) else lines


def force_lines(text: str, measure: Measure, width: float, most: int) -> list[str]:
    """Set a text in so many lines at most: words too wide for one are broken, and what is too long ends in an ellipsis."""
    pieces = [part for piece in _pieces(text) for part in _broken(piece, measure, width)]
    lines = _fill(pieces, measure, width)
    return lines if len(lines) <= most else [*lines[: most - 1], cut(lines[most - 1], measure, width, is_cut=True)]


def cut(line: str, measure: Measure, width: float, *, is_cut: bool = False) -> str:
    """End a line that is too wide in an ellipsis, after a word if there is one; one that `is_cut` already, in any case."""
    if not is_cut and measure(line) <= width:
        return line
    ends = range(1, len(line) + 1)
    end = max(1, bisect_left(ends, True, key=lambda end: measure(f"{line[:end]}…") > width))
    kept = line[:end]
    if end < len(line) and not line[end].isspace() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return f"{kept.rstrip(_TRAILING)}…"


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    for word in filter(None, _HELD.sub("\xa0", text).split(" ")):
        starts = [0, *(match.end() for match in _WITHIN.finditer(word)), len(word)]
        parts = [word[start:end] for start, end in pairwise(starts)]
        found += [
            _Piece(part.removesuffix("\xad"), _HYPHEN if part.endswith("\xad") else "", number == len(parts))
            for number, part in enumerate(parts, 1)
        ]
    return found


def _fill(pieces: list[_Piece], measure: Measure, width: float) -> list[str]:
    blank = measure(" ")
    lines: list[str] = []
    line, length, before = "", 0.0, _Piece("", "", is_last=True)
    for piece in pieces:
        own = measure(piece.text)
        if own + measure(piece.end) > width:
            return []
        gap = " " if line and before.is_last else ""
        longer = length + (blank if gap else 0) + own
        if longer + measure(piece.end) <= width:
            line, length = f"{line}{gap}{piece.text}", longer
        else:
            lines.append(line + before.end)
            line, length = piece.text, own
        before = piece
    return [*lines, line]


def _broken(piece: _Piece, measure: Measure, width: float) -> list[_Piece]:
    """Break a piece that is wider than a line into equal parts."""
    count = 1
    while True:
        size = -(-len(piece.text) // count)
        parts = [piece.text[start : start + size] for start in range(0, len(piece.text), size)]
        if size == 1 or all(measure(part + _HYPHEN) <= width for part in parts):
            break
        count += 1
    if len(parts) < 2:
        return [piece]
    return [*(_Piece(part, _HYPHEN, is_last=False) for part in parts[:-1]), _Piece(parts[-1], piece.end, piece.is_last)]
