"""A site that stays open: brought up to date as sources change, its pages made when they are asked for.

It is the engine's own edition of the newsroom, in a database of its own, with
the pages left in it: a page is made from the edition at the moment somebody
asks, so none is ever older than the edition and there is no rest to be rebuilt
behind it. Belongs to one thread, because the database does.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import msgspec

from broadsheet.content.gate import Audience, Hiding, why_hidden
from broadsheet.content.news_window import leaves_between
from broadsheet.content.records import CardRecord, ListPage
from broadsheet.diagnostics import Diagnostic, sorted_diagnostics
from broadsheet.engine.database import Database, DatabaseUnusable, open_database, remove_database
from broadsheet.engine.targets import Target
from broadsheet.newsroom.settings import SETTINGS_FILE, Settings
from broadsheet.preview.copies import read_media
from broadsheet.preview.intake import Intake, Pool, Progress
from broadsheet.rendering.compiled import Compiled
from broadsheet.rendering.faults import page_fault
from broadsheet.rendering.renderer import Renderer
from broadsheet.site.answers import Answers
from broadsheet.site.build import load_settings
from broadsheet.site.edition import make_edition
from broadsheet.site.inputs import Inputs, Theme
from broadsheet.site.layout import Layout, content_path, kind_of
from broadsheet.site.media_files import MEDIA_RECIPES
from broadsheet.site.reading import read_inputs
from broadsheet.site.security_contact import contact_instants
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import SCHEMA, Stores

_DESK_KINDS = frozenset({"front", "live"})
_KEPT_PAGES = 64
# Pages that could not be made are tried again for the desk's view; one fault of a template may hit them all.
_KEPT_FAILURES = 8


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made, or its last good bytes with what kept it from being made anew.

    `trace` is set where the fault is Broadsheet's own; it is for the terminal.
    """

    body: bytes | None
    fault: Diagnostic | None = None
    trace: str = ""


class NotReady(Exception):
    """The newsroom's settings have never been readable, so there is no site yet."""


class LiveSite:
    """An open site. `faults` is all that is wrong with it, in hidden stories too.

    The desk is shown stories with errors as far as they can be made; readers are shown what a build would publish.
    """

    def __init__(
        self, layout: Layout, audience: Audience, adapt: Callable[[Settings], Settings] = lambda settings: settings
    ) -> None:
        self.layout = layout
        self._adapt = adapt
        self.audience: Audience = audience
        self.faults: list[Diagnostic] = []
        self.generation = 0
        self._resources = ExitStack()
        self._database: Database | None = None
        self._stores: Stores | None = None
        self._settings: Settings | None = None
        self._settings_faults: list[Diagnostic] = []
        self._edition_faults: list[Diagnostic] = []
        self._intake = Intake(layout)
        self._inputs: Inputs | None = None
        self._theme: Theme | None = None
        self._input_faults: list[Diagnostic] = []
        self._renderer: Renderer | None = None
        self._compiled = Compiled()
        self._answers: Answers | None = None
        self._good: dict[str, bytes] = {}
        self._failed: dict[str, tuple[int, Diagnostic]] = {}

    def open(self) -> None:
        """Open the database. Raises DiskFailure; one that cannot be used is made anew."""
        path = self.layout.database
        try:
            self._database = self._resources.enter_context(open_database(path, SCHEMA, is_durable=False))
        except DatabaseUnusable:
            remove_database(path)
            self._database = self._resources.enter_context(open_database(path, SCHEMA, is_durable=False))

    def close(self) -> None:
        """Close the database."""
        self._resources.close()

    def copy_to(self, layout: Layout) -> None:
        """Write the database for another site of the same newsroom to start from."""
        self._opened().copy_to(layout.database)

    def forget_audience(self, now: int) -> None:
        """Have a copy of the desk's site ask the gate anew about all that readers do not see."""
        settings, self._settings_faults = load_settings(self.layout)
        if settings is not None:
            stores = Stores(self._opened().db, settings, now, self.audience)
            with stores.transaction():
                stores.documents.note(stores.documents.hidden(now))

    def _opened(self) -> Database:
        if self._database is None:
            raise RuntimeError("the site is not open")
        return self._database

    def refresh(
        self,
        now: int,
        hints: Iterable[str] | None = None,
        pool: Pool = lambda work: None,
        progress: Progress = lambda done, total: None,
    ) -> bool:
        """Bring the site to what the sources are at `now`; say whether anything is another than before.

        `hints` are the paths that may have changed; without them everything is looked at.
        """
        named = None if hints is None else set(hints)
        before = (self.generation, self.faults)
        self._read_settings(named)
        if self._settings is None:
            self.faults = sorted_diagnostics(self._settings_faults)
        else:
            self._edit(self._settings, now, named, pool, progress)
            self.faults = sorted_diagnostics(self._all_faults())
            self._opened().settle()
        if self.faults != before[1]:
            self.generation += 1
        return self.generation != before[0]

    def _read_settings(self, hints: set[str] | None) -> None:
        """Read `newsroom.yaml` again; one that is at fault leaves the settings as they were."""
        if hints is not None and SETTINGS_FILE not in hints and self._settings is not None:
            return
        settings, self._settings_faults = load_settings(self.layout)
        if settings is not None and not any(fault.is_error for fault in self._settings_faults):
            if self.audience == "desk":
                settings = msgspec.structs.replace(settings, errors="stop")
            self._settings = self._adapt(settings)

    def _edit(self, settings: Settings, now: int, hints: set[str] | None, pool: Pool, progress: Progress) -> None:
        stores = Stores(self._opened().db, settings, now, self.audience)
        before, had = self._stores, self._answers
        with stores.transaction():
            changed, others = self._intake.read(stores, hints, pool, progress)
            is_same_moment = before is not None and self._is_same_moment(stores, before.now)
            is_same_settings = before is not None and before.settings == settings
            if had is not None and not changed and not others and is_same_moment and is_same_settings:
                return
            desk_files = any(kind_of(path) in _DESK_KINDS for path in changed)
            if others or desk_files or not is_same_moment or not is_same_settings or self._inputs is None:
                self._read_inputs(stores)
            if self._inputs is None or self._theme is None:
                raise NotReady
            shared = dict(self._inputs.shared)
            edition = make_edition(stores, self._inputs, self._theme, SourceLines(self.layout.root))
            if self._inputs.shared != shared:  # an edition leaves out links to what is hidden
                self._renderer = None
            self._edition_faults = edition.diagnostics
            if any(fault.kind == "duplicate-permalink" for fault in edition.diagnostics):
                # Two want one address and one of them has it; only the full way can tell what becomes of the other.
                stores.log.write_meta("structure", b"")
            stores.log.write_meta("instants", msgspec.msgpack.encode(self._inputs.instants))
        self._stores, self._answers = stores, edition.answers
        self.generation += 1

    def _is_same_moment(self, stores: Stores, before: int) -> bool:
        """Answer whether nothing comes or goes between the last instant and now."""
        if before == stores.now:
            return True
        low, high = sorted((before, stores.now))
        instants = [*(self._inputs.instants if self._inputs is not None else ()), *contact_instants(stores.settings)]
        if any(low < at <= high for at in instants) or stores.documents.crossing(before, stores.now):
            return False
        if leaves_between(stores.library, before, stores.now):
            return False
        change = stores.documents.next_change(low)
        return change is None or change > high

    def _read_inputs(self, stores: Stores) -> None:
        """Read what pages share; a theme with errors leaves the last good one standing."""
        scanned = self._intake.scanned
        if scanned is None:
            raise NotReady
        inputs, theme = read_inputs(self.layout, stores, scanned)
        inputs.scan_faults = []  # the intake tells them
        faults = [fault for fault in inputs.diagnostics if fault.is_error and fault.place.path.startswith("templates/")]
        self._input_faults = faults
        if not faults or self._inputs is None:
            self._inputs, self._theme = inputs, theme
            self._renderer = None

    def _all_faults(self) -> Iterator[Diagnostic]:
        yield from self._settings_faults
        yield from self._intake.faults()
        yield from self._input_faults
        yield from self._edition_faults

    @property
    def stores(self) -> Stores:
        """The stores of the edition. Raises NotReady."""
        if self._stores is None:
            raise NotReady
        return self._stores

    @property
    def intake(self) -> Intake:
        """What the sources are, as they were looked at last."""
        return self._intake

    @property
    def is_ready(self) -> bool:
        """Answer whether there is an edition to show."""
        return self._stores is not None

    @property
    def now(self) -> int | None:
        """The instant of the edition."""
        return None if self._stores is None else self._stores.now

    def newest(self, count: int) -> list[str]:
        """Give the paths of the newest stories that the audience is shown."""
        cards = msgspec.msgpack.decode(self.stores.library.newest("latest", count), type=ListPage).cards
        return [msgspec.msgpack.decode(card, type=CardRecord).path for card in cards]

    @property
    def base_path(self) -> str:
        """The path of the newsroom's address, before every path of the site."""
        return "" if self._settings is None else self._settings.base_path

    @property
    def zone(self) -> str:
        """The name of the newsroom's time zone."""
        return "UTC" if self._settings is None else self._settings.timezone

    def find(self, path: str) -> Target | None:
        """Find the target of an output: the only way from an address to bytes."""
        return None if self._stores is None else self._stores.targets.find(path)

    def make(self, target: Target) -> Made:
        """Make an output. Where that fails its last good bytes are given, and the fault."""
        if self._answers is None or self._theme is None or self._inputs is None:
            return Made(None)
        if target.recipe in MEDIA_RECIPES:
            return Made(read_media(self.layout, self.stores.settings.pictures, target))
        if self._renderer is None:
            self._compiled.keep(self._theme.templates)
            self._renderer = Renderer(self._theme.templates, self._inputs.shared, self._compiled)
        try:
            body, _ = self._renderer.render(target.path, target.recipe, target.argument, {}, self._answers.get)
        except Exception as error:  # noqa: BLE001 - whatever a template raises is shown where the page would be
            fault = page_fault(error, target.path, self._theme.templates)
            if fault is not None and (target.path in self._failed or len(self._failed) < _KEPT_FAILURES):
                self._failed[target.path] = (self.generation, fault)
            return Made(self._good.get(target.path), fault, "" if fault is not None else traceback.format_exc())
        self._failed.pop(target.path, None)
        self._keep(target.path, body)
        return Made(body)

    def failures(self) -> list[Diagnostic]:
        """Say what kept pages from being made, of those that were asked for; they are tried again after each change."""
        for path, (generation, _) in list(self._failed.items()):
            if generation != self.generation:
                target = self.find(path)
                if target is None:
                    del self._failed[path]
                else:
                    self.make(target)
        return [fault for _, fault in self._failed.values()]

    def _keep(self, path: str, body: bytes) -> None:
        """Keep the last good bytes of the pages that were looked at most recently."""
        self._good.pop(path, None)
        self._good[path] = body
        if len(self._good) > _KEPT_PAGES:
            del self._good[next(iter(self._good))]

    def paths(self) -> list[str]:
        """Give the paths of all outputs."""
        return [] if self._stores is None else [target.path for target in self._stores.targets.below("")]

    def hiding(self, target: Target) -> Hiding | None:
        """Say why readers do not see the story that an output is a page of, or None when they do."""
        path = content_path(target.owner)
        if self._stores is None or not self.is_hidden(path):
            return None
        timing = self._stores.documents.find_timing(path)
        return None if timing is None else why_hidden(timing, self._stores.now)

    def is_hidden(self, path: str) -> bool:
        """Answer whether this is a story that readers do not see."""
        return self._stores is not None and self._stores.documents.is_hidden(path, self._stores.now)

    def next_change(self) -> int | None:
        """Give the next instant at which the site would be another of itself."""
        if self._stores is None or self._inputs is None:
            return None
        now = self._stores.now
        found = [*self._inputs.instants, self._stores.documents.next_change(now)]
        return min((at for at in found if at is not None and at > now), default=None)
