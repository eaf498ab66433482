"""Read the front matter of another generator's source: YAML, TOML or JSON, sound or not.

Values stay text. What cannot be read as a whole is read key by key, with a
note for each key that had to be guessed; no source is refused.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from broadsheet.documents.nodes import Mapping, Node, Scalar
from broadsheet.documents.yaml import parse_yaml
from broadsheet.importers.report import Note

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value with the line of its key."""

    value: Value
    line: int


@dataclass(slots=True)
class Source:
    """A source cut into its fields and its body; `body_line` is the body's first line in the file."""

    fields: dict[str, Field]
    body: str
    body_line: int
    has_front_matter: bool
    notes: list[Note] = field(default_factory=list)


def read_source(raw: bytes) -> Source:
    """Decode a source and read its front matter, whatever stands before it."""
    notes: list[Note] = []
    text = _decoded(raw, notes).replace("\r\n", "\n").replace("\r", "\n")
    opening = len(text) - len(text.lstrip("\ufeff \t\n"))
    before, rest = text[:opening], text[opening:]
    skipped = before.count("\n")
    for fence, read in (("---", _read_yaml), ("+++", _read_toml)):
        match = re.match(rf"{re.escape(fence)}[ \t]*\n(|.*?\n){re.escape(fence)}[ \t]*(?:\n|\Z)", rest, re.S)
        if match is not None:
            fields = read(match[1], skipped + 1, notes)
            return Source(fields, rest[match.end() :], skipped + match[0].count("\n") + 1, True, notes)
    if rest.startswith("{") and (found := _read_json(rest, skipped)) is not None:
        fields, end = found
        return Source(fields, rest[end:], skipped + rest[:end].count("\n") + 1, True, notes)
    return Source({}, text, 1, False, notes)


def read_table(text: str) -> dict[str, Value] | None:
    """Read a JSON object as plain values; None when it is none."""
    found = _read_json(text.strip(), 0) if text.lstrip().startswith("{") else None
    return {key: field.value for key, field in found[0].items()} if found is not None else None


def _decoded(raw: bytes, notes: list[Note]) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        notes.append(Note(line, "the file is not UTF-8; it was read as Windows-1252"))
        return raw.decode("cp1252", "replace")


def _read_yaml(text: str, offset: int, notes: list[Note]) -> dict[str, Field]:
    node, faults = parse_yaml(text, "", offset)
    if isinstance(node, Mapping):
        return _fields(node)
    blocks = _blocks(text)
    if faults and faults[0].kind != "duplicate-key":
        notes.append(
            Note(faults[0].place.line, "the front matter is not valid YAML and was read key by key", faults[0].text)
        )
    fields: dict[str, Field] = {}
    for key, first, block in blocks:
        found = _block_field(key, block, offset + first, notes)
        if found is not None:
            _add(fields, key, found, notes)
    return fields


def _add(fields: dict[str, Field], key: str, found: Field, notes: list[Note]) -> None:
    if key in fields:
        lost = fields[key]
        if lost.value != found.value:
            notes.append(Note(lost.line, f"the key `{key}` appears twice; the last one was taken", str(lost.value)))
    fields[key] = found


def _blocks(text: str) -> list[tuple[str, int, str]]:
    """Cut YAML at its top-level keys: each with its line, from 0, and its text."""
    blocks: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        match = re.match(r"([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)", line)
        if match is not None:
            blocks.append((match[1], number, [line]))
        elif blocks:
            blocks[-1][2].append(line)
    return [(key, first, "\n".join(lines)) for key, first, lines in blocks]


def _block_field(key: str, block: str, offset: int, notes: list[Note]) -> Field | None:
    for attempt in (block, re.sub(r"\t+", " ", block)):
        node, _ = parse_yaml("\n".join(line.rstrip() for line in attempt.split("\n")), "", offset)
        if isinstance(node, Mapping):
            return _fields(node).get(key)
    first, _, rest = block.partition("\n")
    value = first.split(":", 1)[1].strip()
    items = re.findall(r"^\s*-\s+(.+?)\s*$", rest, re.M)
    notes.append(Note(offset + 1, f"the value of `{key}` is not valid YAML and was taken as it stands", first))
    if items and not value:
        return Field([item.strip("'\"") for item in items], offset + 1)
    joined = " ".join([value, *rest.split("\n")]).strip()
    return Field(re.sub(r"^(['\"])(.*)\1$", r"\2", joined, flags=re.S), offset + 1)


def _fields(node: Mapping) -> dict[str, Field]:
    # An empty value is one too: `published:` alone hid a post.
    return {key.text: Field("" if (value := _value(child)) is None else value, key.line) for key, child in node.entries}


def _value(node: Node) -> Value | None:
    if isinstance(node, Scalar):
        return None if node.plain and node.text in ("", "~", "null") else node.text
    if isinstance(node, Mapping):
        return {key.text: value for key, child in node.entries if (value := _value(child)) is not None}
    return [value for child in node.items if (value := _value(child)) is not None]


def _read_toml(text: str, offset: int, notes: list[Note]) -> dict[str, Field]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        notes.append(Note(offset + 1, f"the front matter is not valid TOML and was read line by line: {error}"))
        pairs = re.findall(r"^\s*([\w-]+)\s*=\s*(.+?)\s*$", text, re.M)
        table = {key: value.strip("'\"") for key, value in pairs}
    return _from_table(table, text, offset, "=")


def _read_json(text: str, skipped: int) -> tuple[dict[str, Field], int] | None:
    try:
        table, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError:
        return None
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return _from_table(table, text[:end], skipped, ":"), end + (text[end : end + 1] == "\n")


def _from_table(table: dict[str, Any], text: str, offset: int, sign: str) -> dict[str, Field]:
    fields = {}
    for key, value in table.items():
        match = re.search(rf"^[ \t{{]*[\"']?{re.escape(key)}[\"']?\s*{sign}", text, re.M)
        line = offset + 1 + (text[: match.end()].count("\n") if match else 0)
        fields[key] = Field("" if (plain := _plain(value)) is None else plain, line)
    return fields


def _plain(value: Any) -> Value | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return {str(key): plain for key, item in value.items() if (plain := _plain(item)) is not None}
    if isinstance(value, list):
        return [plain for item in value if (plain := _plain(item)) is not None]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
