"""Links that all pages share, of the settings and of the breaking bar: while they lead to a hidden story they are left out.

One that leads nowhere stays: something beside Broadsheet may answer there. It is said all the same. The values that pages read are changed, not the pages: no page has to ask
where a link of its menus leads.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

import msgspec

from broadsheet.content import keys
from broadsheet.content.records import BreakingNews
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.newsroom.settings import FooterColumn, MenuLink, Settings
from broadsheet.site.checks import ReferenceCheck
from broadsheet.site.sources import SourceLines

SETTINGS = "newsroom.yaml"
BREAKING_FILE = "content/live/breaking.yaml"

Shared = MutableMapping[str, bytes | None]

_encode = msgspec.msgpack.encode


def settle_settings(shared: Shared, settings: Settings, check: ReferenceCheck, lines: SourceLines) -> list[Diagnostic]:
    """Leave out the settings' links to what is hidden, and give a warning for each and for those that lead nowhere."""
    problems = {url: check.problem_of(url) for url in urls_of(settings) if url.startswith("/")}
    hidden = {url for url, problem in problems.items() if problem == "hidden-link"}
    nowhere = {url for url, problem in problems.items() if problem is not None} - hidden
    policies = tuple((name, url) for name, url in settings.policies if url not in hidden)
    kept: dict[str, Any] = {
        "policies": policies,
        "main_menu": _kept(settings.main_menu, hidden),
        "services_menu": _kept(settings.services_menu, hidden),
        "footer": tuple(FooterColumn(column.label, _kept(column.links, hidden)) for column in settings.footer),
        "sections": tuple(
            msgspec.structs.replace(section, links=_kept(section.links, hidden)) for section in settings.sections
        ),
    }
    shared.update({keys.setting(name): _encode(value) for name, value in kept.items()})
    faults = [settings_fault(url, lines) for url in sorted(hidden)]
    return faults + [_nowhere(SETTINGS, url, check, lines) for url in sorted(nowhere)]


def settle_breaking(
    shared: Shared, news: BreakingNews | None, check: ReferenceCheck, lines: SourceLines
) -> list[Diagnostic]:
    """Take the link off breaking news in force when it leads to what is hidden, with a warning; warn if it leads nowhere."""
    if news is None:
        shared[keys.BREAKING] = None
        return []
    problem = check.problem_of(news.url) if news.url.startswith("/") else None
    if problem != "hidden-link":
        shared[keys.BREAKING] = _encode(news)
        return [_nowhere(BREAKING_FILE, news.url, check, lines)] if problem else []
    shared[keys.BREAKING] = _encode(msgspec.structs.replace(news, url=""))
    return [_fault(BREAKING_FILE, news.url, "is set as plain text", lines)]


def settings_fault(url: str, lines: SourceLines) -> Diagnostic:
    """Say that a link of the settings leads to what is hidden."""
    return _fault(SETTINGS, url, "is left out", lines)


def urls_of(settings: Settings) -> Iterator[str]:
    """Yield where the links lead that the settings put on all pages."""
    yield from (url for _, url in settings.policies)
    menus = [settings.main_menu, settings.services_menu]
    menus += [column.links for column in settings.footer]
    menus += [section.links for section in settings.sections]
    yield from (link.url for menu in menus for link in menu)


def _kept(links: tuple[MenuLink, ...], hidden: set[str]) -> tuple[MenuLink, ...]:
    return tuple(link for link in links if link.url not in hidden)


def _nowhere(path: str, url: str, check: ReferenceCheck, lines: SourceLines) -> Diagnostic:
    place, text = _place(path, url, lines)
    message = f"the link leads nowhere: `{url}`"
    return Diagnostic("broken-link", message, place, text, check.help_for(url), severity="warning")


def _place(path: str, url: str, lines: SourceLines) -> tuple[Place, str]:
    found = lines.find(path, url)
    return (found.place, found.text) if found else (Place(path), "")


def _fault(path: str, url: str, what_is_done: str, lines: SourceLines) -> Diagnostic:
    place, text = _place(path, url, lines)
    return Diagnostic("hidden-link", f"`{url}` is not public; the link {what_is_done}", place, text, severity="warning")
