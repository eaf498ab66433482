"""What a run is asked to do, and what it did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.reasons import Reason
from broadsheet.newsroom.settings import Settings
from broadsheet.site.due import next_change
from broadsheet.site.stores import Stores


def without_consequences(faults: Iterable[Diagnostic], settings: Settings) -> list[Diagnostic]:
    """Leave out what an error that stops a build says already: that the stories of a faulty profile have one as well."""
    return [fault for fault in faults if settings.errors == "skip" or fault.kind != "faulty-author"]


@dataclass(frozen=True)
class RunOptions:
    """What a run is asked to do, besides where and with which settings."""

    now: int
    jobs: int
    only_check: bool
    progress: Callable[[str, int, int], None]

    def progress_of(self, step: str) -> Callable[[int, int], None]:
        """Give what one step calls with how much of it is done, and of how much."""
        return lambda done, total: self.progress(step, done, total)


@dataclass
class Outcome:
    """What a run did, gathered as it goes on."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    stories: int = 0
    hidden: int = 0
    left_out: int = 0
    hidden_faults: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    deleted: list[str] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)
    next_change: int | None = None

    def count(self, stores: Stores) -> None:
        """Count what the site holds, and find when it will change by itself."""
        self.stories = stores.library.count("latest")
        due, self.hidden = stores.documents.count_stories(stores.now)
        self.left_out = due - self.stories
        self.unchanged = stores.targets.count() - len(self.written)
        self.next_change = next_change(stores)
