"""The Markdown parsers of story bodies, one for each set of quotation marks and each way with HTML.

markdown-it's own opinion of links is switched off: it refuses some schemes,
lets others pass and says nothing. Ours sees every target as it was written.
"""

from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from mdit_py_plugins.footnote import footnote_plugin

from broadsheet.markup.blocks import MAX_DEPTH, use_blocks
from broadsheet.markup.body import BodyOptions
from broadsheet.markup.prose import use_prose
from broadsheet.markup.punctuation import use_punctuation
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
    use_punctuation(parser)
    use_prose(parser)
    # Addresses in the text stay text, and line ends are normal before a parser sees them.
    parser.disable(["linkify", "normalize"])
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
