"""From tokens to the parts of a body: runs of HTML, and what stands between them."""

from collections.abc import Sequence

from markdown_it.token import Token

from broadsheet.markup.body import Html, Part, PullQuote
from broadsheet.markup.draft import Draft
from broadsheet.markup.html import escape, folded, plain_text, render_blocks
from broadsheet.markup.media import make_media
from broadsheet.markup.parser import StoryParser
from broadsheet.markup.rules import BODY_RULES, set_inline
from broadsheet.markup.sanitise import finished
from broadsheet.markup.standalone import STARTS, make_standalone


def make_parts(tokens: Sequence[Token], parser: StoryParser, draft: Draft) -> list[Part]:
    """Make the parts of a body in order; neighbouring blocks of text are one run."""
    parts: list[Part] = []
    run: list[str] = []
    start = depth = 0
    for index, token in enumerate(tokens):
        if token.type == "prose":
            # Most blocks are this one token, which is never inside of another block.
            made = _paragraph(token, parser, draft)
        else:
            depth += token.nesting
            if depth:
                continue
            made = _part(tokens[start : index + 1], parser, draft)
        start = index + 1
        if isinstance(made, str):
            run.append(made)
        else:
            _end_run(run, parts, draft)
            parts.extend(made)
    _end_run(run, parts, draft)
    return parts


def _part(block: Sequence[Token], parser: StoryParser, draft: Draft) -> str | Sequence[Part]:
    kind = block[0].type
    if kind == "paragraph_open":
        return _paragraph(block[1], parser, draft)
    if kind == "pull_open":
        return [_pull_quote(block, draft)]
    if kind in ("photos_open", "video_open", "audio_open"):
        return make_media(block, parser, draft)
    return render_blocks(block, BODY_RULES, draft)


def _paragraph(inline: Token, parser: StoryParser, draft: Draft) -> str | Sequence[Part]:
    if inline.content.startswith(STARTS):
        parts = make_standalone(inline, parser, draft)
        if parts is not None:
            return parts
    html = set_inline(inline, draft)
    if not draft.lede:
        draft.lede = folded(plain_text(inline.children))
        if draft.lede and draft.dateline:
            return f'<p><span class="dateline">{escape(draft.dateline)}</span> — {html}</p>\n'
    return f"<p>{html}</p>\n"


def _pull_quote(block: Sequence[Token], draft: Draft) -> PullQuote:
    inner = block[1:-1]
    said_by = inner[-1] if inner and inner[-1].info == "attribution" else None
    text = finished(render_blocks(inner[:-1] if said_by else inner, BODY_RULES, draft), draft)
    attribution = finished(set_inline(said_by, draft), draft) if said_by else ""
    return PullQuote(text.strip(), attribution)


def _end_run(run: list[str], parts: list[Part], draft: Draft) -> None:
    if run:
        parts.append(Html(finished("".join(run), draft)))
        run.clear()
