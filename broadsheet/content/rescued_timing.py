"""When a story is public, as far as single lines tell, where its front matter as a whole cannot be read.

What hides a story must hide it whatever else is wrong with its source; what
only looks so, within a text, must not hide one that readers have.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from broadsheet.content.front_matter import STORY_FORMS, read_front_matter
from broadsheet.content.gate import FOREVER, public_span
from broadsheet.content.parse_options import ParseOptions
from broadsheet.content.story import Timing
from broadsheet.documents.fields import YamlDocument

# The keys that decide when a story is public.
DECIDING = ("status", "published", "embargo", "expires")

_KEY = rf"""["']?({"|".join(DECIDING)})["']?\s*:\s*(?:[&!]\S*\s*)*"""
_ON_A_LINE = re.compile(rf"{_KEY}([^\n]*)")
_IN_BRACES = re.compile(rf"[{{,]\s*{_KEY}([^,}}]*)")
# A text in quotes that holds what would be a key and a value without them.
_QUOTED_PAIR = re.compile(r"""(["'])[^"'\n]*:\s[^"'\n]*\1""")
_REMARK = re.compile(r"(?:^|\s)#.*")
# What YAML takes for no indentation, and so nobody puts before a line within a text.
_STRAY = "\t\v\f\u00a0\u200b\u2028\u2029\ufeff"


def timing_of_sides(sides: Iterable[list[str]], path: str, options: ParseOptions) -> Timing | None:
    """Tell when a story is public that a merge may have left in two versions: whenever one of them is.

    None when one of them says nothing that hides it.
    """
    timings = [_timing_of_lines(lines, path, options) for lines in sides]
    known = [timing for timing in timings if timing is not None]
    if len(known) < len(timings):
        return None
    spans = [span for timing in known if (span := public_span(timing)) is not None]
    if not spans:
        return Timing("draft")
    starts, ends = min(start for start, _ in spans), max(end for _, end in spans)
    return Timing("ready", starts, None, None if ends == FOREVER else ends)


def _timing_of_lines(lines: list[str], path: str, options: ParseOptions) -> Timing | None:
    """Tell when a story is public; None when no line says anything that hides it.

    A key that stands twice hides as long as all of its values do.
    """
    found: dict[str, list[Any]] = {}
    for key, text in _pairs(lines):
        alone = YamlDocument(path, [], ZoneInfo(options.timezone), [])
        values, _ = read_front_matter(f"{key}: {_closed(text)}", 0, STORY_FORMS, alone)
        found.setdefault(key, []).append(values.get(key))
    known = {key: values for key, values in found.items() if None not in values}
    if known and set(known.get("status", ["ready"])) == {"draft"}:
        return Timing("draft")
    starts = [min(known[key]) for key in ("published", "embargo") if key in known]
    expires = max(known["expires"]) if "expires" in known else None
    return Timing("ready", max(starts, default=0), None, expires) if starts or expires is not None else None


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the deciding keys with the texts of their values."""
    lines = [line for line in (line.lstrip(_STRAY) for line in lines) if line.strip() and line.rstrip() != "---"]
    if not lines:
        return
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    lines = [line.removeprefix(margin) for line in lines]
    braces = next((number for number, line in enumerate(lines) if line.startswith("{")), len(lines))
    yield from _IN_BRACES.findall(_QUOTED_PAIR.sub("", "\n".join(lines[braces:])))
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        match = _ON_A_LINE.match(line)
        if match is not None:
            is_below = not match[2].rstrip("-+ ").strip(">|") and following[:1].isspace()
            yield match[1], following.strip() if is_below else match[2]


def _closed(text: str) -> str:
    """Give a value without a remark, which none of these values holds, and without a quotation mark that is not closed."""
    text = _REMARK.sub("", text).strip()
    return text[1:] if text[:1] in ('"', "'") and text.count(text[0]) == 1 else text
