"""How many files a new story changes, by what a newsroom wants of feeds.

`python -m benchmarks.changes --stories 1000,10000 --added 126`
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.archive import NEWEST, Archive
from benchmarks.changed_files import changed_files, hash_files
from benchmarks.measure import run_timed
from benchmarks.newsroom_site import NewsroomSite, copy_program
from benchmarks.results import FOLDER, write_page
from benchmarks.sites import write_sites
from broadsheet.newsroom.feeds import FORMATS

PAGE = FOLDER / "changes.md"
MOST = 25
_SOON = timedelta(minutes=1)
_EVERY = f"[{', '.join(FORMATS)}]"
_EACH_LIST = f"feeds:\n  site: {_EVERY}\n  topics: [rss]\n"
_THREE_EACH = "feeds:\n" + "".join(f"  {kind}: {_EVERY}\n" for kind in ("site", "sections", "authors", "topics"))


class Wanted(NamedTuple):
    """What a newsroom wants, and how many authors and topics of a new story are taken at the most."""

    settings: str
    names: int = 4


WANTED = {
    "what comes by itself": Wanted(""),
    "a feed for every list, three for the site": Wanted(_EACH_LIST),
    "the same without the lite edition": Wanted(f"lite: no\n{_EACH_LIST}"),
    "three feeds for every list": Wanted(_THREE_EACH),
    "the same, one author and one topic each": Wanted(_THREE_EACH, 1),
    "and without the lite edition": Wanted(f"lite: no\n{_THREE_EACH}", 1),
}


def count_changes(archive: Archive, folder: Path, program: Path, wanted: Wanted, added: int) -> Iterator[int]:
    """Build a newsroom, add stories one after another, and yield how many files of the site each of them changed.

    Each build is made just after its story was published, so that the story is news.
    """
    site = NewsroomSite(archive, folder / "newsroom", program, settings=wanted.settings)
    write_sites(archive, [site])
    out = folder / "site"
    run_timed(site.command(out, NEWEST + _SOON), site.folder)
    before = hash_files(out, {})
    for number in range(archive.count, archive.count + added):
        story = archive.story(number)
        story = replace(story, authors=story.authors[: wanted.names], topics=story.topics[: wanted.names])
        site.write_story(story)
        run_timed(site.command(out, story.published + _SOON), site.folder)
        after = hash_files(out, before)
        yield len(changed_files(before, after))
        before = after


def _row(stories: int, wanted: str, counts: list[int]) -> str:
    low, high, over = min(counts), max(counts), [count for count in counts if count > MOST]
    more = f"{len(over)} of {len(counts)}" if over else "none"
    return f"| {stories:,} | {wanted} | {median(counts):.0f} | {low}–{high} | {more} |"


def main() -> None:
    """Read the arguments, count, print, and keep the figures where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", default="1000,10000", metavar="N,N", help="how many there are before")
    parser.add_argument("--added", type=int, default=126, metavar="N", help="how many are added, one after another")
    parser.add_argument("--work", type=Path, help="the folder to work in (default: the system's)")
    parser.add_argument("--write-results", action="store_true", help="keep the figures and rewrite results.md")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-changes-", dir=arguments.work))
    rows: list[str] = []
    try:
        program = copy_program(folder / "program")
        for stories in map(int, arguments.stories.split(",")):
            for number, (name, wanted) in enumerate(WANTED.items()):
                place = folder / f"{stories}-{number}"
                counts = list(count_changes(Archive(stories), place, program, wanted, arguments.added))
                rows.append(_row(stories, name, counts))
                print(rows[-1], file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    head = f"| stories | feeds | files changed, median | range | more than {MOST} |\n| --- | --- | --- | --- | --- |"
    table = "\n".join([head, *rows])
    print(table)
    if arguments.write_results:
        about = (
            f"{datetime.now(UTC).date()}. {arguments.added} stories in a row, each with two to four topics and one or"
            " two authors and no region, over three days and the turn of a month, built as it is published, in a newsroom with the lite"
            " edition, the sitemaps by month and that for news."
        )
        PAGE.write_text(f"## Files that a new story changes\n\n{about}\n\n{table}\n", "utf-8")
        write_page()


if __name__ == "__main__":
    main()
