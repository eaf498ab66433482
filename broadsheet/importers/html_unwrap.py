"""Take off the HTML that only wraps: its text stays Markdown, freed of the wrapper's indentation."""

import re
from collections.abc import Iterator

from broadsheet.importers.html_tags import (
    COMMENT,
    KNOWN,
    PLAIN_BLOCKS,
    PLAIN_INLINES,
    STRUCTURED,
    TAG,
    element_end,
)
from broadsheet.importers.inline_links import picture
from broadsheet.importers.traced import Edit, TracedText


def unwrapped(source: TracedText) -> TracedText:
    """Remove comments and wrapping tags, and set the inside of block wrappers at the margin."""
    source = source.edited([Edit(m.start(), m.end(), "") for m in COMMENT.finditer(source.text)])
    source = source.edited(_mended(source.text))
    source = source.edited(_escapes(source.text))
    source = source.edited(_dedents(source.text))
    return source.edited(_removals(source.text))


def _mended(text: str) -> Iterator[Edit]:
    """Mend tags with a quotation mark too few or too many, which would swallow the words behind them."""
    for match in re.finditer(r"<(?P<name>[A-Za-z]+)\s[^<>]*>", text):
        sound = TAG.match(text, match.start())
        if sound is not None and "<" not in sound["attributes"]:
            continue
        if match["name"].lower() == "img":
            yield Edit(match.start(), match.end(), _image(match[0]))
        elif match[0].count('"') % 2:
            yield Edit(match.end() - 1, match.end() - 1, '"')


def _image(tag: str) -> str:
    source = re.search(r"\bsrc\s*=\s*[\"']([^\"']+)", tag)
    alt = re.search(r"\balt\s*=\s*([\"'])(.*?)\1(?=\s+[\w-]+\s*=|\s*/?>)", tag, re.S)
    return picture(alt[2] if alt else "", source[1]) if source else ""


def _escapes(text: str) -> Iterator[Edit]:
    """Words in angle brackets that are no tag stay words."""
    for match in TAG.finditer(text):
        if match["name"].lower() not in KNOWN:
            yield Edit(match.start(), match.start() + 1, "\\<")


def _dedents(text: str) -> Iterator[Edit]:
    done = 0
    for match in TAG.finditer(text):
        if match.start() < done or match["close"] or match["name"].lower() not in PLAIN_BLOCKS:
            continue
        end = element_end(text, match)
        if end is None:
            continue
        yield from _margin_edits(text, match.end(), end)
        done = end


def _margin_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Remove the indentation that all lines of a region share, however deep the wrappers nest."""
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"(?<=\n)[^\n]*", text[start:end])]
    inner = [(a, b, line) for a, b, line in lines if line.strip() and not re.fullmatch(r"\s*(</?\w+[^<>]*>\s*)+", line)]
    margin = min((len(line) - len(line.lstrip(" \t")) for _, _, line in inner), default=0)
    for begin, _, line in lines:
        blank = len(line) - len(line.lstrip(" \t"))
        only_tags = bool(re.fullmatch(r"\s*(</?\w+[^<>]*>\s*)+", line))
        cut = blank if only_tags else min(margin, blank)
        if cut:
            yield Edit(start + begin, start + begin + cut, "")


def _removals(text: str) -> Iterator[Edit]:
    done = 0
    for match in TAG.finditer(text):
        name = match["name"].lower()
        if match.start() < done:
            continue
        if name in PLAIN_INLINES:
            yield Edit(match.start(), match.end(), "")
        elif name in PLAIN_BLOCKS:
            yield Edit(match.start(), match.end(), _break_at(text, match.start(), match.end()))
        elif name in STRUCTURED and not match["close"]:
            done = element_end(text, match) or match.end()


def _break_at(text: str, start: int, end: int) -> str:
    """Leave a paragraph break where a block's tag stood; in a quotation or list the line's margin goes on."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    margin = re.match(r"[ \t]*(?:>[ \t]?)+", before)
    if margin is not None:
        return "" if before == margin[0] else f"\n{margin[0].rstrip()}\n{margin[0]}"
    marker = re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+", before)
    if marker is not None and before == marker[0]:
        return ""
    if marker is not None:
        return "\n\n" + " " * len(marker[0]) if text[end : end + 1] not in ("\n", "") else ""
    return "\n\n"
