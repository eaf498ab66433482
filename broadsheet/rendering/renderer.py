"""Render one target: find its recipe, run it, and say what it read."""

from collections.abc import Mapping
from contextlib import suppress

from broadsheet.content import keys
from broadsheet.rendering.compiled import Compiled
from broadsheet.rendering.environment import MadeCareful, Theme
from broadsheet.rendering.mark import with_mark
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.reads import Answer, Reads, Settled
from broadsheet.rendering.recipes import RECIPES

STYLESHEET = "stylesheet"


class Renderer:
    """A theme's templates, compiled once, and the values that most pages share."""

    def __init__(
        self, templates: Mapping[str, str], shared: Mapping[str, bytes | None], compiled: Compiled | None = None
    ) -> None:
        self._theme = Theme(templates, compiled)
        self._shared = shared
        self._settled: Settled = {}

    def render(
        self, path: str, recipe: str, argument: str, given: Mapping[str, bytes | None], answer: Answer | None = None
    ) -> tuple[bytes, Reads]:
        """Give the bytes of the target at `path`, and what it read.

        Raises MissingReads when a value is neither given nor shared nor to be
        had from `answer`, and whatever a template raises.
        """
        while True:
            reads = Reads(given, self._shared, answer, self._settled)
            if recipe == STYLESHEET:
                return reads.get(keys.STYLESHEET) or b"", reads
            maker = PageMaker(self._theme, reads)
            with suppress(MadeCareful):
                text = with_mark(RECIPES[recipe](maker, argument), path, maker.setting("address"))
                return text.encode("utf-8", "replace"), reads
