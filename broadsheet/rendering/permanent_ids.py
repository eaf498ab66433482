"""What programs know lists and stories by, wherever those are: `tag:` URIs (RFC 4151)."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.content.identity import own_part
from broadsheet.content.records import CardRecord
from broadsheet.content.story import Summary
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.urls import ascii_path

_UTC = ZoneInfo("UTC")


def permanent_id(maker: PageMaker, story: CardRecord | Summary) -> str:
    """Give a story's identifier; section, pattern of addresses and the newsroom's zone may change without it."""
    if story.id:
        return story.id
    day = from_seconds(story.published, _UTC)
    return f"tag:{authority(maker)},{day:%Y-%m-%d}:{own_part(story.published, story.slug)}"


def list_id(maker: PageMaker, list_name: str) -> str:
    """Give a list's identifier."""
    return f"tag:{authority(maker)},2000-01-01:{ascii_path(list_name)}"


def authority(maker: PageMaker) -> str:
    """Give the host that identifiers are made with; a newsroom that moves keeps the old one."""
    return str(maker.setting("feed_authority") or urlsplit(maker.setting("address")).hostname or "localhost")
