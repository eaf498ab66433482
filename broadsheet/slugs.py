"""Slugs: the last part of a URL, made from a text or checked.

Letters of every script are kept, so that a headline in Greek or Cree does not
collapse into an empty slug.
"""

import re
import unicodedata
from functools import lru_cache

_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})
_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})

_ASCII_WORD = re.compile(r"[a-z0-9]+")

MAX_LENGTH = 80
MAX_BYTES = 200


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """Make a slug of a text; empty when it holds no letter or digit."""
    if text.isascii():
        return _cut("-".join(_ASCII_WORD.findall(text.lower().replace("'", ""))))
    plain = _strip_accents(text.casefold().translate(_FOLDS))
    plain = re.sub(r"['’ʼ]", "", plain)
    slug = "-".join("".join(char if _may_stand(char) else " " for char in plain).split())
    return unicodedata.normalize("NFC", _cut(slug))


def _cut(slug: str) -> str:
    cut = slug[:MAX_LENGTH]
    while len(cut.encode()) > MAX_BYTES:
        cut = cut[:-1]
    return slug if cut == slug else cut.rsplit("-", 1)[0]


@lru_cache(maxsize=4096)
def is_slug(text: str) -> bool:
    """Answer whether a text may stand in a URL as it is."""
    return (
        all(part and all(map(_may_stand, part)) for part in text.split("-"))
        and text == text.lower()
        and len(text.encode()) <= MAX_BYTES
        and unicodedata.normalize("NFC", text) == text
        and text not in _DEVICES
    )


def collision_key(text: str) -> str:
    """Fold a path so that names some file system holds for equal compare equal."""
    if text.isascii():  # nearly all are, and have one form
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _may_stand(char: str) -> bool:
    """Answer whether a character is a letter, a digit, or a mark that belongs to a letter."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def _strip_accents(text: str) -> str:
    """Drop the accents of Latin letters; other scripts keep their marks, which are part of the letter."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = [
        char
        for index, char in enumerate(decomposed)
        if not (unicodedata.combining(char) and index and decomposed[index - 1].isascii())
    ]
    return unicodedata.normalize("NFC", "".join(kept))
