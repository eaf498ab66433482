"""Read the theme's list of the crawlers of AI companies: names, companies, purposes, and the list's date."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.documents.fields import INVALID, Form, Invalid, YamlDocument, instant, list_of, mapping_of, one_of, text
from broadsheet.documents.nodes import Node
from broadsheet.documents.yaml import parse_yaml
from broadsheet.newsroom.machine_files import PURPOSES, agent

FILE = "crawlers.yaml"


class Crawler(msgspec.Struct, frozen=True):
    """A crawler: the name it goes by, whose it is, and one of `PURPOSES`."""

    agent: str
    company: str
    purpose: str


class CrawlerList(msgspec.Struct, frozen=True):
    """Crawlers as they were known on a day, `2026-11-23`."""

    dated: str = ""
    crawlers: tuple[Crawler, ...] = ()


_CRAWLER_FORMS: dict[str, Form] = {"agent": agent, "company": text, "purpose": one_of(*PURPOSES)}


def _crawler(node: Node, document: YamlDocument) -> Crawler | Invalid:
    values = mapping_of(_CRAWLER_FORMS, required=tuple(_CRAWLER_FORMS))(node, document)
    return INVALID if values is INVALID else Crawler(**values)


_FORMS: dict[str, Form] = {"dated": instant, "crawlers": list_of(_crawler, or_single=False)}


def parse_crawlers(source: str, path: str) -> tuple[CrawlerList, list[Diagnostic]]:
    """Read the list; what cannot be read of it is left out and told."""
    node, faults = parse_yaml(source, path)
    if node is None:
        return CrawlerList(), faults
    document = YamlDocument(path, source.split("\n"), ZoneInfo("UTC"), faults)
    values: dict[str, Any] | Invalid = mapping_of(_FORMS, required=tuple(_FORMS))(node, document)
    if values is INVALID:
        return CrawlerList(), document.diagnostics
    dated: datetime = values["dated"]
    return CrawlerList(f"{dated:%Y-%m-%d}", values["crawlers"]), document.diagnostics
