"""Read a build's inputs: settings, the theme, and the desk's small files."""

from broadsheet.content.documents import decode_digest
from broadsheet.site.inputs import Inputs, Theme, add_desk_files, add_settings, add_theme, load_theme
from broadsheet.site.layout import TEMPLATES, THEME, Layout, source_files
from broadsheet.site.scanning import Scanned
from broadsheet.site.stores import Stores


def read_inputs(layout: Layout, stores: Stores, scanned: Scanned) -> tuple[Inputs, Theme]:
    """Read everything that pages share."""
    locations = _theme_files(layout, scanned)
    theme = load_theme(locations)
    inputs = Inputs()
    add_settings(inputs, stores.settings, stores.date_names)
    add_theme(inputs, theme, stores.settings, locations)
    documents = stores.documents
    desk = {
        document.path: documents.find_record(kind, document.path) or b""
        for kind in ("front", "live")
        for document in documents.iter_kind(kind)
    }
    add_desk_files(inputs, stores.settings, desk, stores.now)
    inputs.instants += [decode_digest(page).latest for page in documents.iter_kind("page")]
    inputs.scan_faults += scanned.diagnostics
    return inputs, theme


def _theme_files(layout: Layout, scanned: Scanned) -> dict[str, str]:
    """Find where each file of the theme lies: the newsroom's own folder goes before the packaged theme."""
    packaged = (path for path in scanned.stats if path.startswith(THEME))
    own = (path for path in scanned.stats if path.startswith(f"{TEMPLATES}/"))
    files = {path.removeprefix(THEME): file for path, file in source_files(layout, packaged)}
    return files | {path.partition("/")[2]: file for path, file in source_files(layout, own)}
