"""Draw cards. Needs Pillow.

The same words give the same bytes: the face is a file of ours, and its glyphs
are set one after the other without the system's text layout.

A card has two ramps of colour on its ground, ink and accent, in a palette of
32: that is a fifth of the time, and of the bytes, of full colour.
"""

import io
import math
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from broadsheet.photos.cards import SIZE, DrawnCard, drawable

# Static, bold, without hints or layout: what Pillow reads wherever it runs. The theme's own are WOFF2,
# which FreeType reads only when it was built with Brotli.
_FACE = Path(__file__).parent / "faces" / "card.ttf"

_EDGE = 72
_BAND = 28
_STEPS = 16
_PAPER, _INK = (251, 251, 248), (20, 25, 28)
_SIZES = (92, 80, 70, 62, 54, 48)
_LEADING = 1.08
_TOP, _BOTTOM = 176, 500
# More than ever fits: six lines of the smallest size hold some 450 of the narrowest letter.
_LONGEST = 500
_ACCENT = (0.46, 0.13)  # lightness and chroma in OKLCH; the hue is the card's


def draw_card(card: DrawnCard) -> bytes:
    """Draw a card as a PNG; words that the face has no glyphs for are left out."""
    ink, accent = Image.new("L", SIZE), Image.new("L", SIZE)
    dark, bright = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    bright.rectangle((0, 0, SIZE[0], _BAND - 1), 255)
    text, label, name = drawable(card.text), drawable(card.label), drawable(card.name)
    if text:
        bright.text((_EDGE, 88), label, 255, _face(46))
        _write(dark, text)
    else:
        size = next((size for size in (150, 120, 96, *_SIZES) if _face(size).getlength(label) <= _wide()), _SIZES[-1])
        bright.text((_EDGE, 330), label, 255, _face(size), anchor="lm")
    dark.rectangle((_EDGE, 528, SIZE[0] - _EDGE - 1, 529), 255)
    dark.text((_EDGE, 546), name, 255, _face(40))
    return _png(ink, accent, card.hue)


def _wide() -> int:
    return SIZE[0] - 2 * _EDGE


@lru_cache(maxsize=16)
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FACE, size, layout_engine=ImageFont.Layout.BASIC)


def _write(draw: ImageDraw.ImageDraw, text: str) -> None:
    """Set a text as large as it fits; at the smallest size what is too long ends in an ellipsis."""
    text = text[:_LONGEST]
    for size in _SIZES:
        lines, step = _lines(text, _face(size)), round(size * _LEADING)
        most = (_BOTTOM - _TOP) // step
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _cut(lines[most - 1], _face(size))]
    for number, line in enumerate(lines):
        draw.text((_EDGE, _TOP + number * step), line, 255, _face(size))


def _lines(text: str, face: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if face.getlength(longer) <= _wide():
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        if not lines[-1]:
            lines[-1] = word
        while face.getlength(lines[-1]) > _wide():
            end = _fitting(lines[-1], face)
            lines[-1:] = [lines[-1][:end], lines[-1][end:]]
    return lines


def _fitting(text: str, face: ImageFont.FreeTypeFont, after: str = "") -> int:
    """Count the characters of a text that fit on a line before what comes after them; one always stands."""
    ends = range(1, len(text) + 1)
    return max(1, bisect_left(ends, True, key=lambda end: face.getlength(text[:end] + after) > _wide()))


def _cut(line: str, face: ImageFont.FreeTypeFont) -> str:
    return f"{line[: _fitting(line, face, '…')].rstrip()}…"


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
