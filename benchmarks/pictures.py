"""The few small pictures that all benchmark stories share, drawn with Pillow."""

from pathlib import Path

from PIL import Image, ImageDraw

from benchmarks.archive import PICTURES
from benchmarks.prose import Writer

SIZE = (720, 480)


def write_pictures(folder: Path) -> None:
    """Draw every picture into a folder; the same bytes each time with the same Pillow."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(PICTURES):
        _draw(Writer(7_000 + number)).save(folder / name, quality=72)


def _draw(writer: Writer) -> Image.Image:
    width, height = SIZE
    sky = Image.linear_gradient("L").resize(SIZE)
    low, high = _colour(writer, 40), _colour(writer, 170)
    picture = Image.composite(Image.new("RGB", SIZE, low), Image.new("RGB", SIZE, high), sky)
    draw = ImageDraw.Draw(picture)
    left = 0
    while left < width:
        right = left + 30 + writer.below(90)
        draw.rectangle((left, height - 60 - writer.below(220), right, height), fill=_colour(writer, 30))
        left = right
    return picture


def _colour(writer: Writer, base: int) -> tuple[int, int, int]:
    return base + writer.below(60), base + writer.below(60), base + writer.below(70)
