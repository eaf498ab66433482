"""The colours that hold a picture's place until it is there.

A fixed set of classes of the stylesheet, because a page that forbids inline
styles (`style-src 'self'`) can hold no colour of its own.
"""

import colorsys
from functools import lru_cache

Colour = tuple[int, int, int]

_LIGHTS = (0.16, 0.36, 0.58, 0.8)
_HUES = 10
_SATURATION = 0.34


@lru_cache(maxsize=1)
def tints() -> dict[str, Colour]:
    """Give the colours by name: a letter for the hue, `n` for none, and a digit for the light."""
    found: dict[str, Colour] = {}
    for step, light in enumerate(_LIGHTS):
        found[f"n{step}"] = (round(light * 255),) * 3
        for hue in range(_HUES):
            red, green, blue = colorsys.hls_to_rgb(hue / _HUES, light, _SATURATION)
            found["abcdefghij"[hue] + str(step)] = (round(red * 255), round(green * 255), round(blue * 255))
    return found


def nearest_tint(colour: Colour) -> str:
    """Name the tint that a colour is closest to; the eye weighs green most and blue least."""
    known = tints()
    return min(known, key=lambda name: _distance(known[name], colour))


def _distance(one: Colour, other: Colour) -> int:
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return 3 * red * red + 4 * green * green + 2 * blue * blue
