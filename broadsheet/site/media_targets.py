"""Which files of pictures and attachments the site holds: those that public documents use, each address once."""

from collections.abc import Collection, Iterator

import msgspec

from broadsheet.content.documents import Document
from broadsheet.content.records import PictureRecord
from broadsheet.engine.targets import Target
from broadsheet.photos.renditions import crop_key, crops_of, plan, sealed_base
from broadsheet.site.shared_links import media_of_settings
from broadsheet.site.stores import Stores


def media_targets(stores: Stores) -> Iterator[Target]:
    """Yield the files that public documents use."""
    addresses: dict[str, None] = {}
    wanted = [*stores.references.iter_keys("picture:"), *stores.references.iter_keys("file:")]
    named = media_of_settings(stores.settings)
    wanted += sorted(named)
    for key in wanted:
        kind, _, path = key.partition(":")
        document = stores.documents.find(path)
        if document is not None and document.kind == kind and document.address and _is_used(stores, path, named):
            addresses[document.address] = None
    for address in addresses:
        yield from media_at(stores, address)


def media_at(stores: Stores, address: str) -> list[Target]:
    """Give the files that are wanted at an address; `address` is a file's, or what a picture's files begin with."""
    named = media_of_settings(stores.settings)
    paths = [path for path in stores.documents.paths_of_address(address) if _is_used(stores, path, named)]
    document = stores.documents.find(paths[0]) if paths else None
    if document is None:
        return []
    if document.kind == "file":
        return [Target(address.lstrip("/"), "copy", f"content/{paths[0]}", f"content/{paths[0]}")]
    raw = stores.documents.find_record("picture", paths[0])
    if raw is None:
        return []
    return list(_picture_targets(msgspec.msgpack.decode(raw, type=PictureRecord), document, _foci(stores, paths)))


def media_in_log(stores: Stores, address: str) -> list[Target]:
    """Give the files that the last build had at an address."""
    path = address.lstrip("/")
    single = stores.targets.find(path)
    several = [target for target in stores.targets.below(f"{path}-") if sealed_base(target.path) == path]
    return [*([single] if single is not None else []), *several]


def _is_used(stores: Stores, path: str, named: Collection[str]) -> bool:
    document = stores.documents.find(path)
    if document is None:
        return False
    key = f"{document.kind}:{path}"
    return key in named or stores.references.is_used(key)


def _foci(stores: Stores, paths: list[str]) -> list[tuple[int, int]]:
    """Give what the crops of a picture are made around, wherever its file stands."""
    found: set[tuple[int, int]] = set()
    for path in paths:
        for key in stores.references.iter_keys(f"crop:{path}@"):
            left, _, top = key.rpartition("@")[2].partition(",")
            found.add((int(left), int(top)))
    return sorted(found)


def _picture_targets(picture: PictureRecord, document: Document, foci: list[tuple[int, int]]) -> Iterator[Target]:
    source = f"content/{document.path}"
    if not picture.is_photo:
        yield Target(picture.url.lstrip("/"), "drawing", source, source)
        return
    base = picture.base.lstrip("/")
    size = (picture.width, picture.height)
    names = [item.name for item in plan(size, picture.widths, picture.formats, picture.url.rpartition(".")[2])]
    if picture.motion:
        names.append(picture.motion.removeprefix(f"{picture.base}-"))
    for name in names:
        yield Target(f"{base}-{name}", "rendition", f"{picture.key} {name} {source}", source)
    for focus in foci:
        key, at = crop_key(picture.key, focus), f"{focus[0]},{focus[1]}"
        for crop in crops_of(picture.cut_from, picture.width, focus):
            yield Target(f"{base}-{crop.name}", "crop", f"{key} {crop.name} {at} {source}", source)
