"""The targets of a site: every file that it must hold, with the recipe that makes it."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from broadsheet.content import keys
from broadsheet.content.library import Library
from broadsheet.content.records import PictureRecord
from broadsheet.newsroom.settings import Settings
from broadsheet.rendering.listings import list_folder
from broadsheet.rendering.renderer import STYLESHEET
from broadsheet.site.catalogue import Catalogue, Published
from broadsheet.site.inputs import Inputs

NUMBERED_KINDS = ("latest", "section/", "topic/", "region/", "author/")


@dataclass(frozen=True, slots=True)
class Target:
    """One output file. `owner` is the source that claims it, or empty for a page of the site itself."""

    path: str
    recipe: str
    argument: str = ""
    owner: str = ""
    expects: tuple[str, ...] = ()


def output_path(permalink: str) -> str:
    """Give the file that a static host serves for a permalink."""
    path = permalink.lstrip("/")
    return f"{path}index.html" if permalink.endswith("/") else path


def iter_targets(library: Library, found: Catalogue, inputs: Inputs, settings: Settings) -> Iterator[Target]:
    """Yield all targets of a site, the generated ones first."""
    yield from _fixed_targets(library)
    for section in settings.sections:
        yield from _list_targets(library, f"section/{section.slug}")
        yield Target(f"{section.slug}/feed.xml", "feed", f"section/{section.slug}")
    yield from _list_targets(library, "latest")
    for region in settings.regions:
        yield from _list_targets(library, f"region/{region.slug}")
    for kind in ("topic", "author"):
        for name, _, _ in list(library.iter_lists(f"{kind}/")):
            yield from _list_targets(library, name)
    yield from _archive_targets(library)
    for path, (name, location) in sorted(inputs.assets.items()):
        yield (
            Target(path, STYLESHEET)
            if not location
            else Target(path, "copy", location, owner=f"templates/assets/{name}")
        )
    for published in found.published:
        yield from _document_targets(published)
    yield from _media_targets(library, found, settings)


def _fixed_targets(library: Library) -> Iterator[Target]:
    yield Target("index.html", "home")
    yield Target("404.html", "not-found")
    yield Target("feed.xml", "feed", "latest")
    yield Target("sitemap.xml", "sitemap-index")
    yield Target("sitemaps/pages.xml", "sitemap-pages")
    yield Target("robots.txt", "robots")
    yield Target("live.json", "live")
    yield Target("archive/index.html", "archive")
    for kind in ("topics", "authors", "regions"):
        yield Target(f"{kind}/index.html", kind)


def _list_targets(library: Library, name: str) -> Iterator[Target]:
    folder = list_folder(name).lstrip("/")
    kind, _, slug = name.partition("/")
    owner = f"content/authors/{slug}.md" if kind == "author" else ""
    expects = (keys.front(name), keys.author(slug)) if kind == "author" else (keys.front(name),)
    yield Target(f"{folder}/index.html", "list", name, owner, expects)
    for number in range(1, library.full_pages(name) + 1):
        wanted = (keys.numbered(name, number), keys.has_page(name, number + 1), *expects[1:])
        yield Target(f"{folder}/page/{number}/index.html", "numbered", f"{name} {number}", owner, wanted)


def _archive_targets(library: Library) -> Iterator[Target]:
    for name, _, _ in list(library.iter_lists("month/")):
        month = name.removeprefix("month/")
        yield Target(f"archive/{month.replace('-', '/')}/index.html", "month", month)
        yield Target(f"sitemaps/{month}.xml", "sitemap-month", month)
    for name, _, _ in list(library.iter_lists("day/")):
        day = name.removeprefix("day/")
        expects = (keys.members(name), keys.neighbours(day))
        yield Target(f"archive/{day.replace('-', '/')}/index.html", "day", day, expects=expects)


def _document_targets(published: Published) -> Iterator[Target]:
    owner = f"content/{published.path}"
    if published.kind == "story":
        expects = (keys.story(published.path), *published.expects)
        yield Target(output_path(published.permalink), "article", published.path, owner, expects)
    elif published.kind == "page":
        expects = (keys.page(published.path), *published.expects)
        yield Target(output_path(published.permalink), "page", published.path, owner, expects)
    for alias in published.aliases:
        permalink = alias if alias.endswith("/") or "." in alias.rsplit("/", 1)[-1] else f"{alias}/"
        if permalink != published.permalink:
            yield Target(output_path(permalink), "redirect", f"{permalink} {published.permalink}", owner)


def _media_targets(library: Library, found: Catalogue, settings: Settings) -> Iterator[Target]:
    """Yield the pictures and files that public documents use, each once."""
    wanted = {key for published in found.published for key in published.expects}
    if settings.logo:
        wanted.add(keys.picture(settings.logo))
    seen: set[str] = set()
    for key in sorted(wanted):
        kind, _, path = key.partition(":")
        document = library.find_document(path) if kind in ("picture", "file") else None
        if document is None or document.record is None or document.kind != kind:
            continue
        address = (
            msgspec.msgpack.decode(document.record, type=PictureRecord).url
            if kind == "picture"
            else document.record.decode()
        )
        if address not in seen:
            seen.add(address)
            yield Target(address.lstrip("/"), "copy", f"content/{path}", owner=f"content/{path}")
