"""Make the stale outputs: batches to the workers, more values where they were missing, until all are staged."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from broadsheet.content import keys
from broadsheet.content.gate import FOREVER
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.targets import StaleTarget, Target
from broadsheet.engine.workers import InternalError, batches, run_in_lanes
from broadsheet.photos.renditions import Recipe
from broadsheet.rendering.lite import LISTED
from broadsheet.site.answers import Answers
from broadsheet.site.edition import Edition
from broadsheet.site.layout import Layout, pictures_folder, search_folder
from broadsheet.site.media_files import PICTURE_RECIPES, MediaSetup
from broadsheet.site.stores import Stores
from broadsheet.site.work import Rendered, RenderJob, RenderSetup, render_batch

BATCH = 48
PICTURE_WEIGHT = 50

# A target to make, and the keys that it was found to read besides those that are expected.
Waiting: TypeAlias = tuple[StaleTarget, frozenset[str]]


def render_setup(layout: Layout, edition: Edition, staging: Path) -> RenderSetup:
    """Give what the rendering of an edition shares."""
    shared = edition.inputs.shared
    digest = fingerprint(msgspec.msgpack.encode(sorted(shared.items(), key=lambda item: item[0])))
    recipe = msgspec.msgpack.decode(shared[keys.setting("pictures")] or b"", type=Recipe)
    media = MediaSetup(str(layout.root), str(pictures_folder(layout.root)), recipe, str(search_folder(layout.root)))
    return RenderSetup(digest, str(layout.root), str(staging), shared, edition.theme.templates, media)


def weight(stale: Sequence[StaleTarget]) -> int:
    """Weigh the work of making targets in pages; a picture's files are made together and take as long as some pages."""
    pictures = {_picture_key(item.target) for item in stale if item.target.recipe in PICTURE_RECIPES}
    return PICTURE_WEIGHT * len(pictures) + sum(item.target.recipe not in PICTURE_RECIPES for item in stale)


class Maker:
    """Make targets, with the values that they are known to need sent along."""

    def __init__(self, stores: Stores, setup: RenderSetup, answers: Answers, executor: Executor | None) -> None:
        self._stores = stores
        self._setup = setup
        self._answers = answers
        self._executor = executor

    def make(self, stale: Sequence[StaleTarget], progress: Callable[[int, int], None]) -> Iterator[list[Rendered]]:
        """Yield what became of stale targets, batch by batch. Raises InternalError."""
        ordered = stale if self._executor is None else self._in_time(stale)
        waiting: dict[str, Waiting] = {item.target.path: (item, frozenset()) for item in ordered}
        jobs = list(waiting.values())
        done = 0
        while jobs:
            again: list[Waiting] = []
            for batch in self._round(jobs):
                for rendered in batch:
                    if rendered.crash:
                        raise InternalError(rendered.crash)
                    if rendered.missing:
                        item, more = waiting[rendered.path]
                        if rendered.missing <= more:
                            raise InternalError(f"{rendered.path} asks again for {', '.join(sorted(rendered.missing))}")
                        waiting[rendered.path] = (item, more | rendered.missing)
                        again.append(waiting[rendered.path])
                    else:
                        del waiting[rendered.path]
                made = [rendered for rendered in batch if not rendered.missing]
                done += len(made)
                progress(done, len(stale))
                yield made
            jobs = again

    def _round(self, jobs: Sequence[Waiting]) -> Iterator[list[Rendered]]:
        if self._executor is None:
            for batch in _cut(jobs):
                yield render_batch(self._setup, [_job(item, {}) for item, _ in batch], self._answers.get)
            return
        work = partial(render_batch, self._setup)
        yield from run_in_lanes(work, list(_cut(jobs)), self._fill, self._executor, 3)

    def _in_time(self, stale: Sequence[StaleTarget]) -> list[StaleTarget]:
        """Sort targets by the time of what they show.

        Pages that show the same stories are then made one soon after the
        other, while the parts that they share are still at hand.
        """
        times = dict(self._stores.library.iter_times())
        return sorted(stale, key=lambda item: times.get(_subject(item.target), FOREVER))

    def _fill(self, batch: Sequence[Waiting]) -> list[RenderJob]:
        """Make jobs of targets, and send the values that they are known to need along."""
        named = self._stores.references.keys_of_all(
            item.target.argument for item, _ in batch if item.target.recipe in ("article", "lite-article", "ninjs")
        )
        size = self._stores.settings.feed_size
        wanted = [[*_expected(item.target, named.get(item.target.argument, []), size), *more] for item, more in batch]
        values = self._answers.get_all(key for keys_of_one in wanted for key in keys_of_one)
        return [
            _job(item, {key: values[key] for key in keys_of_one})
            for (item, _), keys_of_one in zip(batch, wanted, strict=True)
        ]


def _cut(jobs: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """Cut jobs into batches: all sizes of a picture are one, because the first that is asked for makes them all."""
    pictures: dict[str, list[Waiting]] = {}
    for job in jobs:
        if job[0].target.recipe in PICTURE_RECIPES:
            pictures.setdefault(_picture_key(job[0].target), []).append(job)
    yield from pictures.values()
    yield from batches((job for job in jobs if job[0].target.recipe not in PICTURE_RECIPES), BATCH)


def _subject(target: Target) -> str:
    """Name what a page shows, as the library tells times: a story's path, or a list with the page's number."""
    kind = target.recipe.removeprefix("sitemap-")
    # A month's sitemap may have several files; spread over time, no batch holds the stories of many months.
    return f"{kind}/{target.argument.partition(' ')[0]}" if kind in ("day", "month") else target.argument


def _picture_key(target: Target) -> str:
    return target.argument.partition(" ")[0]


def _job(item: StaleTarget, given: dict[str, bytes | None]) -> RenderJob:
    return RenderJob(item.target.path, item.target.recipe, item.target.argument, given, item.hash)


def _expected(target: Target, references: Sequence[str], feed_size: int) -> list[str]:
    """Give the keys that a target of this kind is known to read; `references` are those of its document."""
    argument = target.argument
    match target.recipe:
        case "article":
            named = [key for key in references if not key.startswith(("path:", "crop:"))]
            links = [keys.card_at(key) for key in named if key.startswith(("link:", "slug:"))]
            return [keys.story(argument), *named, *links]
        case "ninjs":
            return [keys.story(argument), *(key for key in references if not key.startswith(("path:", "crop:")))]
        case "lite-article":
            named = [key for key in references if not key.startswith(("path:", "crop:"))]
            return [keys.story(argument), *(key for key in named if not key.startswith("picture:"))]
        case "lite-front":
            return [keys.newest("latest", LISTED)]
        case "lite-section":
            return [keys.newest(f"section/{argument}", LISTED)]
        case "feed" | "feed-atom" | "feed-json":
            return [keys.newest(argument, feed_size), *_profile_key(argument)]
        case "list":
            return [keys.front(argument), *_author_key(argument)]
        case "numbered":
            name, number = argument.split(" ")
            page = int(number)
            return [keys.numbered(name, page), keys.has_newer(name, page), *_author_key(name)]
        case "day":
            return [keys.members(f"day/{argument}"), keys.neighbours(argument)]
        case "month":
            return [keys.days(argument)]
        case "sitemap-month":
            return [keys.members(f"month/{argument.partition(' ')[0]}")]
    return []


def _profile_key(list_name: str) -> list[str]:
    return [keys.profile(list_name.partition("/")[2])] if list_name.startswith("author/") else []


def _author_key(list_name: str) -> list[str]:
    return [keys.author(list_name.partition("/")[2])] if list_name.startswith("author/") else []
