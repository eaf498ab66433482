"""Pictures with words in every place that their formats have for one."""

import struct
from collections.abc import Callable
from io import BytesIO

from PIL import Image, PngImagePlugin

Word = Callable[[str], str]  # makes up a word for a field

SHOWN = {form: f"metadata of a picture: {form}" for form in ("EXIF", "XMP", "IPTC-IIM")}
# What stands where nobody is told of it: notes of a desk, of a camera and of a program.
NOTES = "notes in a picture"
_IIM_CAPTION, _IIM_INSTRUCTIONS = 120, 40
_EXIF_CREATOR, _EXIF_PLACE, _EXIF_USER_COMMENT = 0x013B, 0x8769, 0x9286


def photograph(kind: str, word: Word | None = None) -> bytes:
    """Make a small picture of points. XMP names an agency, IPTC-IIM has a caption, EXIF a creator, each with its `word`."""
    made = BytesIO()
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    if word is None:
        image.save(made, kind)
    elif kind == "JPEG":
        image.save(made, kind, exif=_exif(word), xmp=_xmp(word), comment=word(NOTES).encode())
        return _with_iim(made.getvalue(), word)
    elif kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_itxt("XML:com.adobe.xmp", _xmp(word).decode())
        said.add_text("Comment", word(NOTES))
        image.save(made, kind, exif=_exif(word), pnginfo=said)
    elif kind == "GIF":
        image.save(made, kind, comment=word(NOTES).encode())
    else:
        image.save(made, kind, exif=_exif(word), xmp=_xmp(word))
    return made.getvalue()


def drawing(text: str, note: str) -> bytes:
    """Make an SVG with a title, and a comment that nobody is shown."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><!-- {note} --><title>{text}</title>'
        '<path fill="red" d="M0 0h3v3z"/></svg>'
    ).encode()


def _exif(word: Word) -> Image.Exif:
    exif = Image.Exif()
    exif[_EXIF_CREATOR] = word(SHOWN["EXIF"])
    exif.get_ifd(_EXIF_PLACE)[_EXIF_USER_COMMENT] = b"ASCII\0\0\0" + word(NOTES).encode()
    return exif


def _xmp(word: Word) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' photoshop:Credit="{word(SHOWN["XMP"])}" photoshop:Instructions="{word(NOTES)}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def _with_iim(jpeg: bytes, word: Word) -> bytes:
    """Put records of IPTC-IIM into a JPEG, in Photoshop's resource."""
    fields = {_IIM_INSTRUCTIONS: word(NOTES).encode(), _IIM_CAPTION: word(SHOWN["IPTC-IIM"]).encode()}
    records = b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text for number, text in fields.items())
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]
