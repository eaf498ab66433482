"""Blocks of pictures, films and sound: `::: photos`, `::: video`, `::: audio`.

They hold lines of pictures and links and nothing else; what a line is for
follows from what it names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from broadsheet.markup.body import Figure, Gallery, Part, Recording, Track
from broadsheet.markup.draft import Draft
from broadsheet.markup.figures import is_figure, make_figure
from broadsheet.markup.html import folded, plain_text, render_inline
from broadsheet.markup.parser import StoryParser
from broadsheet.markup.plain_blocks import TEXTS
from broadsheet.markup.recording_files import ENDS, NAMES
from broadsheet.markup.related import end_of_link
from broadsheet.markup.rules import BODY_RULES
from broadsheet.markup.sanitise import finished
from broadsheet.markup.standalone import split_lines
from broadsheet.markup.targets import add_any_link, add_picture, picture_alt
from broadsheet.urls import target_kind

_LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.vtt$", re.IGNORECASE)

Kind = Literal["video", "audio"]
Line = Sequence[Token]


def make_media(block: Sequence[Token], parser: StoryParser, draft: Draft) -> list[Part]:
    """Make the part of a block; nothing, with a diagnostic, when it holds nothing of its kind."""
    name = block[0].type.removesuffix("_open")
    if name == "photos":
        return _gallery(block, parser, draft)
    return _recording("video" if name == "video" else "audio", block, draft)


def _lines(block: Sequence[Token], draft: Draft) -> Iterator[tuple[Line, str]]:
    """Yield the lines of a block with their texts, while the draft knows where they stand."""
    for token in block:
        if token.type not in TEXTS:
            continue
        draft.enter(token.content, token.map[0] if token.map else 0)
        texts = token.content.split("\n")
        lines = split_lines(token.children or ())
        yield from zip(lines, texts if len(texts) == len(lines) else [texts[0]] * len(lines), strict=True)


def _gallery(block: Sequence[Token], parser: StoryParser, draft: Draft) -> list[Part]:
    figures: list[Figure] = []
    for line, text in _lines(block, draft):
        if not is_figure(line):
            _report_line(
                "photos", text, "pictures", 'write each as `![What it shows](file.jpg "Caption. (Credit)")`', draft
            )
            continue
        figure = make_figure(line, parser, draft)
        if figure is not None:
            figures.append(figure)
    if not figures:
        _report_empty("photos", block, "no picture", "write each picture on a line of its own", draft)
        return []
    return [Gallery(tuple(figures))]


@dataclass(slots=True)
class _Found:
    """What the lines of a recording have named so far."""

    file: int | None = None
    title: str = ""
    poster: int | None = None
    alt: str = ""
    tracks: list[Track] = field(default_factory=list)
    transcript: int | None = None
    transcript_title: str = ""


def _recording(kind: Kind, block: Sequence[Token], draft: Draft) -> list[Part]:
    found = _Found()
    for line, text in _lines(block, draft):
        if line and line[0].type == "image" and len(line) == 1 and found.poster is None and kind == "video":
            found.poster, found.alt = add_picture(line[0], draft), picture_alt(line[0])
        elif not (line and line[0].type == "link_open" and end_of_link(line) == len(line) - 1):
            what = "links and one picture" if kind == "video" else "links"
            _report_line(kind, text, what, "write each as `[Title](file)` on a line of its own", draft)
        else:
            _read_link(kind, line, found, draft)
    if found.file is None:
        _report_empty(kind, block, f"no {kind} file", f"write a link to {NAMES[kind]}", draft)
        return []
    if kind == "video" and not found.tracks:
        span = draft.source.line_span(block[0].map[0] if block[0].map else 0)
        message = "the video has no captions, so readers who cannot hear it miss it"
        draft.report("no-captions", message, span, "add a line `[English](file.vtt)`", "warning")
    tracks = tuple(found.tracks)
    transcript = (found.transcript, found.transcript_title)
    return [Recording(kind, found.file, found.title, found.poster, found.alt, tracks, *transcript)]


def _read_link(kind: Kind, line: Line, found: _Found, draft: Draft) -> None:
    """Take a link for the recording, its captions or its transcript, by what it leads to."""
    token, inner = line[0], line[1:-1]
    target = str(token.attrs.get("href", "")).lower()
    is_ours = target_kind(target) == "local"
    title = finished(render_inline(inner, BODY_RULES, draft), draft)
    text = folded(plain_text(inner))
    is_file = target.endswith(ENDS[kind])
    if is_file and not is_ours:
        help_text = "put the file beside the story, or link to it outside the block"
        draft.report(
            "block-content",
            "a recording must be one of the newsroom's own files",
            draft.target_span(token, target),
            help_text,
        )
        return
    link = add_any_link(token, draft)
    if link is None:
        return
    draft.texts.append(text)
    if is_file and found.file is None:
        found.file, found.title = link, title
    elif target.endswith(".vtt"):
        language = _LANGUAGE.search(target)
        found.tracks.append(Track(link, text, language[1] if language else ""))
    else:
        found.transcript, found.transcript_title = link, title


def _report_line(name: str, text: str, what: str, help_text: str, draft: Draft) -> None:
    start = max(0, draft.content.find(text))
    message = f"a `::: {name}` block holds {what} and nothing else"
    draft.report("block-content", message, draft.span(start, start + max(1, len(text))), help_text)


def _report_empty(name: str, block: Sequence[Token], what: str, help_text: str, draft: Draft) -> None:
    span = draft.source.line_span(block[0].map[0] if block[0].map else 0)
    draft.report("block-content", f"the block `::: {name}` names {what}", span, help_text)
