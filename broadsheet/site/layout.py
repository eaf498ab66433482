"""Where things are in a newsroom's folder, and what kind of source each file is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from broadsheet.content.references import PICTURE_ENDS
from broadsheet.newsroom.settings import SETTINGS_FILE

SourceKind = Literal["story", "author", "page", "picture", "file", "front", "live", "template", "settings"]

CONTENT = "content"
TEMPLATES = "templates"
STATE = ".broadsheet"
SITE = "site"
THEME = "theme:"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one newsroom and of one build of it."""

    root: Path
    site: Path
    state: Path
    theme: Path

    @property
    def database(self) -> Path:
        """The build's database."""
        return self.state / "build.db"

    @property
    def staging(self) -> Path:
        """Where outputs wait until all of them are ready; on the file system of the site, to be moved by name alone."""
        if self.site.is_mount():
            return self.site / f".{STATE.lstrip('.')}-staging"
        if self.site.parent == self.root:
            return self.state / "staging"
        return self.site.parent / f".{self.site.name}.broadsheet-staging"


def packaged_theme() -> Path:
    """Find the theme that comes with Broadsheet: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / TEMPLATES


def layout_of(root: Path, out: Path | None = None) -> Layout:
    """Lay out the build of the newsroom at `root`; a build to another folder keeps a state of its own."""
    root = root.resolve()
    site = (out or root / SITE).resolve()
    state = root / STATE
    if site != root / SITE:
        state = site.parent / f".{site.name}.broadsheet"
    return Layout(root, site, state, packaged_theme())


def pictures_folder(root: Path) -> Path:
    """Find where the files of pictures are kept: with the newsroom, for all builds and previews of it."""
    return root / STATE / "renditions"


def search_folder(root: Path) -> Path:
    """Find where the volumes of the search index are kept: with the newsroom, for all builds of it."""
    return root / STATE / "search"


def unfit_site(root: Path, out: Path) -> str:
    """Say why a folder cannot hold the newsroom's site; empty when it can."""
    root, out = root.resolve(), out.resolve()
    if out == root or out in root.parents:
        return "it holds the newsroom itself"
    for name in (CONTENT, TEMPLATES, STATE):
        if out == root / name or root / name in out.parents:
            return f"it lies in the newsroom's folder {name}"
    if out.exists() and not out.is_dir():
        return "it is a file"
    return ""


def kind_of(path: str) -> SourceKind:
    """Say what kind of source a path in the newsroom's folder is."""
    if path == SETTINGS_FILE:
        return "settings"
    parts = PurePosixPath(path).parts
    if parts[0] != CONTENT:
        return "template"
    lower = path.lower()
    if lower.endswith(PICTURE_ENDS):
        return "picture"
    folder = parts[1] if len(parts) > 2 else ""
    if lower.endswith(".md"):
        if folder == "authors":
            return "author"
        return "page" if folder == "pages" else "story"
    if folder == "fronts" and lower.endswith((".yaml", ".yml")):
        return "front"
    if folder == "live" and lower.endswith((".yaml", ".yml")):
        return "live"
    return "file"


def content_path(path: str) -> str:
    """Give a content source's path in the content folder."""
    return path.removeprefix(f"{CONTENT}/")


def source_files(layout: Layout, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield sources, each with its file; those of the packaged theme lie outside the newsroom."""
    # A theme has 150 files, which all builds ask for; a Path for each would take as long as reading them.
    for path in paths:
        yield path, f"{layout.theme}/{path.removeprefix(THEME)}" if path.startswith(THEME) else f"{layout.root}/{path}"
