"""HTML of an author's own, for whoever does not trust it: its text is kept, and nothing of its tags."""

import re
from html import escape
from html.parser import HTMLParser

from broadsheet.rendering.text_only import read_html

_OWN = re.compile("\x00r([01])\x00(.*?)\x00/r\\1\x00", re.DOTALL)
_WITHOUT_TEXT = "audio|canvas|iframe|math|noscript|object|script|style|svg|template|textarea|title|video"
# Within a paragraph only its tags are the author's own HTML; what is between them was read as Markdown.
_CODE = re.compile(
    f"\x00r0\x00<({_WITHOUT_TEXT})\\b[^\x00]*\x00/r0\x00[^<\x00]*\x00r0\x00</\\1\\s*>\x00/r0\x00", re.IGNORECASE
)
_WITHIN_A_LINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)


def without_own_html(html: str) -> str:
    """Take an author's own HTML, which marks stand around, out of a run; the text of a block is a paragraph."""
    return _OWN.sub(_text, _CODE.sub("", html))


def _text(own: re.Match[str]) -> str:
    if own[1] == "0":
        return ""
    reader = _Texts()
    read_html(reader, own[2])
    text = " ".join("".join(reader.pieces).split())
    return f"<p>{escape(text, quote=False)}</p>\n" if text else ""


class _Texts(HTMLParser):
    """Collect what a reader of the page would read."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_TEXT.split("|"):
            self._inside.append(tag)
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        """Keep the words before and after a block apart."""
        if tag not in _WITHIN_A_LINE:
            self.pieces.append(" ")
