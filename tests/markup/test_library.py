"""Our short ways give the library's HTML, byte for byte, with the same options."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.markup.pipelines import library_html, our_html
from tests.samples import beyond, examples

CHECKOUT = Path(__file__).parents[2]
CORPORA = CHECKOUT.parent / "shared" / "corpora"
SPEC = Path(os.environ.get("COMMONMARK_SPEC", CHECKOUT / "node_modules" / "commonmark-spec" / "spec.txt"))
"""The specification's text, from the npm package `commonmark-spec`."""

EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
FRONT_MATTER = re.compile(r"\A\ufeff?\s*---\n.*?\n---\n", re.DOTALL)

PIECES = [
    *"abé1 \n\n\t\"'*_`~[]()!<>#-+.:|&\\/=^$",
    "word ", "it's ", "\n\n", "\n> ", "\n- ", "\n1. ", "2019 was", "1) ", "## ", "***", "---", "```\n", "~~", "**",
    "*a b*", "**it's**", " *a* ", "**Why?** ", '"*a*', "[a](b)", "[a](b \"t\")",
    "![a](b.jpg)", "![a](b.jpg \"t\")", "[^1]", "\n[^1]: ", "\n[a]: /u\n", "[a]", "<b>", "</b>",
    "<a href=x>", "&amp;", "&#34;", "\\\"", "https://a.b/c", "<https://a.b>", "a|b\n--|--\n", "    code", "\n===\n", "  \n",
    '"quoted words," he said', "'90s", "the tenants' union", "\u00a0", "«", "”", "…", "\u2028", "\x0b",
    "\n\n- a\n- **b** c\n\n", "\n\n## A b\n\n", "\n\n  \n", " -- ", "...", "wasn't", "\"It's *late*,\" ", "'It's", "\x02",
    "\n\nA *b* and **c**, she said.\n\n", "\n- a\n\n  b\n", "\n- 1\n\n- 2\n", "\n\n\"A\" is *b*'s\n\n",
]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def assert_equal(text: str) -> None:
    """Compare with and without raw HTML, punctuation and long marks."""
    for options in ({"html": True}, {"html": False, "typeset": False}, {"html": False, "language": "fr"}):
        assert our_html(text, **options) == library_html(text, **options)


@pytest.mark.skipif(not SPEC.exists(), reason="needs spec.txt of the npm package commonmark-spec")
def test_every_example_of_the_specification_gives_the_librarys_html() -> None:
    examples = EXAMPLE.findall(SPEC.read_text("utf-8"))
    assert len(examples) > 600
    for example in examples:
        assert_equal(example.replace("→", "\t"))


@pytest.mark.skipif(not CORPORA.exists(), reason="needs the corpora beside the checkout")
@pytest.mark.parametrize(
    ("folder", "step"),
    [
        ("digitalgov/content/news", 20),
        beyond(("18f/content/posts", 10)),
        pytest.param("digitalgov/content/news", 1, marks=pytest.mark.campaign),
        pytest.param("18f/content/posts", 1, marks=pytest.mark.campaign),
    ],
)
def test_real_stories_give_the_librarys_html(folder: str, step: int) -> None:
    paths = sorted((CORPORA / folder).rglob("*.md"))
    assert len(paths) > 400
    for path in paths[::step]:
        text = path.read_text("utf-8").replace("\r\n", "\n")
        assert_equal(FRONT_MATTER.sub("", text, count=1))


@settings(max_examples=examples(400), deadline=None)
@given(MARKDOWN)
def test_random_markdown_gives_the_librarys_html(text: str) -> None:
    assert_equal(text)


@settings(max_examples=examples(150), deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 \"'*_.,-(«é—\n"), max_size=40))
def test_random_quotation_gives_the_librarys_html(text: str) -> None:
    assert_equal(text)
