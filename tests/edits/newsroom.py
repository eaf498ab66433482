"""A small newsroom that is edited at random: its files, its settings, its clock, and what was put beside its site."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Protocol, TypeVar

from PIL import Image

from broadsheet.diagnostics import Diagnostic
from broadsheet.site.build import BuildOptions, BuildResult, build
from tests.newsrooms import NOW, ROOT, Site, source

Option = TypeVar("Option")

STORIES = ("world/rates", "world/ports", "world/café", "politics/vote", "politics/rates", "politics/deep/hearing")
SECTIONS = ("world", "politics")
OPENING = {
    "world/rates": {"topics": "[Rates]", "authors": "dana", "deck": "What it means", "image": "/pictures/map.svg"},
    "world/ports": {
        "topics": "[Rates, Ports]",
        "regions": "[calgary]",
        "published": "2026-11-21 08:30",
        "body": "![A port](/pictures/port.png)",
    },
    "world/café": {"label": "opinion", "authors": "[dana, Ilya Brandt]", "body": "See [rates](/world/rates.md)."},
    "politics/vote": {
        "topics": "[Votes]",
        "published": "2026-10-02",
        "body": "It is counted.\n\n::: pull\nA tie.\n:::",
    },
}
STANDING = {
    "name": "The Example Courier",
    "address": "https://courier.example",
    "city": "Calgary",
    "regions": "[{slug: calgary, name: Calgary}]",
}


class Choose(Protocol):
    """Whoever decides at random: a seeded generator, or a test that searches for the shortest failure."""

    def __call__(self, options: Sequence[Option], /) -> Option: ...


class Newsroom(Site):
    """A newsroom under edit. Every edit can be done at any time; `choose` decides what is open in it.

    `foreign` are the files that somebody else put into the site, and `now` is
    the newsroom's clock.
    """

    def __init__(self, folder: Path, choose: Choose, errors: str = "stop") -> None:
        self.folder = folder
        self.choose = choose
        self.now = NOW
        self.last_story = ""
        self.foreign: dict[str, bytes] = {}
        self.section_slugs = dict.fromkeys(SECTIONS, "")
        self.section_keys = dict.fromkeys(SECTIONS, "")
        self.settings: dict[str, str | int] = {"errors": errors}
        super().__init__(folder / "newsroom")
        self.write_settings()
        for name, keys in OPENING.items():
            self.story(name, **keys)
        self.write("content/authors/dana.md", "---\nname: Dana\nimage: /pictures/map.svg\n---\n\nWrites.\n")
        for place in ("pictures", "world"):
            self.write(f"content/{place}/map.svg", drawing(4))
        self.write("content/pictures/port.png", photograph(4))
        self.write("content/pages/about.md", "---\nheadline: About\n---\n\nUs.\n")

    def write_settings(self) -> None:
        """Write `newsroom.yaml` as the settings are now."""
        sections = "".join(
            f"  - slug: {self.section_slugs[name] or name}\n    name: {name.title()}\n{self.section_keys[name]}"
            for name in SECTIONS
        )
        lines = "".join(f"{name}: {value}\n" for name, value in {**STANDING, **self.settings}.items())
        self.write("newsroom.yaml", f"sections:\n{sections}{lines}")

    def stories(self) -> list[str]:
        """List the stories' files, as paths from the newsroom's folder."""
        content = self.root / "content"
        found = (path.relative_to(self.root).as_posix() for path in content.rglob("*.md") if path.is_file())
        return sorted(path for path in found if path.split("/")[1] not in {"authors", "pages"})

    def a_story(self) -> str:
        """Choose a story, half of the time the one that was edited last; where there is none any more, write one."""
        stories = self.stories()
        if not stories:
            self.story(STORIES[0])
            stories = self.stories()
        if self.last_story not in stories or self.choose((True, False)):
            self.last_story = self.choose(stories)
        return self.last_story

    def text(self, path: str) -> str:
        """Read a file of the newsroom."""
        return (self.root / path).read_text("utf-8", "replace")

    def set_key(self, path: str, key: str, value: str) -> None:
        """Set a key of a story's front matter, or take it out."""
        first, *rest = (line for line in self.text(path).split("\n") if not line.startswith(f"{key}:"))
        self.write(path, "\n".join([first, *([f"{key}: {value}"] if value else []), *rest]))

    def set_body(self, path: str, body: str) -> None:
        """Replace a story's body."""
        head, _, _ = self.text(path).partition("\n---\n")
        self.write(path, f"{head}\n---\n\n{body}\n")

    def move_story(self, path: str, to: str) -> None:
        """Rename a story's file, unless another one stands there."""
        if not (self.root / to).exists() and not (self.root / to).is_symlink():
            self.move(path, to)
            self.last_story = to

    def remove(self, path: str) -> None:
        """Remove whatever stands at a path of the newsroom."""
        full = self.root / path
        if full.is_dir() and not full.is_symlink():
            shutil.rmtree(full)
        else:
            full.unlink(missing_ok=True)

    def has_room_for(self, path: str) -> bool:
        """Answer whether a file can be put at a path of the site where nothing stands yet."""
        full = self.out / path
        folders = [folder for folder in full.parents if folder.is_relative_to(self.out)]
        return not full.exists() and not full.is_symlink() and all(not f.exists() or f.is_dir() for f in folders)

    def put_foreign(self, path: str) -> None:
        """Put a file into the site that no build wrote."""
        if self.has_room_for(path):
            full = self.out / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(b"not ours")
            self.foreign[path] = b"not ours"

    def own_templates(self) -> list[str]:
        """List the files of the newsroom's own theme."""
        folder = self.root / "templates"
        return sorted(path.relative_to(self.root).as_posix() for path in folder.rglob("*") if path.is_file())

    def override(self, name: str, change: Callable[[str], str]) -> None:
        """Put a changed copy of a file of the packaged theme into the newsroom's own."""
        self.remove(f"templates/{name}")
        self.write(f"templates/{name}", change((ROOT / "templates" / name).read_text("utf-8")))

    def build_disturbed(self, disturb: Callable[[], object], step: str) -> None:
        """Build, and disturb the build once when it has come to a step."""
        waiting = [disturb]

        def progress(now_at: str, done: int, total: int) -> None:
            if now_at == step and waiting:
                waiting.pop()()

        build(BuildOptions(self.root, self.now, jobs=1, progress=progress))

    def mend(self, faults: Iterable[Diagnostic]) -> None:
        """Repair what faults are laid to: write stories anew, and take away what else is at fault."""
        for path in {fault.place.path for fault in faults if fault.is_error}:
            folder, _, name = path.partition("/")
            if folder == "site":
                self.take_foreign_away()
                self.remove(path)
            elif folder == "templates":
                self.remove(folder)
            elif path == "newsroom.yaml":
                self.settings = {"errors": self.settings["errors"]}
                self.write_settings()
            else:
                self.remove(path)
                if name.endswith(".md") and name.split("/")[0] in self._slugs():
                    self.write(path, source())

    def take_foreign_away(self) -> None:
        """Delete the files that were put into the site."""
        for path in self.foreign:
            (self.out / path).unlink(missing_ok=True)
        self.foreign.clear()

    def _slugs(self) -> set[str]:
        return {slug or name for name, slug in self.section_slugs.items()}

    def clean_build(self) -> tuple[BuildResult, Mapping[str, bytes]]:
        """Build the same sources from nothing; give what was said and what came out."""
        state, aside = self.root / ".broadsheet", self.folder / "aside"
        clean = Site(self.root, self.folder / "clean" / "site")
        state.mkdir(exist_ok=True)
        state.rename(aside)
        try:
            result = build(BuildOptions(self.root, self.now, out=clean.out, jobs=1))
            return result, clean.tree()
        finally:
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            shutil.rmtree(state, ignore_errors=True)
            aside.rename(state)


def drawing(width: int, colour: str = "red") -> str:
    """Draw a picture of lines."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 3"><path fill="{colour}" d="M0 0h3v3z"/></svg>'
    )


def photograph(width: int, colour: str = "red", height: int = 3) -> bytes:
    """Make a picture of points."""
    made = BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "PNG")
    return made.getvalue()


def inside_macro(text: str, addition: str) -> str:
    """Add to what each macro of a template gives."""
    return re.sub(r"(\{%-? macro .*?%\})", rf"\1{addition}", text)
