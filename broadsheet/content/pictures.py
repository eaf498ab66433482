"""Pictures and other files beside stories: their size, their published name, and what is wrong with them."""

import io
import re
import warnings
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from broadsheet.content.records import PictureRecord
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.slugs import slugify

MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_ENDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}

_SVG_HOSTILE = re.compile(
    rb"<\s*(script|foreignobject|iframe|embed|object|handler|listener)\b|\son\w+\s*=|javascript:|<!ENTITY|<!DOCTYPE[^>]*\["
    rb"|@import|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|gif|webp);)[^\"'\s]",
    re.IGNORECASE,
)
_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE | re.DOTALL)


def media_address(path: str, digest: bytes, end: str) -> str:
    """Name a published file after its source and its content, so that it can be kept for ever."""
    stem = slugify(PurePosixPath(path).stem) or "file"
    return f"/media/{stem}-{digest.hex()[:10]}{end}"


def read_picture(path: str, raw: bytes, digest: bytes) -> tuple[PictureRecord | None, list[Diagnostic]]:
    """Find a picture's size; None with a diagnostic when it cannot be shown safely.

    `path` is relative to the newsroom; `digest` is the fingerprint of `raw`.
    """
    if not raw:
        return None, [_fault(path, "the picture is empty", "export it again")]
    if path.lower().endswith(".svg"):
        return _read_svg(path, raw, digest)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=FORMATS) as image:
                width, height, kind = image.width, image.height, image.format or ""
                turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None, [_fault(path, "the picture cannot be read", "export it again as JPEG, PNG, WebP, GIF or AVIF")]
    if width * height > MAX_PIXELS:
        millions = MAX_PIXELS // 1_000_000
        return None, [_fault(path, f"the picture has more than {millions} million pixels", "make it smaller")]
    if turned:
        width, height = height, width
    return PictureRecord(media_address(path, digest, _ENDS[kind]), width, height), []


def _read_svg(path: str, raw: bytes, digest: bytes) -> tuple[PictureRecord | None, list[Diagnostic]]:
    tag = _SVG_TAG.search(raw)
    if tag is None:
        return None, [_fault(path, "the picture is no SVG", "export it again")]
    if _SVG_HOSTILE.search(raw):
        message = "the SVG holds scripts, outside references or entities"
        return None, [_fault(path, message, "export it as plain SVG, or as PNG")]
    width, height = _svg_size(tag[0])
    return PictureRecord(media_address(path, digest, ".svg"), width, height), []


def _svg_size(tag: bytes) -> tuple[int, int]:
    text = tag.decode("utf-8", "replace")
    sizes = [re.search(rf'\s{name}\s*=\s*["\']\s*([\d.]+)(?:px)?\s*["\']', text) for name in ("width", "height")]
    if sizes[0] and sizes[1]:
        return max(1, round(float(sizes[0][1]))), max(1, round(float(sizes[1][1])))
    box = re.search(r'viewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)', text)
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else (300, 150)


def _fault(path: str, message: str, help_text: str) -> Diagnostic:
    return Diagnostic("picture", message, Place(path), help=help_text)
