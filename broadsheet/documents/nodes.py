"""The tree of a YAML document: every scalar is the text that was typed."""

import msgspec


class Scalar(msgspec.Struct, frozen=True):
    """A text; `plain` when it was typed without quotes. Lines and columns count from 1."""

    text: str
    line: int
    column: int
    plain: bool = True
    length: int = 1


class Sequence(msgspec.Struct, frozen=True):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    column: int


class Mapping(msgspec.Struct, frozen=True):
    """Keys, each once, with their values, in the order they were typed."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
