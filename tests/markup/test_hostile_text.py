"""No text runs code in a reader's browser, whatever it holds and wherever it stands."""

import re

import pytest

from broadsheet.markup.body import Body, BodyOptions
from broadsheet.markup.render import render_body
from broadsheet.markup_policy import HtmlPolicy
from broadsheet.urls import target_kind
from tests.markup.pages import embeds, html_fields, page_of, parse_page
from tests.markup.payloads import HTML, HTML_PLACES, TARGET_PLACES, TARGETS

ELEMENTS = """
html head title body main a abbr audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl
dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small source span
strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr
""".split()
OUR_OWN = """
html head title body main a blockquote br code div em h2 h3 hr img li ol p pre s section span strong sup table tbody td
th thead tr ul
""".split()
ATTRIBUTES = """
href src alt title class id role aria-label tabindex scope loading decoding width height start lang dir open datetime
colspan rowspan controls preload poster
""".split()
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|#|/(?!/))")


def render(text: str, html: HtmlPolicy) -> Body:
    return render_body(text, BodyOptions(html=html, dateline=text[:40]), "story.md")[0]


def assert_harmless(body: Body, allowed: list[str], text: str) -> None:
    for element in parse_page(page_of(body)).iter():
        assert element.tag in allowed or not isinstance(element.tag, str), text
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, text
            assert name not in ("href", "src", "poster") or SAFE_ADDRESS.match(value), text
    for reference in (*body.links, *body.pictures):
        assert target_kind(reference.target) in ("web", "contact", "fragment", "local"), text
    for embed in embeds(body):
        assert all(address.startswith("https://") for address in (embed.url, embed.frame or embed.url)), text
    assert all(
        re.fullmatch(r"/?[airup]\d+", mark) for field in html_fields(body) for mark in field.split("\0")[1::2]
    ), text


@pytest.mark.parametrize("policy", ["escape", "sanitise"])
@pytest.mark.parametrize("place", TARGET_PLACES)
def test_no_target_of_a_link_or_picture_runs_code(place: str, policy: HtmlPolicy) -> None:
    for target in TARGETS:
        text = place.replace("{}", target)
        assert_harmless(render(text, policy), ELEMENTS if policy == "sanitise" else OUR_OWN, text)


@pytest.mark.parametrize("policy", ["escape", "sanitise"])
@pytest.mark.parametrize("place", HTML_PLACES)
def test_no_html_runs_code(place: str, policy: HtmlPolicy) -> None:
    for payload in HTML:
        text = place.replace("{}", payload).replace("{0}", payload)
        assert_harmless(render(text, policy), ELEMENTS if policy == "sanitise" else OUR_OWN, text)


def test_a_tag_cannot_be_smuggled_in_halves() -> None:
    for first, second in (
        ("<img src=x ", "onerror=alert(1)>"),
        ("<scr", "ipt>alert(1)</script>"),
        ('<a href="', 'javascript:x">'),
    ):
        for joint in ("\n", "\n\n", "*x*", "`x`", "[x](y.md)", "\n\n![x](x.jpg)\n\n", "\n\n::: pull\nx\n:::\n\n"):
            text = first + joint + second
            assert_harmless(render(text, "sanitise"), ELEMENTS, text)


@pytest.mark.parametrize("target", [target for target in TARGETS if not set(target) & set("<\\")])
def test_a_refused_target_is_named_in_a_diagnostic(target: str) -> None:
    _, diagnostics = render_body(f"[x](<{target}>)", BodyOptions(), "story.md")
    named = {diagnostic.kind for diagnostic in diagnostics}
    expected = {"link-scheme"} if target_kind(target) == "refused" else named
    assert named >= expected
