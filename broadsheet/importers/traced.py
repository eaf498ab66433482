"""Text that remembers the line of the source each of its lines came from."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


class TracedText:
    """A text under conversion; never changes, an edit gives a new one."""

    __slots__ = ("_origins", "_starts", "text")

    def __init__(self, text: str, origins: list[int]) -> None:
        self.text = text
        self._origins = origins
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    @classmethod
    def of(cls, text: str, first_line: int) -> "TracedText":
        """Begin with a text whose first line is line `first_line` of its source."""
        return cls(text, list(range(first_line, first_line + text.count("\n") + 1)))

    def line_at(self, position: int) -> int:
        """Give the line of the source that a position came from."""
        return self._origins[self._row(position)]

    def line_start(self, position: int) -> int:
        """Give the position where the line of a position begins."""
        return self._starts[self._row(position)]

    def edited(self, edits: Iterable[Edit]) -> "TracedText":
        """Make the edits, which must be in order and not overlap."""
        pieces: list[str] = []
        origins = [self._origins[0]]
        cursor = 0
        for edit in edits:
            pieces += (self.text[cursor : edit.start], edit.text)
            first, last = self._row(edit.start), self._row(edit.end)
            origins += self._origins[self._row(cursor) + 1 : first + 1]
            origins += [self._origins[min(first + n, last)] for n in range(1, edit.text.count("\n") + 1)]
            cursor = edit.end
        if not pieces:
            return self
        pieces.append(self.text[cursor:])
        origins += self._origins[self._row(cursor) + 1 :]
        return TracedText("".join(pieces), origins)

    def _row(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1
