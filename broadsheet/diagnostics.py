"""What is wrong with a source, where, and how to mend it.

Every layer reports in this one form; printing belongs to the commands. A
diagnostic never says more than the source it points at.
"""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A run of characters in a source: `line` and `column` count from 1."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"


class Excerpt(msgspec.Struct, frozen=True):
    """A place with the text of its line, and a word on why it is shown."""

    place: Place
    text: str = ""
    note: str = ""


class Diagnostic(msgspec.Struct, frozen=True):
    """One fault of a source; `kind` has a heading in `docs/errors.md`."""

    kind: str
    message: str
    place: Place
    text: str = ""
    help: str = ""
    severity: Severity = "error"
    others: tuple[Excerpt, ...] = ()

    @property
    def is_error(self) -> bool:
        """Answer whether the fault keeps its source from being published."""
        return self.severity == "error"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that a misspelt one most likely stands for."""
    by_fold = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[matches[0]] if matches else None


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by path and place, each fault once, whatever the order in which they were met."""
    unique: dict[tuple[Place, str, str], Diagnostic] = {}
    for fault in sorted(diagnostics, key=lambda fault: (fault.place, fault.kind, fault.message, fault.help)):
        unique.setdefault((fault.place, fault.kind, fault.message), fault)
    return list(unique.values())


def render_diagnostic(diagnostic: Diagnostic) -> str:
    """Show a fault as text: the message, the place, the line with a caret, the help."""
    lines = [f"{diagnostic.severity}[{diagnostic.kind}]: {diagnostic.message}"]
    first = Excerpt(diagnostic.place, diagnostic.text)
    gutter = max(len(str(excerpt.place.line)) for excerpt in (first, *diagnostic.others))
    for excerpt in (first, *diagnostic.others):
        lines.extend(_excerpt_lines(excerpt, gutter))
    if diagnostic.help:
        lines.append(f"{' ' * gutter} = help: {diagnostic.help}")
    return "\n".join(lines)


def _excerpt_lines(excerpt: Excerpt, gutter: int) -> list[str]:
    place = excerpt.place
    pad = " " * gutter
    head = f"{pad}--> {place}" + (f": {excerpt.note}" if excerpt.note else "")
    if not place.line:
        return [head]
    text, column, length = _window(_visible(excerpt.text), place.column, place.length)
    end = column - 1 + max(1, min(length, len(text) - column + 1))
    caret = " " * _columns(text[: column - 1]) + "^" * max(1, _columns(text[column - 1 : end]))
    return [head, f"{pad} |", f"{place.line:>{gutter}} | {text}", f"{pad} | {caret}"]


def _visible(text: str) -> str:
    """Replace what a terminal would act on, so that columns and screens stay whole."""
    return "".join(c if c.isprintable() else (" " if c == "\t" else "\N{REPLACEMENT CHARACTER}") for c in text)


def _columns(text: str) -> int:
    """Count the columns of a terminal that a text takes: two for a wide letter, none for a mark above another."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _window(text: str, column: int, length: int, width: int = 110) -> tuple[str, int, int]:
    """Cut a long line around the caret."""
    if len(text) <= width:
        return text, column, length
    start = max(0, min(column - 1 - width // 3, len(text) - width))
    cut = text[start : start + width]
    prefix = "… " if start else ""
    suffix = " …" if start + width < len(text) else ""
    return prefix + cut + suffix, column - start + len(prefix), min(length, width)
