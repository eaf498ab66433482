"""Find what is meant by a link that leads nowhere, and say what to write."""

import re

from broadsheet.content.references import FoundReference
from broadsheet.diagnostics import nearest
from broadsheet.site.stores import Stores

_CHECK = "check the address"
# `www.cbc.ca`, `https//cbc.ca`, `https;//cbc.ca` and `cbc.ca/news`: a host, with too little before it.
_SCHEME = re.compile(r"(?i)(https?)([:;]/{1,2}|//)(?=[^/]+\.[^/])")
_HOST = re.compile(r"(?i)(www\.[\w-]+\.[^\s]+|[\w-]+(\.[\w-]+)*\.(com|org|net|ca|gov|edu|info|news|co\.uk)(/[^\s]*)?)")


def web_address_help(written: str) -> str:
    """Say how to write a web address that lacks its beginning; empty when a link is none."""
    if scheme := _SCHEME.match(written):
        return f"write `{scheme[1].lower()}://{written[scheme.end() :]}`"
    return f"write `https://{written}`" if _HOST.fullmatch(written) else ""


class NearAddresses:
    """What the site has under names that are nearly, or elsewhere, those of a link. It names public stories only."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    def help_for(self, reference: FoundReference) -> str:
        """Say what to write in place of a link to a story or an address that is not there."""
        kind, _, target = reference.candidates[0].partition(":")
        folder, _, name = target.rstrip("/").rpartition("/")
        if kind == "link":
            return web_address_help(reference.written) or self._story_help(folder, name, reference.fragment)
        near = self._near_page(folder, name) if kind == "path" else ""
        return f"did you mean `{near}`?" if near else _CHECK

    def _story_help(self, folder: str, name: str, fragment: str) -> str:
        moved = self._stores.library.paths_named(name)
        if len(moved) == 1:
            return f"it is in content/{moved[0].rpartition('/')[0]}/: write `/{moved[0]}{fragment}`"
        if moved:
            return one_of(moved, fragment)
        beside = self._stores.library.paths_below(f"{folder}/")
        near = nearest(name.removesuffix(".md"), [path.rpartition("/")[2][:-3] for path in beside])
        return f"did you mean `/{folder}/{near}.md`?" if near else _CHECK

    def _near_page(self, folder: str, name: str) -> str:
        below = f"{folder}/".lstrip("/")
        pages = [item.path.removeprefix(below) for item in self._stores.targets.below(below)]
        near = nearest(name, [page.removesuffix("/index.html") for page in pages if page.count("/") == 1])
        return f"{folder}/{near}/" if near else ""


def one_of(paths: list[str], fragment: str) -> str:
    """Say that one of some stories is to be written."""
    return f"write one of {', '.join(f'`/{path}{fragment}`' for path in paths)}"
