"""Newsrooms of real files for tests: write, edit, build, read what came out."""

import itertools
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from broadsheet.diagnostics import render_diagnostic
from broadsheet.site.build import BuildOptions, BuildResult, build

ROOT = Path(__file__).parents[1]

# Drawn cards are half of the work of a small newsroom; the tests that are about them ask for them.
SETTINGS = """\
name: The Example Courier
address: https://courier.example
city: Calgary
social_cards: no
sections:
  - slug: world
    name: World
  - slug: politics
    name: Politics
regions:
  - slug: calgary
    name: Calgary
"""


def seconds(text: str, zone: str = "UTC") -> int:
    """Give an instant, `2026-11-23 12:00`, in seconds since 1970."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


NOW = seconds("2026-11-23 12:00")


def source(headline: str = "Rates rise", body: str = "The vote was close.", **keys: str) -> str:
    """Make a story's source; further keys are set as they are given."""
    keys = {"published": "2026-11-20 10:00", **keys}
    lines = [f"{name}: {value}" for name, value in keys.items() if value]
    return "\n".join(["---", f"headline: {headline}", *lines, "---", "", body, ""])


class Site:
    """A newsroom's folder and the site that is built from it."""

    def __init__(self, root: Path, out: Path | None = None) -> None:
        self.root = root
        self.out = out or root / "site"
        self._clean_builds = itertools.count()
        if not (root / "newsroom.yaml").exists():
            self.write("newsroom.yaml", SETTINGS)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the newsroom."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content.encode() if isinstance(content, str) else content)

    def story(self, path: str, headline: str = "Rates rise", body: str = "The vote was close.", **keys: str) -> None:
        """Write a story, `world/rates`, with further keys as they are given."""
        self.write(f"content/{path}.md", source(headline, body, **keys))

    def configure(self, **keys: str | int) -> None:
        """Set top-level keys of `newsroom.yaml`."""
        kept = [line for line in SETTINGS.splitlines() if line.partition(":")[0] not in keys]
        self.write("newsroom.yaml", "\n".join([*kept, *(f"{name}: {value}" for name, value in keys.items()), ""]))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text of a file, which must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        """Remove a file."""
        (self.root / path).unlink()

    def move(self, path: str, to: str) -> None:
        """Rename a file."""
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)

    def build(self, now: int = NOW, jobs: int = 1) -> BuildResult:
        """Build the site."""
        return build(BuildOptions(self.root, now, jobs=jobs))

    def clean_tree(self, now: int = NOW) -> dict[str, bytes]:
        """Build the same sources from nothing into another folder and give what is in it."""
        folder = self.root.parent / f"{self.root.name}-clean-{next(self._clean_builds)}"
        result = build(BuildOptions(self.root, now, out=folder / "site", jobs=1))
        found = tree(folder / "site")
        shutil.rmtree(folder)
        assert result.is_ok, faults(result)
        return found

    def read(self, path: str) -> str:
        """Read a file of the site."""
        return (self.out / path).read_text("utf-8")

    def page(self, path: str) -> LexborHTMLParser:
        """Parse a page of the site."""
        return LexborHTMLParser(self.read(path))

    def tree(self) -> dict[str, bytes]:
        """Read all files of the site."""
        return tree(self.out)


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faults(result: BuildResult) -> str:
    """Give a build's diagnostics as they are printed."""
    return "\n\n".join(render_diagnostic(fault) for fault in result.diagnostics)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    """Give the texts of the elements that a selector finds, blanks made single."""
    return [" ".join(node.text().split()) for node in page.css(selector)]


def links(page: LexborHTMLParser, selector: str) -> list[str]:
    """Give the addresses of the links that a selector finds."""
    return [node.attributes["href"] or "" for node in page.css(selector)]
