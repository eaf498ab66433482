"""Which files a picture is published in: widths, formats, crops, and their names.

Pure arithmetic from a picture's size and the recipe, so that a page can name
files that no one has made yet. A name holds the picture's content and the
recipe, and never changes its bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from broadsheet.engine.fingerprints import fingerprint

# Part of every key: raise it when the same picture and recipe give other bytes.
VERSION = 6

WIDTHS = (320, 480, 720, 1080, 1600)
FORMATS = ("avif", "webp")
QUALITY = 74
CROPS = (("16x9", 16 / 9), ("4x3", 4 / 3), ("1x1", 1.0))
CROP_WIDTH = 1200
MEDIA_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}

# Narrower than this, one file does for all screens.
SINGLE_BELOW = 400
# An odd width of the picture's own is worth a file when it is that much wider than the one below.
_WORTH = 1.15
# WebP ends at 16,383 pixels a side.
_LONGEST = 16_000
_SAME_SHAPE = 0.015


class Recipe(msgspec.Struct, frozen=True):
    """How pictures are published. `formats` are those offered before JPEG or PNG, the best first."""

    widths: tuple[int, ...] = WIDTHS
    formats: tuple[str, ...] = FORMATS
    quality: int = QUALITY


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file: the end of its name (`720.avif`), its size and format."""

    name: str
    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of the picture: the end of its name, its shape (`4x3`), the box to cut from `crop_frame`, its own size."""

    name: str
    shape: str
    box: tuple[int, int, int, int]
    width: int
    height: int


def frame_size(width: int, height: int, recipe: Recipe) -> tuple[int, int]:
    """Give the widest size in which a picture is published; it is never enlarged."""
    wide = widths_of(width, recipe)[-1]
    return wide, scaled(width, height, wide)


def crop_frame(width: int, height: int) -> tuple[int, int]:
    """Give the size that crops are cut from, whatever widths are published: the smallest in which all are wide enough."""
    if min(width, height) <= CROP_WIDTH:
        return width, height
    wide = max(CROP_WIDTH, round(width * CROP_WIDTH / min(width, height)))
    return wide, max(CROP_WIDTH, scaled(width, height, wide))


def scaled(width: int, height: int, to: int) -> int:
    """Give the height of a picture at another width."""
    return max(1, round(height * to / width))


def widths_of(width: int, recipe: Recipe) -> tuple[int, ...]:
    """Give the widths of a picture, the narrowest first."""
    if width < SINGLE_BELOW:
        return (width,)
    fitting = sorted({wanted for wanted in recipe.widths if wanted <= width})
    if not fitting:
        return (width,)
    if width < max(recipe.widths) and width >= fitting[-1] * _WORTH:
        fitting.append(width)
    return tuple(fitting)


def sparse(widths: Sequence[int]) -> tuple[int, ...]:
    """Give every second width, from the widest down: enough for formats that few readers need."""
    return tuple(widths[::-1][::2][::-1])


def formats_of(size: tuple[int, int], is_flat: bool, recipe: Recipe) -> tuple[str, ...]:
    """Give the formats that are offered before the one that everybody reads.

    A flat picture, a chart or a drawing, is kept as it is: AVIF would blur its edges.
    """
    if size[0] < SINGLE_BELOW or max(size) > _LONGEST:
        return ()
    return tuple(name for name in recipe.formats if not (is_flat and name == "avif"))


def plan(size: tuple[int, int], widths: Sequence[int], formats: Sequence[str], last: str) -> list[Rendition]:
    """List a picture's files; `size` is the widest, `last` the format for those who read no other.

    The best format comes in all widths.
    """
    found: list[Rendition] = []
    for place, kind in enumerate((*formats, last)):
        for width in widths if place == 0 else sparse(widths):
            found.append(Rendition(f"{width}.{kind}", width, scaled(*size, width), kind))
    return found


def crops_of(size: tuple[int, int], published: int, focus: tuple[int, int]) -> list[Crop]:
    """List the crops of a picture around a focus in percent; `size` is its `crop_frame`.

    One that would be the whole picture is left out, unless that is `published` too narrow.
    """
    if size[0] < SINGLE_BELOW:
        return []
    found: list[Crop] = []
    for shape, ratio in CROPS:
        box = _box(size, ratio, focus)
        if box is None and _is_wide_enough(published, size[0]):
            continue
        box = box or (0, 0, *size)
        wide, high = box[2] - box[0], box[3] - box[1]
        width = min(wide, CROP_WIDTH)
        at = "" if focus == CENTRE else f"-at-{focus[0]}-{focus[1]}"
        found.append(Crop(f"{shape}{at}-{width}.jpg", shape, box, width, scaled(wide, high, width)))
    return found


CENTRE = (50, 50)


def _is_wide_enough(published: int, width: int) -> bool:
    wanted = min(width, CROP_WIDTH)
    return published >= (wanted if wanted == CROP_WIDTH else wanted / _WORTH)


def _box(size: tuple[int, int], ratio: float, focus: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Give the largest box of a shape with the focus as near to its middle as the edges allow."""
    width, height = size
    if abs(width / height / ratio - 1) < _SAME_SHAPE:
        return None
    wide = min(width, max(1, round(height * ratio)))
    high = min(height, max(1, round(width / ratio)))
    left = min(max(0, round(width * focus[0] / 100 - wide / 2)), width - wide)
    top = min(max(0, round(height * focus[1] / 100 - high / 2)), height - high)
    return left, top, left + wide, top + high


def picture_key(digest: bytes, recipe: Recipe, encoder: str) -> str:
    """Name a picture's files among those that are kept: its content, the recipe, and what encodes."""
    return fingerprint(digest + msgspec.msgpack.encode((recipe, VERSION, encoder))).hex()


def crop_key(key: str, focus: tuple[int, int]) -> str:
    """Name the crops of a picture around a focus among the kept files."""
    return fingerprint(f"{key} {focus[0]},{focus[1]}".encode()).hex()


_SEALED = re.compile(
    r"^((?:media|social)/(.*)-([0-9a-f]{10})([0-9a-f]{4}))-[a-z0-9-]+\.(?:avif|webp|jpg|png|gif)$", re.DOTALL
)


def sealed_name(stem: str, key: str) -> str:
    """Name a picture's files on the site. The last four digits follow from the others, as nobody else's name does."""
    return f"{stem}-{key[:10]}{_seal(stem, key[:10])}"


def sealed_base(path: str) -> str:
    """Give the part that a picture's files have in common from an output's path; empty when it is no such file's."""
    match = _SEALED.match(path)
    return match[1] if match and match[4] == _seal(match[2], match[3]) else ""


def _seal(stem: str, part: str) -> str:
    return fingerprint(f"rendition {stem} {part}".encode()).hex()[:4]
