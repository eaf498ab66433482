"""Join the theme's CSS into one file, in the order that its `index.css` states."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from broadsheet.newsroom.settings import Fonts, Section, section_hues

INDEX = "css/index.css"

_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']\s*(?:layer\(([\w.-]+)\))?\s*;""")
_ASSET = re.compile(r"""url\(\s*["']?asset:([^"')]+)["']?\s*\)""")
_COMMENT_OR_TEXT = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)


class StylesheetError(Exception):
    """The theme's CSS names a file that is not there."""


def join_stylesheet(
    files: Mapping[str, str], sections: Sequence[Section], fonts: Fonts, asset: Callable[[str], str | None]
) -> str:
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
    filled = [(layer, text) for layer, text in parts if text.strip()]
    joined = [_in_layer(layer, "".join(text for _, text in group)) for layer, group in groupby(filled, lambda p: p[0])]
    joined += [f".in-{slug}{{--h:{hue}}}" for slug, hue in section_hues(sections).items()]
    joined += [*_faces("serif", fonts.text, fonts.bold, fonts.italic), *_faces("sans", fonts.labels, fonts.labels_bold)]
    return _ASSET.sub(lambda match: f'url("{_address(asset, match[1])}")', "\n".join(filter(None, joined))) + "\n"


def _faces(name: str, file: str, bold: str, italic: str = "") -> Iterator[str]:
    """Set the faces of a part of the pages that are not the theme's.

    A face of the newsroom's own is shown if it is there when the page is first
    drawn, because its measures are not known and nothing may move afterwards.
    """
    if file == "meridian":
        return
    family = "" if file == "system" else f'"Own {name}",'
    if family:
        plain = "400" if bold else "100 900"
        for address, weight, style in ((file, plain, "normal"), (bold, "700", "normal"), (italic, "400 700", "italic")):
            if address:
                yield (
                    f'@font-face{{font-family:"Own {name}";src:url("asset:{address}") format("woff2");'
                    f"font-weight:{weight};font-style:{style};font-display:optional}}"
                )
    yield f":root{{--{name}:{family}var(--{name}-system)}}"


def _imported(files: Mapping[str, str], name: str) -> str:
    folder = INDEX.rsplit("/", 1)[0]
    text = files.get(f"{folder}/{name}")
    if text is None:
        raise StylesheetError(f"assets/{INDEX} imports `{name}`, which is not there")
    return _without_comments(text) + "\n"


@lru_cache(maxsize=32)
def _in_layer(layer: str, text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    body = "\n".join(line for line in lines if line)
    if not body:
        return ""
    return f"@layer {layer} {{\n{body}\n}}" if layer else body


@lru_cache(maxsize=128)  # the preview joins them again and again, and few change
def _without_comments(text: str) -> str:
    return _COMMENT_OR_TEXT.sub(lambda match: "" if match[0].startswith("/*") else match[0], text)


def _address(asset: Callable[[str], str | None], name: str) -> str:
    found = asset(name)
    if found is None:
        raise StylesheetError(f"the CSS names the asset `{name}`, which is not there")
    return found
