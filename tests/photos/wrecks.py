"""A hundred pictures that no camera made: cut off, lying about themselves, or made to break a reader."""

import io
import struct
import zlib
from functools import cache
from random import Random

from PIL import Image

from tests.photos.secrets import Hoard, drawing, hoarding

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@cache
def wrecks() -> dict[str, bytes]:
    """Give the files by name; the same ones each time."""
    return {**_cut_off(), **_damaged(), **_lying(), **_bombs(), **_odd_but_sound(), **_hostile_drawings()}


@cache
def sound() -> set[str]:
    """Name those that are odd and yet can be shown."""
    return {name for name in _odd_but_sound() if not name.startswith("long")}


def _save(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _whole() -> dict[str, bytes]:
    return {kind: hoarding(kind, Hoard(), 3, (200, 150)) for kind in ("jpg", "png", "webp", "gif", "avif")}


def _cut_off() -> dict[str, bytes]:
    shares = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
    return {f"cut-{share}.{kind}": raw[: int(len(raw) * share)] for kind, raw in _whole().items() for share in shares}


def _damaged() -> dict[str, bytes]:
    found = {}
    for kind, raw in _whole().items():
        for seed in range(6):
            random, damaged = Random(f"{kind} {seed}"), bytearray(raw)
            for _ in range(1 + seed * 20):
                damaged[random.randrange(len(damaged))] = random.randrange(256)
            found[f"damaged-{seed}.{kind}"] = bytes(damaged)
    return found


def _lying() -> dict[str, bytes]:
    whole = _whole()
    return {
        "empty.jpg": b"",
        "empty.svg": b"",
        "text.png": b"This is a letter to the editor.",
        "zeros.gif": bytes(4096),
        "page.webp": b"<!doctype html><script>alert(1)</script>",
        "signature.png": _SIGNATURE,
        "start.jpg": b"\xff\xd8\xff\xe0",
        "box.avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
        "riff.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8X",
        "tiff.jpg": _save(drawing((64, 48)), "TIFF"),
        "bmp.png": _save(drawing((64, 48)), "BMP"),
        "twice.jpg": whole["jpg"][:400] + whole["jpg"],
    }


def _bombs() -> dict[str, bytes]:
    return {
        "wide.png": _bomb(60_000, 60_000),
        "many.png": _bomb(9_000, 9_000),
        "line.png": _bomb(2_000_000_000, 1),
        "huge.jpg": _claiming_jpeg(65_000, 65_000),
        "text-bomb.png": _text_bomb(),
        "gif.gif": b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;",
    }


def _bomb(width: int, height: int) -> bytes:
    rows = zlib.compress(bytes(1 << 20))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _text_bomb() -> bytes:
    raw = _save(drawing((64, 48)), "PNG")
    text = b"Comment\0\0" + zlib.compress(b"x" * 80_000_000)
    return raw[:33] + _chunk(b"zTXt", text) + raw[33:]


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _claiming_jpeg(width: int, height: int) -> bytes:
    raw = bytearray(_save(drawing((64, 48)), "JPEG"))
    at = raw.index(b"\xff\xc0")
    raw[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(raw)


def _odd_but_sound() -> dict[str, bytes]:
    photo = drawing((320, 240))
    turned = Image.Exif()
    turned[0x0112] = 6
    wrong = Image.Exif()
    wrong[0x0112] = 99
    return {
        "cmyk.jpg": _save(photo.convert("CMYK"), "JPEG"),
        "grey.jpg": _save(photo.convert("L"), "JPEG"),
        "turned.jpg": _save(photo, "JPEG", exif=turned.tobytes()),
        "turned-wrongly.jpg": _save(photo, "JPEG", exif=wrong.tobytes()),
        "bad-profile.jpg": _save(photo, "JPEG", icc_profile=b"no profile at all"),
        "bad-xmp.jpg": _save(photo, "JPEG", xmp=b"<x:xmpmeta><!DOCTYPE a [<!ENTITY b 'c'>]>&b;</x:xmpmeta>"),
        "palette.png": _save(photo.quantize(64), "PNG"),
        "deep.png": _save(photo.convert("I;16"), "PNG"),
        "see-through.png": _save(photo.convert("RGBA").rotate(30, expand=True), "PNG"),
        "black-and-white.png": _save(photo.convert("1"), "PNG"),
        "name.png": _save(photo, "JPEG"),
        "other.jpg": _save(photo, "WEBP"),
        "one-pixel.gif": _save(photo.resize((1, 1)), "GIF"),
        "tall.png": _save(photo.resize((2, 9_000)), "PNG"),
        "long.png": _save(photo.resize((40_000, 2)), "PNG"),
        "moving.webp": _save(photo, "WEBP", save_all=True, append_images=[photo.rotate(9)], duration=90),
        "moving.png": _save(photo, "PNG", save_all=True, append_images=[photo.rotate(9)], duration=90),
    }


def _hostile_drawings() -> dict[str, bytes]:
    inside = {
        "script": "<script>alert(1)</script>",
        "handler": '<rect onload="alert(1)"/>',
        "foreign": "<foreignObject><iframe src='https://evil.example'/></foreignObject>",
        "load": '<image href="https://evil.example/pixel.png"/>',
        "split": "<scr<!-- -->ipt>alert(1)</scr<!-- -->ipt>",
        "hidden": "<scr<metadata/>ipt>alert(1)</script>",
        "prefixed": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        "paint": '<path fill="url(https://evil.example/paint#a)" d="M0 0"/>',
        "escaped": '<style>@\\69mport "//evil.example/a.css";</style>',
        "joined": '<style>@im<g/>port "//evil.example/a.css";</style>',
        "set": '<style>path{background:image-set("//evil.example/a" 1x)}</style>',
        "animated": '<image><animate attributeName="href" values="//evil.example/a;//evil.example/b"/></image>',
        "reference": '<a href="&#106;avascript:alert(1)"><path d="M0 0"/></a>',
        "broken": "<path>",
    }
    drawings = {f"{name}.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>' for name, body in inside.items()}
    drawings["entities.svg"] = '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    drawings["none.svg"] = "<html></html>"
    switched = (
        '<?xml version="1.0" encoding="iso-2022-jp"?><svg xmlns="http://www.w3.org/2000/svg"><s\x1b(Bcript/></svg>'
    )
    drawings["switched.svg"] = switched
    return {name: text.encode() for name, text in drawings.items()}
