"""Render a story's body: Markdown in; parts, references and diagnostics out.

Whatever the text holds, a body comes back: an author's mistake is a diagnostic,
and a hostile text costs no more than its length allows.
"""

import re
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from broadsheet.diagnostics import Diagnostic, Place, nearest
from broadsheet.markup.blocks import Fault, faults_of
from broadsheet.markup.body import Body, BodyOptions
from broadsheet.markup.draft import Draft
from broadsheet.markup.parser import parser_for
from broadsheet.markup.parts import make_parts
from broadsheet.markup.plain_blocks import TEXTS
from broadsheet.markup.related import report_meant, starts_related
from broadsheet.markup.source import Source, Span

MAX_BYTES = 256 * 1024

# No page or feed may hold these; NUL is ours for marks.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ASCII_CONTROLS = bytes(code for code in range(128) if _CONTROLS.match(chr(code)))
_FORM_FEED = re.compile(r"&#(?:0{0,6}12|[xX]0{0,6}[cC]);")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
# What would be a link or picture, were there no blank in its address: text in brackets, then an address and a title.
_WORD = r"""[^\s()<>"'][^\s()<>"]*"""
_UNREAD = re.compile(rf"""(!?)\[[^\[\]\n]*\]\(({_WORD}(?:[ \t]+{_WORD})+)(?=\)|[ \t]+["'(])""")
# Escapes, code and comments, whose brackets are meant to be seen, or not to be. Bounded, for texts that close none.
_NO_MARKUP = re.compile(r"(?s)\\[^\w\s]|(?<!`)(`+)(?!`).{1,1000}?(?<!`)\1(?!`)|<!--.{0,500}?-->")
_LIKE_ADDRESS = re.compile(r"^(?:https?:|\.{0,2}/)|\.[A-Za-z]\w{1,4}$")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def render_body(text: str, options: BodyOptions, path: str, line_offset: int = 0) -> tuple[Body, list[Diagnostic]]:
    """Render the Markdown below the front matter, which takes the first `line_offset` lines of the file at `path`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) * 4 > MAX_BYTES and len(text.encode(errors="replace")) > MAX_BYTES:
        message = f"the body is larger than {MAX_BYTES // 1024} kB"
        top = Place(path, line_offset + 1, 1)
        return Body(), [Diagnostic("body-limit", message, top, "", "divide it into several stories")]
    clean = _without_controls(text)
    draft = Draft(Source(clean, path, line_offset), options, dateline=_without_controls(options.dateline))
    if clean != text:
        _report_control(text, draft)
    try:
        return _render(draft), draft.diagnostics
    except RecursionError:
        top = Place(path, line_offset + 1, 1)
        return Body(), [Diagnostic("nesting", "nested too deeply to be read", top, "", "nest less")]


def _without_controls(text: str) -> str:
    # Asking the string first is ten times as fast as the search; most texts hold line ends and nothing else.
    if text.isascii() and len(text.encode().translate(None, _ASCII_CONTROLS)) == len(text):
        return text
    if text.replace("\n", "").isprintable():
        return text
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _render(draft: Draft) -> Body:
    parser = parser_for(draft.options)
    env: dict[str, Any] = {}
    text = _FORM_FEED.sub("&#32;", draft.source.text) if "&" in draft.source.text else draft.source.text
    tokens = parser.parse(text, env)
    parts = make_parts(tokens, parser, draft)
    for fault in faults_of(env):
        _report_fault(fault, draft)
    if "^" in text and "[^" in text:
        _report_undefined_notes(tokens, draft)
    if "](" in text:
        _report_unread(tokens, draft)
    if "|" in text:
        _report_related(tokens, draft)
    _check_fragments(draft)
    return Body(
        tuple(parts),
        tuple(draft.links),
        tuple(draft.pictures),
        tuple(draft.headings),
        draft.lede,
        _count_words(draft),
    )


def _count_words(draft: Draft) -> int:
    text = " ".join(draft.texts)
    extra = 0
    if draft.options.language[:2].lower() in ("ja", "zh"):
        # These languages put no blanks between words; each ideograph counts.
        text, extra = _IDEOGRAPHS.subn(" ", text)
    # Counting blanks is ten times as fast as splitting, and the same unless two stand together.
    is_even = "  " not in text and "\n" not in text
    count = text.count(" ") + 1 if text and is_even else len(text.split())
    return count + extra - sum(_count_lone(dash, text) for dash in "—–" if dash in text)


def _count_lone(dash: str, text: str) -> int:
    """Count the dashes between blanks of their own; they are few, and looking at each is faster than counting."""
    count, free, at = 0, 0, text.find(dash)
    while at >= 0:
        if at > free and text[at - 1] == " " == text[at + 1 : at + 2]:
            count, free = count + 1, at + 2
        at = text.find(dash, at + 1)
    return count


def _report_control(text: str, draft: Draft) -> None:
    match = _CONTROLS.search(text)
    if match is not None:
        line = text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start())
        span = Span(draft.source.line_offset + line + 1, column)
        message = f"the control character U+{ord(match[0]):04X} in the text"
        draft.report("control-character", message, span, "delete it and type what belongs here", "warning")


def _report_fault(fault: Fault, draft: Draft) -> None:
    draft.report(fault.kind, fault.message, draft.source.line_span(fault.line), fault.help, fault.severity)


def _report_undefined_notes(tokens: list[Token], draft: Draft) -> None:
    for token in tokens:
        if token.type not in TEXTS or "[^" not in token.content:
            continue
        shown = "".join(child.content for child in token.children or () if child.type == "text")
        draft.enter(token.content, token.map[0] if token.map else 0)
        for label in dict.fromkeys(_NOTE_MARK.findall(shown)):
            start = max(0, token.content.find(f"[^{label}]"))
            span = draft.span(start, start + len(label) + 3)
            message = f"the footnote `[^{label}]` is not defined"
            help_text = f"write it on a line of its own: `[^{label}]: …`"
            draft.report("footnote", message, span, help_text, "warning")


def _report_unread(tokens: list[Token], draft: Draft) -> None:
    """Warn of what readers would see as brackets and parentheses where the author meant a link or a picture."""
    for token in tokens:
        if token.type not in TEXTS or "](" not in token.content:
            continue
        draft.enter(token.content, token.map[0] if token.map else 0)
        markup = _NO_MARKUP.sub(lambda found: "\0" * len(found[0]), token.content)
        for found in _UNREAD.finditer(markup):
            if "\0" in found[0] or not (found[1] or _LIKE_ADDRESS.search(found[2])):
                continue
            message = f"this is not a {'picture' if found[1] else 'link'}: its address contains a space"
            written = "%20".join(found[2].split())
            draft.report("unread-link", message, draft.span(*found.span(2)), f"write `{written}`", "warning")


def _report_related(tokens: list[Token], draft: Draft) -> None:
    """Warn of what looks like a related link and is set as text."""
    for token in tokens:
        if token.type not in TEXTS or token.type == "heading" or "|" not in token.content:
            continue
        # A paragraph that begins like one was made into one or told as an error; a line of a list never is.
        if token.type == "item" or not starts_related(token.content):
            draft.enter(token.content, token.map[0] if token.map else 0)
            report_meant(token.content, draft)


def _check_fragments(draft: Draft) -> None:
    """Hold links within the page to its headings; raw HTML may bring anchors of its own."""
    if draft.options.html != "escape":
        return
    anchors = [heading.anchor for heading in draft.headings]
    for written, span in draft.fragments:
        fragment = unquote(written)
        if fragment not in anchors:
            near = nearest(fragment, anchors)
            help_text = f"did you mean `#{near}`?" if near else "link to the anchor of a heading"
            draft.report("unknown-anchor", f"no heading has the anchor `#{fragment}`", span, help_text, "warning")
