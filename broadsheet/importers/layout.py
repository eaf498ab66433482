"""Where each generator keeps its stories, its authors and its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

Dialect = Literal["jekyll", "hugo", "eleventy"]

_STORY_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".html", ".htm"})
_STORY_FOLDERS: dict[Dialect, tuple[str, ...]] = {
    "hugo": ("content",),
    "jekyll": ("_posts", "_drafts", "content/posts", "posts"),
    "eleventy": ("content", "posts", "_posts", "src/posts", "src/content", "src/blog", "blog"),
}
_FILE_FOLDERS = ("", "static", "assets", "public", "src", "content")
# Folder names that say only that there are stories in them; they make no section.
_NAMELESS = frozenset({"content", "posts", "post", "_posts", "_drafts", "blog", "articles", "stories", "src"})
_AUTHORS = "authors"


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A story's file with its path from the site's folder, and the section its folder names or an empty text."""

    file: Path
    path: str
    section: str


def find_sources(site: Path, dialect: Dialect) -> Iterator[FoundSource]:
    """Find the story files of a site, in the order of their paths."""
    roots = [site / folder for folder in _STORY_FOLDERS[dialect] if (site / folder).is_dir()]
    seen: set[Path] = set()
    for root in roots or [site]:
        for file in sorted(root.rglob("*")):
            if file in seen or file.suffix.lower() not in _STORY_SUFFIXES or not is_inside(file, site):
                continue
            inner = file.relative_to(root)
            if any(part.startswith(".") for part in inner.parts) or inner.parts[0] == _AUTHORS:
                continue
            seen.add(file)
            yield FoundSource(file, file.relative_to(site).as_posix(), _section(inner, root, site))


def _section(inner: Path, root: Path, site: Path) -> str:
    folders = [part for part in inner.parts[:-1] if part.lower() not in _NAMELESS and not part.isdigit()]
    if folders and not (inner.stem == "index" and len(folders) == 1 and inner.parts[0] == folders[0]):
        return folders[0] if folders[0] == inner.parts[0] else ""
    categories = root.relative_to(site).parts if root != site else ()
    return categories[0] if categories and categories[0].lower() not in _NAMELESS else ""


def find_author_files(site: Path) -> Iterator[tuple[str, Path]]:
    """Find profiles that have a file each, with the slug that the file's place gives."""
    for folder in (site / "content" / _AUTHORS, site / "_authors", site / _AUTHORS):
        if not folder.is_dir():
            continue
        for file in sorted(folder.rglob("*.md")):
            if not is_inside(file, site) or (file.parent == folder and file.stem in ("_index", "index")):
                continue
            yield (file.parent.name if file.stem in ("_index", "index") else file.stem), file


def find_author_tables(site: Path) -> Iterator[Path]:
    """Find the data files that hold all profiles of a site."""
    for folder in ("_data", "data", "src/_data"):
        for name in ("authors", "team", "people"):
            for suffix in (".yml", ".yaml", ".json", ".toml"):
                file = site / folder / f"{name}{suffix}"
                if file.is_file() and is_inside(file, site):
                    yield file


def find_file(site: Path, address: str, story: Path) -> Path | None:
    """Find the file of a picture or download by its address on the old site, or its path from the story."""
    relative = PurePosixPath(address.lstrip("/"))
    if not relative.parts or ".." in relative.parts:
        return None
    folders = [site / folder for folder in _FILE_FOLDERS]
    if not address.startswith("/"):
        folders.insert(0, story.parent)
    for folder in folders:
        file = folder / relative
        if file.is_file() and is_inside(file, site):
            return file
    return None


def is_inside(file: Path, site: Path) -> bool:
    """Answer whether a file is there, and in the site also where a link leads."""
    return file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(site.resolve()))
