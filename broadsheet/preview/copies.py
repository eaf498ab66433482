"""Read files that are published as they are, from inside the newsroom and its theme only."""

import os
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.targets import Target
from broadsheet.photos.renditions import Recipe
from broadsheet.site.layout import STATE, Layout, pictures_folder
from broadsheet.site.media_files import MediaSetup, SourceChanged, make_media


def read_media(layout: Layout, pictures: Recipe, target: Target) -> bytes | None:
    """Give the bytes of a published file that is no page; None when its source is not as the edition saw it."""
    if target.recipe == "copy":
        return read_copy(layout, target)
    if not _is_inside(layout, Path(os.path.realpath(layout.root / target.owner))):
        return None
    setup = MediaSetup(str(layout.root), str(pictures_folder(layout.root)), pictures)
    try:
        return make_media(setup, target.path, target.recipe, target.argument)
    except SourceChanged:
        return None


def read_copy(layout: Layout, target: Target) -> bytes | None:
    """Read the file of a target; None when it is gone, leads out of the newsroom, or is not as the edition saw it.

    The address of such a file is named after its content, so other bytes are never given for it.
    """
    path = layout.root / target.argument
    try:
        with path.open("rb") as file:
            real = Path(os.path.realpath(path))
            is_same = os.path.samestat(os.fstat(file.fileno()), real.stat())
            if not is_same or not _is_inside(layout, real):
                return None
            raw = file.read()
    except OSError:
        return None
    return raw if fingerprint(raw).hex()[:10] in target.path else None


def _is_inside(layout: Layout, real: Path) -> bool:
    if real.is_relative_to(layout.root):
        return STATE not in real.relative_to(layout.root).parts
    return real.is_relative_to(layout.theme.resolve())
