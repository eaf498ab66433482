"""How a story's body is set where it differs from plain CommonMark.

Headings get anchors, links and pictures become marks, tables can scroll, code
can be reached by keyboard, and footnotes are named for readers who listen.
Ids that are not a heading's hold an underscore, which no anchor does.
"""

from collections.abc import Sequence

from markdown_it.token import Token

from broadsheet.markup.draft import Draft
from broadsheet.markup.html import LIBRARY_RULES, Rules, escape, folded, language_of, plain_text, render_inline, tag
from broadsheet.markup.labels import labels_of
from broadsheet.markup.marks import mark
from broadsheet.markup.sanitise import raw_html
from broadsheet.markup.targets import add_picture, open_link, picture_alt


def set_inline(token: Token, draft: Draft) -> str:
    """Write the content of an inline token and count its words."""
    children = token.children or []
    if len(children) == 1 and children[0].type == "set":
        draft.texts.append(children[0].content)
        return children[0].markup
    draft.enter(token.content, token.map[0] if token.map else 0)
    text = plain_text(children)
    if text:
        draft.texts.append(text)
    return render_inline(children, BODY_RULES, draft)


def _inline(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return set_inline(tokens[index], draft)


def _whole(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    name = tokens[index].tag
    return f"<{name}>{set_inline(tokens[index], draft)}</{name}>\n"


def _heading(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    opening = _open_heading(tokens[index], tokens[index], draft)
    return f"{opening}{set_inline(tokens[index], draft)}</h{draft.headings[-1].level}>\n"


def _open_heading(heading: Token, inline: Token, draft: Draft) -> str:
    text = folded(plain_text(inline.children))
    made = draft.add_heading(int(heading.tag[1]), text)
    return f'<h{made.level} id="{escape(made.anchor)}">'


def _heading_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return _open_heading(tokens[index], tokens[index + 1], draft)


def _heading_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return f"</h{draft.headings[-1].level}>\n"


def _link_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    opening, closing = open_link(tokens[index], draft)
    draft.closers.append(closing)
    return opening


def _link_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return draft.closers.pop()


def _image(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    token = tokens[index]
    alt = picture_alt(token)
    number = add_picture(token, draft)
    if number is None:
        return escape(alt)
    title = token.attrs.get("title")
    named = f' title="{escape(str(title))}"' if title else ""
    return f'<img {mark("i", number)} alt="{escape(alt)}"{named} loading="lazy" decoding="async">'


def _table_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    label = labels_of(draft.options.language).table
    return f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">\n{tag(tokens, index)}'


def _table_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return "</table>\n</div>\n"


def _cell_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    token = tokens[index]
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    aligned = f' class="align-{align}"' if align in ("center", "right") else ""
    # An empty heading would be read out as one, so it is set as an empty cell.
    scope = ' scope="col"' if _cell_name(tokens, index) == "th" else ""
    return f"<{_cell_name(tokens, index)}{scope}{aligned}>"


def _cell_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return f"</{_cell_name(tokens, index - 2)}>\n"


def _cell_name(tokens: Sequence[Token], index: int) -> str:
    return "th" if tokens[index].type == "th_open" and tokens[index + 1].content else "td"


def _code_inline(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return f"<code>{escape(tokens[index].content)}</code>"


def _code_block(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    token = tokens[index]
    draft.texts.append(token.content)
    language = language_of(token) if token.type == "fence" else ""
    named = f' class="language-{escape(language)}"' if language else ""
    return f'<pre tabindex="0"><code{named}>{escape(token.content)}</code></pre>\n'


def _raw_html(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    token = tokens[index]
    line = draft.first_line if token.map is None else token.map[0]
    return raw_html(token.content, line, token.type == "html_block", draft.options.html)


def _footnote_ref(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    number, anchor = _footnote_number(tokens[index])
    return f'<sup class="footnote-ref"><a href="#fn_{number}" id="fnref_{anchor}" role="doc-noteref">{number}</a></sup>'


def _footnote_number(token: Token) -> tuple[int, str]:
    number, use = token.meta["id"] + 1, token.meta.get("subId", 0)
    return number, f"{number}_{use + 1}" if use else str(number)


def _footnote_block_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    label = labels_of(draft.options.language).footnotes
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def _footnote_block_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return "</ol>\n</section>\n"


def _footnote_open(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return f'<li id="fn_{tokens[index].meta["id"] + 1}">'


def _footnote_close(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    return "</li>\n"


def _footnote_anchor(tokens: Sequence[Token], index: int, draft: Draft) -> str:
    _, anchor = _footnote_number(tokens[index])
    label = f"{labels_of(draft.options.language).back} {anchor.replace('_', '.')}"
    return f' <a href="#fnref_{anchor}" class="footnote-back" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>'


BODY_RULES: Rules[Draft] = {
    **LIBRARY_RULES,
    "inline": _inline,
    "prose": _whole,
    "item": _whole,
    "heading": _heading,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "th_close": _cell_close,
    "td_open": _cell_open,
    "td_close": _cell_close,
    "code_inline": _code_inline,
    "code_block": _code_block,
    "fence": _code_block,
    "html_block": _raw_html,
    "html_inline": _raw_html,
    "footnote_ref": _footnote_ref,
    "footnote_block_open": _footnote_block_open,
    "footnote_block_close": _footnote_block_close,
    "footnote_open": _footnote_open,
    "footnote_close": _footnote_close,
    "footnote_anchor": _footnote_anchor,
}
