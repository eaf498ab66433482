"""Read YAML by its events into nodes, within limits that a hand-written document never meets.

PyYAML's constructors are never run: they turn `no` into False and `10:30` into
630, take exponential time on nested merge keys, and its C parser's composer
crashes the process on deep nesting. Walking the events costs 15 µs for a
usual document and stops at the first sign of hostility.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from broadsheet.diagnostics import Diagnostic, Excerpt, Place
from broadsheet.documents.nodes import Mapping, Node, Scalar, Sequence

MAX_BYTES = 64 * 1024
MAX_DEPTH = 50
MAX_NODES = 5_000

# A comment that a person means as one has a space after its mark; `#1` and `#metoo` are text that YAML would drop.
_SWALLOWED = re.compile(r"[ \t]+#(?=[^\s#])")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    def __init__(self, kind: str, message: str, mark: Any, help_text: str = "", first: Scalar | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.mark = mark
        self.help = help_text
        self.first = first


def parse_yaml(text: str, path: str, line_offset: int = 0) -> tuple[Node | None, list[Diagnostic]]:
    """Read one document into nodes; None with a diagnostic when it is refused.

    `line_offset` is how many lines of the file stand before `text`. An empty
    document is an empty mapping.
    """
    lines = text.split("\n")
    if len(text.encode()) > MAX_BYTES:
        place = Place(path, line_offset + 1, 1)
        message = f"the YAML is larger than {MAX_BYTES // 1024} kB"
        return None, [Diagnostic("yaml-limit", message, place, lines[0][:200], "move long text into the body")]
    try:
        return _Tree(text, lines, line_offset).document(), []
    except _Refused as refused:
        return None, [_diagnostic(refused, path, lines, line_offset)]
    except yaml.YAMLError as error:
        return None, [_syntax_diagnostic(error, path, lines, line_offset)]


def _diagnostic(refused: _Refused, path: str, lines: list[str], line_offset: int) -> Diagnostic:
    index, column = refused.mark.line, refused.mark.column
    others: tuple[Excerpt, ...] = ()
    if refused.first is not None:
        first = refused.first
        place = Place(path, first.line, first.column, first.length)
        others = (Excerpt(place, _line(lines, first.line - line_offset - 1), "first here"),)
    length = refused.first.length if refused.first is not None else 1
    place = Place(path, line_offset + index + 1, column + 1, length)
    return Diagnostic(refused.kind, str(refused), place, _line(lines, index), refused.help, others=others)


def _line(lines: list[str], index: int) -> str:
    return lines[index].rstrip("\r") if 0 <= index < len(lines) else ""


class _Tree:
    """Build nodes from events; never recurses deeper than MAX_DEPTH."""

    def __init__(self, text: str, lines: list[str], line_offset: int) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._lines = lines
        self._line_offset = line_offset
        self._nodes = 0

    def document(self) -> Node:
        next(self._events)  # stream start
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return Mapping((), self._line_offset + 1, 1)
        root = self._node(next(self._events), 1)
        next(self._events)  # document end
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Refused("yaml-syntax", "a second YAML document starts here", event.start_mark, "remove the `---`")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._check(event, depth)
        line, column = self._line_offset + event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            self._check_rest(event)
            return _scalar(event, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), line, column)
        return Mapping(tuple(self._entries(depth)), line, column)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused("yaml-key", "a key must be a text", event.start_mark, "put quotes around it")
            if key.text == "<<" and key.plain:
                raise _Refused("yaml-alias", "merge keys are not allowed", event.start_mark, "write the keys out")
            if key.text in seen:
                first = seen[key.text]
                raise _Refused(
                    "duplicate-key", f"the key `{key.text}` stands twice", event.start_mark, "remove one of them", first
                )
            seen[key.text] = key
            yield key, self._node(next(self._events), depth + 1)

    def _check_rest(self, event: Any) -> None:
        """Refuse a plain text whose end YAML would take for a comment."""
        end = event.end_mark
        match = _SWALLOWED.match(_line(self._lines, end.line), end.column) if event.implicit[0] else None
        if match is not None:
            mark = yaml.Mark("", 0, end.line, match.end() - 1, None, 0)
            help_text = "put quotes around the whole text; a remark needs a space after its `#`"
            raise _Refused("yaml-comment", "the text from `#` on would be lost as a comment", mark, help_text)

    def _check(self, event: Any, depth: int) -> None:
        self._nodes += 1
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("yaml-alias", "aliases are not allowed", mark, "write the text again, or quote the `*`")
        if getattr(event, "anchor", None) is not None:
            raise _Refused("yaml-alias", "anchors are not allowed", mark, "remove the anchor, or quote the `&`")
        if getattr(event, "tag", None) is not None:
            raise _Refused("yaml-tag", "tags are not allowed", mark, "remove the tag, or quote the `!`")
        if depth > MAX_DEPTH:
            raise _Refused("yaml-limit", f"nested deeper than {MAX_DEPTH} levels", mark)
        if self._nodes > MAX_NODES:
            raise _Refused("yaml-limit", f"more than {MAX_NODES} values", mark)


def _scalar(event: Any, line: int, column: int) -> Scalar:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if start.line == end.line else 1
    return Scalar(event.value, line, column, event.implicit[0], max(1, length))


_HELP = (
    ("mapping values are not allowed", "a text that holds `: ` needs quotes around it"),
    ("could not find expected ':'", "put a colon and a space after the key, or quotes around the text"),
    ("found character '\\t'", "indent with spaces, not tabs"),
    ("cannot start any token", "put quotes around the text"),
    ("found unexpected end of stream", "close the quotes or the bracket that is opened here"),
    ("did not find expected <document start>", "a text that spans lines needs to be indented"),
    ("did not find expected key", "check the indentation, and that every quote and bracket is closed"),
    ("did not find expected ',' or ']'", "close the bracket, or put a comma between the items"),
    ("did not find expected ',' or '}'", "close the brace, or put a comma between the items"),
    ("did not find expected '-' indicator", "line the items of the list up under each other"),
    ("block sequence entries are not allowed", "put the list on a line of its own, indented"),
    ("block mapping", "check the indentation of this line"),
    ("did not find expected alphabetic or numeric", "put quotes around a text that starts with `*` or `&`"),
    ("unknown escape character", "use single quotes around a text with backslashes"),
)


def _syntax_diagnostic(error: yaml.YAMLError, path: str, lines: list[str], line_offset: int) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if "found unexpected end of stream" in problem and getattr(error, "context_mark", None) is not None:
        line, column = error.context_mark.line, error.context_mark.column  # type: ignore[attr-defined]
    last = max((index for index, text in enumerate(lines) if text.strip()), default=0)
    if line > last:
        line, column = last, len(lines[last])
    help_text = next((text for part, text in _HELP if part in problem), "")
    if _line(lines, line)[column : column + 1] == "\t":
        help_text = "indent with spaces, not tabs"
    place = Place(path, line_offset + line + 1, column + 1)
    return Diagnostic("yaml-syntax", f"invalid YAML: {problem}", place, _line(lines, line), help_text)
