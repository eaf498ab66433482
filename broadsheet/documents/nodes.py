"""The tree of a YAML document: every scalar is the text that was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` when it was typed without quotes. Lines and columns count from 1."""

    text: str
    line: int
    column: int
    plain: bool = True
    length: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, each once, with their values, in the order they were typed."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
