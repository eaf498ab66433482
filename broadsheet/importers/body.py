"""Convert the body of a story; reads like the list of what is done to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from broadsheet.importers.addresses import AddressBook
from broadsheet.importers.headings import convert_headings
from broadsheet.importers.html_fragments import convert_html
from broadsheet.importers.hugo_tags import convert_hugo
from broadsheet.importers.layout import Dialect
from broadsheet.importers.links import Targets, convert_links
from broadsheet.importers.liquid_tags import convert_liquid
from broadsheet.importers.our_marks import decode_entities, escape_marks
from broadsheet.importers.pictures import FindPicture, convert_pictures
from broadsheet.importers.protect import Vault, protected, without_stray_marks
from broadsheet.importers.report import Note
from broadsheet.importers.traced import TracedText
from broadsheet.importers.wordpress_tags import convert_wordpress


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a body's conversion needs to know of the site around it."""

    dialect: Dialect
    book: AddressBook
    author_names: Mapping[str, str]
    values: Mapping[str, str]
    find_picture: FindPicture
    find_file: Callable[[str], str | None]


def convert_body(body: str, first_line: int, around: Surroundings, notes: list[Note]) -> str:
    """Give the body in our Markdown; what could not be converted is noted with its line."""
    vault = Vault()
    source = TracedText.of(without_stray_marks(body), first_line)
    if around.dialect == "hugo":
        source = convert_hugo(source, vault, notes)
    else:
        source = convert_liquid(source, vault, around.author_names, around.values, notes)
    source = protected(source, vault)
    source = convert_wordpress(source, vault, notes)
    source = decode_entities(source)
    source = convert_html(source, vault, notes)
    source, anchors = convert_headings(source, notes)
    source = escape_marks(source)
    source = convert_pictures(source, around.find_picture, notes)
    source = convert_links(source, Targets(around.book, around.find_file, anchors), notes)
    return vault.restored(_tidied(source.text))


def _tidied(text: str) -> str:
    """Remove hard breaks that break nothing, blanks at the ends of lines, and superfluous blank lines."""
    text = re.sub(r"(?<=\n)([ \t>]*)\\(?=\n|\Z)", r"\1", text)
    text = re.sub(r"(?<!\\)\\(?=\n[ \t>]*(?:\n|\Z|(?:[-*+]|\d+[.)])[ \t])|\Z)", "", text)
    text = re.sub(r"(?:(?<=\n\n)|\A)[ \t]*\\\n", "", text)
    text = re.sub(r"(?<=\S)(?: {2,}|[ \t])(?=\n[ \t]*(?:\n|\Z))", "", text)
    text = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text)
    return text.strip("\n") + "\n" if text.strip() else ""
