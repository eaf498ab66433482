"""What a picture may be, and what is said of one that is more."""

from pathlib import Path

from broadsheet.engine.turns import Turn

MAX_PIXELS = 50_000_000
# These are decoded as a whole, and then copied, whatever size is wanted of them.
MAX_PIXELS_WHOLE = 25_000_000
DECODED_WHOLE = frozenset({"WEBP", "AVIF", "GIF"})
MAX_SIDE = 30_000
MAX_BYTES = 100_000_000
# A larger file is read by one process at a time.
BIG_FILE = 16_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


class Unfit(Exception):
    """A picture that cannot be published: why, and what helps."""

    def __init__(self, message: str, help_text: str) -> None:
        super().__init__(message)
        self.help = help_text


def read_file(path: Path, turn: Turn) -> bytes:
    """Read a picture's file, a big one when nobody else works on pictures. Raises Unfit and OSError."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Unfit(f"the picture is larger than {MAX_BYTES // 1_000_000} MB", "make it smaller, or save it as JPEG")
    if size > BIG_FILE:
        turn.alone()
    return path.read_bytes()
