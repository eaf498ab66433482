"""What a picture file says of itself: read from XMP, then from IPTC-IIM, then from EXIF.

IPTC Photo Metadata Standard 2025.1 says where each field stands in each form.
Nothing here opens a file; hostile metadata costs its fields and nothing else.
XMP that declares a document type, and so any entity, is not read.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any
from xml.etree import ElementTree as ET

import msgspec

from broadsheet.documents.fields import is_web_address

MAX_XMP = 1_000_000
MAX_CAPTION = 2_000
MAX_FIELD = 400

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_IPTC_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_LICENSOR_URL = "{http://ns.useplus.org/ldf/xmp/1.0/}LicensorURL"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# The first tag that is there gives the field.
_XMP_FIELDS = {
    "caption": (f"{_DC}description",),
    "credit": (f"{_PHOTOSHOP}Credit",),
    "creator": (f"{_DC}creator",),
    "copyright": (f"{_DC}rights",),
    "alt": (f"{_IPTC}AltTextAccessibility", f"{_IPTC}ExtDescrAccessibility"),
    "licence": (f"{_RIGHTS}WebStatement",),
    "source_type": (f"{_IPTC_EXTENSION}DigitalSourceType",),
}
_IIM_FIELDS = {80: "creator", 110: "credit", 116: "copyright", 120: "caption"}
_EXIF_FIELDS = {0x010E: "caption", 0x013B: "creator", 0x8298: "copyright"}
_PNG_FIELDS = {"Description": "caption", "Author": "creator", "Copyright": "copyright"}

# What cameras write where a photographer would say what is to be seen.
_CAMERA_CAPTIONS = frozenset({"olympus digital camera", "sony dsc", "dcim", "dav", "default", "untitled"})
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_XMP_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)


class PictureDetails(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a picture file says of itself, as plain lines of text; empty where it says nothing."""

    caption: str = ""
    credit: str = ""
    creators: tuple[str, ...] = ()
    copyright: str = ""
    alt: str = ""
    licence: str = ""  # the address of a page with the terms
    source_type: str = ""
    licensor: str = ""  # the address of a page where a licence can be had

    @property
    def creator(self) -> str:
        """Who made the picture, on one line."""
        return ", ".join(self.creators)

    @property
    def credit_line(self) -> str:
        """Who is to be named under the picture: creator and agency, or whoever holds the rights."""
        names = [self.creator, self.credit if self.credit != self.creator else ""]
        return " / ".join(name for name in names if name) or self.copyright


UNKNOWN = PictureDetails()

_Found = dict[str, list[str]]  # the values of each field, as clean text


def read_details(info: Mapping[Any, Any], exif: Mapping[int, Any], raw: bytes) -> PictureDetails:
    """Gather a picture's fields from `info`, as Pillow gives it, the main EXIF directory, and the file's bytes."""
    found: _Found = {}
    for fields in (_from_xmp(_xmp_of(info, raw)), _from_iim(_iim_of(info)), _from_exif(exif), _from_png(info)):
        for name, values in fields.items():
            if values:
                found.setdefault(name, values)
    creators = _creators(found.pop("creator", []))
    lines = {name: _field(name, ", ".join(dict.fromkeys(values))) for name, values in found.items()}
    return PictureDetails(creators=creators, **lines)


def _creators(names: Sequence[str]) -> tuple[str, ...]:
    """Give each name once, and no more of them than one field may hold."""
    unique = list(dict.fromkeys(names))
    ends = accumulate(len(name) for name in unique)
    return tuple(name for name, end in zip(unique, ends, strict=True) if end <= MAX_FIELD)


def _clean(value: Any, limit: int = MAX_FIELD) -> str:
    if isinstance(value, bytes):
        value = _decode(value)
    if not isinstance(value, str):
        return ""
    text = " ".join(_CONTROL.sub(" ", value).split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _field(name: str, value: Any) -> str:
    text = _clean(value, MAX_CAPTION if name in ("caption", "alt") else MAX_FIELD)
    if name in ("licence", "licensor"):
        # One that was cut leads nowhere.
        return text if is_web_address(text) and not text.endswith("…") else ""
    return "" if name == "caption" and text.lower() in _CAMERA_CAPTIONS else text


def _xmp_of(info: Mapping[Any, Any], raw: bytes) -> bytes:
    found = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    if not found and raw.startswith(b"GIF8"):
        # GIF holds the packet as it is, in a block that Pillow passes over.
        packet = _XMP_PACKET.search(raw)
        found = packet[0] if packet else b""
    return found.encode() if isinstance(found, str) else bytes(found)


def _from_xmp(raw: bytes) -> _Found:
    raw = raw.strip(b"\0 \t\r\n")
    if not raw or len(raw) > MAX_XMP or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return {}
    try:
        root = ET.fromstring(raw)  # noqa: S314 - nothing that declares a document type comes here
    except (ET.ParseError, ValueError, LookupError):
        return {}
    found: _Found = {"licensor": _licensor(root)}
    for description in root.iter(f"{_RDF}Description"):
        for name, tags in _XMP_FIELDS.items():
            for tag in tags:
                values = [value for text in _xmp_values(description, tag) if (value := _field(name, text))]
                if values and name not in found:
                    found[name] = values
    return found


def _licensor(root: ET.Element) -> list[str]:
    """Give the page of the first who licenses the picture; it stands within a structure, in one of three forms."""
    written = (
        element.attrib.get(_LICENSOR_URL) or (element.text if element.tag == _LICENSOR_URL else "")
        for element in root.iter()
    )
    return [value for text in written if (value := _field("licensor", text))][:1]


def _xmp_values(description: ET.Element, tag: str) -> list[str | None]:
    """Give a property: an attribute, a text, the default of several languages, or several values in a row."""
    if tag in description.attrib:
        return [description.attrib[tag]]
    element = description.find(tag)
    if element is None:
        return []
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return [element.attrib.get(f"{_RDF}resource", "") or element.text]
    if element.find(f"{_RDF}Alt") is not None:
        return [next((item for item in items if item.attrib.get(_LANGUAGE) == "x-default"), items[0]).text]
    return [item.text for item in items]


def _iim_of(info: Mapping[Any, Any]) -> bytes:
    resources = info.get("photoshop")
    found = resources.get(0x0404, b"") if isinstance(resources, dict) else b""
    return found if isinstance(found, bytes) else b""


def _from_iim(raw: bytes) -> _Found:
    """Read the application records of IPTC-IIM 4.2; several by-lines stand in a row."""
    found: _Found = {}
    at = 0
    while at + 5 <= len(raw) and raw[at] == 0x1C:
        record, dataset = raw[at + 1], raw[at + 2]
        size = int.from_bytes(raw[at + 3 : at + 5], "big")
        if size & 0x8000:  # an extended dataset; none of ours needs one
            break
        name = _IIM_FIELDS.get(dataset) if record == 2 else None
        value = _field(name, raw[at + 5 : at + 5 + size]) if name else ""
        if name and value:
            found.setdefault(name, []).append(value)
        at += 5 + size
    return found


def _from_exif(exif: Mapping[int, Any]) -> _Found:
    found: _Found = {}
    for tag, name in _EXIF_FIELDS.items():
        value = exif.get(tag)
        # A copyright may be two, the photographer's and the editor's, with a NUL between them.
        if isinstance(value, str | bytes) and (text := _field(name, value)):
            found[name] = [text]
    return found


def _from_png(info: Mapping[Any, Any]) -> _Found:
    return {name: [text] for key, name in _PNG_FIELDS.items() if (text := _field(name, info.get(key)))}
