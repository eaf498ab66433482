"""Find the tags of HTML in Markdown, and how far an element reaches."""

import re

# The quantifiers are possessive: without that a long run of words after a `<` takes forever.
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?P<attributes>(?:\s*+[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+|\s++/(?!>))*+)\s*+(?P<void>/?)>"
)
COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[|\]\]>", re.S)

VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "source", "wbr", "embed", "param", "track", "col", "area"}
)
# Elements that say nothing our Markdown could say; their tags go, their text stays.
PLAIN_BLOCKS = frozenset(
    "div section article aside center p main header footer nav details summary form fieldset hgroup address".split()
)
PLAIN_INLINES = frozenset("span font u small time abbr label big mark ins cite q acronym bdi bdo data dfn nobr".split())
STRUCTURED = frozenset(
    "table figure ul ol dl blockquote pre iframe audio video object h1 h2 h3 h4 h5 h6 svg script style noscript "
    "button select textarea template map".split()
)
# Parts of a structure, found outside of it.
STRAY_PARTS = frozenset(
    "li td th tr thead tbody tfoot caption dt dd figcaption colgroup option title symbol use path g".split()
)
INLINES = frozenset("a strong b em i code tt kbd samp var sup sub del s strike".split())
KNOWN = VOID | PLAIN_BLOCKS | PLAIN_INLINES | STRUCTURED | STRAY_PARTS | INLINES


def element_end(text: str, opener: re.Match[str]) -> int | None:
    """Find where the element that a tag opens is closed; None when it never is."""
    name = opener["name"].lower()
    depth = 1
    for match in re.finditer(
        rf"<(/?){re.escape(name)}(?![\w-])(?:\"[^\"]*+\"|'[^']*+'|[^<>\"'])*+>", text[opener.end() :], re.I
    ):
        if match[0].endswith("/>"):
            continue
        depth += -1 if match[1] else 1
        if not depth:
            return opener.end() + match.end()
    return None
