"""Write front matter that the newsroom's reader reads back as the same text."""

import re
from collections.abc import Mapping, Sequence

Value = str | Sequence["Value"] | Mapping[str, "Value"]

# What stays a text without quotes under every reading of YAML: it begins with a letter,
# digit or slash, holds no mark that could end it, and is none of the words for yes, no and nothing.
_PLAIN = re.compile(r"(?:/|[^\W_])(?:[^\n\t:#{}\[\],&*!|>'\"%@`\\]|:(?=[^\s:,\[\]{}]))*(?<![\s:])")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def yaml_text(fields: Mapping[str, Value]) -> str:
    """Write keys and values as YAML; texts, lists and mappings may nest."""
    return "".join(_entry(key, value, "") for key, value in fields.items())


def _entry(key: str, value: Value, indent: str) -> str:
    head = f"{indent}{_scalar(key)}:"
    if isinstance(value, str):
        return f"{head} {_scalar(value)}\n"
    if isinstance(value, Mapping):
        if not value:
            return f"{head} {{}}\n"
        return head + "\n" + "".join(_entry(name, item, indent + "  ") for name, item in value.items())
    if not value:
        return f"{head} []\n"
    return head + "\n" + "".join(_item(item, indent + "  ") for item in value)


def _item(value: Value, indent: str) -> str:
    if isinstance(value, str):
        return f"{indent}- {_scalar(value)}\n"
    if isinstance(value, Mapping):
        if not value:
            return f"{indent}- {{}}\n"
        lines = "".join(_entry(name, item, indent + "  ") for name, item in value.items())
        return f"{indent}- {lines[len(indent) + 2 :]}"
    if not value:
        return f"{indent}- []\n"
    lines = "".join(_item(item, indent + "  ") for item in value)
    return f"{indent}- {lines[len(indent) + 2 :]}"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.isprintable() and text.casefold() not in _WORDS and " #" not in text:
        return text
    if text.isprintable() and "'" not in text:
        return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    number = ord(char)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
