"""Make the files of a picture: one decoding, then from large to small. Needs Pillow.

The same bytes, recipe and Pillow give the same files, however many workers
there are: an encoder that may use threads is given one.
"""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from broadsheet.engine.turns import Turn
from broadsheet.photos.animation import bare_animation
from broadsheet.photos.imprint import exif_fields, xmp_packet
from broadsheet.photos.metadata import PictureDetails
from broadsheet.photos.reading import load
from broadsheet.photos.renditions import Recipe, crop_frame, crops_of, formats_of, frame_size, plan, widths_of
from broadsheet.photos.survey import fallback_of, motion_of

# AVIF reaches the same likeness at a lower number of its own scale.
_AVIF_BELOW = 24
# Measured on 27 drawings of 1600 x 900: a quarter of the time of 8, for 2 % more bytes at the same likeness.
_AVIF_SPEED = 9
_WEBP_METHOD = 2


def encode_picture(raw: bytes, recipe: Recipe, turn: Turn) -> dict[str, bytes]:
    """Make all sizes and formats of a picture, by the ends of their names. Raises Unfit."""
    loaded = load(raw, lambda width, height: frame_size(width, height, recipe), turn)
    image = loaded.image
    widths = widths_of(loaded.width, recipe)
    formats = formats_of(image.size, loaded.is_flat, recipe)
    writer = _Writer(loaded.details, recipe.quality, loaded.is_flat)
    made: dict[str, bytes] = {}
    at = image
    for rendition in sorted(plan(image.size, widths, formats, fallback_of(loaded)), key=lambda item: -item.width):
        if at.width != rendition.width:
            at = at.resize((rendition.width, rendition.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        made[rendition.name] = writer.write(at, rendition.format)
    if motion := motion_of(loaded, raw):
        made[motion] = bare_animation(raw, xmp_packet(loaded.details))
    return made


def encode_crops(raw: bytes, recipe: Recipe, focus: tuple[int, int], turn: Turn) -> dict[str, bytes]:
    """Make the crops of a picture around a focus, by the ends of their names. Raises Unfit."""
    loaded = load(raw, crop_frame, turn)
    published, _ = frame_size(loaded.width, loaded.height, recipe)
    writer = _Writer(loaded.details, recipe.quality, loaded.is_flat)
    made: dict[str, bytes] = {}
    for crop in crops_of(loaded.image.size, published, focus):
        size = (crop.width, crop.height)
        cut = loaded.image.resize(size, Image.Resampling.LANCZOS, box=crop.box, reducing_gap=3.0)
        made[crop.name] = writer.write(_on_white(cut), "jpg")
    return made


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")


class _Writer:
    """Write images with the metadata that their picture keeps, and no other."""

    def __init__(self, details: PictureDetails, quality: int, is_flat: bool) -> None:
        self._quality = quality
        self._is_flat = is_flat
        self._xmp = xmp_packet(details)
        self._exif = _exif(details)

    def write(self, image: Image.Image, kind: str) -> bytes:
        out = io.BytesIO()
        match kind:
            case "avif":
                options = {"quality": max(1, self._quality - _AVIF_BELOW), "speed": _AVIF_SPEED, "max_threads": 1}
                image.save(out, "AVIF", xmp=self._xmp, **options)
            case "webp":
                options = {"quality": self._quality, "method": _WEBP_METHOD, "lossless": self._is_flat}
                image.save(out, "WEBP", xmp=self._xmp, **options)
            case "png":
                # Few colours stay few, unless scaling has blended them.
                small = image.quantize(256) if self._is_flat and image.getcolors(256) else image
                small.save(out, "PNG", optimize=True, pnginfo=self._png_text())
            case _:
                options = {"quality": self._quality, "optimize": True, "progressive": True}
                image.save(out, "JPEG", xmp=self._xmp, exif=self._exif, **options)
        return out.getvalue()

    def _png_text(self) -> PngInfo:
        text = PngInfo()
        if self._xmp:
            text.add_itxt("XML:com.adobe.xmp", self._xmp.decode())
        return text


def _exif(details: PictureDetails) -> bytes:
    fields = exif_fields(details)
    if not fields:
        return b""
    exif = Image.Exif()
    exif.update(fields)
    return exif.tobytes()
