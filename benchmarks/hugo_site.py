"""The archive as a Hugo site, with the layouts of `peer_sites/hugo`."""

import json
import shutil
from datetime import datetime
from pathlib import Path

from benchmarks.archive import Archive, Story, authors
from benchmarks.newsroom_site import yaml_text
from benchmarks.pictures import write_pictures
from benchmarks.sites import Site, write_text
from benchmarks.vocabulary import SECTIONS

FILES = Path(__file__).resolve().parent / "peer_sites/hugo"


class HugoSite(Site):
    """Hugo's form of the archive."""

    name = "hugo"

    def __init__(self, archive: Archive, folder: Path, program: Path = Path("hugo")) -> None:
        super().__init__(archive, folder)
        self._program = program

    def write_frame(self) -> None:
        """Write the settings, the layouts, the authors and the pictures."""
        shutil.copytree(FILES, self.folder)
        self.set_tagline("Every day of the year")
        for slug, name in SECTIONS:
            write_text(self.folder / f"content/{slug}/_index.md", f"---\ntitle: {name}\n---\n")
        write_text(self.folder / "content/latest/_index.md", "---\ntitle: Latest\noutputs: [html]\n---\n")
        for author in authors():
            lines = [
                "outputs: [html, rss]",
                f"title: {author.name}",
                f"role: {author.role}",
                f"bio: {yaml_text(author.bio)}",
            ]
            text = "\n".join(["---", *lines, "---", "", author.bio, ""])
            write_text(self.folder / f"content/authors/{author.slug}/_index.md", text)
        write_pictures(self.folder / "assets/pictures")

    def story_path(self, story: Story) -> Path:
        """Say where a story's source is."""
        return self.folder / f"content/{story.address.section}/{story.address.slug}.md"

    def story_text(self, story: Story) -> str:
        """Write a story's source."""
        lines = [f"title: {yaml_text(story.headline)}", f"description: {yaml_text(story.deck)}"]
        lines += [f"kicker: {story.kicker}"] if story.kicker else []
        lines += [f"authors: [{', '.join(story.authors)}]", f"date: {story.published.isoformat()}"]
        lines += [f"lastmod: {story.updated.isoformat()}"] if story.updated else []
        lines += [f"publishDate: {story.embargo.isoformat()}"] if story.embargo else []
        if story.picture:
            keys = ("file", "caption", "credit", "alt")
            lines += ["image:", *(f"  {key}: {yaml_text(getattr(story.picture, key))}" for key in keys)]
        lines += [f"topics: [{', '.join(story.topics)}]"]
        lines += [f"days: ['{story.published:%Y-%m-%d}']", f"months: ['{story.published:%Y-%m}']"]
        lines += [f"related: [{', '.join(self.link(number) for number in story.related)}]"] if story.related else []
        return "\n".join(["---", *lines, "---", "", self.body(story)])

    def link(self, number: int) -> str:
        """Write a link to a story."""
        address = self.archive.address(number)
        return f"/{address.section}/{address.slug}"

    def picture_link(self, file: str) -> str:
        """Write a link to a picture."""
        return file

    def set_tagline(self, text: str) -> None:
        """Change a setting that every page shows."""
        settings = (FILES / "hugo.toml").read_text("utf-8").replace('"Every day of the year"', json.dumps(text))
        menu = "".join(
            f'\n[[menus.main]]\nidentifier = "{slug}"\nname = "{name}"\nurl = "/{slug}/"\nweight = {weight}\n'
            for weight, (slug, name) in enumerate(SECTIONS, 1)
        )
        write_text(self.folder / "hugo.toml", settings + menu)

    def set_footer_note(self, text: str) -> None:
        """Change a partial that every page includes."""
        footer = (FILES / "layouts/_partials/site_footer.html").read_text("utf-8")
        path = self.folder / "layouts/_partials/site_footer.html"
        write_text(path, footer.replace("</footer>", f"<p>{text}</p></footer>"))

    def command(self, out: Path, now: datetime) -> list[str]:
        """Give the command that builds the site."""
        program = [str(self._program), "--quiet", "--source", str(self.folder)]
        return [*program, "--destination", str(out), "--clock", now.isoformat()]
