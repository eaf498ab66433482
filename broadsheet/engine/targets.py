"""Targets: the outputs that a site must hold, each with the recipe that makes it."""

import msgspec

from broadsheet.engine.reasons import Reason
from broadsheet.engine.sources import Stat


class Target(msgspec.Struct, frozen=True):
    """One output file. `owner` is the source that claims it, or empty for a page of the site itself."""

    path: str
    recipe: str
    argument: str = ""
    owner: str = ""


class StaleTarget(msgspec.Struct, frozen=True):
    """A target to be made again: why, and the hash of the bytes it has now (none: it must be written).

    `number` is the log's own for it; `was_read` says that the log knows what it read the last time.
    """

    target: Target
    reason: Reason
    hash: bytes
    number: int
    was_read: bool


class MadeTarget(msgspec.Struct, frozen=True):
    """A target that was made: its hash, whether its bytes are new, and what it read.

    `shared` are keys that most targets read alike, `own` the others with the
    fingerprints of their values.
    """

    stale: StaleTarget
    hash: bytes
    is_new: bool
    shared: frozenset[str]
    own: dict[str, bytes]


class OutputRow(msgspec.Struct, frozen=True):
    """An output as the last build left it in the site."""

    path: str
    hash: bytes
    stat: Stat
