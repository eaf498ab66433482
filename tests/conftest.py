"""Fixtures: a newsroom in a folder of its own, the demo newsroom built once, and the command line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from broadsheet.site.build import BuildOptions, build
from tests.browser.fixtures import browser, open_page, open_tab, visitors
from tests.newsrooms import ROOT, Site, faults, seconds
from tests.samples import examples

# One browser serves all tests, wherever they stand.
__all__ = ["browser", "open_page", "open_tab", "visitors"]

# Containers like to forbid Python to keep what it compiled. The commands that tests start, a hundred of them, would each
# compile the program anew, and each worker of pytest all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A build waits until the disk has what it wrote, and with it all that other programs wrote; two thousand builds do. In
# memory nothing is waited for. CI tries the disk.
MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000


def can_hold_newsrooms(folder: Path) -> bool:
    """Answer whether a folder has room for what tests write, and lets them run programs there."""
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return False
    system = os.statvfs(folder)
    return system.f_bavail * system.f_frsize > ROOM and not system.f_flag & os.ST_NOEXEC


if os.environ.get("CI") != "true" and can_hold_newsrooms(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

DEMO_NOW = seconds("2026-11-19 09:00", "America/Edmonton")

# Time is shared with whatever else the machine does, and a fixture's folder is emptied by the test itself.
settings.register_profile(
    "builds",
    max_examples=examples(100),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("builds")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A newsroom without stories."""
    return Site(tmp_path / "newsroom")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The demo newsroom of this checkout, built into a folder of its own."""
    out = tmp_path_factory.mktemp("demo") / "site"
    result = build(BuildOptions(ROOT, DEMO_NOW, out=out, jobs=1))
    assert result.is_ok, faults(result)
    return Site(ROOT, out)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run() -> Run:
    """The command line as a user starts it: `run("build", "-C", folder)`; `program` is what stands after `python`."""

    def start(
        *arguments: str | Path,
        program: tuple[str, ...] = ("-m", "broadsheet"),
        cwd: Path = ROOT,
        environment: dict[str, str] | None = None,
        umask: int = -1,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *program, *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            umask=umask,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return start
