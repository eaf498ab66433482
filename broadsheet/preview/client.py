"""The script that pages of the preview carry. It is sent when it is asked for, and is in no file of a site."""

from pathlib import Path


def _without_comments(text: str) -> str:
    """Leave out indentation and lines that are comments."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


CLIENT = _without_comments(Path(__file__).with_name("client.js").read_text("utf-8")).encode()
