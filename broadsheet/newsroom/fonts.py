"""Read `fonts` of `newsroom.yaml`: the theme's faces, those of the reader's device, or the newsroom's own files."""

from typing import Any

from broadsheet.documents.fields import INVALID, Form, Invalid, YamlDocument, mapping_of, one_of
from broadsheet.documents.nodes import Node, Scalar
from broadsheet.newsroom.settings import Fonts

STACKS = ("meridian", "system")
_RELIES_ON = {"bold": "text", "italic": "text", "labels_bold": "labels"}


def font_file(node: Node, document: YamlDocument) -> str | Invalid:
    """A WOFF2 file of the theme's assets."""
    if isinstance(node, Scalar) and node.text.endswith(".woff2") and not node.text.startswith("/"):
        return node.text
    written = f" `{node.text}`" if isinstance(node, Scalar) else ""
    return document.report("font", f"not a font file{written}", node, "write it like `fonts/courier.woff2`")


def face(node: Node, document: YamlDocument) -> str | Invalid:
    """A stack by its name, or a file."""
    return node.text if isinstance(node, Scalar) and node.text in STACKS else font_file(node, document)


_FORMS: dict[str, Form] = {
    "text": face,
    "labels": face,
    "bold": font_file,
    "italic": font_file,
    "labels_bold": font_file,
}


def fonts(node: Node, document: YamlDocument) -> Fonts | Invalid:
    """One word for all faces, or a face for each part; a part that is not named gets the device's faces."""
    if isinstance(node, Scalar):
        stack = one_of(*STACKS)(node, document)
        return INVALID if stack is INVALID else Fonts(stack, stack)
    values: dict[str, Any] | Invalid = mapping_of(_FORMS)(node, document)
    if values is INVALID:
        return INVALID
    named = {"text": "system", "labels": "system", **values}
    for name, base in _RELIES_ON.items():
        if name in named and named[base] in STACKS:
            return document.report("font", f"`{name}` goes with a file for `{base}`", node, f"name a file for `{base}`")
    return Fonts(**named)
