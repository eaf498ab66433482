"""A newsroom that publishes to a counterpart: write, build, publish, compare."""

import atexit
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from broadsheet.publishing.desk import Desk
from broadsheet.publishing.guards import Allowed
from broadsheet.publishing.plan import Plan
from broadsheet.publishing.publication import Done
from broadsheet.site.build import load_settings
from broadsheet.site.layout import layout_of
from tests.newsrooms import NOW, Site
from tests.publishing.hosts import FolderHost, Host

# Made small so that a hundred publications are a matter of seconds.
STORIES = 6


def targets_yaml(setting: dict[str, str]) -> str:
    """Write a target as newsroom.yaml has it."""
    lines = [f"    {key}: {value}" for key, value in setting.items()]
    return "targets:\n  -" + "\n".join(lines)[3:] + "\n"


@cache
def _built(stories: int) -> Path:
    """Build a newsroom once; copies of it are built in no time."""
    folder = Path(mkdtemp(prefix="built-newsroom-"))
    atexit.register(shutil.rmtree, folder)
    site = Site(folder / "newsroom")
    for number in range(stories):
        site.story(f"world/story-{number}", f"Story {number}", f"Body of story {number}.")
    assert site.build().is_ok
    return site.root


@dataclass
class Publishing:
    """A newsroom and the place that it publishes to."""

    site: Site
    host: Host
    now: int = NOW
    by: str = "desk"
    stories: int = field(default=STORIES)

    def __post_init__(self) -> None:
        shutil.copytree(_built(self.stories), self.site.root, dirs_exist_ok=True)
        self.configure()
        self.build()

    def configure(self, **more: str) -> None:
        """Write newsroom.yaml with the target."""
        self.site.configure()
        settings = (self.site.root / "newsroom.yaml").read_text("utf-8")
        self.site.write("newsroom.yaml", settings + targets_yaml({**self.host.setting, **more}))

    def build(self) -> None:
        """Build the site, which must succeed."""
        assert self.site.build(self.now).is_ok

    def desk(self) -> Desk:
        """Give the desk of the newsroom as it is now."""
        layout = layout_of(self.site.root)
        settings, faults = load_settings(layout)
        assert settings is not None, faults
        return Desk(layout, settings, self.now, self.by, self.host.environment)

    def publish(self, allowed: Allowed | None = None, takes_over: bool = False) -> Done:
        """Publish the last build."""
        desk = self.desk()
        return desk.publish(desk.settings.targets[0], allowed or Allowed(), takes_over)

    def plan(self, allowed: Allowed | None = None) -> Plan:
        """Plan a publication."""
        desk = self.desk()
        return desk.plan(desk.settings.targets[0], allowed or Allowed())

    def roll_back(self) -> Done:
        """Return to the previous publication."""
        desk = self.desk()
        return desk.roll_back(desk.settings.targets[0], Allowed(), takes_over=False, is_dry=False)

    def history(self) -> list[str]:
        """Give what the target remembers: what was done, by whom."""
        desk = self.desk()
        return [f"{item.what} by {item.by}" for item in desk.history(desk.settings.targets[0])]

    @property
    def folder(self) -> Path:
        """The folder of a target that is one."""
        assert isinstance(self.host, FolderHost)
        return self.host.root

    def differences(self) -> list[str]:
        """Give the paths at which the target and the build differ."""
        built, there = self.site.tree(), self.host.files()
        stay = {path for path in there.keys() - built.keys() if path.startswith(("assets/", "media/"))}
        return sorted(path for path in (built.keys() | there.keys()) - stay if built.get(path) != there.get(path))
