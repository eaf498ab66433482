"""A hundred bad pictures: each is refused with a reason or shown safely, and nothing comes to a stop."""

import resource
import sys

import pytest
from PIL import Image

from broadsheet.site.build import BuildResult
from tests.newsrooms import Site, faults
from tests.photos.wrecks import sound, wrecks

SETTINGS = "errors: skip\n"


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, BuildResult]:
    """A newsroom in which every story shows one of the pictures, and which leaves out what has errors."""
    site = Site(tmp_path_factory.mktemp("hospital") / "newsroom")
    site.configure(errors="skip")
    for number, (name, raw) in enumerate(wrecks().items()):
        site.write(f"content/pictures/{name}", raw)
        site.story(f"world/story-{number}", f"Picture {number}", image=f"{{file: /pictures/{name}, alt: x, credit: y}}")
    return site, site.build(jobs=2)


def test_there_are_a_hundred_of_them() -> None:
    assert len(wrecks()) >= 100


def test_each_is_shown_or_refused_with_a_reason(hospital: tuple[Site, BuildResult]) -> None:
    site, result = hospital
    refused = {
        fault.message.split("`")[1].removeprefix("/pictures/"): fault.message
        for fault in result.diagnostics
        if fault.is_error
    }
    for number, name in enumerate(wrecks()):
        is_shown = (site.out / f"world/story-{number}/index.html").exists()
        assert is_shown != (name in refused), f"{name}: {refused.get(name)}"
        if name in refused:
            assert "cannot be used: " in refused[name]
    assert sound().isdisjoint(refused), faults(result)
    assert len(refused) >= 60


def test_what_is_shown_can_be_read_and_is_upright(hospital: tuple[Site, BuildResult]) -> None:
    site, _ = hospital
    for path in (site.out / "media").iterdir():
        with Image.open(path) as image:
            image.load()
            assert image.getexif().get(0x0112, 1) == 1
            assert image.mode in ("RGB", "RGBA", "P", "L"), path.name
    (turned,) = (site.out / "media").glob("turned-[0-9a-f]*-240.jpg")
    with Image.open(turned) as image:
        assert image.size == (240, 320)


def test_a_hostile_drawing_is_never_published(hospital: tuple[Site, BuildResult]) -> None:
    site, _ = hospital
    assert list((site.out / "media").glob("*.svg")) == []


def test_memory_stays_within_bounds(hospital: tuple[Site, BuildResult]) -> None:
    unit = 1 if sys.platform == "darwin" else 1024
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    assert workers < 500_000_000
