"""The mark that every text of a site ends with.

By it a build knows its own outputs when its log is lost, whatever templates a
newsroom brings.
"""

PAGE_END = "<!-- Made with Broadsheet -->\n"
ROBOTS_END = "# Made with Broadsheet\n"
LIVE_END = '"generator": "Broadsheet"\n}\n'

_ENDS = tuple(end.encode() for end in (PAGE_END, ROBOTS_END, LIVE_END))


def with_mark(text: str) -> str:
    """Put the mark below a page or a feed."""
    return f"{text.rstrip()}\n{PAGE_END}"


def is_marked(raw: bytes) -> bool:
    """Answer whether bytes end with the mark of a text of a site."""
    return raw.endswith(_ENDS)
