"""What a plan takes from readers: pages, and the files that do not go with them.

A story that is taken back takes its lite page, its redirects, its pictures and the lists of its topics along. These
are no loss of their own; a setting or a template that drops a whole kind of file is one, whatever pages go with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.newsroom.feeds import FEED_FILES
from broadsheet.newsroom.machine_files import NINJS_FILE
from broadsheet.publishing.manifest import Entry
from broadsheet.publishing.order import FRONT, LIST, PAGE, is_fingerprinted, subject_of
from broadsheet.publishing.plan import Plan, permalink_of
from broadsheet.rendering.lite_addresses import FOLDER as LITE_FOLDER

# With one page go this many pictures and attachments, and this many other files: lists, feeds, drawn cards.
PICTURES_OF_A_PAGE = 200
OTHERS_OF_A_PAGE = 20
# Of a kind of file goes this share at most, beyond that of the pages; so many files may go whatever their share is.
MOST_OF_A_KIND = 0.2
# With more of them than these, a publication is refused for its pages, and need not be looked at pair by pair.
_MOST_PAIRED = 600
_SIZE = re.compile(r"(?<=-[0-9a-f]{14})-[^/]*$")
_NUMBERED = re.compile(r"page/[0-9]+/\Z")

_LITE, _NINJS, _PICTURES, _OTHERS = "lite pages", "ninjs files", "pictures", "other files"
# These belong to one page each, so that a page excuses no more than its own.
_TWINS = (_LITE, _NINJS)


@dataclass(frozen=True, slots=True)
class KindLoss:
    """A kind of file of which more goes than with its pages: how many go, of how many."""

    kind: str
    gone: int
    all: int


@dataclass(frozen=True, slots=True)
class Losses:
    """How many pages go of how many, how many files beyond those that may have gone with them, and which kinds."""

    pages: int
    all_pages: int
    others: int
    kinds: tuple[KindLoss, ...]


def weigh_losses(plan: Plan) -> Losses:
    """Count what goes; all sizes of a picture count once, and what the site itself had done with before not at all."""
    gone = {path: plan.old[path] for path in plan.deleted if path in plan.old}
    leaving = {path for path, entry in gone.items() if entry.group == PAGE}
    pages = without_redirects({path: gone[path] for path in leaving})
    live = [path for path, entry in plan.old.items() if entry.group == PAGE and not entry.is_retired]
    single = _without_companions(plan, gone, leaving, pages)
    names = _names_by_kind(plan, single)
    added = {kind: len(found) for kind, found in _names_by_kind(plan, plan.added).items()}
    # A picture that is made anew, and a piece of the search, has another name each time: it is replaced.
    counts = {kind: max(0, len(found) - added.get(kind, 0)) for kind, found in names.items()}
    beyond = max(0, counts.get(_PICTURES, 0) - PICTURES_OF_A_PAGE * len(pages))
    beyond += sum(counts.get(kind, 0) for kind in _TWINS)
    others = sum(count for kind, count in counts.items() if kind not in (_PICTURES, *_TWINS))
    beyond += max(0, others - OTHERS_OF_A_PAGE * len(pages))
    share = MOST_OF_A_KIND + len(pages) / max(1, len(live))
    return Losses(len(pages), len(live), beyond, tuple(_kinds_lost(plan, counts, share)))


def _kinds_lost(plan: Plan, counts: dict[str, int], share: float) -> Iterable[KindLoss]:
    there = _names_by_kind(plan, (path for path, entry in plan.old.items() if not entry.is_retired))
    for kind, count in sorted(counts.items()):
        whole = len(there.get(kind, ()))
        some = PICTURES_OF_A_PAGE if kind == _PICTURES else OTHERS_OF_A_PAGE
        if count > some and count > share * whole:
            yield KindLoss(kind, count, whole)


def _without_companions(plan: Plan, gone: dict[str, Entry], leaving: set[str], pages: set[str]) -> list[str]:
    """Leave out what goes with a page, its twin and the files of its folder, or with a list, its feeds and numbered pages."""
    folders = {permalink_of(path) for path in pages if permalink_of(path).endswith("/")}
    lists = {permalink_of(path) for path, entry in gone.items() if entry.group in (LIST, FRONT)}
    twins = {f"{LITE_FOLDER.lstrip('/')}/{permalink_of(path)}" for path in pages}
    single = []
    for path in plan.deleted:
        if path in leaving or (path in gone and gone[path].is_retired) or permalink_of(path) in twins:
            continue
        folder, name = path[: path.rfind("/") + 1], path.rpartition("/")[2]
        upper = _NUMBERED.sub("", folder)
        of_list = upper in lists and (upper != folder or name in FEED_FILES)
        if not of_list and folder not in folders:
            single.append(path)
    return single


def _names_by_kind(plan: Plan, paths: Iterable[str]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for path in paths:
        entry = plan.old.get(path) or plan.new.get(path)
        if entry is None or entry.group != PAGE:
            names.setdefault(_kind_of(path, entry), set()).add(_SIZE.sub("", path))
    return names


def _kind_of(path: str, entry: Entry | None) -> str:
    name = path.rpartition("/")[2]
    if path.startswith(f"{LITE_FOLDER.lstrip('/')}/"):
        return _LITE
    if name == NINJS_FILE:
        return _NINJS
    if name in FEED_FILES:
        return "feeds"
    if path.startswith("media/") and is_fingerprinted(path):
        return _PICTURES
    if path.startswith(("search/", "social/", "assets/")):
        return f"files of `{path.partition('/')[0]}/`"
    return "lists" if entry is not None and entry.group in (LIST, FRONT) else _OTHERS


def without_redirects(gone: dict[str, Entry]) -> set[str]:
    """Leave out the redirects that led to a page which goes too: their subject is made of the two addresses."""
    if len(gone) > _MOST_PAIRED:
        return set(gone)
    goals = [f"/{permalink_of(path)}" for path in gone]
    return {
        path
        for path, entry in gone.items()
        if not any(
            subject_of("redirect", f"{alias} {goal}") == entry.subject
            for alias in {f"/{path}", f"/{permalink_of(path)}"}
            for goal in goals
        )
    }
