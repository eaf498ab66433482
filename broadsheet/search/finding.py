"""Find Pagefind, which comes with the extra `search`."""

from importlib.util import find_spec
from pathlib import Path

# The first one also cuts Chinese and Japanese into words.
_WHEELS = ("pagefind_bin_extended", "pagefind_bin")
_PROGRAMS = ("pagefind_extended", "pagefind", "pagefind_extended.exe", "pagefind.exe")


def find_program() -> Path | None:
    """Find the program in its wheel, and nowhere else: another version would make another index."""
    for wheel in _WHEELS:
        spec = find_spec(wheel)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            for name in _PROGRAMS:
                if (program := Path(folder, name)).is_file():
                    return program
    return None
