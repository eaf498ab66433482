"""Read `pictures` of `newsroom.yaml`: the widths, formats and quality in which pictures are published."""

from typing import Any

from broadsheet.documents.fields import INVALID, Form, Invalid, YamlDocument, list_of, mapping_of, one_of, whole_number
from broadsheet.documents.nodes import Node
from broadsheet.photos.renditions import FORMATS, QUALITY, WIDTHS, Recipe

MAX_WIDTHS = 8

_FORMS: dict[str, Form] = {
    "widths": list_of(whole_number(16, 4000)),
    "formats": list_of(one_of(*FORMATS), or_single=True),
    "quality": whole_number(30, 95),
}


def pictures(node: Node, document: YamlDocument) -> Recipe | Invalid:
    """How pictures are published; what is not named is as it is without the setting."""
    values: dict[str, Any] | Invalid = mapping_of(_FORMS)(node, document)
    if values is INVALID:
        return INVALID
    widths = tuple(sorted(set(values.get("widths", WIDTHS))))
    if not 0 < len(widths) <= MAX_WIDTHS:
        return document.report("wrong-type", f"expected from 1 to {MAX_WIDTHS} widths, found {len(widths)}", node)
    # The order of the formats is ours: browsers take the first that they know.
    wanted = values.get("formats", FORMATS)
    return Recipe(widths, tuple(name for name in FORMATS if name in wanted), values.get("quality", QUALITY))
