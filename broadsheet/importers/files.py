"""Copy the pictures and downloads that stories use, each once."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from broadsheet.content.pictures import read_picture
from broadsheet.importers.layout import find_file
from broadsheet.slugs import collision_key

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif"})
# A page or script of the old site is no download.
_NO_DOWNLOADS = frozenset({".md", ".markdown", ".html", ".htm", ".js", ".css", ".php", ".yml", ".yaml", ".toml", ""})
_OLD_ROOTS = ("assets/", "static/", "public/", "src/", "content/", "images/")


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture's path from the content folder, or no path and the reason."""

    path: str = ""
    fault: str = "the picture is not among the files"


class FileShelf:
    """The files of one import: which were copied where. A target name is given to one file only."""

    __slots__ = ("_into", "_names", "_site", "_sources")

    def __init__(self, site: Path, into: Path) -> None:
        self._site = site
        self._into = into
        self._sources: dict[tuple[Path, str], str] = {}
        self._names: set[str] = set()

    def picture(self, address: str, story: Path) -> FoundPicture:
        """Copy a picture to the pictures folder and give its path, or say why it cannot be used."""
        file = self._find(address, story)
        if file is None or file.suffix.lower() not in PICTURE_SUFFIXES:
            return FoundPicture()
        if (file, "pictures") not in self._sources:
            _, faults = read_picture(file.name, file.read_bytes(), b"")
            if faults:
                return FoundPicture(fault=faults[0].message)
        return FoundPicture(f"/{self._copied(file, 'pictures', self._short_path(file))}")

    def download(self, address: str, story: Path, folder: str) -> str | None:
        """Copy a file beside a story that lies in `folder` and give its name; None when it is not there."""
        file = self._find(address, story)
        if file is None or file.suffix.lower() in _NO_DOWNLOADS | PICTURE_SUFFIXES:
            return None
        return self._copied(file, folder, file.name).rsplit("/", 1)[-1]

    def copied(self) -> tuple[str, ...]:
        """Give the paths of all copies, from the content folder."""
        return tuple(sorted(self._sources.values()))

    def _find(self, address: str, story: Path) -> Path | None:
        address = address.split("?")[0].split("#")[0]
        if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
            return None
        return find_file(self._site, address, story) or find_file(self._site, unquote(address), story)

    def _short_path(self, file: Path) -> str:
        path = file.relative_to(self._site).as_posix()
        for root in _OLD_ROOTS:
            path = path.removeprefix(root)
        return path

    def _copied(self, file: Path, folder: str, path: str) -> str:
        key = (file, folder)
        if key not in self._sources:
            target = self._free_name(f"{folder}/{_sound_path(path)}", file)
            (self._into / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, self._into / target)
            self._sources[key] = target
        return self._sources[key]

    def _free_name(self, wanted: str, file: Path) -> str:
        target, number = wanted, 1
        while collision_key(target) in self._names or self._is_other(target, file):
            number += 1
            stem, _, suffix = wanted.rpartition(".")
            target = f"{stem}-{number}.{suffix}"
        self._names.add(collision_key(target))
        return target

    def _is_other(self, target: str, file: Path) -> bool:
        path = self._into / target
        return path.exists() and (not path.is_file() or path.read_bytes() != file.read_bytes())


def _sound_path(path: str) -> str:
    parts = [re.sub(r"[^\w.-]+", "-", part).strip("-.") or "file" for part in PurePosixPath(path).parts]
    return "/".join(parts)
