"""The figures: what each one is, and what it must reach against which peer at which size."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from benchmarks import edits
from benchmarks.match import Match, Samples

Unit = Literal["s", "bytes", "files", "s a story"]
OURS = "broadsheet"
RIVAL = "hugo"


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to measure."""

    label: str
    unit: Unit
    measure: Callable[[Match], Samples]


def _edit(name: str, edit: edits.Edit) -> Callable[[Match], Samples]:
    return lambda match: match.edit(name, edit)


# In the order in which they are taken: each edit stays in place for the next.
FIGURES: dict[str, Figure] = {
    "memory": Figure("cold build, peak memory", "bytes", Match.memory),
    "cold": Figure("cold build", "s", Match.cold),
    "noop": Figure("nothing changed", "s", _edit("noop", edits.no_edit)),
    "body": Figure("a body edited below the lede", "s", _edit("body", edits.edit_body)),
    "headline": Figure("a headline edited", "s", _edit("headline", edits.edit_headline)),
    "add": Figure("a story added", "s", _edit("add", edits.add_story)),
    "delete": Figure("a story deleted", "s", _edit("delete", edits.delete_story)),
    "clock": Figure("the clock passes an embargo", "s", Match.clock),
    "changed": Figure("files changed by a new story", "files", Match.changed),
    "setting": Figure("the tagline edited", "s", _edit("setting", edits.edit_setting)),
    "partial": Figure("a partial of the theme edited", "s", _edit("partial", edits.edit_partial)),
}
SCALE = "scale"
SCALE_LABEL = "cold cost a story against 1,000"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must and should reach: a ratio to the rival's, or a value of its own."""

    figure: str
    must: float
    goal: float
    sizes: tuple[int, ...] = ()
    is_ratio: bool = True


TARGETS = (
    Target("cold", 0.8, 0.5, (10_000,)),
    Target("memory", 0.35, 0.2, (10_000,)),
    Target("memory", 500e6, 300e6, (100_000,), is_ratio=False),
    Target("noop", 1 / 25, 1 / 40, (10_000,)),
    Target("body", 1 / 20, 1 / 35, (10_000,)),
    Target("body", 1 / 40, 1 / 100, (100_000,)),
    Target("add", 1 / 15, 1 / 30, (10_000,)),
    Target("changed", 25, 20, is_ratio=False),
    Target(SCALE, 1.2, 1.05, (100_000,), is_ratio=False),
)


def find_target(figure: str, stories: int) -> Target | None:
    """Find what a figure is held to at a size."""
    held = (target for target in TARGETS if target.figure == figure and (not target.sizes or stories in target.sizes))
    return next(held, None)
