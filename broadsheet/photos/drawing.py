"""SVG drawings: refused when they could act or load anything, published without what editors leave in them."""

import re
from dataclasses import dataclass

from broadsheet.photos.limits import Unfit

_HOSTILE = re.compile(
    rb"<\s*(script|foreignobject|iframe|embed|object|handler|listener)\b|\son\w+\s*=|javascript:|<!ENTITY|<!DOCTYPE[^>]*\["
    rb"|@import|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|gif|webp);)[^\"'\s]",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE | re.DOTALL)

# Names, paths and histories of whoever drew it: comments, metadata, and what Inkscape and Illustrator note for themselves.
_LEFTOVERS = re.compile(
    rb"<!--.*?-->|<metadata\b[^>]*(?:/>|>.*?</metadata\s*>)"
    rb"|<(sodipodi|inkscape):[\w-]+\b[^>]*(?:/>|>.*?</\1:[\w-]+\s*>)"
    rb"|\s(?:sodipodi|inkscape):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it is published, and the size it gives itself."""

    clean: bytes
    width: int
    height: int


def read_drawing(raw: bytes) -> Drawing:
    """Check and clean an SVG. Raises Unfit."""
    clean = _LEFTOVERS.sub(b"", raw)
    tag = _TAG.search(clean)
    if tag is None:
        raise Unfit("the picture is no SVG", "export it again")
    # What is taken out may have kept two halves of something apart.
    if _HOSTILE.search(raw) or _HOSTILE.search(clean):
        raise Unfit("the SVG holds scripts, outside references or entities", "export it as plain SVG, or as PNG")
    return Drawing(clean, *_size(tag[0]))


def _size(tag: bytes) -> tuple[int, int]:
    text = tag.decode("utf-8", "replace")
    sizes = [re.search(rf'\s{name}\s*=\s*["\']\s*([\d.]+)(?:px)?\s*["\']', text) for name in ("width", "height")]
    box = re.search(r'viewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)', text)
    found = (sizes[0][1], sizes[1][1]) if sizes[0] and sizes[1] else (box[1], box[2]) if box else ("300", "150")
    try:
        return _pixels(found[0]), _pixels(found[1])
    except ValueError:  # 1.2.3
        return 300, 150


def _pixels(number: str) -> int:
    return max(1, min(round(float(number)), 100_000))
