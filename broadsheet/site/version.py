"""The version of everything that turns sources into bytes; when it changes, everything is built anew."""

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.log import BuildLog

_LIBRARIES = (
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "mdit-py-plugins",
    "mdurl",
    "pyyaml",
    "msgspec",
    "pillow",
    "babel",
    "nh3",
    "pagefind-bin",
    "pagefind-bin-extended",
)
_PACKAGE = Path(__file__).resolve().parent.parent
_SEEN = "code seen"
_told: list[bytes] = []


def code_version(log: BuildLog) -> bytes:
    """Give a fingerprint of the package's own source and of the libraries it renders with.

    What it was is looked up in the log while no file of either was touched:
    reading and asking for all of them takes 60 ms, looking at them 2 ms. A
    process has one version: what is installed while it runs is not what it runs.
    """
    if not _told:
        seen, stamp = log.meta(_SEEN) or b"", _stamp()
        _told.append(seen.removeprefix(stamp) if seen.startswith(stamp) else _read_version())
    return _told[0]


def keep_code_version(log: BuildLog) -> None:
    """Keep the version for the next build, with what says that it still holds."""
    log.write_meta(_SEEN, _stamp() + code_version(log))


@lru_cache(maxsize=1)
def _stamp() -> bytes:
    """Fingerprint what the file system says of the package and of the folders that libraries are installed in."""
    looks = [f"{path} {_look(path)}" for path in sys.path]
    looks += [f"{path} {_look(path)}" for path in sorted(_sources(str(_PACKAGE)))]
    return fingerprint("\n".join(looks).encode("utf-8", "surrogateescape"))


def _look(path: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)  # noqa: PTH116 - two hundred of them at each start
    except OSError:
        return ()
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _sources(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _read_version() -> bytes:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 40 ms; asked when code was touched

    parts = [repr(sys.version_info[:2]).encode()]
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts += [str(path.relative_to(_PACKAGE)).encode(), path.read_bytes()]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            parts.append(f"{name} absent".encode())
    return fingerprint(b"\0".join(parts))
