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

from benchmarks.archive import NEWEST, Archive, Story
from benchmarks.changed_files import changed_files, hash_files
from benchmarks.measure import run_timed
from benchmarks.newsroom_site import NewsroomSite, copy_program
from benchmarks.results import FOLDER, write_page
from benchmarks.sites import write_sites
from benchmarks.vocabulary import PLACES
from broadsheet.newsroom.feeds import FORMATS

PAGE = FOLDER / "changes.md"
MOST = 25
_SOON = timedelta(minutes=1)
_EVERY = f"[{', '.join(FORMATS)}]"
_EACH_LIST = f"feeds:\n  site: {_EVERY}\n  topics: [rss]\n"
_LISTS = ("site", "sections", "regions", "authors", "topics")
_THREE_EACH = "feeds:\n" + "".join(f"  {kind}: {_EVERY}\n" for kind in _LISTS)
_REGIONS = tuple((f"region-{number}", name) for number, name in enumerate(PLACES[:8]))


class Wanted(NamedTuple):
    """What a newsroom wants, how many authors and topics of a new story are taken at the most, and whether it has regions."""

    settings: str
    names: int = 4
    has_regions: bool = False


WANTED = {
    "what comes by itself": Wanted(""),
    "a feed for every list, three for the site": Wanted(_EACH_LIST),
    "the same without the lite edition": Wanted(f"lite: no\n{_EACH_LIST}"),
    "three feeds for every list": Wanted(_THREE_EACH),
    "the same, one author and one topic each": Wanted(_THREE_EACH, 1),
    "and without the lite edition": Wanted(f"lite: no\n{_THREE_EACH}", 1),
    "and one region each": Wanted(f"lite: no\n{_THREE_EACH}", 1, has_regions=True),
}


class SiteOfRegions(NewsroomSite):
    """The archive with each story in one of eight regions."""

    def set_tagline(self, text: str) -> None:
        """Write the settings, with the regions."""
        super().set_tagline(text)
        path = self.folder / "newsroom.yaml"
        regions = "".join(f"  - slug: {slug}\n    name: {name}\n" for slug, name in _REGIONS)
        path.write_text(f"{path.read_text('utf-8')}regions:\n{regions}", "utf-8")

    def story_text(self, story: Story) -> str:
        """Write a story's source, with its region."""
        slug, _ = _REGIONS[story.number % len(_REGIONS)]
        return super().story_text(story).replace("---\n", f"---\nregions: [{slug}]\n", 1)


def count_changes(archive: Archive, folder: Path, program: Path, wanted: Wanted, added: int) -> Iterator[int]:
    """Build a newsroom, add stories one after another, and yield how many files of the site each of them changed.

    Each build is made just after its story was published, so that the story is news.
    """
    form = SiteOfRegions if wanted.has_regions else NewsroomSite
    site = form(archive, folder / "newsroom", program, settings=wanted.settings)
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
    parser.add_argument("--only", default="", metavar="WORDS", help="count for what newsrooms want in these words")
    parser.add_argument("--work", type=Path, help="the folder to work in (default: the system's)")
    parser.add_argument("--write-results", action="store_true", help="keep the figures and rewrite results.md")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-changes-", dir=arguments.work))
    rows: list[str] = []
    try:
        program = copy_program(folder / "program")
        for stories in map(int, arguments.stories.split(",")):
            for number, (name, wanted) in enumerate(WANTED.items()):
                if arguments.only not in name:
                    continue
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
            " two authors and no region but where a row says otherwise, over three days and the turn of a month, built as it is published, in a newsroom with the lite"
            " edition, the sitemaps by month and that for news."
        )
        PAGE.write_text(f"## Files that a new story changes\n\n{about}\n\n{table}\n", "utf-8")
        write_page()


if __name__ == "__main__":
    main()
