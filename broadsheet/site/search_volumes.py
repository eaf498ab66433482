"""The search index of the site, in volumes of whole months; one is made anew when a public story of its months changed.

A volume's files follow from its stories alone. They are kept beside the
newsroom's pictures, in one file for each volume, so that the targets of a
volume are known and made without asking Pagefind again.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content.records import CardRecord, ListPage
from broadsheet.content.story import Story
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.kept_files import KeptFiles
from broadsheet.engine.reasons import Reason
from broadsheet.engine.targets import Target
from broadsheet.rendering.dates import DateNames, Dates
from broadsheet.rendering.mark import with_mark
from broadsheet.search.finding import find_program
from broadsheet.search.naming import FOLDER, volume_folder
from broadsheet.search.program import IndexingFailed, Searchable, make_index
from broadsheet.site.layout import search_folder
from broadsheet.site.search_documents import ResultLines, result_lines, searchable
from broadsheet.site.search_words import word_files
from broadsheet.site.stores import Stores

RECIPE, LIST_RECIPE = "search-file", "search-volumes"
VERSION = 4
_LIST = f"{FOLDER}volumes.json"
# A file of results holds about that many stories.
_TOGETHER = 40
# A volume that has so many stories ends with its month. Pagefind takes 5 ms for each, and brings 0.2 MB to each volume.
_ENOUGH = 2_000
_MONTHS = "members:month/"


class SearchVolumes:
    """The volumes of one build's search index."""

    def __init__(self, stores: Stores, root: Path) -> None:
        self._stores = stores
        self._kept = KeptFiles(search_folder(root))

    def targets(self, touched: Iterable[str] | None) -> list[Target]:
        """Give all targets of the index; volumes without a `touched` key are as in the log. Raises DiskFailure."""
        known, plan = self._known(), self._plan()
        stale = set(plan) if touched is None else self._touched(plan, touched) | (plan.keys() - known.keys())
        volumes = {name: self._volume(name, months) if name in stale else known[name] for name, months in plan.items()}
        self._kept.sweep({_key_of(target) for some in (volumes, known) for of in some.values() for target in of})
        listed = [[name, _result_files(self._count(plan[name])), _years(plan[name])] for name in reversed(plan)]
        content = with_mark(json.dumps({"volumes": listed}), _LIST, self._stores.settings.address)
        return [
            Target(_LIST, LIST_RECIPE, content),
            *(target for of in volumes.values() for target in of),
        ]

    def restore(self) -> None:
        """Make the volumes again whose files are wanted and no longer kept."""
        missing = set[str]()
        for item in self._stores.targets.load_stale():
            if item.target.recipe == RECIPE and not self._kept.names(_key_of(item.target)):
                missing.add(_volume_of(item.target))
        if missing:
            plan = self._plan()
            for name in missing & plan.keys():
                self._volume(name, plan[name])

    def _known(self) -> dict[str, list[Target]]:
        """Give the volumes of the last build."""
        volumes: dict[str, list[Target]] = {}
        for target in self._stores.targets.below(FOLDER):
            if target.recipe == RECIPE:
                volumes.setdefault(_volume_of(target), []).append(target)
        return volumes

    def _plan(self) -> dict[str, list[str]]:
        """Give the months of each volume, the oldest first: months are put together until there are enough stories."""
        volumes: dict[str, list[str]] = {}
        open_months: list[str] = []
        months = [name.removeprefix("month/") for name, count, _ in self._stores.library.iter_lists("month/") if count]
        for month in sorted(months):
            open_months.append(month)
            if self._count(open_months) >= _ENOUGH:
                volumes[self._name(open_months)] = open_months
                open_months = []
        if open_months:
            volumes[self._name(open_months)] = open_months
        return volumes

    def _name(self, months: list[str]) -> str:
        """Name a volume after its first and last month."""
        return volume_folder(f"{months[0]}-{months[-1]}", self._stores.settings.address)

    def _count(self, months: list[str]) -> int:
        return sum(self._stores.library.count(f"month/{month}") for month in months)

    def _touched(self, plan: Mapping[str, list[str]], touched: Iterable[str]) -> set[str]:
        """Give the volumes in which something that can be found may differ."""
        months = set[str]()
        for key in touched:
            if key.startswith(_MONTHS):
                months.add(key.removeprefix(_MONTHS))
            elif key.startswith("story:"):
                entry = self._stores.library.find_entry(key.removeprefix("story:"))
                months |= {
                    name.removeprefix("month/") for name in (entry.lists if entry else ()) if name.startswith("month/")
                }
        return {name for name, of_volume in plan.items() if months & set(of_volume)}

    def _volume(self, volume: str, months: list[str]) -> list[Target]:
        """Give a volume's targets; it is made where it is not kept."""
        documents: list[Searchable] = []
        results: dict[str, ResultLines] = {}
        settings = self._stores.settings
        for month in months:
            for card, story in self._stories(month):
                document = searchable(card, story, settings.base_path, month)
                documents.append(document)
                results[document.url] = result_lines(card, settings, self._sections, self._dates)
        documents.sort()
        language = settings.language.split("-")[0].lower()
        content = msgspec.msgpack.encode((VERSION, language, documents, sorted(results.items())))
        key = fingerprint(self._stores.code_version + content).hex()
        names = self._kept.names(key)
        if not names:
            files = _make(documents, results, language)
            self._kept.write(key, files)
            names = list(files)
            if not self._kept.names(key):
                raise DiskFailure(f"{self._kept.folder}: the search index cannot be kept there")
        return [Target(f"{FOLDER}{volume}/{name}", RECIPE, f"{key} {name}") for name in names]

    def _stories(self, month: str) -> list[tuple[CardRecord, Story]]:
        page = msgspec.msgpack.decode(self._stores.library.members(f"month/{month}"), type=ListPage)
        cards = [msgspec.msgpack.decode(raw, type=CardRecord) for raw in page.cards]
        records = self._stores.documents.find_records("story", [card.path for card in cards])
        return [(card, msgspec.msgpack.decode(records[card.path], type=Story)) for card in cards]

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {section.slug: section.name for section in self._stores.settings.sections}

    @cached_property
    def _dates(self) -> Dates:
        settings = self._stores.settings
        names = msgspec.msgpack.decode(self._stores.date_names(settings.language), type=DateNames)
        return Dates(names, ZoneInfo(settings.timezone))


def settle_search(stores: Stores, root: Path, touched: Iterable[str] | None) -> list[str]:
    """Bring the targets of the search index to what is public; give the outputs that are no longer wanted."""
    volumes = SearchVolumes(stores, root)
    old = {target.path: target for target in stores.targets.below(FOLDER) if target.recipe in (RECIPE, LIST_RECIPE)}
    new = {target.path: target for target in volumes.targets(touched)} if stores.settings.search else {}
    for path, target in new.items():
        if old.get(path) != target:
            stores.targets.add(target, Reason("changed", "search-index") if path in old else Reason("new"))
    gone = sorted(old.keys() - new.keys())
    for path in gone:
        stores.targets.remove(path)
    return gone


def restore_search(stores: Stores, root: Path) -> None:
    """Make again what is stale of the search index and not kept. To be asked when all that is stale is marked."""
    if stores.settings.search:
        SearchVolumes(stores, root).restore()


def _make(documents: list[Searchable], results: Mapping[str, ResultLines], language: str) -> dict[str, bytes]:
    """Make the files of a volume: Pagefind's, what its results show, and the words by whose beginnings they are found."""
    program = find_program()
    try:
        if program is None:
            raise IndexingFailed("Pagefind is not installed")
        index = make_index(program, documents, language)
        words = word_files(program, documents, language, _result_files(len(documents)))
    except IndexingFailed as error:
        raise DiskFailure(f"the search index was not made: {error}") from error
    count = _result_files(len(documents))
    shown: dict[int, dict[str, ResultLines]] = {}
    for url, name in sorted(index.names.items(), key=lambda item: item[1]):
        part = int(name.rpartition("_")[2][:6], 16) % count
        shown.setdefault(part, {})[name] = results[url]
    cards = {f"results/{part}.json": msgspec.json.encode(found) for part, found in sorted(shown.items())}
    return {**index.files, **cards, **words}


def _result_files(stories: int) -> int:
    """Say on how many files the results of a volume are spread; the search page finds one by the name of a result."""
    return -(-stories // _TOGETHER)


def _key_of(target: Target) -> str:
    return target.argument.partition(" ")[0]


def _volume_of(target: Target) -> str:
    return target.path.removeprefix(FOLDER).partition("/")[0]


def _years(months: list[str]) -> list[str]:
    """Give the years of a volume, the newest first."""
    return sorted({month[:4] for month in months}, reverse=True)
