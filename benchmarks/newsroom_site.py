"""The archive as a Broadsheet newsroom with the default theme."""

import json
import re
import shutil
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from benchmarks.archive import Archive, Author, Story, authors
from benchmarks.pictures import write_pictures
from benchmarks.sites import Site, write_text
from benchmarks.vocabulary import SECTIONS

ROOT = Path(__file__).resolve().parents[1]
# One JPEG each, as the peers publish them; what the desk's own sizes cost is measured by `benchmarks.photos`.
_PICTURES = "pictures:\n  widths: [720]\n  formats: []\n"
# The lite edition is off, for the peers' layouts have nothing alike.
PLAIN = "lite: no\n"
_PLAIN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'’$/-]*")


class NewsroomSite(Site):
    """Broadsheet's form of the archive."""

    name = "broadsheet"
    is_incremental = True

    def __init__(
        self, archive: Archive, folder: Path, program: Path = ROOT, jobs: int = 0, settings: str = PLAIN
    ) -> None:
        super().__init__(archive, folder)
        self._program = program
        self._jobs = jobs
        self._settings = settings

    def write_frame(self) -> None:
        """Write the settings, the authors and the pictures."""
        self.set_tagline("Every day of the year")
        for author in authors():
            write_text(self.folder / f"content/authors/{author.slug}.md", _author_text(author))
        write_pictures(self.folder / "content/pictures")

    def story_path(self, story: Story) -> Path:
        """Say where a story's source is."""
        return self.folder / f"content/{story.address.section}/{story.address.slug}.md"

    def story_text(self, story: Story) -> str:
        """Write a story's source."""
        lines = [f"headline: {yaml_text(story.headline)}", f"deck: {yaml_text(story.deck)}"]
        lines += [f"kicker: {story.kicker}"] if story.kicker else []
        lines += [f"authors: [{', '.join(story.authors)}]", f"published: {_date(story.published)}"]
        lines += [f"updated: {_date(story.updated)}"] if story.updated else []
        lines += [f"embargo: {_date(story.embargo)}"] if story.embargo else []
        if story.picture:
            shown = replace(story.picture, file=self.picture_link(story.picture.file))
            lines += ["image:", *(f"  {key}: {yaml_text(getattr(shown, key))}" for key in _PICTURE_KEYS)]
        lines += [f"topics: [{', '.join(story.topics)}]"]
        lines += ["related:"] if story.related else []
        for number in story.related:
            address = self.archive.address(number)
            lines += [f"  - read: {yaml_text(address.headline)}", f"    url: {self.link(number)}"]
        return "\n".join(["---", *lines, "---", "", self.body(story)])

    def link(self, number: int) -> str:
        """Write a link to a story."""
        address = self.archive.address(number)
        return f"../{address.section}/{address.slug}.md"

    def picture_link(self, file: str) -> str:
        """Write a link to a picture."""
        return f"/pictures/{file}"

    def set_tagline(self, text: str) -> None:
        """Change a setting that every page shows."""
        sections = "".join(f"  - slug: {slug}\n    name: {name}\n" for slug, name in SECTIONS)
        write_text(
            self.folder / "newsroom.yaml",
            "name: The Plains Record\naddress: https://record.example\nlanguage: en-CA\ntimezone: America/Regina\n"
            f"city: Regina\nplace: Regina, Saskatchewan\ntagline: {text}\n{self._settings}{_PICTURES}sections:\n{sections}",
        )

    def set_footer_note(self, text: str) -> None:
        """Change a partial that every page includes."""
        theme = (self._program / "templates/partials/site_footer.html").read_text("utf-8")
        path = self.folder / "templates/partials/site_footer.html"
        write_text(path, theme.replace("</footer>", f"<p>{text}</p></footer>"))

    def command(self, out: Path, now: datetime) -> list[str]:
        """Give the command that builds the site."""
        program = [sys.executable, str(self._program / "build.py"), "build", "-C", str(self.folder)]
        return [*program, "--out", str(out), "--now", now.isoformat(), "--jobs", str(self._jobs)]


def copy_program(folder: Path) -> Path:
    """Copy what builds a site, so that work on the checkout does not disturb a measurement."""
    folder.mkdir(parents=True)
    shutil.copy2(ROOT / "build.py", folder)
    for name in ("broadsheet", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


_PICTURE_KEYS = ("file", "caption", "credit", "alt")


def yaml_text(text: str) -> str:
    """Write a text as YAML, in quotes where it needs them."""
    return text if _PLAIN_TEXT.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _date(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}Z"


def _author_text(author: Author) -> str:
    return f"---\nname: {author.name}\nrole: {author.role}\nbio: {yaml_text(author.bio)}\n---\n\n{author.bio}\n"
