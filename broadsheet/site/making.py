"""Make the stale outputs: batches to the workers, more values where they were missing, until all are staged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.workers import batches, run_batches
from broadsheet.site.answers import Answers
from broadsheet.site.planning import Plan
from broadsheet.site.targets import Target
from broadsheet.site.work import Rendered, RenderJob, RenderSetup, render_batch

BATCH = 48
ROUNDS = 12


class InternalError(Exception):
    """A fault of Broadsheet itself, with the traceback of the worker that met it."""


def make_outputs(
    setup: RenderSetup, plan: Plan, answers: Answers, executor: Executor | None, progress: Callable[[int, int], None]
) -> Iterator[Rendered]:
    """Yield what became of each stale output. Raises InternalError."""
    jobs: list[tuple[Target, dict[str, bytes | None]]] = [
        (target, {key: None for key in target.expects if key not in setup.shared}) for target, _ in plan.stale
    ]
    done, total = 0, len(jobs)
    for _ in range(ROUNDS):
        again = []
        by_path = {target.path: (target, wanted) for target, wanted in jobs}
        for rendered in _round(setup, plan, answers, executor, jobs):
            if rendered.crash:
                raise InternalError(rendered.crash)
            if rendered.missing:
                target, wanted = by_path[rendered.path]
                again.append((target, {**wanted, **dict.fromkeys(rendered.missing)}))
                continue
            yield rendered
            done += 1
            progress(done, total)
        if not again:
            return
        jobs = again
    raise InternalError(f"pages kept asking for more values: {', '.join(target.path for target, _ in jobs[:5])}")


def _round(
    setup: RenderSetup,
    plan: Plan,
    answers: Answers,
    executor: Executor | None,
    jobs: Sequence[tuple[Target, Mapping[str, bytes | None]]],
) -> Iterator[Rendered]:
    if executor is None:
        work = partial(render_batch, setup, answer=answers.get)
        filled = (_job(plan, target, {}) for target, _ in jobs)
    else:
        work = partial(render_batch, setup)
        filled = (_job(plan, target, {key: answers.get(key) for key in wanted}) for target, wanted in jobs)
    for batch in run_batches(work, batches(filled, BATCH), executor, 6):
        yield from batch


def _job(plan: Plan, target: Target, given: dict[str, bytes | None]) -> RenderJob:
    staged = fingerprint(target.path.encode()).hex()
    return RenderJob(target.path, target.recipe, target.argument, staged, given, plan.known.get(target.path, b""))
