"""The recipes: which function makes which kind of page."""

from collections.abc import Callable, Mapping

from broadsheet.rendering import archives, article, feeds, home, listings, lite
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
    "not-found": archives.render_not_found,
    "redirect": archives.render_redirect,
    "feed": feeds.render_feed,
    "sitemap-index": feeds.render_sitemap_index,
    "sitemap-month": feeds.render_sitemap_month,
    "sitemap-pages": feeds.render_sitemap_pages,
    "robots": feeds.render_robots,
    "live": feeds.render_live,
}
