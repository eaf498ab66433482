"""Draw the pictures named, or all of them, into the content folder."""

import sys
from pathlib import Path

from scripts.draw_pictures.catalogue import PICTURES, Picture
from scripts.draw_pictures.embedding import embed_notes
from scripts.draw_pictures.press import Print

CONTENT = Path(__file__).resolve().parents[2] / "content"


def draw(picture: Picture) -> bytes:
    """Draw one picture and write its notes into it."""
    press = Print(picture.seed, *picture.size)
    picture.draw(press)
    return embed_notes(press.pull(picture.grain), picture.notes)


def main(names: list[str]) -> int:
    """Draw; 2 when a name is not in the catalogue."""
    known = {picture.name: picture for picture in PICTURES}
    if unknown := [name for name in names if name not in known]:
        print(f"no such picture: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        picture = known[name]
        jpeg = draw(picture)
        (CONTENT / picture.path).write_bytes(jpeg)
        print(f"{picture.path:32} {len(jpeg):7}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
