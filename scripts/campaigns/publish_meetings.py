"""Let two publishers with different sites meet at one target; in the end it holds one of the two, whole."""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.desk import Tally
from scripts.campaigns.publish_targets import Targets, read_publishing_arguments, targets
from tests.newsrooms import Site
from tests.publishing.desks import Publishing
from tests.publishing.interrupting import race


def run(made: Targets, kinds: Sequence[str], rounds: int, seed: int) -> Tally:
    """Let publishers meet `rounds` times, as often at each kind of target."""
    tally = Tally("publishers who meet")
    random.seed(seed)
    for kind in kinds:
        host = made.make(kind)
        desks = [Publishing(Site(made.folder / f"{name}-{kind}"), host, by=name) for name in ("one", "two")]
        for number in range(-(-rounds // len(kinds))):
            for desk in desks:
                desk.site.story("world/story-1", f"Round {number} of {desk.by}")
                desk.build()
            tally.check(f"{kind}, round {number}", race(*desks))
        print(f"{kind}: {tally.tried} met, {len(tally.failures)} failures so far", flush=True)
    return tally


if __name__ == "__main__":
    arguments = read_publishing_arguments(__doc__ or "", rounds=50)
    with TemporaryDirectory(dir=arguments.folder) as temporary, targets(Path(temporary)) as started:
        sys.exit(run(started, arguments.kinds, arguments.rounds, arguments.seed).report())
