"""What a picture says of itself, written into the JPEG file as XMP and as IPTC IIM.

Segments are put after the file's own header and nothing is compressed again,
so the pixels stay as they were. XMP is what today's programs read; older picture
desks read IIM, the records inside Photoshop's segment. Both say the same.
"""

import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape

_XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP_NAME = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404
_UTF8 = b"\x1b%G"

_XMP = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"\
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>\
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>\
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>\
<photoshop:Credit>{credit}</photoshop:Credit>\
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li></rdf:Alt>\
</Iptc4xmpCore:AltTextAccessibility>\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is told about a picture to whoever opens its file."""

    title: str
    caption: str
    alt: str
    creator: str
    credit: str
    rights: str


def embed_notes(jpeg: bytes, notes: Notes) -> bytes:
    """Put the notes into a JPEG that has none."""
    start = _end_of_jfif(jpeg)
    return jpeg[:start] + _segment(0xE1, _XMP_NAME + _xmp(notes)) + _segment(0xED, _photoshop(notes)) + jpeg[start:]


def _end_of_jfif(jpeg: bytes) -> int:
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG file")
    if jpeg[2:4] != b"\xff\xe0":
        return 2
    return 4 + int(struct.unpack(">H", jpeg[4:6])[0])


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _xmp(notes: Notes) -> bytes:
    return _XMP.format(
        title=escape(notes.title),
        caption=escape(notes.caption),
        creator=escape(notes.creator),
        rights=escape(notes.rights),
        credit=escape(notes.credit),
        alt=escape(notes.alt),
    ).encode()


def _photoshop(notes: Notes) -> bytes:
    records = _record(1, 90, _UTF8) + _record(2, 0, struct.pack(">H", 4))
    # The standard bounds these fields in octets: title 64, creator 32, credit 32, copyright 128, caption 2000.
    for number, text, limit in (
        (5, notes.title, 64),
        (80, notes.creator, 32),
        (110, notes.credit, 32),
        (116, notes.rights, 128),
        (120, notes.caption, 2000),
    ):
        records += _record(2, number, _cut(text, limit))
    resource = b"8BIM" + struct.pack(">H", _IIM_RESOURCE) + b"\0\0" + struct.pack(">I", len(records)) + records
    return _PHOTOSHOP_NAME + resource + b"\0" * (len(records) % 2)


def _record(record: int, number: int, content: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(content)) + content


def _cut(text: str, limit: int) -> bytes:
    return text.encode()[:limit].decode(errors="ignore").encode()
