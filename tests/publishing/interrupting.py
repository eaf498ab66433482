"""Publications that are killed, or whose publishers meet, and what stands at the target afterwards."""

import os
import random
import subprocess
import sys
import time
from contextlib import suppress

from tests.newsrooms import ROOT
from tests.publishing.changing import Changing
from tests.publishing.crawling import broken_references
from tests.publishing.desks import Publishing


def start(desk: Publishing) -> subprocess.Popen[str]:
    """Start a publisher in a process group of its own, ready to go."""
    command = [sys.executable, "-m", "tests.publishing.publisher", str(desk.site.root), str(desk.now), desk.by]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **desk.host.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == "ready\n", process.communicate()
    return process


def go(process: subprocess.Popen[str]) -> None:
    """Let a publisher begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def outcome(process: subprocess.Popen[str]) -> str:
    """Wait for a publisher and give what it said."""
    said, errors = process.communicate(timeout=120)
    return said.strip() or f"died: {errors[-600:]}"


def kill_one(changing: Changing, seconds: float) -> tuple[bool, float]:
    """Change the newsroom, publish, and kill the publisher after some time; say whether it was killed, and how long it ran."""
    changing.change()
    process = start(changing.desk)
    started = time.monotonic()
    go(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    was_killed = process.poll() is None
    if was_killed:
        os.killpg(process.pid, 9)
    process.communicate()
    return was_killed, time.monotonic() - started


def problems_after_kill(changing: Changing, builds_again: bool) -> list[str]:
    """See that nothing is broken or torn, and that the next publication sends what is missing and no more."""
    desk = changing.desk
    files = desk.host.files()
    problems = [f"torn: {path}" for path in changing.torn(files)]
    problems += [
        f"broken: {item}" for item in broken_references(files.get, changing.published & desk.site.tree().keys())
    ]
    if builds_again:
        changing.change()
    wanted = desk.site.tree()
    missing = {path for path, content in wanted.items() if files.get(path) != content}
    done = changing.publish()
    problems += [f"differs: {path}" for path in desk.differences()]
    if desk.host.setting.keys() & {"folder", "sftp", "bucket"} and desk.host.setting.get("layout") != "releases":
        problems += [f"sent again: {path}" for path in set(done.sent) - missing]
    return problems


def race(first: Publishing, second: Publishing) -> list[str]:
    """Let two newsrooms that share a target publish at once; the target must hold one of the two, whole."""
    processes = [start(first), start(second)]
    order = random.sample(processes, 2)
    for process in order:
        go(process)
    said = [outcome(process) for process in processes]
    problems = [text for text in said if text.startswith("died")]
    if first.differences() and second.differences():
        problems.append(f"mixed: {said}")
    if "published" not in said and "nothing to do" not in said:
        problems.append(f"nobody published: {said}")
    return problems
