"""Put random texts into every field of newsrooms and read what comes out as strict programs do.

python -m scripts.campaigns.machine_texts --rounds 2000 [--seed 1]

A round is one text: a story has it in every field, a hundred stories are a
newsroom. Every XML output must parse strictly, every JSON output load, no feed
make feedparser complain, and all formats must agree with the story.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, seed, settings

from scripts.campaigns.arguments import read_arguments
from tests.machines.hostile import TEXTS, judge, write_newsroom
from tests.newsrooms import Site

STORIES = 100


def draw_texts(count: int, number: int) -> list[str]:
    """Draw texts; the same number gives the same."""
    drawn: dict[str, None] = {}

    @seed(number)
    @settings(max_examples=3 * count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def keep(text: str) -> None:
        drawn.setdefault(text)

    keep()
    return list(drawn)[:count]


def main() -> int:
    """Run the campaign; give 1 when anything was wrong."""
    arguments = read_arguments(__doc__ or "", 2000)
    texts = draw_texts(arguments.rounds, arguments.seed)
    wrong = 0
    for start in range(0, len(texts), STORIES):
        some = texts[start : start + STORIES]
        with TemporaryDirectory(dir=arguments.folder) as folder:
            site = Site(Path(folder) / "newsroom")
            write_newsroom(site, some, ("escape", "trust")[start // STORIES % 2])
            problems = judge(site, len(some))
        wrong += bool(problems)
        for problem in problems[:5]:
            print(f"texts {start} to {start + len(some)}: {problem}", flush=True)
    print(f"{len(texts)} texts, {wrong} newsrooms with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
