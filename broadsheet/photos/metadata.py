"""What a picture file says of itself: read from XMP, then from IPTC-IIM, then from EXIF.

IPTC Photo Metadata Standard 2025.1 says where each field stands in each form.
Nothing here opens a file; hostile metadata costs its fields and nothing else.
XMP that declares a document type, and so any entity, is not read.
"""

import re
from collections.abc import Mapping
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
    creator: str = ""
    copyright: str = ""
    alt: str = ""
    licence: str = ""  # the address of a page with the terms
    source_type: str = ""
    licensor: str = ""  # the address of a page where a licence can be had

    @property
    def credit_line(self) -> str:
        """Who is to be named under the picture: creator and agency, or whoever holds the rights."""
        names = [self.creator, self.credit if self.credit != self.creator else ""]
        return " / ".join(name for name in names if name) or self.copyright


UNKNOWN = PictureDetails()


def read_details(info: Mapping[Any, Any], exif: Mapping[int, Any], raw: bytes) -> PictureDetails:
    """Gather a picture's fields from `info`, as Pillow gives it, the main EXIF directory, and the file's bytes."""
    found: dict[str, str] = {}
    for fields in (_from_xmp(_xmp_of(info, raw)), _from_iim(_iim_of(info)), _from_exif(exif), _from_png(info)):
        for name, value in fields.items():
            if value and name not in found:
                found[name] = value
    return PictureDetails(**found)


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


def _from_xmp(raw: bytes) -> dict[str, str]:
    raw = raw.strip(b"\0 \t\r\n")
    if not raw or len(raw) > MAX_XMP or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return {}
    try:
        root = ET.fromstring(raw)  # noqa: S314 - nothing that declares a document type comes here
    except (ET.ParseError, ValueError, LookupError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, tags in _XMP_FIELDS.items():
            for tag in tags:
                value = _field(name, _xmp_value(description, tag))
                if value and name not in found:
                    found[name] = value
    return found | {"licensor": _licensor(root)}


def _licensor(root: ET.Element) -> str:
    """Give the page of the first who licenses the picture; it stands within a structure, in one of three forms."""
    written = (
        element.attrib.get(_LICENSOR_URL) or (element.text if element.tag == _LICENSOR_URL else "")
        for element in root.iter()
    )
    return next((value for text in written if (value := _field("licensor", text))), "")


def _xmp_value(description: ET.Element, tag: str) -> str:
    """Give a property: an attribute, a text, the default of several languages, or several values in a row."""
    if tag in description.attrib:
        return description.attrib[tag]
    element = description.find(tag)
    if element is None:
        return ""
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return element.attrib.get(f"{_RDF}resource", "") or element.text or ""
    if element.find(f"{_RDF}Alt") is not None:
        default = next((item for item in items if item.attrib.get(_LANGUAGE) == "x-default"), items[0])
        return default.text or ""
    return ", ".join(item.text.strip() for item in items if item.text and item.text.strip())


def _iim_of(info: Mapping[Any, Any]) -> bytes:
    resources = info.get("photoshop")
    found = resources.get(0x0404, b"") if isinstance(resources, dict) else b""
    return found if isinstance(found, bytes) else b""


def _from_iim(raw: bytes) -> dict[str, str]:
    """Read the application records of IPTC-IIM 4.2; several by-lines stand in a row."""
    values: dict[str, list[str]] = {}
    at = 0
    while at + 5 <= len(raw) and raw[at] == 0x1C:
        record, dataset = raw[at + 1], raw[at + 2]
        size = int.from_bytes(raw[at + 3 : at + 5], "big")
        if size & 0x8000:  # an extended dataset; none of ours needs one
            break
        name = _IIM_FIELDS.get(dataset) if record == 2 else None
        value = _field(name, raw[at + 5 : at + 5 + size]) if name else ""
        if name and value:
            values.setdefault(name, []).append(value)
        at += 5 + size
    return {name: ", ".join(dict.fromkeys(found)) for name, found in values.items()}


def _from_exif(exif: Mapping[int, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, name in _EXIF_FIELDS.items():
        value = exif.get(tag)
        if isinstance(value, str | bytes):
            # A copyright may be two, the photographer's and the editor's, with a NUL between them.
            found[name] = _field(name, value)
    return found


def _from_png(info: Mapping[Any, Any]) -> dict[str, str]:
    return {name: _field(name, info.get(key)) for key, name in _PNG_FIELDS.items()}
