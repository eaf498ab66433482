"""What programs know lists and stories by, wherever those are: `tag:` URIs (RFC 4151)."""

from broadsheet.content.identity import authority_of, story_uri, tag_uri
from broadsheet.content.records import CardRecord
from broadsheet.content.story import Summary
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.urls import ascii_path


def permanent_id(maker: PageMaker, story: CardRecord | Summary) -> str:
    """Give a story's identifier; its section, the pattern of addresses and the zone that dates are shown in may change."""
    return story.id or story_uri(authority(maker), story.published, story.slug)


def list_id(maker: PageMaker, list_name: str) -> str:
    """Give a list's identifier."""
    return tag_uri(authority(maker), "2000-01-01", ascii_path(list_name))


def authority(maker: PageMaker) -> str:
    """Give the host and path that identifiers are made with; a newsroom that moves keeps the old ones."""
    return authority_of(maker.setting("feed_authority"), maker.setting("address"))
