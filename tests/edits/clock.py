"""Edits that no file shows: instants pass, the clock is set back, the zone is another."""

from datetime import UTC, datetime

from tests.edits.newsroom import Newsroom
from tests.newsrooms import seconds

INSTANTS = tuple(map(seconds, ("2026-11-23 12:00", "2026-11-23 12:30", "2026-11-24 00:00", "2026-11-21 08:30")))
ZONES = ("UTC", "America/Edmonton", "Asia/Tokyo", "Asia/Kolkata", "Pacific/Kiritimati")
# The night in which the clocks of Edmonton show the hour from one to two twice, and the one in which they skip one.
NIGHTS = tuple(map(seconds, ("2026-11-01 07:29", "2026-11-01 07:30", "2026-11-01 08:30", "2026-03-08 09:00")))


def _written(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def let_a_story_appear(newsroom: Newsroom) -> None:
    """Give a story an instant, build, and let the instant pass while no file changes."""
    newsroom.set_key(newsroom.a_story(), newsroom.choose(("published", "embargo")), _written(newsroom.now + 1800))
    newsroom.build(newsroom.now)
    newsroom.now += newsroom.choose((1799, 1800, 1801))


def let_the_next_instant_come(newsroom: Newsroom) -> None:
    """Let no more time pass than it takes for something to change, or let a story appear where nothing is to come."""
    instant = newsroom.build(newsroom.now).next_change
    if instant is None:
        let_a_story_appear(newsroom)
    else:
        newsroom.now = instant


def let_a_story_expire(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "expires", _written(newsroom.now + 1800))
    newsroom.build(newsroom.now)
    newsroom.now += newsroom.choose((1799, 1800, 1801))


def set_the_clock(newsroom: Newsroom) -> None:
    newsroom.now = newsroom.choose(INSTANTS)


def set_the_clock_back(newsroom: Newsroom) -> None:
    newsroom.now -= newsroom.choose((1, 1800, 86_400, 30 * 86_400))


def change_the_zone(newsroom: Newsroom) -> None:
    newsroom.settings["timezone"] = newsroom.choose(ZONES)
    newsroom.write_settings()


def build_in_the_night_of_the_change(newsroom: Newsroom) -> None:
    newsroom.settings["timezone"] = "America/Edmonton"
    newsroom.write_settings()
    published = newsroom.choose(
        ("2026-11-01 01:30 -06:00", "2026-11-01 01:30 -07:00", "2026-11-01 03:00", "2026-03-08")
    )
    newsroom.set_key(newsroom.a_story(), "published", published)
    newsroom.now = newsroom.choose(NIGHTS)
