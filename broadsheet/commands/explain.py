"""`broadsheet explain`: why an output was last written, and whether a build would write it now."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import TextWrapper
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.commands.build import read_now
from broadsheet.commands.key_words import key_words, reason_words, recipe_words
from broadsheet.commands.output import Screen, counted
from broadsheet.commands.running import OUR_FAULT, WRONG_USAGE, read_settings
from broadsheet.engine.database import DatabaseUnusable
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.targets import Target
from broadsheet.engine.workers import InternalError
from broadsheet.newsroom.settings import Settings
from broadsheet.site.explain import Explanation, NoSuchOutput, NothingBuilt, explain
from broadsheet.site.layout import Layout, layout_of
from broadsheet.site.outlook import Outlook
from broadsheet.site.output_names import ForeignAddress

SHOWN = 8
_GROUP = TextWrapper(
    110, initial_indent=" " * 11, subsequent_indent=" " * 13, break_long_words=False, break_on_hyphens=False
)
GROUPS = (
    "stories",
    "standing pages",
    "authors",
    "links",
    "pictures",
    "files",
    "lists",
    "the desk's files",
    "settings",
    "templates",
    "words",
    "files of the theme",
    "other",
)


def run_explain(root: Path, written: str, now: str | None, out: Path | None, show_all: bool) -> int:
    """Explain an output; give the exit status."""
    screen, layout = Screen(), layout_of(root, out)
    settings = read_settings(screen, layout)
    if isinstance(settings, int):
        return settings
    zone = ZoneInfo(settings.timezone)
    found = _find(screen, layout, settings, read_now(now, zone), written)
    if isinstance(found, int):
        return found
    screen.lines(_lines(found, settings, zone, None if show_all else SHOWN))
    return 0


def _find(screen: Screen, layout: Layout, settings: Settings, now: int, written: str) -> Explanation | int:
    try:
        return explain(layout, settings, now, written, Path.cwd())
    except NothingBuilt:
        screen.error(f"nothing has been built in {layout.site} yet", "build it: broadsheet build")
    except DatabaseUnusable as error:
        screen.error(f"the build log could not be used ({error}); a build makes it and everything anew")
    except DiskFailure as error:
        screen.error(str(error))
    except ForeignAddress:
        screen.error(f"{written} is not of this newsroom's site", f"its addresses start with {settings.address}/")
        return WRONG_USAGE
    except NoSuchOutput as error:
        screen.error(f"the site has no output `{written}`", _hint(error))
        return WRONG_USAGE
    except InternalError as error:
        screen.crash(str(error))
        return OUR_FAULT
    return 1


def _hint(error: NoSuchOutput) -> str:
    if error.made_of_it:
        return f"it is a source; it is made into {_listed(error.made_of_it, SHOWN)}"
    if error.errors:
        return f"a build now would stop at {counted(error.errors, 'error')}; `broadsheet check` shows what is wrong"
    if error.near:
        return "did you mean " + " or ".join(f"`{path}`" for path in error.near) + "?"
    return "name a path in site/, or an address of the site"


def _listed(items: Sequence[str], limit: int | None) -> str:
    shown = (
        list(items) if limit is None or len(items) <= limit else [*items[:limit], f"… and {len(items) - limit} more"]
    )
    return ", ".join(shown)


def _lines(found: Explanation, settings: Settings, zone: ZoneInfo, limit: int | None) -> Iterator[str]:
    target = found.target
    yield target.path
    yield f"  address  {settings.address}/{target.path.removesuffix('index.html')}"
    yield f"  what     {recipe_words(target.recipe, target.argument)}{_source(target)}"
    yield f"  written  {_written(found, zone)}"
    yield f"  now      {_now(found.outlook)}"
    yield from (f"           {line}" for line in _since(found.outlook, limit))
    yield from _reads(found.reads, limit)


def _source(target: Target) -> str:
    return f", made of {target.owner}" if target.owner else ""


def _written(found: Explanation, zone: ZoneInfo) -> str:
    if found.written is None:
        return "not yet"
    at = f"{from_seconds(found.written, zone):%Y-%m-%d %H:%M:%S %z}"
    if found.reason is None:
        return f"{at}; it was in place when the build log was new"
    return f"{at}, " + ("for the first time" if found.reason.kind == "new" else f"because {reason_words(found.reason)}")


def _now(outlook: Outlook) -> str:
    because = "" if outlook.reason is None else f"because {reason_words(outlook.reason)}"
    match outlook.verdict:
        case "write":
            return f"a build would write it, {because}"
        case "same":
            return f"a build would make it again, {because}, and leave the file: its bytes come out the same"
        case "delete":
            return "a build would delete it: nothing needs it any more"
        case "stop":
            return f"a build would stop at {counted(outlook.errors, 'error')} and leave it as it is"
        case "building":
            return "a build is under way; this is how the one before left it"
        case "unsettled":
            return "the last build was stopped before its end; the next one completes what it had begun"
        case "anew":
            return (
                "a build would make everything anew, because Broadsheet or a setting that all stories depend on changed"
            )
    return "it is current: a build would leave it alone"


def _since(outlook: Outlook, limit: int | None) -> Iterator[str]:
    if outlook.verdict == "current":
        return
    if outlook.changed:
        yield f"changed since the last build: {_listed(outlook.changed, limit)}"
    if outlook.passed:
        yield f"came out or expired since: {_listed(outlook.passed, limit)}"


def _reads(reads: Sequence[str], limit: int | None) -> Iterator[str]:
    if not reads:
        return
    groups: dict[str, dict[str, None]] = {}
    for key in reads:
        words = key_words(key)
        groups.setdefault(words.group, {})[words.name] = None
    yield f"  reads    {len(reads)} things"
    for group in GROUPS:
        if names := sorted(groups.get(group, ())):
            yield from _GROUP.wrap(f"{group}: {_listed(names, limit)}")
