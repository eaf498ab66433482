"""Read typed values out of a document's fields and say what is wrong with the rest.

A `Form` turns a node into a value or INVALID; what it has to say it says to the
`YamlDocument`. Forms are plain functions, so a schema is a table of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping as MappingType
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from broadsheet.clock import DATE_HELP, DateError, parse_instant, to_seconds
from broadsheet.diagnostics import Diagnostic, Excerpt, Place, Severity, nearest
from broadsheet.documents.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.slugs import is_slug, slugify
from broadsheet.urls import decode_path


class Invalid(Enum):
    """The value of a field that could not be read."""

    INVALID = "invalid"


INVALID: Final = Invalid.INVALID


@dataclass(slots=True)
class YamlDocument:
    """One source under reading: its path, its lines, and what has been found wrong so far."""

    path: str
    lines: list[str]
    zone: ZoneInfo
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        kind: str,
        message: str,
        node: Node,
        help_text: str = "",
        severity: Severity = "error",
        others: Iterable[tuple[Node, str]] = (),
    ) -> Invalid:
        """Record a fault at a node and return INVALID, so that a form can end with it."""
        excerpts = tuple(Excerpt(self.place(other), self.line(other), note) for other, note in others)
        self.diagnostics.append(
            Diagnostic(kind, message, self.place(node), self.line(node), help_text, severity, excerpts)
        )
        return INVALID

    def place(self, node: Node) -> Place:
        """Give the place of a node."""
        return Place(self.path, node.line, node.column, node.length if isinstance(node, Scalar) else 1)

    def line(self, node: Node) -> str:
        """Give the text of the line that a node starts on."""
        return self.lines[node.line - 1].rstrip("\r") if 0 < node.line <= len(self.lines) else ""


Form = Callable[[Node, YamlDocument], Any]


def read_fields(
    mapping: Mapping,
    forms: MappingType[str, Form],
    document: YamlDocument,
    renamed: MappingType[str, str] | None = None,
    never_empty: frozenset[str] = frozenset(),
) -> tuple[dict[str, Any], dict[str, Scalar]]:
    """Read a mapping by a table of forms.

    Returns the values that were readable and the key nodes by name. `renamed`
    maps a second spelling of a key to its name. An empty value is an absent
    one, but for the keys of `never_empty`, where it is a fault.
    """
    values: dict[str, Any] = {}
    keys: dict[str, Scalar] = {}
    renamed = renamed or {}
    for key, node in mapping.entries:
        name = renamed.get(key.text, key.text)
        form = forms.get(name)
        if form is None:
            _unknown_key(key, [*forms, *renamed], document)
            continue
        if name in keys:
            document.report(
                "duplicate-key", f"`{key.text}` and `{keys[name].text}` are the same key", key, "remove one of them"
            )
            continue
        keys[name] = key
        if _has_no_value(node):
            if name in never_empty:
                document.report("empty-text", f"`{key.text}` has no value", key, "write a value, or remove the key")
            continue
        value = form(node, document)
        if value is not INVALID:
            values[name] = value
    return values, keys


def _has_no_value(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def report_empty(mapping: Mapping, required: Iterable[str], document: YamlDocument) -> None:
    """Say which of the required keys stand there without a value."""
    for key, node in mapping.entries:
        if key.text in required and _has_no_value(node):
            document.report("missing-key", f"the key `{key.text}` has no value", key, f"write `{key.text}: …`")


def _unknown_key(key: Scalar, known: list[str], document: YamlDocument) -> None:
    near = nearest(key.text, known)
    help_text = f"did you mean `{near}`?" if near else "known keys: " + ", ".join(f"`{name}`" for name in sorted(known))
    document.report("unknown-key", f"unknown key `{key.text}`", key, help_text)


def text(node: Node, document: YamlDocument) -> str | Invalid:
    """A single line of text; line breaks and runs of blanks become one space."""
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, Sequence) else "a mapping"
        return document.report(
            "wrong-type", f"expected text, found {what}", node, "put quotes around text with brackets or `: `"
        )
    cleaned = node.text
    # Asking the string first is ten times as fast as the search, and almost no text holds more than single blanks.
    if "  " in cleaned or not cleaned.isprintable():
        cleaned = _BLANKS.sub(" ", _CONTROL.sub(" ", cleaned))
    cleaned = cleaned.strip()
    if not cleaned:
        return document.report("empty-text", "the text is empty", node, "write some text, or remove the key")
    return cleaned


# No-break spaces are typed on purpose and stay.
_BLANKS = re.compile(r"[ \t]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]|[\ufdd0-\ufdef\ufffe\uffff]")


def text_or_empty(node: Node, document: YamlDocument) -> str | Invalid:
    """A text that may be empty: `alt: ""`."""
    if isinstance(node, Scalar) and not node.text.strip():
        return ""
    return text(node, document)


def slug(node: Node, document: YamlDocument) -> str | Invalid:
    """A text that can stand in a URL as it is."""
    value = text(node, document)
    if value is INVALID or is_slug(value):
        return value
    made = slugify(value)
    return document.report("invalid-slug", f"invalid slug `{value}`", node, f"write `{made}`" if made else "")


def whole_number(low: int, high: int) -> Form:
    """Make the form of a whole number within bounds."""

    def read(node: Node, document: YamlDocument) -> int | Invalid:
        help_text = f"write it in digits, such as `{high}`"
        if isinstance(node, Scalar) and re.fullmatch(r"-?[0-9]{1,9}", node.text):
            value = int(node.text)
            if low <= value <= high:
                return value
            help_text = f"write `{low}` or more" if value < low else f"write `{high}` or less"
        found = f", found `{node.text}`" if isinstance(node, Scalar) else ""
        return document.report("wrong-type", f"expected a whole number from {low} to {high}{found}", node, help_text)

    return read


def number(node: Node, document: YamlDocument) -> float | Invalid:
    """A decimal number."""
    if isinstance(node, Scalar):
        typed = node.text.replace("\N{MINUS SIGN}", "-")
        if re.fullmatch(r"[+-]?[0-9]{1,6}(\.[0-9]{1,6})?", typed):
            return float(typed)
    return document.report("wrong-type", "expected a number", node, "write it in digits, such as `-2` or `3.5`")


def one_of(*choices: str) -> Form:
    """Make the form of a text out of a few."""

    def read(node: Node, document: YamlDocument) -> str | Invalid:
        if isinstance(node, Scalar) and node.text in choices:
            return node.text
        found = f" `{node.text}`" if isinstance(node, Scalar) else ""
        near = nearest(node.text, choices) if isinstance(node, Scalar) else None
        listed = ", ".join(f"`{choice}`" for choice in choices)
        help_text = f"did you mean `{near}`?" if near else f"write one of {listed}"
        return document.report("unknown-value", f"unknown value{found}", node, help_text)

    return read


def yes_or_no(node: Node, document: YamlDocument) -> bool | Invalid:
    """A yes or a no."""
    value = one_of("yes", "no")(node, document)
    return INVALID if value is INVALID else bool(value == "yes")


def instant(node: Node, document: YamlDocument) -> datetime | Invalid:
    """A date, with or without time and zone."""
    if not isinstance(node, Scalar):
        return document.report("invalid-date", "expected a date", node, DATE_HELP)
    try:
        return parse_instant(node.text, document.zone)
    except DateError as error:
        return document.report("invalid-date", str(error), node, error.help)


def seconds(node: Node, document: YamlDocument) -> int | Invalid:
    """A date, as seconds since 1970-01-01T00:00Z."""
    value = instant(node, document)
    return INVALID if value is INVALID else to_seconds(value)


def list_of(item: Form, or_single: bool = True) -> Form:
    """Make the form of a list; with `or_single`, one item may stand without the list."""

    def read(node: Node, document: YamlDocument) -> tuple[Any, ...] | Invalid:
        if isinstance(node, Sequence):
            values = [item(child, document) for child in node.items]
            return tuple(value for value in values if value is not INVALID)
        if or_single:
            value = item(node, document)
            return INVALID if value is INVALID else (value,)
        return document.report("wrong-type", "expected a list", node, "start each item on a line of its own with `- `")

    return read


def mapping_of(forms: MappingType[str, Form], required: tuple[str, ...] = ()) -> Form:
    """Make the form of a mapping with known keys."""

    def read(node: Node, document: YamlDocument) -> dict[str, Any] | Invalid:
        if not isinstance(node, Mapping):
            listed = ", ".join(f"`{name}`" for name in forms)
            wanted = ", ".join(f"`{name}: …`" for name in required or [next(iter(forms))])
            help_text = f"write each key on a line of its own: {wanted}"
            return document.report("wrong-type", f"expected a mapping with the keys {listed}", node, help_text)
        values, keys = read_fields(node, forms, document)
        missing = [name for name in required if name not in keys]
        for name in missing:
            document.report("missing-key", f"the key `{name}` is missing here", node, f"add `{name}: …`")
        report_empty(node, required, document)
        return INVALID if missing or any(name not in values for name in required) else values

    return read


def web_address(node: Node, document: YamlDocument) -> str | Invalid:
    """An absolute `http` or `https` address."""
    value = text(node, document)
    if value is INVALID or is_web_address(value):
        return value
    return document.report("invalid-address", f"invalid web address `{value}`", node, "write it with `https://`")


def is_web_address(address: str) -> bool:
    """Answer whether a text is an absolute http or https address without blanks."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\]", address)
    except ValueError:
        return False


# File systems take names of 255 bytes and paths of 4,096, of which the site's own folder needs a part.
MAX_NAME = 240
MAX_PATH = 1_000


def site_path(node: Node, document: YamlDocument) -> str | Invalid:
    """An absolute path on this site, without query, dot segments or hidden files; percent-encoding is undone."""
    value = text(node, document)
    if value is INVALID:
        return value
    path = decode_path(value)
    if help_text := _path_help(path):
        return document.report("invalid-path", f"invalid path `{value}`", node, help_text)
    if len(path.encode()) <= MAX_PATH and all(len(part.encode()) <= MAX_NAME for part in path.split("/")):
        return path
    return document.report("invalid-path", "the path is too long for a file", node, "shorten it")


def _path_help(path: str) -> str:
    """Say how to write a path of this site; empty when it is one."""
    first, *segments = path.split("/")
    if first or not segments or not segments[0]:
        return "write it from the root: `/old/address/`"
    if found := re.search(r"[^\S ]|[?#\\%<>\"]", path):
        return (
            "write it without tabs and other blanks than spaces"
            if found[0].isspace()
            else f"write it without `{found[0]}`"
        )
    if "" in segments[:-1]:
        return "write one slash where there are two"
    if any(part.startswith(".") for part in segments):
        return "no part of it can begin with a dot"
    if any(part != part.strip() for part in segments):
        return "no part of it can begin or end with a space"
    return ""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")


def language(node: Node, document: YamlDocument) -> str | Invalid:
    """A language tag of BCP 47 in the forms that news uses: `en`, `fr-CA`, `zh-Hant-TW`."""
    value = text(node, document)
    if value is INVALID or _LANGUAGE.fullmatch(value):
        return value
    return document.report("invalid-language", f"invalid language tag `{value}`", node, "write it as `en` or `fr-CA`")
