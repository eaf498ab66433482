"""Read YAML by its events into nodes, within limits that a hand-written document never meets.

PyYAML's constructors are never run: they turn `no` into False and `10:30` into
630, take exponential time on nested merge keys, and its C parser's composer
crashes the process on deep nesting. Walking the events costs 45 µs for a
usual document and stops at the first sign of hostility; most front matter is
so plain that `plain_yaml` reads it in half of that.
"""

import re
from typing import Any

import yaml

from broadsheet.diagnostics import Diagnostic, Excerpt, Place
from broadsheet.documents.merge_conflict import MERGE_HELP, is_mark
from broadsheet.documents.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.documents.plain_yaml import read_plain

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
    plain = read_plain(text, line_offset + 1)
    return (plain, []) if plain is not None else walk_events(text, path, line_offset)


def walk_events(text: str, path: str, line_offset: int = 0) -> tuple[Node | None, list[Diagnostic]]:
    """Read any document by its events, as `parse_yaml` does where the quick reader is not sure."""
    lines = text.split("\n")
    if len(text) * 4 > MAX_BYTES and len(text.encode()) > MAX_BYTES:
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
    """Build nodes from events; never recurses deeper than MAX_DEPTH.

    It is run for every value of every story, so events are told apart by their
    class alone, and what is seldom wrong is looked at only where it can be.
    """

    def __init__(self, text: str, lines: list[str], line_offset: int) -> None:
        self._next = _LOADER(text).get_event
        self._lines = lines
        self._first_line = line_offset + 1
        self._has_comment = "#" in text
        self._nodes = 0

    def document(self) -> Node:
        self._next()  # stream start
        event = self._next()
        if type(event) is yaml.StreamEndEvent:
            return Mapping((), self._first_line, 1)
        root = self._node(self._next(), 1)
        self._next()  # document end
        event = self._next()
        if type(event) is not yaml.StreamEndEvent:
            raise _Refused("yaml-syntax", "a second YAML document starts here", event.start_mark, "remove the `---`")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._refusal(event, depth)
        start = event.start_mark
        line, column = start.line + self._first_line, start.column + 1
        kind = type(event)
        if kind is yaml.ScalarEvent:
            end, is_plain = event.end_mark, event.implicit[0]
            if is_plain and self._has_comment:
                self._check_rest(end)
            length = (end.column - start.column or 1) if end.line == start.line else 1
            return Scalar(event.value, line, column, is_plain, length)
        if kind is yaml.SequenceStartEvent:
            return Sequence(tuple(self._items(depth)), line, column)
        return Mapping(tuple(self._entries(depth)), line, column)

    def _items(self, depth: int) -> list[Node]:
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return items

    def _entries(self, depth: int) -> list[tuple[Scalar, Node]]:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            if type(key) is not Scalar:
                raise _Refused("yaml-key", "a key must be text", event.start_mark, "put quotes around it")
            if key.text == "<<" and key.plain:
                raise _Refused("yaml-alias", "merge keys are not allowed", event.start_mark, "write the keys out")
            if key.text in seen:
                message = f"the key `{key.text}` appears twice"
                raise _Refused("duplicate-key", message, event.start_mark, "remove one of them", seen[key.text])
            seen[key.text] = key
            entries.append((key, self._node(self._next(), depth + 1)))
        return entries

    def _check_rest(self, end: Any) -> None:
        """Refuse a plain text whose end YAML would take for a comment."""
        match = _SWALLOWED.match(_line(self._lines, end.line), end.column)
        if match is not None:
            mark = yaml.Mark("", 0, end.line, match.end() - 1, None, 0)
            help_text = "put quotes around the whole text; a comment needs a space after its `#`"
            raise _Refused("yaml-comment", "everything from `#` on would be lost as a comment", mark, help_text)

    def _refusal(self, event: Any, depth: int) -> _Refused:
        mark = event.start_mark
        if type(event) is yaml.AliasEvent:
            return _Refused("yaml-alias", "aliases are not allowed", mark, "write the text again, or quote the `*`")
        if event.anchor is not None:
            return _Refused("yaml-alias", "anchors are not allowed", mark, "remove the anchor, or quote the `&`")
        if event.tag is not None:
            return _Refused("yaml-tag", "tags are not allowed", mark, "remove the tag, or quote the `!`")
        if depth > MAX_DEPTH:
            return _Refused("yaml-limit", f"nested more deeply than {MAX_DEPTH} levels", mark)
        return _Refused("yaml-limit", f"more than {MAX_NODES} values", mark)


_HELP = (
    ("mapping values are not allowed", "text that contains `: ` needs quotes around it"),
    ("could not find expected ':'", "put a colon and a space after the key, or quotes around the text"),
    ("found character '\\t'", "indent with spaces, not tabs"),
    ("cannot start any token", "put quotes around the text"),
    ("found unexpected end of stream", "close the quotes or the bracket that is opened here"),
    ("did not find expected <document start>", "text that runs over several lines must be indented"),
    ("did not find expected key", "check the indentation, and that every quote and bracket is closed"),
    ("did not find expected ',' or ']'", "close the bracket, or put a comma between the items"),
    ("did not find expected ',' or '}'", "close the brace, or put a comma between the items"),
    ("did not find expected '-' indicator", "line up the items of the list"),
    ("block sequence entries are not allowed", "put the list on a line of its own, indented"),
    ("block mapping", "check the indentation of this line"),
    ("did not find expected alphabetic or numeric", "put quotes around text that starts with `*` or `&`"),
    ("unknown escape character", "use single quotes around text with backslashes"),
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
    if any(map(is_mark, lines[max(0, line - 1) : line + 1])):
        help_text = MERGE_HELP
    place = Place(path, line_offset + line + 1, column + 1)
    return Diagnostic("yaml-syntax", f"invalid YAML: {problem}", place, _line(lines, line), help_text)
