"""A site of another generator, to be taken over."""

from pathlib import Path

import pytest

from tests.importers.sites import OldSite


@pytest.fixture
def old_site(tmp_path: Path) -> OldSite:
    return OldSite(tmp_path)
