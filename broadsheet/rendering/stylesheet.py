"""Join the theme's CSS into one file, in the order that its `index.css` states."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from broadsheet.newsroom.settings import Section

INDEX = "css/index.css"

_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']\s*(?:layer\(([\w.-]+)\))?\s*;""")
_ASSET = re.compile(r"""url\(\s*["']?asset:([^"')]+)["']?\s*\)""")
_COMMENT_OR_TEXT = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)


class StylesheetError(Exception):
    """The theme's CSS names a file that is not there."""


def join_stylesheet(files: Mapping[str, str], sections: Sequence[Section], asset: Callable[[str], str | None]) -> str:
    """Join the files that `index.css` imports; `files` are CSS texts by their name in the theme's assets.

    Raises StylesheetError when an import or an asset is missing.
    """
    index = _without_comments(files.get(INDEX, ""))
    if not index:
        raise StylesheetError(f"assets/{INDEX} is missing")
    parts: list[tuple[str, str]] = []
    at = 0
    for match in _IMPORT.finditer(index):
        parts.append(("", index[at : match.start()]))
        parts.append((match[2] or "", _imported(files, match[1])))
        at = match.end()
    parts.append(("", index[at:]))
    joined = [_in_layer(layer, "".join(text for _, text in group)) for layer, group in groupby(parts, lambda p: p[0])]
    joined += [f".in-{section.slug}{{--h:{section.hue}}}" for section in sections]
    return _ASSET.sub(lambda match: f'url("{_address(asset, match[1])}")', "\n".join(filter(None, joined))) + "\n"


def _imported(files: Mapping[str, str], name: str) -> str:
    folder = INDEX.rsplit("/", 1)[0]
    text = files.get(f"{folder}/{name}")
    if text is None:
        raise StylesheetError(f"assets/{INDEX} imports `{name}`, which is not there")
    return _without_comments(text) + "\n"


def _in_layer(layer: str, text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    body = "\n".join(line for line in lines if line)
    if not body:
        return ""
    return f"@layer {layer} {{\n{body}\n}}" if layer else body


def _without_comments(text: str) -> str:
    return _COMMENT_OR_TEXT.sub(lambda match: "" if match[0].startswith("/*") else match[0], text)


def _address(asset: Callable[[str], str | None], name: str) -> str:
    found = asset(name)
    if found is None:
        raise StylesheetError(f"the CSS names the asset `{name}`, which is not there")
    return found
