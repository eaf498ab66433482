"""Raw HTML made harmless: a whole run at a time, so that no tag can be smuggled in halves.

The marks of links and pictures go through as attributes that no author can
forge, since they hold a digest of the text itself. Links, pictures and
recordings that the author wrote in HTML become marks on the way.
"""

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b
from importlib import import_module
from types import ModuleType

from broadsheet.markup.draft import Draft
from broadsheet.markup.html import escape
from broadsheet.markup.marks import MARK, end_mark, mark
from broadsheet.markup.recording_files import ENDS, NAMES
from broadsheet.markup_policy import HtmlPolicy
from broadsheet.urls import decode_path, encode_address, target_kind

_ALLOWED = """
a abbr audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small source span strong sub summary sup
table tbody td tfoot th thead time tr track u ul var video wbr
"""
# The content of these goes with them: it is code, or a document of its own.
_DROPPED = "script style template iframe noscript noembed noframes object title textarea svg math"
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"},
    "a": {"href", "data-mark"},
    "img": {"src", "alt", "loading", "decoding", "data-mark"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "audio": {"src", "loop"},
    "video": {"src", "poster", "loop", "playsinline"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label", "default"},
}
# Whoever plays a recording asks for it, and can stop it.
_PLAYED = {"audio": ' controls preload="none"', "video": ' controls preload="metadata"'}
# What an address stands for, as the letter of its mark.
_TARGETS = {("a", "href"): "a", ("img", "src"): "i", ("video", "poster"): "p"} | {
    (element, "src"): "u" for element in ("audio", "video", "source", "track")
}
# What our own renderer writes; an author who writes the same does no harm.
_VALUES = {
    "class": re.compile(
        r"table-scroll|align-(?:center|right)|footnotes|footnote-(?:ref|back)|dateline|language-[\w+#.-]+"
    ),
    "id": re.compile(r"[\w-]+"),
    "role": re.compile(r"group|doc-(?:noteref|backlink|endnotes)"),
    "tabindex": re.compile("0"),
    "loading": re.compile("lazy"),
    "decoding": re.compile("async"),
    "dir": re.compile("ltr|rtl|auto"),
}
_INSTALL = "install it with `pip install nh3`, or set `html: escape` in newsroom.yaml"
_ELSEWHERE = "a recording must be one of the newsroom's own files"
_ELSEWHERE_HELP = "put the file beside the story, or link to it"
_FIRST_LEVEL = re.compile(r"<(/?)h1\b", re.IGNORECASE)
_RAW = re.compile(r"\0h(\d+)\0")
_LINK_TAG = re.compile(r'<(/?)a((?: [a-z-]+="[^"]*")*)>')
_PICTURE_TAG = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
_RECORDING_TAG = re.compile(r'<(video|audio|source|track)((?: [a-z-]+="[^"]*")*)>')
_PLAYER_TAG = re.compile(r'<(/?)(?:video|audio)(?: [a-z-]+="[^"]*")*>')
# As XML has it, which HTML takes for an opening tag.
_EMPTY_PLAYER = re.compile(r"<(video|audio)\b([^<>]*)/>", re.IGNORECASE)
_FILE_TAG = re.compile(r'<(?:source|track)(?: [a-z-]+="[^"]*")*>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def raw_html(html: str, line: int, is_block: bool, policy: HtmlPolicy) -> str:
    """Set an author's HTML: marked as such, or so that the run it is in will be cleaned."""
    if policy == "trust":
        return f"{mark('r', int(is_block))}{html}{end_mark('r', int(is_block))}"
    return f"\0h{line}\0{html}"


def finished(html: str, draft: Draft) -> str:
    """End a run of HTML: if an author's own is marked in it, the whole run is cleaned."""
    # One character is looked for in a tenth of the time of a pattern.
    first = _RAW.search(html) if "\0" in html else None
    if first is None:
        return html
    html = _RAW.sub("", html)
    line = int(first[1])
    nh3 = _load_sanitiser()
    if nh3 is None:
        span = draft.source.line_span(line)
        draft.report("sanitiser-missing", "raw HTML cannot be cleaned: nh3 is not installed", span, _INSTALL)
        return escape(MARK.sub("", html))
    return _sanitise(html, nh3, line, draft)


def _load_sanitiser() -> ModuleType | None:
    """Load the sanitiser, an optional package, when a story first needs it."""
    try:
        return import_module("nh3")
    except ImportError:
        return None


def _sanitise(html: str, nh3: ModuleType, line: int, draft: Draft) -> str:
    seal = blake2b(draft.source.text.encode(), digest_size=8).hexdigest()
    html = _EMPTY_PLAYER.sub(r"<\1\2></\1>", html)
    for element in ("video", "audio"):
        _report_unclosed(element, html, line, draft)
    clean: str = nh3.clean(
        # The headline is the page's only first-level heading.
        _FIRST_LEVEL.sub(r"<\1h2", MARK.sub(lambda found: _sealed(found, seal), html)),
        tags=set(_ALLOWED.split()),
        clean_content_tags=set(_DROPPED.split()),
        attributes=ATTRIBUTES,
        attribute_filter=_filter(seal, line, draft),
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    clean = _without_fallbacks(_restore_links(clean, seal), seal)
    clean = _PICTURE_TAG.sub(lambda found: _picture(found[1], seal), clean)
    return _RECORDING_TAG.sub(lambda found: _recording(found[1], found[2], seal), clean)


def _report_unclosed(element: str, html: str, line: int, draft: Draft) -> None:
    """Tell of a player that would end with the text, all of which would be its own."""
    ends = [found[1] for found in re.finditer(rf"<(/?){element}\b", html, re.IGNORECASE)]
    if ends.count("") > ends.count("/"):
        message = f"`<{element}>` is not closed, and what stands below would be lost"
        span = draft.source.find(f"<{element}", line)
        draft.report("block-content", message, span, f"write `</{element}>` after it")


def _sealed(mark: re.Match[str], seal: str) -> str:
    closing, letter, number = mark.groups()
    if closing:
        return "</a>"
    attribute = f'data-mark="{seal}-{letter}{number}"'
    return f"<a {attribute}>" if letter == "a" else attribute


def _ends_of(elements: Sequence[str]) -> tuple[str, ...]:
    return tuple(end for element in elements for end in ENDS[element])


def _filter(seal: str, line: int, draft: Draft) -> Callable[[str, str, str], str | None]:
    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "data-mark":
            return value if value.startswith(f"{seal}-") else None
        if attribute not in ("href", "src", "poster"):
            pattern = _VALUES.get(attribute)
            return value if pattern is None or pattern.fullmatch(value) else None
        # Asked of elements that do not stay, too.
        letter = _TARGETS.get((element, attribute))
        if letter is None:
            return None
        return keep_recording(element, value) if letter == "u" else keep_address(letter, value)

    def keep_recording(element: str, value: str) -> str | None:
        span = draft.source.find(value, line)
        if target_kind(value) == "web" or value.lstrip().startswith("//"):
            draft.report("block-content", _ELSEWHERE, span, _ELSEWHERE_HELP)
            return None
        if target_kind(value) != "local":
            return None
        wanted = ("video", "audio") if element == "source" else (element,)
        if not decode_path(value).partition("?")[0].partition("#")[0].lower().endswith(_ends_of(wanted)):
            names = " or ".join(NAMES[name] for name in wanted)
            draft.report("block-content", f"`{value}` cannot be played by `<{element}>`", span, f"name {names}")
            return None
        return f"{seal}-u{draft.add_link(value, span)}"

    def keep_address(letter: str, value: str) -> str | None:
        kind = target_kind(value)
        if letter in "ip":
            picture = draft.add_picture(value, draft.source.find(value, line)) if kind in ("local", "web") else None
            return None if picture is None else f"{seal}-{letter}{picture}"
        if kind == "local":
            return f"{seal}-{letter}{draft.add_link(value, draft.source.find(value, line))}"
        return encode_address(value) if kind in ("web", "contact", "fragment") else None

    return keep


def _restore_links(html: str, seal: str) -> str:
    """Turn sealed links into marks. What comes out of the sanitiser is well nested."""
    closings: list[str] = []

    def restore(found: re.Match[str]) -> str:
        if found[1]:
            return closings.pop() if closings else "</a>"
        attributes = dict(_ATTRIBUTE.findall(found[2]))
        sealed = attributes.get("data-mark") or attributes.get("href", "")
        number = sealed.removeprefix(f"{seal}-a")
        if number == sealed or not number.isdecimal():
            closings.append("</a>")
            return found[0]
        closings.append(end_mark("a", number))
        return mark("a", number)

    return _LINK_TAG.sub(restore, html)


def _picture(text: str, seal: str) -> str:
    """Turn a sealed picture into a mark; a picture without a target is dropped."""
    attributes = dict(_ATTRIBUTE.findall(text))
    sealed = attributes.get("data-mark") or attributes.get("src", "")
    number = sealed.removeprefix(f"{seal}-i")
    if number == sealed or not number.isdecimal():
        return ""
    kept = "".join(
        f' {name}="{value}"' for name, value in attributes.items() if name not in ("src", "data-mark", "alt")
    )
    return f'<img {mark("i", number)} alt="{attributes.get("alt", "")}"{kept}>'


def _without_fallbacks(html: str, seal: str) -> str:
    """Leave of what stands within a player only the files to play, and nothing of one that has none.

    The rest is shown by browsers that know no players, of which there are none.
    """
    pieces: list[str] = []
    at = depth = 0
    opening: re.Match[str] | None = None
    for tag in _PLAYER_TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if opening is None:
            pieces.append(html[at : tag.start()])
            opening, at = tag, tag.end()
        elif depth == 0:
            files = "".join(_FILE_TAG.findall(html[at : tag.start()]))
            if f'="{seal}-u' in opening[0] + files:
                pieces += [opening[0], files, tag[0]]
            opening, at = None, tag.end()
    return "".join([*pieces, html[at:]])


def _recording(element: str, text: str, seal: str) -> str:
    """Turn the sealed addresses of a film or sound into marks; a file without an address is dropped."""
    marked = re.sub(rf' (?:src|poster)="{seal}-([up])(\d+)"', lambda found: f" {mark(found[1], found[2])}", text)
    if element in ("source", "track") and "\0u" not in marked:
        return ""
    return f"<{element}{marked}{_PLAYED.get(element, '')}>"
