"""What the preview answers: plain values, made in the thread that owns the site and sent from the server's."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from broadsheet.engine.fingerprints import fingerprint

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
    ".zip": "application/zip",
    ".xsl": "text/xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, a type and a body; `location` for those that lead elsewhere. `tag` is a fingerprint of the body."""

    status: int
    media_type: str
    body: bytes
    location: str = ""
    tag: str = field(default="", compare=False)

    @property
    def is_page(self) -> bool:
        """Answer whether a browser shows it as a page, which can be told to change."""
        return self.media_type.startswith("text/html")


def reply_of(path: str, body: bytes, status: int = 200) -> Reply:
    """Give an output as a reply; what it is goes by its name alone."""
    media_type = _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    return Reply(status, media_type, body, tag=tag_of(body))


def page_reply(html: str, status: int = 200) -> Reply:
    """Give a page of the preview's own."""
    body = html.encode("utf-8", "replace")
    return Reply(status, _TYPES[".html"], body, tag=tag_of(body))


def redirect(location: str) -> Reply:
    """Lead to another path of the site."""
    return Reply(308, _TYPES[".txt"], b"", location)


def tag_of(body: bytes) -> str:
    """Fingerprint a body."""
    return fingerprint(body).hex()[:20]
