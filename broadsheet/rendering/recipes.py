"""The recipes: which function makes which kind of page."""

from collections.abc import Callable, Mapping

from broadsheet.rendering import (
    archives,
    article,
    feeds,
    home,
    host_files,
    listings,
    lite,
    live,
    machine_files,
    ninjs,
    search_page,
    sitemaps,
)
from broadsheet.rendering.page_maker import PageMaker

Recipe = Callable[[PageMaker, str], str]

RECIPES: Mapping[str, Recipe] = {
    "home": home.render_home,
    "article": article.render_article,
    "lite-front": lite.render_lite_front,
    "lite-section": lite.render_lite_section,
    "lite-article": lite.render_lite_article,
    "page": article.render_standing_page,
    "list": listings.render_list_front,
    "numbered": listings.render_numbered_page,
    "topics": archives.render_topics,
    "authors": archives.render_authors,
    "regions": archives.render_regions,
    "archive": archives.render_archive,
    "month": archives.render_month,
    "day": archives.render_day,
    "search": search_page.render_search,
    "not-found": archives.render_not_found,
    "redirect": archives.render_redirect,
    "feed": feeds.render_rss,
    "feed-atom": feeds.render_atom,
    "feed-json": feeds.render_json,
    "ninjs": ninjs.render_ninjs,
    "sitemap-index": sitemaps.render_sitemap_index,
    "sitemap-month": sitemaps.render_sitemap_month,
    "sitemap-pages": sitemaps.render_sitemap_pages,
    "news-sitemap": sitemaps.render_news_sitemap,
    "robots": machine_files.render_robots,
    "ads": machine_files.render_ads,
    "security": machine_files.render_security,
    "humans": machine_files.render_humans,
    "llms": machine_files.render_llms,
    "host-headers": host_files.render_host_headers,
    "host-redirects": host_files.render_host_redirects,
    "live": live.render_live,
}
