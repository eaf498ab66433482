"""Animations without what else their files hold: container blocks are kept or left out, pixels are not touched.

GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
WebP: https://developers.google.com/speed/webp/docs/riff_container
"""

import struct

from broadsheet.photos.limits import Unfit

# A longer animation is a film, and stands still.
MAX_ANIMATION = 8_000_000

_XMP_NAME = b"XMP DataXMP"
# The trailer that lets a reader of sub-blocks find its way out of the packet, as XMP part 3 prescribes.
_XMP_TRAILER = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
_KEPT_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_KEPT_CHUNKS = (b"ANIM", b"ANMF", b"ICCP")
_VP8X_XMP, _VP8X_EXIF = 0x04, 0x08


def bare_animation(raw: bytes, xmp: bytes) -> bytes:
    """Give an animation with its pixels, its timing and `xmp`, and nothing else. Raises Unfit."""
    try:
        return _bare_gif(raw, xmp) if raw.startswith(b"GIF8") else _bare_webp(raw, xmp)
    except (IndexError, struct.error) as error:
        raise _broken() from error


def _broken() -> Unfit:
    return Unfit("the animation cannot be read to its end", "export it again")


def _bare_gif(raw: bytes, xmp: bytes) -> bytes:
    at = 13 + _table_size(raw[10])
    kept = [b"GIF89a", raw[6:at]]
    if xmp:
        kept.append(b"\x21\xff\x0b" + _XMP_NAME + xmp + _XMP_TRAILER)
    while raw[at] != 0x3B:
        start = at
        if raw[at] == 0x21:
            label = raw[at + 1]
            at = _after_blocks(raw, at + 2)
            is_kept = label == 0xF9 or (label == 0xFF and raw[start + 3 : start + 14] in _KEPT_APPLICATIONS)
        elif raw[at] == 0x2C:
            at = _after_blocks(raw, at + 10 + _table_size(raw[at + 9]) + 1)
            is_kept = True
        else:
            raise _broken()
        if is_kept:
            kept.append(raw[start:at])
    return b"".join(kept) + b"\x3b"


def _table_size(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(raw: bytes, at: int) -> int:
    while raw[at]:
        at += raw[at] + 1
    return at + 1


def _bare_webp(raw: bytes, xmp: bytes) -> bytes:
    chunks: list[bytes] = []
    at = 12
    end = min(len(raw), 8 + struct.unpack_from("<I", raw, 4)[0])
    while at + 8 <= end:
        name, size = raw[at : at + 4], struct.unpack_from("<I", raw, at + 4)[0]
        content = raw[at + 8 : at + 8 + size]
        if len(content) < size:
            raise _broken()
        if name == b"VP8X":
            flags = content[0] & ~(_VP8X_XMP | _VP8X_EXIF) | (_VP8X_XMP if xmp else 0)
            content = bytes([flags]) + content[1:]
        if name == b"VP8X" or name in _KEPT_CHUNKS:
            chunks.append(_chunk(name, content))
        at += 8 + size + size % 2
    if xmp:
        chunks.append(_chunk(b"XMP ", xmp))
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
