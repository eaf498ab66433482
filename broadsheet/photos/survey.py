"""Look at a picture once, to know what it will be published as. Needs Pillow."""

from dataclasses import dataclass

from broadsheet.engine.turns import Turn
from broadsheet.photos.animation import MAX_ANIMATION, bare_animation
from broadsheet.photos.metadata import PictureDetails
from broadsheet.photos.reading import Loaded, load, thumbnail_size
from broadsheet.photos.renditions import Recipe, crop_frame, formats_of, frame_size, widths_of


@dataclass(frozen=True, slots=True)
class Survey:
    """What a picture will be published as: `size` is the widest, `cut_from` what its crops are cut from, `motion` how an animation's file ends, or empty."""

    size: tuple[int, int]
    cut_from: tuple[int, int]
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    fallback: str
    tint: str
    motion: str
    stands_still: bool
    details: PictureDetails


def survey(raw: bytes, recipe: Recipe, turn: Turn) -> Survey:
    """Read a picture to its end at a small size; what is broken is found here. Raises Unfit."""
    loaded = load(raw, thumbnail_size, turn)
    size = frame_size(loaded.width, loaded.height, recipe)
    motion = motion_of(loaded, raw)
    if motion:
        bare_animation(raw, b"")
    return Survey(
        size,
        crop_frame(loaded.width, loaded.height),
        widths_of(loaded.width, recipe),
        formats_of(size, loaded.is_flat, recipe),
        fallback_of(loaded),
        loaded.tint,
        motion,
        loaded.is_animated and not motion,
        loaded.details,
    )


def motion_of(loaded: Loaded, raw: bytes) -> str:
    """Say how the name of a picture's animation ends; empty when it has none that is published."""
    is_short = loaded.format in ("GIF", "WEBP") and len(raw) <= MAX_ANIMATION
    return f"motion.{loaded.format.lower()}" if loaded.is_animated and is_short else ""


def fallback_of(loaded: Loaded) -> str:
    """Give the format for those who read no other: PNG keeps what shows through, and the edges of drawings."""
    return "png" if loaded.has_alpha or loaded.is_flat else "jpg"
