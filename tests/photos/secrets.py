"""Pictures as they come out of cameras and photo desks: with names that must stay and secrets that must not.

The segments and chunks are put together here, byte by byte, so that nothing of
a picture library decides what a file holds.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from html import escape

from PIL import Image, ImageDraw

SECRETS = {
    "position": b"51.0447N",
    "serial": b"SERIAL-9F31",
    "comment": b"call the source on 555-0100",
    "maker": b"MAKERNOTE-77",
    "thumbnail": b"THUMB-SECRET",
    "instructions": b"embargoed until Friday",
    "history": b"Desk of Noor/uncut.psd",
    "gps-xmp": b"GPSLatitude",
    "software": b"DeskTool 9.1",
}
FORMATS = ("jpg", "png", "webp", "gif", "avif")
CREATOR, CREDIT, RIGHTS = "Noor Haddad", "Action News", "2026 Action News"
LICENCE, LICENSOR = "https://agency.example/licence", "https://agency.example/buy?id=1&size=2"
CAPTION, ALT = "A train stands in the yard.", "A red train between snowy sidings."


@dataclass(frozen=True)
class Hoard:
    """Which forms of metadata a picture carries."""

    xmp: bool = True
    iptc: bool = True
    exif: bool = True


def drawing(size: tuple[int, int] = (640, 480), mode: str = "RGB", seed: int = 0) -> Image.Image:
    """Draw something with enough colours to be taken for a photograph."""
    width, height = size
    ramp = Image.linear_gradient("L").resize(size)
    bands = [ramp, ramp.transpose(Image.Transpose.ROTATE_180), ramp.rotate(90).resize(size)]
    image = Image.merge("RGB", bands)
    pen = ImageDraw.Draw(image)
    for step in range(12):
        left = (step * 97 + seed * 31) % width
        pen.ellipse(
            (left, step * 13 % height, left + width // 5, step * 13 % height + height // 5), (seed % 255, 90, step * 20)
        )
    return image.convert(mode)


def xmp() -> bytes:
    """Write a packet with what is kept, and with a position, instructions and a history."""
    return f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmpRights:WebStatement="{LICENCE}" photoshop:Credit="{CREDIT}" photoshop:Instructions="{SECRETS["instructions"].decode()}"
 exif:{SECRETS["gps-xmp"].decode()}="{SECRETS["position"].decode()}" aux:SerialNumber="{SECRETS["serial"].decode()}"
 photoshop:History="{SECRETS["history"].decode()}">
<dc:creator><rdf:Seq><rdf:li>{CREATOR}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{RIGHTS}</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{CAPTION}</rdf:li></rdf:Alt></dc:description>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>{CREDIT}</plus:LicensorName>
<plus:LicensorURL>{escape(LICENSOR)}</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{ALT}</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def exif() -> bytes:
    """Write a TIFF directory by hand: artist and copyright, software, a maker note, GPS, and a thumbnail."""
    artist, rights = f"{CREATOR}\0".encode(), f"{RIGHTS}\0".encode()
    software, maker = SECRETS["software"] + b"\0", SECRETS["maker"] + SECRETS["serial"]
    place, thumbnail = SECRETS["position"] + b"\0", b"\xff\xd8" + SECRETS["thumbnail"] + b"\xff\xd9"
    values = [(0x0131, 2, software), (0x013B, 2, artist), (0x8298, 2, rights), (0x927C, 7, maker)]
    directory = 8 + 2 + 12 * (len(values) + 1) + 4
    data, entries = b"", b""
    for tag, kind, value in values:
        entries += struct.pack(">HHII", tag, kind, len(value), directory + len(data))
        data += value
    gps = directory + len(data)
    entries += struct.pack(">HHII", 0x8825, 4, 1, gps)
    gps_end = gps + 2 + 12 + 4
    data += struct.pack(">H", 1) + struct.pack(">HHII", 0x001B, 7, len(place), gps_end) + struct.pack(">I", 0) + place
    second = directory + len(data)
    table = struct.pack(">H", 2) + struct.pack(">HHII", 0x0201, 4, 1, second + 30)
    table += struct.pack(">HHII", 0x0202, 4, 1, len(thumbnail)) + struct.pack(">I", 0)
    header = b"MM\0\x2a" + struct.pack(">I", 8) + struct.pack(">H", len(values) + 1)
    return header + entries + struct.pack(">I", second) + data + table + thumbnail


def iptc() -> bytes:
    """Write IPTC-IIM records in Photoshop's resource, as they stand in a JPEG."""
    fields = {40: SECRETS["instructions"], 80: CREATOR.encode(), 110: CREDIT.encode(), 116: RIGHTS.encode()}
    fields[120] = CAPTION.encode()
    records = b"".join(b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(v)) + v for number, v in fields.items())
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    return b"Photoshop 3.0\0" + resource


def hoarding(kind: str, hoard: Hoard, seed: int = 0, size: tuple[int, int] = (640, 480)) -> bytes:
    """Give a picture of a format with secrets in all places that the format has."""
    return _WRITERS[kind](hoard, drawing(size, seed=seed))


def _jpeg(hoard: Hoard, image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    parts = [_segment(0xFE, SECRETS["comment"])]
    if hoard.exif:
        parts.append(_segment(0xE1, b"Exif\0\0" + exif()))
    if hoard.xmp:
        parts.append(_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp()))
    if hoard.iptc:
        parts.append(_segment(0xED, iptc()))
    raw = out.getvalue()
    return raw[:2] + b"".join(parts) + raw[2:]


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def _png(hoard: Hoard, image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    chunks = [_chunk(b"tEXt", b"Comment\0" + SECRETS["comment"]), _chunk(b"tEXt", b"Software\0" + SECRETS["software"])]
    if hoard.exif:
        chunks.append(_chunk(b"eXIf", exif()))
    if hoard.xmp:
        chunks.append(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp()))
    raw = out.getvalue()
    return raw[:33] + b"".join(chunks) + raw[33:]


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _webp(hoard: Hoard, image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", exif=exif() if hoard.exif else b"", xmp=xmp() if hoard.xmp else b"")
    return out.getvalue()


def _avif(hoard: Hoard, image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "AVIF", speed=10, exif=exif() if hoard.exif else b"", xmp=xmp() if hoard.xmp else b"")
    return out.getvalue()


def _gif(hoard: Hoard, image: Image.Image) -> bytes:
    out = io.BytesIO()
    frames = [image.rotate(turn) for turn in (0, 4, 8)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0)
    raw = out.getvalue()
    table = 13 + (3 << ((raw[10] & 7) + 1) if raw[10] & 0x80 else 0)
    comment = SECRETS["comment"]
    blocks = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\0"
    blocks += b"\x21\xff\x0bSECRETAPP00" + bytes([len(SECRETS["maker"])]) + SECRETS["maker"] + b"\0"
    if hoard.xmp:
        blocks += b"\x21\xff\x0bXMP DataXMP" + xmp() + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return raw[:table] + blocks + raw[table:]


_WRITERS = {"jpg": _jpeg, "png": _png, "webp": _webp, "gif": _gif, "avif": _avif}
