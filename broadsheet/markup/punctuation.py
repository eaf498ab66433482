"""Smart punctuation: quotation marks, dashes, ellipses.

Quotation marks are set as markdown-it sets them, in one pass over the text
whatever it holds; the library's own pass is quadratic.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TEXTS_LEFT = "texts_left"
"""The key in a parser's environment."""

_APOSTROPHE = "’"
# \x02 to \x05 stand for the ends of elements in a text that is set whole, and count as its ends.
# In these a literal comes first, so that the search skips to it.
_QUOTE = re.compile("[\"']")
_INSIDE_WORD = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
# Every other one. A search for these costs a third of setting the usual ones by pattern.
_ODD = re.compile(r"'(?!(?<=[^\W_]')(?:[^\W_]|[ .,;:!?)]))")
_AFTER_WORD = re.compile(r"'(?<=[^\W_]')(?=[ .,;:!?)])")
# A quotation as it usually stands: opened after a blank before a word, closed after a word or a stop before a blank.
_ORDINARY = re.compile(
    r"""
    "(?:(?<=[ ]")|(?<!."))(?=[^\W_])    # after a blank or at the start, before a letter or digit
    ([^"\x02-\x05]*)
    (?<=[^\W_]|[.,!?…])"(?=[ ]|\Z)
""",
    re.VERBOSE | re.DOTALL,
)

# Only what writers type for want of a key. markdown-it also turns `(c)` and
# `(r)` into signs, which spoils "Section 5(c)" and "Sen. Ann Lee (R)".
_ELLIPSIS = re.compile(r"\.\.\.(?<!\.\.\.\.)(?=\.?(?!\.))")
_EM_DASH = re.compile(r"---(?<!----)(?!-)")
_EN_DASH = re.compile(r"--(?:(?<![-\s]--)(?![-\s])|(?<![^\s\x02-\x05]--)(?![^\s\x02-\x05]))")
_ADDRESS = re.compile(r"(\w*://[^\s\x02-\x05]*)")
_DECADE = re.compile(r"'(?<!\w')(?=\d0s\b)")


def use_punctuation(parser: MarkdownIt) -> None:
    """Set a parser's punctuation, with the quotation marks of its options."""
    parser.core.ruler.at("replacements", set_dashes)
    parser.core.ruler.at("smartquotes", set_quotes)


def texts_left(state: StateCore) -> list[Token]:
    """Give the tokens whose texts were not set whole: all of them, where none was looked at."""
    left: list[Token] = state.env.get(TEXTS_LEFT, state.tokens)
    return left


def set_dashes(state: StateCore) -> None:
    """Set dashes, ellipses and the apostrophe of a decade, but not in addresses."""
    for token in texts_left(state):
        content = token.content
        if token.children and ("--" in content or "..." in content or ("'" in content and "0s" in content)):
            for child in token.children:
                if child.type == "text":
                    child.content = _without_typewriter(child.content)


def _without_typewriter(text: str) -> str:
    if ":" in text and "://" in text:
        pieces = _ADDRESS.split(text)
        pieces[::2] = [_without_typewriter(piece) for piece in pieces[::2]]
        return "".join(pieces)
    # Where a mark stands as it usually does, the string itself replaces it in a tenth of the time.
    if "..." in text:
        text = _ELLIPSIS.sub("…", text) if "...." in text else text.replace("...", "…")
    if "-" in text and "--" in text:
        text = text.replace(" -- ", " – ")
        if "--" in text:
            text = _EN_DASH.sub("–", _EM_DASH.sub("—", text))
    return _DECADE.sub(_APOSTROPHE, text) if "'" in text and "0s" in text else text


def set_quotes(state: StateCore) -> None:
    """Set the quotation marks and apostrophes of every paragraph, heading and cell."""
    marks = state.md.options.quotes
    for token in texts_left(state):
        content = token.content
        if token.children and ('"' in content or "'" in content):
            _set_quotes(token.children, marks)


def set_ordinary(text: str, marks: Sequence[str]) -> str | None:
    """Set dashes and all quotation marks of a whole text; None where a mark is not of the usual kind."""
    # One character is looked for in a tenth of the time of two.
    if ("-" in text and "--" in text) or "..." in text:
        text = _without_typewriter(text)
    if "'" in text:
        if _ODD.search(text):
            return None
        text = text.replace("'", _APOSTROPHE)
    if '"' in text:
        text = _in_pairs(text, marks)
        if '"' in text:
            return None
    return text


def _set_quotes(tokens: Sequence[Token], marks: Sequence[str]) -> None:
    left: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "text":
            if "'" in token.content:
                token.content = _INSIDE_WORD.sub(_APOSTROPHE, token.content)
            if '"' in token.content or "'" in token.content:
                left.append(index)
    if left and not _set_ordinary_quotes(tokens, left, marks):
        _set_any_quotes(tokens, marks)


def _set_ordinary_quotes(tokens: Sequence[Token], left: Sequence[int], marks: Sequence[str]) -> bool:
    """Set double quotes around words between blanks, and apostrophes after words where nothing opens with one.

    Each pair stands within one text. False, and nothing set, when there is any other quote.
    """
    made: list[str] = []
    for index in left:
        text = tokens[index].content
        if "'" in text:
            text = _AFTER_WORD.sub(_APOSTROPHE, text)
            if "'" in text:
                return False
        if '"' in text:
            # At the edge of a text its neighbour decides what a quote is.
            if (index and text[0] == '"') or (text[-1] == '"' and index + 1 < len(tokens)):
                return False
            text = _in_pairs(text, marks)
            if '"' in text:
                return False
        made.append(text)
    for index, text in zip(left, made, strict=True):
        tokens[index].content = text
    return True


def _in_pairs(text: str, marks: Sequence[str]) -> str:
    pieces = _ORDINARY.split(text)
    pieces[1::2] = [f"{marks[0]}{quoted}{marks[1]}" for quoted in pieces[1::2]]
    return "".join(pieces)


class _Opener(NamedTuple):
    level: int
    quote: str
    token: int
    position: int


@dataclass(slots=True)
class _Openers:
    """Quotes that may open, innermost last; levels never fall. How many wait is counted, so that a miss is cheap."""

    stack: list[_Opener] = field(default_factory=list)
    waiting: Counter[tuple[int, str]] = field(default_factory=Counter)

    def push(self, opener: _Opener) -> None:
        self.stack.append(opener)
        self.waiting[opener.level, opener.quote] += 1

    def pop(self) -> _Opener:
        opener = self.stack.pop()
        self.waiting[opener.level, opener.quote] -= 1
        return opener

    def leave_deeper(self, level: int) -> None:
        """Forget what was opened inside an element that is closed."""
        while self.stack and self.stack[-1].level > level:
            self.pop()

    def take(self, level: int, quote: str) -> _Opener | None:
        """Take the last opener of a kind, and forget those after it."""
        if not self.waiting[level, quote]:
            return None
        opener = self.pop()
        while opener.quote != quote:
            opener = self.pop()
        return opener


def _set_any_quotes(tokens: Sequence[Token], marks: Sequence[str]) -> None:
    openers = _Openers()
    changes: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for index, token in enumerate(tokens):
        openers.leave_deeper(token.level)
        if token.type != "text":
            continue
        text = token.content
        last = len(text) - 1
        for match in _QUOTE.finditer(text):
            position, quote = match.start(), match[0]
            before = text[position - 1] if position else _char_before(tokens, index)
            after = text[position + 1] if position < last else _char_after(tokens, index)
            opens, closes, is_apostrophe = _roles(before, quote, after)
            opener = openers.take(token.level, quote) if closes else None
            if opener is not None:
                first = 0 if quote == '"' else 2
                changes[opener.token][opener.position] = marks[first]
                changes[index][position] = marks[first + 1]
            elif opens:
                openers.push(_Opener(token.level, quote, index, position))
            elif is_apostrophe:
                changes[index][position] = _APOSTROPHE
    for index, marks_at in changes.items():
        tokens[index].content = _with_marks(tokens[index].content, marks_at)


def _with_marks(text: str, marks_at: dict[int, str]) -> str:
    pieces: list[str] = []
    start = 0
    for position in sorted(marks_at):
        pieces += text[start:position], marks_at[position]
        start = position + 1
    return "".join(pieces) + text[start:]


@lru_cache(maxsize=4096)
def _roles(before: str, quote: str, after: str) -> tuple[bool, bool, bool]:
    """Say whether a quote may open, may close, and is an apostrophe if it does neither."""
    before_mark, after_mark = _is_punctuation(before), _is_punctuation(after)
    before_blank, after_blank = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    opens = not after_blank and (not after_mark or before_blank or before_mark)
    closes = not before_blank and (not before_mark or after_blank or after_mark)
    if quote == after == '"' and "0" <= before <= "9":
        # The first of two after a number stands for inches.
        return False, False, False
    if opens and closes:
        # Inside a word a quote is none; between marks it is what its neighbours make it.
        opens, closes = before_mark, after_mark
    return opens, closes, quote == "'" and (closes or not opens)


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _char_before(tokens: Sequence[Token], index: int) -> str:
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.type in ("softbreak", "hardbreak"):
            break
        if token.content:
            return token.content[-1]
    return " "


def _char_after(tokens: Sequence[Token], index: int) -> str:
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.type in ("softbreak", "hardbreak"):
            break
        if token.content:
            return token.content[0]
    return " "
