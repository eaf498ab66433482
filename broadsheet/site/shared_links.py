"""Links that all pages share, of the settings and of the breaking bar: while they lead to a hidden story they are left out.

The values that pages read are changed, not the pages: no page has to ask
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
    """Leave out the settings' links to what is hidden, and give a warning for each."""
    hidden = {url for url in urls_of(settings) if _is_hidden(url, check)}
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
    return [settings_fault(url, lines) for url in sorted(hidden)]


def settle_breaking(
    shared: Shared, news: BreakingNews | None, check: ReferenceCheck, lines: SourceLines
) -> list[Diagnostic]:
    """Take the link off breaking news in force when it leads to what is hidden, with a warning."""
    is_hidden = news is not None and _is_hidden(news.url, check)
    if news is None or not is_hidden:
        shared[keys.BREAKING] = None if news is None else _encode(news)
        return []
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


def _is_hidden(url: str, check: ReferenceCheck) -> bool:
    return url.startswith("/") and check.leads_to_hidden(url)


def _kept(links: tuple[MenuLink, ...], hidden: set[str]) -> tuple[MenuLink, ...]:
    return tuple(link for link in links if link.url not in hidden)


def _fault(path: str, url: str, what_is_done: str, lines: SourceLines) -> Diagnostic:
    found = lines.find(path, url)
    place, text = (found.place, found.text) if found else (Place(path), "")
    return Diagnostic("hidden-link", f"`{url}` is not public; the link {what_is_done}", place, text, severity="warning")
