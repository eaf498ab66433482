"""Draw cards. Needs Pillow.

The same words give the same bytes: the face is a file of ours, and its glyphs
are set one after the other without the system's text layout.

A card has two ramps of colour on its ground, ink and accent, in a palette of
32: that is a fifth of the time, and of the bytes, of full colour.
"""

import io
import math
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from broadsheet.photos.card_letters import drawable
from broadsheet.photos.card_lines import Measure, cut, fill_lines, force_lines
from broadsheet.photos.cards import SIZE, DrawnCard

# Static, bold, without hints: what Pillow reads wherever it runs, `scripts/cut_face` makes it. The theme's own are
# WOFF2, which FreeType reads only when it was built with Brotli.
_FACE = Path(__file__).parent / "faces" / "card.ttf"

_EDGE = 72
_BAND = 28
_STEPS = 16
_PAPER, _INK = (251, 251, 248), (20, 25, 28)
_WIDE = SIZE[0] - 2 * _EDGE
_LEADING = 1.08
_CAPITAL, _DESCENT = 0.66, 0.22  # of the face, in its size
_MORE_BLANK = 0.06  # of the size: at large sizes the face's own blanks run words together

_TEXT_SIZES = (128, 108, 92, 80, 70, 62, 54, 48)
_SECTION_SIZES = (150, 120, 96, 80, 70, 62, 54, 48)
_LABEL_SIZES = (46, 42, 38, 34, 30)
_NAME_SIZES = (40, 36, 32, 28)
_LABEL_LINE, _TOP, _BOTTOM, _RULE, _NAME_LINE = 132, 202, 508, 528, 588  # from above; of lines, where they stand
# More than ever fits: six lines of the smallest size hold some 450 of the narrowest letter.
_LONGEST = 500
_ACCENT = (0.46, 0.13)  # lightness and chroma in OKLCH; the hue is the card's


def draw_card(card: DrawnCard) -> bytes:
    """Draw a card as a PNG; words that the face has no glyphs for are left out."""
    ink, accent = Image.new("L", SIZE), Image.new("L", SIZE)
    dark, bright = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    bright.rectangle((0, 0, SIZE[0], _BAND - 1), 255)
    text, label, name = (drawable(words)[:_LONGEST].rstrip() for words in (card.text, card.label, card.name))
    if text:
        size, lines = _fitting(text, _TEXT_SIZES)
        _set_line(bright, label, _LABEL_SIZES, _LABEL_LINE)
        _set(dark, lines, size, _TOP + round(size * _CAPITAL))
    else:
        size, lines = _fitting(label or name, _SECTION_SIZES)
        height = size * (_CAPITAL + (len(lines) - 1) * _LEADING)
        _set(bright, lines, size, round((_TOP + _BOTTOM - height) / 2 + size * _CAPITAL))
    if name and (text or label):
        dark.rectangle((_EDGE, _RULE, SIZE[0] - _EDGE - 1, _RULE + 1), 255)
        _set_line(dark, name, _NAME_SIZES, _NAME_LINE)
    return _png(ink, accent, card.hue)


@lru_cache(maxsize=32)
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FACE, size, layout_engine=ImageFont.Layout.BASIC)


def _measure(size: int) -> Measure:
    """Give what measures a text of a size; it remembers, because the same words are weighed for many widths."""
    face = _face(size)
    blank = face.getlength(" ") + size * _MORE_BLANK

    @cache
    def measure(text: str) -> float:
        words = text.replace("\xa0", " ").split(" ")
        return sum(map(face.getlength, words)) + blank * (len(words) - 1)

    return measure


def _fitting(text: str, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """Give the largest size at which a text fits with no word broken, and its lines; else the smallest."""
    for size in sizes:
        measure, most = _measure(size), _most_lines(size)
        lines = fill_lines(text, measure, _WIDE)
        if 0 < len(lines) <= most:
            return size, lines
    return size, force_lines(text, measure, _WIDE, most)


def _most_lines(size: int) -> int:
    return 1 + int((_BOTTOM - _TOP - size * (_CAPITAL + _DESCENT)) / (size * _LEADING))


def _set_line(draw: ImageDraw.ImageDraw, text: str, sizes: tuple[int, ...], foot: int) -> None:
    """Set one line as large as it fits; at the smallest size what is too long ends in an ellipsis."""
    text = text.replace("\xad", "")
    size = next((size for size in sizes if _measure(size)(text) <= _WIDE), sizes[-1])
    _set(draw, [cut(text, _measure(size), _WIDE)], size, foot)


def _set(draw: ImageDraw.ImageDraw, lines: list[str], size: int, foot: int) -> None:
    """Set lines word for word; the first stands on `foot`."""
    measure = _measure(size)
    for number, line in enumerate(lines):
        left = float(_EDGE)
        for word in line.replace("\xa0", " ").split(" "):
            draw.text((round(left), foot + round(number * size * _LEADING)), word, 255, _face(size), anchor="ls")
            left += measure(word) + measure(" ")


def _png(ink: Image.Image, accent: Image.Image, hue: int) -> bytes:
    """Put both on the ground: sixteen steps from paper to ink, sixteen to the accent."""
    shades = ImageChops.add(
        ink.point([value * (_STEPS - 1) // 255 for value in range(256)]),
        accent.point([_STEPS + value * (_STEPS - 1) // 255 if value else 0 for value in range(256)]),
    )
    image = Image.frombytes("P", SIZE, shades.tobytes())
    image.putpalette([part for end in (_INK, _rgb(hue)) for step in range(_STEPS) for part in _between(end, step)])
    out = io.BytesIO()
    image.save(out, "PNG", bits=8, compress_level=3)
    return out.getvalue()


def _between(end: tuple[int, int, int], step: int) -> tuple[int, ...]:
    part = step / (_STEPS - 1)
    return tuple(round(ground + (colour - ground) * part) for ground, colour in zip(_PAPER, end, strict=True))


def _rgb(hue: int) -> tuple[int, int, int]:
    """Give the accent of a hue in sRGB. See https://bottosson.github.io/posts/oklab/."""
    light, chroma = _ACCENT
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _gamma(red), _gamma(green), _gamma(blue)


def _gamma(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
