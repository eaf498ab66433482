"""What a target is, and how addresses are read and written."""

import subprocess
import sys

import pytest

from broadsheet.urls import decode_path, encode_address, target_kind

KINDS = {
    "https://example.com": "web",
    "HTTP://EXAMPLE.COM/a b": "web",
    "https://[2001:db8::1]/a": "web",
    "mailto:desk@example.com": "contact",
    "tel:+14035550100": "contact",
    "#the-numbers": "fragment",
    "budget": "local",
    "../canada/budget.md#tax": "local",
    "/about/?a:b": "local",
    "a/b:c": "local",
    "été.md": "local",
    "": "empty",
    " ": "empty",
    "#": "empty",
    "https:": "invalid",
    "mailto:": "invalid",
    "//example.com": "refused",
    "a:b": "refused",
    "java script:x": "refused",
}


@pytest.mark.parametrize(("target", "kind"), KINDS.items())
def test_a_target_is_of_one_kind(target: str, kind: str) -> None:
    assert target_kind(target) == kind


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("report%202024.pdf", "report 2024.pdf"),
        ("%C3%A9t%C3%A9.md#caf%C3%A9", "été.md#caf%C3%A9"),
        ("a%2Fb%23c%3Fd", "a%2Fb%23c%3Fd"),
        ("100%.pdf", "100%.pdf"),
        ("%ff.pdf", "%ff.pdf"),
        ("a%00b%0Ac", "a%00b%0Ac"),
    ],
)
def test_a_path_is_decoded_where_its_meaning_stays(written: str, path: str) -> None:
    assert decode_path(written) == path


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.com/a/b.html#c", "https://example.com/a/b.html#c"),
        ("https://example.com/a b?c=é&d=[1]", "https://example.com/a%20b?c=%C3%A9&d=%5B1%5D"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://Größe.example:8080/", "https://xn--gre-6ka8i.example:8080/"),
        ("https://σοφός.example/", "https://xn--0xagbn4a.example/"),
        ("mailto:securité@bücher.example?subject=ü", "mailto:securit%C3%A9@xn--bcher-kva.example?subject=%C3%BC"),
        ("mailto:desk", "mailto:desk"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.com/100%?a=%20", "https://example.com/100%25?a=%20"),
        ('https://example.com/"<>`', "https://example.com/%22%3C%3E%60"),
        ("#élection", "#%C3%A9lection"),
    ],
)
def test_an_address_is_written_in_ascii(address: str, written: str) -> None:
    assert encode_address(address) == written


WITHOUT_NH3 = """
import sys
sys.modules["nh3"] = None
from broadsheet.markup.body import BodyOptions
from broadsheet.markup.render import render_body
body, diagnostics = render_body("<b>x</b>", BodyOptions(html="sanitise"), "story.md")
print(body.parts[0].html, [diagnostic.kind for diagnostic in diagnostics])
"""


def test_without_the_sanitiser_raw_html_is_shown_as_text_with_an_error() -> None:
    ran = subprocess.run([sys.executable, "-c", WITHOUT_NH3], capture_output=True, text=True, check=True)

    assert ran.stdout == "&lt;p&gt;&lt;b&gt;x&lt;/b&gt;&lt;/p&gt;\n ['sanitiser-missing']\n"
