"""Workers: batches of plain values through an executor.

A batch function is a module-level function of (state, batch) that returns plain
values and never raises across the boundary. Small plans run in this process;
the same seam takes any `concurrent.futures.Executor`.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
WATCH_SECONDS = 0.5


class WorkerDied(Exception):
    """A worker process ended before it answered; nothing of the build was published."""


def default_jobs() -> int:
    """Give the number of processes that this machine has room for."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut items into lists of `size`, the last one shorter."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def process_pool(jobs: int) -> Executor:
    """Start worker processes; forked where that is safe and cheap, because imports come along."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_parent, initargs=(os.getpid(),))


def _follow_parent(parent: int) -> None:
    """End this worker when the build is killed; else it would wait for work for ever, and hold the build's lock."""
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def run_batches(
    function: Callable[[Sequence[Item]], Result], work: Iterable[list[Item]], executor: Executor | None, ahead: int
) -> Iterator[Result]:
    """Apply a function to batches and yield the results in order.

    With an executor, at most `ahead` batches are under way, so that memory is
    bounded by batches and not by the archive. Raises WorkerDied.
    """
    if executor is None:
        for batch in work:
            yield function(batch)
        return
    waiting: list[Future[Result]] = []
    try:
        for batch in work:
            waiting.append(executor.submit(function, batch))
            if len(waiting) >= ahead:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    except BrokenProcessPool as error:
        raise WorkerDied("a worker process ended unexpectedly") from error
