"""Build where the machine gives too little: full disks, few open files, short files, read-only folders.

python -m scripts.campaigns.small_disks --rounds 30 [--seed 1]

Needs root, for it mounts file systems in memory of 1, 2 and 5 MB. A build that
does not fit must end with status 1 and a line that names what was refused,
leave each file of the site whole, and end with the right site once there is
room again.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import CHECKOUT, Desk, Tally, Tree, differences, torn_files


def run_command(
    desk: Desk, before: Callable[[], object] | None = None, jobs: int = 1
) -> subprocess.CompletedProcess[str]:
    """Build by the command line; `before` runs in the new process first."""
    return subprocess.run(
        [sys.executable, "-m", "broadsheet", *desk.command(jobs)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def judge(result: subprocess.CompletedProcess[str], desk: Desk, old: Tree, new: Tree, tally: Tally) -> list[str]:
    """Say what is wrong with how a build in want ended."""
    found = desk.tree()
    problems = [f"torn: {path}" for path in torn_files(found, old, new)]
    if "Traceback" in result.stderr:
        problems.append(f"traceback: {result.stderr[-500:]}")
    if result.returncode == 0:
        tally.notes["had room enough"] += 1
        return problems + differences(found, new)
    tally.notes["refused" if found == old else "refused between two outputs"] += 1
    if found not in (old, new) and "completes them" not in result.stderr:
        problems.append("the site is mixed, and nothing says so")
    if result.returncode != 1 or not result.stderr.startswith(("error: ", "warning: ")):
        problems.append(f"ended with {result.returncode}: {result.stderr[:300]}")
    return problems


def full_disks(folder: Path, rounds: int, seed: int) -> Tally:
    """Build on a small file system, a first time or after edits, then make room and build again."""
    tally = Tally("full disks")
    for number in range(rounds):
        size = (1, 2, 5)[number % 3]
        _mount(folder, size)
        try:
            with TemporaryDirectory() as elsewhere:
                desk = Desk(folder, seed + number, stories=15, elsewhere=Path(elsewhere))
                is_first = desk.random.random() < 0.4
                label = f"{size} MB, {'a first build' if is_first else 'a few edits'}, seed {seed + number}"
                tally.check(label, _first(desk, folder, tally) if is_first else _edited(desk, folder, tally))
        finally:
            subprocess.run(["umount", "-l", folder], check=True)
    return tally


def _mount(folder: Path, size: int, *options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}m", *options]), "tmpfs", folder], check=True)


def _first(desk: Desk, folder: Path, tally: Tally) -> list[str]:
    old, new = desk.tree(), desk.expected()
    problems = judge(run_command(desk), desk, old, new, tally)
    _mount(folder, 60, "remount")
    desk.build()
    return problems + differences(desk.tree(), new)


def _edited(desk: Desk, folder: Path, tally: Tally) -> list[str]:
    """Build with room enough, then leave only some bytes free and build after edits."""
    _mount(folder, 60, "remount")
    desk.build()
    old = desk.tree()
    desk.edit(8)
    new = desk.expected()
    status = os.statvfs(folder)
    room = desk.random.randrange(600_000)
    (folder / "ballast").write_bytes(bytes(status.f_bavail * status.f_frsize - room))
    problems = judge(run_command(desk), desk, old, new, tally)
    (folder / "ballast").unlink()
    desk.build()
    return problems + differences(desk.tree(), new)


def limits(folder: Path, rounds: int, seed: int) -> Tally:
    """Limit the size of files and the number of open ones."""
    tally = Tally("limits of the process")
    desk = Desk(folder, seed)
    desk.build()
    for number in range(rounds):
        desk.edit(6)
        old, new = desk.tree(), desk.expected()
        kind, limit = ((resource.RLIMIT_FSIZE, 1000 * 4 ** (number % 7)), (resource.RLIMIT_NOFILE, 32 - number % 24))[
            number % 2
        ]
        result = run_command(desk, partial(resource.setrlimit, kind, (limit, limit)), jobs=2)
        problems = judge(result, desk, old, new, tally)
        desk.build()
        tally.check(f"seed {seed}, limit {kind} of {limit}", problems + differences(desk.tree(), new))
    return tally


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=30)
    status = 0
    for campaign in (full_disks, limits):
        with TemporaryDirectory(dir=arguments.folder) as temporary:
            status |= campaign(Path(temporary), arguments.rounds, arguments.seed).report()
    sys.exit(status)
