"""Keep the cache of pictures as large as the newsroom's pictures are.

To look through it costs what it holds, so it is looked through when a
hundredth part of it has changed: of a small newsroom's after every change, of
a large one's now and then.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from broadsheet.content.records import PictureRecord
from broadsheet.engine.kept_files import KeptFiles
from broadsheet.photos.renditions import sealed_base
from broadsheet.site.layout import pictures_folder
from broadsheet.site.stores import Stores

_SHARE = 100
_META = "pictures"


def sweep_pictures(stores: Stores, root: Path, touched: Sequence[str]) -> None:
    """Note the outputs that a build wrote or deleted, and remove what no picture needs when enough have changed."""
    changed = len({base for path in touched if (base := sealed_base(path))})
    if not changed:
        return
    kept, before = msgspec.msgpack.decode(stores.log.meta(_META) or b"\x92\x00\x00", type=tuple[int, int])
    changed += before
    if changed * _SHARE >= kept:
        kept, changed = KeptFiles(pictures_folder(root)).sweep(_wanted(stores)), 0
    stores.log.write_meta(_META, msgspec.msgpack.encode((kept, changed)))


def _wanted(stores: Stores) -> frozenset[str]:
    """Name what is to be kept: all that is published, and pictures of hidden stories, which a preview shows."""
    published = {
        target.argument.partition(" ")[0] for folder in ("media/", "social/") for target in stores.targets.below(folder)
    }
    records = (
        stores.documents.find_record("picture", document.path) for document in stores.documents.iter_kind("picture")
    )
    return frozenset(published | {msgspec.msgpack.decode(raw, type=PictureRecord).key for raw in records if raw})
