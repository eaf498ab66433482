"""Kill builds at random moments (SIGKILL to the whole process group) and look at what is left.

python -m scripts.campaigns.kills --rounds 200 [--seed 1] [--folder /dev/shm]

After each kill no file of the site may be torn, and the next build must end
with the bytes of a clean build. Some rounds kill the parent process alone, as
the system does when memory runs out; its workers must go by themselves.
"""

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.site.build import BuildOptions, build
from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import FOREIGN, Desk, Tally, Tree, differences, torn_files


def run(folder: Path, rounds: int, seed: int, stories: int = 70) -> Tally:
    """Kill `rounds` builds. Those that ended before their kill are not counted."""
    tally = Tally("kill -9 at a random moment")
    desk = Desk(folder, seed, stories)
    old, longest = dict(FOREIGN), 0.3
    while tally.tried < rounds:
        desk.edit(desk.random.randrange(1, 8))
        new = desk.expected()
        is_late = desk.random.random() < 0.5
        after = desk.random.uniform(0, 0.3 if is_late else longest)
        if not killed_build(desk, after, is_late, is_group=desk.random.random() < 0.8):
            tally.notes["ended before the kill"] += 1
            old = desk.tree()
            continue
        found = desk.tree()
        tally.notes[_stage(found, old, new)] += 1
        problems = [f"torn: {path}" for path in torn_files(found, old, new)]
        if desk.random.random() < 0.3:  # an editor who does not know of the kill works on
            desk.edit(2)
            new = desk.expected()
        started = time.monotonic()
        result = desk.build(jobs=2)
        longest = 0.7 * longest + 0.3 * max(0.03, time.monotonic() - started)
        tally.notes["logs made anew"] += bool(result.note)
        old = desk.tree()
        tally.check(f"seed {seed}, round {tally.tried}", problems + differences(old, new))
        if tally.tried % 20 == 0:
            print(f"{tally.tried} killed, {len(tally.failures)} failures", flush=True)
    return tally


def killed_build(desk: Desk, after: float, is_late: bool, is_group: bool) -> bool:
    """Build in a process of its own and kill it; answer whether it was killed before it ended.

    A late kill comes some time `after` the first output was staged, and on a slow disk, so that many fall between
    two outputs; any other comes some time after the start.
    """
    calls = {"replace": _slow(os.replace), "unlink": _slow(os.unlink)} if is_late else {}
    child = _fork(desk.root, desk.now, calls)
    if is_late:
        _wait_for_output(desk.root / ".broadsheet" / "staging", child)
    time.sleep(after)
    if is_group:
        os.killpg(child, signal.SIGKILL)
    else:
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_at(root: Path, now: int, call: str, number: int) -> bool:
    """Build in a process of its own that is killed before the N-th use of a function of `os`; answer whether it was."""
    child = _fork(root, now, {call: _fatal(getattr(os, call), number)})
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def loses_output(root: Path, now: int, path: str) -> None:
    """Build in a process of its own, in which an output that is staged goes before the first is named."""
    staged = root / ".broadsheet/staging" / path
    os.waitpid(_fork(root, now, {"replace": _losing(os.replace, staged)}), 0)


def calls_of(root: Path, now: int, names: Sequence[str]) -> list[str]:
    """Build in a process of its own; give its uses of some functions of `os`, in order."""
    read_end, write_end = os.pipe()
    child = _fork(root, now, {name: _noted(getattr(os, name), name, write_end) for name in names})
    os.close(write_end)
    with open(read_end, encoding="ascii") as noted:  # noqa: PTH123 - it has no path
        found = noted.read().split()
    os.waitpid(child, 0)
    return found


def _fork(root: Path, now: int, calls: dict[str, Callable[..., object]]) -> int:
    """Start a build in a process group of its own, in which some functions of `os` are others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a test runner may have threads
        child = os.fork()
    if not child:
        os.setpgid(0, 0)
        for name, call in calls.items():
            setattr(os, name, call)
        try:
            build(BuildOptions(root, now, jobs=2))
        finally:  # whatever became of it, only the parent goes on with the campaign
            os._exit(0)
    with suppress(PermissionError):  # it has done so itself
        os.setpgid(child, child)
    return child


def _fatal(call: Callable[..., object], number: int) -> Callable[..., object]:
    left = iter(range(number - 1))

    def die_or_call(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)

    return die_or_call


def _losing(call: Callable[..., object], staged: Path) -> Callable[..., object]:
    def lose_and_call(*arguments: object, **named: object) -> object:
        staged.unlink(missing_ok=True)
        return call(*arguments, **named)

    return lose_and_call


def _noted(call: Callable[..., object], name: str, write_end: int) -> Callable[..., object]:
    def note_and_call(*arguments: object, **named: object) -> object:
        os.write(write_end, f"{name}\n".encode())
        return call(*arguments, **named)

    return note_and_call


def _slow(call: Callable[..., object]) -> Callable[..., object]:
    def wait_and_call(*arguments: object, **named: object) -> object:
        time.sleep(0.003)
        return call(*arguments, **named)

    return wait_and_call


def _wait_for_output(staging: Path, child: int) -> None:
    """Wait until an output is staged by this build, or the build is over."""
    before = _staged(staging)
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if _staged(staging) - before:
            return


def _staged(staging: Path) -> set[tuple[str, int]]:
    """Give what waits there, in as far as it stays while it is listed."""
    found: set[tuple[str, int]] = set()
    for folder, _, names in os.walk(staging):
        with suppress(FileNotFoundError):
            found |= {(f"{folder}/{name}", Path(folder, name).stat().st_ino) for name in names}
    return found


def _stage(found: Tree, old: Tree, new: Tree) -> str:
    if old == new:
        return "killed with nothing to change"
    if found == old:
        return "killed before the site was touched"
    return "killed after all was in place" if found == new else "killed between two outputs"


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=200)
    with TemporaryDirectory(dir=arguments.folder) as temporary:
        sys.exit(run(Path(temporary), arguments.rounds, arguments.seed).report())
