"""Kill publications at random moments, on targets of every kind; look at what readers meet, and publish again.

After each kill: no broken reference and no torn file at the target. After the
next publication: byte for byte what was built, and no file sent that was there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.desk import Tally
from scripts.campaigns.publish_targets import Targets, read_publishing_arguments, targets
from tests.newsrooms import Site
from tests.publishing.changing import Changing
from tests.publishing.desks import Publishing
from tests.publishing.interrupting import kill_one, problems_after_kill


def run(made: Targets, kinds: Sequence[str], rounds: int, seed: int) -> Tally:
    """Kill `rounds` publications, as many on each kind of target. Those that ended before their kill are not counted."""
    tally = Tally("publications killed at a random moment")
    for kind in kinds:
        changing = Changing(Publishing(Site(made.folder / f"newsroom-{kind}"), made.make(kind)), seed)
        changing.publish()
        killed, longest = 0, 1.0
        while killed < -(-rounds // len(kinds)):
            was_killed, ran = kill_one(changing, changing.random.uniform(0.01, longest))
            if not was_killed:
                tally.notes[f"{kind}: ended before the kill"] += 1
                longest = 0.5 * longest + 0.5 * ran
                continue
            killed += 1
            tally.notes[f"{kind}: killed"] += 1
            longest = min(longest * 1.1, 8.0)
            builds_again = changing.random.random() < 0.4
            tally.check(f"{kind}, seed {seed}, kill {killed}", problems_after_kill(changing, builds_again))
        print(f"{kind}: {killed} killed, {len(tally.failures)} failures so far", flush=True)
    return tally


if __name__ == "__main__":
    arguments = read_publishing_arguments(__doc__ or "", rounds=200)
    with TemporaryDirectory(dir=arguments.folder) as temporary, targets(Path(temporary)) as started:
        sys.exit(run(started, arguments.kinds, arguments.rounds, arguments.seed).report())
