"""Keep the words of a story from being read as the marks of our own Markdown."""

import re

from broadsheet.importers.names import decoded
from broadsheet.importers.traced import Edit, TracedText

_RELATED = re.compile(r"^([ ]{0,3}(?:WATCH|READ|LISTEN|PHOTOS)[ \t]*)\|", re.M)
_ATTRIBUTES = re.compile(r"(?<=[)\]])\{(?=[.#])")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
# Characters that would be markup if the entity were put in clear.
_MARKS = frozenset("<>&*_`[]\\#|~!{}\n\r\t")


def escape_marks(source: TracedText) -> TracedText:
    """Escape what only our dialect would act on."""
    source = source.edited([Edit(m.start(), m.end(), f"{m[1]}\\|") for m in _RELATED.finditer(source.text)])
    source = source.edited([Edit(m.start(), m.start() + len(m[1]), f"{m[1]}\\") for m in _lone_fences(source.text)])
    return source.edited([Edit(m.start(), m.end(), "\\{") for m in _ATTRIBUTES.finditer(source.text)])


def decode_entities(source: TracedText) -> TracedText:
    """Put characters in place of entities where that changes no markup."""
    edits = []
    for match in _ENTITY.finditer(source.text):
        char = decoded(match[0])
        if char != match[0] and not any(one in _MARKS for one in char) and (char.isprintable() or char == "\xa0"):
            edits.append(Edit(match.start(), match.end(), " " if char == "\xa0" else char))
    return source.edited(edits)


def _lone_fences(text: str) -> list[re.Match[str]]:
    """Find lines of colons that neither open nor close a pull quote."""
    found = []
    is_open = False
    for match in re.finditer(r"^([ ]{0,3}):::[ \t]*(?P<word>[^\n]*)$", text, re.M):
        if match["word"].strip() == "pull" and not is_open:
            is_open = True
        elif not match["word"].strip() and is_open:
            is_open = False
        else:
            found.append(match)
    return found
