"""Workers: batches of plain values through an executor.

A batch function is a module-level function of (state, batch) that returns plain
values and never raises across the boundary. Small plans run in this process;
the same seam takes any `concurrent.futures.Executor`.
"""

import gc
import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeAlias, TypeVar

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


def process_pool(jobs: int) -> Executor:
    """Start worker processes; forked where that is safe and cheap, because imports come along."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    return _Processes(jobs, method)


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


class _Processes(Executor):
    """Worker processes, each with a pipe of its own, and a thread here that waits at it.

    The pool of the standard library has one pipe for the answers of all: when a
    process is killed while it writes a long answer, nobody ever reads the rest,
    and the build would wait for ever.
    """

    def __init__(self, jobs: int, method: str) -> None:
        context = multiprocessing.get_context(method)
        self._workers: list[tuple[BaseProcess, Pipe]] = []
        self._idle: SimpleQueue[Pipe] = SimpleQueue()
        for _ in range(jobs):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, os.getpid()), daemon=True)  # type: ignore[attr-defined]
            process.start()
            there.close()
            self._workers.append((process, here))
            self._idle.put(here)
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, function: Callable[..., Result], /, *arguments: Any, **named: Any) -> Future[Result]:
        """Have a call done by the next process that is free."""
        return self._threads.submit(self._ask, function, arguments, named)

    def _ask(self, *call: Any) -> Any:
        pipe = self._idle.get()
        try:
            pipe.send(call)
            answer, trace = pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied("a worker process ended unexpectedly") from error
        finally:
            self._idle.put(pipe)
        if trace:
            raise RuntimeError(trace)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes once they have answered what is under way."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for process, pipe in self._workers:
            pipe.close()
            process.kill()
        for process, _ in self._workers:
            process.join()


def _serve(pipe: Pipe, parent: int) -> None:
    """Answer calls until the pipe is closed. What was there before is left out of the search for garbage."""
    gc.freeze()
    Thread(target=_follow, args=(parent,), daemon=True).start()
    with suppress(EOFError, KeyboardInterrupt, OSError):
        while True:
            function, arguments, named = pipe.recv()
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
