"""Drawn cards for what has no picture: what stands on one, and what its file is called.

Pure, so that a page can name a card that no one has drawn yet.
"""

import msgspec

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.photos.renditions import sealed_name

# Part of every key: raise it when the same words give other pixels.
VERSION = 3
SIZE = (1200, 630)
FOLDER = "social/"


class DrawnCard(msgspec.Struct, frozen=True):
    """What stands on a card: a text, a label above it, a name below, and the angle of its colour."""

    text: str
    label: str
    name: str
    hue: int


def card_file(card: DrawnCard, stem: str, place: str) -> str:
    """Give the path of a card's file on the site, `social/…`; another one for each place it is made for."""
    key = fingerprint(msgspec.msgpack.encode((VERSION, card, place))).hex()
    return f"{FOLDER}{sealed_name(stem, key)}-{SIZE[0]}.png"


def card_key(card: DrawnCard, encoder: str) -> str:
    """Name a card among the kept files."""
    return fingerprint(msgspec.msgpack.encode((VERSION, card, encoder))).hex()
