"""Work on a newsroom's files at random while its preview runs; after two quiet seconds compare it with one from nothing.

python -m scripts.campaigns.preview_edits --rounds 100 [--seed 1] [--folder /dev/shm]

Each round makes a dozen events the way editors do, every tenth a switch of 2,000
files at once. The rounds of four newsrooms of ten run where the system gives
hardly any watches, no watch at all, or a queue of events that runs over; the
last needs root, because the limit is the machine's.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import Tally
from tests.newsrooms import Site
from tests.preview.comparing import difference_after
from tests.preview.conftest import write_stories
from tests.preview.edits import Hand
from tests.preview.running import Preview, preview_of

EVENTS = 50
SWITCH = 2_000
QUIET = 2.0
USUAL = "the usual limits"
# What the newsrooms work under, in turns.
LIMITS = (
    *(USUAL, "max_inotify_watches=2", USUAL, USUAL, "max_inotify_instances=0"),
    *(USUAL, "max_queued_events=8", USUAL, "max_queued_events=64", USUAL),
)


@contextmanager
def limited(root: Path, limit: str) -> Iterator[Preview]:
    """Run a preview under a limit of the system."""
    name, _, value = limit.partition("=")
    if name != "max_queued_events":
        script = f'echo {value} > /proc/sys/user/{name} && exec "$@"'
        own = () if limit == USUAL else ("unshare", "--user", "--map-root-user", "sh", "-c", script, "sh")
        with preview_of(root, before=own) as preview:
            yield preview
        return
    # A queue is as long as the machine's limit said when it was made; so that is lowered for the start alone.
    setting = Path("/proc/sys/fs/inotify", name)
    usual = setting.read_text("ascii")
    with suppress(PermissionError):
        setting.write_text(value, "ascii")
    with ExitStack() as running:
        try:
            preview = running.enter_context(preview_of(root))
        finally:
            with suppress(PermissionError):
                setting.write_text(usual, "ascii")
        yield preview


def rounds_of(folder: Path, seed: int, rounds: int) -> list[Tally]:
    """Run the rounds, ten to a newsroom."""
    tallies: dict[str, Tally] = {}
    events = 0
    for first in range(0, rounds, 10):
        site = Site(folder / f"newsroom-{first}")
        write_stories(site)
        hand = Hand(site, seed * 1_000 + first)
        limit = LIMITS[first // 10 % len(LIMITS)]
        former: set[str] = set()
        with limited(site.root, limit) as preview:
            for number in range(first, min(first + 10, rounds)):
                is_switch = number % 10 in (4, 9)
                if is_switch:
                    hand.switch(SWITCH)
                else:
                    for _ in range(EVENTS):
                        hand.act()
                found = difference_after(preview, site.root, QUIET, former)
                what = f"{'a switch of 2,000 files' if is_switch else 'random edits'}, {limit}"
                tally = tallies.setdefault(what, Tally(what))
                tally.check(f"round {number}, seed {seed}", [found] if found else [])
        events += hand.events
        shutil.rmtree(site.root)
        failed = sum(len(tally.failures) for tally in tallies.values())
        print(f"{min(first + 10, rounds)} rounds, {events:,} events, {failed} failures so far", flush=True)
    return list(tallies.values())


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=100)
    if os.geteuid() != 0:
        print("not root: the queues of events are as long as always")
    with TemporaryDirectory(dir=arguments.folder) as temporary:
        tallies = rounds_of(Path(temporary), arguments.seed, arguments.rounds)
    sys.exit(max(tally.report() for tally in tallies))
