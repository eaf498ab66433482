"""A quick reader of the YAML that most front matter is: keys with short values, lists, one level of mappings.

It gives the nodes that a walk of the events gives, places and all, or declines
the document; it refuses nothing itself. It is sure of values on one line: plain
ones without a mark that may mean something, quoted ones without an escape but
that of the quotation mark, and lists of words in brackets.
"""

import re

from broadsheet.documents.nodes import Mapping, Node, Scalar, Sequence

# Too short for more values than the walk takes; and YAML takes no key beyond 1,024 characters.
MAX_LENGTH = 6_000
_MAX_KEY = 1_000

# What begins with one of these is no plain text, or is one only because of what follows.
_INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
_LIST = re.compile(r"\[{item}(?:, {item})*\]".format(item=r"[\w/](?:[\w .'’/&+-]*[\w.'’/+])?"))


class _Unsure(Exception):
    """Raised at the first thing that may not be what it looks like."""


def read_plain(text: str, first_line: int) -> Mapping | None:
    """Read a document of plain lines, the first of which has this number; None for any other."""
    if len(text) > MAX_LENGTH or ("#" in text and " #" in text) or not text.replace("\n", "").isprintable():
        return None
    try:
        return _Lines(text.split("\n"), first_line).mapping()
    except _Unsure:
        return None


class _Lines:
    """Lines under reading; `_at` is the next. A line is taken only by what is sure of it, so that none is read twice."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self._lines = lines
        self._first_line = first_line
        self._at = 0

    def mapping(self) -> Mapping:
        """Read all lines as the entries of one mapping."""
        entries: list[tuple[Scalar, Node]] = []
        while self._at < len(self._lines):
            line, number = self._lines[self._at], self._at + self._first_line
            self._at += 1
            key, colon, value = line.partition(": ")
            if colon:
                entries.append((_key(key, number, 1), _value(value, number, len(key) + 3)))
            elif line.endswith(":"):
                entries.append((_key(line[:-1], number, 1), self._block(number, len(line) + 1)))
            elif line and line[0] != "#":
                raise _Unsure
        return _mapping(entries)

    def _block(self, above: int, column: int) -> Node:
        """Read what stands below a key: the lines that are indented, or begin with a dash; else an empty text behind it."""
        line = self._lines[self._at] if self._at < len(self._lines) else ""
        indent = len(line) - len(line.lstrip(" "))
        if line.startswith("- ", indent):
            return self._list(indent)
        if not indent:
            return Scalar("", above, column)
        return self._inner(indent, [])

    def _list(self, indent: int) -> Sequence:
        items: list[Node] = []
        line, column = self._at + self._first_line, indent + 1
        dash = " " * indent + "- "
        while self._at < len(self._lines) and self._lines[self._at].startswith(dash):
            written, number = self._lines[self._at][indent + 2 :], self._at + self._first_line
            self._at += 1
            key, colon, value = written.partition(": ")
            if colon and key.isidentifier():
                entry = _key(key, number, indent + 3), _value(value, number, indent + len(key) + 5)
                items.append(self._inner(indent + 2, [entry]))
            else:
                items.append(_value(written, number, indent + 3))
        return Sequence(tuple(items), line, column)

    def _inner(self, indent: int, entries: list[tuple[Scalar, Node]]) -> Mapping:
        """Read lines of the same indentation as more entries of a mapping."""
        blank = " " * indent
        while self._at < len(self._lines) and self._lines[self._at].startswith(blank):
            key, _, value = self._lines[self._at][indent:].partition(": ")
            number = self._at + self._first_line
            self._at += 1
            entries.append((_key(key, number, indent + 1), _value(value, number, indent + len(key) + 3)))
        return _mapping(entries)


def _mapping(entries: list[tuple[Scalar, Node]]) -> Mapping:
    if len({key.text for key, _ in entries}) < len(entries) or not entries:
        raise _Unsure
    first = entries[0][0]
    return Mapping(tuple(entries), first.line, first.column)


def _key(text: str, line: int, column: int) -> Scalar:
    if not text.isidentifier() or len(text) > _MAX_KEY:
        raise _Unsure
    return Scalar(text, line, column, True, len(text))


def _value(text: str, line: int, column: int) -> Scalar | Sequence:
    first = text[:1]
    if first not in _INDICATORS:
        if not text or ": " in text or text[-1] in ": ":
            raise _Unsure
        return Scalar(text, line, column, True, len(text))
    if first in "\"'" and len(text) > 1 and text[-1] == first:
        return Scalar(_unquoted(text[1:-1], first), line, column, False, len(text))
    if not _LIST.fullmatch(text):
        raise _Unsure
    return _items(text[1:-1].split(", "), line, column)


def _unquoted(text: str, quote: str) -> str:
    escaped = '\\"' if quote == '"' else "''"
    rest = text.replace(escaped, "")
    if quote in rest or (quote == '"' and "\\" in rest):
        raise _Unsure
    return text if len(rest) == len(text) else text.replace(escaped, quote)


def _items(texts: list[str], line: int, column: int) -> Sequence:
    """Make the sequence of texts between brackets, the first of which stands at a column."""
    items: list[Node] = []
    at = column + 1
    for text in texts:
        items.append(Scalar(text, line, at, True, len(text)))
        at += len(text) + 2
    return Sequence(tuple(items), line, column)
