"""The schema of front matter: every key, the form of its value, and what must stand together."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from broadsheet.content.byline_words import bare_name
from broadsheet.content.canonical import own_but_for_www
from broadsheet.content.profiles import profile_path
from broadsheet.content.story import LABELS, Byline, Correction, LeadPicture, Related
from broadsheet.content.written_names import without_quotes
from broadsheet.diagnostics import nearest
from broadsheet.documents.fields import (
    INVALID,
    Form,
    Invalid,
    YamlDocument,
    is_web_address,
    language,
    list_of,
    mapping_of,
    one_of,
    read_fields,
    seconds,
    site_path,
    slug,
    text,
    text_or_empty,
    web_address,
    whole_number,
    yes_or_no,
)
from broadsheet.documents.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.documents.yaml import parse_yaml
from broadsheet.markup.body import RELATED_KINDS, RelatedKind
from broadsheet.photos.renditions import CENTRE
from broadsheet.slugs import is_slug, slugify

# Past this many characters search results, cards and feed readers cut a headline; for years it was Google's hard limit.
HEADLINE_LIMIT = 110


_BYLINE_FORMS: dict[str, Form] = {"author": slug, "name": text, "role": text, "organization": yes_or_no}


def byline(node: Node, document: YamlDocument) -> Byline | Invalid:
    """A profile's slug, a plain name, or a mapping of one of them with a role; a name may be an organization's."""
    if isinstance(node, Mapping):
        values: dict[str, Any] | Invalid = mapping_of(_BYLINE_FORMS)(node, document)
        if values is INVALID:
            return INVALID
        if ("author" in values) == ("name" in values):
            help_text = "remove one of them" if "name" in values else "write `author: …` or `name: …`"
            return document.report("author", "an author needs either `author` (a profile) or `name`", node, help_text)
        if "author" in values and "organization" in values:
            message = "only the profile can say that its author is an organization"
            help_text = f"move `organization` to content/{profile_path(values['author'])}"
            return document.report("author", message, node, help_text)
        return Byline(
            values.get("author", ""), values.get("name", ""), values.get("role", ""), values.get("organization", False)
        )
    value = text(node, document)
    return INVALID if value is INVALID else _named(value)


def _named(author: str) -> Byline:
    return Byline(profile=author) if is_slug(author) else Byline(name=author)


_BYLINES = list_of(byline)


def bylines(node: Node, document: YamlDocument) -> tuple[Byline, ...] | Invalid:
    """A list of authors, or a text in which commas stand between them."""
    if not isinstance(node, Scalar):
        return _BYLINES(node, document)  # type: ignore[no-any-return]
    value = text(node, document)
    if value is INVALID:
        return INVALID
    found = tuple(_named(author) for part in value.split(",") if (author := part.strip()))
    return found or document.report("author", "no author is named", node, "write a name, or a profile's slug")


def _check_names(node: Node, newsroom_language: str, document: YamlDocument) -> None:
    """Warn of names that begin with the word that pages put before them, or have quotation marks around them."""
    for place, name in _names(node):
        _check_quotes(name, place, document)
        if bare := bare_name(name, newsroom_language):
            message = f"the name `{name}` begins with the word that pages put before names"
            document.report("byline", message, place, f"write `{bare}`", "warning")


def _check_quotes(value: str, node: Node, document: YamlDocument) -> None:
    """Warn of quotation marks that were meant for YAML and are shown."""
    if bare := without_quotes(value):
        message = f"the quotation marks are shown as a part of `{value}`"
        document.report("quotation-marks", message, node, f'write `"{bare}"`, with straight ones', "warning")


def _names(node: Node) -> Iterator[tuple[Node, str]]:
    if isinstance(node, Scalar):
        yield from ((node, part.strip()) for part in node.text.split(","))
        return
    items = node.items if isinstance(node, Sequence) else (node,)
    values = [value for item in items if isinstance(item, Mapping) for key, value in item.entries if key.text == "name"]
    yield from ((value, value.text) for value in (*items, *values) if isinstance(value, Scalar))


_FOCUS = re.compile(r"(100|[0-9]{1,2})%[ ,]+(100|[0-9]{1,2})%")


def focus(node: Node, document: YamlDocument) -> tuple[int, int] | Invalid:
    """What crops keep in view: how far from the left, how far from the top."""
    value = text(node, document)
    if value is INVALID:
        return INVALID
    match = _FOCUS.fullmatch(value)
    if match is None:
        help_text = "write how far from the left and from the top: `focus: 40% 20%`"
        return document.report("wrong-type", f"invalid focus `{value}`", node, help_text)
    return int(match[1]), int(match[2])


_IMAGE_FORMS: dict[str, Form] = {
    "file": text,
    "caption": text,
    "credit": text,
    "alt": text_or_empty,
    "focus": focus,
}


def image(node: Node, document: YamlDocument) -> LeadPicture | Invalid:
    """A picture's file name alone, or a mapping of file, caption, credit, alternative text and focus."""
    if isinstance(node, Scalar):
        file = text(node, document)
        return INVALID if file is INVALID else LeadPicture(file, line=node.line, column=node.column)
    values = mapping_of(_IMAGE_FORMS, required=("file",))(node, document)
    if values is INVALID or not isinstance(node, Mapping):
        return INVALID
    place = next(value for key, value in node.entries if key.text == "file")
    return LeadPicture(
        values["file"],
        values.get("caption", ""),
        values.get("credit", ""),
        values.get("alt"),
        values.get("focus", CENTRE),
        place.line,
        place.column,
    )


_RELATED_FORMS: dict[str, Form] = dict.fromkeys(RELATED_KINDS, text) | {
    "url": text,
    "duration": text,
    "source": text,
}


def related(node: Node, document: YamlDocument) -> Related | Invalid:
    """A link beside the story: one of watch, read, listen, photos, and its address."""
    values = mapping_of(_RELATED_FORMS, required=("url",))(node, document)
    if values is INVALID or not isinstance(node, Mapping):
        return INVALID
    kinds: list[RelatedKind] = [kind for kind in RELATED_KINDS if kind in values]
    if len(kinds) != 1:
        listed = ", ".join(f"`{kind}`" for kind in RELATED_KINDS)
        return document.report("related", f"a related link needs exactly one of {listed}", node)
    place = next(value for key, value in node.entries if key.text == "url")
    url = values["url"]
    if ":" in url.split("/", 1)[0] and not is_web_address(url):
        return document.report("link-scheme", f"invalid address `{url}`", place, "use `https://` or another story")
    return Related(
        kinds[0],
        values[kinds[0]],
        url,
        values.get("duration", ""),
        values.get("source", ""),
        place.line,
        place.column,
    )


# Topics are few and stand in many stories.
topic_slug = lru_cache(maxsize=4096)(slugify)


def topic(node: Node, document: YamlDocument) -> str | Invalid:
    """A topic: a text from which an address can be made."""
    value = text(node, document)
    if value is INVALID or topic_slug(value):
        _check_quotes("" if value is INVALID else value, node, document)
        return value
    return document.report(
        "topic", f"the topic `{value}` cannot be made into an address", node, "use letters or digits"
    )


def correction(node: Node, document: YamlDocument) -> Correction | Invalid:
    """When a fault was put right, and what it was."""
    values = mapping_of({"at": seconds, "text": text}, required=("at", "text"))(node, document)
    if values is INVALID or not isinstance(node, Mapping):
        return INVALID
    place = next(value for key, value in node.entries if key.text == "at")
    return Correction(values["at"], values["text"], place.line, place.column)


def permanent_id(node: Node, document: YamlDocument) -> str | Invalid:
    """A URI by which programs know the story, wherever it is."""
    value = text(node, document)
    if value is INVALID or re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+", value):
        return value
    help_text = "write it as a feed has it: `tag:courier.example,2026-11-20:rates`"
    return document.report("invalid-address", f"`{value}` is not an identifier", node, help_text)


def headline(node: Node, document: YamlDocument) -> str | Invalid:
    """A headline, with a warning where it is longer than what search results, cards and feed readers show."""
    found = text(node, document)
    if isinstance(found, str) and len(found) > HEADLINE_LIMIT:
        message = f"the headline has {len(found)} characters; search results and cards cut it after {HEADLINE_LIMIT}"
        document.report("long-headline", message, node, "move part of it to `deck`", severity="warning")
    return found


STORY_FORMS: dict[str, Form] = {
    "headline": headline,
    "deck": text,
    "subdeck": text,
    "kicker": text,
    "summary": text,
    "section": slug,
    "authors": bylines,
    "dateline": text,
    "published": seconds,
    "updated": seconds,
    "embargo": seconds,
    "expires": seconds,
    "status": one_of("draft", "ready"),
    "label": one_of(*LABELS),
    "sponsor": text,
    "image": image,
    "related": list_of(related),
    "topics": list_of(topic),
    "regions": list_of(slug),
    "credits": list_of(text),
    "corrections": list_of(correction),
    "priority": whole_number(1, 5),
    "slug": slug,
    "aliases": list_of(site_path),
    "canonical": web_address,
    "noindex": yes_or_no,
    "id": permanent_id,
    "lang": language,
}


def unknown_section(section: str, sections: tuple[str, ...]) -> tuple[str, str]:
    """Give message and help for a section that the newsroom has not."""
    near = nearest(section, sections)
    listed = ", ".join(f"`{slug}`" for slug in sections)
    help_text = f"did you mean `{near}`?" if near else f"sections in newsroom.yaml: {listed}"
    return f"unknown section `{section}`", help_text


@lru_cache(maxsize=8)
def story_forms(
    sections: tuple[str, ...], regions: tuple[str, ...], newsroom_language: str, address: str
) -> dict[str, Form]:
    """Give the forms of a story's keys in a newsroom with these sections and regions, this language and address."""

    def section(node: Node, document: YamlDocument) -> str | Invalid:
        value = slug(node, document)
        if value is INVALID or value in sections:
            return value
        message, help_text = unknown_section(value, sections)
        return document.report("unknown-section", message, node, help_text)

    def region(node: Node, document: YamlDocument) -> str | Invalid:
        value = slug(node, document)
        if value is INVALID or value in regions:
            return value
        near = nearest(value, regions)
        help_text = f"did you mean `{near}`?" if near else "name it in `regions` of newsroom.yaml"
        return document.report("unknown-region", f"unknown region `{value}`", node, help_text)

    def authors(node: Node, document: YamlDocument) -> tuple[Byline, ...] | Invalid:
        _check_names(node, newsroom_language, document)
        return bylines(node, document)

    def canonical(node: Node, document: YamlDocument) -> str | Invalid:
        value = web_address(node, document)
        if value is not INVALID and (near := own_but_for_www(value, address)):
            message = "the address is this site's own but for `www.`, and counts as that of an original elsewhere"
            help_text = f"write `{near}`, or remove `canonical` if the story is the original"
            document.report("canonical-host", message, node, help_text, "warning")
        return value

    own = {"section": section, "regions": list_of(region), "authors": authors, "canonical": canonical}
    return STORY_FORMS | own


AUTHOR_FORMS: dict[str, Form] = {
    "name": text,
    "role": text,
    "bio": text,
    "image": image,
    "email": text,
    "links": list_of(web_address),
    "organization": yes_or_no,
}

PAGE_FORMS: dict[str, Form] = {
    "headline": text,
    "deck": text,
    "updated": seconds,
    "slug": slug,
    "aliases": list_of(site_path),
    "lang": language,
}

RENAMED = {"title": "headline"}

NEVER_EMPTY = frozenset({"headline", "name", "published", "embargo", "expires", "status"})


def read_front_matter(
    front_matter: str, line_offset: int, forms: dict[str, Form], document: YamlDocument
) -> tuple[dict[str, Any], dict[str, Scalar]]:
    """Read the fields of a source's front matter; faults go to the document."""
    node, faults = parse_yaml(front_matter, document.path, line_offset)
    document.diagnostics.extend(faults)
    if node is None:
        return {}, {}
    if not isinstance(node, Mapping):
        document.report("front-matter", "the front matter must be keys and values", node, "write `headline: …`")
        return {}, {}
    return read_fields(node, forms, document, RENAMED if "headline" in forms else None, NEVER_EMPTY)
