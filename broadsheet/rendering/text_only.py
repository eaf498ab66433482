"""HTML made text alone: what a browser would fetch, run or draw is left out; a picture leaves its description.

Pictures of the site's own may be kept, for whoever shows them. Not a sanitiser:
the HTML is as safe as it was before. It only loads nothing else.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

_KEPT = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr"
    " i ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th"
    " thead time tr u ul var wbr".split()
)
_WITHOUT_CONTENT = frozenset("audio canvas iframe math noscript object script style svg template video".split())
_ATTRIBUTES = frozenset(
    "href id lang dir title role tabindex aria-label start value reversed colspan rowspan headers scope datetime".split()
)
_OF_PICTURES = ("src", "alt", "width", "height")
_BOGUS_COMMENT = re.compile(r"<!\[[^>]*>?")
_PLAIN = re.compile(r"(?:[^<]|</|<(?:a href=\"[^\"]*\"|" + "|".join(sorted(_KEPT - {"a"})) + r")>)*")


def text_only(html: str, pictures: str = "") -> str:
    """Give HTML without anything that is not text; where `pictures` begins an address, the picture is kept."""
    if _PLAIN.fullmatch(html):
        return html
    reader = _Reader(pictures)
    read_html(reader, html)
    return "".join(reader.pieces)


def read_html(reader: HTMLParser, html: str) -> None:
    """Give a reader a whole text, without what browsers take for a comment and the parser for an error: `<![x[`."""
    reader.feed(_BOGUS_COMMENT.sub("", html))
    reader.close()


def _tag(name: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    escaped = ((key, escape(value or "")) for key, value in attributes)
    written = "".join(f' {key}="{value}"' for key, value in escaped)
    return f"<{name}{written}>"


class _Reader(HTMLParser):
    """Write what it reads, but for what is left out."""

    def __init__(self, pictures: str) -> None:
        super().__init__(convert_charrefs=False)
        self._pictures = pictures
        self.pieces: list[str] = []
        self._inside: list[str] = []

    def _write(self, text: str) -> None:
        if not self._inside:
            self.pieces.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_CONTENT:
            self._inside.append(tag)
        elif tag == "img":
            self._write(self._picture(dict(attrs)))
        elif tag in _KEPT:
            self._write(_tag(tag, ((name, value) for name, value in attrs if name in _ATTRIBUTES)))

    def _picture(self, attributes: dict[str, str | None]) -> str:
        if self._pictures and (attributes.get("src") or "").startswith(self._pictures):
            return _tag("img", ((name, attributes[name]) for name in _OF_PICTURES if name in attributes))
        description = attributes.get("alt")
        return f"[{escape(description, quote=False)}]" if description else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _WITHOUT_CONTENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
        elif tag in _KEPT:
            self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")
