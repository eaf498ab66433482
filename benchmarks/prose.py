"""Made-up news prose: patterns filled from the vocabulary by a seeded chooser, in plain Markdown.

Links to stories are written `story:NUMBER` and pictures `picture:FILE`; each
site's writer puts the form that its generator understands.
"""

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks import vocabulary as words

Item = TypeVar("Item")

_SLOT = re.compile(r"\{(\w+)\}")

_SENTENCES = (
    "The {body} in {place} {decided} {subject} on {weekday}, {after}.",
    "{Scene}, and the talk was of {subject}.",
    "{person}, {role}, said {claim}.",
    '"{quote}," said {person}, {role}.',
    '"{quote}," {person} said -- and then, after a pause, "{quote}."',
    "A report to the {body} counts {number} {units}, {measure}.",
    "By the end of the year {place} had recorded {number} {units}; {neighbour} had {number}.",
    "The bill would come to ${cost} million, {measure}.",
    "What {person} calls {subject} is {emphasis} a matter for the {body}.",
    "In {neighbour}, where the same question came up in {year}, the {body} {decided} {subject} {after}.",
    "Nobody disputes that {claim}... but the {body}'s own figures, published on {weekday}, say otherwise.",
    "Of {number} {units}, some {percent} per cent were put down to {subject}, {measure}.",
    "The {body} has {percent} days to answer, and {person} has said {claim}.",
    "It wasn't until {year} that anyone in {place} thought to ask about {subject}.",
    "{person} -- {role} -- keeps a copy of {subject} in a drawer, with {number} {units} marked in pencil.",
    "The vote, {percent} to {small}, surprised even {person}, {role}.",
    "Two things are settled {emphasis}: the {body} will pay for {subject}, and {neighbour} won't.",
    "Asked whether {claim}, a spokesperson for the {body} pointed to {subject} and to the year {year}.",
)

_DECKS = (
    "The {body} in {place} says {claim}. {person}, {role}, is not so sure.",
    "With ${cost} million at stake, {place} waits for an answer on {subject}.",
    "A count of {number} {units} changed the argument over {subject}.",
    '"{quote}," says {person}. The {body} disagrees.',
    "What began with {subject} has become a test for the {body}.",
)

_HEADLINES = (
    "{Place} {body} {hverb} {hsubject} {htail}",
    "{Place} {body} {hverb} {hsubject}",
    "{hsubjectcap} in {place} {tailverb}: what the {body} knows",
    "How {place} learned to live with its {hsubject}",
    "{person} on the {hsubject}: '{quote}'",
    "{number} {units}, and {place} still {hverb} the {hsubject}",
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a body may point at: older stories by number, and pictures by file."""

    links: tuple[int, ...]
    figure: str


class Writer:
    """A seeded source of phrases; the same seed writes the same text, on any machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - prose, not secrets
        self._slots = _slots(self)

    def below(self, count: int) -> int:
        """Choose a number from 0 to one below `count`."""
        return int(self._random() * count)

    def chance(self, share: float) -> bool:
        """Answer yes in this share of cases."""
        return self._random() < share

    def pick(self, choices: Sequence[Item]) -> Item:
        """Choose one."""
        return choices[int(self._random() * len(choices))]

    def skewed(self, choices: Sequence[Item]) -> Item:
        """Choose one, the early ones far more often than the late ones."""
        return choices[int(self._random() ** 2 * len(choices))]

    def triangular(self, low: int, high: int, peak: int) -> int:
        """Choose a number between two limits, mostly near the peak."""
        share, cut = self._random(), (peak - low) / (high - low)
        if share > cut:
            return round(high - (high - low) * math.sqrt((1 - share) * (1 - cut)))
        return round(low + (high - low) * math.sqrt(share * cut))

    def fill(self, pattern: str) -> str:
        """Fill a pattern's slots."""
        text = _SLOT.sub(lambda slot: self._slots[slot[1]](), pattern)
        return text[0].upper() + text[1:]

    def headline(self) -> str:
        """Write a headline."""
        return self.fill(self.pick(_HEADLINES))

    def deck(self) -> str:
        """Write the summary under a headline."""
        return self.fill(self.pick(_DECKS))

    def sentence(self) -> str:
        """Write a sentence."""
        return self.fill(self.pick(_SENTENCES))

    def paragraph(self, sentences: int) -> str:
        """Write a paragraph of so many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))


def _slots(writer: Writer) -> dict[str, Callable[[], str]]:
    pick = writer.pick

    def of(choices: Sequence[str]) -> Callable[[], str]:
        return lambda: pick(choices)

    return {
        "body": of(words.BODIES),
        "place": of(words.PLACES),
        "Place": of(words.PLACES),
        "neighbour": of(words.PLACES),
        "decided": of(words.DECIDED),
        "subject": of(words.SUBJECTS),
        "weekday": of(words.WEEKDAYS),
        "after": of(words.AFTER),
        "Scene": of(words.SCENES),
        "role": of(words.ROLES),
        "claim": of(words.CLAIMS),
        "quote": of(words.QUOTES),
        "measure": of(words.MEASURES),
        "units": of(words.UNITS),
        "emphasis": of(words.EMPHASIS),
        "hverb": of(words.HEADLINE_VERBS),
        "hsubject": of(words.HEADLINE_SUBJECTS),
        "hsubjectcap": of(words.HEADLINE_SUBJECTS),
        "tailverb": of(("stalls", "moves", "returns", "grows", "wavers")),
        "htail": of(words.HEADLINE_TAILS),
        "person": lambda: f"{pick(words.FIRST_NAMES)} {pick(words.LAST_NAMES)}",
        "number": lambda: f"{200 + writer.below(96_000):,}",
        "cost": lambda: f"{1 + writer.below(400) / 10:.1f}",
        "percent": lambda: str(11 + writer.below(70)),
        "small": lambda: str(2 + writer.below(9)),
        "year": lambda: str(1961 + writer.below(60)),
    }


def write_body(writer: Writer, length: int, reach: Reach) -> str:
    """Write a body of about `length` words."""
    blocks = [writer.paragraph(2)]
    count = len(blocks[0].split())
    links = list(reach.links)
    while count < length:
        block = _next_block(writer, len(blocks), links, reach.figure)
        blocks.append(block)
        count += len(block.split())
    return "\n\n".join(blocks) + "\n"


def _next_block(writer: Writer, number: int, links: list[int], figure: str) -> str:
    if figure and number == 5:
        return figure
    if number % 5 == 4:
        return f"## {writer.pick(words.SUBHEADINGS)}\n\n{writer.paragraph(3)}"
    if number == 7 and writer.chance(0.4):
        return _list(writer)
    if number == 9 and writer.chance(0.3):
        return f"> {writer.fill('{quote}. {quote}.')}"
    if number == 11 and writer.chance(0.08):
        return _table(writer)
    text = writer.paragraph(2 + writer.below(3))
    if links and number > 1:
        link = f"[{writer.pick(words.LINK_TEXTS)}](story:{links.pop()})"
        return f"{text} {writer.pick(words.LINKS).replace('{link}', link)}"
    if number == 6 and writer.chance(0.3):
        return f"{text} [The full report](https://reports.example/{writer.below(9000)}/) was published on {writer.pick(words.WEEKDAYS)}."
    return text


def _list(writer: Writer) -> str:
    items = [f"- {writer.pick(words.LIST_HEADS)} {writer.sentence()}" for _ in range(3 + writer.below(2))]
    return f"{writer.sentence()} In short:\n\n" + "\n".join(items)


def _table(writer: Writer) -> str:
    rows = [
        f"| {writer.pick(words.PLACES)} | {200 + writer.below(9000)} | {writer.pick(words.UNITS)} |" for _ in range(4)
    ]
    return "\n".join(["| Place | Count | Of what |", "|---|---:|---|", *rows])
