"""No body takes longer than its length allows, and none loses its text in silence."""

import time

import pytest

from broadsheet.markup.body import BodyOptions
from broadsheet.markup.render import MAX_BYTES, render_body
from broadsheet.markup_policy import HtmlPolicy
from tests.markup.pages import html_fields
from tests.markup.pathological import MAKERS
from tests.samples import sampled


def seconds(text: str, html: HtmlPolicy) -> float:
    start = time.process_time()
    render_body(text, BodyOptions(html=html, dateline="Calgary"), "story.md")
    return time.process_time() - start


@pytest.mark.parametrize("name", sampled(MAKERS, list(MAKERS)[::4]))
def test_a_hostile_body_of_8_kb_takes_no_time(name: str) -> None:
    assert seconds(MAKERS[name](8_000), "escape") < 3


@pytest.mark.parametrize("name", [name for name in MAKERS if "raw" in name or "tag" in name or "bracket" in name])
def test_a_hostile_body_of_8_kb_is_cleaned_in_no_time(name: str) -> None:
    assert seconds(MAKERS[name](8_000), "sanitise") < 3


@pytest.mark.campaign
@pytest.mark.parametrize("policy", ["escape", "sanitise", "trust"])
@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_body_of_the_full_size_finishes(name: str, policy: HtmlPolicy) -> None:
    assert seconds(MAKERS[name](MAX_BYTES - 1_000), policy) < 10


def test_a_body_over_the_limit_is_refused() -> None:
    body, (diagnostic,) = render_body("é" * (MAX_BYTES // 2 + 1), BodyOptions(), "story.md", 7)

    assert body.parts == ()
    assert (diagnostic.kind, diagnostic.place.line, diagnostic.is_error) == ("body-limit", 8, True)


def test_a_body_at_the_limit_is_rendered() -> None:
    body, diagnostics = render_body("é" * (MAX_BYTES // 2), BodyOptions(), "story.md")

    assert len(body.parts) == 1
    assert diagnostics == []


@pytest.mark.parametrize("marker", ["> ", "* ", "1. ", "> - "])
def test_deep_nesting_keeps_the_text_and_warns(marker: str) -> None:
    body, (diagnostic,) = render_body(f"{marker * 400}deepest\n\nafter", BodyOptions(), "story.md")

    assert "deepest" in "".join(html_fields(body))
    assert "after" in "".join(html_fields(body))
    assert (diagnostic.kind, diagnostic.severity) == ("nesting", "warning")


def test_a_definition_used_often_cannot_blow_up_the_page() -> None:
    text = f"[a]: https://example.com/{'b' * 60_000}\n\n{'[a] ' * 2_000}"
    body, diagnostics = render_body(text, BodyOptions(), "story.md")

    assert sum(map(len, html_fields(body))) < 2_000_000
    assert {diagnostic.kind for diagnostic in diagnostics} == {"body-limit"}


def test_a_hundred_diagnostics_are_enough() -> None:
    _, diagnostics = render_body("[a]() " * 5_000, BodyOptions(), "story.md")

    assert len(diagnostics) == 100
