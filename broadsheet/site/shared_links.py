"""Links that all pages share, of the settings and of the breaking bar: while they lead to nothing public they are left out.

That a story is hidden and that there is none looks the same on the site. The
values that pages read are changed, not the pages: no page has to ask where a
link of its menus leads.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

import msgspec

from broadsheet.content import keys
from broadsheet.content.records import BreakingNews
from broadsheet.content.references import resolve_link
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.newsroom.settings import SETTINGS_FILE, FooterColumn, MenuLink, Settings
from broadsheet.site.checks import INSTALL_SEARCH, ReferenceCheck
from broadsheet.site.sources import SourceLines

BREAKING_FILE = "content/live/breaking.yaml"

Shared = MutableMapping[str, bytes | None]

_LEFT_OUT, _PLAIN = "is left out", "is shown as plain text"

_encode = msgspec.msgpack.encode


def settle_settings(shared: Shared, settings: Settings, check: ReferenceCheck, lines: SourceLines) -> list[Diagnostic]:
    """Set the settings' links to where they lead, leave out those to nothing public, and give a warning for each."""
    places = {url: check.address_of(url) if url.startswith("/") else url for url in settings.iter_links()}
    policies = tuple((name, places[url]) for name, url in settings.policies if places[url])
    kept: dict[str, Any] = {
        "policies": policies,
        "main_menu": _kept(settings.main_menu, places),
        "services_menu": _kept(settings.services_menu, places),
        "footer": tuple(FooterColumn(column.label, _kept(column.links, places)) for column in settings.footer),
        "sections": tuple(
            msgspec.structs.replace(section, links=_kept(section.links, places)) for section in settings.sections
        ),
    }
    shared.update({keys.setting(name): _encode(value) for name, value in kept.items()})
    return [_fault(SETTINGS_FILE, url, _LEFT_OUT, check, lines) for url, place in sorted(places.items()) if not place]


def settle_breaking(
    shared: Shared, news: BreakingNews | None, check: ReferenceCheck, lines: SourceLines
) -> list[Diagnostic]:
    """Set the link of breaking news in force to where it leads; take it off when that is nothing public, with a warning."""
    if news is None:
        shared[keys.BREAKING] = None
        return []
    place = check.address_of(news.url) if news.url.startswith("/") else news.url
    shared[keys.BREAKING] = _encode(msgspec.structs.replace(news, url=place))
    return [_fault(BREAKING_FILE, news.url, _PLAIN, check, lines)] if news.url and not place else []


def settings_fault(url: str, lines: SourceLines) -> Diagnostic:
    """Say that a link of the settings leads to what is hidden."""
    return _hidden(SETTINGS_FILE, url, _LEFT_OUT, lines)


def search_missing(lines: SourceLines) -> Diagnostic:
    """Say that the search that the settings ask for cannot be made."""
    found = lines.find_key(SETTINGS_FILE, "search")
    place, text = (found.place, found.text) if found else (Place(SETTINGS_FILE), "")
    message = "the site has no search: Pagefind is not installed"
    return Diagnostic("search-missing", message, place, text, INSTALL_SEARCH, "warning")


def media_of_settings(settings: Settings) -> frozenset[str]:
    """Give the keys of the pictures and files that the settings name: logos, and what menus lead to."""
    linked = (key for url in settings.iter_links() if url.startswith("/") for key in resolve_link(url, "").candidates)
    media = (key for key in linked if key.startswith(("picture:", "file:")))
    return frozenset((*map(keys.picture, settings.logos), *media))


def _kept(links: tuple[MenuLink, ...], places: Mapping[str, str]) -> tuple[MenuLink, ...]:
    return tuple(MenuLink(link.label, places[link.url]) for link in links if places[link.url])


def _fault(path: str, url: str, what_is_done: str, check: ReferenceCheck, lines: SourceLines) -> Diagnostic:
    problem = check.problem_of(url)
    if problem == "hidden-link":
        return _hidden(path, url, what_is_done, lines)
    place, text = _place(path, url, lines)
    if problem == "search-missing":
        message = f"`{url}` does not exist: Pagefind is not installed; the link {what_is_done}"
        return Diagnostic("search-missing", message, place, text, INSTALL_SEARCH, "warning")
    message = f"the link leads nowhere: `{url}`; it {what_is_done}"
    return Diagnostic("broken-link", message, place, text, check.help_for(url), severity="warning")


def _hidden(path: str, url: str, what_is_done: str, lines: SourceLines) -> Diagnostic:
    place, text = _place(path, url, lines)
    return Diagnostic("hidden-link", f"`{url}` is not public; the link {what_is_done}", place, text, severity="warning")


def _place(path: str, url: str, lines: SourceLines) -> tuple[Place, str]:
    found = lines.find_value(path, url)
    return (found.place, found.text) if found else (Place(path), "")
