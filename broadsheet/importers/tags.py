"""What the tags of all three dialects turn into: pictures, cards of videos and posts, quotations."""

import re

from broadsheet.importers.addresses import PICTURE, marked
from broadsheet.importers.inline_links import link, picture
from broadsheet.markup.providers import find_embed

_ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s*[=:]\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s,"'`]+))""", re.S
)


def arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """Read the arguments of a tag: those by place, and those by name."""
    by_place: list[str] = []
    by_name: dict[str, str] = {}
    for match in _ARGUMENT.finditer(text):
        name, *values = match.groups()
        value = next((value for value in values if value is not None), "")
        value = re.sub(r"\\([\"'\\])", r"\1", value)
        if name:
            by_name[name.lower()] = value
        else:
            by_place.append(value)
    return by_place, by_name


def block(markdown: str) -> str:
    """Set Markdown as a paragraph of its own."""
    return f"\n\n{markdown.strip()}\n\n" if markdown.strip() else ""


def old_picture(address: str, alt: str, caption: str = "") -> str:
    """Write a picture of the old site; it is found or given up later."""
    return picture(alt, marked(PICTURE, address), caption)


def card(url: str, title: str = "") -> str:
    """Write the address of a video or post as a paragraph of its own."""
    return block(address_line(f"https:{url}" if url.startswith("//") else url, title))


def address_line(url: str, title: str = "") -> str:
    """Write an address alone: with its title as a link, bare when it becomes a card, else as a link to itself."""
    if title.strip():
        return link(title, url)
    return url if find_embed(url) is not None else f"<{url}>"


def pull_quote(text: str, attribution: str = "") -> str:
    """Write a pull quote."""
    said_by = f"\n— {attribution.strip()}" if attribution.strip() else ""
    return block(f"::: pull\n{text.strip()}{said_by}\n:::")


def watch_address(host: str, number: str) -> str:
    """Give the public address of a video or post from its number."""
    forms = {
        "youtube": "https://www.youtube.com/watch?v={}",
        "vimeo": "https://vimeo.com/{}",
        "instagram": "https://www.instagram.com/p/{}/",
        "gist": "https://gist.github.com/{}",
    }
    return number if "://" in number else forms[host].format(number)
