"""The archive as a Pelican site, with the settings and the theme of `peer_sites/pelican`."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.archive import Archive, Story, authors
from benchmarks.pictures import SIZE, write_pictures
from benchmarks.sites import Site, write_text
from benchmarks.vocabulary import SECTIONS

FILES = Path(__file__).resolve().parent / "peer_sites/pelican"
ZONE = ZoneInfo("America/Regina")


class PelicanSite(Site):
    """Pelican's form of the archive; it builds as of the machine's own clock."""

    name = "pelican"
    has_clock = False

    def __init__(self, archive: Archive, folder: Path, program: Path = Path("pelican")) -> None:
        super().__init__(archive, folder)
        self._program = program
        self._names = {author.slug: author.name for author in authors()}

    def write_frame(self) -> None:
        """Write the settings, the theme, the authors and the pictures."""
        shutil.copytree(FILES, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.set_tagline("Every day of the year")
        write_pictures(self.folder / "content/pictures")

    def story_path(self, story: Story) -> Path:
        """Say where a story's source is."""
        return self.folder / f"content/{story.address.section}/{story.address.slug}.md"

    def story_text(self, story: Story) -> str:
        """Write a story's source."""
        lines = [f"Title: {story.headline}", f"Summary: {story.deck}"]
        lines += [f"Kicker: {story.kicker}"] if story.kicker else []
        lines += [f"Authors: {'; '.join(self._names[slug] for slug in story.authors)}"]
        lines += [f"Date: {_date(story.embargo or story.published)}"]
        lines += [f"Modified: {_date(story.updated)}"] if story.updated else []
        if story.picture:
            shown = {"image": "file", "caption": "caption", "credit": "credit", "alt": "alt"}
            lines += [f"{key.title()}: {getattr(story.picture, name)}" for key, name in shown.items()]
        lines += [f"Tags: {', '.join(story.topics)}"]
        lines += [f"Related: {' || '.join(map(self._related, story.related))}"] if story.related else []
        return "\n".join([*lines, "", self.body(story)])

    def link(self, number: int) -> str:
        """Write a link to a story."""
        address = self.archive.address(number)
        return f"{{filename}}/{address.section}/{address.slug}.md"

    def picture_link(self, file: str) -> str:
        """Write a link to a picture."""
        return f"{{static}}/pictures/{file}"

    def set_tagline(self, text: str) -> None:
        """Change a setting that every page shows."""
        writers = {author.slug: {"role": author.role, "bio": author.bio} for author in authors()}
        newsroom = {"tagline": text, "sections": SECTIONS, "writers": writers, "picture_size": SIZE}
        write_text(self.folder / "newsroom.json", json.dumps(newsroom, indent=1, ensure_ascii=False))

    def set_footer_note(self, text: str) -> None:
        """Change a partial that every page includes."""
        footer = (FILES / "theme/templates/site_footer.html").read_text("utf-8")
        path = self.folder / "theme/templates/site_footer.html"
        write_text(path, footer.replace("</footer>", f"<p>{text}</p></footer>"))

    def command(self, out: Path, now: datetime) -> list[str]:
        """Give the command that builds the site; the instant is the machine's own."""
        program = [str(self._program), str(self.folder / "content"), "--settings", str(self.folder / "pelicanconf.py")]
        return [*program, "--output", str(out), "--quiet"]

    def _related(self, number: int) -> str:
        address = self.archive.address(number)
        return f"/{address.section}/{address.slug}/ | {address.headline}"


class CachedPelicanSite(PelicanSite):
    """The same, with Pelican's own cache of what it read."""

    name = "pelican-cached"

    def command(self, out: Path, now: datetime) -> list[str]:
        """Give the command that builds the site."""
        cached = ["LOAD_CONTENT_CACHE=true", "CACHE_CONTENT=true", f'CACHE_PATH="{out.parent / "cache"}"']
        return [*super().command(out, now), "--extra-settings", *cached]


def _date(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%Y-%m-%d %H:%M}"
