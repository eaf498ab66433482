"""Make the bytes of published files that are not pages: copies, drawings, and the sizes of pictures.

What a picture is published as is made once and kept; a build whose pictures
are all kept imports no Pillow.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.kept_files import KeptFiles
from broadsheet.engine.turns import Turn
from broadsheet.photos.cards import DrawnCard
from broadsheet.photos.drawing import read_drawing
from broadsheet.photos.limits import Unfit, read_file
from broadsheet.photos.renditions import Recipe, crop_key, picture_key

PICTURE_RECIPES = frozenset({"rendition", "crop"})
SEARCH_RECIPES = frozenset({"search-file", "search-volumes"})
MEDIA_RECIPES = PICTURE_RECIPES | SEARCH_RECIPES | {"copy", "drawing", "social-card"}
_CARD = "card.png"
CHANGED = "the file was changed while the site was being built"


class SourceChanged(Exception):
    """A file is not as it was when this build looked at it first; the next build will see what became of it."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class MediaSetup:
    """Where sources are, where pictures and the search index are kept, and how pictures are published."""

    root: str
    kept: str
    recipe: Recipe
    search: str = ""


def make_media(setup: MediaSetup, path: str, recipe: str, argument: str) -> bytes:
    """Give the bytes of the output at `path`. Raises SourceChanged."""
    match recipe:
        case "rendition":
            key, name, source = argument.split(" ", 2)
            return _kept(setup, key, name, source, None)
        case "crop":
            key, name, at, source = argument.split(" ", 3)
            left, _, top = at.partition(",")
            return _kept(setup, key, name, source, (int(left), int(top)))
        case "drawing":
            return _named_after(path, _clean(_read(setup, argument), argument), argument)
        case "social-card":
            return _card(setup, argument)
        case "search-file":
            return _indexed(setup, argument)
        case "search-volumes":
            return argument.encode()
    return _named_after(path, _read(setup, argument), argument)


def _card(setup: MediaSetup, argument: str) -> bytes:
    """Give a drawn card; those of an archive are as many as its stories, and each is kept by itself."""
    key, _, described = argument.partition(" ")
    kept = KeptFiles(Path(setup.kept))
    found = kept.find(key, _CARD)
    if found is None:
        from broadsheet.photos import card_drawing  # noqa: PLC0415 - Pillow

        found = card_drawing.draw_card(msgspec.json.decode(described, type=DrawnCard))
        kept.write(key, {_CARD: found})
    return found


def _indexed(setup: MediaSetup, argument: str) -> bytes:
    key, _, name = argument.partition(" ")
    found = KeptFiles(Path(setup.search)).find(key, name)
    if found is None:
        raise SourceChanged("the search index was removed while the site was being built", name)
    return found


def _read(setup: MediaSetup, source: str) -> bytes:
    try:
        return Path(setup.root, source).read_bytes()
    except OSError as error:
        raise SourceChanged(f"the file cannot be read: {error.strerror}", source) from error


def _named_after(path: str, content: bytes, source: str) -> bytes:
    """Give the content whose hash its address holds, for browsers to keep for ever: other bytes must not go there."""
    if fingerprint(content).hex()[:10] not in path:
        raise SourceChanged(CHANGED, source)
    return content


def _clean(raw: bytes, source: str) -> bytes:
    try:
        return read_drawing(raw).clean
    except Unfit as unfit:
        raise SourceChanged(CHANGED, source) from unfit


def _kept(setup: MediaSetup, key: str, name: str, source: str, focus: tuple[int, int] | None) -> bytes:
    found = KeptFiles(Path(setup.kept)).find(key, name)
    if found is None:
        found = _make(setup, key, source, focus).get(name)
    if found is None:
        raise SourceChanged(CHANGED, source)
    return found


@lru_cache(maxsize=1)  # where the cache cannot be written, the next sizes of the same picture are still at hand
def _make(setup: MediaSetup, key: str, source: str, focus: tuple[int, int] | None) -> dict[str, bytes]:
    from broadsheet.photos import encode, reading  # noqa: PLC0415 - they need Pillow

    kept = KeptFiles(Path(setup.kept))
    with Turn(kept.turns) as turn:
        try:
            raw = read_file(Path(setup.root, source), turn)
            own = picture_key(fingerprint(raw), setup.recipe, reading.ENCODER)
            if key != (own if focus is None else crop_key(own, focus)):
                raise SourceChanged(CHANGED, source)
            if focus is None:
                made = encode.encode_picture(raw, setup.recipe, turn)
            else:
                made = encode.encode_crops(raw, setup.recipe, focus, turn)
        except OSError as error:
            raise SourceChanged(f"the file cannot be read: {error.strerror}", source) from error
        except Unfit as unfit:
            raise SourceChanged(str(unfit), source) from unfit
    kept.write(key, made)
    return made
