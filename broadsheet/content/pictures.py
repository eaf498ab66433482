"""Pictures and other files beside stories: their size, their published name, and what is wrong with them."""

from pathlib import PurePosixPath

from broadsheet.content.records import MEDIA_FOLDER, PictureRecord
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.turns import Turn
from broadsheet.photos.drawing import read_drawing
from broadsheet.photos.limits import Unfit
from broadsheet.photos.renditions import Recipe, picture_key, sealed_name
from broadsheet.slugs import slugify

USUAL = Recipe()
NOBODY = Turn()
STILL = "the animation will not play: only GIF and WebP up to 8 MB do"


def media_address(path: str, digest: bytes, end: str) -> str:
    """Name a published file after its source and its content, so that it can be kept for ever."""
    return f"{MEDIA_FOLDER}{_stem(path)}-{digest.hex()[:10]}{end}"


def read_picture(
    path: str, raw: bytes, digest: bytes, recipe: Recipe = USUAL, turn: Turn = NOBODY
) -> tuple[PictureRecord | None, list[Diagnostic]]:
    """Say what a picture is published as; None with a diagnostic when it cannot be shown safely.

    `path` is relative to the newsroom; `digest` is the fingerprint of `raw`.
    """
    try:
        if not raw:
            raise Unfit("the picture is empty", "export it again")
        if path.lower().endswith(".svg"):
            return _drawing(path, raw), []
        return _photo(path, raw, digest, recipe, turn), []
    except Unfit as unfit:
        return None, [Diagnostic("picture", str(unfit), Place(path), help=unfit.help)]


def _drawing(path: str, raw: bytes) -> PictureRecord:
    drawing = read_drawing(raw)
    address = media_address(path, fingerprint(drawing.clean), ".svg")
    return PictureRecord(address, drawing.width, drawing.height)


def _photo(path: str, raw: bytes, digest: bytes, recipe: Recipe, turn: Turn) -> PictureRecord:
    from broadsheet.photos import reading, survey  # noqa: PLC0415 - they need Pillow

    found = survey.survey(raw, recipe, turn)
    key = picture_key(digest, recipe, reading.ENCODER)
    base = f"{MEDIA_FOLDER}{sealed_name(_stem(path), key)}"
    return PictureRecord(
        url=f"{base}-{found.widths[-1]}.{found.fallback}",
        width=found.size[0],
        height=found.size[1],
        cut_from=found.cut_from,
        base=base,
        key=key,
        widths=found.widths,
        formats=found.formats,
        tint=found.tint,
        motion=f"{base}-{found.motion}" if found.motion else "",
        remark=STILL if found.stands_still else "",
        details=found.details,
    )


def _stem(path: str) -> str:
    return slugify(PurePosixPath(path).stem) or "file"
