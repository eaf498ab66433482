"""Random work of a desk on a newsroom's files, the way editors, shells and version control do it."""

import os
import random
import shutil
from pathlib import Path

from tests.newsrooms import Site, source

WORDS = "rates vote council river budget school storm bridge harvest transit".split()
SECTIONS = ("world", "politics")


class Hand:
    """Somebody who works on the files; the same seed does the same."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.random = random.Random(seed)
        self.events = 0
        self._number = 0

    def stories(self) -> list[Path]:
        return sorted(path for name in SECTIONS for path in (self.site.root / "content" / name).glob("*.md"))

    def text(self) -> str:
        draw = self.random
        words = " ".join(draw.choices(WORDS, k=6))
        timing = draw.choice([{}, {}, {}, {"status": "draft"}, {"embargo": "2031-01-01"}, {"expires": "2026-11-22"}])
        return source(
            words.capitalize(), f"{words} {draw.random()}.\n\n{words}", topics=f"[{draw.choice(WORDS)}]", **timing
        )

    def new_path(self) -> Path:
        self._number += 1
        return self.site.root / "content" / self.random.choice(SECTIONS) / f"story-{self._number}.md"

    def save(self, path: Path, text: str) -> None:
        """Write as an editor does: in place, in two goes, by a renamed temporary file, with a backup moved aside."""
        path.parent.mkdir(parents=True, exist_ok=True)
        way = self.random.choice(("plain", "two goes", "rename", "backup", "hidden", "truncate"))
        self.events += 1
        if way == "plain":
            path.write_text(text)
        elif way == "two goes":
            with path.open("w") as file:
                file.write(text[: len(text) // 2])
                file.flush()
                file.write(text[len(text) // 2 :])
        elif way == "rename":
            draft = path.with_name(f"{path.name}.tmp")
            draft.write_text(text)
            draft.replace(path)
        elif way == "backup":
            if path.exists():
                path.replace(path.with_name(f"{path.name}~"))
            path.write_text(text)
            path.with_name(f"{path.name}~").unlink(missing_ok=True)
        elif way == "hidden":
            draft = path.with_name(f".{path.name}.swp")
            draft.write_text(text)
            draft.replace(path)
        else:
            path.write_text("")
            path.write_text(text)

    def act(self) -> None:
        """Do one thing."""
        draw, stories = self.random, self.stories()
        what = draw.choices(
            (
                "edit",
                "add",
                "delete",
                "move",
                "touch",
                "same",
                "break",
                "template",
                "setting",
                "folder",
                "desk",
                "restore",
            ),
            (30, 15, 8, 8, 3, 3, 3, 3, 2, 4, 3, 3),
        )[0]
        self.events += 1
        if what == "add" or not stories:
            self.save(self.new_path(), self.text())
            return
        self._change(what, draw.choice(stories))

    def _change(self, what: str, path: Path) -> None:
        match what:
            case "edit":
                self.save(path, self.text())
            case "delete":
                path.unlink()
            case "move":
                path.rename(self.new_path())
            case "touch":
                path.touch()
            case "same":
                path.write_text(path.read_text())
            case "break":
                old = path.read_text()
                path.write_text("---\nheadline: [\n---\n")
                path.write_text(old)
            case "template":
                text = f"<footer>{self.random.random()}</footer>"
                self.save(self.site.root / "templates/partials/site_footer.html", text)
            case "setting":
                self.site.configure(tagline=self.random.choice(WORDS))
            case "folder":
                self._move_folder()
            case "desk":
                self.site.write("content/fronts/home.yaml", f"lead: {path.relative_to(self.site.root / 'content')}\n")
            case "restore":
                stat = path.stat()
                text = path.read_text()
                path.write_text(text.swapcase() if "---" not in text else text.replace("vote", "veto"))
                os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def _move_folder(self) -> None:
        """Take a section's folder away and bring it back, as a switch of branches does."""
        section = self.site.root / "content" / self.random.choice(SECTIONS)
        aside = self.site.root.parent / "aside"
        if section.exists():
            shutil.move(section, aside)
            shutil.copytree(aside, section)
            shutil.rmtree(aside)

    def switch(self, count: int) -> None:
        """Write, change and delete many files at once."""
        stories = self.stories()
        for path in stories[::3]:
            path.unlink()
        for path in stories[1::3]:
            path.write_text(self.text())
        for _ in range(count - 2 * len(stories) // 3):
            path = self.new_path()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text())
        self.events += count
