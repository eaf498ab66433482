"""Sitemaps: an index, files for each month, standing pages, and what is news.

A month's files never change again once its stories do not, because nothing in
them counts from the newest end. What search engines should not keep, or find
elsewhere, is left out.
"""

import re
from collections.abc import Sequence

import msgspec

from broadsheet.content import keys
from broadsheet.content.records import CardRecord, PageAddress, Term
from broadsheet.content.sitemap_files import LISTED, news_file, part, part_from_newest
from broadsheet.rendering.cards import decode_card
from broadsheet.rendering.list_addresses import list_folder
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.xml import xml_text

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
_PICTURES = 1000
# What stands in them, or in the wide ones of East Asia, is no part of a name for Google News.
_PARENTHESES = re.compile("[()\uff08\uff09]")
_IN_PARENTHESES = re.compile("\\s*[(\uff08][^()\uff08\uff09]*[)\uff09]")


class SitemapUrl(msgspec.Struct, frozen=True):
    """A page in a sitemap: its absolute address, when it last changed, or an empty text, and its pictures."""

    address: str
    changed: str = ""
    pictures: Sequence[str] = ()


class NewsUrl(msgspec.Struct, frozen=True):
    """A story in the news sitemap; `language` is as https://support.google.com/news wants it."""

    address: str
    headline: str
    published: str
    language: str
    pictures: Sequence[str] = ()


def render_sitemap_index(maker: PageMaker, _argument: str) -> str:
    """Render the index of sitemaps: news, standing pages, and one for each month."""
    names: list[str] = maker.read(keys.SITEMAPS, list[str]) or []
    files: int = maker.read(keys.NEWS_FILES, int) or 1
    named = [*(news_file(number) for number in range(1, files + 1)), *names]
    maps = [maker.uri(f"/{name}.xml") for name in named]
    return xml_text(maker.theme.render_page("feeds/sitemap_index.xml", {"sitemaps": maps}, maker.reads))


def render_sitemap_month(maker: PageMaker, argument: str) -> str:
    """Render a file of a month's stories, `2026-11 2`; those first published elsewhere are left to their origin."""
    month, _, number = argument.partition(" ")
    listed = part_from_newest(maker.list_page(keys.members(f"month/{month}")).cards, int(number or 1))
    cards = (decode_card(raw) for raw in listed)
    urls = [_story(maker, card) for card in cards if not card.canonical and not card.noindex]
    # The schema of sitemaps knows no empty one; the month's own page is there whatever its stories are.
    return _render(maker, urls or [SitemapUrl(maker.uri(f"/archive/{month.replace('-', '/')}/"))])


def _story(maker: PageMaker, card: CardRecord) -> SitemapUrl:
    changed = maker.iso(card.updated or card.published)
    return SitemapUrl(maker.uri(card.permalink), changed, _pictures(maker, card))


def _pictures(maker: PageMaker, card: CardRecord) -> list[str]:
    """Give the addresses of a story's pictures, that above the text first."""
    lead = [card.picture.picture.url] if card.picture else []
    return [maker.uri(url) for url in dict.fromkeys([*lead, *card.pictures])][:_PICTURES]


def render_sitemap_pages(maker: PageMaker, number: str) -> str:
    """Render a file of what is not a story; `count_pages` of `site/` counts the same."""
    pages = [PageAddress("/"), *(PageAddress(section.permalink) for section in maker.sections)]
    standing: list[PageAddress] = maker.read(keys.STANDING_PAGES, list[PageAddress]) or []
    pages += standing
    for kind in LISTED:
        terms: list[Term] = maker.read(keys.terms(kind), list[Term]) or []
        pages += [PageAddress(f"{list_folder(f'{kind}/{term.slug}')}/") for term in terms]
    return _render(maker, [_page(maker, page) for page in part(pages, int(number))])


def _page(maker: PageMaker, page: PageAddress) -> SitemapUrl:
    changed = "" if page.updated is None else maker.iso(page.updated)
    return SitemapUrl(maker.uri(page.permalink), changed)


def _render(maker: PageMaker, urls: list[SitemapUrl]) -> str:
    return xml_text(maker.theme.render_page("feeds/sitemap.xml", {"urls": urls}, maker.reads))


def render_news_sitemap(maker: PageMaker, number: str) -> str:
    """Render a file of the news sitemap: a thousand of the last 48 hours' stories, the newest first."""
    cards = (decode_card(raw) for raw in maker.list_page(keys.news(int(number))).cards)
    context = {
        "publication": publication_name(maker.setting("name")),
        "urls": [_news(maker, card) for card in cards],
        "front": maker.uri("/"),
    }
    return xml_text(maker.theme.render_page("feeds/news_sitemap.xml", context, maker.reads))


def _news(maker: PageMaker, card: CardRecord) -> NewsUrl:
    return NewsUrl(
        maker.uri(card.permalink),
        card.headline,
        maker.iso(card.published),
        news_language(card.language or maker.language),
        _pictures(maker, card),
    )


def publication_name(name: str) -> str:
    """Give a newsroom's name without anything in parentheses; one that is nothing else keeps its words."""
    bare, count = name, 1
    while count:
        bare, count = _IN_PARENTHESES.subn("", bare)
    return bare.strip() or _PARENTHESES.sub("", name).strip() or name


def news_language(tag: str) -> str:
    """Give a language as news sitemaps name it: without a region, but for the two ways of writing Chinese."""
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(parts[1:]) else "zh-cn"
    return parts[0]
