"""Open a picture safely and bring it to one form: upright, sRGB, no larger than asked for. Needs Pillow.

What cannot be read is `Unfit`, with the reason; nothing else is raised,
whatever the bytes are.
"""

import ctypes
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import PIL
from PIL import Image, ImageCms

from broadsheet.engine.turns import Turn
from broadsheet.photos.limits import DECODED_WHOLE, FORMATS, MAX_PIXELS, MAX_PIXELS_WHOLE, MAX_SIDE, Unfit
from broadsheet.photos.metadata import PictureDetails, read_details
from broadsheet.photos.tints import nearest_tint

ENCODER = f"pillow {PIL.__version__}"

# A picture that takes more bytes to decode is decoded alone, so that eight workers stay within a gigabyte.
HEAVY = 48_000_000

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_FLAT_COLOURS = 1024
_FLAT_GREYS = 64

# The GNU C library keeps freed memory once large pieces have come and gone. With a fixed threshold they go back at once:
# eight workers and twelve pictures of 24 to 48 megapixels took 1.6 GB without it, and 0.66 GB with it.
_M_MMAP_THRESHOLD = -3
with suppress(AttributeError, OSError, TypeError):
    ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 4 << 20)

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A picture in memory, `image` of the size that was asked for; `width` and `height` are its own, upright.

    `is_flat` is a drawing of few colours; `image` is RGBA where something shows through.
    """

    image: Image.Image
    width: int
    height: int
    format: str
    is_flat: bool
    is_animated: bool
    details: PictureDetails

    @property
    def has_alpha(self) -> bool:
        """Answer whether something shows through."""
        return self.image.mode == "RGBA"

    @property
    def tint(self) -> str:
        """Name the colour that stands for the picture; none for one that lets the page through."""
        if self.has_alpha:
            return ""
        few = self.image.resize((32, 32), Image.Resampling.BOX).quantize(4, Image.Quantize.MEDIANCUT)
        counted = few.getcolors() or [(1, 0)]
        palette = few.getpalette() or [128] * 3
        at = 3 * int(str(max(counted, key=lambda item: item[0])[1]))
        return nearest_tint((palette[at], palette[at + 1], palette[at + 2]))


def load(raw: bytes, target: Callable[[int, int], Size], turn: Turn) -> Loaded:
    """Decode a picture and scale it to the size that `target` gives for its own. Raises Unfit."""
    with _opened(raw) as image:
        details = read_details(image.info, image.getexif(), raw)
        orientation = image.getexif().get(_ORIENTATION, 1)
        is_sideways = orientation in _SIDEWAYS
        width, height = image.size[::-1] if is_sideways else image.size
        wanted = target(width, height)
        kind = image.format or ""
        if kind == "JPEG":
            image.draft(None, wanted[::-1] if is_sideways else wanted)
        if _weight(image, width * height) > HEAVY:
            turn.alone()
        is_animated = bool(getattr(image, "is_animated", False))
        image.load()
        plain = _plain(image)
        is_flat = kind != "JPEG" and _is_flat(plain)
        if orientation in _TURNS:
            plain = plain.transpose(_TURNS[orientation])
        if plain.size != wanted:
            plain = plain.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
        ready = _to_srgb(plain, image.info.get("icc_profile"))
        ready.info = {}  # or the encoders would write comments and profiles back
    turn.together()
    return Loaded(ready, width, height, kind, is_flat, is_animated, details)


def thumbnail_size(width: int, height: int) -> Size:
    """Give the size in which a picture is looked at when only its colour is wanted."""
    longest = max(width, height)
    return max(1, 64 * width // longest), max(1, 64 * height // longest)


@contextmanager
def _opened(raw: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=FORMATS) as image:
                limit = MAX_PIXELS_WHOLE if image.format in DECODED_WHOLE else MAX_PIXELS
                if image.width * image.height > limit:
                    message = f"the picture has more than {limit // 1_000_000} million pixels"
                    raise Unfit(message, "make it smaller")
                if max(image.size) > MAX_SIDE:
                    raise Unfit(f"a side of the picture is longer than {MAX_SIDE} pixels", "crop it or make it smaller")
                yield image
    except Unfit:
        raise
    except Exception as error:
        help_text = "export it again as JPEG, PNG, WebP, GIF or AVIF"
        raise Unfit("the picture cannot be read", help_text) from error


def _weight(image: Image.Image, pixels: int) -> int:
    """Estimate the bytes that decoding takes: the picture and a copy, and for a progressive JPEG its coefficients."""
    own = image.width * image.height * (16 if image.format in DECODED_WHOLE else 8)
    is_progressive = image.format == "JPEG" and ("progressive" in image.info or "progression" in image.info)
    return own + (3 * pixels if is_progressive else 0)


def _plain(image: Image.Image) -> Image.Image:
    """Bring a picture to a mode that can be scaled: RGB, RGBA, L or CMYK; RGBA only if something shows through."""
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        with_alpha = image if image.mode == "RGBA" else image.convert("RGBA")
        lowest, _ = with_alpha.getchannel("A").getextrema()
        return with_alpha.convert("RGB") if lowest == 255 else with_alpha
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _is_flat(image: Image.Image) -> bool:
    limit = _FLAT_GREYS if image.mode == "L" else _FLAT_COLOURS
    return image.getcolors(limit) is not None


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to sRGB by the picture's own profile, or plainly where it has none that can be used."""
    kind = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            colours = image.convert("RGB") if kind == "RGBA" else image
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return image.convert(kind)
        if converted is not None:
            if kind == "RGBA":
                converted.putalpha(image.getchannel("A"))
            return converted
    return image.convert(kind) if image.mode != kind else image.copy()
