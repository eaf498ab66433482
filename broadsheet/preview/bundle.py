"""A copy of the preview for people who must see stories before they are public.

It lies under a path that nobody can guess, every page of it is marked, and it
holds pages, pictures and files only: nothing that machines go by, no feed and
no sitemap, so that no program is led to it.
"""

import secrets
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from broadsheet.content.gate import Audience
from broadsheet.newsroom.settings import Settings
from broadsheet.preview.live_site import LiveSite
from broadsheet.preview.marking import bundle_page
from broadsheet.site.layout import layout_of
from broadsheet.site.outcome import without_consequences
from broadsheet.site.preview_mark import mark_folder

_FOR_MACHINES = ("feed", "sitemap", "news-sitemap", "robots", "ninjs", "llms", "humans", "ads", "security", "host-")

Progress = Callable[[str, int, int], None]


class BundleFailed(Exception):
    """The pages could not be made; nothing was left behind."""


class Bundle(NamedTuple):
    """A copy: its folder, and how many errors its sources have."""

    folder: Path
    errors: int


def write_bundle(root: Path, out: Path, now: int, at: int | None, progress: Progress) -> Bundle:
    """Write a copy below `out`.

    It shows what the desk sees at `now`, or what readers see `at` an instant.
    Raises BundleFailed, DiskFailure, NotANewsroom.
    """
    folder = out / f"preview-{secrets.token_urlsafe(18)}"
    with TemporaryDirectory(prefix="broadsheet-bundle-") as state, ExitStack() as resources:
        audience: Audience = "desk" if at is None else "readers"
        layout = replace(layout_of(root), state=Path(state))
        site = LiveSite(layout, audience, lambda settings: _below(settings, folder.name))
        site.open()
        resources.callback(site.close)
        site.refresh(now if at is None else at, progress=lambda done, total: progress("reading", done, total))
        if not site.is_ready:
            raise BundleFailed("newsroom.yaml has errors")
        mark_folder(folder)
        try:
            _write_all(site, folder, at, lambda done, total: progress("writing", done, total))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        faults = without_consequences(site.faults, site.stores.settings)
        return Bundle(folder, sum(fault.is_error for fault in faults))


def _write_all(site: LiveSite, folder: Path, at: int | None, progress: Callable[[int, int], None]) -> None:
    paths = site.paths()
    for number, path in enumerate(paths, 1):
        _write(site, path, folder, at)
        progress(number, len(paths))


def _below(settings: Settings, name: str) -> Settings:
    """Move the newsroom's address down to the bundle's folder, for all links to stay inside."""
    return msgspec.structs.replace(settings, address=f"{settings.address}/{name}")


def _write(site: LiveSite, path: str, folder: Path, at: int | None) -> None:
    target = site.find(path)
    if target is None or target.recipe.startswith(_FOR_MACHINES):
        return
    made = site.make(target)
    if made.body is None or made.fault is not None:
        reason = made.fault.message if made.fault is not None else "a source changed meanwhile"
        raise BundleFailed(f"{path} could not be made: {reason}")
    body = bundle_page(site, target, made.body, at) if path.endswith(".html") else made.body
    full = folder / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_bytes(body)
