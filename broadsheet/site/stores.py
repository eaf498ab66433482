"""The stores of one build: documents, library, references, targets, log; and what all steps need to know."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content.documents import SCHEMA as DOCUMENTS_SCHEMA, Documents
from broadsheet.content.gate import Audience
from broadsheet.content.library import SCHEMA as LIBRARY_SCHEMA, Library
from broadsheet.content.reference_index import SCHEMA as REFERENCES_SCHEMA, ReferenceIndex
from broadsheet.engine.database import transaction
from broadsheet.engine.log import SCHEMA as LOG_SCHEMA, BuildLog
from broadsheet.engine.target_log import SCHEMA as TARGETS_SCHEMA, TargetLog
from broadsheet.newsroom.settings import Settings
from broadsheet.rendering.dates import load_date_names
from broadsheet.site.version import code_version
from broadsheet.slugs import collision_key

SCHEMA = LOG_SCHEMA + TARGETS_SCHEMA + DOCUMENTS_SCHEMA + LIBRARY_SCHEMA + REFERENCES_SCHEMA


@dataclass(frozen=True)
class Stores:
    """All stores share one database, so that one transaction decides whether a build happened."""

    db: sqlite3.Connection
    settings: Settings
    now: int
    audience: Audience = "readers"

    @cached_property
    def log(self) -> BuildLog:
        """Sources and the redo list."""
        return BuildLog(self.db)

    @cached_property
    def targets(self) -> TargetLog:
        """The site's outputs."""
        return TargetLog(self.db, collision_key)

    @cached_property
    def documents(self) -> Documents:
        """Parsed sources."""
        return Documents(self.db, self.audience)

    @cached_property
    def library(self) -> Library:
        """The public stories."""
        return Library(self.db, self.settings.page_size)

    @cached_property
    def references(self) -> ReferenceIndex:
        """What public documents name."""
        return ReferenceIndex(self.db)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is done inside in all stores, or nothing of it."""
        try:
            with transaction(self.db):
                yield
        except BaseException:
            self.library.forget_places()
            self.targets.forget_numbers()
            raise

    def date_names(self, language: str) -> bytes:
        """Give the words of dates in a language and its region; those that were taken from CLDR once are kept."""
        settings = self.settings
        is_own = language == settings.language
        patterns = (settings.date_format, settings.time_format) if is_own else ("", "")
        name = f"dates and region {language} {patterns}"
        found = self.log.meta(name)
        if found is None:
            found = msgspec.msgpack.encode(load_date_names(language, *patterns))
            self.log.write_meta(name, found)
        return found

    @cached_property
    def code_version(self) -> bytes:
        """Everything that turns sources into bytes, as a fingerprint."""
        return code_version(self.log)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The newsroom's zone."""
        return ZoneInfo(self.settings.timezone)
