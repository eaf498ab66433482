"""What holds for every text."""

import re
from itertools import pairwise

import html5lib
import msgspec
from hypothesis import given, settings, strategies as st

from broadsheet.markup.body import Body, BodyOptions
from broadsheet.markup.render import render_body
from broadsheet.markup_policy import HtmlPolicy
from tests.markup.pages import html_fields, page_of
from tests.markup.test_library import MARKDOWN, PIECES

OURS = [
    *PIECES,
    "::: pull\n", "\n:::\n", "\n— who\n", "READ | ", "WATCH | [a](b) | 2:06", "{.wide}", " | ", "https://youtu.be/dQw4w9WgXcQ",
    "\r\n", "\0", "\ud800", "\x1f", "\0a0\0", "[a](javascript:x)", "[](#a)", "<script>", "</p>", "<img src=x>", "<!--", "-->",
]  # fmt: skip
BODIES = st.one_of(st.lists(st.sampled_from(OURS), max_size=24).map("".join), MARKDOWN, st.text(max_size=60))
OPTIONS = st.builds(
    BodyOptions,
    language=st.sampled_from(["en", "fr-CA", "ja", "", "x_y"]),
    html=st.sampled_from(["escape", "sanitise", "trust"]),
    dateline=st.sampled_from(["", "Calgary", "<\0>"]),
)


def marks(body: Body) -> list[str]:
    found = [mark for field in html_fields(body) for mark in field.split("\0")[1::2]]
    return [mark for mark in found if "r" not in mark]


@settings(max_examples=300, deadline=None)
@given(BODIES, OPTIONS, st.integers(0, 40))
def test_any_text_gives_a_sound_body(text: str, options: BodyOptions, line_offset: int) -> None:
    body, diagnostics = render_body(text, options, "story.md", line_offset)

    assert (body, diagnostics) == render_body(text, options, "story.md", line_offset)
    assert msgspec.json.decode(msgspec.json.encode(body), type=Body) == body
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    places = [diagnostic.place for diagnostic in diagnostics] + [*body.links, *body.pictures]
    assert all(line_offset < place.line <= line_offset + lines and place.column >= 1 for place in places)
    assert all(int(mark[2:] if mark[0] == "/" else mark[1:]) < _count(body, mark) for mark in marks(body))
    anchors = [heading.anchor for heading in body.headings]
    assert len(anchors) == len(set(anchors))
    assert all(anchors)
    levels = [1, *(heading.level for heading in body.headings)]
    assert all(2 <= level <= before + 1 for before, level in pairwise(levels))


def _count(body: Body, mark: str) -> int:
    return len(body.links) if "a" in mark else len(body.pictures)


@settings(max_examples=150, deadline=None)
@given(BODIES, st.sampled_from(["escape", "sanitise"]))
def test_the_html_of_any_text_is_well_formed(text: str, policy: HtmlPolicy) -> None:
    body, _ = render_body(text, BodyOptions(html=policy), "story.md")
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(page_of(body))
    assert [code for _, code, _ in parser.errors] == []
    ids = re.findall(r' id="([^"]*)"', page_of(body))
    assert policy == "sanitise" or len(ids) == len(set(ids))
