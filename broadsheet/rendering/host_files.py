"""What hosts of static sites read beside the pages: `_headers` and `_redirects`.

Netlify and Cloudflare read the same two forms; they differ in how a redirect
goes before the page that stands at the old address for all other hosts.
"""

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.content import keys
from broadsheet.newsroom.feeds import FORMATS, FeedFormats
from broadsheet.newsroom.machine_files import Host
from broadsheet.rendering.list_addresses import FOLDERS, feed_folder
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.urls import ascii_path

YEAR = 31_536_000

# https://developers.cloudflare.com/pages/configuration/redirects/; further aliases keep their pages.
MAX_REDIRECTS: Mapping[Host, int] = {"cloudflare": 2_000}

_CODES = {"netlify": "301!", "cloudflare": "301"}


def render_host_headers(maker: PageMaker, _argument: str) -> str:
    """Render `_headers`: what may be kept for good, what feeds are, and where their hub is."""
    base = maker.base_path
    rules = [
        (f"{base}/*", ["X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin"]),
        *(
            (f"{base}/{folder}/*", [f"Cache-Control: public, max-age={YEAR}, immutable"])
            for folder in ("assets", "media", "social")
        ),
        *_shared_feed_rules(maker),
        *_feed_rules(maker),
    ]
    return "\n".join(line for path, headers in rules for line in (path, *(f"  {item}" for item in headers)))


def _feed_rules(maker: PageMaker) -> Iterator[tuple[str, list[str]]]:
    """Yield a rule for each feed that shares none."""
    formats: FeedFormats = maker.setting("feed_formats")
    hub = maker.setting("feed_hub")
    names = ["latest"]
    if maker.setting("host_files") != "cloudflare":
        names += [f"section/{section.slug}" for section in maker.sections]
        names += [f"region/{region.slug}" for region in maker.setting("regions")]
    for name in names:
        folder = feed_folder(name)
        for format_name in formats.of(name):
            form = FORMATS[format_name]
            path = f"{folder}/{form.file}"
            yield maker.url(path), _feed_headers(form.media_type, hub, maker.uri(path))


def _shared_feed_rules(maker: PageMaker) -> Iterator[tuple[str, list[str]]]:
    """Yield one rule for the feeds of all lists of a kind.

    Authors and topics change every hour, and these files should not. For
    Cloudflare sections and regions share theirs, too: it takes a hundred rules.

    Cloudflare fills the name in where the feed's own address stands. Netlify
    does not, so there a reader finds the hub in the feed itself.
    """
    formats: FeedFormats = maker.setting("feed_formats")
    is_filled_in = maker.setting("host_files") == "cloudflare"
    hub = maker.setting("feed_hub") if is_filled_in else ""
    for kind in ("author", "topic", *(("region", "section") if is_filled_in else ())):
        for format_name in formats.of(kind):
            form = FORMATS[format_name]
            path = f"{maker.base_path}{FOLDERS.get(kind, '')}/:name/{form.file}"
            yield path, _feed_headers(form.media_type, hub, f"{maker.origin}{path}")


def _feed_headers(media_type: str, hub: str, own: str) -> list[str]:
    link = [f'Link: <{hub}>; rel="hub", <{own}>; rel="self"'] if hub else []
    return [f"Content-Type: {media_type}; charset=utf-8", *link]


def render_host_redirects(maker: PageMaker, _argument: str) -> str:
    """Render `_redirects`: a 301 from every alias of a public story or page."""
    host: Host = maker.setting("host_files")
    code = _CODES.get(host, "301")
    rules = []
    for old, new in host_redirects(maker.read(keys.REDIRECTS, list[str]) or []):
        rules.append(f"{_literal(ascii_path(maker.url(old)))} {_literal(ascii_path(maker.url(new)))} {code}")
    return "\n".join(rules[: MAX_REDIRECTS.get(host)])


def host_redirects(pairs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield old and new addresses as a host is told them, from the pairs that `redirect` targets hold.

    A file `index.html` was found at its folder's address as well.
    """
    for old, _, new in (pair.rpartition(" ") for pair in pairs):
        yield old, new
        if old.endswith("/index.html"):
            yield old.removesuffix("index.html"), new


def _literal(path: str) -> str:
    """Escape what hosts take for a pattern, or for the end of an address."""
    return path.replace("*", "%2A").replace(":", "%3A").replace(" ", "%20")
