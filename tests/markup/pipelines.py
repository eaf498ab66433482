"""The library's way from Markdown to HTML and ours, with the same options, to be compared."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from broadsheet.markup.html import LIBRARY_RULES, Rule, render_blocks, render_inline
from broadsheet.markup.prose import use_prose
from broadsheet.markup.punctuation import set_dashes, set_quotes

MARKS = {"en": "“”‘’", "fr": ["«\u00a0", "\u00a0»", "“", "”"]}


@cache
def _parser(language: str, *, html: bool, typeset: bool, is_fast: bool) -> MarkdownIt:
    settings = {"html": html, "typographer": typeset, "quotes": MARKS[language], "xhtmlOut": False}
    parser = MarkdownIt("js-default", settings)
    footnote_plugin(parser, inline=False)
    if is_fast:
        use_prose(parser)
    if typeset:
        # What becomes of dashes is our own choice in both.
        parser.core.ruler.at("replacements", set_dashes)
        if is_fast:
            parser.core.ruler.at("smartquotes", set_quotes)
    return parser


def library_html(text: str, language: str = "en", *, html: bool = True, typeset: bool = True) -> str:
    """Render with the library's rules and the library's renderer."""
    rendered: str = _parser(language, html=html, typeset=typeset, is_fast=False).render(text)
    return rendered


def our_html(text: str, language: str = "en", *, html: bool = True, typeset: bool = True) -> str:
    """Render with our rules and our renderer; footnotes and links with the library's."""
    parser = _parser(language, html=html, typeset=typeset, is_fast=True)
    return render_blocks(parser.parse(text), _rules(parser), None)


def _rules(parser: MarkdownIt) -> dict[str, Rule[None]]:
    """Our rules, with the library's for footnotes."""
    library = parser.renderer.rules  # type: ignore[attr-defined]
    rules: dict[str, Rule[None]] = {**LIBRARY_RULES}

    def by_library(name: str) -> Rule[None]:
        return lambda tokens, index, _: library[name](tokens, index, parser.options, {})

    rules |= {name: by_library(name) for name in library if name.startswith("footnote")}
    rules["inline"] = lambda tokens, index, _: render_inline(tokens[index].children or (), rules, None)

    def whole(tokens: Sequence[Token], index: int, _: None) -> str:
        return f"<{tokens[index].tag}>{rules['inline'](tokens, index, None)}</{tokens[index].tag}>\n"

    return rules | dict.fromkeys(("prose", "heading", "item"), whole)
