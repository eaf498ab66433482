"""Find the file that is meant by a name under which there is none, and say what to write."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cached_property
from unicodedata import normalize
from urllib.parse import quote, unquote

from broadsheet.content.documents import Documents
from broadsheet.content.references import (
    PICTURE_ENDS,
    PICTURE_FOLDER,
    FoundReference,
    is_outside,
    resolve_link,
    resolve_picture,
)

_CHECK = "check the name, and that the file is there"
# What would end an address in Markdown or YAML, or be read as more than a name.
_ENCODED = re.compile(r"""[\s()<>%#?"\\`]|&(?=#?\w+;)""")
# With what a value of YAML may not begin.
_OF_YAML = tuple("@&*!|{}[],'%")


class NearFiles:
    """The files of the content by their names. `may_be_told` answers whether a message may name one, by its key."""

    def __init__(self, documents: Documents, may_be_told: Callable[[str], bool]) -> None:
        self._documents = documents
        self._may_be_told = may_be_told

    def help_for(self, source: str, reference: FoundReference) -> str:
        """Say what to write in place of a reference to a file that is not there; `source` is who refers to it."""
        path = reference.candidates[0].partition(":")[2].replace("\\", "/")
        kinds = ("picture",) if reference.kind == "picture" else ("picture", "file")
        folders = list(dict.fromkeys([_folder(path), _folder(source), PICTURE_FOLDER]))
        named = [found for found in self._by_name[_plain(_name(path))] if self._is_fit(found, kinds)]
        if named:
            meant = min(named, key=lambda found: (_rank(_folder(found), folders), found))
            if meant != path and normalize("NFC", meant) == normalize("NFC", path):
                return "the file's name is encoded differently: rename it as written here"
            if _folder(meant) != folders[0]:
                return f"it is in {_folder(f'content/{meant}')}/: write `{self._address(meant, source)}`"
            return f"did you mean `{self._address(meant, source)}`?"
        near = next(self._alike(path, folders, kinds), "")
        return f"did you mean `{self._address(near, source)}`?" if near else _CHECK

    def _alike(self, path: str, folders: list[str], kinds: tuple[str, ...]) -> Iterator[str]:
        """Yield the file of each folder whose name is most like another, among those of its sort."""
        stem, end = _parts(path)
        for folder in folders:
            stems = {
                of_file: found
                for found in self._by_folder[folder]
                for of_file, its_end in (_parts(found),)
                if its_end == end and self._is_fit(found, kinds)
            }
            for match in get_close_matches(stem, stems, n=1, cutoff=0.7):
                yield stems[match]

    def _is_fit(self, path: str, kinds: tuple[str, ...]) -> bool:
        kind = self._kinds[path]
        return kind in kinds and self._may_be_told(f"{kind}:{path}")

    def _address(self, path: str, source: str) -> str:
        """Give what a source writes for a file: its name, its path from the content folder, or that from the source."""
        if _folder(path) == _folder(source):
            name = _encode(_name(path))
            return f"./{name}" if name.startswith(_OF_YAML) or is_outside(name) else name
        resolve = resolve_picture if self._kinds[path] == "picture" else resolve_link
        absolute = _encode(f"/{path}")
        if resolve(absolute, source).candidates[0] == f"{self._kinds[path]}:{path}":
            return absolute
        return _encode(posixpath.relpath(path, _folder(source)))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """The files that can be published, with what each is."""
        return {
            item.path: kind for kind in ("picture", "file") for item in self._documents.iter_kind(kind) if item.address
        }

    @cached_property
    def _by_name(self) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._kinds:
            found[_plain(_name(path))].append(path)
        return found

    @cached_property
    def _by_folder(self) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._kinds:
            found[_folder(path)].append(path)
        return found


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _rank(folder: str, folders: list[str]) -> int:
    return folders.index(folder) if folder in folders else len(folders)


def _plain(name: str) -> str:
    """Write a name without what is most often mistaken: case, escapes, blanks and hyphens, `.jpeg` for `.jpg`."""
    plain = normalize("NFC", unquote(name)).casefold()
    return re.sub(r"[\s_-]+", "-", plain).replace(".jpeg", ".jpg")


def _parts(path: str) -> tuple[str, str]:
    """Give a name without its end, and the end; one picture may stand for another whatever their ends."""
    stem, dot, end = _plain(_name(path)).rpartition(".")
    return stem, "picture" if f"{dot}{end}" in PICTURE_ENDS else end


def _encode(written: str) -> str:
    return _ENCODED.sub(lambda found: quote(found[0], safe=""), written)
