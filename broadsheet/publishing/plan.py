"""The plan of a publication: what is added, changed and deleted. Pure: two lists of files in, a plan out.

What `--dry-run` prints is this plan, and a publication does nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from broadsheet.publishing.manifest import Entry, Files
from broadsheet.publishing.order import ASSET, PAGE, STEPS, is_fingerprinted, step_of

_STYLES = "assets/"


@dataclass(frozen=True)
class Plan:
    """What turns the files at a target into those of a build.

    `uncertain` are paths that a publication which was cut off may have touched; `returned` are files that are named
    after their bytes and were at the target before, so that caches may hold the answer that they are not there.
    """

    old: Files
    new: Files
    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    uncertain: frozenset[str] = frozenset()
    returned: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Answer whether the target is as the build is."""
        return not (self.added or self.changed or self.deleted or self.uncertain)

    @cached_property
    def takes_back(self) -> bool:
        """Answer whether a page goes, or another story or a redirect takes its address: a story may be taken back."""
        return _takes_back(self.old, self.new)

    @cached_property
    def bytes(self) -> int:
        """How many bytes are to be sent."""
        return sum(self.new[path].size for path in (*self.added, *self.changed))

    def steps(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the steps in which files are sent, with their paths: the home page last of its step."""
        added = frozenset(self.added)
        steps: list[list[str]] = [[] for _ in STEPS]
        for path in (*self.added, *self.changed):
            steps[step_of(self.new[path].group, path in added)].append(path)
        for name, paths in zip(STEPS, steps, strict=True):
            if paths:
                yield name, sorted(paths, key=lambda path: (-path.count("/"), path))

    def displaced(self) -> list[str]:
        """Give the deletions that must go first: files where a folder comes, and in folders where a file comes."""
        written = {*self.added, *self.changed}
        folders = {path[:at] for path in written for at, char in enumerate(path) if char == "/"}
        return [path for path in self.deleted if path in folders or not written.isdisjoint(_folders(path))]

    def urls(self, address: str) -> list[str]:
        """Give the addresses whose answers change, or changed in a publication that was cut off; those that go among them.

        A file named after its bytes was never asked for before it was there first, but caches keep it when it goes.
        """
        paths = {path for path in (*self.added, *self.changed, *self.uncertain) if not is_fingerprinted(path)}
        return [_url(address, path) for path in sorted(paths.union(self.deleted, self.returned))]

    def urls_after(self, address: str) -> frozenset[str]:
        """Give the addresses of all that is published once the plan is carried out."""
        return frozenset(_url(address, path) for path in self.new)


def make_plan(old: Files, built: Files, known: Files | None = None) -> Plan:
    """Plan the way from the files at a target to those of a build.

    The assets that a build no longer has are kept for one publication more.
    `known` are the files that a publication which was cut off may have touched.
    """
    live = {path: entry.hash for path, entry in old.items() if not entry.is_retired}
    if live == {path: entry.hash for path, entry in built.items()}:
        return plan_between(old, old, known)
    return plan_between(old, with_retired(old, built), known)


def with_retired(old: Files, new: Files) -> Files:
    """Add the assets of one publication that another does not have, for readers of pages that they have open.

    Where a page goes, or another story or a redirect takes its address, a story may have been taken back: then no
    picture and no file stays, and styles alone do.
    """
    gone = {path: entry for path, entry in old.items() if path not in new and not entry.is_retired}
    kept = (_STYLES,) if _takes_back(old, new) else ("",)
    stay = {
        path: entry._replace(is_retired=True)
        for path, entry in gone.items()
        if entry.group == ASSET and path.startswith(kept) and is_fingerprinted(path)
    }
    return {**new, **stay}


def _takes_back(old: Files, new: Files) -> bool:
    return any(_is_other(entry, new.get(path)) for path, entry in old.items())


def _is_other(old: Entry, new: Entry | None) -> bool:
    """Answer whether a page is no more what it was at the last publication: gone, or at its address something else."""
    if old.group != PAGE:
        return False
    return new is None or new.group != PAGE or 0 != old.subject != new.subject


def plan_between(old: Files, new: Files, known: Files | None = None) -> Plan:
    """Plan the way from one set of files to another."""
    known = known or {}
    added = tuple(sorted(path for path in new if path not in old))
    changed = tuple(sorted(path for path, entry in new.items() if path in old and old[path].hash != entry.hash))
    left_over = {path for path in known if path not in new}
    deleted = tuple(sorted({path for path in old if path not in new} | left_over))
    uncertain = frozenset(path for path in known if path in new)
    return Plan(old, new, added, changed, deleted, uncertain)


def permalink_of(path: str) -> str:
    """Give the address of a file below that of the site, as readers and caches know it."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _url(address: str, path: str) -> str:
    return f"{address}/{quote(permalink_of(path))}"


def _folders(path: str) -> set[str]:
    return {path[:at] for at, char in enumerate(path) if char == "/"}
