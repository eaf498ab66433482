"""Watch a newsroom's sources: events are hints of what to look at, and a look at everything is the truth.

Events get lost: the system's queue runs over, folders come faster than they can
be watched, a network drive tells nothing. So everything is looked at again
after any trouble and after each quiet half minute, and where the system gives
no watches at all, every second.
"""

import errno
import logging
import os
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from broadsheet.engine.sources import is_leftover
from broadsheet.newsroom.settings import SETTINGS_FILE
from broadsheet.site.layout import CONTENT, TEMPLATES

QUIET_SECONDS = 30.0
POLL_SECONDS = 1.0
# An editor's save is several events within a few milliseconds; the file is whole when it was closed or renamed.
SETTLE_SECONDS = 0.015
# A file that is being written is looked at when it is closed, or after this long.
WRITING_SECONDS = 0.15
INSTEAD = "every file is looked at each second instead"
FEW, MANY = 50, 500
PATIENCE = 4

Notify = Callable[[frozenset[str] | None], None]

_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class _Hint:
    """A path that something happened to; None for a look at everything."""

    __slots__ = ("is_whole", "path")

    def __init__(self, path: str | None, is_whole: bool) -> None:
        self.path = path
        self.is_whole = is_whole


class Watcher:
    """Tells `notify` which paths may have changed, or None for a look at everything. `is_polling` where watches fail."""

    def __init__(self, root: Path, theme: Path, notify: Notify, report: Callable[[str], None]) -> None:
        self._root = root
        # Each with what lies below it. In a checkout the packaged theme is the newsroom's own folder.
        self._trees = list(dict.fromkeys((root / CONTENT, root / TEMPLATES, theme)))
        self._notify = notify
        self._report = report
        self._hints: SimpleQueue[_Hint | None] = SimpleQueue()
        self._observer: BaseObserver | None = None
        self._thread = Thread(target=self._run, name="watcher", daemon=True)
        self._handler = _Handler(root, theme, self._hints)
        self._trouble = _Trouble(self._hints)
        self.problem = ""

    @property
    def is_polling(self) -> bool:
        """Answer whether the system gives no events, so that everything is looked at every second."""
        return self._observer is None

    def start(self) -> None:
        """Begin to watch."""
        logging.getLogger("watchdog").addHandler(self._trouble)
        # Said of a folder that comes while the library looks for it: it is watched once, and all is well.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observe()
        self._thread.start()

    def stop(self) -> None:
        """End watching."""
        self._hints.put(None)
        self._thread.join()
        self._give_up("")
        logging.getLogger("watchdog").removeHandler(self._trouble)

    def _observe(self) -> None:
        try:
            self._observer = Observer(timeout=0.5)
            self._observer.start()
            self._schedule(self._observer)
        except OSError as error:
            self._give_up(error.strerror or str(error))

    def _schedule(self, observer: BaseObserver) -> None:
        """Watch what is there and not watched yet. Raises OSError where the system has no more watches to give."""
        self._schedule_missing(observer)
        for _ in range(PATIENCE):
            watches = count_watches()
            if watches is None or watches >= self._count_folders():
                return
            time.sleep(WRITING_SECONDS)  # folders that came a moment ago are watched a moment later
        raise OSError(errno.ENOSPC, "the system has no more watches to give")

    def _count_folders(self) -> int:
        """Count the folders to be watched: each needs a watch of its own, and without it nothing is heard of its files."""
        return 1 + sum(1 for place in self._trees for _ in os.walk(place))

    def _schedule_missing(self, observer: BaseObserver) -> None:
        watched = {emitter.watch.path for emitter in observer.emitters if emitter.is_alive()}
        # The newsroom's folder is watched too: `newsroom.yaml` lies in it, and editors save by renaming.
        for folder in (self._root, *self._trees):
            if str(folder) not in watched and folder.is_dir():
                observer.schedule(self._handler, str(folder), recursive=folder != self._root, event_filter=_EVENTS)

    def _cover(self) -> None:
        """See to it that folders that came, or came again, are watched."""
        if self._observer is None:
            return
        try:
            if not self._observer.is_alive():
                raise OSError("the watch of the sources broke off")
            self._schedule(self._observer)
        except OSError as error:
            self._give_up(error.strerror or str(error))
            self._report(f"{self.problem}; {INSTEAD}")

    def _give_up(self, problem: str) -> None:
        self.problem = problem
        observer, self._observer = self._observer, None
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join(2)

    def _run(self) -> None:
        quiet_since = time.monotonic()
        while True:
            wait = POLL_SECONDS if self.is_polling else QUIET_SECONDS
            try:
                hint = self._hints.get(timeout=max(0.0, quiet_since + wait - time.monotonic()))
            except Empty:
                self._cover()
                self._notify(None)
                quiet_since = time.monotonic()
                continue
            if hint is None:
                return
            if not self._gather(hint):
                return
            quiet_since = time.monotonic()

    def _gather(self, first: _Hint) -> bool:
        """Wait until what was begun is whole, then tell of it; False when watching has ended."""
        started = time.monotonic()
        hints: list[_Hint] = [first]
        writing = set() if first.is_whole else {first.path}
        while True:
            longest = WRITING_SECONDS * (2 if len(hints) < FEW else 10)
            if time.monotonic() - started > longest:
                break
            try:
                hint = self._hints.get(timeout=WRITING_SECONDS if writing else SETTLE_SECONDS)
            except Empty:
                break
            if hint is None:
                return False
            hints.append(hint)
            (writing.discard if hint.is_whole else writing.add)(hint.path)
        paths = {hint.path for hint in hints}
        if any(path is None for path in paths) or len(paths) > MANY:
            self._cover()
            self._notify(None)
        else:
            self._notify(frozenset(path for path in paths if path is not None))
        return True


def count_watches() -> int | None:
    """Count the watches that the system has given this process; None where it does not say.

    The library passes over folders for which there was none.
    """
    folder = Path("/proc/self/fdinfo")
    if not folder.is_dir():
        return None
    count = 0
    for path in folder.iterdir():
        with suppress(OSError):  # closed meanwhile
            count += path.read_text("ascii", "replace").count("inotify wd:")
    return count


class _Handler(FileSystemEventHandler):
    """Turns events into hints."""

    def __init__(self, root: Path, theme: Path, hints: "SimpleQueue[_Hint | None]") -> None:
        self._root = f"{root}{os.sep}"
        self._theme = f"{theme}{os.sep}"
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what an event was about."""
        for raw in (event.src_path, event.dest_path):
            full = os.fsdecode(raw) if raw else ""
            path, is_whole = self._source(full), event.event_type not in ("created", "modified")
            if (path and event.is_directory) or (not path and is_whole and full.startswith(self._theme)):
                self._hints.put(_Hint(None, True))
                return
            if path:
                self._hints.put(_Hint(path, is_whole))

    def _source(self, full: str) -> str:
        """Give an event's path as a source's; empty for what is none."""
        if not full.startswith(self._root):
            return ""
        path = full.removeprefix(self._root).replace(os.sep, "/")
        place, _, rest = path.partition("/")
        if path != SETTINGS_FILE and (place not in (CONTENT, TEMPLATES)):
            return ""
        return "" if any(is_leftover(part) for part in rest.split("/") if part) else path


class _Trouble(logging.Handler):
    """Hears of the watch's own trouble, as when the system's queue ran over: then everything is looked at."""

    def __init__(self, hints: "SimpleQueue[_Hint | None]") -> None:
        super().__init__(logging.WARNING)
        self._hints = hints

    def emit(self, record: logging.LogRecord) -> None:
        """Ask for a look at everything."""
        self._hints.put(_Hint(None, True))
