"""What `broadsheet publish` says: the plan, the outcome, the history, and the same for machines."""

from collections.abc import Sequence

from broadsheet.commands.output import Screen, counted
from broadsheet.publishing.departures import find_departures
from broadsheet.publishing.ledger import Publication
from broadsheet.publishing.plan import Plan
from broadsheet.publishing.publication import Done

_LISTED = 5


def print_plan(screen: Screen, plan: Plan, urls: Sequence[str]) -> None:
    """Print what a publication would do, and the addresses that it would have purged."""
    screen.lines(f"add     {path}" for path in plan.added)
    screen.lines(f"change  {path}" for path in plan.changed)
    screen.lines(f"delete  {path}" for path in plan.deleted)
    if plan.uncertain:
        screen.say(f"A publication was interrupted; {len(plan.uncertain)} files at the target must be checked.")
    screen.lines(f"purge   {url}" for url in urls)
    screen.say(f"{_counts(plan)}, {size_text(plan.bytes)} to send. Nothing was written.")


def print_outcome(screen: Screen, done: Done, target: str, seconds: float) -> None:
    """Print what a publication did."""
    if not done.id:
        screen.say(f"{target} is up to date; nothing was sent.")
        return
    if done.is_resumed:
        screen.say(f"An earlier publication was interrupted; {done.found} of its files were there already.")
    screen.say(
        f"{_counts(done.plan)}; {len(done.sent)} files, {size_text(done.sent_bytes)} sent to {target} in {seconds:.1f} s"
    )
    screen.say(f"{done.what[:1].upper()}{done.what[1:]}: {done.id}")


def tell_departures(screen: Screen, plan: Plan) -> None:
    """Say where readers found pages and now find none, and how a story that moved is found again."""
    departures = find_departures(plan)
    for old, new in departures.moved[:_LISTED]:
        screen.warn(f"{old} has moved to {new}, and nothing redirects from it; add it to the story's `aliases`")
    if (more := len(departures.moved) - _LISTED) > 0:
        screen.warn(f"{counted(more, 'more page')} moved without a redirect; `--report` names all")
    if departures.gone:
        named = ", ".join(departures.gone[:_LISTED])
        more = len(departures.gone) - _LISTED
        screen.say(f"No longer on the site: {named}{f' and {more} more' if more > 0 else ''}.")
        screen.say("If one of them has a new address, add the old one to the `aliases` there.")


def warn_of_unbuilt(screen: Screen, count: int) -> None:
    """Say that what was changed since the last build is not published: a story that was to be taken back is still there."""
    if count:
        changed = "1 source has" if count == 1 else f"{count} sources have"
        screen.warn(
            f"{changed} changed since the last build, and nothing of that is published, taken back or hidden;"
            " `broadsheet build`, and publish again"
        )


def print_history(screen: Screen, history: Sequence[Publication]) -> None:
    """Print the publications that a target remembers, the newest first."""
    if not history:
        screen.say("The target remembers no publication.")
    screen.lines(
        f"{item.at}  {item.id}  {item.what} by {item.by}:"
        f" {item.added} added, {item.changed} changed, {item.deleted} deleted, {size_text(item.bytes)}"
        for item in reversed(history)
    )


def report_values(target: str, done: Done, urls: Sequence[str], seconds: float) -> dict[str, object]:
    """Give a publication's outcome for machines."""
    plan = done.plan
    departures = find_departures(plan)
    return {
        "target": target,
        "what": done.what,
        "id": done.id,
        "previous": done.previous,
        "added": list(plan.added),
        "changed": list(plan.changed),
        "deleted": list(plan.deleted),
        "moved": dict(departures.moved),
        "gone": list(departures.gone),
        "files": len(plan.new),
        "planned_bytes": plan.bytes,
        "sent": len(done.sent),
        "sent_bytes": done.sent_bytes,
        "resumed": done.is_resumed,
        "purge": list(urls),
        "seconds": round(seconds, 3),
    }


def size_text(count: int) -> str:
    """Write a number of bytes as people read it."""
    if count < 1000:
        return f"{count} bytes"
    size = float(count)
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 1000 or unit == "GB":
            break
    return f"{size:.1f} {unit}"


def _counts(plan: Plan) -> str:
    return f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.deleted)} deleted"
