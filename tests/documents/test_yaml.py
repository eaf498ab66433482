"""Reading YAML: every text is what PyYAML reads, where it stands, or is refused with a place."""

import yaml
from hypothesis import given, settings, strategies as st

from broadsheet.documents.nodes import Node, Scalar, Sequence
from broadsheet.documents.yaml import parse_yaml
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
