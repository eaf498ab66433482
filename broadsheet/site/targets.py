"""The targets of a news site: which files each list, document and picture calls for."""

from collections.abc import Iterable, Iterator

from broadsheet.content.documents import Claims, Digest
from broadsheet.content.profiles import profile_path
from broadsheet.content.sitemap_files import NEWS_SITEMAP, file_names, news_file
from broadsheet.engine.targets import Target
from broadsheet.newsroom.feeds import FORMATS, FeedFormats
from broadsheet.newsroom.machine_files import LIVE_FILE, MACHINE_FILES, NINJS_FILE, ROBOTS_FILE
from broadsheet.newsroom.settings import Settings
from broadsheet.rendering.list_addresses import feed_folder, list_folder
from broadsheet.rendering.lite_addresses import lite_permalink
from broadsheet.rendering.renderer import STYLESHEET

INDEXES = ("topics", "authors", "regions")
ALWAYS = ("latest", "section/", "region/")
FEED_RECIPES = {"rss": "feed", "atom": "feed-atom", "json": "feed-json"}
SITEMAP_OF_PAGES = "sitemap-pages"


def output_path(permalink: str) -> str:
    """Give the file that a static host serves for a permalink."""
    path = permalink.lstrip("/")
    return f"{path}index.html" if permalink.endswith("/") or not path else path


def outputs_of(permalink: str) -> set[str]:
    """Give the files that a link to a permalink may reach."""
    return {output_path(permalink), output_path(f"{permalink.rstrip('/')}/")}


def permalinks_of(path: str) -> list[str]:
    """Give the ways in which a link may name an output."""
    names = [f"/{path}"]
    if path == "index.html" or path.endswith("/index.html"):
        folder = "/" + path.removesuffix("index.html")
        names += [folder, folder.rstrip("/")]
    return [name for name in names if name]


def fixed_targets(settings: Settings) -> Iterator[Target]:
    """Yield what every site has."""
    yield Target("index.html", "home")
    yield Target("404.html", "not-found")
    yield Target("sitemap.xml", "sitemap-index")
    yield Target(ROBOTS_FILE, "robots")
    yield Target(LIVE_FILE, "live")
    yield Target("archive/index.html", "archive")
    for kind in INDEXES:
        yield Target(f"{kind}/index.html", kind)
    if settings.search:
        yield Target("search/index.html", "search")
    if settings.lite:
        yield from _lite_fronts(settings)
    names = [f"section/{section.slug}" for section in settings.sections]
    for name in ("latest", *names, *(f"region/{region.slug}" for region in settings.regions)):
        yield list_front(name)
        yield from list_feeds(name, settings.feed_formats)
    for recipe in settings.machine_files:
        if recipe in MACHINE_FILES:
            yield Target(MACHINE_FILES[recipe], recipe)


def _lite_fronts(settings: Settings) -> Iterator[Target]:
    yield Target(output_path(lite_permalink("/")), "lite-front")
    for section in settings.sections:
        yield Target(output_path(lite_permalink(section.permalink)), "lite-section", section.slug)


def list_front(name: str) -> Target:
    """Give the front of a list."""
    return Target(f"{list_folder(name).lstrip('/')}/index.html", "list", name, _list_owner(name))


def list_feeds(name: str, formats: FeedFormats) -> Iterator[Target]:
    """Yield the feeds of a list; that of all stories is the site's."""
    folder = feed_folder(name)
    for format_name in formats.of(name):
        yield Target(
            f"{folder}/{FORMATS[format_name].file}".lstrip("/"), FEED_RECIPES[format_name], name, _list_owner(name)
        )


def news_targets(files: int) -> Iterator[Target]:
    """Yield the files of the news sitemap."""
    for number in range(1, files + 1):
        yield Target(f"{news_file(number)}.xml", NEWS_SITEMAP, str(number))


def page_sitemaps(urls: int) -> Iterator[Target]:
    """Yield the sitemaps of so many pages that are no stories."""
    for number, file in enumerate(file_names("pages", urls), 1):
        yield Target(f"{file}.xml", SITEMAP_OF_PAGES, str(number))


def list_page(name: str, number: int) -> Target:
    """Give a numbered page of a list."""
    folder = list_folder(name).lstrip("/")
    return Target(f"{folder}/page/{number}/index.html", "numbered", f"{name} {number}", _list_owner(name))


def _list_owner(name: str) -> str:
    kind, _, slug = name.partition("/")
    return f"content/{profile_path(slug)}" if kind == "author" else ""


def list_targets(name: str, count: int, pages: int, formats: FeedFormats) -> Iterator[Target]:
    """Yield what a list calls for when it has `count` stories and `pages` numbered pages."""
    if name.startswith("day/"):
        day = name.removeprefix("day/")
        if count:
            yield Target(f"archive/{day.replace('-', '/')}/index.html", "day", day)
    elif name.startswith("month/"):
        month = name.removeprefix("month/")
        if count:
            yield Target(f"archive/{month.replace('-', '/')}/index.html", "month", month)
            for number, file in enumerate(file_names(month, count), 1):
                yield Target(f"{file}.xml", "sitemap-month", month if number == 1 else f"{month} {number}")
    elif name not in ("watch", "essay"):
        if count and not name.startswith(ALWAYS):
            yield list_front(name)
            yield from list_feeds(name, formats)
        for number in range(1, pages + 1):
            yield list_page(name, number)


def document_targets(path: str, kind: str, claims: Claims | Digest, settings: Settings) -> Iterator[Target]:
    """Yield what a public document calls for: its page, a lite one of a story, and redirects from where it was."""
    owner = f"content/{path}"
    if kind not in ("story", "page"):
        return
    own = Target(output_path(claims.permalink), "article" if kind == "story" else "page", path, owner)
    yield own
    if settings.lite and kind == "story":
        yield Target(output_path(lite_permalink(claims.permalink)), "lite-article", path, owner)
    if settings.ninjs and kind == "story":
        yield Target(f"{claims.permalink.lstrip('/')}{NINJS_FILE}", "ninjs", path, owner)
    seen = {own.path}
    # Of two names for one file the longer one tells a host of both.
    for alias in sorted(claims.aliases, key=lambda alias: not alias.endswith("/index.html")):
        permalink = alias if alias.endswith("/") or "." in alias.rsplit("/", 1)[-1] else f"{alias}/"
        target = Target(output_path(permalink), "redirect", f"{permalink} {claims.permalink}", owner)
        if target.path not in seen:
            seen.add(target.path)
            yield target


def asset_targets(assets: Iterable[tuple[str, tuple[str, str]]]) -> Iterator[Target]:
    """Yield the theme's published files: path, and name and location; the joined stylesheet has no location."""
    for path, (name, location) in assets:
        owner = f"templates/assets/{name}"
        yield (
            Target(path, "copy", location, owner) if location else Target(path, STYLESHEET, "", "templates/assets/css")
        )
