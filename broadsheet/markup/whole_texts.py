"""Texts that hold emphasis at most, set in one go: no token is made of what is in them.

On the way, characters that no body holds stand for the ends of elements.
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from broadsheet.markup.html import FIXED, escape
from broadsheet.markup.light_tokens import SetText
from broadsheet.markup.plain_inline import EMPHASIS, has_more_than_emphasis
from broadsheet.markup.punctuation import set_ordinary

_ELEMENTS = {"\x02": "em_open", "\x03": "em_close", "\x04": "strong_open", "\x05": "strong_close"}
_EMPHASIS = re.compile(EMPHASIS)


def has_marks(text: str) -> bool:
    """Answer whether a body holds, against all expectation, characters that are needed as marks."""
    return any(mark in text for mark in _ELEMENTS)


def set_whole(text: str, quotes: Sequence[str] | None) -> Token | None:
    """Set a text without marks, with punctuation where quotation marks are given; None when that is not certain to be right."""
    if has_more_than_emphasis(text):
        return None
    is_emphasised = "*" in text
    if is_emphasised:
        text = _EMPHASIS.sub(_marked, text)
        if "*" in text:
            return None
    if quotes is not None:
        ordinary = set_ordinary(text, quotes)
        if ordinary is None:
            return None
        text = ordinary
    html = escape(text)
    if is_emphasised:
        for mark, element in _ELEMENTS.items():
            if mark in text:
                text, html = text.replace(mark, ""), html.replace(mark, FIXED[element])
    return SetText(text, html)


def _marked(found: re.Match[str]) -> str:
    emphasised, strong = found.groups()
    return f"\x02{emphasised}\x03" if strong is None else f"\x04{strong}\x05"
