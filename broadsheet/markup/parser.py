"""The Markdown parsers of story bodies, one for each set of quotation marks and each way with HTML.

markdown-it's own opinion of links is switched off: it refuses some schemes,
lets others pass and says nothing. Ours sees every target as it was written.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image, link
from mdit_py_plugins.footnote import footnote_plugin

from broadsheet.markup.blocks import MAX_DEPTH, use_blocks
from broadsheet.markup.body import BodyOptions
from broadsheet.markup.typography import typography_of

InlineRule = Callable[[StateInline, bool], bool]


class StoryParser(MarkdownIt):
    """A parser that hands every link target on as it was typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Accept all, so that no target escapes our own check."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Keep what was typed: a path on disk is not an encoded address."""
        return url


def parser_for(options: BodyOptions) -> StoryParser:
    """Give the parser for a body; it holds no state of any body."""
    return make_parser(typography_of(options.language).quotes, options.html != "escape")


@lru_cache(maxsize=64)
def make_parser(quotes: tuple[str, str, str, str], html: bool) -> StoryParser:
    """Make a parser: CommonMark, tables, strikethrough, footnotes, `:::` blocks, smart punctuation."""
    # Nesting is stopped by our own rule, which keeps the text; the parser's limit lies beyond it.
    settings = {"html": html, "typographer": True, "quotes": list(quotes), "maxNesting": MAX_DEPTH + 10}
    parser = StoryParser("js-default", settings)
    footnote_plugin(parser, inline=False)
    use_blocks(parser)
    parser.inline.ruler.at("link", _with_span(link))
    parser.inline.ruler.at("image", _with_span(image))
    parser.core.ruler.at("replacements", _replace_marks)
    return parser


def _with_span(rule: InlineRule) -> InlineRule:
    """Let a rule's token remember which run of the text it was made from."""

    def read(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # Text that was pending is pushed first.
            made = state.tokens[count] if state.tokens[count].type != "text" else state.tokens[count + 1]
            made.meta["span"] = (start, state.pos)
        return True

    return read


# Only what writers type for want of a key. markdown-it also turns `(c)` and
# `(r)` into signs, which spoils "Section 5(c)" and "Sen. Ann Lee (R)".
_MARKS = re.compile(r"\.\.\.|--|'\d0s")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?=\.?(?!\.))")
_EM_DASH = re.compile(r"(?<!-)---(?!-)")
_EN_DASH = re.compile(r"(?<![-\s])--(?![-\s])|(?<!\S)--(?!\S)")
_DECADE = re.compile(r"(?<!\w)'(?=\d0s\b)")


def replace_marks(text: str) -> str:
    """Set dashes, ellipses and the apostrophe of a decade."""
    text = _ELLIPSIS.sub("…", text)
    text = _EN_DASH.sub("–", _EM_DASH.sub("—", text))
    return _DECADE.sub("’", text)


def _replace_marks(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and _MARKS.search(token.content):
            for child in token.children:
                if child.type == "text" and "://" not in child.content:
                    child.content = replace_marks(child.content)
