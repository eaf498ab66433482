"""The edits whose cost is measured, each made to any form of the archive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.sites import Site

# When the measured builds are made: the day after the newest story.
NOW = datetime(2025, 11, 1, 12, 0, tzinfo=UTC)

Edit = Callable[[Site, int], None]


def no_edit(site: Site, run: int) -> None:
    """Change nothing."""


def edit_body(site: Site, run: int) -> None:
    """Add a paragraph at the end of an old story."""
    story = site.archive.story(_old(site, run))
    site.write_story(replace(story, body=f"{story.body}\nOne more paragraph came in late, number {run}.\n"))


def edit_headline(site: Site, run: int) -> None:
    """Change the headline of an old story."""
    story = site.archive.story(_old(site, run) + 1)
    site.write_story(replace(story, headline=f"{story.headline}, again"))


def add_story(site: Site, run: int) -> None:
    """Write a story that is newer than all others."""
    site.write_story(site.archive.story(site.archive.count + run))


def delete_story(site: Site, run: int) -> None:
    """Remove a story of about a week ago, one that no other links to."""
    site.delete_story(site.archive.story(site.archive.unlinked(run)))


def hold_story(site: Site, run: int) -> None:
    """Write a story that is held back until half an hour before `after_hold`."""
    story = site.archive.story(site.archive.count + 25 + run)
    site.write_story(replace(story, published=NOW, updated=None, embargo=after_hold(run) - timedelta(minutes=30)))


def after_hold(run: int) -> datetime:
    """Give an instant at which the story of `hold_story` is out."""
    return NOW + timedelta(hours=run + 1)


def edit_partial(site: Site, run: int) -> None:
    """Change a part of the theme that is on every page."""
    site.set_footer_note(f"Printed on edition {run}.")


def edit_setting(site: Site, run: int) -> None:
    """Change a setting that is on every page."""
    site.set_tagline(f"Every day of the year, edition {run}")


def _old(site: Site, run: int) -> int:
    return site.archive.count // 2 + 2 * run
