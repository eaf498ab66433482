"""Split a Markdown source into its front matter and its body."""

import codecs
import re
from dataclasses import dataclass

from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.documents.encoding import decode_text
from broadsheet.documents.merge_conflict import MERGE_HELP, is_mark, sides_of

MAX_SOURCE_BYTES = 1024 * 1024

_MOST_FRONT_MATTER = 64 * 1024

_KEY = re.compile(r"""["']?\w+["']?\s*:(?:\s|\Z)""")
# Keys after lines that hold none.
_KEYS_BELOW = re.compile(rf"(?:\s|---(?=\n)|#[^\n]*\n)*(?:{_KEY.pattern}|\{{\s*{_KEY.pattern})")
_KEYS = re.compile(r"""\s*(?:\{|["']?[\w-]+["']?\s*:)""")
_FENCE = re.compile(r"\n---[^\S\n]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source cut at its fences: its lines down to the second one. Offsets are the numbers of lines before each half."""

    lines: list[str]
    front_matter: str
    front_matter_offset: int
    body: str
    body_offset: int


def split_source(raw: bytes, path: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """Decode a source and cut it at the two fences.

    A byte order mark and Windows line ends are accepted. Bytes that are not
    UTF-8, a missing fence and a file over 1 MB are faults.
    """
    if len(raw) > MAX_SOURCE_BYTES:
        message = f"the file is larger than {MAX_SOURCE_BYTES // 1024} kB"
        return None, [Diagnostic("file-limit", message, Place(path, 1, 1), help="split the story")]
    text, faults = decode_text(raw, path)
    if text is None:
        return None, faults
    first = text.partition("\n")[0]
    if first.rstrip() != "---":
        message = "the front matter is missing: the first line must be `---`"
        return None, [Diagnostic("front-matter", message, Place(path, 1, 1), first, _fence_help(text.split("\n")))]
    fence = _FENCE.search(text, len(first))
    if fence is None:
        message = "the front matter is not closed: a second line `---` is missing"
        return None, [Diagnostic("front-matter", message, Place(path, 1, 1, 3), first, "put `---` below the last key")]
    if _is_without_keys(text[len(first) : fence.start()]) and _KEYS_BELOW.match(text, fence.end()):
        message, help_text = "the front matter is empty, and the keys are below it", "remove one `---` above the keys"
        return None, [Diagnostic("front-matter", message, Place(path, 2, 1, 3), "---", help_text)]
    lines = text[: fence.end()].split("\n")
    front_matter, body = text[len(first) + 1 : fence.start()], text[fence.end() + 1 :]
    return SourceText(lines, front_matter, 1, body, len(lines)), []


def readable_sides(raw: bytes) -> list[list[str]]:
    """Give the lines that may be the front matter of a source that cannot be split, as far as they can be read.

    There are two such lists where a merge left two versions, else one.
    """
    is_wide = raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    lines = raw.decode("utf-16" if is_wide else "utf-8-sig", "replace").splitlines()
    return [_keys_of(_beginning(side)) for side in sides_of(lines)]


def front_matter_sides(source: SourceText) -> list[list[str]]:
    """Give the lines of the front matter of a source that was split, of both versions where a merge left two."""
    sides = sides_of([*source.lines, *source.body.split("\n")])
    return [_keys_of(_beginning(side)) for side in sides] if len(sides) > 1 else [source.front_matter.split("\n")]


def _beginning(lines: list[str]) -> list[str]:
    return "\n".join(lines)[:_MOST_FRONT_MATTER].split("\n")


def _keys_of(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    keys = next((number for number, line in enumerate(lines) if not _is_without_keys(line)), 0)
    # What stands above the first fence and holds no key hides none below it.
    above = next((number for number, line in enumerate(lines[:8]) if _KEYS.match(line) or line.rstrip() == "---"), 0)
    if above > keys and not _KEYS.match(lines[above]):
        keys = above + 1
    is_fenced = any(line.rstrip() == "---" for line in lines[:keys])
    lines = lines[keys if is_fenced else first :]
    fence = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), 0)
    if fence and is_fenced:
        return lines[:fence]
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    return lines[: min(blank, fence or blank)]


def _is_without_keys(text: str) -> bool:
    """Answer whether lines are empty, comments or fences."""
    return all(line in ("", "---") or line.startswith("#") for line in map(str.strip, text.split("\n")))


def _fence_help(lines: list[str]) -> str:
    if is_mark(lines[0]):
        return MERGE_HELP
    if _KEY.match(lines[0]):
        return "put a line `---` above the keys"
    if any(line.rstrip() == "---" for line in lines[:5]):
        return "remove everything above the first `---`"
    return "put a line `---` above and below the keys"
