"""What a bucket says with a file: its type, how long it may be kept, and how it is packed."""

import gzip
from typing import Literal

import msgspec

from broadsheet.newsroom.feeds import FORMATS
from broadsheet.publishing.order import is_fingerprinted

Compression = Literal["none", "gzip", "brotli"]

YEAR = 31_536_000
HOUR = 3_600

_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "htm": "text/html; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jxl": "image/jxl",
    "m4a": "audio/mp4",
    "map": "application/json",
    "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
_PACKABLE = ("text/", "application/json", "application/xml", "application/manifest", "application/wasm", "image/svg")
_SHORT = (".html", ".htm", ".xml", ".json", ".txt", ".webmanifest")


class Headers(msgspec.Struct, frozen=True):
    """The headers that a file is served with."""

    content_type: str
    cache_control: str
    encoding: str = ""


def headers_of(path: str, compression: Compression, page_seconds: int) -> Headers:
    """Give the headers of a file."""
    kind = content_type_of(path)
    is_packed = compression != "none" and kind.startswith(_PACKABLE)
    encoding = {"none": "", "gzip": "gzip", "brotli": "br"}[compression] if is_packed else ""
    return Headers(kind, _cache_control(path, page_seconds), encoding)


def content_type_of(path: str) -> str:
    """Give the type that the end of a name stands for; a feed is called by its own name."""
    name = path.rpartition("/")[2]
    for form in FORMATS.values():
        if name == form.file:
            return f"{form.media_type}; charset=utf-8"
    return _TYPES.get(name.rpartition(".")[2].lower() if "." in name else "", "application/octet-stream")


def _cache_control(path: str, page_seconds: int) -> str:
    if is_fingerprinted(path):
        return f"public, max-age={YEAR}, immutable"
    return f"public, max-age={page_seconds if path.endswith(_SHORT) else HOUR}"


def packed(raw: bytes, encoding: str) -> bytes:
    """Pack bytes: the same bytes, the same package."""
    if encoding == "gzip":
        return gzip.compress(raw, 9, mtime=0)
    if encoding == "br":
        import brotli  # noqa: PLC0415 - optional

        return bytes(brotli.compress(raw, quality=9))
    return raw
