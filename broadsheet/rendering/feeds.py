"""Feeds in RSS 2.0, Atom and JSON Feed 1.1. All are the same bytes for the same stories.

A story's entry is the same in every feed of a format, so without full texts
it is made once for all of them.
"""

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape

from broadsheet.content import keys
from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import CardPicture, CardRecord, FileRecord
from broadsheet.content.story import Profile, Story
from broadsheet.newsroom.feeds import FORMATS, FeedFormat
from broadsheet.newsroom.settings import Region, Section
from broadsheet.photos.renditions import MEDIA_TYPES
from broadsheet.rendering.cards import decode_card, label_text
from broadsheet.rendering.dates import rfc822
from broadsheet.rendering.linked_data import is_ours, origin_of
from broadsheet.rendering.list_addresses import feed_folder
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.permanent_ids import list_id, permanent_id
from broadsheet.rendering.picture_views import picture_view
from broadsheet.rendering.recordings import MEDIA_TYPES as RECORDING_TYPES
from broadsheet.rendering.story_html import figure_html, story_html
from broadsheet.rendering.xml import xml_text
from broadsheet.slugs import slugify

# What an empty feed says of its last change, which Atom wants to know.
NEVER = "1970-01-01T00:00:00+00:00"


class FeedPicture(msgspec.Struct, frozen=True):
    """A picture in a feed, at an absolute address."""

    url: str
    media_type: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


class Enclosure(msgspec.Struct, frozen=True):
    """A film or sound of a story in a feed, at an absolute address; `size` in bytes."""

    url: str
    media_type: str
    size: int


class FeedEntry(msgspec.Struct, frozen=True):
    """A story in a feed. `authors` are names with an absolute address or none; `content` is HTML or empty.

    In Atom and JSON an entry without authors is by those of the feed, the newsroom. So there
    `authors_or_origin` has a name for each story that is not the newsroom's.
    """

    id: str
    headline: str
    url: str
    published: str
    published_rfc822: str
    updated: str
    is_updated: bool
    summary: str
    authors: Sequence[tuple[str, str]]
    authors_or_origin: Sequence[tuple[str, str]]
    categories: Sequence[str]
    language: str
    picture: FeedPicture | None
    content: str
    enclosures: Sequence[Enclosure] = ()

    @property
    def rss_headline(self) -> Markup:
        """The headline as RSS wants it, to be plain text whoever reads it."""
        return rss_title(self.headline)

    @property
    def rss_summary(self) -> str:
        """The summary as RSS wants it, which takes descriptions for HTML."""
        return str(escape(self.summary))


class Feed(msgspec.Struct, frozen=True):
    """A feed: what it is of; `entries` are texts of its format, the newest first."""

    id: str
    title: str
    description: str
    url: str
    self_url: str
    language: str
    updated: str
    updated_rfc822: str
    publisher: str
    copyright: str
    hub: str
    entries: Sequence[Markup]

    @property
    def rss_title(self) -> Markup:
        """The title as RSS wants it."""
        return rss_title(self.title)

    @property
    def rss_description(self) -> str:
        """The description as RSS wants it, which takes it for HTML."""
        return str(escape(self.description))


def rss_title(text: str) -> Markup:
    """Write a title so that those who take it for HTML see the same text (https://www.rssboard.org/rss-profile)."""
    return Markup(text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;"))


def render_rss(maker: PageMaker, list_name: str) -> str:
    """Render the RSS feed of a list."""
    feed = _feed(maker, list_name, "rss")
    return xml_text(maker.theme.render_page("feeds/rss.xml", {"feed": feed}, maker.reads))


def render_atom(maker: PageMaker, list_name: str) -> str:
    """Render the Atom feed of a list."""
    feed = _feed(maker, list_name, "atom")
    return xml_text(maker.theme.render_page("feeds/atom.xml", {"feed": feed}, maker.reads))


def render_json(maker: PageMaker, list_name: str) -> str:
    """Render the JSON Feed of a list (https://www.jsonfeed.org/version/1.1/)."""
    feed = _feed(maker, list_name, "json")
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher, "url": maker.uri("/")}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
    }
    listed = ",\n".join(feed.entries)
    return f'{_json(head)[:-1]},"items":[\n{listed}\n]}}\n'


def _feed(maker: PageMaker, list_name: str, format_name: FeedFormat) -> Feed:
    raws = maker.list_page(keys.newest(list_name, maker.setting("feed_size"))).cards
    cards = [decode_card(raw) for raw in raws]
    name, description = _describe(maker, list_name, cards)
    own = str(maker.setting("name"))
    title = f"{own}: {name}" if name else own
    folder = feed_folder(list_name)
    changed = max((card.updated or card.published for card in cards), default=None)
    return Feed(
        id=list_id(maker, list_name),
        title=title,
        description=description or title,
        url=maker.uri(f"{folder}/"),
        self_url=maker.uri(f"{folder}/{FORMATS[format_name].file}"),
        language=maker.language,
        updated=NEVER if changed is None else maker.iso(changed),
        updated_rfc822="" if changed is None else rfc822(changed, maker.zone),
        publisher=own,
        copyright=maker.setting("copyright"),
        hub=maker.setting("feed_hub"),
        entries=[_entry(maker, raw, format_name) for raw in raws],
    )


def _describe(maker: PageMaker, list_name: str, cards: Sequence[CardRecord]) -> tuple[str, str]:
    """Give a list's name, empty for that of all stories, and what the newsroom says of it."""
    kind, _, slug = list_name.partition("/")
    if kind in ("section", "region"):
        places: tuple[Section | Region, ...] = maker.sections if kind == "section" else maker.setting("regions")
        place = next((item for item in places if item.slug == slug), None)
        return (slug, "") if place is None else (place.name, place.description)
    if kind == "author":
        profile: Profile | None = maker.read_small(keys.profile(slug), Profile)
        return (slug, "") if profile is None else (profile.name, profile.bio)
    if kind == "topic":
        return next((topic for card in cards for topic in card.topics if slugify(topic) == slug), slug), ""
    return "", maker.setting("description")


def _entry(maker: PageMaker, raw: bytes, format_name: FeedFormat) -> Markup:
    if maker.setting("feed_text") == "full":
        card = decode_card(raw)
        story: Story | None = maker.read(keys.story(card.path), Story)
        return _write_entry(maker, card, format_name, _full_text(maker, card, story) if story else "")
    key = (f"feed-{format_name}", raw)
    return maker.once(key, lambda own: _write_entry(own, decode_card(raw), format_name, ""))


def _full_text(maker: PageMaker, card: CardRecord, story: Story) -> str:
    lead = card.picture
    if lead is None:
        return story_html(maker, story)
    shown = picture_view(maker, lead.picture, lead.alt)
    shown = msgspec.structs.replace(shown, url=maker.origin + shown.url)
    return story_html(maker, story, figure_html(shown, lead.caption, lead.credit))


def _write_entry(maker: PageMaker, card: CardRecord, format_name: FeedFormat, content: str) -> Markup:
    entry = _view(maker, card, content)
    if format_name == "json":
        return Markup(_json(_json_item(entry)))
    template = "feeds/rss_item.xml" if format_name == "rss" else "feeds/atom_entry.xml"
    return Markup(maker.theme.render_page(template, {"entry": entry}, maker.reads))


def _view(maker: PageMaker, card: CardRecord, content: str) -> FeedEntry:
    published = maker.iso(card.published)
    label = [label_text(maker, card.label)] if card.label else []
    people = [(who.name, maker.uri(profile_permalink(who.slug)) if who.slug else "") for who in card.byline]
    authors = list(dict.fromkeys(people)) or ([(card.sponsor, "")] if card.sponsor else [])
    return FeedEntry(
        id=permanent_id(maker, card),
        headline=card.headline,
        url=maker.uri(card.permalink),
        published=published,
        published_rfc822=rfc822(card.published, maker.zone),
        updated=published if card.updated is None else maker.iso(card.updated),
        is_updated=card.updated is not None,
        summary=card.summary,
        authors=authors,
        authors_or_origin=authors or _origin(maker, card),
        categories=list(dict.fromkeys([maker.section(card.section).name, *card.topics, *label])),
        language=card.language,
        picture=_picture(maker, shown) if (shown := card.picture or card.figure) else None,
        content=content,
        enclosures=[_enclosure(maker, file) for file in card.recordings],
    )


def _origin(maker: PageMaker, card: CardRecord) -> list[tuple[str, str]]:
    """Name what a story without authors came from, if not from the newsroom: the label of a paid one, the host of a copy."""
    if is_ours(maker, card):
        return []
    return [(label_text(maker, card.label), "") if card.label == "sponsored" else origin_of(maker, card.canonical)]


def _picture(maker: PageMaker, lead: CardPicture) -> FeedPicture:
    found, end = lead.picture, lead.picture.url.rpartition(".")[2]
    media_type = MEDIA_TYPES.get(end, f"image/{end}")
    url = maker.uri(found.url)
    return FeedPicture(url, media_type, found.width, found.height, lead.alt, lead.caption, lead.credit)


def _enclosure(maker: PageMaker, file: FileRecord) -> Enclosure:
    return Enclosure(maker.uri(file.url), RECORDING_TYPES.get(file.url.rpartition(".")[2], ""), file.size)


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.headline,
        "summary": entry.summary,
        "content_html": entry.content,
        "content_text": "" if entry.content else entry.summary or entry.headline,
        "image": entry.picture.url if entry.picture else None,
        "date_published": entry.published,
        "date_modified": entry.updated if entry.is_updated else None,
        "authors": [{"name": name, "url": url} if url else {"name": name} for name, url in entry.authors_or_origin],
        "tags": entry.categories,
        "language": entry.language,
        "attachments": [
            {"url": file.url, "mime_type": file.media_type, "size_in_bytes": file.size} for file in entry.enclosures
        ],
    }


def _json(values: dict[str, Any]) -> str:
    """Write a mapping as JSON; what it has not is left out."""
    return json.dumps(
        {name: value for name, value in values.items() if value}, ensure_ascii=False, separators=(",", ":")
    )
