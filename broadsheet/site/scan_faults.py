"""Say which faults of the scan a build tells of: not those of pictures and files that readers see nowhere."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from broadsheet.content import keys
from broadsheet.content.reference_index import ReferenceIndex
from broadsheet.diagnostics import Diagnostic

_CONTENT = "content/"
_TOLD_ENDS = ("", ".md", ".yaml", ".yml")


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
    # A name with another end is that of a picture or file, published or not; one without an end is a folder's.
    if path == source or PurePosixPath(path).suffix.lower() in _TOLD_ENDS:
        return True
    return any(references.is_used(key) for key in (keys.picture(path), keys.attachment(path)))
