"""Turn the HTML that stands in Markdown into Markdown, element by element."""

import re
from collections.abc import Iterator

from broadsheet.importers.html_markdown import FragmentReader, Piece
from broadsheet.importers.html_tags import INLINES, STRUCTURED, TAG, VOID, element_end
from broadsheet.importers.html_unwrap import unwrapped
from broadsheet.importers.protect import Vault
from broadsheet.importers.report import Note
from broadsheet.importers.traced import Edit, TracedText


def convert_html(source: TracedText, vault: Vault, notes: list[Note]) -> TracedText:
    """Convert every element; what has no counterpart keeps its text and is noted."""
    if "<" not in source.text:
        return source
    source = unwrapped(source)
    return source.edited(_edits(source, FragmentReader(vault), notes))


def _edits(source: TracedText, reader: FragmentReader, notes: list[Note]) -> Iterator[Edit]:
    text = source.text
    done = 0
    for match in TAG.finditer(text):
        name = match["name"].lower()
        if match.start() < done or (match.start() and text[match.start() - 1] == "\\"):
            continue
        end = match.end() if name in VOID or match["void"] else element_end(text, match)
        if match["close"] or end is None or not (name in VOID or name in INLINES or name in STRUCTURED):
            yield Edit(match.start(), match.end(), "")
            continue
        piece = reader.read(text[match.start() : end])
        line = source.line_at(match.start())
        notes.extend(Note(line, message, excerpt) for message, excerpt in piece.notes)
        end = _with_blanks(text, end, name, piece)
        yield _placed(text, match.start(), end, piece)
        done = end


def _with_blanks(text: str, end: int, name: str, piece: Piece) -> int:
    """Take the blanks behind a block along, and the line's end behind a line break."""
    if not (piece.is_block or name == "br"):
        return end
    blanks = re.compile(r"[ \t]*\n?(?=[^\n]|\Z)" if name == "br" else r"[ \t]*").match(text, end)
    return blanks.end() if blanks is not None else end


def _placed(text: str, start: int, end: int, piece: Piece) -> Edit:
    """Put a piece where its element stood, with the margin of the quotation or list around it."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    if not piece.is_block:
        return Edit(start, end, _flanked(text[start - 1 : start], piece.markdown, text[end : end + 1]))
    quote = re.match(r"[ \t]*(?:>[ \t]?)+", before)
    if quote is not None:
        margin = quote[0].rstrip() + " "
        lines = f"\n{margin}".join(piece.markdown.split("\n"))
        lead = "" if before == quote[0] else f"\n{margin}\n{margin}"
        return Edit(start, end, f"{lead}{lines}\n{margin}\n")
    indent = _list_indent(text, line_start, before)
    if indent is None:
        return Edit(start, end, f"\n\n{piece.markdown}\n\n")
    lines = f"\n{indent}".join(piece.markdown.split("\n"))
    lead = "" if re.fullmatch(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+", before) else f"\n\n{indent}"
    tail = "" if text[end : end + 1] in ("\n", "") else f"\n\n{indent}"
    return Edit(start, end, f"{lead}{lines}{tail}")


def _list_indent(text: str, line_start: int, before: str) -> str | None:
    """Give the indentation of the list item that a place is in, or None outside of lists."""
    marker = re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+", before)
    if marker is not None:
        return " " * len(marker[0].expandtabs(4))
    blank = len(before.expandtabs(4)) - len(before.expandtabs(4).lstrip())
    if not blank:
        return None
    for line in reversed(text[:line_start].split("\n")[-40:]):
        opened = re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+", line)
        if opened is not None and len(opened[0].expandtabs(4)) <= blank + 1:
            return " " * len(opened[0].expandtabs(4))
        if line.strip() and not line.startswith((" ", "\t")):
            return None
    return None


def _flanked(before: str, markdown: str, after: str) -> str:
    """Keep emphasis marks from touching letters in a way that CommonMark would not close."""
    match = re.fullmatch(r"(\*{1,3}|~~)(.+?)(\*{1,3}|~~)", markdown, re.S)
    if match is None or match[1] != match[3]:
        return markdown
    mark, inner = match[1], match[2]
    if after.isalnum() and (tail := re.search(r"[^\w\s)\]]+$", inner)) and tail.start():
        return f"{mark}{inner[: tail.start()]}{mark}{tail[0]}"
    return markdown
