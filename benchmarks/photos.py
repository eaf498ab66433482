"""What pictures cost: the first build, the next ones, and the memory of all workers together.

`python -m benchmarks.photos --pictures 100 --megapixels 12`
"""

import argparse
import io
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from PIL import Image, ImageFilter, __version__ as pillow_version

from benchmarks.machine import describe_machine, load_average
from benchmarks.measure import Timing, peak_memory, run_timed
from benchmarks.prose import Writer
from benchmarks.results import FOLDER, write_page
from benchmarks.sites import write_text

ROOT = Path(__file__).resolve().parents[1]
PAGE = FOLDER / "photos.md"
SCENES = 4
_SETTINGS = """name: The Plains Record
address: https://record.example
lite: no
sections:
  - slug: world
    name: World
"""
_STORY = """---
headline: Picture {number}
published: 2025-{month:02}-{day:02} 10:00
image: {{file: /pictures/scene-{number}.jpg, alt: A scene, credit: The Plains Record}}
---

What is to be seen.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A newsroom of pictures: one above each story, all of other bytes."""

    folder: Path
    pictures: int
    megapixels: float
    jobs: int

    def write(self) -> None:
        """Write settings, stories and pictures."""
        write_text(self.folder / "newsroom.yaml", _SETTINGS)
        scenes = [_scene(number, self.megapixels) for number in range(SCENES)]
        for number in range(self.pictures):
            day = {"month": 1 + number // 28 % 12, "day": 1 + number % 28}
            write_text(self.folder / f"content/world/scene-{number}.md", _STORY.format(number=number, **day))
            self.write_picture(number, _noted(scenes[number % SCENES], number))

    def write_picture(self, number: int, raw: bytes) -> None:
        """Write the bytes of a picture."""
        path = self.folder / f"content/pictures/scene-{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    def replace(self, number: int) -> None:
        """Replace a picture by another one."""
        self.write_picture(number, _noted(_scene(SCENES, self.megapixels), number + self.pictures))

    def forget(self) -> None:
        """Forget the site and all that is kept for it."""
        for name in ("site", ".broadsheet"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def command(self) -> list[str]:
        """Give the command of a build."""
        now = ["--now", "2025-12-31 12:00"]
        return [sys.executable, str(ROOT / "build.py"), "build", "-C", str(self.folder), *now, "--jobs", str(self.jobs)]

    def build(self) -> Timing:
        """Build, and time it."""
        return run_timed(self.command(), self.folder)


def _scene(number: int, megapixels: float) -> bytes:
    """Draw a scene with the grain and the edges of a photograph."""
    writer = Writer(11_000 + number)
    width, height = round((megapixels * 1e6 * 4 / 3) ** 0.5), round((megapixels * 1e6 * 3 / 4) ** 0.5)
    grain = Image.effect_noise((width // 4, height // 4), 60).resize((width, height), Image.Resampling.BICUBIC)
    bands = [grain.filter(ImageFilter.GaussianBlur(1 + writer.below(6))) for _ in range(3)]
    out = io.BytesIO()
    Image.merge("RGB", bands).save(out, "JPEG", quality=88)
    return out.getvalue()


def _noted(raw: bytes, number: int) -> bytes:
    """Give a JPEG other bytes by a comment, so that each is a picture of its own."""
    note = f"picture {number}".encode()
    return raw[:2] + b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note + raw[2:]


def measure(desk: Desk, runs: int) -> Iterator[tuple[str, str]]:
    """Yield what was measured: a label and a value."""
    desk.write()
    size = sum(path.stat().st_size for path in (desk.folder / "content/pictures").iterdir())
    yield "pictures as they came", f"{size / 1e6:,.0f} MB"
    first = desk.build()
    files = list((desk.folder / "site/media").iterdir())
    yield "first build", _shown([first])
    yield "first build, for each picture", f"{first.processor / desk.pictures:.2f} s of a processor"
    yield "files published", f"{len(files):,} of {sum(file.stat().st_size for file in files) / 1e6:,.0f} MB"
    yield "nothing changed", _shown([desk.build() for _ in range(runs)])
    story = desk.folder / "content/world/scene-0.md"
    edited: list[Timing] = []
    for run in range(runs):
        write_text(story, f"{story.read_text('utf-8')}\nAnd more, {run}.\n")
        edited.append(desk.build())
    yield "a story edited", _shown(edited)
    desk.replace(0)
    yield "a picture replaced", _shown([desk.build()])
    shutil.rmtree(desk.folder / "site")
    yield "the site lost, the pictures kept", _shown([desk.build()])
    desk.forget()
    yield "first build, peak memory of all processes", f"{peak_memory(desk.command(), desk.folder) / 1e6:,.0f} MB"


def _shown(timings: list[Timing]) -> str:
    return f"{median(t.wall for t in timings):.2f} s, {median(t.processor for t in timings):.2f} s of a processor"


def main() -> None:
    """Read the arguments, measure, print, and keep the figures where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=100)
    parser.add_argument("--megapixels", type=float, default=12)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, help="the folder to work in (default: the system's)")
    parser.add_argument("--write-results", action="store_true", help="keep the figures and rewrite results.md")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-photos-", dir=arguments.work))
    before = load_average()
    try:
        desk = Desk(folder, arguments.pictures, arguments.megapixels, arguments.jobs)
        rows = [row for row in measure(desk, arguments.runs) if print(f"{row[0]:<42} {row[1]}") is None]
    finally:
        facts = describe_machine(folder)
        shutil.rmtree(folder)
    if arguments.write_results:
        title = f"## {arguments.pictures:,} pictures of {arguments.megapixels:g} megapixels"
        about = (
            f"{datetime.now(UTC).date()}; {facts['cores']} cores of {facts['processor']}, {facts['file_system']},"
            f" {facts['kernel']}, Python {facts['python']}, Pillow {pillow_version}; load average {before[0]} before"
            f" and {load_average()[0]} after. A picture stands above each story, all of other bytes."
        )
        table = "\n".join(f"| {label} | {value} |" for label, value in rows)
        PAGE.write_text(f"{title}\n\n{about}\n\n|  |  |\n| --- | --- |\n{table}\n", "utf-8")
        write_page()


if __name__ == "__main__":
    main()
