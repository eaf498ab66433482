"""Edit a newsroom at random, and compare its site with a clean build after each edit.

python -m scripts.campaigns.edits --sequences 1000 --steps 10 [--seed 1] [--workers 1] [--pairs] [--folder /dev/shm]

Sequence N is drawn from the seed N alone, so that a long campaign can be run in
slices: `--seed 1 --sequences 500`, then `--seed 501 --sequences 500`. With
`--pairs` the sequences are all ordered pairs of kinds instead. The sequences
that fail are cut to the edits that it takes, and their seeds printed. In the
end a table says how often each kind of edit was drawn.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from scripts.campaigns.desk import Tally
from tests.edits.catalogue import DRAWN, Kind, table
from tests.edits.newsroom import Newsroom
from tests.edits.steps import take_step


@dataclass(frozen=True, slots=True)
class Step:
    """An edit to do: its kind, and the seed of all that is open in it. A step does the same whichever others are left out."""

    kind: Kind
    seed: str


@dataclass(slots=True)
class Outcome:
    """What came of a sequence. `refused` are the builds that ended with errors, of which nothing was published."""

    name: str
    drawn: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    failure: str = ""


def random_steps(seed: int, count: int) -> list[Step]:
    """Draw the steps of a sequence."""
    return [Step(_random(f"{seed}.{n}").choice(DRAWN), f"{seed}.{n}") for n in range(count)]


def pairs() -> Iterator[tuple[str, list[Step]]]:
    """Give all ordered pairs of kinds."""
    for one, other in product(DRAWN, DRAWN):
        name = f"{one.number} {other.number}"
        yield name, [Step(one, f"{name} 1"), Step(other, f"{name} 2")]


def try_steps(folder: Path, name: str, steps: Sequence[Step]) -> Outcome:
    """Do the steps of a sequence until one fails."""
    outcome = Outcome(name)
    with TemporaryDirectory(dir=folder) as temporary:
        opening = _random(name)
        newsroom = Newsroom(Path(temporary), opening.choice, opening.choice(("stop", "skip")))
        last = newsroom.build(newsroom.now)
        for number, step in enumerate(steps, 1):
            outcome.drawn[step.kind.number] += 1
            newsroom.choose = _random(step.seed).choice
            try:
                last = take_step(newsroom, step.kind, last)
            except Exception as error:  # noqa: BLE001 - whatever is raised is what the campaign looks for
                shown = error if isinstance(error, AssertionError) else traceback.format_exc(limit=-8)
                outcome.failure = f"step {number} ({step.kind}): {shown}\n"
                break
            outcome.refused += not last.is_ok
    return outcome


def try_sequence(folder: Path, sequence: tuple[str, list[Step]]) -> Outcome:
    """Do a sequence; of one that fails, say which edits it takes."""
    name, steps = sequence
    outcome = try_steps(folder, name, steps)
    if outcome.failure:
        shortest = _shortened(folder, name, steps)
        kept = "\n".join(f"  {step.seed}: {step.kind}" for step in shortest)
        outcome.failure = f"{try_steps(folder, name, shortest).failure}it takes the steps\n{kept}"
    return outcome


def _shortened(folder: Path, name: str, steps: list[Step]) -> list[Step]:
    """Leave out each step without which the sequence still fails, the last ones first."""
    for number in range(len(steps) - 1, -1, -1):
        fewer = steps[:number] + steps[number + 1 :]
        if try_steps(folder, name, fewer).failure:
            steps = fewer
    return steps


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - a case must come out the same again


def run(folder: Path, sequences: Sequence[tuple[str, list[Step]]], workers: int = 1) -> Tally:
    """Try sequences, and print the table of kinds."""
    tally, drawn, started = Tally("edits"), Counter[str](), time.monotonic()
    trial = partial(try_sequence, folder)
    with ProcessPoolExecutor(workers) as pool:
        for outcome in map(trial, sequences) if workers == 1 else pool.map(trial, sequences):
            drawn += outcome.drawn
            tally.notes["builds refused for errors"] += outcome.refused
            tally.check(f"sequence {outcome.name}", [outcome.failure] if outcome.failure else [])
            if outcome.failure:
                print(outcome.failure, flush=True)
            if tally.tried % 50 == 0:
                pace = 1000 * (time.monotonic() - started) / drawn.total()
                print(f"{tally.tried} sequences, {len(tally.failures)} failures, {pace:.0f} ms a step", flush=True)
    tally.notes["steps compared"] = drawn.total()
    print(table(drawn))
    return tally


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first sequence")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--pairs", action="store_true", help="all ordered pairs of kinds, and no random sequences")
    parser.add_argument("--folder", type=Path, default=None, help="where newsrooms are made (default: a temporary one)")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = _arguments()
    seeds = range(arguments.seed, arguments.seed + arguments.sequences)
    chosen = list(pairs()) if arguments.pairs else [(str(seed), random_steps(seed, arguments.steps)) for seed in seeds]
    sys.exit(run(arguments.folder, chosen, arguments.workers).report())
