"""Look for traces of hidden stories in newsrooms drawn at random.

python -m scripts.campaigns.leaks --rounds 500 --canaries 100 [--seed 1] [--folder /dev/shm]

Each round builds a newsroom with hidden stories and compares it, byte for byte
and message for message, with the newsroom without them: from nothing, hidden
again after they were public, and on both sides of each instant at which one
comes or goes. The first rounds, as many as `--canaries` says, search besides
for made-up words: in all outputs, messages and reports, in what a build with an
error of a public story says, in what a cache and a hub are told, and in all that is
left at a target once the stories were published and taken back. The README says
which channels that covers; in the end stands for each how many outputs held
such a word when the stories were public.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import make_parser
from scripts.campaigns.desk import Tally
from tests.leaks.channels import CHANNELS, reached
from tests.leaks.judging import canaries_found, canaries_shown, failure, interference
from tests.leaks.newsrooms import draw
from tests.leaks.publications import canaries_published, withdrawal


def main() -> int:
    """Run the campaign; give 1 when anything was wrong."""
    parser = make_parser(__doc__ or "", 500)
    parser.add_argument("--canaries", type=int, default=100, help="in how many of the newsrooms to search for words")
    arguments = parser.parse_args()
    bytes_, words, failed, withdrawn = (Tally(name) for name in ("interference", "canaries", "failures", "taken back"))
    shown: Counter[int] = Counter()
    fields: set[str] = set()
    for number in range(arguments.rounds):
        seed = arguments.seed + number
        if number % 50 == 0:
            print(f"newsroom {number} of {arguments.rounds}", flush=True)
        with _folder(arguments.folder) as folder:
            drawn = draw(seed)
            bytes_.check(f"seed {seed}", interference(folder, drawn))
        if number >= arguments.canaries:
            continue
        with _folder(arguments.folder) as folder:
            plain = draw(seed, ("stop",))
            hits = canaries_found(folder, drawn) | canaries_published(folder / "published", plain)
            failed.check(f"seed {seed}", failure(folder / "failed", plain))
            places = plain.canaries | drawn.canaries
            words.check(f"seed {seed}", [f"{path}: {places[word]}" for path in hits for word in hits[path]])
            fields |= set(plain.canaries.values())
            shown.update(number for path in canaries_shown(folder, plain) for number in reached([path]))
            withdrawn.check(f"seed {seed}", withdrawal(folder / "taken-back", plain))
    for item in CHANNELS:
        if item.outputs:
            print(f"{item.number:>3} {item.name:<52} {shown[item.number]:>6} outputs held words while public")
    print(f"{len(fields)} fields")
    return max(tally.report() for tally in (bytes_, words, failed, withdrawn) if tally.tried)


@contextmanager
def _folder(parent: Path | None) -> Iterator[Path]:
    with TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
