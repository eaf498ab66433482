"""Work on a newsroom's files at random while its preview runs; after quiet seconds compare it with one from nothing.

python -m scripts.campaigns.preview_edits --rounds 100 [--seed 1] [--folder /dev/shm]

Each round makes a dozen events the way editors do; every tenth switches 2,000 files
at once, every seventh runs where the system gives hardly any watches.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import Tally
from tests.newsrooms import Site
from tests.preview.comparing import settled_difference
from tests.preview.conftest import write_stories
from tests.preview.edits import Hand
from tests.preview.running import preview_of

EVENTS = 12
SWITCH = 2_000
LIMITED = (
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    'echo 2 > /proc/sys/user/max_inotify_watches && exec "$@"',
    "sh",
)


def rounds_of(folder: Path, seed: int, rounds: int) -> list[Tally]:
    """Run the rounds, ten to a newsroom."""
    edits, switches, limited = Tally("random edits"), Tally("a switch of 2,000 files"), Tally("hardly any watches")
    for first in range(0, rounds, 10):
        site = Site(folder / f"newsroom-{first}")
        write_stories(site)
        hand = Hand(site, seed * 1_000 + first)
        few = first % 70 == 60
        former: set[str] = set()
        with preview_of(site.root, before=LIMITED if few else ()) as preview:
            for number in range(first, min(first + 10, rounds)):
                is_switch = number % 10 == 9
                if is_switch:
                    hand.switch(SWITCH)
                else:
                    for _ in range(EVENTS):
                        hand.act()
                found = settled_difference(preview, site.root, 20 if is_switch or few else 2, former)
                tally = switches if is_switch else limited if few else edits
                tally.check(f"round {number}", [found] if found else [])
        shutil.rmtree(site.root)
        print(f"{min(first + 10, rounds)} rounds, {hand.events} events in the last newsroom", flush=True)
    return [edits, switches, limited]


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=100)
    with TemporaryDirectory(dir=arguments.folder) as temporary:
        tallies = rounds_of(Path(temporary), arguments.seed, arguments.rounds)
    sys.exit(max(tally.report() for tally in tallies if tally.tried))
