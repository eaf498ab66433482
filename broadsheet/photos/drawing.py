"""SVG drawings: refused when they could act or load anything, published without what editors leave in them.

The file is read as XML, the way browsers read it, and written anew: what is
judged is what is published, whatever prefixes, entities or encodings it used.
"""

import re
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from broadsheet.photos.limits import Unfit

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ACTING = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
# Of attributes with a prefix, those that change what is seen; xml:base would send all others elsewhere.
_KEPT_ATTRIBUTES = {(_XLINK, "href"): "xlink:href", (_XML, "space"): "xml:space", (_XML, "lang"): "xml:lang"}

# Style sheets stand in elements, in `style`, in `fill` and in what animations set. A backslash can spell any of these.
_LOADING = re.compile(
    r"\\|@import|image-set\(|\bsrc\(|javascript:|url\(\s*[\"']?\s*(?!#|data:(?:font/|application/(?:x-)?font))[^\s\"']",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it is published, and the size it gives itself."""

    clean: bytes
    width: int
    height: int


def read_drawing(raw: bytes) -> Drawing:
    """Check and clean an SVG. Raises Unfit."""
    copy = _Copy()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = copy.doctype
    parser.StartElementHandler = copy.start
    parser.EndElementHandler = copy.end
    parser.CharacterDataHandler = copy.text
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _no_drawing() from error
    return Drawing("".join(copy.parts).encode(), *_size(copy.root))


def _no_drawing() -> Unfit:
    return Unfit("the picture is not an SVG", "export it again")


def _hostile() -> Unfit:
    return Unfit("the SVG holds scripts, outside references or entities", "export it as plain SVG, or as PNG")


class _Copy:
    """Writes the SVG of a drawing as it is read: no comments, no metadata, nothing of other vocabularies."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.root: dict[str, str] = {}
        self._is_inside = False
        self._left_out = 0
        self._styles = 0
        self._rules: list[str] = []

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            raise _hostile()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left_out:
            self._left_out += 1
            return
        space, _, local = name.rpartition(" ")
        if local.lower() in _ACTING:
            raise _hostile()
        if not self._is_inside and (space, local) != (_SVG, "svg"):
            raise _no_drawing()
        if space != _SVG or local == "metadata":
            self._left_out = 1
            return
        kept = _checked(attributes)
        if not self._is_inside:
            self._is_inside, self.root = True, kept
            kept = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **kept}
        self._styles += local == "style"
        self.parts.append(f"<{local}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        local = name.rpartition(" ")[2]
        if local == "style":
            self._styles -= 1
            if not self._styles and _LOADING.search("".join(self._rules)):
                raise _hostile()
        self.parts.append(f"</{local}>")

    def text(self, text: str) -> None:
        if not self._left_out:
            self.parts.append(escape(text))
            if self._styles:
                self._rules.append(text)


def _checked(attributes: dict[str, str]) -> dict[str, str]:
    """Give the attributes that are kept, by the names they are written under. Raises Unfit."""
    kept: dict[str, str] = {}
    for name, value in attributes.items():
        space, _, local = name.rpartition(" ")
        written = _KEPT_ATTRIBUTES.get((space, local), "") if space else local
        if not written or written.startswith("data-"):
            continue
        is_link = local in ("href", "src")
        animates = local == "attributeName" and re.search(r"(?:^|:)(?:href$|src$|on)", value.strip(), re.IGNORECASE)
        if local.lower().startswith("on") or animates or _LOADING.search(value):
            raise _hostile()
        if is_link and _EMBEDDED.match(value.strip()):
            raise Unfit("the SVG holds a photograph, which may say where it was taken", "export it as PNG, or as JPEG")
        if is_link and value.strip() and not value.strip().startswith("#"):
            raise _hostile()
        kept[written] = value
    return kept


def _size(root: dict[str, str]) -> tuple[int, int]:
    sizes = [re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", root.get(name, "")) for name in ("width", "height")]
    box = re.match(r"\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)", root.get("viewBox", ""))
    found = (sizes[0][1], sizes[1][1]) if sizes[0] and sizes[1] else (box[1], box[2]) if box else ("300", "150")
    try:
        return _pixels(found[0]), _pixels(found[1])
    except ValueError:  # 1.2.3
        return 300, 150


def _pixels(number: str) -> int:
    return max(1, min(round(float(number)), 100_000))
