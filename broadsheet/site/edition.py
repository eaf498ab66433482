"""Decide what an edition of the site holds: the public stories, checked, and the targets that are stale.

There are two ways to the same end. The full way fills the library from
nothing; the incremental way starts from what changed. Which one is taken
changes no byte of the site.
"""

from dataclasses import dataclass, field

from broadsheet.content import keys
from broadsheet.content.documents import decode_references
from broadsheet.content.news_window import count_news_files
from broadsheet.content.sitemap_files import NEWS_SITEMAP
from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.reasons import Reason
from broadsheet.site.answers import SHARED_KINDS, Answers
from broadsheet.site.card_targets import word_on_cards
from broadsheet.site.changes import apply_changes
from broadsheet.site.checks import ReferenceCheck, collisions, settings_faults, unsound_faults
from broadsheet.site.edition_faults import future_changes, shared_identifiers
from broadsheet.site.effects import Effects
from broadsheet.site.filling import Filler
from broadsheet.site.host_faults import host_faults
from broadsheet.site.inputs import Inputs, Theme
from broadsheet.site.refill import all_targets, refill
from broadsheet.site.scan_faults import divide_scan_faults
from broadsheet.site.security_contact import contact_faults
from broadsheet.site.shared_links import settle_breaking, settle_settings
from broadsheet.site.sitemap_files import count_pages
from broadsheet.site.sources import SourceLines
from broadsheet.site.stamps import TOLD_KINDS, structure_stamp
from broadsheet.site.stores import Stores
from broadsheet.site.targets import (
    SITEMAP_OF_PAGES,
    asset_targets,
    news_targets,
    page_sitemaps,
    permalinks_of,
)

# Under this in place of a path stand the faults that are no single document's.
_WHOLE = ""

CHECKED_KINDS = ("link:", "slug:", "picture:", "file:", "profile:")


@dataclass(slots=True)
class Edition:
    """All that a build at one instant will show, and what was found wrong on the way."""

    inputs: Inputs
    theme: Theme
    answers: Answers
    obsolete: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    hidden_diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: frozenset[str] = frozenset()
    site_has_errors: bool = False
    touched: frozenset[str] | None = None  # the keys whose answers may differ; None stands for all

    def has_errors(self, skips: bool) -> bool:
        """Answer whether the build must stop; a newsroom that `skips` goes on without the stories at fault."""
        return self.site_has_errors or (not skips and any(fault.is_error for fault in self.diagnostics))


def make_edition(
    stores: Stores, inputs: Inputs, theme: Theme, lines: SourceLines, filler: Filler | None = None
) -> Edition:
    """Bring library and targets to what is public now, check it, and mark what is stale.

    `filler` has taken in all stories already, if it is given.
    """
    edition = Edition(inputs, theme, Answers(stores, inputs.shared))
    editor = _Editor(stores, edition, lines, filler)
    stamp, word = structure_stamp(stores), word_on_cards(stores.settings, inputs)
    is_full = stores.log.meta("structure") != stamp or stores.log.meta("word on cards") != word.encode()
    if is_full or not editor.edit_changes():
        editor.edit_all()
    editor.add_source_faults()
    stores.log.write_meta("structure", b"" if edition.left_out else stamp)
    stores.log.write_meta("word on cards", word.encode())
    stores.log.write_meta("now", str(stores.now).encode())
    stores.documents.clear_pending()
    return edition


class _Editor:
    """One edition under way."""

    def __init__(self, stores: Stores, edition: Edition, lines: SourceLines, filler: Filler | None) -> None:
        self._stores = stores
        self._filler = filler
        self._edition = edition
        self._lines = lines
        self._skips = stores.settings.errors == "skip"

    def edit_all(self) -> None:
        """Fill everything from nothing; where the newsroom skips faulty stories, until no fault is left."""
        stores, edition = self._stores, self._edition
        edition.touched = None
        while True:
            self._fill()
            targets = all_targets(stores, edition.inputs, edition.left_out)
            gone, rivals = stores.targets.replace_all(targets)
            edition.obsolete += gone
            edition.answers = Answers(stores, edition.inputs.shared, edition.left_out)
            faults = collisions(rivals, self._lines)
            faults += self._check_all()
            broken = {_owner(fault) for fault in faults if fault.is_error}
            edition.diagnostics += faults
            edition.site_has_errors = "" in broken
            if not self._skips or not broken or "" in broken or broken <= edition.left_out:
                break
            edition.left_out |= broken
        kept = {path for path in edition.obsolete if stores.targets.find(path)}
        edition.obsolete = sorted(set(edition.obsolete) - kept)
        stores.targets.update_keys(stores.targets.known_keys(), edition.answers.fingerprint)

    def _fill(self) -> None:
        if self._filler is None:
            refill(self._stores, self._edition.left_out)
        else:
            self._filler.finish()
            self._filler = None

    def edit_changes(self) -> bool:
        """Bring in what changed; False when faults call for the full way, which weighs all of them together."""
        stores, edition = self._stores, self._edition
        before = int(stores.log.meta("now") or b"0")
        word = word_on_cards(stores.settings, edition.inputs)
        crossing = stores.documents.crossing(before, stores.now)
        effects = apply_changes(stores, stores.documents.pending(), crossing, word)
        effects.swap(stores.targets.below("assets/"), asset_targets(sorted(edition.inputs.assets.items())))
        news = [target for target in stores.targets.below(NEWS_SITEMAP) if target.recipe == NEWS_SITEMAP]
        effects.swap(news, news_targets(count_news_files(stores.library, stores.now)))
        of_pages = [target for target in stores.targets.below(SITEMAP_OF_PAGES) if target.recipe == SITEMAP_OF_PAGES]
        effects.swap(of_pages, page_sitemaps(count_pages(stores)))
        collisions = self._settle(effects)
        edition.answers = Answers(stores, edition.inputs.shared)
        edition.touched = frozenset(effects.keys)
        self._check_some(effects)
        faults = [*collisions, *self._reference_faults()]
        if collisions or (self._skips and any(fault.is_error for fault in faults)):
            return False
        edition.diagnostics += faults
        edition.site_has_errors = any(fault.is_error and not _owner(fault) for fault in faults)
        shared = [key for kind in SHARED_KINDS for key in stores.targets.known_keys(f"{kind}:")]
        timely = [keys.NEWS_FILES, keys.SITEMAPS, keys.REDIRECTS, *stores.targets.known_keys("news:")]
        changed = {*effects.keys, *_addresses(effects), *edition.inputs.shared, *shared, *timely}
        stores.targets.update_keys(sorted(changed), edition.answers.fingerprint)
        return True

    def _settle(self, effects: Effects) -> list[Diagnostic]:
        """Take targets out and in; give a diagnostic for each two that want one address."""
        targets, clashes = self._stores.targets, list(effects.clashing)
        gone = effects.removed.keys() - effects.added.keys()
        for path in gone:
            targets.remove(path)
        self._edition.obsolete += sorted(gone)
        moved = effects.removed.keys() | effects.replaced
        for path, target in sorted(effects.added.items()):
            rivals = targets.rivals(target)
            clashes += [(target, rival) for rival in rivals if rival.path != path or path not in moved]
            recipe = Reason("recipe", f"{target.recipe} {target.argument}".strip())
            targets.add(target, recipe if path in moved else Reason("new"))
        return collisions(clashes, self._lines)

    def _check_all(self) -> list[Diagnostic]:
        stores, check = self._stores, self._check()
        for document in stores.documents.iter_public(stores.now):
            if document.path in self._edition.left_out:
                continue
            if faults := check.check(document.path, decode_references(document)):
                stores.references.write_faults(document.path, faults)
        for kind in ("page", "author"):
            for document in stores.documents.iter_kind(kind):
                self._check_document(check, document.path)
        self._settle_the_whole(check)
        return self._reference_faults()

    def _reference_faults(self) -> list[Diagnostic]:
        """Give what is wrong with the references of the documents that are shown, and of the settings."""
        found = [fault for _, faults in self._stores.references.iter_faults() for fault in faults]
        return [*found, *settings_faults(self._stores.settings, self._edition.answers, self._lines)]

    def _check_some(self, effects: Effects) -> None:
        """Check the documents that changed, and those that name what came or went."""
        references = self._stores.references
        paths = set(effects.recheck)
        for key in effects.keys:
            if key.startswith(CHECKED_KINDS):
                paths.update(references.paths(key))
        for key in _addresses(effects):
            paths.update(references.paths(key))
        if any(key.startswith("story:") for key in effects.keys):  # where a hidden story will be is not in any index
            paths.update(path for path, _ in references.iter_faults())
        check = self._check()
        for path in sorted(paths):
            self._check_document(check, path)
        self._settle_the_whole(check)

    def _settle_the_whole(self, check: ReferenceCheck) -> None:
        """Leave out what all pages link to and readers may not see, and keep what is wrong with the newsroom as a whole."""
        stores, inputs, lines = self._stores, self._edition.inputs, self._lines
        faults = settle_settings(inputs.shared, stores.settings, check, lines)
        faults += settle_breaking(inputs.shared, inputs.breaking, check, lines)
        faults += shared_identifiers(stores, lines)
        faults += future_changes(stores, lines)
        faults += contact_faults(stores.settings, stores.now, lines)
        faults += host_faults(stores.settings, self._edition.answers, lines)
        stores.references.write_faults(_WHOLE, faults)

    def _check(self) -> ReferenceCheck:
        edition = self._edition
        return ReferenceCheck(self._stores, edition.answers, self._lines, edition.left_out)

    def _check_document(self, check: ReferenceCheck, path: str) -> None:
        """Check a document if the site shows it; those that it does not show are not in the index."""
        document = self._stores.documents.find(path)
        is_shown = document is not None and check.is_shown(document)
        found = check.check(path, decode_references(document)) if document is not None and is_shown else []
        self._stores.references.write_faults(path, found)

    def add_source_faults(self) -> None:
        """Add what is wrong with single sources; of hidden stories apart, because a build's messages may be public."""
        edition, check = self._edition, self._check()
        for document, faults in self._stores.documents.iter_faulty():
            if not check.is_told(document):
                edition.hidden_diagnostics += faults
            elif document.kind in TOLD_KINDS:
                edition.diagnostics += faults
        edition.diagnostics += unsound_faults(self._stores, check)
        told, kept = divide_scan_faults(edition.inputs.scan_faults, self._stores.references)
        edition.hidden_diagnostics += kept
        of_inputs = [*edition.inputs.diagnostics, *told]
        edition.diagnostics += of_inputs
        edition.site_has_errors |= any(fault.is_error for fault in of_inputs)


def _owner(fault: Diagnostic) -> str:
    """Give the content source that a fault is laid to; empty for a fault of the site itself."""
    path = fault.place.path
    return path.removeprefix("content/") if path.startswith("content/") and path.endswith(".md") else ""


def _addresses(effects: Effects) -> set[str]:
    """Name the permalinks that came or went as links name them."""
    outputs = {*effects.added, *effects.removed}
    return {keys.path(permalink) for path in outputs for permalink in permalinks_of(path)}
