"""Look for canaries in everything that a program can be told: names, bytes, and what is packed in them."""

import base64
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from random import Random

import brotli
from PIL import Image

_LETTERS = 10
# What canaries look like as they are, in hexadecimal digits, and in base64 from its first, second or third byte on.
_PLAIN = re.compile(rb"zq[a-z]{10}")
_DIGITS = re.compile(rb"7a71[67][0-9a-f](?:[67][0-9a-f]){9}")
_BASE64 = re.compile(rb"(?=((?:enF[\w+/]|px[\w+/]{2}|6c[\w+/]{2})[\w+/]{6}))")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF", b"GIF8")
_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_DEFLATED_TRIED = 20


def make_canary(random: Random) -> str:
    """Make up a word; small letters come through everything that makes an address of a text."""
    return "zq" + "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=_LETTERS))


class Search:
    """A search for canaries, whatever the case of their letters; also in UTF-16, in hexadecimal digits and in base64."""

    def __init__(self, canaries: Iterable[str]) -> None:
        self._words = {needle: word for word in canaries for needle in _needles(word)}

    def find(self, name: str, raw: bytes) -> set[str]:
        """Give the words that are in a file's name or in it."""
        return {word for layer in (name.encode(), *layers(raw)) for word in self._in(layer)}

    def find_all(self, files: Mapping[str, bytes]) -> dict[str, set[str]]:
        """Give for each file that has any the words in it."""
        found = {name: self.find(name, raw) for name, raw in files.items()}
        return {name: words for name, words in found.items() if words}

    def _in(self, layer: bytes) -> set[str]:
        small = layer.lower()
        needles = {*_PLAIN.findall(small), *_DIGITS.findall(small), *_BASE64.findall(layer)}
        if b"\0" in layer:
            needles.update(_PLAIN.findall(small.replace(b"\0", b"")))
        return {self._words[needle] for needle in needles & self._words.keys()}


def layers(raw: bytes) -> Iterator[bytes]:
    """Yield bytes, and whatever is packed in them."""
    yield raw
    if raw.startswith(b"\x1f\x8b"):
        yield from layers(gzip.decompress(raw))
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from layers(archive.read(name))
    elif raw.startswith(b"wOF2"):
        yield _unpacked_font(raw)
    elif raw.startswith(_PICTURES) or raw[4:12] in (b"ftypavif", b"ftypavis"):
        yield _said_of(raw)
    else:
        with suppress(brotli.error):
            yield brotli.decompress(raw)
        # The notes of a publication are deflated from somewhere in them on.
        for match in list(_DEFLATED.finditer(raw))[:_DEFLATED_TRIED]:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(raw[match.start() :])


def _said_of(raw: bytes) -> bytes:
    """Give all that a picture says of itself, unpacked."""
    with Image.open(BytesIO(raw)) as image:
        image.load()
        exif = image.getexif()
        return repr((image.info, dict(exif), [dict(exif.get_ifd(number)) for number in (0x8769, 0x8825)])).encode()


def _unpacked_font(raw: bytes) -> bytes:
    """Give the tables of a font. They are one stream behind a directory whose length nothing says."""
    for start in range(48, min(len(raw), 1000)):
        with suppress(brotli.error):
            return bytes(brotli.decompress(raw[start : start + int.from_bytes(raw[20:24], "big")]))
    return b""


def _needles(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield word.encode().hex().encode()
    for shift in range(3):
        start = shift + 1 if shift else 0
        yield base64.b64encode(b"\0" * shift + word.encode())[start : start + 10]
