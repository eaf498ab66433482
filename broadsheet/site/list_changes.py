"""Bring lists up to date: from the positions that changed to the pages and queries that see them."""

from dataclasses import dataclass, field

from broadsheet.content import keys
from broadsheet.content.library import Entry, Position
from broadsheet.content.numbering import full_pages, is_numbered, made_pages
from broadsheet.engine.targets import Target
from broadsheet.site.effects import Effects
from broadsheet.site.entries import LABELLED, label_of
from broadsheet.site.stores import Stores
from broadsheet.site.targets import list_targets


@dataclass(slots=True)
class _Change:
    """What happened to one list: its count before, the lowest position that came or went, those only redrawn."""

    count: int
    lowest: Position | None = None
    redrawn: set[Position] = field(default_factory=set)

    def move(self, position: Position) -> None:
        self.lowest = position if self.lowest is None else min(self.lowest, position)


class ListChanges:
    """The lists that changed stories stand in. `note` each story before the library is changed, then `settle`."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._changes: dict[str, _Change] = {}
        self.relabel: set[str] = set()
        self.authors_to_index: set[str] = set()

    def note(self, old: Entry | None, new: Entry | None) -> None:
        """Note how a story's place in its lists changes."""
        before = set(old.lists) if old else set()
        after = set(new.lists) if new else set()
        for name in sorted(before | after):
            change = self._changes.get(name)
            if change is None:
                change = self._changes[name] = _Change(self._stores.library.count(name))
            stays = old is not None and new is not None and old.published == new.published
            if old is not None and new is not None and stays and name in before and name in after:
                if old.card != new.card:
                    change.redrawn.add((new.published, new.path))
                continue
            if old is not None and name in before:
                change.move((old.published, old.path))
            if new is not None and name in after:
                change.move((new.published, new.path))

    def settle(self, effects: Effects) -> None:
        """Cut pages anew where stories came or went, and say which keys and targets that touches."""
        for name, change in sorted(self._changes.items()):
            self._settle(name, change, effects)
        for name in sorted(self.relabel | {name for name in self._changes if name.startswith(LABELLED)}):
            if self._stores.library.label(name) is not None:
                self._stores.library.write_label(name, label_of(self._stores, name))
                effects.keys.add(keys.terms(name.partition("/")[0]))

    def _settle(self, name: str, change: _Change, effects: Effects) -> None:
        if change.lowest is None and not change.redrawn:
            return
        library = self._stores.library
        size = library.page_size
        if is_numbered(name):
            first = library.cut_pages(name, change.lowest) if change.lowest is not None else None
        else:
            first = None
            if library.count(name) <= 0:
                library.cut_pages(name, (0, ""))
        count = library.count(name)
        made_before, made = made_pages(change.count, size), made_pages(count, size)
        effects.keys |= {keys.front(name), keys.members(name)}
        effects.keys |= set(self._stores.targets.known_keys(f"newest:{name}:"))
        if is_numbered(name):
            self._numbered_keys(name, change, first, max(made_before, made), effects)
            low, high = sorted((full_pages(change.count, size), full_pages(count, size)))
            effects.keys |= {keys.has_newer(name, number) for number in range(low, high)}
        if count != change.count:
            self._count_keys(name, change.count, count, effects)
            effects.swap(self._targets(name, change.count, made_before), self._targets(name, count, made))

    def _numbered_keys(self, name: str, change: _Change, first: int | None, last: int, effects: Effects) -> None:
        if first is not None:
            effects.keys |= {keys.numbered(name, number) for number in range(first, last + 1)}
        for position in change.redrawn:
            effects.keys.add(keys.numbered(name, self._stores.library.page_of(name, position)))

    def _count_keys(self, name: str, before: int, after: int, effects: Effects) -> None:
        kind, _, rest = name.partition("/")
        is_border = (before == 0) != (after == 0)
        if not is_border:
            return
        if kind == "day":
            around = [rest, *self._stores.library.next_days(rest)]
            effects.keys |= {keys.days(rest[:7]), *(keys.neighbours(day) for day in around if day)}
        elif kind == "month":
            effects.keys.add(keys.MONTHS)
        else:
            effects.keys.add(keys.terms(kind))
            if kind == "author":
                self.authors_to_index.add(rest)

    def _targets(self, name: str, count: int, pages: int) -> list[Target]:
        return list(list_targets(name, count, pages, self._stores.settings.feed_formats))
