"""Keep a picture from standing twice: above the story and again in it."""

import re
from collections.abc import Mapping

from broadsheet.importers.inline_links import iter_links
from broadsheet.importers.names import plain_text
from broadsheet.importers.yaml_text import Value


def without_repeated_lead(fields: dict[str, Value], body: str) -> tuple[dict[str, Value], str]:
    """Take the lead picture's figure out of the body; its words go with the lead picture."""
    image = fields.get("image")
    if not isinstance(image, Mapping):
        return fields, body
    for found in iter_links(body, pictures=True):
        before, after = body[: found.start], body[found.end :]
        alone = (not before.strip() or before.endswith("\n\n")) and re.match(r"\n\n|\n?\Z", after)
        if found.target != image["file"] or not alone:
            continue
        lead = dict(image)
        alt, caption = plain_text(found.text), found.title
        # Words that differ from what the lead picture has already would be lost; then both stand.
        if "](" in caption or _differs(lead, "alt", alt) or _differs(lead, "caption", plain_text(caption)):
            return fields, body
        if caption:
            lead["caption"] = plain_text(caption)
        if alt:
            lead["alt"] = alt
        return fields | {"image": lead}, (before.rstrip() + "\n\n" + after.lstrip()).strip("\n") + "\n"
    return fields, body


def _differs(lead: Mapping[str, Value], key: str, text: str) -> bool:
    return bool(text) and key in lead and lead[key] != text
