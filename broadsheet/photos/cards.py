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


class Card(msgspec.Struct, frozen=True):
    """What stands on a card: a text, a label above it, a name below, and the angle of its colour."""

    text: str
    label: str
    name: str
    hue: int


def card_file(card: Card, stem: str, place: str) -> str:
    """Give the path of a card's file on the site, `social/…`; another one for each place it is made for."""
    key = fingerprint(msgspec.msgpack.encode((VERSION, card, place))).hex()
    return f"{FOLDER}{sealed_name(stem, key)}-{SIZE[0]}.png"


def card_key(card: Card, encoder: str) -> str:
    """Name a card in the cache."""
    return fingerprint(msgspec.msgpack.encode((VERSION, card, encoder))).hex()


def drawable(text: str) -> str:
    """Give a text as the face can draw it; empty when it has no glyphs for some of it, because boxes tell nobody anything."""
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\u2011", "-")).strip()
    return plain if _COVERED.fullmatch(plain) else ""
