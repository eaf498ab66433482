"""Workers: batches of plain values through an executor.

A batch function is a module-level function of (state, batch) that returns plain
values and never raises across the boundary. Small plans run in this process;
the same seam takes any `concurrent.futures.Executor`.
"""

import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, TypeAlias, TypeVar

from broadsheet.engine.garbage import search_seldom

Item = TypeVar("Item")
Result = TypeVar("Result")
Pipe: TypeAlias = "Connection[Any, Any]"
WATCH_SECONDS = 0.5


class WorkerDied(Exception):
    """A worker process ended before it answered; nothing of the build was published."""


class InternalError(Exception):
    """A fault of Broadsheet itself, with the traceback of the worker that met it."""


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


def process_pool(jobs: int) -> "Processes":
    """Start worker processes; forked where that is safe and cheap, because imports come along."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    return Processes(jobs, method)


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
    finally:
        for future in waiting:
            future.cancel()


def run_in_lanes(
    function: Callable[[Sequence[Item]], Result],
    work: Sequence[list[Item]],
    fill: Callable[[list[Item]], Sequence[Any]],
    executor: Executor,
    ahead: int,
) -> Iterator[Result]:
    """Apply a function to batches whose neighbours have much in common, and yield the results as they come.

    Each process of the executor is given a stretch of the batches, so that what
    it keeps of one serves it at the next; one that is done early takes over the
    end of the longest stretch left. `fill` makes a batch ready just before it is
    handed over, and at most `ahead` batches are under way for a process.
    Raises WorkerDied.
    """
    lanes: Sequence[Executor] = executor.lanes if isinstance(executor, Processes) else [executor]
    size = -(-len(work) // len(lanes))
    stretches = [deque(work[number * size : (number + 1) * size]) for number in range(len(lanes))]
    under_way: dict[Future[Result], int] = {}

    def hand_over(number: int) -> None:
        longest = max(stretches, key=len)
        if stretches[number] or longest:
            batch = stretches[number].popleft() if stretches[number] else longest.pop()
            under_way[lanes[number].submit(function, fill(batch))] = number

    try:
        for _ in range(ahead):
            for number in range(len(lanes)):
                hand_over(number)
        while under_way:
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                hand_over(under_way.pop(future))
                yield future.result()
    finally:
        for future in under_way:
            future.cancel()


class _Process(Executor):
    """A worker process, with a pipe of its own and a thread here that waits at it.

    The pool of the standard library has one pipe for the answers of all: when a
    process is killed while it writes a long answer, nobody ever reads the rest,
    and the build would wait for ever.
    """

    def __init__(self, context: Any) -> None:
        self._pipe, there = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(there, os.getpid()), daemon=True)
        self._process.start()
        there.close()
        self._thread = ThreadPoolExecutor(1)
        self._function: Callable[..., Any] | None = None
        self.under_way = 0

    def submit(self, function: Callable[..., Result], /, *arguments: Any, **named: Any) -> Future[Result]:
        """Have a call done by the process."""
        self.under_way += 1
        future = self._thread.submit(self._ask, function, arguments, named)
        future.add_done_callback(self._count_down)
        return future

    def _count_down(self, _: Future[Any]) -> None:
        self.under_way -= 1

    def _ask(self, function: Callable[..., Any], arguments: Any, named: Any) -> Any:
        """Send a call; with a function that is the last call's goes nothing of what it holds, which all batches share."""
        try:
            self._pipe.send((None if function is self._function else function, arguments, named))
            self._function = function
            answer, trace = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied("a worker process ended unexpectedly") from error
        if trace:
            raise RuntimeError(trace)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the process once it has answered what is under way."""
        self._thread.shutdown(wait, cancel_futures=cancel_futures)
        self._pipe.close()
        self._process.kill()
        self._process.join()


class Processes(Executor):
    """Worker processes. `lanes` are the single ones, for calls that gain by following others in the same process."""

    def __init__(self, jobs: int, method: str) -> None:
        context = multiprocessing.get_context(method)
        self.lanes = [_Process(context) for _ in range(jobs)]

    def submit(self, function: Callable[..., Result], /, *arguments: Any, **named: Any) -> Future[Result]:
        """Have a call done by the process that has the least to do."""
        lane = min(self.lanes, key=lambda lane: lane.under_way)
        return lane.submit(function, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes once they have answered what is under way."""
        for lane in self.lanes:
            lane.shutdown(wait, cancel_futures=cancel_futures)


def _serve(pipe: Pipe, parent: int) -> None:
    """Answer calls until the pipe is closed. What was there before is left out of the search for garbage."""
    search_seldom()
    Thread(target=_follow, args=(parent,), daemon=True).start()
    function: Any = None
    with suppress(EOFError, KeyboardInterrupt, OSError):
        while True:
            told, arguments, named = pipe.recv()
            function = told or function
            try:
                answer = (function(*arguments, **named), "")
            except Exception:  # noqa: BLE001 - whatever it is, the build must hear of it
                answer = (None, traceback.format_exc())
            pipe.send(answer)


def _follow(parent: int) -> None:
    """End this process when the build is killed: others hold its pipe open, and it would keep the build's lock."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)
