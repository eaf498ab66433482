"""Take code out of reach of the conversion, and put it back untouched."""

import re
from collections.abc import Iterator

from broadsheet.importers.traced import Edit, TracedText

# Private-use characters never stand in a story; a source that holds them loses them first.
_MARK = re.compile("\ue000(\\d+)\ue001")
_STRAY = re.compile("[\ue000-\ue003]")

_FENCE = re.compile(r"^(?P<prefix>[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)$", re.M)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.S)
_AUTOLINK = re.compile(r"<(?:(?:https?|ftp|mailto):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_ESCAPED = re.compile(r"\\[<>&*_`{}\[\]\\]")
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n(?=(?: {4}|\t)))+")


class Vault:
    """The pieces taken out of one text, by number."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def put(self, piece: str) -> str:
        """Keep a piece and give the mark that stands for it."""
        self._pieces.append(piece)
        return f"\ue000{len(self._pieces) - 1}\ue001"

    def restored(self, text: str) -> str:
        """Put the pieces back, those of several lines under the margin of the line they stand in."""
        while (match := _MARK.search(text)) is not None:
            margin = _margin(text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
            piece = self._pieces[int(match[1])].replace("\n", "\n" + margin)
            text = text[: match.start()] + piece + text[match.end() :]
        return text


def _margin(before: str) -> str:
    match = re.match(r"([ \t>]*)((?:[-*+]|\d+[.)])[ \t]+)?", before)
    assert match is not None
    return match[1] + " " * len(match[2] or "")


def without_stray_marks(text: str) -> str:
    """Drop the private-use characters that the conversion works with."""
    return _STRAY.sub("", text)


def protected(source: TracedText, vault: Vault) -> TracedText:
    """Put marks in place of fenced and indented code, code spans, automatic links and escaped marks."""
    source = source.edited(_fences(source.text, vault))
    source = source.edited(_indented(source.text, vault))
    for pattern in (_SPAN, _AUTOLINK, _ESCAPED):
        source = source.edited(
            [Edit(match.start(), match.end(), vault.put(match[0])) for match in pattern.finditer(source.text)]
        )
    return source


def _fences(text: str, vault: Vault) -> Iterator[Edit]:
    position = 0
    while (opening := _FENCE.search(text, position)) is not None:
        fence = opening["fence"]
        closing = re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.M)
        end = closing.search(text, opening.end())
        stop = end.end() if end is not None else len(text)
        start = opening.start("fence")
        margin = len(opening["prefix"].expandtabs(4))
        lines = text[start:stop].split("\n")
        block = "\n".join([lines[0].rstrip(), *(_unindented(line, opening["prefix"], margin) for line in lines[1:])])
        yield Edit(start, stop, vault.put(block if end is not None else f"{block.rstrip()}\n{fence}"))
        position = stop


def _unindented(line: str, prefix: str, margin: int) -> str:
    if ">" in prefix:
        line = re.sub(r"^[ \t]*>[ ]?", "", line)
        margin = 0
    blank = len(line) - len(line.lstrip())
    return line.expandtabs(4)[min(margin, len(line[:blank].expandtabs(4))) :]


def _indented(text: str, vault: Vault) -> Iterator[Edit]:
    for match in _INDENTED.finditer(text):
        if match[0].lstrip()[:1] in ("<", "-", "*", "+", "") or _in_list(text, match.start()):
            continue
        lines = match[0].rstrip().split("\n")
        if re.match(r"\s*(\d+[.)]\s|\ue000|!?\[)", lines[0]):
            continue
        code = "\n".join(re.sub(r"^( {4}|\t)", "", line) for line in lines)
        yield Edit(match.start(), match.start() + len(match[0].rstrip()), vault.put(f"```\n{code}\n```"))


def _in_list(text: str, position: int) -> bool:
    for line in reversed(text[:position].split("\n")):
        if not line.strip() or line.startswith(("    ", "\t")):
            continue
        return re.match(r"\s*([-*+]|\d+[.)])\s", line) is not None or line.startswith((" ", "<"))
    return False
