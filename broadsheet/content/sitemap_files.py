"""How pages are cut into sitemaps: a thousand in each file, so that the files of old stories stay as they are.

All stand at the root of the site: a sitemap speaks of what is in its own folder and below, and of nothing else.

The protocol allows 50,000 addresses and 50 MB (https://www.sitemaps.org/protocol.html).
A thousand addresses keep both, however long they are, and a new story sends little.
"""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

PER_FILE = 1_000
NEWS_SITEMAP = "news-sitemap"

# Lists whose fronts are named beside the front page, sections and standing pages, in this order.
LISTED = ("region", "author", "topic")


def count_files(urls: int) -> int:
    """Count the files that so many addresses take; there is always one."""
    return max(1, -(-urls // PER_FILE))


def file_names(name: str, urls: int) -> list[str]:
    """Name the files that so many addresses take: `sitemap-2026-11`, `sitemap-2026-11-2` and so on."""
    first = f"sitemap-{name}"
    return [first, *(f"{first}-{number}" for number in range(2, count_files(urls) + 1))]


def news_file(number: int) -> str:
    """Name a file of the news sitemap: `news-sitemap`, `news-sitemap-2` and so on."""
    return NEWS_SITEMAP if number == 1 else f"{NEWS_SITEMAP}-{number}"


def part(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Give the part of a file, counted from 1."""
    start = (number - 1) * PER_FILE
    return items[start : start + PER_FILE]


def part_from_newest(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Give the part of a file, counted from 1, of what is listed from the newest on; the first file has the oldest."""
    end = len(items) - (number - 1) * PER_FILE
    return items[max(0, end - PER_FILE) : end]
