"""HTML of tokens, as CommonMark has it.

Leaner than markdown-it's renderer and equal to it: `LIBRARY_RULES` gives the
library's bytes for every token of CommonMark. What a body sets differently is a
table of rules on top of these.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from markdown_it.common.utils import MD_TRIM_RE, mdTrim, unescapeAll
from markdown_it.token import Token

Context = TypeVar("Context")
Rule = Callable[[Sequence[Token], int, Context], str]
Rules = Mapping[str, Rule[Context]]

_HIDING = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n]+")

FIXED = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "hardbreak": "<br>\n",
    "softbreak": "\n",
}


def escape(text: str) -> str:
    """Make a text safe between tags and in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def plain_text(children: Sequence[Token] | None) -> str:
    """Give the text a reader sees, without pictures, note marks and the content of raw scripts and styles."""
    pieces = []
    unseen = ""
    for token in children or ():
        if token.type == "html_inline":
            unseen = _unseen(token.content, unseen)
        elif unseen:
            continue
        elif token.type in ("text", "set", "code_inline"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
    return "".join(pieces)


def _unseen(html: str, within: str) -> str:
    """Follow raw tags: the name of the element that hides what comes next, or nothing."""
    opening = _HIDING.match(html)
    if opening is None:
        return within
    name = opening[2].lower()
    return name if not opening[1] and not within else ("" if opening[1] and name == within else within)


def folded(text: str) -> str:
    """Set a text on one line; no-break spaces stay."""
    # Most texts stand on one line already, and asking is faster than the search.
    if "  " in text or "\n" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def alternative_text(children: Sequence[Token] | None) -> str:
    """Give the text that stands for a picture; pictures inside it give theirs."""
    pieces = []
    for token in children or ():
        if token.type in ("text", "code_inline", "html_inline"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(alternative_text(token.children))
    return "".join(pieces)


def render_inline(children: Sequence[Token], rules: Rules[Context], context: Context) -> str:
    """Write the content of a paragraph, heading or cell."""
    out = []
    for index, token in enumerate(children):
        kind = token.type
        if kind == "text":
            out.append(escape(token.content))
        elif kind == "set":
            out.append(token.markup)
        elif kind in FIXED:
            out.append(FIXED[kind])
        elif kind in rules:
            out.append(rules[kind](children, index, context))
        else:
            out.append(tag(children, index))
    return "".join(out)


def render_blocks(tokens: Sequence[Token], rules: Rules[Context], context: Context) -> str:
    """Write whole blocks; the rule for `inline` writes what is in them."""
    out = []
    for index, token in enumerate(tokens):
        if token.type in rules:
            out.append(rules[token.type](tokens, index, context))
        else:
            out.append(tag(tokens, index))
    return "".join(out)


def tag(tokens: Sequence[Token], index: int, attributes: str | None = None) -> str:
    """Write the tag of a token with the line end that markdown-it gives it."""
    token = tokens[index]
    if token.hidden:
        return ""
    if token.nesting < 0:
        return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
    if attributes is None:
        attributes = render_attributes(token) if token.attrs else ""
    if not token.block:
        return f"<{token.tag}{attributes}>"
    before = "\n" if index and tokens[index - 1].hidden else ""
    return f"{before}<{token.tag}{attributes}>{_line_end(tokens, index)}"


def _line_end(tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    if token.nesting == 1 and index + 1 < len(tokens):
        following = tokens[index + 1]
        if following.type == "inline" or following.hidden:
            return ""
        if following.nesting == -1 and following.tag == token.tag:
            return ""
    return "\n"


def render_attributes(token: Token) -> str:
    """Write a token's attributes, each with a blank before it."""
    return "".join(f' {escape(key)}="{escape(str(value))}"' for key, value in token.attrs.items())


def language_of(token: Token) -> str:
    """Give the language that a fence names: its first word."""
    info = mdTrim(unescapeAll(token.info)) if token.info else ""
    return MD_TRIM_RE.split(info, maxsplit=1)[0] if info else ""


def _inline(tokens: Sequence[Token], index: int, context: object) -> str:
    return render_inline(tokens[index].children or (), LIBRARY_RULES, context)


def _whole(tokens: Sequence[Token], index: int, context: object) -> str:
    name = tokens[index].tag
    return f"<{name}>{_inline(tokens, index, context)}</{name}>\n"


def _code_inline(tokens: Sequence[Token], index: int, context: object) -> str:
    return f"<code>{escape(tokens[index].content)}</code>"


def _code_block(tokens: Sequence[Token], index: int, context: object) -> str:
    return f"<pre><code>{escape(tokens[index].content)}</code></pre>\n"


def _fence(tokens: Sequence[Token], index: int, context: object) -> str:
    token = tokens[index]
    language = language_of(token)
    named = f' class="language-{escape(language)}"' if token.info and language else ""
    return f"<pre><code{named}>{escape(token.content)}</code></pre>\n"


def _raw(tokens: Sequence[Token], index: int, context: object) -> str:
    return tokens[index].content


def _image(tokens: Sequence[Token], index: int, context: object) -> str:
    token = tokens[index]
    token.attrs["alt"] = alternative_text(token.children)
    return tag(tokens, index)


LIBRARY_RULES: Rules[object] = {
    "inline": _inline,
    "prose": _whole,
    "heading": _whole,
    "item": _whole,
    "code_inline": _code_inline,
    "code_block": _code_block,
    "fence": _fence,
    "html_block": _raw,
    "html_inline": _raw,
    "image": _image,
}
