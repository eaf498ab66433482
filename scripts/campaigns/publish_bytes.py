"""Record every byte of publications to targets of every kind, and search it for what is not public.

python -m scripts.campaigns.publish_bytes --rounds 50 [--kinds moto,ssh] [--folder /dev/shm]

Stories that are drafts, under embargo or of the future hold a canary in each of
their fields and in their names. It must be in nothing that is sent; a public
story's words must be, or the recording would prove nothing.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.desk import Tally
from scripts.campaigns.publish_targets import Targets, read_publishing_arguments, targets
from tests.newsrooms import Site
from tests.publishing.changing import CANARY, Changing
from tests.publishing.desks import Publishing
from tests.publishing.recording import recording


def run(made: Targets, kinds: Sequence[str], rounds: int, seed: int) -> Tally:
    """Publish `rounds` times to a target of each kind."""
    tally = Tally("publications searched byte by byte")
    for kind in kinds:
        host = made.make(kind)
        with recording(host, made.folder / f"record-{kind}") as recorded:
            changing = Changing(Publishing(Site(made.folder / f"newsroom-{kind}"), host), seed)
            for number in range(rounds):
                changing.change()
                word = f"public-word-{number}"
                changing.desk.site.story("world/story-0", f"Headline {word}", f"Body {word}.")
                changing.desk.build()
                changing.publish()
                raw = recorded()
                tally.notes[f"kB sent, {kind}"] += len(raw) // 1000
                problems = ["a canary was sent"] if CANARY.encode() in raw else []
                if word.encode() not in raw:
                    problems.append("what is public was not recorded")
                tally.check(f"{kind}, seed {seed}, publication {number}", problems)
        hidden = len(list((changing.desk.site.root / "content").rglob(f"*{CANARY}*")))
        print(
            f"{kind}: {rounds} publications, {hidden} hidden stories, {len(tally.failures)} failures so far", flush=True
        )
    return tally


if __name__ == "__main__":
    arguments = read_publishing_arguments(__doc__ or "", rounds=50)
    with TemporaryDirectory(dir=arguments.folder) as temporary, targets(Path(temporary)) as started:
        sys.exit(run(started, arguments.kinds, arguments.rounds, arguments.seed).report())
