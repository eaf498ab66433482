"""Reading YAML: every text is what PyYAML reads, where it stands, or is refused with a place."""

import yaml
from hypothesis import given, settings, strategies as st

from broadsheet.documents.nodes import Node, Scalar, Sequence
from broadsheet.documents.plain_yaml import read_plain
from broadsheet.documents.yaml import parse_yaml, walk_events
from tests.samples import examples

OFFSET = 3
PIECES = [
    "a", "b: ", "c: d\n", "- ", "\n", "\n  ", "  ", "[", "]", "{", "}", ", ", ": ", "'", '"', "#x", " # y", " #z",
    "&a ", "*a", "!t ", "! ", "<<: ", "|\n  x\n", ">-\n  y\n  z\n", "? ", "---\n", "...\n", "\t", "é", "\u2028", "~",
    "null", "\n- k: v\n  l: 'it''s'\n", 'x: "a\\nb"\n', "`", "list:\n  - a\n  - b\n", "day: 2026-11-20 10:00\n",
]  # fmt: skip
YAML = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def shape(node: yaml.Node) -> object:
    """Give what PyYAML composed, with places, in the form of `tree`."""
    line, column = node.start_mark.line + OFFSET + 1, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value, not node.style, line, column
    if isinstance(node, yaml.SequenceNode):
        return [shape(item) for item in node.value], line, column
    return [(shape(key), shape(value)) for key, value in node.value], line, column


def tree(node: Node) -> object:
    """Give what we read, with places, as plain values."""
    if isinstance(node, Scalar):
        return node.text, node.plain, node.line, node.column
    if isinstance(node, Sequence):
        return [tree(item) for item in node.items], node.line, node.column
    return [(tree(key), tree(value)) for key, value in node.entries], node.line, node.column


@settings(max_examples=examples(400), deadline=None)
@given(YAML)
def test_any_text_is_read_as_pyyaml_reads_it_or_refused_with_its_place(text: str) -> None:
    node, faults = parse_yaml(text, "story.md", OFFSET)
    if node is None:
        assert [fault.place.line > OFFSET and fault.place.column >= 1 for fault in faults] == [True]
        return
    assert faults == []
    composed = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert tree(node) == (shape(composed) if composed is not None else ([], OFFSET + 1, 1))


KEYS = st.sampled_from(["headline", "image", "k", "k", "_x1", "é", "<<", "a-b", "null", "1", "two words"])
VALUES = st.one_of(
    st.sampled_from([
        "A plain text, with (marks) & signs; isn't it?", "2026-11-20 10:00", "https://a.example/b?c=d", "x#y", "x #y",
        "a: b", "a:", "x ", " x", "-", "-x", "- x", "?", "?x", ":x", ",x", "...", "---", "#x", "&x", "*x", "!x", "|", ">",
        "%x", "@x", "`x", "~", "null", "=", "<", "", "{a: b}", "{}", "[]", "[a]", "[a, b c, d'e]", "[a,b]", "[a , b]",
        "[a, ]", "[a, 'b']", "[a: b]", "[/a/, b.c]", "[-a]", "[a-]", "[a]b", "[a?b]", "[[a]]", "'a'", "'a: b #c'",
        "'it''s'", "'" * 3, "''", "'a' b", '"a"', '"a: b"', r'"\"a\" b"', r'"a\\"', r'"a\\" b"', r'"a\nb"', '"a', '""',
        "a\u00a0b", "a\u2028b", "a\x85b", "\ufeffa", "a\tb", "a\x07", "😀",
    ]),
    st.text(alphabet="ab é'\"\\:#,[]{}-?&*!|>%@`~./\t", max_size=8),
)  # fmt: skip
INDENTS = st.sampled_from(["", "", "  ", "  ", "    ", " ", "   ", "\t"])


@st.composite
def front_matter(draw) -> str:
    """Draw keys and values as they are written, or nearly so."""
    text = ""
    for _ in range(draw(st.integers(0, 5))):
        below = draw(st.integers(0, 3))
        text += f"{draw(KEYS)}: {draw(VALUES)}\n" if not below else f"{draw(KEYS)}:\n"
        indent = draw(INDENTS)
        for _ in range(below):
            mark = draw(st.sampled_from(["", "- ", "- ", "  ", "-  ", "-"]))
            key = draw(st.one_of(st.just(""), KEYS.map("{}: ".format), KEYS.map("{}:".format)))
            text += f"{indent}{mark}{key}{draw(VALUES)}\n"
        text += draw(st.sampled_from(["", "", "", "\n", "# remark\n", "  more\n"]))
    return text.removesuffix("\n")


@settings(max_examples=examples(1000), deadline=None)
@given(st.one_of(front_matter(), YAML))
def test_the_quick_reader_gives_what_the_walk_of_the_events_gives_or_declines(text: str) -> None:
    plain = read_plain(text, OFFSET + 1)
    assert plain is None or (plain, []) == walk_events(text, "story.md", OFFSET)


def test_the_quick_reader_takes_usual_front_matter() -> None:
    usual = r"""# What the desk knows
headline: "Rates rise: \"enough\""
deck: 'It''s the third time'
authors: [ann-lee, Sam O'Neil]
published: 2026-11-20 10:00
kicker:
image:
  file: vote.jpg
  caption: The vote, 37 to 3
related:
  - read: The last vote
    url: ../city/vote.md
  - read: "And: the first"
    url: https://a.example/

topics:
- Rates
- Budget"""
    assert read_plain(usual, 1) == walk_events(usual, "story.md")[0]
