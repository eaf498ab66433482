"""The pages that a publication takes from readers: those that moved without a redirect, and those that are gone."""

from dataclasses import dataclass

from broadsheet.publishing.losses import without_redirects
from broadsheet.publishing.order import PAGE
from broadsheet.publishing.plan import Plan, permalink_of


@dataclass(frozen=True, slots=True)
class Departures:
    """Addresses where readers found a page and now find none; `moved` are those whose page is known elsewhere."""

    moved: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]


def find_departures(plan: Plan) -> Departures:
    """Find the pages of stories and of the newsroom that a plan deletes; an alias keeps a page at its address."""
    lost = without_redirects(
        {path: plan.old[path] for path in plan.deleted if path in plan.old and plan.old[path].group == PAGE}
    )
    subjects = {plan.new[path].subject: path for path in plan.added if plan.new[path].group == PAGE}
    subjects.pop(0, None)
    moved, gone = [], []
    for path in sorted(lost):
        new_path = subjects.get(plan.old[path].subject)
        if new_path is None:
            gone.append(f"/{permalink_of(path)}")
        else:
            moved.append((f"/{permalink_of(path)}", f"/{permalink_of(new_path)}"))
    return Departures(tuple(moved), tuple(gone))
