"""What published files keep of a picture's metadata: whose it is, and how it came about. Nothing else goes out."""

from html import escape

from broadsheet.photos.metadata import PictureDetails

_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""{names}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta>'
)
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_ITEMS = "</rdf:li><rdf:li>"
_SEQUENCE = "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"
_LICENSORS = '<rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>{}</plus:LicensorURL></rdf:li></rdf:Seq>'
_LANGUAGES = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'


def xmp_packet(details: PictureDetails) -> bytes:
    """Write the XMP of published files; nothing where there is nobody to name."""
    fields = (
        ("dc:creator", details.creators, _SEQUENCE),
        ("dc:rights", [details.copyright], _LANGUAGES),
        ("photoshop:Credit", [details.credit], "{}"),
        ("xmpRights:WebStatement", [details.licence], "{}"),
        ("Iptc4xmpExt:DigitalSourceType", [details.source_type], "{}"),
        ("plus:Licensor", [details.licensor], _LICENSORS),
    )
    written = [
        (name, _ITEMS.join(escape(value, quote=False) for value in values), form) for name, values, form in fields
    ]
    kept = [(name, form.format(value)) for name, value, form in written if value]
    if not kept:
        return b""
    used = dict.fromkeys(name.split(":")[0] for name, _ in kept)
    names = "".join(f' xmlns:{prefix}="{_NAMES[prefix]}"' for prefix in used)
    properties = "".join(f"<{name}>{value}</{name}>" for name, value in kept)
    return _PACKET.format(names=names, properties=properties).encode()


def exif_fields(details: PictureDetails) -> dict[int, str]:
    """Give the EXIF fields of published JPEGs. EXIF knows ASCII alone; what is not is left to XMP."""
    fields = {0x013B: details.creator, 0x8298: details.copyright}
    return {tag: value for tag, value in fields.items() if value and value.isascii()}
