"""Paragraphs that hold no prose: pictures, related links, videos and posts, one on each line."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from broadsheet.markup.body import Embed, Part
from broadsheet.markup.draft import Draft
from broadsheet.markup.figures import is_figure, make_figure
from broadsheet.markup.html import folded, plain_text
from broadsheet.markup.parser import StoryParser
from broadsheet.markup.providers import find_embed
from broadsheet.markup.related import WORDS, end_of_link, make_related, starts_related

STARTS = ("![", "http", "<http", "[", *WORDS)
"""What a paragraph without prose begins with, and others may."""

_BARE_ADDRESS = re.compile(r"https?://\S+")


def make_standalone(inline: Token, parser: StoryParser, draft: Draft) -> Sequence[Part] | None:
    """Make the parts of a paragraph without prose, of those that begin like one; None when it is to be set as text."""
    lines = split_lines(inline.children or ())
    draft.enter(inline.content, inline.map[0] if inline.map else 0)
    if starts_related(inline.content):
        return make_related(lines, inline.content, draft)
    if all(map(is_figure, lines)):
        figures = [make_figure(line, parser, draft) for line in lines]
        return [figure for figure in figures if figure is not None]
    texts = inline.content.split("\n")
    embeds = [_find_embed(line, text) for line, text in zip(lines, texts, strict=False)]
    if len(lines) != len(texts) or None in embeds:
        if len(texts) == 1 and _BARE_ADDRESS.fullmatch(texts[0]):
            _report_bare(texts[0], draft)
        return None
    found = [embed for embed in embeds if embed is not None]
    draft.texts.extend(embed.title for embed in found if embed.title)
    return found


def _report_bare(address: str, draft: Draft) -> None:
    message = "this address is shown as text, not as a link or a card"
    draft.report(
        "bare-address", message, draft.span(0, len(address)), f"to make it a link, write `<{address}>`", "warning"
    )


def split_lines(children: Sequence[Token]) -> list[list[Token]]:
    """Divide the content of a paragraph at its line breaks."""
    lines: list[list[Token]] = [[]]
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _find_embed(line: Sequence[Token], text: str) -> Embed | None:
    """Read a line as the address of a video or post: bare, in angle brackets, or as a link."""
    bare = text.strip()
    if _BARE_ADDRESS.fullmatch(bare):
        return find_embed(bare)
    if len(line) < 3 or line[0].type != "link_open":
        return None
    # The text of a link may go on in the next line; then the line has no end of a link.
    if end_of_link(line) != len(line) - 1 or any(token.type == "image" for token in line):
        return None
    title = "" if line[0].info == "auto" else folded(plain_text(line))
    return find_embed(str(line[0].attrs.get("href", "")), title)
