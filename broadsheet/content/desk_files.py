"""The small YAML files that editors keep: pins of a front, the weather, breaking news."""

from typing import Any
from zoneinfo import ZoneInfo

from broadsheet.content.records import BreakingNews, Pins, WeatherReport
from broadsheet.diagnostics import Diagnostic
from broadsheet.documents.encoding import decode_text
from broadsheet.documents.fields import (
    INVALID,
    Form,
    Invalid,
    YamlDocument,
    is_web_address,
    list_of,
    mapping_of,
    number,
    read_fields,
    seconds,
    text,
)
from broadsheet.documents.nodes import Mapping, Node
from broadsheet.documents.yaml import parse_yaml

FRONT_FORMS: dict[str, Form] = {"lead": text, "second": list_of(text)}
WEATHER_FORMS: dict[str, Form] = {"temperature": number, "sky": text}


def _address(node: Node, document: YamlDocument) -> str | Invalid:
    value = text(node, document)
    if value is INVALID or is_web_address(value) or (value.startswith("/") and not value.startswith("//")):
        return value
    return document.report("invalid-address", f"invalid address `{value}`", node, "write `/path/` or `https://…`")


BREAKING_FORMS: dict[str, Form] = {"text": text, "url": _address, "at": seconds, "from": seconds, "until": seconds}


def _mapping(path: str, raw: bytes, zone: ZoneInfo) -> tuple[Mapping | None, YamlDocument]:
    source, faults = decode_text(raw, path)
    document = YamlDocument(path, (source or "").split("\n"), zone, faults)
    if source is None:
        return None, document
    node, faults = parse_yaml(source, path)
    document.diagnostics.extend(faults)
    if node is not None and not isinstance(node, Mapping):
        document.report("wrong-type", "the file must be keys and values", node)
        return None, document
    return node, document


def parse_front(path: str, raw: bytes, zone: ZoneInfo) -> tuple[Pins, list[Diagnostic]]:
    """Read what is pinned to a front: `lead` and `second`, as paths of stories in the content folder."""
    node, document = _mapping(path, raw, zone)
    values: dict[str, Any] = {} if node is None else read_fields(node, FRONT_FORMS, document)[0]
    second = tuple(_story_path(item) for item in values.get("second", ()))
    return Pins(_story_path(values.get("lead", "")), second), document.diagnostics


def _story_path(written: str) -> str:
    path = written.removeprefix("/").removeprefix("content/")
    return path if not path or path.endswith(".md") else f"{path}.md"


def parse_weather(path: str, raw: bytes, zone: ZoneInfo) -> tuple[dict[str, WeatherReport], list[Diagnostic]]:
    """Read the weather of each place: `temperature` in degrees Celsius, and `sky`."""
    node, document = _mapping(path, raw, zone)
    found: dict[str, WeatherReport] = {}
    for key, value in () if node is None else node.entries:
        report = mapping_of(WEATHER_FORMS)(value, document)
        if report is not INVALID:
            found[key.text.casefold()] = WeatherReport(report.get("temperature"), report.get("sky", ""))
    return found, document.diagnostics


def parse_breaking(path: str, raw: bytes, zone: ZoneInfo) -> tuple[BreakingNews | None, list[Diagnostic]]:
    """Read the breaking bar; None when the file holds nothing."""
    node, document = _mapping(path, raw, zone)
    if node is None or not node.entries:
        return None, document.diagnostics
    values, keys = read_fields(node, BREAKING_FORMS, document)
    for name in ("text", "url"):
        if name not in keys:
            document.report("missing-key", f"the key `{name}` is missing", node)
    if document.diagnostics or not {"text", "url"} <= values.keys():
        return None, document.diagnostics
    news = BreakingNews(values["text"], values["url"], values.get("at"), values.get("from"), values.get("until"))
    return news, document.diagnostics


def is_in_force(start: int | None, end: int | None, now: int) -> bool:
    """Answer whether something between two instants, each of which may be open, is in force."""
    return (start is None or start <= now) and (end is None or now < end)
