"""Which output a person means: by its path, a path below the site as the shell completes it, an address, a URL."""

import heapq
import os
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.newsroom.settings import Settings
from broadsheet.site.layout import Layout
from broadsheet.urls import decode_path

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class ForeignAddress(Exception):
    """A URL of another site."""


def possible_outputs(written: str, layout: Layout, settings: Settings, here: Path) -> list[str]:
    """List the outputs that may be meant, the likeliest first; `here` is the folder in which it was written.

    Raises ForeignAddress.
    """
    if "://" in written:
        names = [_path_of_url(written, settings)]
    else:
        below = [name for base in (here, layout.root) if (name := _below(layout.site, base, written)) is not None]
        names = [_without_base(written, settings), written, *below]
    outputs = [output for name in names for output in _outputs(_plain(name))]
    return list(dict.fromkeys(outputs))


def _path_of_url(written: str, settings: Settings) -> str:
    try:
        parts = urlsplit(written)
        host = parts.hostname or ""
    except ValueError:
        raise ForeignAddress(written) from None
    if host not in (urlsplit(settings.address).hostname, *_THIS_MACHINE):
        raise ForeignAddress(written)
    return _without_base(parts.path, settings)


def _without_base(path: str, settings: Settings) -> str:
    base = settings.base_path
    return path.removeprefix(base) if base and f"{path}/".startswith(f"{base}/") else path


def _below(site: Path, base: Path, written: str) -> str | None:
    """Give a path from the site's folder on; None when it leads elsewhere."""
    full = Path(os.path.normpath(base / written))
    full = full.parent.resolve() / full.name  # an output may be a link that somebody put there
    return full.relative_to(site).as_posix() if full.is_relative_to(site) else None


def _plain(name: str) -> str:
    name = decode_path(name.split("#")[0].split("?")[0])
    is_folder = name.endswith("/")
    name = os.path.normpath(name.replace(os.sep, "/").lstrip("/"))
    return unicodedata.normalize("NFC", "/" if name == "." else f"{name}/" if is_folder else name)


def _outputs(name: str) -> list[str]:
    if name.endswith("/"):
        return [f"{name}index.html".lstrip("/")]
    return [name, f"{name}/index.html"]


def near_outputs(path: str, known: Iterable[str]) -> list[str]:
    """Find up to three outputs whose paths are the most like one."""
    # The measure of difflib takes seconds for the paths of a large archive; pairs of letters choose among them first.
    wanted = _pairs(path)
    likely = heapq.nlargest(60, known, key=lambda other: _likeness(wanted, _pairs(other)))
    return get_close_matches(path, likely, n=3, cutoff=0.7)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one) + len(other) or 1)
