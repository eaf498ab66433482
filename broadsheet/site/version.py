"""The version of everything that turns sources into bytes; when it changes, everything is built anew."""

import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint

_LIBRARIES = ("jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "pyyaml", "pillow", "babel", "nh3")


@lru_cache(maxsize=1)
def code_version() -> bytes:
    """Give a fingerprint of the package's own source and of the libraries it renders with."""
    package = Path(__file__).resolve().parent.parent
    parts = [repr(sys.version_info[:2]).encode()]
    for path in sorted(package.rglob("*.py")):
        parts += [str(path.relative_to(package)).encode(), path.read_bytes()]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            parts.append(f"{name} absent".encode())
    return fingerprint(b"\0".join(parts))
