"""What a page asks for, by key; what was asked is what the page depends on."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

Answer = Callable[[str], bytes | None]
Made = TypeVar("Made")

# What was made of shared values alone, and the keys that it was made of.
Settled: TypeAlias = dict[object, tuple[Any, frozenset[str]]]


class MissingReads(Exception):
    """Values that were not sent along with a page; the page is made again when they are."""

    def __init__(self, keys: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(keys)))
        self.keys = keys


class Reads:
    """The values of one page under way.

    Each key asked for is recorded in `asked`, found or not, and in `values`
    with its value where that is not one that all pages share. `parts` are the
    sets of shared keys that whole parts of the page asked for. `settled` is
    what pages before this one made of the same shared values.
    """

    def __init__(
        self,
        given: Mapping[str, bytes | None],
        shared: Mapping[str, bytes | None],
        answer: Answer | None = None,
        settled: Settled | None = None,
    ) -> None:
        self._given = given
        self._shared = shared
        self._answer = answer
        self._settled: Settled = {} if settled is None else settled
        self.asked: set[str] = set()
        self.parts: set[frozenset[str]] = set()
        self.values: dict[str, bytes | None] = {}

    def get(self, key: str) -> bytes | None:
        """Give the value of a key, or None where there is none. Raises MissingReads when it is not known here."""
        self.asked.add(key)
        if key in self._shared:
            return self._shared[key]
        if key in self.values:
            return self.values[key]
        if key in self._given:
            found = self._given[key]
        elif self._answer is not None:
            found = self._answer(key)
        else:
            raise MissingReads(frozenset({key}))
        self.values[key] = found
        return found

    def want(self, keys: list[str]) -> None:
        """Ask for keys that will be needed together, so that one round trip brings all of them."""
        if self._answer is None:
            absent = {key for key in keys if key not in self._given and key not in self._shared}
            if absent:
                raise MissingReads(frozenset(absent))

    def for_part(self) -> "Reads":
        """Give the same values for a part of the page, with a record of its own."""
        return Reads(self._given, self._shared, self._answer, self._settled)

    def settle(self, name: object, make: Callable[["Reads"], Made]) -> Made:
        """Give what is made of values as a setting is: once for all pages where they share those values."""
        known = self._settled.get(name)
        if known is None:
            own = self.for_part()
            known = make(own), frozenset(own.asked)
            self.values |= own.values
            if own.is_shared_only():
                self._settled[name] = known
        self.asked.update(known[1])
        found: Made = known[0]
        return found

    def is_shared_only(self) -> bool:
        """Answer whether everything asked for was among the values that all pages share."""
        shared = self._shared.keys()
        return shared >= self.asked and all(shared >= part for part in self.parts)

    def all_asked(self) -> frozenset[str]:
        """Give every key asked for."""
        return _union(frozenset(self.parts), frozenset(self.asked))

    def shared_asked(self) -> frozenset[str]:
        """Give the keys asked for that all pages share."""
        return _union(frozenset(self.parts), frozenset(self.asked.difference(self.values)))


@lru_cache(maxsize=1024)
def _union(parts: frozenset[frozenset[str]], asked: frozenset[str]) -> frozenset[str]:
    """Unite what parts asked for; pages of a kind ask for the same."""
    return asked.union(*parts)
