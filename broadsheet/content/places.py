"""Where public stories are, with their cards: those that were asked for last are kept at hand.

A story stands in about eight lists, and pages of lists are made in the order
of time, so that a card is asked for again soon after it was read.
"""

import json
import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

# A story's permalink, and its card encoded.
Place: TypeAlias = tuple[str, bytes]

MAX_AT_HAND = 8192


class Places:
    """The places of public stories, by their paths. Whoever writes the library says what is no longer so."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._at_hand: dict[str, Place] = {}

    def find(self, path: str) -> Place | None:
        """Find the place of a story."""
        return self.find_all([path]).get(path)

    def find_all(self, paths: Sequence[str]) -> dict[str, Place]:
        """Find the places of stories; those that are not public are left out."""
        at_hand = self._at_hand
        found: dict[str, Place] = {}
        unknown: list[str] = []
        for path in paths:
            place = at_hand.get(path)
            if place is None:
                unknown.append(path)
            else:
                found[path] = place
        if unknown:
            query = "SELECT path, permalink, card FROM entry WHERE path IN (SELECT value FROM json_each(?))"
            read = {row[0]: (row[1], row[2]) for row in self._db.execute(query, (json.dumps(unknown),))}
            found |= read
            self._keep(read)
        return found

    def _keep(self, read: dict[str, Place]) -> None:
        if len(self._at_hand) + len(read) > MAX_AT_HAND:
            for old in list(islice(self._at_hand, MAX_AT_HAND // 2)):
                del self._at_hand[old]
        if len(read) <= MAX_AT_HAND // 2:
            self._at_hand |= read

    def forget(self, path: str) -> None:
        """Note that a story's place has changed, or that it is no longer public."""
        self._at_hand.pop(path, None)

    def clear(self) -> None:
        """Note that everything may have changed."""
        self._at_hand.clear()
