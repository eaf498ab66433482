"""The text of a body with its places: where in the file a piece of a block stands."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A run of characters in the file: line and column count from 1."""

    line: int
    column: int
    length: int = 1


@dataclass(slots=True)
class Source:
    """The lines of a body. `line_offset` is how many lines of the file stand before them."""

    text: str
    path: str
    line_offset: int
    lines: list[str] = field(init=False)
    _cursor: tuple[int, int] = (-1, 0)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def line_text(self, line: int) -> str:
        """Give the text of a line of the file, or nothing beyond the body."""
        index = line - self.line_offset - 1
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def line_span(self, index: int) -> Span:
        """Give the span of a whole line, counted from 0 in the body, without its indentation."""
        text = self.lines[index] if index < len(self.lines) else ""
        bare = text.strip()
        column = len(text) - len(text.lstrip()) + 1 if bare else 1
        return Span(self.line_offset + index + 1, column, max(1, len(bare)))

    def find(self, piece: str, index: int) -> Span:
        """Find a piece of raw text at or soon after a line, or else give the span of that line."""
        for at in range(index, min(index + 200, len(self.lines))):
            column = self.lines[at].find(piece) if piece else -1
            if column >= 0:
                return Span(self.line_offset + at + 1, column + 1, len(piece))
        return self.line_span(index)

    def column_of(self, index: int, piece: str) -> int:
        """Find where a piece of a block's text starts in its line, from 0.

        Pieces of one line are asked for in their order, so that two equal
        table cells are told apart.
        """
        text = self.lines[index] if index < len(self.lines) else ""
        start = self._cursor[1] if self._cursor[0] == index else 0
        found = text.find(piece, start)
        if found < 0:
            return max(0, text.find(piece))
        self._cursor = (index, found + len(piece))
        return found


class Pieces:
    """The places of one block's text, whose lines lost their markers and indentation."""

    def __init__(self, source: Source, content: str, first_line: int) -> None:
        self.content = content
        self.first_line = first_line
        self._source = source
        self._texts = [content]
        self._starts = [0] if "\n" not in content else []
        self._columns: dict[int, int] = {}

    def span(self, start: int, end: int) -> Span:
        """Give the place of a run of the token's content, cut at the end of its first line."""
        if not self._starts:
            self._texts = self.content.split("\n")
            self._starts = list(accumulate((len(text) + 1 for text in self._texts[:-1]), initial=0))
        row = bisect_right(self._starts, start) - 1
        inside = start - self._starts[row]
        length = min(end - start, len(self._texts[row]) - inside)
        column = self._column(row) + inside
        return Span(self._source.line_offset + self.first_line + row + 1, column + 1, max(1, length))

    def _column(self, row: int) -> int:
        if row not in self._columns:
            text = self._texts[row]
            bare = text.lstrip()
            indent = len(text) - len(bare)
            self._columns[row] = self._source.column_of(self.first_line + row, bare) - indent
        return self._columns[row]
