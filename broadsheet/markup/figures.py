"""Pictures of their own: the caption, and the credit at its end."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from broadsheet.markup.body import Figure
from broadsheet.markup.draft import Draft
from broadsheet.markup.html import render_inline
from broadsheet.markup.parser import StoryParser
from broadsheet.markup.rules import BODY_RULES
from broadsheet.markup.sanitise import finished
from broadsheet.markup.targets import add_picture, picture_alt

_WIDE = "{.wide}"
_BRACES = re.compile(r"\s*\{[^{}]*\}\s*")


def is_figure(line: Sequence[Token]) -> bool:
    """Answer whether a line is a picture, with a mark in braces or none."""
    if not line or line[0].type != "image":
        return False
    return len(line) == 1 or (len(line) == 2 and line[1].type == "text" and bool(_BRACES.fullmatch(line[1].content)))


def make_figure(line: Sequence[Token], parser: StoryParser, draft: Draft) -> Figure | None:
    """Make the figure of a line that is one; None when its picture is refused."""
    image = line[0]
    mark = line[1].content.strip() if len(line) == 2 else ""
    number = add_picture(image, draft)
    if number is None:
        return None
    reference = draft.pictures[number]
    if mark not in ("", _WIDE):
        span = draft.target_span(image, str(image.attrs["src"]))
        draft.report("picture-mark", f"unknown mark `{mark}` after a picture", span, f"the only mark is `{_WIDE}`")
    caption, credit = split_credit(str(image.attrs.get("title", "")))
    first_line = reference.line - draft.source.line_offset - 1
    return Figure(
        number,
        picture_alt(image),
        _set_text(caption, first_line, parser, draft),
        _set_text(credit, first_line, parser, draft),
        mark == _WIDE,
    )


def split_credit(title: str) -> tuple[str, str]:
    """Split a caption from its credit: a parenthesis, closed once, that ends it."""
    title = title.strip()
    if not title.endswith(")"):
        return title, ""
    depth = 0
    for index in range(len(title) - 1, -1, -1):
        depth += (title[index] == ")") - (title[index] == "(")
        if not depth:
            return title[:index].rstrip(), title[index + 1 : -1].strip()
    return title, ""


def _set_text(text: str, first_line: int, parser: StoryParser, draft: Draft) -> str:
    """Set a text that stands apart from the blocks, so that it can hold no footnote and counts for no words."""
    if not text:
        return ""
    children = parser.parseInline(text, {})[0].children or []
    outer = draft.enter(text, first_line)
    html = finished(render_inline(children, BODY_RULES, draft), draft)
    draft.leave(outer)
    return html
