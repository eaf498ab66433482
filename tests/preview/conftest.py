"""Fixtures: a newsroom with something hidden, and the preview of it running as a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsrooms import Site
from tests.preview.running import Preview, preview_here


def write_stories(site: Site) -> None:
    """Write stories of every standing."""
    site.story("world/rates", "Rates rise", topics="[Rates]")
    site.story("world/plain", "Plain news", published="2026-11-19 08:00")
    site.story("politics/draft", "A draft", status="draft")
    site.story("world/held", "Held news", embargo="2031-01-02 06:00")
    site.story("world/coming", "Coming news", published="2031-02-03 06:00")
    site.story("world/gone", "Old news", expires="2026-11-21")


@pytest.fixture
def newsroom(site: Site) -> Site:
    write_stories(site)
    return site


@pytest.fixture
def preview(newsroom: Site) -> Iterator[Preview]:
    with preview_here(newsroom.root) as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview for tests that change nothing."""
    folder: Path = tmp_path_factory.mktemp("shared") / "newsroom"
    site = Site(folder)
    write_stories(site)
    with preview_here(folder) as running:
        yield running
