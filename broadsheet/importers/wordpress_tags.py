"""The square-bracket tags that WordPress leaves behind in exported stories."""

import html
import re
from collections.abc import Callable

from broadsheet.importers.protect import Vault
from broadsheet.importers.report import Note
from broadsheet.importers.tags import arguments, card
from broadsheet.importers.traced import Edit, TracedText

_CAPTION = re.compile(r"\[caption(?P<arguments>[^\]]{0,1000})\](?P<inner>.{0,4000}?)\[/caption\]", re.S)
_VIDEO = re.compile(
    r"\[(?:youtube|vimeo|video|embed|soundcloud|audio)(?P<rest>[=\s][^\]\n]{0,2000}|)\](?!\()(?:(?P<inner>[^\[\n]*)\[/\w+\])?"
)
_REST = re.compile(r"\[/?(?:caption|gallery|audio|video|embed|soundcloud)(?:\s[^\]\n]{0,2000})?\](?![(\[:])")
# The player's size hangs on the address in these tags and is no part of it.
_URL = re.compile(r"https?://[^\s\"'”″\]&]+(?:&(?!w=|h=|rel=)[^\s\"'”″\]&]+)*")
_FRAMED = re.compile(
    r"\s*(?P<picture>(?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?|\[?!\[.*?\]\([^)]*\)(?:\]\([^)]*\))?)(?P<words>.*)",
    re.S,
)


def convert_wordpress(source: TracedText, vault: Vault, notes: list[Note]) -> TracedText:
    """Turn captions into figures and embeds into cards; what is left of other tags is noted."""

    def framed(match: re.Match[str]) -> str:
        caption = arguments(vault.restored(match["arguments"]))[1].get("caption", "")
        return _figure(match["inner"], caption)

    def embedded(match: re.Match[str]) -> str:
        text = html.unescape(vault.restored(f"{match['rest']} {match['inner'] or ''}")).replace("\\", "")
        url = _URL.search(text)
        return card(url[0]) if url is not None else match[0]

    def removed(match: re.Match[str]) -> str:
        line = source.line_at(match.start())
        notes.append(Note(line, "the WordPress tag has no counterpart and was removed", match[0]))
        return ""

    source = _replaced(source, _CAPTION, framed)
    source = _replaced(source, _VIDEO, embedded)
    return _replaced(source, _REST, removed)


def _replaced(source: TracedText, pattern: re.Pattern[str], text_of: Callable[[re.Match[str]], str]) -> TracedText:
    return source.edited([Edit(match.start(), match.end(), text_of(match)) for match in pattern.finditer(source.text)])


def _figure(inner: str, caption: str) -> str:
    """Tell the picture of a caption tag from the words behind it."""
    match = _FRAMED.match(inner)
    picture, words = (match["picture"], match["words"].strip()) if match is not None else (inner, "")
    caption = " ".join(part for part in (caption, words) if part)
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"
