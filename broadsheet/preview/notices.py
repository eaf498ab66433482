"""The preview's own words on a page: what is not public and why, what is wrong, and the way to the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from broadsheet.clock import from_seconds
from broadsheet.content.gate import Hiding, HidingKind
from broadsheet.diagnostics import Diagnostic, render_diagnostic

_WHY: dict[HidingKind, str] = {
    "draft": "a draft",
    "undated": "without a time of publication",
    "scheduled": "to be published {}",
    "embargoed": "under embargo until {}",
    "expired": "expired since {}",
    "never": "never public: it expires before it is published",
}


@dataclass(frozen=True, slots=True)
class HiddenStory:
    """A story on a page that readers do not see."""

    headline: str
    url: str
    hiding: Hiding


def shown_instant(seconds: int, zone: ZoneInfo) -> str:
    """Write an instant for the desk, with its zone."""
    instant: datetime = from_seconds(seconds, zone)
    return f"{instant:%a} {instant.day} {instant:%b %Y, %H:%M %Z}"


def why(hiding: Hiding, zone: ZoneInfo) -> str:
    """Say why readers do not see a story."""
    return _WHY[hiding.kind].format("" if hiding.at is None else shown_instant(hiding.at, zone))


def hidden_page_banner(hiding: Hiding, zone: ZoneInfo) -> Markup:
    """Say above a story's page that it is not public."""
    return _banner("hidden", Markup("<strong>Not public.</strong> This story is {}.").format(why(hiding, zone)))


def hidden_stories_banner(stories: Sequence[HiddenStory], zone: ZoneInfo) -> Markup:
    """Say above a page which of the stories on it are not public."""
    items = Markup("").join(
        Markup('<li><a href="{}">{}</a>: {}</li>').format(story.url, story.headline, why(story.hiding, zone))
        for story in stories
    )
    count = "One story" if len(stories) == 1 else f"{len(stories)} stories"
    text = Markup(
        "<details><summary><strong>Not all of this is public.</strong> {} on this page readers do not see.</summary>"
        "<ul>{}</ul></details>"
    )
    return _banner("hidden", text.format(count, items))


def as_of_banner(at: int, zone: ZoneInfo, can_return: bool = True) -> Markup:
    """Say that a page is shown as it is at another instant."""
    text = Markup("<strong>As readers see it at {}.</strong>{}")
    back = Markup(' <a href="?at=now">Back to what the desk sees</a>') if can_return else ""
    return _banner("as-of", text.format(shown_instant(at, zone), back))


def bundle_banner() -> Markup:
    """Say on every page of a bundle what it is."""
    return _banner("bundle", Markup("<strong>Preview.</strong> Not for publication: do not pass this address on."))


def _banner(kind: str, content: Markup) -> Markup:
    return Markup('<aside class="bs-preview bs-preview--{}" aria-label="Preview">{}</aside>').format(kind, content)


def desk_link(errors: int) -> Markup:
    """Give the small link to the desk's view, with the number of errors anywhere in the newsroom."""
    what = "" if not errors else f" · {errors} error{'' if errors == 1 else 's'}"
    return Markup('<nav class="bs-desk-link{}" aria-label="Preview"><a href="/_desk/">Desk{}</a></nav>').format(
        " bs-desk-link--errors" if errors else "", what
    )


def overlay(faults: Sequence[Diagnostic], story: str, is_last_good: bool, opens: str) -> Markup:
    """Show what is wrong, above the page; it folds away. `opens` is where the editor is asked for."""
    items = Markup("").join(fault_item(fault, opens) for fault in faults)
    count = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
    shown = "The page itself is the last good version." if is_last_good else ""
    made = Markup("<p>While making <code>{}</code>.</p>").format(story) if story else ""
    return Markup(
        '<section class="bs-errors" role="alert" aria-label="Errors"><details open><summary>{}</summary>'
        "<p>{}</p>{}<ol>{}</ol></details></section>"
    ).format(count, shown, made, items)


def fault_item(fault: Diagnostic, opens: str) -> Markup:
    """Show one fault as the terminal shows it, with a button that opens the place in an editor."""
    form = Markup(
        '<form method="post" action="{}"><input type="hidden" name="path" value="{}">'
        '<input type="hidden" name="line" value="{}"><button>Open in editor</button></form>'
    ).format(opens, fault.place.path, fault.place.line or 1)
    return Markup("<li><pre>{}</pre>{}</li>").format(render_diagnostic(fault), form if opens else "")


def crash_notice() -> Markup:
    """Say that Broadsheet itself is at fault; the traceback is in the terminal."""
    return Markup(
        '<section class="bs-errors" role="alert" aria-label="Errors"><p>Broadsheet could not make this page. This is'
        " its own fault, not that of your files; the terminal says more.</p></section>"
    )


STYLE = Markup("""<style>
.bs-preview,.bs-errors,.bs-desk-link{all:revert;box-sizing:border-box;font:16px/1.4 system-ui,sans-serif;color:#000}
.bs-preview *,.bs-errors *,.bs-desk-link *{all:revert;font:inherit;color:inherit;box-sizing:border-box}
.bs-preview{position:sticky;top:0;z-index:2147483000;padding:.6rem 1rem;background:#ffd400;border-bottom:4px solid #000}
.bs-preview--hidden{background:repeating-linear-gradient(135deg,#ffd400 0 24px,#ffc400 24px 48px)}
.bs-preview--as-of{background:#bfe3ff}
.bs-preview strong,.bs-errors summary{font-weight:700}
.bs-preview summary,.bs-errors summary{cursor:pointer}
.bs-preview ul{margin:.4rem 0;padding-left:1.4rem}
.bs-preview a,.bs-desk-link a{text-decoration:underline}
.bs-errors{position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;z-index:2147483001;padding:.8rem 1rem;
background:#fff3f2;border-top:6px solid #b00020}
.bs-errors pre{margin:.5rem 0;padding:.6rem;overflow:auto;background:#240006;color:#fff;
font:14px/1.45 ui-monospace,monospace}
.bs-errors ol{margin:0;padding:0;list-style:none}
.bs-errors p{margin:.3rem 0}
.bs-errors code{font-family:ui-monospace,monospace}
.bs-errors button{padding:.3rem .7rem}
.bs-desk-link{position:fixed;right:.6rem;bottom:.6rem;z-index:2147482999;padding:.25rem .6rem;background:#fff;
border:1px solid #000;border-radius:4px;font-size:14px}
.bs-desk-link--errors{background:#b00020;color:#fff}
@media print{.bs-desk-link,.bs-errors{display:none}.bs-preview{position:static}}
</style>""")

_DESK_STYLE = Markup("""<style>
body{margin:0;font:16px/1.45 system-ui,sans-serif;color:#111;background:#fff}
.bs-deskview{max-width:70rem;margin:0 auto;padding:1rem}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{font-size:.85rem}dd{margin:0;font-weight:700;font-size:1.4rem}
table{width:100%;border-collapse:collapse}th,td{padding:.35rem .5rem;border-bottom:1px solid #bbb;text-align:left}
form{margin:0}pre{overflow:auto;padding:.6rem;background:#240006;color:#fff}
button,input{font:inherit}td button{border:0;padding:0;background:none;color:#0645ad;text-decoration:underline;
cursor:pointer;overflow-wrap:anywhere;text-align:left}ol{padding:0;list-style:none}
</style>""")


def desk_style() -> Markup:
    """Give the style of the desk's view."""
    return _DESK_STYLE


WATERMARK = Markup("""<style>
body::after{content:"";position:fixed;inset:0;z-index:2147482998;pointer-events:none;
background:repeating-linear-gradient(135deg,transparent 0 150px,rgba(176,0,32,.13) 150px 190px)}
</style>""")
