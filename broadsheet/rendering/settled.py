"""What is made of values that all pages share, and of nothing else: settings, dates, words, the links of sections.

`Reads.settle` keeps it, and notes for every page what it was made of.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content import keys
from broadsheet.newsroom.settings import Section, Settings
from broadsheet.rendering.dates import DateNames, Dates
from broadsheet.rendering.reads import Reads
from broadsheet.rendering.site_words import Words
from broadsheet.rendering.views import SectionLink

SETTING_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Settings)}


def read_setting(name: str, reads: Reads) -> Any:
    """Read one setting."""
    return msgspec.msgpack.decode(reads.get(keys.setting(name)) or b"", type=SETTING_TYPES[name])


@lru_cache(maxsize=16)
def split_address(address: str) -> tuple[str, str]:
    """Take the newsroom's address apart: scheme and host, and the path before all permalinks."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")


def read_section_links(reads: Reads) -> dict[str, SectionLink]:
    """Name the sections; of two with one slug the first counts."""
    base = split_address(read_setting("address", reads))[1]
    sections: tuple[Section, ...] = read_setting("sections", reads)
    return {item.slug: SectionLink(item.slug, item.name, base + item.permalink) for item in reversed(sections)}


@lru_cache(maxsize=64)
def _decode_dates(raw: bytes, zone: str) -> Dates:
    return Dates(msgspec.msgpack.decode(raw, type=DateNames), ZoneInfo(zone))


@lru_cache(maxsize=16)
def _decode_words(raw: bytes) -> Words:
    return Words(msgspec.msgpack.decode(raw, type=dict[str, str]))


def read_dates(language: str, reads: Reads) -> Dates:
    """Read how a language writes dates."""
    return _decode_dates(reads.get(keys.date_names(language)) or b"", read_setting("timezone", reads))


def read_words(language: str, reads: Reads) -> Words:
    """Read the words for a language from where they may be, the best first."""
    named = [keys.words(tag.split("-")[0].lower()) for tag in (language, read_setting("language", reads), "en") if tag]
    raw = next((found for key in named if (found := reads.get(key)) is not None), None)
    return Words({}) if raw is None else _decode_words(raw)
