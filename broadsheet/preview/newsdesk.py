"""The thread that owns the open sites: it brings them up to date and makes what is asked for, one thing at a time."""

import shutil
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from markupsafe import Markup

from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import build_lock
from broadsheet.engine.workers import default_jobs, process_pool
from broadsheet.preview.addresses import outputs_for
from broadsheet.preview.desk_page import desk_page
from broadsheet.preview.live_site import LiveSite
from broadsheet.preview.marking import Marker
from broadsheet.preview.replies import Reply, redirect, reply_of
from broadsheet.site.build import load_settings
from broadsheet.site.layout import Layout, layout_of
from broadsheet.site.preview_mark import mark_folder
from broadsheet.site.state import make_state

DESK_PATH = "/_desk/"
POOL_FROM = 150

Result = TypeVar("Result")
Progress = Callable[[int, int], None]


def preview_layout(root: Path) -> Layout:
    """Lay out the preview of a newsroom: a state of its own, and no folder for a site."""
    layout = layout_of(root)
    state = layout.state / "preview"
    return replace(layout, site=state / "site", state=state)


class Newsdesk:
    """The sites of one preview. Its methods may be called from any thread; they answer with futures.

    `on_change` is called when a page may be another than before, `report` with
    what is for the terminal. `due` is when the site would be another of itself.
    """

    def __init__(self, root: Path, private: str, on_change: Callable[[], None], report: Callable[[str], None]) -> None:
        self._layout = preview_layout(root)
        self._on_change = on_change
        self._report = report
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="newsdesk")
        self._resources = ExitStack()
        self._site = LiveSite(self._layout, "desk")
        self._as_of: LiveSite | None = None
        self._private = private
        self._marker = Marker(private)
        self._lock = Lock()
        self._hints: set[str] | None = set()
        self._is_waiting = False
        self.due: int | None = None

    def _do(self, job: Callable[[], Result]) -> "Future[Result]":
        return self._thread.submit(job)

    def open(self, progress: Progress) -> None:
        """Open the preview and bring it up to date. Raises Busy, DiskFailure, NotANewsroom."""
        self._do(lambda: self._open(progress)).result()

    def _open(self, progress: Progress) -> None:
        load_settings(self._layout)  # makes nothing where there is no newsroom
        make_state(self._layout)
        mark_folder(self._layout.state)
        self._resources.enter_context(build_lock(self._layout.state, wait=0.5))
        self._site.open()
        self._resources.callback(self._site.close)
        self._refresh(None, self._resources, progress)

    def close(self) -> None:
        """Close the preview."""
        self._do(self._close).result()
        self._thread.shutdown()

    def _close(self) -> None:
        if self._as_of is not None:
            self._as_of.close()
            shutil.rmtree(self._as_of.layout.state, ignore_errors=True)
        self._resources.close()

    def refresh(self, hints: Iterable[str] | None) -> None:
        """Have the sites brought up to date; what is asked for in the meantime is done in one go."""
        with self._lock:
            self._hints = None if hints is None or self._hints is None else self._hints | set(hints)
            if self._is_waiting:
                return
            self._is_waiting = True
        self._do(self._refresh_waiting)

    def _refresh_waiting(self) -> None:
        with self._lock:
            hints, self._hints, self._is_waiting = self._hints, set(), False
        try:
            has_changed = self._refresh(hints)
        except Exception as error:  # noqa: BLE001 - the preview must outlive it; the next look is at everything
            self._report(str(error) if isinstance(error, OSError | DiskFailure) else traceback.format_exc())
            with self._lock:
                self._hints = None
            return
        if has_changed:
            self._on_change()

    def _refresh(
        self, hints: set[str] | None, pools: ExitStack | None = None, progress: Progress = lambda done, total: None
    ) -> bool:
        def pool(work: int) -> Executor | None:
            # Processes are forked at the start only, while no other thread of this program runs.
            if pools is None or work < POOL_FROM or default_jobs() < 2:
                return None
            executor = process_pool(default_jobs())
            pools.callback(executor.shutdown, cancel_futures=True)
            return executor

        now = int(time.time())
        has_changed = self._site.refresh(now, hints, pool, progress)
        if self._as_of is not None and self._as_of.now is not None:
            has_changed |= self._as_of.refresh(self._as_of.now, hints)
        self.due = self._site.next_change()
        return has_changed

    @property
    def layout(self) -> Layout:
        """Where the newsroom and the preview's state are."""
        return self._layout

    def reply(self, path: str, at: int | None = None) -> "Future[Reply]":
        """Answer a path of the site as readers see it at an instant, or with everything the desk has."""
        return self._do(lambda: self._answer(path, at))

    def _answer(self, path: str, at: int | None) -> Reply:
        failures = self._site.failures()
        reply = self._reply(path, at) or self._lost(at)
        if self._site.failures() != failures:
            self._on_change()  # the desk's view tells of pages that cannot be made
        return reply

    def _reply(self, path: str, at: int | None) -> Reply | None:
        """Give what an output is, or None where nothing is."""
        if path == DESK_PATH:
            return self._marker.reply(desk_page(self._site, at, f"{self._private}/open"), Markup(""))
        site = self._site_for(at)
        if not site.is_ready:
            return self._marker.unready(self._site)
        base = site.base_path
        if base and path in ("/", base):
            return redirect(f"{base}/")
        if base and not path.startswith(f"{base}/"):
            return None
        name, folder = outputs_for(path.removeprefix(base))
        target = site.find(name)
        if target is None:
            return redirect(f"{path}/") if folder and site.find(folder) is not None else None
        made = site.make(target)
        if made.trace:
            self._report(made.trace)
        if target.path.endswith(".html"):
            return self._marker.page(site, target, made, at)
        return None if made.body is None else reply_of(target.path, made.body)

    def _lost(self, at: int | None) -> Reply:
        """Give the site's own page for an address where nothing is."""
        site = self._site_for(at)
        target = site.find("404.html")
        made = None if target is None else site.make(target)
        return self._marker.lost(site, target, made, at)

    def _site_for(self, at: int | None) -> LiveSite:
        """Give the desk's site, or the site as readers see it at an instant: a copy, asked by the gate anew."""
        if at is None or not self._site.is_ready:
            return self._site
        if self._as_of is None:
            layout = replace(self._layout, state=self._layout.state / "as-of")
            self._site.copy_to(layout)
            site = LiveSite(layout, "readers")
            site.open()
            site.forget_audience(at)
            self._as_of = site
        if self._as_of.now != at:
            self._as_of.refresh(at, () if self._as_of.is_ready else None)
        return self._as_of

    def is_source(self, path: str) -> "Future[bool]":
        """Answer whether a path is that of a source that is there."""
        return self._do(lambda: self._site.intake.is_source(path))

    def zone(self) -> "Future[str]":
        """Give the name of the newsroom's time zone."""
        return self._do(lambda: self._site.zone)
