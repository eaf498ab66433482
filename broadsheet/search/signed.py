"""The form in which Pagefind keeps its files: gzip around a signature and the content."""

import gzip

SIGNATURE = b"pagefind_dcd"


def unpack(raw: bytes) -> bytes:
    """Give the content of a file."""
    return gzip.decompress(raw).removeprefix(SIGNATURE)


def pack(content: bytes) -> bytes:
    """Make a file of a content; the same bytes for the same content."""
    return gzip.compress(SIGNATURE + content, mtime=0)
