"""What a picture may be, and what is said of one that is more."""

MAX_PIXELS = 50_000_000
MAX_SIDE = 30_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


class Unfit(Exception):
    """A picture that cannot be published: why, and what helps."""

    def __init__(self, message: str, help_text: str) -> None:
        super().__init__(message)
        self.help = help_text
