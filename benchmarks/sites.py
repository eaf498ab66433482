"""What every site of a benchmark can do: be written, be edited, be built. One subclass for each generator."""

import re
from abc import ABC, abstractmethod
from datetime import datetime
from pathlib import Path

from benchmarks.archive import Archive, Story

_STORY_LINK = re.compile(r"\(story:(\d+)\)")
_PICTURE_LINK = re.compile(r"\(picture:(\S+)")


class Site(ABC):
    """The archive in the form of one generator, in a folder of its own."""

    name: str
    has_clock = True  # whether it can be told which instant it is
    is_incremental = False  # whether a build costs what changed

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.archive = archive
        self.folder = folder

    @abstractmethod
    def write_frame(self) -> None:
        """Write everything but the stories."""

    @abstractmethod
    def story_path(self, story: Story) -> Path:
        """Say where a story's source is."""

    @abstractmethod
    def story_text(self, story: Story) -> str:
        """Write a story's source."""

    @abstractmethod
    def link(self, number: int) -> str:
        """Write a link to a story."""

    @abstractmethod
    def picture_link(self, file: str) -> str:
        """Write a link to a picture."""

    @abstractmethod
    def set_tagline(self, text: str) -> None:
        """Change a setting that every page shows."""

    @abstractmethod
    def set_footer_note(self, text: str) -> None:
        """Change a partial that every page includes."""

    @abstractmethod
    def command(self, out: Path, now: datetime) -> list[str]:
        """Give the command that builds the site into a folder as of an instant."""

    def write_story(self, story: Story) -> None:
        """Write a story's file, or write it anew."""
        write_text(self.story_path(story), self.story_text(story))

    def delete_story(self, story: Story) -> None:
        """Remove a story's file."""
        self.story_path(story).unlink()

    def body(self, story: Story) -> str:
        """Give a story's body with links that the generator understands."""
        text = _STORY_LINK.sub(lambda found: f"({self.link(int(found[1]))})", story.body)
        return _PICTURE_LINK.sub(lambda found: f"({self.picture_link(found[1])}", text)


def write_text(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_sites(archive: Archive, sites: list[Site]) -> None:
    """Write the same archive in several forms."""
    for site in sites:
        site.write_frame()
    for story in archive.stories():
        for site in sites:
            site.write_story(story)
