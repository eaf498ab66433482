"""Run a command and measure it from outside: wall and processor time, and the peak memory of all its processes.

Memory is the proportional set size (PSS) of the command and its descendants,
summed every 25 ms: a page that two processes share counts once. Where the
kernel tells no PSS, it is the resident set size. Reading it holds the
command up a little, so a run gives a time or a peak, never both.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.025
LONGEST_SECONDS = 3_600
_PAGE = os.sysconf("SC_PAGE_SIZE")


class CommandFailed(Exception):
    """A command ended with an error or did not end in time."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds from a command's start to its end, and those that processors spent on it and its children."""

    wall: float
    processor: float


def run_timed(command: list[str], folder: Path) -> Timing:
    """Run a command and time it. Raises CommandFailed."""
    os.sync()  # what an earlier command left to be written is not this one's cost
    with tempfile.TemporaryFile() as errors:
        before, started = os.times(), time.perf_counter()
        with _running(command, folder, errors.fileno()) as process, suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_SECONDS)
        wall, after = time.perf_counter() - started, os.times()
        errors.seek(0)
        _check(process, errors.read())
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Timing(wall, spent)


def peak_memory(command: list[str], folder: Path) -> int:
    """Run a command and give the most bytes that its processes held together. Raises CommandFailed."""
    peak = 0
    with tempfile.TemporaryFile() as errors:
        with _running(command, folder, errors.fileno()) as process:
            while process.poll() is None:
                peak = max(peak, sum(map(_memory, _descendants(process.pid))))
                time.sleep(SAMPLE_SECONDS)
        errors.seek(0)
        _check(process, errors.read())
    return peak


@contextmanager
def _running(command: list[str], folder: Path, errors: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command, and end it with its descendants where it has not ended by itself."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _check(process: subprocess.Popen[bytes], errors: bytes) -> None:
    if process.returncode:
        text = errors.decode(errors="replace")[-2_000:]
        raise CommandFailed(f"{process.args!r} ended with {process.returncode}\n{text}")


def _descendants(root: int) -> Iterator[int]:
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            found = children.read_text()
        except OSError:
            continue
        for child in found.split():
            yield from _descendants(int(child))


def _memory(process: int) -> int:
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as lines:  # noqa: PTH123 - sampled often
            for line in lines:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
