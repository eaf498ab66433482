"""`broadsheet publish`: bring a target to the last build, or back to the publication before."""

import getpass
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.commands.output import Progress as Bar, Screen
from broadsheet.commands.publish_words import (
    print_history,
    print_outcome,
    print_plan,
    report_values,
    size_text,
    tell_departures,
    warn_of_unbuilt,
)
from broadsheet.commands.running import WRONG_USAGE, read_settings, run as run_build
from broadsheet.diagnostics import nearest
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy
from broadsheet.newsroom.settings import Settings
from broadsheet.newsroom.targets import TargetSetting
from broadsheet.publishing.desk import Desk
from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.manifest import Damaged
from broadsheet.publishing.outgoing import SiteChanged
from broadsheet.publishing.plan import Plan
from broadsheet.publishing.publication import Done, Progress, Sent
from broadsheet.publishing.store import StoreFailure
from broadsheet.site.build import BuildOptions
from broadsheet.site.layout import layout_of

# A machine that slept, or whose clock was set, is seen to within this time.
LONGEST_WAIT = 20.0


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What the command line asks for."""

    root: Path
    target: str = ""
    is_dry: bool = False
    is_rollback: bool = False
    is_history: bool = False
    watches_clock: bool = False
    deletions: int | None = None
    overwrite: int | None = None
    former_address: str = ""
    without_search: bool = False
    takes_over: bool = False
    report: Path | None = None

    @property
    def allowed(self) -> Allowed:
        """What is allowed beyond the ordinary."""
        return Allowed(self.deletions, self.overwrite, self.former_address.rstrip("/"), self.without_search)


def run_publish(options: PublishOptions) -> int:
    """Publish and say what was done; give the exit status."""
    screen = Screen()
    try:
        opened = open_target(screen, options.root, options.target)
        if isinstance(opened, int):
            return opened
        settings, target = opened
        if options.watches_clock:
            return _watch(screen, options, target)
        return _guarded(screen, lambda: _publish(screen, options, settings, target))
    except KeyboardInterrupt:
        screen.error("interrupted", "publish again; it continues where it stopped")
        return 1


def open_target(screen: Screen, root: Path, name: str) -> tuple[Settings, TargetSetting] | int:
    """Find a target of a newsroom, the only one when none is named; or give the exit status."""
    settings = read_settings(screen, layout_of(root))
    if isinstance(settings, int):
        return settings
    names = [target.name for target in settings.targets]
    if not names:
        screen.error("the newsroom has no targets", "add one in newsroom.yaml under `targets`")
        return WRONG_USAGE
    if not name and len(names) > 1:
        screen.error("there is more than one target", f"name one of {', '.join(names)}")
        return WRONG_USAGE
    if name and name not in names:
        near = nearest(name, names)
        screen.error(f"unknown target `{name}`", f"did you mean `{near}`?" if near else f"targets: {', '.join(names)}")
        return WRONG_USAGE
    return settings, settings.targets[names.index(name) if name else 0]


def publisher_name() -> str:
    """Name who publishes: the account of the CI or of this machine."""
    for variable in ("BROADSHEET_PUBLISHER", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"):
        if found := os.environ.get(variable):
            return found
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _guarded(screen: Screen, work: Callable[[], int]) -> int:
    """Do a piece of work and put what kept it from its end into words."""
    try:
        return work()
    except (Refused, StoreFailure) as error:
        screen.error(str(error), error.help)
    except Damaged as error:
        screen.error(str(error), "docs/publishing.md says how to start over at a target")
    except SiteChanged as error:
        screen.error(str(error), "build again, then publish")
    except Busy as error:
        screen.error(str(error), "wait for it, and publish again")
    except DiskFailure as error:
        screen.error(str(error), error.help)
    return 1


def _publish(screen: Screen, options: PublishOptions, settings: Settings, target: TargetSetting) -> int:
    started = time.monotonic()
    layout = layout_of(options.root)
    desk = Desk(layout, settings, int(time.time()), publisher_name(), os.environ)
    if options.is_history:
        print_history(screen, desk.history(target))
        return 0
    unbuilt = 0 if options.is_rollback else desk.count_unbuilt()
    if options.is_dry:
        plan = _dry_plan(desk, options, target)
        urls = _urls(desk, options, target, plan)
        print_plan(screen, plan, urls)
        if not options.is_rollback:
            tell_departures(screen, plan)
        warn_of_unbuilt(screen, unbuilt)
        _write_report(options.report, report_values(target.name, Done(plan, "dry run"), urls, 0.0))
        return 0
    with screen.progress() as bar:
        desk = Desk(layout, settings, desk.now, desk.by, os.environ, _steps(screen, bar))
        if options.is_rollback:
            done = desk.roll_back(target, options.allowed, options.takes_over, is_dry=False)
        else:
            done = desk.publish(target, options.allowed, options.takes_over)
    seconds = time.monotonic() - started
    print_outcome(screen, done, target.name, seconds)
    if not options.is_rollback:
        tell_departures(screen, done.plan)
    warn_of_unbuilt(screen, unbuilt)
    urls = _urls(desk, options, target, done.plan)
    _write_report(options.report, report_values(target.name, done, urls, seconds))
    return _announce(screen, desk, target, urls, done.plan)


def _dry_plan(desk: Desk, options: PublishOptions, target: TargetSetting) -> Plan:
    if options.is_rollback:
        return desk.roll_back(target, options.allowed, takes_over=False, is_dry=True).plan
    return desk.plan(target, options.allowed)


def _steps(screen: Screen, bar: Bar) -> Progress:
    """Show progress on a terminal; elsewhere say each step once."""
    said: set[str] = set()

    def show(sent: Sent) -> None:
        bar("files", sent.files, sent.all_files)
        bar("kilobytes", sent.bytes // 1000, sent.all_bytes // 1000)
        if sent.step not in said:
            said.add(sent.step)
            screen.note(f"{sent.step}: {sent.files} of {sent.all_files} files, {size_text(sent.bytes)}")

    return show


def _urls(desk: Desk, options: PublishOptions, target: TargetSetting, plan: Plan) -> list[str]:
    """Give the addresses to purge: those of a plan, and those that caches could not be told of before, each once."""
    return sorted({*desk.changed_urls(plan, options.allowed), *desk.load_purge_list(target)})


def _announce(screen: Screen, desk: Desk, target: TargetSetting, urls: Sequence[str], plan: Plan) -> int:
    """Tell caches, and then hubs; give the exit status. The site stands whether they can be told or not."""
    try:
        if count := desk.purge(target):
            screen.say(f"{count} addresses were sent to be purged.")
    except StoreFailure as error:
        waiting = f"{len(urls)} addresses are still to be purged; --dry-run lists them"
        screen.error(
            f"the site is published, but {error}", f"{error.help or 'fix the cause'}, and publish again: {waiting}"
        )
        return 1
    try:
        # A hub fetches the feeds, and must not be given those that a cache still holds.
        desk.tell_hub(target, plan, urls)
    except StoreFailure as error:
        screen.error(f"the site is published, but {error}", error.help)
        return 1
    return 0


def _write_report(path: Path | None, values: dict[str, object]) -> None:
    if path is not None:
        path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def _watch(screen: Screen, options: PublishOptions, target: TargetSetting) -> int:
    """Build and publish whenever a time comes at which the site changes; end when none is to come."""
    while True:
        result = run_build(screen, BuildOptions(options.root, int(time.time())))
        if isinstance(result, int):
            return result
        screen.diagnostics(result.diagnostics)
        opened = open_target(screen, options.root, target.name)
        if not result.is_ok or isinstance(opened, int):
            return 1
        settings, target = opened
        if status := _guarded(screen, lambda: _publish(screen, options, settings, target)):  # noqa: B023 - called at once
            return status
        if result.next_change is None:
            screen.say("No further changes are due.")
            return 0
        _wait_until(result.next_change)


def _wait_until(instant: int) -> None:
    while (left := instant - time.time()) > 0:
        time.sleep(min(left, LONGEST_WAIT))
