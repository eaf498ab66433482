"""Front matter that the importers write is read back as the same text."""

import string

from hypothesis import given, strategies as st

from broadsheet.documents.nodes import Mapping, Node, Scalar
from broadsheet.documents.yaml import parse_yaml
from broadsheet.importers.yaml_text import Value, yaml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    string.ascii_letters + string.digits + " :#-'\"[]{}&*!|>%@`,?/\\\n\t~=<", max_size=30
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_is_written_is_read_back_equal(fields):
    node, faults = parse_yaml(yaml_text(fields), "story.md")
    assert faults == []
    assert node is not None
    assert read(node) == fields


def test_words_that_yaml_could_take_for_something_else_are_quoted():
    for word in ("no", "true", "null", "~", "", "a: b", "a #b", "- a", " a", "[a]", "2014-01-01: x"):
        written = yaml_text({"headline": word})
        assert written.startswith(('headline: "', "headline: '"))


def test_plain_words_stand_without_quotes():
    assert yaml_text({"headline": "Rates rise: again", "aliases": ["/2014/03/12/hello/"]}) == (
        'headline: "Rates rise: again"\naliases:\n  - /2014/03/12/hello/\n'
    )
    assert yaml_text({"published": "2014-02-24 14:34 -04:00"}) == "published: 2014-02-24 14:34 -04:00\n"


def read(node: Node) -> Value:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: read(child) for key, child in node.entries}
    return [read(item) for item in node.items]
