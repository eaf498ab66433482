"""Cases kept as Markdown: a title, a body, and what it must become.

A case is a heading with fenced blocks under it, four backticks each. The first,
`markdown`, is the body; options follow that word. Then come its parts in
order, `html` for runs and `json` for the others, and where it matters
`references`, `headings`, `lede`, `words` and `diagnostics`. A mark is shown as
`⟦a0⟧`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.markup.body import Body, BodyOptions, Html
from broadsheet.markup.render import render_body

_FENCE = "`" * 4
_OPTION = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Case:
    """One claim: a body with its options, and the blocks it must give."""

    title: str
    text: str
    options: BodyOptions
    expected: list[tuple[str, str]]

    def actual(self) -> list[tuple[str, str]]:
        """Render, and show all that the case speaks of."""
        body, diagnostics = render_body(self.text, self.options, "story.md")
        named = {kind for kind, _ in self.expected}
        shown = [*_parts(body), *_facts(body, diagnostics)]
        return [(kind, text) for kind, text in shown if kind in named | {"html", "json", "diagnostics"}]


def read_cases(folder: Path) -> Iterator[Case]:
    """Read every case of a folder."""
    for path in sorted(folder.glob("*.md")):
        title = ""
        blocks: list[tuple[str, str, str]] = []
        for kind, rest, text in _pieces(path.read_text("utf-8")):
            if kind != "##":
                blocks.append((kind, rest, text))
                continue
            if title:
                yield _case(f"{path.stem}: {title}", blocks)
            title, blocks = rest, []
        yield _case(f"{path.stem}: {title}", blocks)


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Read titles and fenced blocks; a block may hold lines that look like titles."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("## "):
            yield "##", line[3:], ""
        elif line.startswith(_FENCE):
            kind, _, rest = line[len(_FENCE) :].partition(" ")
            yield kind, rest, "".join(f"{inner}\n" for inner in iter(lines.__next__, _FENCE))


def _case(title: str, blocks: list[tuple[str, str, str]]) -> Case:
    (_, settings, text), *expected = blocks
    return Case(
        title, text, BodyOptions(**dict(_OPTION.findall(settings))), [(kind, body) for kind, _, body in expected]
    )


def _parts(body: Body) -> Iterator[tuple[str, str]]:
    for part in body.parts:
        if isinstance(part, Html):
            yield "html", _shown(part.html).rstrip("\n") + "\n"
        else:
            values = {key: value for key, value in msgspec.to_builtins(part).items() if value not in ("", None)}
            yield "json", _shown(json.dumps(values, ensure_ascii=False, indent=2)) + "\n"


def _facts(body: Body, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    references = [("link", link) for link in body.links] + [("picture", picture) for picture in body.pictures]
    yield "references", "".join(f"{kind} {r.target} at {r.line}:{r.column}+{r.length}\n" for kind, r in references)
    yield "headings", "".join(f"{h.level} #{h.anchor} {h.text}\n" for h in body.headings)
    yield "lede", f"{body.lede}\n"
    yield "words", f"{body.words}\n"
    if diagnostics:
        yield "diagnostics", "".join(f"{_fault(diagnostic)}\n" for diagnostic in diagnostics)


def _fault(fault: Diagnostic) -> str:
    place = f"{fault.place.line}:{fault.place.column}+{fault.place.length}"
    return f"{place} {fault.severity}[{fault.kind}]: {fault.message}\n  = help: {fault.help}"


def _shown(text: str) -> str:
    return re.sub(r"(?:\0|\\u0000)(/?[a-z]\d+)(?:\0|\\u0000)", r"⟦\1⟧", text)
