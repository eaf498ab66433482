"""Say which faults of the scan a build tells of: not those of pictures and files that readers see nowhere."""

from collections.abc import Iterable

from broadsheet.content import keys
from broadsheet.content.reference_index import ReferenceIndex
from broadsheet.content.references import FILE_ENDS, PICTURE_ENDS
from broadsheet.diagnostics import Diagnostic

_CONTENT = "content/"
# Those of photographers' and designers' programs too, of which a story may be made.
_WORKING_ENDS = (
    ".tif .tiff .heic .heif .bmp .psd .psb .xcf .ai .eps .indd .raw .dng .cr2 .cr3 .nef .arw .orf .rw2 .mov .avi .mkv"
    " .mts .aif .aiff .wma .rar .7z .gz .key .pages .numbers .exe .html"
).split()
_FILES = (*PICTURE_ENDS, *FILE_ENDS, *_WORKING_ENDS)


def divide_scan_faults(
    faults: Iterable[Diagnostic], references: ReferenceIndex
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Give the faults that are told, and those of what only a hidden story may have brought."""
    told: list[Diagnostic] = []
    kept: list[Diagnostic] = []
    for fault in faults:
        (told if _is_told(fault.place.path, references) else kept).append(fault)
    return told, kept


def _is_told(source: str, references: ReferenceIndex) -> bool:
    path = source.removeprefix(_CONTENT)
    if path == source or not path.lower().endswith(_FILES):
        return True
    return any(references.is_used(key) for key in (keys.picture(path), keys.attachment(path)))
