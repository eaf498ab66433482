"""The archive that is measured: N stories, each a pure function of its number.

Story 0 is the oldest and story N-1 the newest; numbers beyond that are stories
still to come. Nothing is kept, so an archive of any size costs no memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks import vocabulary as words
from benchmarks.prose import Reach, Writer, write_body

PER_DAY = 50
NEWEST = datetime(2025, 10, 31, 23, 0, tzinfo=UTC)
AUTHORS = 60
TOPICS = tuple(f"{region} {theme}" for theme in words.TOPIC_THEMES for region in words.TOPIC_REGIONS)
PICTURES = tuple(f"scene-{number}.jpg" for number in range(len(words.ALTS)))

# No story links to these, so that they can be deleted without a broken link.
_UNLINKED = 97


@dataclass(frozen=True, slots=True)
class Author:
    """A writer with a profile."""

    slug: str
    name: str
    role: str
    bio: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a story shows it."""

    file: str
    caption: str
    credit: str
    alt: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a story is, and under which headline."""

    section: str
    slug: str
    headline: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `body` is Markdown with the neutral links of `prose`."""

    number: int
    address: Address
    headline: str
    deck: str
    kicker: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    published: datetime
    updated: datetime | None
    embargo: datetime | None
    picture: Picture | None
    related: tuple[int, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Archive:
    """All stories of a benchmark: their count and the seed that everything follows from."""

    count: int
    seed: int = 1

    def stories(self) -> Iterator[Story]:
        """Write every story, the oldest first."""
        return map(self.story, range(self.count))

    def address(self, number: int) -> Address:
        """Say where a story is, without writing it."""
        writer = self._writer(number, "address")
        headline = writer.headline()
        return Address(writer.pick(words.SECTIONS)[0], f"{_slug(headline)}-{number}", headline)

    def story(self, number: int) -> Story:
        """Write a story."""
        writer = self._writer(number, "story")
        address = self.address(number)
        published = NEWEST - (self.count - 1 - number) * timedelta(days=1) / PER_DAY
        picture = self._picture(writer) if writer.chance(0.5) else None
        topics = {writer.skewed(TOPICS): None for _ in range(2 + writer.below(3))}
        figure = self._figure(writer) if writer.chance(0.15) else ""
        reach = Reach(self._older(writer, number, writer.below(4)), figure)
        return Story(
            number,
            address,
            address.headline,
            writer.deck(),
            writer.pick(words.KICKERS) if writer.chance(0.3) else "",
            _byline(writer),
            tuple(topics),
            published.replace(second=0, microsecond=0),
            published.replace(second=0, microsecond=0) + timedelta(hours=3) if writer.chance(0.1) else None,
            None,
            picture,
            self._older(writer, number, writer.below(4)),
            write_body(writer, writer.triangular(350, 900, 700), reach),
        )

    def unlinked(self, back: int) -> int:
        """Give the number of a story that no other links to, some hundreds of stories back from the newest."""
        last = (self.count - 1) // _UNLINKED
        return max(0, last - min(last // 2, 4) - back) * _UNLINKED

    def _writer(self, number: int, purpose: str) -> Writer:
        return Writer((self.seed * 1_000_003 + number) * 2 + (purpose == "story"))

    def _older(self, writer: Writer, number: int, count: int) -> tuple[int, ...]:
        number = min(number, self.count)  # stories to come link to stories that are there
        found = (number - 1 - writer.below(min(number, 2_000)) for _ in range(count if number else 0))
        return tuple(dict.fromkeys(older for older in found if older % _UNLINKED))

    def _picture(self, writer: Writer) -> Picture:
        number = writer.below(len(PICTURES))
        return Picture(PICTURES[number], writer.sentence(), "The Plains Record", words.ALTS[number])

    def _figure(self, writer: Writer) -> str:
        number = writer.below(len(PICTURES))
        caption = f"A view of {writer.pick(words.PLACES)} from the {writer.pick(('quay', 'ridge', 'tower', 'road'))}."
        return f'![{words.ALTS[number]}](picture:{PICTURES[number]} "{caption}")'


def authors() -> tuple[Author, ...]:
    """Give the newsroom's writers."""
    found = []
    for number in range(AUTHORS):
        name = f"{words.FIRST_NAMES[number % 48]} {words.LAST_NAMES[(number * 7 + number // 48) % 48]}"
        writer = Writer(-1 - number)
        bio = f"{name} writes from {writer.pick(words.PLACES)}. {writer.sentence()}"
        found.append(Author(_slug(name), name, f"{writer.pick(words.KICKERS)} reporter", bio))
    return tuple(found)


def topic_slug(topic: str) -> str:
    """Give a topic's part of the address."""
    return _slug(topic)


def _byline(writer: Writer) -> tuple[str, ...]:
    chosen = {writer.pick(_AUTHOR_SLUGS): None for _ in range(2 if writer.chance(0.2) else 1)}
    return tuple(chosen)


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))[:9])


_AUTHOR_SLUGS = tuple(author.slug for author in authors())
