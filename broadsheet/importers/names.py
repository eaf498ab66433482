"""Readable names from slugs, and plain text from headlines that hold markup."""

import html
import re

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


def topic_name(slug: str) -> str:
    """Make `product-and-project-management` into `Product and project management`."""
    words = re.sub(r"[-_]+", " ", slug).strip() if " " not in slug else slug.strip()
    return words[:1].upper() + words[1:]


def person_name(slug: str) -> str:
    """Make `randy-hart` into `Randy Hart`."""
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_\s]+", slug) if word)


def plain_text(text: str) -> str:
    """Take tags, entities and emphasis marks out of a line that is to be set as it stands."""
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.I)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    # Twice: WordPress exports hold `&amp;amp;`.
    text = decoded(decoded(text))
    text = re.sub(r"\[([^\[\]]+)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<![\w])_(?=\S)([^_]+?)(?<=\S)_(?![\w])", r"\1", text)
    return " ".join(text.split())


def decoded(text: str) -> str:
    """Put the characters in place of HTML entities; a bare `&` stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)
