"""A small newsroom, an editor who changes it at random, and what its site must then be, byte for byte."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from broadsheet.diagnostics import render_diagnostic
from broadsheet.site.build import BuildOptions, BuildResult, build

CHECKOUT = Path(__file__).resolve().parents[2]
NOW = 1_795_435_200  # 2026-11-23 12:00 UTC
SETTINGS = """\
name: The Example Courier
address: https://courier.example
city: Calgary
page_size: 5
tagline: {tagline}
sections: [{{slug: world, name: World}}, {{slug: politics, name: Politics}}, {{slug: sport, name: Sport}}]
regions: [{{slug: calgary, name: Calgary}}]
"""
SECTIONS = ("world", "politics", "sport")
TOPICS = ("Rates", "Votes", "Ports", "Ράδιο")
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 3"></svg>'
FOREIGN = {"CNAME": b"courier.example", "world/notes.txt": b"not ours", "ours/not/page.html": b"<p>not ours"}

Tree = dict[str, bytes]


@dataclass
class Desk:
    """A newsroom in a folder of its own. Every edit leaves it without faults, so that each build must succeed."""

    folder: Path
    seed: int
    stories: int = 70
    now: int = NOW
    clean_builds: int = 0
    elsewhere: Path | None = None
    edits: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - a case must come out the same again
        self.root = self.folder / "newsroom"
        self.site = self.root / "site"
        self.edits = [
            *[self.write_story] * 5,
            *[self.change_words] * 4,
            self.delete_story,
            self.rename_story,
            self.touch_story,
            self.change_profile,
            self.change_picture,
            self.change_settings,
            self.change_template,
            self.change_weather,
            self.move_clock,
        ]
        self.change_settings()
        self.change_profile()
        self.change_picture()
        for number in range(self.stories):
            self.write_story(f"{SECTIONS[number % 3]}/s{number:03}")
        for path, raw in FOREIGN.items():
            self.write(f"site/{path}", raw)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the newsroom."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, count: int) -> None:
        """Do some edits."""
        for _ in range(count):
            self.random.choice(self.edits)()

    def _names(self) -> list[str]:
        content = self.root / "content"
        found = [path for section in SECTIONS for path in (content / section).rglob("*.md")]
        return sorted(path.relative_to(content).as_posix().removesuffix(".md") for path in found)

    def write_story(self, name: str = "") -> None:
        """Write a story, a new one or one that is there."""
        choose = self.random.choice
        name = name or f"{choose(SECTIONS)}/s{self.random.randrange(2 * self.stories):03}"
        keys = {
            "headline": f"Headline {self.random.randrange(10)} of {name.split('/')[1]}",
            # Stories of one slug in two sections are minutes apart, because feeds tell them apart by slug and time.
            "published": f"2026-{choose((9, 10, 11)):02}-{choose((3, 9, 20)):02}"
            f" {choose((8, 10)):02}:{SECTIONS.index(name.partition('/')[0]):02}",
            "topics": f"[{', '.join(sorted({choose(TOPICS), choose(TOPICS)}))}]",
            "authors": choose(("dana", "Ilya Brandt", "[dana, Ilya Brandt]")),
            "image": choose(("{file: /pictures/map.svg, alt: A map, credit: The desk}", "")),
            "embargo": choose(("", "", "", "2026-11-23 12:30")),
            "regions": choose(("[calgary]", "")),
            "aliases": choose(("", "", f"[/old/{name}/, /older-{name.replace('/', '-')}.html]")),
        }
        lines = [f"{key}: {value}" for key, value in keys.items() if value]
        body = "The vote was close.\n\n" + "The hall was full. " * self.random.randrange(20)
        self.write(f"content/{name}.md", "\n".join(["---", *lines, "---", "", body, ""]))

    def change_words(self) -> None:
        """Edit the body of a story."""
        path = self.root / f"content/{self.random.choice(self._names())}.md"
        path.write_text(path.read_text("utf-8") + f"One more line, {self.random.random()}.\n", "utf-8")

    def delete_story(self) -> None:
        """Delete a story, but keep some."""
        if len(names := self._names()) > 10:
            (self.root / f"content/{self.random.choice(names)}.md").unlink()

    def rename_story(self) -> None:
        """Rename a story to a name that is free in all sections."""
        old = self.random.choice(self._names())
        new = f"{self.random.choice(SECTIONS)}/n{self.random.randrange(10**9)}"
        path = self.root / f"content/{new}.md"
        path.write_text((self.root / f"content/{old}.md").read_text("utf-8").replace(f"/old/{old}", f"/old/{new}"))
        (self.root / f"content/{old}.md").unlink()
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"/older-{old.replace('/', '-')}", f"/older-{new.replace('/', '-')}"), "utf-8")

    def touch_story(self) -> None:
        """Set a file's time back without changing it."""
        os.utime(self.root / f"content/{self.random.choice(self._names())}.md", (1, 1))

    def change_profile(self) -> None:
        """Edit an author's profile."""
        number = self.random.randrange(3)
        self.write(
            "content/authors/dana.md", f"---\nname: Dana W. {number}\nimage: /pictures/map.svg\n---\n\nWrites.\n"
        )

    def change_picture(self) -> None:
        """Replace a picture under the same name."""
        self.write("content/pictures/map.svg", MAP.format(self.random.randrange(4, 8)))

    def change_settings(self) -> None:
        """Edit `newsroom.yaml`."""
        self.write("newsroom.yaml", SETTINGS.format(tagline=f"Daily {self.random.randrange(3)}"))

    def change_template(self) -> None:
        """Edit a template, so that pages of a kind or all pages change."""
        name = self.random.choice(("pages/topic.html", "partials/site_footer.html", "macros/card.html"))
        text = (CHECKOUT / "templates" / name).read_text("utf-8")
        self.write(f"templates/{name}", f"{text}<!-- {self.random.randrange(5)} -->")

    def change_weather(self) -> None:
        """Edit a desk file."""
        self.write("content/live/weather.yaml", f"calgary:\n  temperature: {self.random.randrange(-30, 0)}\n")

    def move_clock(self) -> None:
        """Let an embargo end, or go back before it."""
        self.now = NOW + self.random.choice((0, 1800, 86400))

    def build(self, jobs: int = 1) -> BuildResult:
        """Build the site in this process."""
        result = build(BuildOptions(self.root, self.now, jobs=jobs))
        if not result.is_ok:
            raise AssertionError("\n".join(render_diagnostic(fault) for fault in result.diagnostics))
        return result

    def command(self, jobs: int = 1) -> list[str]:
        """Give the arguments of the command that builds the site."""
        instant = datetime.fromtimestamp(self.now, UTC).isoformat()
        return ["build", "-C", str(self.root), "--now", instant, "--jobs", str(jobs)]

    def tree(self) -> Tree:
        """Read all files of the site."""
        return read_tree(self.site)

    def expected(self) -> Tree:
        """Build the same sources from nothing into another folder; give what is in it, and the files of others."""
        self.clean_builds += 1
        folder = (self.elsewhere or self.folder) / f"clean-{self.clean_builds}"
        result = build(BuildOptions(self.root, self.now, out=folder / "site", jobs=1))
        if not result.is_ok:
            raise AssertionError("\n".join(render_diagnostic(fault) for fault in result.diagnostics))
        found = read_tree(folder / "site")
        shutil.rmtree(folder)
        return found | FOREIGN


@dataclass
class Tally:
    """What a campaign tried, and in what it failed."""

    name: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def check(self, label: str, problems: list[str]) -> None:
        """Count a case, and say at once what is wrong with it."""
        self.tried += 1
        if problems:
            self.failures.append(f"{label}: {problems[:5]}")
            print(f"FAILED {self.failures[-1]}", flush=True)

    def report(self) -> int:
        """Print the figures; give the exit status."""
        notes = ", ".join(f"{count} {note}" for note, count in sorted(self.notes.items()))
        passed = self.tried - len(self.failures)
        print(f"{self.name}: {passed}/{self.tried} passed{f' ({notes})' if notes else ''}", flush=True)
        return 1 if self.failures or not self.tried else 0


def read_tree(folder: Path) -> Tree:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def torn_files(found: Tree, old: Tree, new: Tree) -> list[str]:
    """Give the files whose bytes are neither those of the old site nor those of the new one."""
    return [path for path, raw in found.items() if raw not in {old.get(path), new.get(path)}]


def differences(found: Tree, wanted: Tree) -> list[str]:
    """Give the paths at which two sites differ."""
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
