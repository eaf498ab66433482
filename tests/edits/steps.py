"""One step of a sequence: an edit, and what its build leaves beside what a build from nothing makes of the same files."""

from collections.abc import Mapping

from broadsheet.site.build import BuildResult
from tests.edits.catalogue import Kind
from tests.edits.newsroom import Newsroom
from tests.newsrooms import faults


def take_step(newsroom: Newsroom, kind: Kind, last: BuildResult) -> BuildResult:
    """Do an edit of a kind and compare; what was wrong with the `last` build is mended most of the time."""
    is_mending = not last.is_ok and newsroom.choose((True, True, False))
    if is_mending:
        newsroom.mend(last.diagnostics)
    newsroom.choose(kind.edits)(newsroom)
    before = newsroom.tree()
    made = compare(newsroom, before)
    if kind.is_idle and not is_mending:
        assert not (touched := _touched(made)), f"nothing has changed, but these are written or deleted: {touched}"
    if not kind.loses_track:
        same = [path for path in made.written if before.get(path) == (newsroom.out / path).read_bytes()]
        needless = [path for path in same if not _is_altered(made, path)]
        assert not needless, f"these were written with the bytes that they had: {needless}"
    return made


def compare(newsroom: Newsroom, before: Mapping[str, bytes]) -> BuildResult:
    """Build, build once more, and build from nothing; assert that they agree. Give what the first build said.

    `before` is the site as it was before the first build. The second build must write nothing.
    """
    made = newsroom.build(newsroom.now)
    again = newsroom.build(newsroom.now)
    after = newsroom.tree()
    clean, wanted = newsroom.clean_build()
    assert not (touched := _touched(again)), f"a second build writes or deletes {touched}"
    assert faults(again) == faults(made), f"a second build says\n{faults(again)}\nand the first\n{faults(made)}"
    lost = [path for path, raw in newsroom.foreign.items() if after.get(path) != raw]
    assert not lost, f"files of others are not as they were: {lost}"
    clashes = [fault for fault in made.diagnostics if fault.kind == "output-clash"]
    if clashes or (not clean.is_ok and not wanted):
        assert not (spoilt := _differences(before, after)), f"a build that ended with errors has touched {spoilt}"
    if clashes:
        further = set(made.diagnostics) - set(clashes) - set(clean.diagnostics)
        assert not further, f"only the incremental build says {further}"
        return made
    assert faults(made) == faults(clean), f"the build says\n{faults(made)}\nand a clean one\n{faults(clean)}"
    if not clean.is_ok and not wanted:
        return made
    wrong = [path for path in _differences(after, wanted) if path not in newsroom.foreign]
    assert not wrong, f"these are not as a clean build makes them: {wrong}"
    assert _counts(made) == _counts(clean), f"the build counts {_counts(made)}, and a clean one {_counts(clean)}"
    unsaid = set(_differences(before, after)) - set(_touched(made))
    assert not unsaid, f"a build does not say that it wrote {unsaid}"
    return made


def _is_altered(result: BuildResult, path: str) -> bool:
    """Answer whether a build made an output again because it was not as the log says, which may be an older log."""
    return result.reasons[path].kind in {"output-edited", "output-missing"}


def _touched(result: BuildResult) -> tuple[str, ...]:
    return result.written + result.deleted


def _counts(result: BuildResult) -> tuple[object, ...]:
    return result.stories, result.hidden, result.hidden_faults, result.next_change


def _differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    """Give the paths at which two sites differ."""
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
