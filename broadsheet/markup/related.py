"""Related links in the text: `WATCH | [Title](address) | 2:06 | Source`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from broadsheet.markup.body import RELATED_KINDS, RelatedKind, RelatedLink
from broadsheet.markup.draft import Draft
from broadsheet.markup.html import plain_text, render_inline
from broadsheet.markup.rules import BODY_RULES
from broadsheet.markup.sanitise import finished
from broadsheet.markup.targets import add_any_link, add_picture, picture_alt

WORDS: dict[str, RelatedKind] = {kind.upper(): kind for kind in RELATED_KINDS}

_START = re.compile(rf"({'|'.join(WORDS)})[ \t]*\|[ \t]*")
# What an author meant for one, where it stands: its word in other letters or emphasised, or in the midst of a text.
_MEANT = re.compile(rf"(?im)^[ \t]*[*_]{{0,3}}({'|'.join(WORDS)}|PHOTO)[*_]{{0,3}}[ \t]*\|[*_ \t]*!?\[")
# 2:06, 1:02:45, 12 min: what tells a lone duration from a lone source.
_DURATION = re.compile(r"\d+(?::\d\d){1,2}|\d+ *(?:h|hr|min|m|s|sec)\b.*")


@dataclass(frozen=True, slots=True)
class _Form:
    kind: RelatedKind
    picture: Token | None
    link: Token
    title: Sequence[Token]
    duration: str
    source: str


def starts_related(text: str) -> bool:
    """Answer whether a text begins as a related link does."""
    return _START.match(text) is not None


def make_related(lines: Sequence[Sequence[Token]], content: str, draft: Draft) -> list[RelatedLink] | None:
    """Make a related link of every line; None, with a diagnostic, when a line is none."""
    forms = [_read_form(line) for line in lines]
    if None in forms:
        _report(forms, content, draft)
        return None
    parts = [_make(form, draft) for form in forms if form is not None]
    return [part for part in parts if part is not None]


def report_meant(content: str, draft: Draft) -> None:
    """Warn of lines of the text that was entered which are set as text and look like related links."""
    for match in _MEANT.finditer(content):
        word = {"PHOTO": "PHOTOS"}.get(match[1].upper(), match[1].upper())
        message = "this line is shown as text, not as a related link"
        help_text = f"begin a paragraph of its own with `{word} |`"
        draft.report("related-link", message, draft.span(match.start(1), match.end(1)), help_text, "warning")


def _read_form(line: Sequence[Token]) -> _Form | None:
    tokens = list(line)
    start = _START.fullmatch(tokens[0].content) if tokens and tokens[0].type == "text" else None
    if start is None:
        return None
    tokens.pop(0)
    picture = tokens.pop(0) if tokens and tokens[0].type == "image" else None
    if picture is not None and tokens and tokens[0].type == "text" and not tokens[0].content.strip():
        tokens.pop(0)
    if not tokens or tokens[0].type != "link_open":
        return None
    closing = end_of_link(tokens)
    fields = _read_fields(tokens[closing + 1 :])
    if fields is None or closing < 2:
        return None
    return _Form(WORDS[start[1]], picture, tokens[0], tokens[1:closing], *fields)


def end_of_link(line: Sequence[Token]) -> int:
    """Find where the first link of a line ends; -1 when its text goes on in the next line."""
    return next((index for index, token in enumerate(line) if token.type == "link_close"), -1)


def _read_fields(tokens: Sequence[Token]) -> tuple[str, str] | None:
    """Read `| 2:06 | Source`, either or both."""
    text = plain_text(tokens).strip()
    fields = [field.strip() for field in text.split("|")]
    if fields[0] or len(fields) > 3 or (len(fields) > 1 and not all(fields[1:])):
        return None
    if len(fields) == 3:
        return fields[1], fields[2]
    if len(fields) == 2:
        return (fields[1], "") if _DURATION.fullmatch(fields[1]) else ("", fields[1])
    return "", ""


def _make(form: _Form, draft: Draft) -> RelatedLink | None:
    picture = add_picture(form.picture, draft) if form.picture else None
    link = add_any_link(form.link, draft)
    if link is None:
        return None
    title = finished(render_inline(form.title, BODY_RULES, draft), draft)
    alt = picture_alt(form.picture) if form.picture else ""
    draft.texts.append(plain_text(form.title))
    return RelatedLink(form.kind, link, title, form.duration, form.source, picture, alt)


def _report(forms: Sequence[_Form | None], content: str, draft: Draft) -> None:
    texts = content.split("\n")
    # A link whose text spans lines leaves fewer forms than lines; the first line stands for all.
    paired = zip(forms, texts, strict=True) if len(forms) == len(texts) else [(None, texts[0])]
    start = 0
    for form, text in paired:
        if form is None:
            match = _START.match(text.lstrip())
            message = "invalid related link" if match else "a related link needs a paragraph of its own"
            word = match[1] if match else "READ"
            help_text = f"write `{word} | [Title](address) | 2:06 | Source`; duration and source may be left out"
            draft.report("related-link", message, draft.span(start, start + len(text)), help_text)
        start += len(text) + 1
