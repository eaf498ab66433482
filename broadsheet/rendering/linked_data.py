"""schema.org things as JSON-LD: how they are put together, and those that many pages share.

Everything is plain values until it is written; parts that are the same on many
pages are written once. See https://schema.org/docs/gs.html and
https://www.w3.org/TR/json-ld11/.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from broadsheet.content import keys
from broadsheet.content.records import CardRecord
from broadsheet.content.story import Summary
from broadsheet.newsroom.policies import POLICIES
from broadsheet.rendering.page_maker import TOUCH_ICON, PageMaker
from broadsheet.rendering.running import marked
from broadsheet.rendering.views import Person

SCHEMA = "https://schema.org"

Thing = dict[str, Any]

_encode = msgspec.json.encode


def script_text(things: Sequence[Thing | msgspec.Raw]) -> Markup:
    """Write things as the text of a `script` element: JSON in which nothing ends the element or a line of it."""
    text = _encode({"@context": SCHEMA, "@graph": things}).decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return marked(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def thing(kind: str, **properties: Any) -> Thing:
    """Describe a thing; what it has not is left out."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def reference(maker: PageMaker, name: str) -> Thing:
    """Refer to a thing that pages of the site describe: `publisher`, `website`."""
    return {"@id": f"{maker.absolute('/')}#{name}"}


def is_copy(maker: PageMaker, canonical: str) -> bool:
    """Answer whether a story was first published on another host, whose newsroom its rights are with."""
    return bool(canonical) and urlsplit(canonical).hostname != urlsplit(maker.origin).hostname


def is_ours(maker: PageMaker, story: CardRecord | Summary) -> bool:
    """Answer whether the newsroom made a story: nobody paid for it, and no other published it first."""
    return story.label != "sponsored" and not is_copy(maker, story.canonical)


def origin_of(maker: PageMaker, canonical: str) -> tuple[str, str]:
    """Name the host that a copy came from, and its address; two empty texts for what is no copy."""
    if not is_copy(maker, canonical):
        return "", ""
    parts = urlsplit(canonical)
    return parts.hostname or "", f"{parts.scheme}://{parts.netloc}/"


def publisher(maker: PageMaker) -> msgspec.Raw:
    """Describe the newsroom in full, with the pages that say what it holds itself to."""
    return maker.once(("publisher",), _publisher)


def _publisher(maker: PageMaker) -> msgspec.Raw:
    policies: tuple[tuple[str, str], ...] = maker.setting("policies")
    described = thing(
        "NewsMediaOrganization",
        name=maker.setting("name"),
        url=maker.absolute("/"),
        logo=_logo(maker),
        sameAs=list(maker.setting("accounts")),
        **{POLICIES[name]: maker.absolute(url) if url.startswith("/") else url for name, url in policies},
    )
    return msgspec.Raw(_encode(reference(maker, "publisher") | described))


def _logo(maker: PageMaker) -> Thing | None:
    logo = maker.logo("logo")
    if logo is not None:
        size = {"width": f"{logo.width}px", "height": f"{logo.height}px"}
        return thing("ImageObject", url=maker.origin + logo.url, **size)
    if maker.reads.get(keys.asset(TOUCH_ICON)) is None:
        return None
    return thing("ImageObject", url=maker.origin + maker.asset(TOUCH_ICON))


def website(maker: PageMaker) -> Thing:
    """Describe the site as a whole."""
    described = thing(
        "WebSite",
        name=maker.setting("name"),
        url=maker.absolute("/"),
        description=maker.setting("description"),
        inLanguage=maker.language,
        publisher=reference(maker, "publisher"),
    )
    return reference(maker, "website") | described


def trail(maker: PageMaker, *steps: tuple[str, str]) -> Thing:
    """Describe the way from the front to a page: names and permalinks; the last, the page itself, needs no permalink."""
    named = [(maker.setting("name"), "/"), *steps]
    items = []
    for position, (name, permalink) in enumerate(named, 1):
        item: Thing = {"@type": "ListItem", "position": position, "name": name}
        if permalink:
            item["item"] = maker.absolute(permalink)
        items.append(item)
    return {"@type": "BreadcrumbList", "itemListElement": items}


def author_data(maker: PageMaker, person: Person) -> Thing:
    """Describe one name of a byline."""
    described: Thing = {"@type": "Organization" if person.is_organization else "Person", "name": person.name}
    if person.permalink:
        described["url"] = maker.origin + person.permalink
    if person.elsewhere:
        described["sameAs"] = person.elsewhere
    return described
