"""Tokens of our own kinds, with no more than is read of them.

The library's token is made with two dictionaries and two calls; some thirty
of a story's are of these kinds instead.
"""

from markdown_it.token import Token


class LightToken(Token):
    """A token without attributes, markup and metadata, which nothing asks it for."""

    __slots__ = ()

    def __init__(self, kind: str, tag: str, content: str, line: int, after: int) -> None:
        self.type = kind
        self.tag = tag
        self.nesting = 0
        self.map = [line, after]
        self.level = 0
        self.children = None
        self.content = content
        self.block = True
        self.hidden = False


class SetText(Token):
    """A run of text with its HTML as `markup`."""

    __slots__ = ()

    def __init__(self, text: str, html: str) -> None:
        self.type = "set"
        self.content = text
        self.markup = html
