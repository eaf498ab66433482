"""Our way from templates to Python changes no output of Jinja's own."""

from typing import Any

import pytest
from hypothesis import given, strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from broadsheet.rendering.compiling import emit
from broadsheet.rendering.environment import Theme, url_text
from broadsheet.rendering.reads import Reads


class Told:
    """A value that says itself how it stands in HTML."""

    def __html__(self) -> str:
        return "<i>told</i>"


TEMPLATES = {
    "page.html": (
        "{% extends 'base.html' %}{% from 'macros.html' import link, box %}"
        "{% block main %}{{ link(value, class=value) }}{% call box(3) %}{{ value }}{% endcall %}"
        "{% set kept %}<b>{{ value }}</b>{% endset %}{{ kept }}{{ kept|length }}"
        "{% for one in values %}{{ loop.index }}{{ one }}{% include 'part.html' %}{% endfor %}{% endblock %}"
    ),
    "base.html": "<html lang='{{ 'a' ~ value }}'>{% block main %}{% endblock %}{{ method(value) }}{{ values|join('&') }}",
    "macros.html": (
        "{% macro link(text, class='') %}<a class=\"{{ class }}\">{{ text }}</a>{% endmacro %}"
        "{% macro box(n) %}<div>{{ n }}{{ caller() }}</div>{% endmacro %}"
    ),
    "part.html": "{{ one|upper }}{{ value|e }}{{ value|safe }}{% autoescape false %}{{ value }}{% endautoescape %}",
}

texts = st.text(alphabet="a&<>\"' é\u2028", max_size=12)
values = st.one_of(texts, texts.map(Markup), st.integers(), st.none(), st.booleans(), st.builds(Told), st.lists(texts))


@given(values)
def test_a_value_stands_in_the_page_as_jinja_would_write_it(value: Any) -> None:
    assert emit(value) == str(escape(value))


PLAIN = Environment(
    loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
OURS = Theme(TEMPLATES)


@given(texts | texts.map(Markup), st.lists(texts, max_size=3))
def test_a_page_of_all_constructs_is_what_jinja_makes_of_it(value: str, more: list[str]) -> None:
    class Page:
        def method(self, text: str) -> str:
            return f"<{text}>"

    context = {"value": value, "values": more, "method": Page().method}
    ours = OURS.render_page("page.html", context, Reads({}, {}))
    assert ours == PLAIN.get_template("page.html").render(context)


@given(texts | texts.map(Markup) | st.integers())
def test_a_value_stands_in_an_address_as_jinja_would_write_it(value: Any) -> None:
    assert url_text(value) == do_urlencode(value)


def test_an_error_is_told_with_the_line_of_the_template() -> None:
    theme = Theme({"page.html": "one{{ 1 }}\ntwo {{ 2 }}\n{{ absent.name }} {{ 3 }}\n"})
    with pytest.raises(Exception, match="absent") as raised:
        theme.render_page("page.html", {}, Reads({}, {}))
    lines = [entry.lineno + 1 for entry in raised.traceback if entry.path and "page.html" in str(entry.path)]
    assert lines[-1] == 3


def test_a_macro_called_where_nothing_is_escaped_gives_a_plain_text() -> None:
    text = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{% autoescape false %}{{ bold('&') + '<hr>' }}{% endautoescape %}"
    ours = Theme({"page.html": text}).render_page("page.html", {}, Reads({}, {}))
    assert ours == Environment(autoescape=True).from_string(text).render()
