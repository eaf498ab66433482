"""Publish what the last build of a newsroom left: the way from the build log to a target."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.engine.lock import Busy, build_lock
from broadsheet.newsroom.settings import Settings
from broadsheet.newsroom.targets import TargetSetting
from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.ledger import Publication
from broadsheet.publishing.manifest import Entry, Files
from broadsheet.publishing.opening import open_store
from broadsheet.publishing.order import group_of, subject_of
from broadsheet.publishing.outgoing import outgoing_folder, pin
from broadsheet.publishing.plan import Plan
from broadsheet.publishing.publication import Done, Progress, Publisher, Request
from broadsheet.publishing.store import Held
from broadsheet.site.finished import FinishedBuild, load_finished, locked_site
from broadsheet.site.layout import Layout

_REFUSALS: Mapping[str, tuple[str, str]] = {
    "missing": ("there is no build to publish", "build first: `broadsheet build`"),
    "stale": (
        "the site is not what a build would make now: the last one ended with errors, or a time has passed",
        "build again, and publish then",
    ),
    "preview": ("the site is a preview and shows what is not public", "build it: `broadsheet build`"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A newsroom that publishes: its folders and settings, who is at it, and when."""

    layout: Layout
    settings: Settings
    now: int
    by: str
    environment: Mapping[str, str]
    progress: Progress = lambda sent: None

    def publish(self, target: TargetSetting, allowed: Allowed, takes_over: bool) -> Done:
        """Bring a target to the last build. Raises Refused, Damaged, SiteChanged, StoreFailure, Busy."""
        with self._publisher(target, allowed, takes_over) as publisher:
            with locked_site(self.layout):
                built = self._built()
            with outgoing_folder(self.layout.state, target.name) as folder:

                def hold_still(paths: Sequence[str]) -> Path:
                    with locked_site(self.layout):
                        pin(self.layout.site, folder, built, paths)
                    return folder

                return publisher.publish(built, hold_still)

    def plan(self, target: TargetSetting, allowed: Allowed) -> Plan:
        """Plan a publication and write nothing. Raises Refused, Damaged, StoreFailure, Busy."""
        with self._publisher(target, allowed) as publisher:
            with locked_site(self.layout):
                built = self._built()
            return publisher.plan(built)

    def roll_back(self, target: TargetSetting, allowed: Allowed, takes_over: bool, is_dry: bool) -> Done:
        """Return a target to the publication before. Raises Refused, Damaged, StoreFailure."""
        with self._publisher(target, allowed, takes_over) as publisher:
            return publisher.roll_back(is_dry)

    def history(self, target: TargetSetting) -> list[Publication]:
        """Give what a target remembers of its publications. Raises StoreFailure."""
        with self._publisher(target, Allowed()) as publisher:
            return publisher.history()

    def finished(self) -> FinishedBuild:
        """Read what the last build left. Raises Busy."""
        with locked_site(self.layout):
            return load_finished(self.layout, self.settings, self.now)

    def _built(self) -> Files:
        finished = load_finished(self.layout, self.settings, self.now)
        if finished.standing != "complete":
            raise Refused(*_REFUSALS[finished.standing])
        return {
            file.path: Entry(
                file.hash,
                file.size,
                group_of(file.path, file.recipe),
                subject=subject_of(file.recipe, file.argument),
            )
            for file in finished.files
        }

    @contextmanager
    def _publisher(self, target: TargetSetting, allowed: Allowed, takes_over: bool = False) -> Iterator[Publisher]:
        """Give a publisher; what it keeps on this machine is its own for that time."""
        state = self.layout.state / "targets" / target.name
        with ExitStack() as stack:
            try:
                stack.enter_context(build_lock(state, wait=0.0))
            except Busy:
                raise Held(f"somebody is publishing from this newsroom to {target.name}", "wait for it") from None
            yield self._open(target, state, allowed, takes_over)

    def _open(self, target: TargetSetting, state: Path, allowed: Allowed, takes_over: bool) -> Publisher:
        store = open_store(target, self.layout.root, state, self.by, self.environment)
        at = datetime.fromtimestamp(self.now, UTC)
        name = f"{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        request = Request(
            self.settings.address,
            name,
            at.isoformat(timespec="seconds"),
            self.by,
            allowed,
            takes_over,
            target.rollback,
            self.progress,
        )
        return Publisher(store, state / "parts", request)
