"""Read what a site says to programs as their own programs do."""

import json
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from broadsheet.content.parse import parse_source
from broadsheet.content.story import Author, Story
from broadsheet.newsroom.load import parse_settings
from broadsheet.newsroom.settings import Settings
from broadsheet.site.stamps import parse_options
from tests.newsrooms import Site

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


def read_feed(site: Site, path: str) -> Any:
    """Read a feed as readers' programs do."""
    return feedparser.parse(site.read(path).encode(), sanitize_html=False, resolve_relative_uris=False)


def read_json(site: Site, path: str) -> Any:
    """Read a file of JSON."""
    return json.loads(site.read(path))


def read_xml(site: Site, path: str) -> etree._Element:
    """Parse a file of XML, strictly."""
    return etree.fromstring((site.out / path).read_bytes(), etree.XMLParser(recover=False, resolve_entities=False))


def found(node: etree._Element, path: str) -> list[str]:
    """Give the texts that an XPath leads to."""
    return [str(item if isinstance(item, str) else item.text or "") for item in node.xpath(path, namespaces=NAMES)]


def one(node: etree._Element, path: str) -> str:
    """Give the one text that an XPath leads to; empty where there is none."""
    texts = found(node, path)
    assert len(texts) <= 1, f"{path} is there {len(texts)} times"
    return texts[0] if texts else ""


def load_settings(root: Path) -> Settings:
    """Read a newsroom's settings."""
    settings, faults = parse_settings((root / "newsroom.yaml").read_text("utf-8"))
    assert settings is not None, faults
    return settings


def load_story(root: Path, path: str) -> Story:
    """Read a story from its source, `world/rates.md`."""
    source = f"content/{path}"
    parsed = parse_source("story", source, (root / source).read_bytes(), parse_options(load_settings(root)))
    assert isinstance(parsed.record, Story), parsed.diagnostics
    return parsed.record


def author_names(root: Path, story: Story) -> list[str]:
    """Name a story's authors, from their profiles where they have one."""
    names = []
    for byline in story.summary.authors:
        name = byline.name or byline.profile
        if byline.profile:
            source = f"content/authors/{byline.profile}.md"
            parsed = parse_source("author", source, (root / source).read_bytes(), parse_options(load_settings(root)))
            assert isinstance(parsed.record, Author), parsed.diagnostics
            name = parsed.record.profile.name
        names.append(name)
    return names


def feeds_of(site: Site) -> list[str]:
    """List the feeds of a site."""
    return sorted(path for path in site.tree() if path.rpartition("/")[2] in ("feed.xml", "atom.xml", "feed.json"))
