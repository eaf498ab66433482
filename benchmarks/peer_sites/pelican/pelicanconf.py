"""Settings of the Pelican site of the benchmark; `newsroom.json` beside it says what changes."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_NEWSROOM: dict[str, Any] = json.loads((_FOLDER / "newsroom.json").read_text("utf-8"))

SITENAME = "The Plains Record"
SITEURL = "https://record.example"
TAGLINE: str = _NEWSROOM["tagline"]
CITY = "Regina"
PLACE = "Regina, Saskatchewan"
SECTIONS: list[list[str]] = _NEWSROOM["sections"]
WRITERS: dict[str, dict[str, str]] = _NEWSROOM["writers"]
PICTURE_SIZE: list[int] = _NEWSROOM["picture_size"]
TIMEZONE = "America/Regina"
DEFAULT_LANG = "en"

PATH = "content"
ARTICLE_PATHS = [slug for slug, _ in SECTIONS]
STATIC_PATHS = ["pictures"]
USE_FOLDER_AS_CATEGORY = True
SLUGIFY_SOURCE = "basename"
WITH_FUTURE_DATES = False
FORMATTED_FIELDS: list[str] = []
THEME = str(_FOLDER / "theme")
THEME_STATIC_DIR = ""
TYPOGRIFY = False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}

ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
TAGS_SAVE_AS = "topics/index.html"
DIRECT_TEMPLATES = ["index", "authors", "tags"]
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": 20, "author": 20, "tag": 20}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_DOMAIN = SITEURL
FEED_ALL_RSS = "feed.xml"
CATEGORY_FEED_RSS = "{slug}/feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
RSS_FEED_SUMMARY_ONLY = True

PLUGINS = ["sitemap"]
SITEMAP = {"format": "xml"}
