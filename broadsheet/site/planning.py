"""Plan a build: which outputs are stale."""

from collections.abc import Callable

from broadsheet.engine.reasons import Reason
from broadsheet.site.edition import Edition, make_edition
from broadsheet.site.filling import Filler
from broadsheet.site.inputs import Theme
from broadsheet.site.layout import Layout
from broadsheet.site.reading import read_inputs
from broadsheet.site.scanning import Scanned
from broadsheet.site.search_volumes import restore_search, settle_search
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores
from broadsheet.site.verifying import adopt


def plan(
    layout: Layout,
    stores: Stores,
    scanned: Scanned,
    altered: dict[str, Reason],
    use_theme: Callable[[Theme], None] = lambda _: None,
    filler: Filler | None = None,
) -> Edition:
    """Make an edition and mark all that is stale; one whose errors end the build is planned no further.

    `use_theme` is called with the theme as soon as it is read. `filler` has taken in all stories already.
    """
    is_first = stores.targets.count() == 0
    inputs, theme = read_inputs(layout, stores, scanned)
    use_theme(theme)
    edition = make_edition(stores, inputs, theme, SourceLines(layout.root), filler)
    if edition.has_errors(stores.settings.errors == "skip"):
        return edition
    edition.obsolete = sorted({*edition.obsolete, *settle_search(stores, layout.root, edition.touched)})
    if is_first or stores.log.meta("strays") == b"expected":
        strays = adopt(stores.targets, layout.site, stores.settings.address)
        edition.obsolete = sorted({*edition.obsolete, *strays})
    for path, reason in altered.items():
        stores.targets.mark(path, reason, must_write=True)
    if stores.log.meta("code") != stores.code_version:
        stores.targets.mark_all(Reason("full", "Broadsheet is another version"))
        stores.log.write_meta("code", stores.code_version)
    restore_search(stores, layout.root)
    return edition
