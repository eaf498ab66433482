"""Mark pages as a preview's, with what the desk should know written above them. No other page is ever marked."""

import re
from html import unescape
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from markupsafe import Markup

from broadsheet.content.documents import decode_digest
from broadsheet.content.gate import why_hidden
from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.targets import Target
from broadsheet.newsroom.settings import SETTINGS_FILE
from broadsheet.preview.live_site import LiveSite, Made
from broadsheet.preview.notices import (
    STYLE,
    WATERMARK,
    HiddenStory,
    as_of_banner,
    bundle_banner,
    crash_notice,
    desk_link,
    hidden_page_banner,
    hidden_stories_banner,
    overlay,
)
from broadsheet.preview.replies import Reply, page_reply, tag_of
from broadsheet.site.layout import content_path
from broadsheet.site.preview_mark import MARK_META
from broadsheet.site.targets import output_path

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>(?!.*</body)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*?\bhref=\"(/[^\"#?]*)", re.IGNORECASE)

NOINDEX = '<meta name="robots" content="noindex, nofollow">'
_SITE_WIDE = (SETTINGS_FILE, "templates/")
_OF_THE_FRONT = ("content/fronts/", "content/live/")


class Marker:
    """Marks the pages of one preview. `private` is the path below which the preview answers its own script."""

    def __init__(self, private: str = "") -> None:
        self._private = private
        self._opens = f"{private}/open" if private else ""

    def page(self, site: LiveSite, target: Target, made: Made, at: int | None) -> Reply:
        """Give a page as the desk should see it: banner, errors, and the script that hears of changes."""
        faults = self._faults_of(site, target, made)
        html = _EMPTY if made.body is None else made.body.decode("utf-8", "replace")
        zone = ZoneInfo(site.zone)
        above = _banners(site, target, html, zone) if at is None else as_of_banner(at, zone)
        if made.trace:
            above += crash_notice()
        if faults:
            story = target.argument if made.fault is not None and target.recipe == "article" else ""
            above += overlay(faults, story and f"content/{story}", made.body is not None, self._opens)
        above += desk_link(sum(fault.is_error for fault in (*site.faults, *site.failures())))
        return self.reply(html, above, 200 if made.body is not None else 500)

    def lost(self, site: LiveSite, target: Target | None, made: Made | None, at: int | None) -> Reply:
        """Give the page for an address where nothing is: new stories with errors are told there too."""
        errors = [fault for fault in site.faults if fault.is_error]
        html = _NOTHING if made is None or made.body is None else made.body.decode("utf-8", "replace")
        above = Markup("") if at is None else as_of_banner(at, ZoneInfo(site.zone))
        if errors:
            above += overlay(errors, "", False, self._opens)
        return self.reply(html, above + desk_link(len(errors)), 404)

    def unready(self, site: LiveSite) -> Reply:
        """Give what there is to say while `newsroom.yaml` has never been readable."""
        return self.reply(_EMPTY, overlay(site.faults, "", False, self._opens), 500)

    def reply(self, html: str, above: Markup, status: int = 200) -> Reply:
        """Write marks and notices into a page. Its tag speaks of what it shows, not of the script."""
        html = _marked(html, above, STYLE)
        tag = tag_of(html.encode("utf-8", "replace"))
        if self._private:
            script = f'<script src="{self._private}/client.js" data-tag="{tag}"></script>'
            html = _BODY_END.sub(lambda found: script + found[0], html, count=1) if "</body" in html else html + script
        reply = page_reply(html, status)
        return Reply(reply.status, reply.media_type, reply.body, tag=tag)

    def _faults_of(self, site: LiveSite, target: Target, made: Made) -> list[Diagnostic]:
        """Pick the errors to show on a page: its own, and those of what every page is made with."""
        own = _SITE_WIDE if target.path != "index.html" else (*_SITE_WIDE, *_OF_THE_FRONT)
        found = [
            fault
            for fault in site.faults
            if fault.is_error and (fault.place.path == target.owner or fault.place.path.startswith(own))
        ]
        if made.fault is not None and made.fault not in found:
            found.insert(0, made.fault)
        return found


def bundle_page(site: LiveSite, target: Target, raw: bytes, at: int | None) -> bytes:
    """Give a page for people outside the desk: marked all over, and without a way to the desk."""
    html, zone = raw.decode("utf-8", "replace"), ZoneInfo(site.zone)
    above = _banners(site, target, html, zone) if at is None else as_of_banner(at, zone, can_return=False)
    return _marked(html, bundle_banner() + above, STYLE + WATERMARK).encode("utf-8", "replace")


def _banners(site: LiveSite, target: Target, html: str, zone: ZoneInfo) -> Markup:
    """Say what of a page readers do not see."""
    if (hiding := site.hiding(target)) is not None:
        return hidden_page_banner(hiding, zone)
    stories = _hidden_stories(site, html)
    return hidden_stories_banner(stories, zone) if stories else Markup("")


def _marked(html: str, above: Markup, style: Markup) -> str:
    html = _insert(html, _HEAD, f"{MARK_META}{NOINDEX}")
    html = _HEAD_END.sub(lambda found: f"{style}{found[0]}", html, count=1)
    return _insert(html, _BODY, str(above))


def _hidden_stories(site: LiveSite, html: str) -> list[HiddenStory]:
    """Find the stories that a page leads to and that readers do not see."""
    found: dict[str, HiddenStory] = {}
    for link in dict.fromkeys(_LINK.findall(html)):
        target = site.find(output_path(unquote(unescape(link)).removeprefix(site.base_path)))
        if target is None or target.path in found or target.recipe != "article":
            continue
        path = content_path(target.owner)
        if not site.is_hidden(path):
            continue
        documents = site.stores.documents
        document, timing = documents.find(path), documents.find_timing(path)
        if document is None or timing is None or (hiding := why_hidden(timing, site.stores.now)) is None:
            continue
        summary = decode_digest(document).summary
        found[target.path] = HiddenStory(summary.headline if summary else path, unescape(link), hiding)
    return list(found.values())


def _insert(html: str, place: re.Pattern[str], text: str) -> str:
    found = place.search(html)
    return text + html if found is None else html[: found.end()] + text + html[found.end() :]


_EMPTY = "<!doctype html><html lang=en><head><title>Preview</title></head><body></body></html>"
_NOTHING = (
    "<!doctype html><html lang=en><head><title>Not found</title></head>"
    "<body><h1>Nothing is published at this address</h1></body></html>"
)
