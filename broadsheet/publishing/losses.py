"""What a plan takes from readers: pages, and the files that do not go with them.

A story that is taken back takes its lite page, its redirects, its pictures and the lists of its topics along. These
are no loss of their own; a template that drops all lists of a site, while no page goes, is one.
"""

import re
from dataclasses import dataclass

from broadsheet.publishing.manifest import Entry
from broadsheet.publishing.order import ASSET, PAGE, is_fingerprinted, subject_of
from broadsheet.publishing.plan import Plan, permalink_of
from broadsheet.rendering.lite_addresses import FOLDER as LITE_FOLDER

# With one page go this many pictures and attachments, and this many other files: lists, feeds, pieces of the search.
PICTURES_OF_A_PAGE = 200
OTHERS_OF_A_PAGE = 20
# With more of them than these, a publication is refused for its pages, and need not be looked at pair by pair.
_MOST_PAIRED = 600
_SIZE = re.compile(r"(?<=-[0-9a-f]{14})-[^/]*$")


@dataclass(frozen=True, slots=True)
class Losses:
    """How many pages go of how many, and how many files beyond those that may have gone with them."""

    pages: int
    all_pages: int
    others: int


def weigh_losses(plan: Plan) -> Losses:
    """Count what goes; all sizes of a picture count once, and what the site itself had done with before not at all."""
    gone = {path: plan.old[path] for path in plan.deleted if path in plan.old}
    pages = without_redirects({path: entry for path, entry in gone.items() if entry.group == PAGE})
    owned = {path for path, entry in gone.items() if entry.group == PAGE} - pages
    folders = {permalink_of(path) for path in pages if permalink_of(path).endswith("/")}
    twins = {f"{LITE_FOLDER.lstrip('/')}/{permalink_of(path)}" for path in pages}
    pictures: set[str] = set()
    others: set[str] = set()
    for path in plan.deleted:
        entry = gone.get(path)
        if path in pages or path in owned or (entry is not None and entry.is_retired):
            continue
        if entry is not None and entry.group == ASSET and is_fingerprinted(path):
            pictures.add(_SIZE.sub("", path))
        elif permalink_of(path) not in twins and f"{path.rpartition('/')[0]}/" not in folders:
            others.add(path)
    beyond = max(0, len(pictures) - PICTURES_OF_A_PAGE * len(pages))
    beyond += max(0, len(others) - OTHERS_OF_A_PAGE * len(pages))
    all_pages = sum(entry.group == PAGE and not entry.is_retired for entry in plan.old.values())
    return Losses(len(pages), all_pages, beyond)


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
