"""The stories of the last 48 hours that news search engines are told of, at an instant.

See https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
A story leaves on the second that is 48 hours after its time of publication.
"""

from collections.abc import Iterator

import msgspec

from broadsheet.content.library import Library
from broadsheet.content.sitemap_files import count_files
from broadsheet.content.story import Label

WINDOW = 48 * 3600

_LIST = "latest"


class _Standing(msgspec.Struct, frozen=True):
    """What of a card decides whether it is news of our own."""

    published: int
    label: Label | None = None
    canonical: str = ""
    noindex: bool = False

    @property
    def is_news(self) -> bool:
        return self.label != "sponsored" and not self.canonical and not self.noindex


def recent_news(library: Library, now: int) -> list[bytes]:
    """Give the encoded cards of the stories to be named at `now`, the newest first."""
    found = [card for card in library.published_within(_LIST, now - WINDOW) if _decode(card).is_news]
    return found[::-1]


def count_news_files(library: Library, now: int) -> int:
    """Count the files that the stories to be named at `now` take; there is always one."""
    return count_files(len(recent_news(library, now)))


def next_leaving(library: Library, now: int) -> int | None:
    """Find the next instant at which a story leaves."""
    return next(_leavings(library, now, None), None)


def leaves_between(library: Library, before: int, now: int) -> bool:
    """Answer whether a story leaves, or comes back, between two instants, in either direction."""
    low, high = sorted((before, now))
    return next(_leavings(library, low, high), None) is not None


def _leavings(library: Library, low: int, high: int | None) -> Iterator[int]:
    cards = library.published_within(_LIST, low - WINDOW, None if high is None else high - WINDOW)
    return (standing.published + WINDOW for card in cards if (standing := _decode(card)).is_news)


def _decode(card: bytes) -> _Standing:
    return msgspec.msgpack.decode(card, type=_Standing)
