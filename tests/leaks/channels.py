"""The ways in which news sites have told of stories too early, and where each of them is here.

A channel is a set of outputs, which a search goes through; or it is a matter
of bytes and names alone, which the comparison of whole sites covers; or there is no such thing here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

BYTES = "compared byte for byte"
STORY_PAGE = r"(?:world|politics|\d{4}/\d\d)/[^/]+/index\.html"
PAGES = r".+\.html"


@dataclass(frozen=True)
class Channel:
    """A way: the outputs that are it, by a pattern of their paths, and what else is to be said.

    `is_mute` where those outputs hold no word of a story even when it is public.
    """

    number: int
    name: str
    outputs: str = ""
    note: str = ""
    is_mute: bool = False

    def holds(self, path: str) -> bool:
        """Answer whether an output is of this channel."""
        return bool(self.outputs) and re.fullmatch(self.outputs, path) is not None


CHANNELS = (
    Channel(1, "the story's page", STORY_PAGE),
    Channel(2, "its twins: lite page, ninjs", r"lite/.+/.+/index\.html|.+\.ninjs\.json"),
    Channel(3, "pages at its aliases", r"old/.+/index\.html|zq[a-z]+\.html"),
    Channel(4, "the front page", r"(?:lite/)?index\.html"),
    Channel(5, "section fronts and numbered pages", r"(?:lite/)?(?:world|politics)/(?:\d+/|page/\d+/)?index\.html"),
    Channel(6, "topics, also those of its own", r"(?:lite/)?topics/.*"),
    Channel(7, "authors, also those of its own", r"(?:lite/)?authors/.*"),
    Channel(8, "archive of days and months", r"archive/.*"),
    Channel(9, "regions and the latest stories, in place of series", r"(?:lite/)?(?:regions|latest)/.*"),
    Channel(10, "pins, notices and breaking news", r"(?:live\.json|(?:lite/)?index\.html)"),
    Channel(11, "stories to read next", STORY_PAGE),
    Channel(12, "days before and after", r"archive/.*"),
    Channel(
        13,
        "links from public stories",
        STORY_PAGE,
        "public stories, pins, menus, policies and breaking news name hidden ones by path, slug and address",
    ),
    Channel(14, "corrections", STORY_PAGE, "there is no list of corrections"),
    Channel(15, "suggestions of the page for lost readers", r"404\.html"),
    Channel(16, "RSS", r"feed\.xml"),
    Channel(17, "Atom", r"atom\.xml"),
    Channel(18, "JSON Feed", r"feed\.json"),
    Channel(19, "feeds of sections, regions, authors, topics", r".+/(?:feed\.xml|atom\.xml|feed\.json)"),
    Channel(20, "pictures, films and sound in feeds", r"(?:.+/)?(?:feed\.xml|atom\.xml|feed\.json)"),
    Channel(21, "newsletter", note="there is none"),
    Channel(22, "push and WebSub", note="searched: what a hub is told; it is told of feeds that are on the site alone"),
    Channel(23, "sitemaps", r"sitemap-.*\.xml"),
    Channel(24, "news sitemap", r"news-sitemap.*\.xml"),
    Channel(25, "pictures in sitemaps", r"sitemap-.*\.xml"),
    Channel(26, "dates in the index of sitemaps", r"sitemap\.xml", is_mute=True),
    Channel(27, "search index", r"search/.*"),
    Channel(28, "data for scripts", r"search/.+\.json|live\.json"),
    Channel(29, "service worker", note="there is none"),
    Channel(30, "robots.txt", r"robots\.txt", is_mute=True),
    Channel(31, "llms.txt", r"llms\.txt", "the footer's addresses"),
    Channel(32, "_redirects and _headers", r"_redirects|_headers"),
    Channel(33, "JSON-LD, Open Graph, hreflang", PAGES),
    Channel(34, "originals of pictures", note="no picture is published as it came"),
    Channel(35, "pictures in their sizes, and their names", r"media/.+\.(?:jpg|png|webp|avif|svg)"),
    Channel(36, "drawn cards", r"social/.*", "their names hold no word, what is drawn on them is points", is_mute=True),
    Channel(37, "metadata of pictures", r"media/.+\.(?:jpg|png|webp|avif)", "read with Pillow"),
    Channel(38, "attachments, films, sound, captions", r"media/.+\.(?!jpg|png|webp|avif|svg)\w+"),
    Channel(39, "copied sources", note=f"there are none; {BYTES}"),
    Channel(40, "comments, source maps, links for editors", PAGES),
    Channel(41, "counts, pages of lists, reading times", note=f"{BYTES}, beside each threshold too"),
    Channel(42, "times of the last change", note=BYTES),
    Channel(43, "order, numbers, hashed names", note=BYTES),
    Channel(44, "manifests and caches in the site", note=f"they lie beside it; {BYTES}"),
    Channel(
        45,
        "log and report of a CI",
        note="searched: `build --explain --report`, also where it fails, `due`; `publish`, its report",
    ),
    Channel(46, "files on their way, guessable folders", note="searched: all that is at a target, notes too"),
    Channel(47, "past of a branch", note="searched: all objects of the repository (`tests/publishing`)"),
    Channel(
        48,
        "what was published before",
        note="searched after a story was taken back, notes too; all addresses are purged",
    ),
)


def table() -> str:
    """Write the channels as a table in Markdown."""
    rows = [f"| {item.number} | {item.name} | {_how(item)} |" for item in CHANNELS]
    return "\n".join(["| no. | channel | how it is covered |", "|---|---|---|", *rows]) + "\n"


def reached(paths: Iterable[str]) -> set[int]:
    """Give the numbers of the channels that outputs are of."""
    return {item.number for path in paths for item in CHANNELS if item.holds(path)}


def _how(item: Channel) -> str:
    if not item.outputs:
        return item.note
    searched = f"{BYTES}; not even a public story has a word there" if item.is_mute else "searched"
    return "; ".join(part for part in (searched, item.note) if part)
