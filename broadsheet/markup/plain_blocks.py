"""Blocks that can be read in one way only: paragraphs of prose, headings of one line, lists of lines.

One pattern tells them. Each begins at the beginning of a line, outside of every
other block, and ends before a blank line or with the text. Each is one token,
where the library makes three or more.
"""

import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from broadsheet.markup.light_tokens import LightToken

TEXTS = frozenset({"prose", "heading", "item", "inline"})
"""The kinds of tokens that hold the text of a block: ours, and the library's own."""

# A line that starts like this starts or ends no other block: a letter, a quotation
# mark or bracket, money, a picture, emphasis, or a number that heads no list item.
_START = r"""(?:[^\W\d_]|["'(“‘«„$]|!\[|\*{1,2}[^\W_]|\d(?!\d{0,8}[.)](?:[ \t]|$)))"""
_BLOCK = re.compile(
    rf"""
    (?:
        (?P<prose>(?>{_START}[^\n]*+(?:\n|\Z))++)
        | (?P<mark>\#{{1,6}})[ ](?P<heading>[^\s\#][^\n\#]*+)(?:\n|\Z)
        | (?P<items>(?>-[ ]{_START}[^\n]*+(?:\n|\Z))++)
          (?!(?:[ \t]*+\n)*+[ \t-])  # What is indented, or another item, might belong to the list.
    )
    (?:(?:[ \t]*+\n)++|\Z)
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")


def read_blocks(text: str, start: int, end: int, line: int, tokens: list[Token]) -> tuple[int, int]:
    """Read such blocks from the beginning of a line on; give the place and the line of the first other block, or the end."""
    place = start
    while (found := _BLOCK.match(text, place, end)) is not None:
        kind = found.lastindex
        if kind == 1:
            content = found[1].strip(MD_TRIM_CHARS)
            after = line + 1 + content.count("\n")
            tokens.append(LightToken("prose", "p", content, line, after))
        elif kind == 3:
            mark, content = found[2], found[3].strip(MD_TRIM_CHARS)
            tag = f"h{len(mark)}"
            tokens.append(LightToken("heading", tag, content, line, line + 1))
        else:
            _add_list(found[4], line, tokens)
        place = found.end()
        line += text.count("\n", found.start(), place)
    if place == end > start and text[end - 1] != "\n":
        line += 1
    return place, line


def skip_blank_lines(text: str) -> tuple[int, int]:
    """Give the place and the line where a text begins."""
    found = _BLANK_LINES.match(text)
    place = found.end() if found else 0
    return place, text.count("\n", 0, place)


def _add_list(items: str, line: int, tokens: list[Token]) -> None:
    lines = items.removesuffix("\n").split("\n")
    opening = Token("bullet_list_open", "ul", 1, {}, [line, line + len(lines)], 0, None, "", "-", "", {}, True)
    tokens.append(opening)
    for at, item in enumerate(lines, line):
        content = item[2:].strip(MD_TRIM_CHARS)
        tokens.append(LightToken("item", "li", content, at, at + 1))
    tokens.append(Token("bullet_list_close", "ul", -1, {}, None, 0, None, "", "-", "", {}, True))
