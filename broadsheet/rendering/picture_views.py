"""Pictures as templates see them, made from what the library says of them."""

from functools import lru_cache

import msgspec

from broadsheet.content.records import CardPicture, PictureRecord
from broadsheet.photos.renditions import CENTRE, MEDIA_TYPES, crops_of, plan
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.pictures import Picture, PictureCrop, PictureFiles


def picture_view(
    maker: PageMaker, picture: PictureRecord, alt: str = "", focus: tuple[int, int] = CENTRE, crops: bool = False
) -> Picture:
    """Make the view of a published picture; `crops` only for those that are published with it."""
    return _view(maker.base_path, picture, alt, focus, crops)


@lru_cache(maxsize=1024)
def _view(base: str, picture: PictureRecord, alt: str, focus: tuple[int, int], crops: bool) -> Picture:
    return Picture(
        url=base + picture.url,
        width=picture.width,
        height=picture.height,
        alt=alt,
        files=_files(base, picture),
        crops=_crops(base, picture, focus, alt) if crops and picture.is_photo else (),
        classes=_classes(picture.tint, focus),
        details=picture.details,
        motion=base + picture.motion if picture.motion else "",
    )


def card_picture_view(maker: PageMaker, picture: CardPicture | None) -> Picture | None:
    """Make the view of a lead picture."""
    if picture is None:
        return None
    view = picture_view(maker, picture.picture, picture.alt, picture.focus, crops=True)
    return msgspec.structs.replace(view, caption=picture.caption, credit=picture.credit)


@lru_cache(maxsize=1024)
def _files(base: str, picture: PictureRecord) -> tuple[PictureFiles, ...]:
    """List a picture's files by format; a drawing is one file and needs no list."""
    if not picture.is_photo:
        return ()
    found: dict[str, list[tuple[str, int]]] = {}
    last = picture.url.rpartition(".")[2]
    for item in plan((picture.width, picture.height), picture.widths, picture.formats, last):
        found.setdefault(item.format, []).append((f"{base}{picture.base}-{item.name}", item.width))
    return tuple(PictureFiles(MEDIA_TYPES[kind], tuple(files)) for kind, files in found.items())


def _crops(base: str, picture: PictureRecord, focus: tuple[int, int], alt: str) -> tuple[PictureCrop, ...]:
    return tuple(
        PictureCrop(crop.shape, f"{base}{picture.base}-{crop.name}", crop.width, crop.height, alt)
        for crop in crops_of(picture.cut_from, picture.width, focus)
    )


def _classes(tint: str, focus: tuple[int, int]) -> str:
    """Name the classes of the stylesheet that a page may not say in a style: it would forbid a strict policy."""
    names = [f"tint-{tint}"] if tint else []
    if focus != CENTRE:
        names += [f"focus-x{round(focus[0] / 10)}", f"focus-y{round(focus[1] / 10)}"]
    return " ".join(names)
