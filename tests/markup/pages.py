"""A body put on a page, as a template would, so that a browser's parser can judge it."""

import re
from xml.etree.ElementTree import Element

import html5lib

from broadsheet.markup.body import Body, Embed, Figure, Html, PullQuote, RelatedLink

_LINK = re.compile(r"\0a(\d+)\0")
_LINK_END = re.compile(r"\0/a\d+\0")
_OWN = re.compile(r"\0/?r[01]\0")
_PICTURE = re.compile(r"\0i(\d+)\0")
_RECORDING = re.compile(r"\0u(\d+)\0")
_POSTER = re.compile(r"\0p(\d+)\0")


def html_fields(body: Body) -> list[str]:
    """Give every text of a body that is HTML."""
    fields: list[str] = []
    for part in body.parts:
        if isinstance(part, Html):
            fields.append(part.html)
        elif isinstance(part, Figure):
            fields += [part.caption, part.credit]
        elif isinstance(part, RelatedLink):
            fields.append(part.title)
        elif isinstance(part, PullQuote):
            fields += [part.text, part.attribution]
    return fields


def embeds(body: Body) -> list[Embed]:
    """Give the cards of a body."""
    return [part for part in body.parts if isinstance(part, Embed)]


def page_of(body: Body) -> str:
    """Fill the marks and put every field on a page of its own."""
    page = "".join(f"<div>{field}</div>\n" for field in html_fields(body))
    page = _OWN.sub("", page)
    page = _LINK_END.sub("</a>", _LINK.sub(r'<a href="/target/\1">', page))
    page = _POSTER.sub(r'poster="/picture/\1"', _RECORDING.sub(r'src="/target/\1"', page))
    return _PICTURE.sub(r'src="/picture/\1" width="4" height="3"', page)


def parse_page(html: str) -> Element:
    """Parse as browsers do."""
    page: Element = html5lib.parse(f"<!doctype html><title>t</title><main>{html}</main>", namespaceHTMLElements=False)
    return page
