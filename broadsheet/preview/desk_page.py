"""The desk's view: what is public, what is not and why, what is wrong, and what changed last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from broadsheet.clock import from_seconds
from broadsheet.content.documents import decode_digest
from broadsheet.content.gate import Hiding, HidingKind, why_hidden
from broadsheet.diagnostics import Diagnostic
from broadsheet.preview.desk_faults import desk_faults
from broadsheet.preview.live_site import LiveSite
from broadsheet.preview.notices import desk_style, fault_item, shown_instant, why

LISTED = 200

_TITLES: dict[HidingKind, str] = {
    "draft": "Drafts",
    "undated": "Without a date",
    "scheduled": "Scheduled",
    "embargoed": "Under embargo",
    "expired": "Expired",
    "never": "Never public",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A story in one of the desk's lists."""

    headline: str
    url: str
    source: str
    note: str = ""
    order: int = 0


def desk_html(site: LiveSite, at: int | None, opens: str) -> Markup:
    """Give the body of the desk's view."""
    zone, faults = ZoneInfo(site.zone), desk_faults(site)
    parts = [_control(site, at, zone)]
    if site.is_ready:
        hidden = dict(_hidden(site, zone))
        parts += [_summary(site, hidden, faults), _faults(faults, opens), _changed(site, opens)]
        parts += [_table(_TITLES[kind], hidden[kind], opens) for kind in _TITLES if hidden.get(kind)]
        parts.append(_table("Public, newest first", list(_public(site, zone)), opens))
    else:
        parts.append(_faults(faults, opens))
    return Markup('<main class="bs-deskview"><h1>Desk</h1>{}</main>').format(Markup("").join(parts))


def _control(site: LiveSite, at: int | None, zone: ZoneInfo) -> Markup:
    now = at if at is not None else site.now
    value = "" if now is None else f"{from_seconds(now, zone):%Y-%m-%dT%H:%M}"
    state = (
        Markup("<p>Pages show everything the desk has.</p>")
        if at is None
        else Markup("<p>Pages are shown as readers see them at <strong>{}</strong>.</p>").format(
            shown_instant(at, zone)
        )
    )
    return Markup(
        '<section aria-labelledby="as-of"><h2 id="as-of">As of</h2>{}<form action="{}/" method="get">'
        '<label>Instant ({}) <input type="datetime-local" name="at" value="{}" required></label> '
        '<button>Show the site then</button></form><p><a href="{}/?at=now">Show what the desk sees</a></p></section>'
    ).format(state, site.base_path, site.zone, value, site.base_path)


def _summary(site: LiveSite, hidden: dict[HidingKind, list[_Row]], faults: list[Diagnostic]) -> Markup:
    public = sum(site.stores.documents.count_stories(site.stores.now)) - sum(map(len, hidden.values()))
    counts = [("Public", public), *((_TITLES[kind], len(rows)) for kind, rows in hidden.items())]
    errors = sum(fault.is_error for fault in faults)
    counts += [("Errors", errors), ("Warnings", len(faults) - errors)]
    items = Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*item) for item in counts)
    return Markup("<dl>{}</dl>").format(items)


def _faults(faults: list[Diagnostic], opens: str) -> Markup:
    if not faults:
        return Markup("")
    items = Markup("").join(fault_item(fault, opens) for fault in faults[:LISTED])
    return Markup('<section class="bs-faults"><h2>What is wrong</h2><ol>{}</ol></section>').format(items)


def _changed(site: LiveSite, opens: str) -> Markup:
    return _table(
        "Changed last", [_Row(path, _url_of(site, path), path) for path in site.intake.written_last(12)], opens
    )


def _url_of(site: LiveSite, source: str) -> str:
    owned = [target for target in site.stores.targets.owned_by(source) if target.recipe in ("article", "page", "list")]
    return f"{site.base_path}/{owned[0].path.removesuffix('index.html')}" if owned else ""


def _hidden(site: LiveSite, zone: ZoneInfo) -> Iterator[tuple[HidingKind, list[_Row]]]:
    """Give the stories that readers do not see, by why that is, the next to come first."""
    found: dict[HidingKind, list[_Row]] = {kind: [] for kind in _TITLES}
    documents = site.stores.documents
    for path in documents.hidden(site.stores.now):
        timing = documents.find_timing(path)
        hiding = None if timing is None else why_hidden(timing, site.stores.now)
        if hiding is not None:
            found[hiding.kind].append(_row(site, path, why(hiding, zone), _order(hiding)))
    for kind, rows in found.items():
        if rows:
            yield kind, sorted(rows, key=lambda row: (row.order, row.source))


def _order(hiding: Hiding) -> int:
    at = hiding.at or 0
    return at if hiding.kind in ("scheduled", "embargoed") else -at


def _row(site: LiveSite, path: str, note: str, order: int = 0) -> _Row:
    document = site.stores.documents.find(path)
    digest = None if document is None else decode_digest(document)
    summary = None if digest is None else digest.summary
    headline = summary.headline if summary is not None else path
    url = f"{site.base_path}{digest.permalink}" if digest is not None and digest.permalink else ""
    return _Row(headline, url, f"content/{path}", note, order)


def _public(site: LiveSite, zone: ZoneInfo) -> Iterator[_Row]:
    """Give the newest public stories."""
    for path in site.newest(LISTED):
        if not site.is_hidden(path):
            timing = site.stores.documents.find_timing(path)
            published = None if timing is None else timing.published
            yield _row(site, path, "" if published is None else shown_instant(published, zone))


def _table(title: str, rows: Iterable[_Row], opens: str) -> Markup:
    listed = list(rows)
    body = Markup("").join(
        Markup(
            '<tr><td>{}</td><td>{}</td><td><form method="post" action="{}"><input type="hidden" name="path" value="{}">'
            '<button title="Open in editor">{}</button></form></td></tr>'
        ).format(
            Markup('<a href="{}">{}</a>').format(row.url, row.headline) if row.url else row.headline,
            row.note,
            opens,
            row.source,
            row.source,
        )
        for row in listed[:LISTED]
    )
    more = Markup("<p>and {} more</p>").format(len(listed) - LISTED) if len(listed) > LISTED else ""
    return Markup(
        '<section><h2>{}</h2><table><thead><tr><th scope="col">Story</th><th scope="col">When</th>'
        '<th scope="col">Source</th></tr></thead><tbody>{}</tbody></table>{}</section>'
    ).format(title, body, more)


def desk_page(site: LiveSite, at: int | None, opens: str) -> str:
    """Give the desk's view as a page, to be marked like all others."""
    return str(
        Markup(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">{}</head><body>{}</body></html>'
        ).format(desk_style(), desk_html(site, at, opens))
    )
