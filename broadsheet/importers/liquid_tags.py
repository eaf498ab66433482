"""The Liquid and Nunjucks tags that stand in the bodies of Jekyll and Eleventy stories."""

import re
from collections.abc import Mapping

from broadsheet.importers.addresses import REF, marked
from broadsheet.importers.names import person_name
from broadsheet.importers.protect import Vault
from broadsheet.importers.report import Note
from broadsheet.importers.tags import arguments, block, card, old_picture, watch_address
from broadsheet.importers.traced import Edit, TracedText

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.S)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}(.*?)\{%-?\s*endcomment\s*-?%\}|\{#.*?#\}(?!\})", re.S)
_CODE = re.compile(r"\{%-?\s*highlight\s+(\w+)[^%]*-?%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.S)
_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>.{0,3000}?)\s*-?%\}", re.S)
_OUTPUT = re.compile(r"\{\{-?\s*(?P<value>.{0,1000}?)\s*-?\}\}", re.S)
_FILTERED = re.compile(
    r"""(?P<quote>["'])(?P<text>.*?)(?P=quote)\s*(?:\|\s*(?P<filter>\w+)\s*(?::\s*(?P<argument>.*))?)?""", re.S
)
_ADDRESS_FILTERS = frozenset({"url", "relative_url", "absolute_url", "prepend", "append", "asset_url"})


def convert_liquid(
    source: TracedText, vault: Vault, names: Mapping[str, str], values: Mapping[str, str], notes: list[Note]
) -> TracedText:
    """Turn tags into Markdown; `names` are authors by slug, `values` the story's own fields."""
    source = source.edited(
        [
            Edit(m.start(), m.end(), block(vault.put(f"```{m[1]}\n{m[2].strip(chr(10))}\n```")))
            for m in _CODE.finditer(source.text)
        ]
    )
    source = source.edited([Edit(m.start(), m.end(), _hidden(m[1])) for m in _RAW.finditer(source.text)])
    source = source.edited([Edit(m.start(), m.end(), "") for m in _COMMENT.finditer(source.text) if not _is_span(m)])
    edits = [
        Edit(match.start(), match.end(), _tag(match, source.line_at(match.start()), notes))
        for match in _TAG.finditer(source.text)
    ]
    source = source.edited(edits)
    outputs = []
    for match in _OUTPUT.finditer(source.text):
        shown = _output(match["value"], names, values)
        if shown is None:
            notes.append(Note(source.line_at(match.start()), "the template expression was kept as text", match[0]))
            shown = vault.put(match[0]) if "\n" in match[0] else match[0].replace("{", "\ue002").replace("}", "\ue003")
        elif not shown and "team_photo" in match["value"]:
            notes.append(Note(source.line_at(match.start()), "the portrait is not among the files", match[0]))
        outputs.append(Edit(match.start(), match.end(), shown))
    source = source.edited(outputs)
    return source.edited(
        [Edit(m.start(), m.end(), "{}"[m[0] == "\ue003"]) for m in re.finditer("[\ue002\ue003]", source.text)]
    )


def _hidden(raw: str) -> str:
    return raw.replace("{", "\ue002").replace("}", "\ue003")


def _is_span(match: re.Match[str]) -> bool:
    """Tell a heading's anchor `{#name}` from a Nunjucks comment."""
    return match[0].startswith("{#") and "\n" in match[0]


def _tag(match: re.Match[str], line: int, notes: list[Note]) -> str:
    name, rest = match["name"], match["rest"]
    if name in ("image", "image_with_class"):
        # The alternative text may hold quotation marks of its own, so it reaches to the last one.
        parts = re.match(r'"(?P<file>[^"]*)"\s*(?:"[^"]*"\s*)??(?:"(?P<alt>.*)")?$', rest, re.S)
        if name == "image_with_class":
            parts = re.match(r'"(?P<file>[^"]*)"\s*"[^"]*"\s*(?:"(?P<alt>.*)")?$', rest, re.S)
        if parts is not None:
            return old_picture(parts["file"], parts["alt"] or "")
    by_place, by_name = arguments(rest)
    if name in ("include", "render") and "image" in by_name:
        shown = old_picture(by_name["image"], by_name.get("alt", ""), by_name.get("caption", ""))
        return f"[{shown}]({by_name['url']})" if by_name.get("url") else shown
    if name in ("post_url", "link"):
        return marked(REF, rest)
    if name in ("youtube", "vimeo", "gist", "instagram") and by_place:
        return card(watch_address(name, by_place[0]))
    notes.append(Note(line, f"the tag `{name}` has no counterpart; its text was kept", match[0]))
    return block("\n\n".join(by_name[key] for key in ("title", "text", "caption", "alt") if by_name.get(key)))


def _output(value: str, names: Mapping[str, str], values: Mapping[str, str]) -> str | None:
    """Give what an expression showed, or None when that cannot be known."""
    name = value.split("|")[0].strip()
    if name in ("site.baseurl", "site.url", "base_url", "baseurl", "page.preview_baseurl"):
        return "" if name != "page.preview_baseurl" else None
    field = name.removeprefix("page.")
    if re.fullmatch(r"[\w-]+", field) and field in values:
        return values[field]
    match = _FILTERED.fullmatch(value)
    if match is None:
        return None
    text, wanted = match["text"], match["filter"]
    if wanted is None or wanted in _ADDRESS_FILTERS:
        return text
    if wanted == "team_link":
        return names.get(text) or person_name(text)
    if wanted == "team_photo":
        return ""
    if wanted == "embed":
        return card(text, (match["argument"] or "").strip().strip("\"'"))
    return None
