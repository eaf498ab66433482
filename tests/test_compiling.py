"""Our way from templates to Python changes no output of Jinja's own."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from broadsheet.rendering.environment import MadeCareful, Theme, url_text
from broadsheet.rendering.reads import Reads
from broadsheet.rendering.running import emit
from broadsheet.rendering.site_words import Words


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
    ours = made(OURS, "page.html", context)
    assert ours == PLAIN.get_template("page.html").render(context)


@given(texts | texts.map(Markup) | st.integers())
def test_a_value_stands_in_an_address_as_jinja_would_write_it(value: Any) -> None:
    assert url_text(value) == do_urlencode(value)


def test_an_error_is_told_with_the_line_of_the_template() -> None:
    theme = Theme({"page.html": "one{{ 1 }}\ntwo {{ 2 }}\n{{ absent.name }} {{ 3 }}\n"})
    with pytest.raises(Exception, match="absent") as raised:
        made(theme, "page.html", {})
    lines = [entry.lineno + 1 for entry in raised.traceback if entry.path and "page.html" in str(entry.path)]
    assert lines[-1] == 3


def test_a_macro_called_where_nothing_is_escaped_gives_a_plain_text() -> None:
    text = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{% autoescape false %}{{ bold('&') + '<hr>' }}{% endautoescape %}"
    ours = made(Theme({"page.html": text}), "page.html", {})
    assert ours == Environment(autoescape=True).from_string(text).render()


def made(theme: Theme, name: str, context: Any, attempts: list[Reads] | None = None) -> str:
    """Render a page, from the start again where a template was compiled anew; note what each of the attempts read."""
    while True:
        reads = Reads({}, {})
        if attempts is not None:
            attempts.append(reads)
        with suppress(MadeCareful):
            return theme.render_page(name, context, reads)


def told(render: Callable[[], str]) -> str:
    """Give what comes of rendering: the page, or what is said instead."""
    try:
        return render()
    except Exception as error:  # noqa: BLE001 - whatever Jinja says
        return repr(error)


FORMS = "{% macro form(one, two='2', three='3') %}[{{ one }}|{{ two }}|{{ three }}]{% endmacro %}"
FORMS += "{% macro bare() %}({{ caller() if caller else '' }}){% endmacro %}{% macro more(one) %}{{ varargs }}{{ kwargs }}{% endmacro %}"
CALLS = (
    "form('<')",
    "form('<', '&')",
    "form(three='&', one='<')",
    "form('<', three=4)",
    "form('<', *['&'])",
    "form('<', **{'two': '&'})",
    "bare()",
    "more(1, 2, name=3)",
    "form()",
    "form('<', 2, 3, 4)",
    "form('<', other=1)",
    "form('<', one=1)",
)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "form", ["{% from 'm' import form, bare, more %}{{ CALL }}", "{% import 'm' as m %}{{ m.CALL }}"]
)
def test_a_macro_takes_and_refuses_what_it_would_of_jinja(form: str, call: str) -> None:
    texts = {"m": FORMS, "page": form.replace("CALL", call)}
    plain = Environment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)

    ours = told(lambda: made(Theme(texts), "page", {}))
    assert ours == told(plain.get_template("page").render)


INCLUDES = (
    "{% set kept = 1 %}{% include 'part' %}",
    "{% for kept in [1, 2] %}{% include 'part' %}{% endfor %}",
    "{% for kept in [1] %}{% set other = 3 %}{% include ['absent', 'part'] %}{% endfor %}",
    "{% set name = 'part' %}{% set kept = 1 %}{% include name %}{% set kept = 2 %}{% include name %}",
    "{% include 'absent' ignore missing %}{% set kept = 1 %}{% include 'part' ignore missing %}",
    "{% macro one(kept) %}{% include 'part' %}{% endmacro %}{{ one(5) }}{{ one(kept=6) }}",
    "{% include 'alone' without context %}",
    "{% call(kept) own() %}{% include 'part' %}{% endcall %}",
    "{% set kept %}{% include 'alone' %}{% endset %}{% include 'part' %}",
    "{% from 'alone' import shown with context %}{{ shown() }}",
)


@pytest.mark.parametrize("text", INCLUDES)
def test_an_include_sees_what_it_would_of_jinja(text: str) -> None:
    own = "{% macro own() %}{{ caller(7) }}{% endmacro %}"
    part = "<{{ kept }}{% if other is defined %}{{ other }}{% endif %}{{ given }}>"
    texts = {"page": own + text, "part": part, "alone": "{% macro shown() %}{{ given }}{% endmacro %}&"}
    plain = Environment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)
    ours = made(Theme(texts), "page", {"given": "&"})
    assert ours == plain.get_template("page").render(given="&")


class Shown(msgspec.Struct):
    """A view with a field, as templates see them."""

    name: str = "&"


ITEMS = ("one['name']", "one[key]", "one['absent']", "one[0]", "one.absent", "one['absent'].more", "one['upper']()")


@pytest.mark.parametrize("text", ITEMS)
@pytest.mark.parametrize("one", [Shown(), {"name": "&", 0: "<"}, ["<"], "text", None], ids=str)
def test_an_item_is_what_it_would_be_of_jinja(text: str, one: Any) -> None:
    texts = {"page": "{{ " + text + " }}"}
    plain = Environment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)

    given = {"one": one, "key": "name"}
    ours = told(lambda: made(Theme(texts), "page", given))
    assert ours == told(lambda: plain.get_template("page").render(given))


def test_a_word_is_found_under_the_name_of_a_method_too() -> None:
    words = Words({"find": "Find", "skip": "Skip", "_texts": "texts"})
    assert (words.skip, words.find("find", ""), words.find("absent", "none")) == ("Skip", "Find", "none")
    assert not hasattr(words, "absent")


class Careless:
    """A value of ours that has a mistake in it."""

    def broken(self) -> str:
        raise AttributeError("a mistake of ours")


MEANT = (
    "{{ row.name }}",
    "{% for one in [row, row] %}{{ one.name }}{% include 'part' %}{% endfor %}{{ row.name }}",
    "{% from 'm' import shown %}{{ shown(given) }}{{ shown(row) }}{{ shown(given) }}",
    "{% import 'm' as m %}{{ m.shown(row) }}{{ m.absent is defined }}",
    "{{ row.absent is defined }}{{ row.absent|default('none') }}{{ given.absent is defined }}",
    "{{ absent is defined }}{{ absent.name is defined }}",
    "{{ given.name }}{{ row.absent }}",
    "{{ given.name }}{{ absent.name }}",
    "{{ given.name.absent.name }}",
    "{{ row.class }}{{ row.items()|list }}{{ row.get('name') }}",
    "{{ careless.broken() }}",
    "{% set ns = namespace(one=1) %}{% set ns.two = 2 %}{{ ns.one }}{{ ns.two }}{{ ns.three }}",
    "{% for one in [1] %}{{ loop.first }}{{ loop.absent }}{% endfor %}",
    "{% macro own(row) %}{{ row.name }}{% endmacro %}{{ own(row) }}{{ given.name }}",
)


@pytest.mark.parametrize("text", MEANT)
def test_an_attribute_that_is_not_there_means_what_it_would_of_jinja(text: str) -> None:
    texts = {"page": text, "part": "<{{ row.name }}>", "m": "{% macro shown(row) %}{{ row.name }}{% endmacro %}"}
    plain = Environment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)
    given = {"row": {"name": "&", "class": "<"}, "given": Shown(), "careless": Careless()}
    theirs = told(lambda: plain.get_template("page").render(given))
    theme = Theme(texts)
    first: list[Reads] = []
    again: list[Reads] = []
    assert told(lambda: made(theme, "page", given, first)) == theirs
    assert told(lambda: made(theme, "page", given, again)) == theirs
    assert first[-1].all_asked() == again[-1].all_asked()
