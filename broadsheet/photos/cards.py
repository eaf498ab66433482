"""Drawn cards for what has no picture: what stands on one, and what its file is called.

Pure, so that a page can name a card that no one has drawn yet.
"""

import re
import unicodedata

import msgspec

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.photos.renditions import sealed_name

# Part of every key: raise it when the same words give other pixels.
VERSION = 1
SIZE = (1200, 630)
FOLDER = "social/"

# What the face has; `broadsheet/photos/faces/` says where it is from. A test compares.
_COVERED = re.compile(
    "[ -~\xa1-\u0148\u014a-\u017f\u0218-\u021b\u02bc\u02c6\u02da\u02dc\u1e9e\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20ac\u2122\u2191\u2193\u2212\u2215]*"
)
_BLANKS = re.compile(r"[\s\u2000-\u200a\u202f\u205f]+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"))

_FORMS = {"\u2010": "-", "\u02bb": "‘"}  # beside those of Unicode, which has none for these
_RAISED = ("<super>", "<sub>", "<fraction>", "<circle>")


class DrawnCard(msgspec.Struct, frozen=True):
    """What stands on a card: a text, a label above it, a name below, and the angle of its colour."""

    text: str
    label: str
    name: str
    hue: int


def card_file(card: DrawnCard, stem: str, place: str) -> str:
    """Give the path of a card's file on the site, `social/…`; another one for each place it is made for."""
    key = fingerprint(msgspec.msgpack.encode((_version(card), card, place))).hex()
    return f"{FOLDER}{sealed_name(stem, key)}-{SIZE[0]}.png"


def card_key(card: DrawnCard, encoder: str) -> str:
    """Name a card among the kept files."""
    return fingerprint(msgspec.msgpack.encode((_version(card), card, encoder))).hex()


def drawable(text: str) -> str:
    """Give a text as the face can draw it; empty when it has no glyphs for some of it, because boxes tell nobody anything."""
    plain = _plain(text)
    if not _COVERED.fullmatch(plain):
        plain = "".join(_form(letter, before) for letter, before in zip(plain, f" {plain}", strict=False))
    return plain if _COVERED.fullmatch(plain) else ""


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\u2011", "-")).strip()


def _form(letter: str, before: str) -> str:
    """Give what stands for a letter that has no glyph: ₂ is 2, but not in 10₂, which would be another number."""
    if _COVERED.fullmatch(letter) or (before.isdecimal() and unicodedata.decomposition(letter).startswith(_RAISED)):
        return letter
    return _FORMS.get(letter) or unicodedata.normalize("NFKC", letter)


def _version(card: DrawnCard) -> int:
    """Give the version of a drawing: the first left out texts that now have forms; all others keep their addresses."""
    has_forms = any(drawable(text) not in ("", _plain(text)) for text in (card.text, card.label, card.name))
    return VERSION + has_forms
