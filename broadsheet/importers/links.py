"""Settle the links of a body: to imported stories, to files, to the old site; or to nothing, as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from broadsheet.importers.addresses import LOST, REF, AddressBook
from broadsheet.importers.headings import Anchors
from broadsheet.importers.inline_links import iter_links, link
from broadsheet.importers.report import Note
from broadsheet.importers.traced import Edit, TracedText

_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>(?!\^)[^\]\n]+)\]:[ \t]*\n?[ \t]*<?(?P<target>[^\s>]+)>?(?P<title>[ \t]+[\"'(][^\n]*)?[ \t]*$",
    re.M,
)
_ADDRESS = re.compile(r"(?:https?:)?//", re.I)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a link can be settled with; `find_file` gives the path of a file that is copied, or None."""

    book: AddressBook
    find_file: Callable[[str], str | None]
    anchors: Anchors

    def settled(self, target: str) -> str | None:
        """Give the address to write for a target of the old site, or None when it leads nowhere."""
        target = target.strip()
        if target.startswith("#"):
            anchor = self.anchors.by_name.get(unquote(target[1:]))
            return f"#{anchor}" if anchor else None
        if target.startswith(LOST):
            return None
        if re.match(r"mailto:|tel:", target, re.I):
            return _mail(target)
        if _ADDRESS.match(target):
            return self._absolute(target)
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.I) and not target.startswith(REF):
            return None
        return self._inner(target)

    def _absolute(self, target: str) -> str | None:
        target = f"https:{target}" if target.startswith("//") else target
        inner = self.book.inner_path(target)
        story = self.book.find_story(inner) if inner is not None else None
        if story is not None:
            return f"/{story}"
        return sound_address(target)

    def _inner(self, target: str) -> str | None:
        story = self.book.find_story(target)
        if story is not None:
            return f"/{story}"
        path = unquote(target.removeprefix(REF)) if target.startswith(REF) else target
        file = self.find_file(path.split("#")[0].split("?")[0])
        if file is not None:
            return file
        if re.fullmatch(r"[\w.-]+@[\w-]+(\.[\w-]+)+", path):
            return f"mailto:{path}"
        if re.match(r"(?:www\.|[\w-]+\.(?:gov|com|org|net|edu|io)(?:/|$))", path):
            return sound_address(f"https://{path}")
        if not target.startswith(REF) and not path.startswith("/"):
            return None
        page = re.sub(r"(?:/?_?index)?\.(?:md|markdown|html)(?=#|$)", "/", path) if target.startswith(REF) else path
        absolute = self.book.absolute(page)
        return sound_address(absolute) if absolute is not None else None


def convert_links(source: TracedText, targets: Targets, notes: list[Note]) -> TracedText:
    """Settle every link; one that leads nowhere leaves its text and a note."""
    lost_labels: set[str] = set()
    source = source.edited(_definitions(source, targets, notes, lost_labels))
    if lost_labels:
        source = source.edited(_usages(source.text, lost_labels))
    source = source.edited(_inline(source, targets, notes))
    return source.edited(_leftovers(source, targets, notes))


def _inline(source: TracedText, targets: Targets, notes: list[Note]) -> list[Edit]:
    edits: list[Edit] = []
    for found in iter_links(source.text, pictures=False):
        if not found.target and not found.text.strip():
            edits.append(Edit(found.start, found.end, ""))
            continue
        address = targets.settled(found.target) if found.target else None
        if address is None:
            _note_lost(notes, source.line_at(found.start), found.target, source.text[found.start : found.end])
            edits.append(Edit(found.start, found.end, found.text))
        elif not found.text.strip():
            edits.append(Edit(found.start, found.end, ""))
            notes.append(Note(source.line_at(found.start), "a link without text was removed", address))
        elif address != found.target:
            edits.append(Edit(found.start, found.end, link(found.text, address, found.title)))
    return edits


def _leftovers(source: TracedText, targets: Targets, notes: list[Note]) -> list[Edit]:
    """Find marked addresses outside of any link, where the source's own link was broken."""
    edits = []
    for match in re.finditer(rf"(?:{REF}|{LOST})[^\s)\"'<>\]]*", source.text):
        address = targets.settled(match[0]) or unquote(match[0].removeprefix(REF).removeprefix(LOST))
        notes.append(
            Note(source.line_at(match.start()), "the link around this address is broken in the source", address)
        )
        edits.append(Edit(match.start(), match.end(), address))
    return edits


def _definitions(source: TracedText, targets: Targets, notes: list[Note], lost: set[str]) -> list[Edit]:
    edits = []
    for match in _DEFINITION.finditer(source.text):
        address = targets.settled(match["target"])
        if address is None:
            _note_lost(notes, source.line_at(match.start()), match["target"], match[0])
            lost.add(match["label"].casefold())
            edits.append(Edit(match.start(), match.end(), ""))
        elif address != match["target"]:
            edits.append(Edit(match.start("target"), match.end("target"), address))
    return edits


def _usages(text: str, lost: set[str]) -> list[Edit]:
    edits = []
    for match in re.finditer(r"(?<![!\\])\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?(?![(:])", text):
        if (match["label"] or match["text"]).casefold() in lost:
            edits.append(Edit(match.start(), match.end(), match["text"]))
    return edits


def _note_lost(notes: list[Note], line: int, target: str, excerpt: str) -> None:
    shown = unquote(target.removeprefix(REF).removeprefix(LOST))
    excerpt = " ".join(excerpt.replace(REF, "").replace(LOST, "").split())
    notes.append(Note(line, f"the link to `{shown}` leads to nothing here; its text was kept", excerpt[:160]))


def _mail(target: str) -> str:
    scheme, _, rest = target.partition(":")
    rest = unquote(rest).strip() if "?" not in rest else rest.strip()
    return f"{scheme.lower()}:{rest.lstrip('/').replace(' ', '%20')}"


def sound_address(address: str) -> str | None:
    """Give an absolute address that our rules accept: blanks and marks escaped; None when it has no host."""
    scheme, _, rest = address.partition("://")
    scheme = scheme.lower()
    rest = (
        quote(rest, safe="/#?=&:+,;@%~.-_!$'()*[]|^{}")
        .replace("|", "%7C")
        .replace("^", "%5E")
        .replace("{", "%7B")
        .replace("}", "%7D")
    )
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme}://{rest}" if re.search(r"[\w-]", host) else None
