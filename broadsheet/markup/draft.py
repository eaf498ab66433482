"""A body in the making: what its parts point at, and what was found wrong."""

from dataclasses import dataclass, field

from markdown_it.token import Token

from broadsheet.diagnostics import Diagnostic, Place, Severity
from broadsheet.markup.body import BodyOptions, Heading, Reference
from broadsheet.markup.source import Pieces, Source, Span
from broadsheet.slugs import slugify
from broadsheet.urls import decode_path

MAX_DIAGNOSTICS = 100
MAX_BROUGHT_IN = 1024 * 1024


@dataclass(slots=True)
class Draft:
    """Collects while the parts are made. Every index it gives out is that of a reference it holds."""

    source: Source
    options: BodyOptions
    links: list[Reference] = field(default_factory=list)
    pictures: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    fragments: list[tuple[str, Span]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    dateline: str = ""
    lede: str = ""
    closers: list[str] = field(default_factory=list)
    _anchors: dict[str, int] = field(default_factory=dict)
    _brought_in: int = 0
    _pieces: Pieces = field(init=False)

    def __post_init__(self) -> None:
        self._pieces = Pieces(self.source, "", 0)

    def enter(self, content: str, first_line: int) -> Pieces:
        """Say which text the following tokens were made from and its first line; give what was entered before."""
        outer, self._pieces = self._pieces, Pieces(self.source, content, first_line)
        return outer

    def leave(self, outer: Pieces) -> None:
        """Go back to the text of before."""
        self._pieces = outer

    @property
    def content(self) -> str:
        """The text that was entered."""
        return self._pieces.content

    @property
    def first_line(self) -> int:
        """The first line of the text that was entered, from 0."""
        return self._pieces.first_line

    def span(self, start: int, end: int) -> Span:
        """Give the place of a run of the text that was entered."""
        return self._pieces.span(start, end)

    def target_span(self, token: Token, target: str) -> Span:
        """Give the place of a link's target, or of the whole link where it is written elsewhere."""
        content = self._pieces.content
        start, end = token.meta.get("span", (0, len(content)))
        found = content.rfind(target, start, end) if target else -1
        return self.span(found, found + len(target)) if found >= 0 else self.span(start, end)

    def has_room(self, length: int) -> bool:
        """Count what links bring in; a definition used often could make a small body a huge page."""
        self._brought_in += length
        return self._brought_in <= MAX_BROUGHT_IN

    def add_link(self, target: str, span: Span) -> int:
        """Record a link and give its index."""
        self.links.append(Reference(decode_path(target), span.line, span.column, span.length))
        return len(self.links) - 1

    def add_picture(self, target: str, span: Span) -> int:
        """Record a picture and give its index."""
        self.pictures.append(Reference(decode_path(target), span.line, span.column, span.length))
        return len(self.pictures) - 1

    def add_heading(self, level: int, text: str) -> Heading:
        """Record a heading: no first level, no level skipped, no anchor twice."""
        deepest = self.headings[-1].level + 1 if self.headings else 2
        heading = Heading(min(max(level, 2), deepest), self._anchor(text), text)
        self.headings.append(heading)
        return heading

    def _anchor(self, text: str) -> str:
        slug = slugify(text) or "section"
        anchor, count = slug, self._anchors.get(slug, 0)
        while anchor in self._anchors:
            count += 1
            anchor = f"{slug}-{count}"
        self._anchors[slug] = max(count, 1)
        self._anchors.setdefault(anchor, 1)
        return anchor

    def report(self, kind: str, message: str, span: Span, help_text: str = "", severity: Severity = "error") -> None:
        """Record a fault; past a hundred of them another says nothing new."""
        if len(self.diagnostics) < MAX_DIAGNOSTICS:
            place = Place(self.source.path, span.line, span.column, span.length)
            line = self.source.line_text(span.line)
            self.diagnostics.append(Diagnostic(kind, message, place, line, help_text, severity))
