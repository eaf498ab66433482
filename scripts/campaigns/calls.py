"""Kill or fail builds at the N-th system call that changes something (with strace), and look at what is left.

python -m scripts.campaigns.calls --rounds 320 [--seed 1] [--folder /dev/shm]

First the calls of one incremental build of ten changes are counted, apart for
each kind of call. Then the same build is run again and again from the same
state, each time with a fault at another call: SIGKILL, or an error of the
system. Of each kind every call up to the 30th is tried where the rounds allow
it, and later ones evenly spread over what is left.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import CHECKOUT, Desk, Tally, Tree, differences, torn_files

CHANGING = (
    "write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,"
    "fsync,fdatasync,syncfs,ftruncate,utimensat,link,flock"
)
ERRORS = {
    "write": ("ENOSPC", "EIO"),
    "pwrite64": ("ENOSPC", "EIO"),
    "rename": ("EIO", "EACCES", "EROFS", "ENOSPC"),
    "mkdir": ("ENOSPC", "EACCES", "EROFS"),
    "unlink": ("EIO", "EACCES", "EROFS"),
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "syncfs": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO",),
    "openat": ("EMFILE", "EIO", "EACCES"),
}
SOURCES = ("content", "templates")
_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\(")


@dataclass(frozen=True)
class Fault:
    """A fault at the N-th call of a kind: a signal or an error."""

    call: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.what} at {self.call} {self.number}"

    @property
    def arguments(self) -> list[str]:
        """What strace is told."""
        kind = "signal" if self.what == "SIGKILL" else "error"
        return [
            "-o",
            "/dev/null",
            "-e",
            f"trace={self.call}",
            "-e",
            f"inject={self.call}:{kind}={self.what}:when={self.number}",
        ]


class Stage:
    """A newsroom before and after some edits. Each case starts from the same state, built and then edited."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.desk = Desk(folder / "work", seed)
        self.desk.build()
        self.old: Tree = self.desk.tree()
        self._before = self.desk.now
        shutil.copytree(self.desk.root, folder / "built")
        self.desk.edit(10)
        self.desk.change_settings()
        self.new: Tree = self.desk.expected()
        self._after = self.desk.now
        shutil.copytree(self.desk.root, folder / "edited", ignore=shutil.ignore_patterns("site", ".broadsheet"))

    def reset(self) -> None:
        """Put the newsroom back as it was. It is a copy, which a build makes its own before it is edited."""
        root = self.desk.root
        shutil.rmtree(root)
        shutil.copytree(self.folder / "built", root)
        self.desk.now = self._before
        self.desk.build()
        self.desk.now = self._after
        for path in SOURCES:
            shutil.rmtree(root / path, ignore_errors=True)
        shutil.copytree(self.folder / "edited", root, dirs_exist_ok=True)

    def command(self, strace: list[str]) -> subprocess.CompletedProcess[str]:
        """Run the build under strace."""
        program = [sys.executable, "-m", "broadsheet", *self.desk.command(jobs=1)]
        return subprocess.run(
            ["strace", "-f", "-qq", *strace, *program], cwd=CHECKOUT, capture_output=True, text=True, check=False
        )

    def calls(self, names: str) -> list[tuple[str, str]]:
        """Give the calls of a build without faults, in order, with their arguments."""
        trace = self.folder / "trace"
        self.reset()
        self.command(["-o", str(trace), "-y", "-e", f"trace={names}"])
        found = (_CALL.match(line) for line in trace.read_text("utf-8", "replace").splitlines())
        return [(match[1], match.string) for match in found if match is not None]


def kills(stage: Stage) -> dict[str, list[Fault]]:
    """Give a kill for each changing call."""
    count: dict[str, int] = {}
    for call, _ in stage.calls(CHANGING):
        count[call] = count.get(call, 0) + 1
    return {call: [Fault(call, number, "SIGKILL") for number in range(1, n + 1)] for call, n in sorted(count.items())}


def errors(stage: Stage) -> dict[str, list[Fault]]:
    """Give the errors that calls on the newsroom's own files may end with."""
    count: dict[str, int] = {}
    found: dict[str, list[Fault]] = {}
    for call, line in stage.calls(",".join(ERRORS)):
        count[call] = count.get(call, 0) + 1
        if str(stage.desk.root) in line:
            for what in ERRORS[call]:
                found.setdefault(f"{call} {what}", []).append(Fault(call, count[call], what))
    return found


def spread(groups: dict[str, list[Fault]], rounds: int) -> Iterator[Fault]:
    """Yield faults of all groups: small groups whole; of the others the first thirty, then some evenly spread."""
    share = next(n for n in range(rounds, 0, -1) if n == 1 or sum(min(n, len(g)) for g in groups.values()) <= rounds)
    for faults in groups.values():
        first, rest = faults[: min(30, share)], faults[30:]
        wanted = max(0, share - 30)
        yield from first
        yield from (rest if wanted >= len(rest) else [rest[index * len(rest) // wanted] for index in range(wanted)])


def run(folder: Path, rounds: int, seed: int, kind: str) -> Tally:
    """Try faults of a kind, "kills" or "errors"."""
    tally = Tally(f"{kind} at the N-th call")
    stage = Stage(folder, seed)
    groups = kills(stage) if kind == "kills" else errors(stage)
    print(", ".join(f"{len(faults)} {name}" for name, faults in groups.items()), flush=True)
    for fault in spread(groups, rounds):
        stage.reset()
        result = stage.command(fault.arguments)
        found = stage.desk.tree()
        problems = [f"torn: {path}" for path in torn_files(found, stage.old, stage.new)]
        if kind == "errors":
            problems += _outcome(result, fault, stage, found, tally)
        else:
            problems += [] if result.returncode == -9 else [f"not killed, but ended with {result.returncode}"]
            tally.notes["between two outputs"] += found not in (stage.old, stage.new)
        tally.notes["logs made anew"] += bool(stage.desk.build().note)
        problems += differences(stage.desk.tree(), stage.new)
        tally.notes[f"{fault.what} at {fault.call}"] += 1
        tally.check(f"seed {seed}, {fault}", problems)
    return tally


def _outcome(
    result: subprocess.CompletedProcess[str], fault: Fault, stage: Stage, found: Tree, tally: Tally
) -> list[str]:
    """Say what is wrong with how a build with an error ended."""
    if "Traceback" in result.stderr:
        return [f"traceback: {result.stderr[-600:]}"]
    if result.returncode == 0:
        tally.notes["built in spite of it"] += 1
        return [f"built wrongly: {path}" for path in differences(found, stage.new)]
    said = result.stderr.strip()
    problems = [] if said.startswith(("error", "warning")) else [f"said: {said[:300]}"]
    if found == stage.old:
        tally.notes["stopped before the site was touched"] += 1
    elif found == stage.new:
        tally.notes["stopped after all was in place"] += 1
    else:
        tally.notes["stopped between two outputs"] += 1
        problems += [] if "completes them" in said else [f"the site is mixed, and it says: {said[:300]}"]
    return problems


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=320)
    status = 0
    for kind in ("kills", "errors"):
        with TemporaryDirectory(dir=arguments.folder) as temporary:
            status |= run(Path(temporary), arguments.rounds, arguments.seed, kind).report()
    sys.exit(status)
