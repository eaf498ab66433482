"""Write rows of cells as a table of Markdown."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell on one line, whether it heads its column, and how many columns it spans."""

    text: str
    is_head: bool = False
    span: int = 1


def pipe_table(rows: list[list[Cell]]) -> list[str]:
    """Give the table as one block, or no block when it has no text."""
    if not any(cell.text for row in rows for cell in row):
        return []
    width = max(sum(cell.span for cell in row) for row in rows)
    if width == 1:
        return [cell.text for row in rows for cell in row if cell.text]
    head, body = _head(rows)
    lines = [_line(head, width), "|" + "---|" * width, *(_line(row, width) for row in body)]
    return ["\n".join(lines)]


def _head(rows: list[list[Cell]]) -> tuple[list[Cell], list[list[Cell]]]:
    """Take the first row as the head when it looks like one; else the head is empty."""
    first = rows[0]
    if all(cell.is_head or not cell.text or re.fullmatch(r"\*\*.+\*\*", cell.text) for cell in first):
        return [Cell(re.sub(r"^\*\*(.+)\*\*$", r"\1", cell.text), span=cell.span) for cell in first], rows[1:]
    return [], rows


def _line(row: list[Cell], width: int) -> str:
    texts = [text for cell in row for text in [cell.text, *[""] * (cell.span - 1)]]
    texts += [""] * (width - len(texts))
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", text) for text in texts) + " |"
