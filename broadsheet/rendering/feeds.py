"""Feeds, sitemaps, robots.txt and the live file. All are the same bytes for the same stories."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.content import keys
from broadsheet.content.records import BreakingNews, CardRecord, NoticeRecord, Term, WeatherReport
from broadsheet.rendering.cards import decode_card
from broadsheet.rendering.dates import iso_text, rfc822
from broadsheet.rendering.page_maker import PageMaker


class FeedItem(msgspec.Struct, frozen=True):
    """A story in a feed; the identifier survives a change of its address."""

    headline: str
    url: str
    guid: str
    published_rfc822: str
    summary: str
    creators: list[str]
    categories: list[str]


class Feed(msgspec.Struct, frozen=True):
    """A feed: what it is of, and its items, the newest first."""

    title: str
    description: str
    permalink: str
    self_url: str
    language: str
    updated: str
    items: list[FeedItem]


def render_feed(maker: PageMaker, argument: str) -> str:
    """Render the RSS feed of a list; `argument` is its name."""
    size = maker.setting("feed_size")
    cards = [decode_card(raw) for raw in maker.list_page(keys.newest(argument, size)).cards]
    name, title, folder = maker.setting("name"), maker.setting("name"), ""
    if argument.startswith("section/"):
        slug = argument.partition("/")[2]
        title, folder = f"{name}: {maker.section(slug).name}", f"/{slug}"
    changed = max((card.updated or card.published for card in cards), default=None)
    feed = Feed(
        title=title,
        description=maker.setting("description") or title,
        permalink=maker.absolute(f"{folder}/"),
        self_url=maker.absolute(f"{folder}/feed.xml"),
        language=maker.language,
        updated="" if changed is None else rfc822(changed, maker.zone),
        items=[_item(maker, card) for card in cards],
    )
    return xml_text(maker.theme.render_page("feeds/rss.xml", {"feed": feed}, maker.reads))


def _item(maker: PageMaker, card: CardRecord) -> FeedItem:
    return FeedItem(
        headline=card.headline,
        url=maker.absolute(card.permalink),
        guid=permanent_id(maker, card),
        published_rfc822=rfc822(card.published, maker.zone),
        summary=card.summary,
        creators=[byline.name for byline in card.byline],
        categories=[maker.section(card.section).name, *card.topics],
    )


def permanent_id(maker: PageMaker, card: CardRecord) -> str:
    """Give a story's identifier for feeds, a `tag:` URI (RFC 4151)."""
    host = urlsplit(maker.setting("address")).hostname or "localhost"
    slug = card.permalink.rstrip("/").rsplit("/", 1)[-1]
    return f"tag:{host},{from_seconds(card.published, maker.zone):%Y-%m-%d}:{card.published}/{slug}"


def render_sitemap_index(maker: PageMaker, _argument: str) -> str:
    """Render the index of sitemaps: standing pages, and one for each month."""
    months: list[str] = maker.read(keys.MONTHS, list[str]) or []
    names = ["pages", *months]
    maps = [(maker.absolute(f"/sitemaps/{name}.xml"), "") for name in names]
    return xml_text(maker.theme.render_page("feeds/sitemap_index.xml", {"sitemaps": maps}, maker.reads))


def render_sitemap_month(maker: PageMaker, month: str) -> str:
    """Render the sitemap of a month's stories; those first published elsewhere are left to their origin."""
    cards = [decode_card(raw) for raw in maker.list_page(keys.members(f"month/{month}")).cards]
    urls = [
        (maker.absolute(card.permalink), iso_text(from_seconds(card.updated or card.published, maker.zone)))
        for card in cards
        if not card.canonical
    ]
    return xml_text(maker.theme.render_page("feeds/sitemap.xml", {"urls": urls}, maker.reads))


def render_sitemap_pages(maker: PageMaker, _argument: str) -> str:
    """Render the sitemap of what is not a story."""
    paths = ["/", *(section.permalink for section in maker.sections)]
    for kind, folder in (("region", "regions"), ("author", "authors"), ("topic", "topics")):
        terms: list[Term] = maker.read(keys.terms(kind), list[Term]) or []
        paths += [f"/{folder}/{term.slug}/" for term in terms]
    standing: list[str] = maker.read(keys.STANDING_PAGES, list[str]) or []
    urls = [(maker.absolute(path), "") for path in [*paths, *standing]]
    return xml_text(maker.theme.render_page("feeds/sitemap.xml", {"urls": urls}, maker.reads))


def render_robots(maker: PageMaker, _argument: str) -> str:
    """Render robots.txt (RFC 9309): everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {maker.absolute('/sitemap.xml')}\n"


def render_live(maker: PageMaker, _argument: str) -> str:
    """Render the live file: what moves by itself and stands on every page."""
    weather: dict[str, WeatherReport] = maker.read(keys.WEATHER, dict[str, WeatherReport]) or {}
    notices: list[NoticeRecord] = maker.read(keys.NOTICES, list[NoticeRecord]) or []
    news: BreakingNews | None = maker.read(keys.BREAKING, BreakingNews)
    city = maker.setting("city")
    here = weather.get(city.casefold(), WeatherReport())
    live = {
        "language": maker.language,
        "timezone": maker.setting("timezone"),
        "city": city,
        "temperature": here.temperature,
        "sky": here.sky,
        "regions": {name: {"temperature": w.temperature, "sky": w.sky} for name, w in sorted(weather.items())},
        "notices": [{"text": n.text, "label": n.label, "until": _iso(maker, n.end)} for n in notices],
        "breaking": _breaking(maker, news),
    }
    return json.dumps(live, ensure_ascii=False, indent=1) + "\n"


def _breaking(maker: PageMaker, news: BreakingNews | None) -> dict[str, Any] | None:
    if news is None:
        return None
    url = maker.url(news.url) if news.url.startswith("/") else news.url
    return {"text": news.text, "url": url, "at": _iso(maker, news.at)}


def _iso(maker: PageMaker, seconds: int | None) -> str | None:
    return None if seconds is None else iso_text(from_seconds(seconds, maker.zone))


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Drop the characters that XML 1.0 has no way to write (its section 2.2)."""
    return _NOT_XML.sub("", text)
