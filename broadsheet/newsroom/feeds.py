"""Read `feeds` of `newsroom.yaml`: which lists have feeds in which formats, and what stands in them."""

import re
from typing import Any, Literal, NamedTuple

import msgspec

from broadsheet.documents.fields import (
    INVALID,
    Form,
    Invalid,
    YamlDocument,
    list_of,
    mapping_of,
    one_of,
    text,
    web_address,
    whole_number,
)
from broadsheet.documents.nodes import Node
from broadsheet.newsroom.address import is_host_name

FeedFormat = Literal["rss", "atom", "json"]
FeedText = Literal["summary", "full"]


class FormatFacts(NamedTuple):
    """What goes with a format: its file in the folder of a list, its media type, and what readers call it."""

    file: str
    media_type: str
    label: str


FORMATS: dict[FeedFormat, FormatFacts] = {
    "rss": FormatFacts("feed.xml", "application/rss+xml", "RSS"),
    "atom": FormatFacts("atom.xml", "application/atom+xml", "Atom"),
    "json": FormatFacts("feed.json", "application/feed+json", "JSON Feed"),
}
FEED_FILES = tuple(form.file for form in FORMATS.values())
# What a `tag:` URI can hold behind its day (RFC 4151), without a slash at either end.
_SEGMENT = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")


class FeedFormats(msgspec.Struct, frozen=True):
    """The formats of the feeds of each kind of list.

    A new story changes every feed it stands in, and should change 25 files of
    a site at most; it may be about four topics, and every reader of Atom reads
    RSS. So neither is there unless it is asked for.
    """

    site: tuple[FeedFormat, ...] = ("rss", "json")
    sections: tuple[FeedFormat, ...] = ("rss",)
    regions: tuple[FeedFormat, ...] = ("rss",)
    authors: tuple[FeedFormat, ...] = ("rss",)
    topics: tuple[FeedFormat, ...] = ()

    def of(self, list_name: str) -> tuple[FeedFormat, ...]:
        """Give the formats of a list's feeds; a list of another kind has none."""
        kind = list_name.partition("/")[0]
        found: tuple[FeedFormat, ...] = getattr(self, _KINDS[kind]) if kind in _KINDS else ()
        return found


_KINDS = {"latest": "site", "section": "sections", "region": "regions", "author": "authors", "topic": "topics"}


def feed_formats(node: Node, document: YamlDocument) -> tuple[FeedFormat, ...] | Invalid:
    """Some of the formats, in our order: readers take the first that a page names."""
    values = list_of(one_of(*FORMATS))(node, document)
    return INVALID if values is INVALID else tuple(name for name in FORMATS if name in values)


def authority(node: Node, document: YamlDocument) -> str | Invalid:
    """The name of a host, and the path of one newsroom among several there."""
    value = text(node, document)
    if value is INVALID:
        return value
    host, slash, path = value.partition("/")
    if is_host_name(host) and (not slash or _PATH.fullmatch(path)):
        return value
    if is_host_name(host):
        message = f"`/{path}` is not a path that identifiers can be made with"
    else:
        message = f"`{value}` is not a host name"
    return document.report("invalid-address", message, node, f"write {_near_authority(value)}")


def _near_authority(value: str) -> str:
    """Give what was meant, where that can be told: a web address, or a path with too many slashes."""
    host, _, path = re.sub("^https?://", "", value).partition("/")
    near = "/".join(filter(None, (host.lower(), *path.split("/"))))
    if is_host_name(host.lower()) and _PATH.fullmatch(near):
        return f"`{near}`"
    return "it like `courier.example` or `courier.example/en`"


_FORMS: dict[str, Form] = {
    "text": one_of("summary", "full"),
    "size": whole_number(1, 200),
    "hub": web_address,
    "authority": authority,
    **dict.fromkeys(("site", "sections", "regions", "authors", "topics"), feed_formats),
}


def feeds(node: Node, document: YamlDocument) -> dict[str, Any] | Invalid:
    """How feeds are, as settings of their own: a page that names a feed does not depend on how long it is."""
    values: dict[str, Any] | Invalid = mapping_of(_FORMS)(node, document)
    if values is INVALID:
        return INVALID
    alone = {f"feed_{name}": values.pop(name) for name in ("text", "size", "hub", "authority") if name in values}
    return {**alone, "feed_formats": FeedFormats(**values)}
