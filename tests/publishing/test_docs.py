"""`docs/publishing.md` as it is written: every setting that it shows, and each kind of target from nothing to published."""

import re
from pathlib import Path

import pytest
import yaml

from broadsheet.newsroom.load import parse_settings
from broadsheet.newsroom.targets import KINDS as TARGET_KINDS
from tests.newsrooms import SETTINGS, Site
from tests.publishing.desks import Publishing
from tests.publishing.hosts import KINDS
from tests.samples import sampled

PAGE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
SHOWN = {
    next(key for key in target if key in TARGET_KINDS): target
    for block in BLOCKS[:5]
    for target in yaml.safe_load(block)["targets"]
}


@pytest.mark.parametrize("block", BLOCKS)
def test_every_setting_that_is_shown_is_sound(block) -> None:
    if not block.startswith("targets:"):
        block = f"targets:\n  - name: web\n    folder: web\n{block}"
    settings, faults = parse_settings(SETTINGS + block)
    assert settings is not None, faults
    assert faults == []


def test_one_target_of_each_kind_is_shown_in_ten_lines() -> None:
    assert sorted(SHOWN) == ["bucket", "folder", "git", "sftp", "ssh"]
    assert all(len(block.splitlines()) <= 6 for block in BLOCKS[:5])


@pytest.mark.parametrize("kind", sampled(KINDS, ["releases", "git"]))
def test_a_target_that_is_shown_works_with_its_places_changed(kind, make_host, tmp_path) -> None:
    host = make_host(kind)
    shown = next(target for key, target in SHOWN.items() if key in host.setting)
    host.setting = {**{key: str(value) for key, value in shown.items()}, **host.setting}
    host.setting.pop("compress", None)
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    desk.publish()
    assert desk.differences() == []
