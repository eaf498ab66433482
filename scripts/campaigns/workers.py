"""Kill single workers while they read or render, and start two builds at once.

python -m scripts.campaigns.workers --rounds 50 [--seed 1] [--folder /dev/shm]

A build whose worker died must end with status 1 and a line that says so, leave
the site as it was and no process behind. Of two builds the second must wait.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import CHECKOUT, Desk, Tally, differences


def start(desk: Desk, jobs: int) -> subprocess.Popen[str]:
    """Start a build in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "broadsheet", *desk.command(jobs)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def dead_workers(folder: Path, rounds: int, seed: int, stories: int = 400) -> Tally:
    """Kill one worker of each build. Builds that ended well all the same are not counted."""
    tally = Tally("a worker dies")
    desk = Desk(folder, seed, stories)
    if_first = True
    while tally.tried < rounds:
        old = desk.tree()
        if not if_first:
            desk.edit(3)
            desk.write("templates/partials/site_footer.html", f"<footer>{desk.random.random()}</footer>")
        new = desk.expected()
        build = start(desk, jobs=3)
        _kill_a_worker(build.pid, desk.random.uniform(0, 0.6), desk.random.choice((0, 1, 2)))
        _, said = build.communicate(timeout=60)
        found = desk.tree()
        if_first = False
        if build.returncode == 0:
            tally.notes["ended well all the same"] += 1
            if differences(found, new):
                tally.check("a worker that was done", differences(found, new))
            continue
        problems = differences(found, old)
        if build.returncode != 1 or "Traceback" in said or "a worker process ended" not in said:
            problems.append(f"ended with {build.returncode}: {said[-500:]}")
        problems += [f"left behind: {process}" for process in _session(build.pid)]
        result = desk.build(jobs=2)
        problems += differences(desk.tree(), new) + ([result.note] if result.note else [])
        tally.check(f"seed {seed}, round {tally.tried}", problems)
    return tally


def _kill_a_worker(parent: int, after: float, index: int) -> None:
    children: list[str] = []
    until = time.monotonic() + 5
    while len(children) <= index and time.monotonic() < until:
        with suppress(OSError):
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
            if Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
    time.sleep(after)
    with suppress(ProcessLookupError, IndexError):
        os.kill(int(children[index]), signal.SIGKILL)


def _session(leader: int) -> list[str]:
    """Give the processes that are still in a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            text = stat.read_text()
            if int(text.rpartition(")")[2].split()[3]) == leader:
                found.append(text.split(")")[0])
    return found


def two_builds(folder: Path, rounds: int, seed: int, stories: int = 200) -> Tally:
    """Start two builds of one site at about the same time, and sometimes edit between the two."""
    tally = Tally("two builds at once")
    desk = Desk(folder, seed, stories)
    while tally.tried < rounds:
        desk.edit(8)
        first = start(desk, jobs=2)
        time.sleep(desk.random.choice((0, desk.random.uniform(0, 0.5))))
        second = start(desk, jobs=2)
        problems = []
        for build in (first, second):
            _, said = build.communicate(timeout=180)
            if build.returncode != 0 or said:
                problems.append(f"ended with {build.returncode}: {said[-500:]}")
        new = desk.expected()
        problems += differences(desk.tree(), new)
        result = desk.build()
        problems += [*([result.note] if result.note else []), *result.written]
        tally.check(f"seed {seed}, round {tally.tried}", problems)
    return tally


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=50)
    status = 0
    for campaign in (dead_workers, two_builds):
        with TemporaryDirectory(dir=arguments.folder) as temporary:
            status |= campaign(Path(temporary), arguments.rounds, arguments.seed).report()
    sys.exit(status)
