"""Publish what the last build of a newsroom left: the way from the build log to a target."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.engine.lock import WAIT_SECONDS, Busy, build_lock
from broadsheet.newsroom.feeds import FEED_FILES
from broadsheet.newsroom.settings import Settings
from broadsheet.newsroom.targets import TargetSetting
from broadsheet.publishing.announce import ping, purge
from broadsheet.publishing.guards import Allowed, Refused, guard_search
from broadsheet.publishing.ledger import Publication
from broadsheet.publishing.manifest import Entry, Files
from broadsheet.publishing.opening import open_store
from broadsheet.publishing.order import group_of, subject_of
from broadsheet.publishing.outgoing import outgoing_folder, pin
from broadsheet.publishing.plan import Plan
from broadsheet.publishing.publication import Done, Progress, Publisher, Request
from broadsheet.publishing.purge_list import PurgeList
from broadsheet.publishing.store import Held
from broadsheet.site.finished import FinishedBuild, load_finished, locked_site
from broadsheet.site.layout import Layout
from broadsheet.site.state import make_state
from broadsheet.site.unbuilt import count_unbuilt

_REFUSALS: Mapping[str, tuple[str, str]] = {
    "missing": ("there is no build to publish", "build first: `broadsheet build`"),
    "stale": (
        "the site is out of date: the last build ended with errors, or a time has passed that changes the site",
        "build again, then publish",
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
                built = self._built(allowed)
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
                built = self._built(allowed)
            return publisher.plan(built)

    def roll_back(self, target: TargetSetting, allowed: Allowed, takes_over: bool, is_dry: bool) -> Done:
        """Return a target to the publication before. Raises Refused, Damaged, StoreFailure."""
        with self._publisher(target, allowed, takes_over) as publisher:
            return publisher.roll_back(is_dry)

    def history(self, target: TargetSetting) -> list[Publication]:
        """Give what a target remembers of its publications. Raises StoreFailure."""
        with self._publisher(target, Allowed()) as publisher:
            return publisher.history()

    def load_purge_list(self, target: TargetSetting) -> list[str]:
        """Give the addresses that are still to be purged at a target; none where it names no cache. Raises StoreFailure."""
        return PurgeList(self._state(target)).load() if target.purge else []

    def purge(self, target: TargetSetting) -> int:
        """Purge the addresses that are still to be, those of earlier publications too; say how many. Raises StoreFailure.

        They are forgotten once that has succeeded, or when the target names no cache any longer.
        """
        purge_list = PurgeList(self._state(target))
        if target.purge is None:
            purge_list.clear()
            return 0
        # Nobody else may add an address between the reading of the list and its end.
        with self._alone(target, WAIT_SECONDS):
            urls = purge_list.load()
            purge(target.purge, urls, self.environment)
            purge_list.clear()
        return len(urls)

    def tell_hub(self, target: TargetSetting, plan: Plan, urls: Sequence[str]) -> None:
        """Tell the hub of a target which of some addresses are feeds that are published. Raises StoreFailure.

        The address of one that is gone may say what was taken back.
        """
        if target.websub:
            there = plan.urls_after(self.settings.address)
            ping(target.websub, [url for url in urls if url in there and url.rpartition("/")[2] in FEED_FILES])

    def finished(self) -> FinishedBuild:
        """Read what the last build left. Raises Busy."""
        with locked_site(self.layout):
            return load_finished(self.layout, self.settings, self.now)

    def count_unbuilt(self) -> int:
        """Count the sources that are not as the last build read them, and so are not published. Raises Busy."""
        with locked_site(self.layout):
            return count_unbuilt(self.layout, self.settings, self.now)

    def _built(self, allowed: Allowed) -> Files:
        guard_search(self.settings.lacks_search, allowed)
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
        with self._alone(target):
            yield self._open(target, allowed, takes_over)

    @contextmanager
    def _alone(self, target: TargetSetting, wait: float = 0.0) -> Iterator[None]:
        """Keep other publishers of this newsroom away from a target. Raises Held after `wait` seconds."""
        make_state(self.layout)
        with ExitStack() as stack:
            try:
                stack.enter_context(build_lock(self._state(target), wait))
            except Busy:
                raise Held(f"somebody is publishing from this newsroom to {target.name}", "wait for it") from None
            yield

    def _state(self, target: TargetSetting) -> Path:
        return self.layout.state / "targets" / target.name

    def _open(self, target: TargetSetting, allowed: Allowed, takes_over: bool) -> Publisher:
        state = self._state(target)
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
            lambda plan: self._note_plan(target, plan, allowed),
        )
        return Publisher(store, state / "parts", request)

    def changed_urls(self, plan: Plan, allowed: Allowed) -> list[str]:
        """Give the addresses whose answers a plan changes, those at the newsroom's former address as well."""
        addresses = {self.settings.address, allowed.former_address or self.settings.address}
        return [url for address in sorted(addresses) for url in plan.urls(address)]

    def _note_plan(self, target: TargetSetting, plan: Plan, allowed: Allowed) -> None:
        """Keep the addresses that a publication changes until they are purged."""
        if target.purge is not None:
            PurgeList(self._state(target)).add(self.changed_urls(plan, allowed))
