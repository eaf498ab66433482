"""Plant one mistake after another in the engine, and see which test notices it.

python -m scripts.campaigns.seeded_bugs [--edits N] [WORD …]

Each mistake is a replacement in a copy of the checkout; its old text must be
there exactly once. With words, only the mistakes that have one in their name
are planted. A table says which test noticed what; the status is 1 when a
mistake was not noticed. With `--edits` no test looks for the mistakes, but N
random sequences of edits; those that make no difference between an incremental
and a clean build are beyond them.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).resolve().parents[2]
COPIED = ("broadsheet", "templates", "tests", "scripts", "docs", "pyproject.toml", "newsroom.yaml", "build.py")
TESTS = (
    *("test_incremental", "test_agreement", "test_damage", "test_crash", "test_gate", "test_collisions"),
    *("test_properties", "photos/test_builds"),
)


@dataclass(frozen=True)
class Bug:
    """A mistake somebody could make: in which module, and what it would say instead."""

    name: str
    module: str
    old: str
    new: str


BUGS = (
    Bug(
        "a page of a story that is gone is not deleted",
        "site/edition.py",
        "        self._edition.obsolete += sorted(gone)\n",
        "",
    ),
    Bug(
        "a template that another names is not tracked",
        "rendering/environment.py",
        "                    waiting += self._named(current)\n",
        "",
    ),
    Bug(
        "a setting that was read is not recorded",
        "rendering/settled.py",
        'msgspec.msgpack.decode(reads.get(keys.setting(name)) or b"", type=SETTING_TYPES[name])',
        'msgspec.msgpack.decode(reads._shared.get(keys.setting(name)) or b"", type=SETTING_TYPES[name])',
    ),
    Bug(
        "a setting is recorded for the first page alone that reads it",
        "rendering/reads.py",
        "        self.asked.update(known[1])\n",
        "            self.asked.update(known[1])\n",
    ),
    Bug(
        "of a source only size and time are looked at",
        "site/scanning.py",
        "elif not is_racy and (stat.mtime_ns, stat.size, stat.ctime_ns, stat.inode) == "
        "(mtime_ns, size, ctime_ns, inode):",
        "elif (stat.mtime_ns, stat.size) == (mtime_ns, size):",
    ),
    Bug(
        "a source that was just written is trusted",
        "engine/sources.py",
        "        return max(self.mtime_ns, self.ctime_ns) > scanned_ns - RACY_NS\n",
        "        return False\n",
    ),
    Bug(
        "an output is written over, not named into place",
        "engine/outputs.py",
        "        try:\n            os.replace(staged, final)\n",
        "        try:\n            shutil.copyfile(staged, final)\n            os.unlink(staged)\n",
    ),
    Bug(
        "outputs are not synced before they are named",
        "site/renewal.py",
        "        self._outputs.sync_staged()\n",
        "",
    ),
    Bug(
        "the redo list is not written",
        "site/renewal.py",
        "        log.write_redo(self._redo_list())\n",
        "",
    ),
    Bug(
        "an output on its way is trusted before it was seen",
        "site/renewal.py",
        "        targets.write_stats(dict.fromkeys(was_there, UNSEEN))\n",
        "",
    ),
    Bug(
        "deletions are not in the redo list",
        "site/renewal.py",
        "log.write_redo(self._redo_list())",
        "log.write_redo((path, True) for path in self._staged)",
    ),
    Bug(
        "numbered pages are not cut anew",
        "site/list_changes.py",
        "first = library.cut_pages(name, change.lowest) if change.lowest is not None else None",
        "first = library.page_of(name, change.lowest) if change.lowest is not None else None",
    ),
    Bug(
        "readers of what most pages read are forgotten",
        "engine/target_log.py",
        "JOIN target ON target.shared = shared_read.set_id WHERE key = ?",
        "JOIN target ON target.shared = shared_read.set_id WHERE key = ? AND false",
    ),
    Bug(
        "the clock passes an embargo unnoticed",
        "site/stamps.py",
        "if any(low < at <= high for at in instants) or stores.documents.crossing(before, now):",
        "if any(low < at <= high for at in instants):",
    ),
    Bug(
        "a story's old aliases stay",
        "site/changes.py",
        "self._effects.swap(_owned(stores, path), targets)\n\n    def _page",
        "self._effects.swap(_owned(stores, path) if new is None else [], targets)\n\n    def _page",
    ),
    Bug(
        "cards keep the name that an author had",
        "site/changes.py",
        "        return set(self._stores.references.paths(keys.profile(slug)))\n",
        "        return set()\n",
    ),
    Bug(
        "cards keep the picture that was replaced",
        "site/changes.py",
        'return {path for path in readers if self._kind_now(path) == "story"}',
        "return set()",
    ),
    Bug(
        "a page is not made again when its picture is another",
        "site/changes.py",
        "        self._effects.keys.add(key)\n        self._media.add(key)\n",
        "        self._media.add(key)\n",
    ),
    Bug(
        "outputs that were edited by hand stay",
        "site/verifying.py",
        "if (found.st_mtime_ns, found.st_size, found.st_ctime_ns, found.st_ino) != (mtime_ns, size, ctime_ns, inode):",
        "if False:",
    ),
    Bug(
        "what did not change is written all the same",
        "site/work.py",
        "    if digest == job.known:\n        return Rendered(",
        "    if not digest:\n        return Rendered(",
    ),
    Bug(
        "a log that something else has written is used",
        "engine/seal.py",
        '    if found.inode == sealed.inode or found.size != sealed.size:\n        return "broken"\n'
        '    return "copy" if found.mtime_ns in {sealed.mtime_ns, sealed.mtime_ns // _SECOND * _SECOND} else "broken"\n',
        '    return "whole"\n',
    ),
    Bug(
        "outputs that an older log does not know stay",
        "site/planning.py",
        'if is_first or stores.log.meta("strays") == b"expected":',
        "if is_first:",
    ),
    Bug(
        "a folder that cannot be read counts as empty",
        "engine/sources.py",
        "    except (FileNotFoundError, NotADirectoryError):\n        return\n",
        "    except OSError:\n        return\n",
    ),
    Bug(
        "two builds run at once",
        "engine/lock.py",
        "            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "",
    ),
    Bug(
        "a day does not learn of the day that came after it",
        "site/list_changes.py",
        "around = [rest, *self._stores.library.next_days(rest)]",
        "around = [rest]",
    ),
    Bug(
        "the archive does not learn of a new month",
        "site/list_changes.py",
        "            effects.keys.add(keys.MONTHS)\n",
        "            pass\n",
    ),
    Bug(
        "the last page does not learn that it has a successor",
        "site/list_changes.py",
        "            effects.keys |= {keys.has_newer(name, number) for number in range(low, high)}\n",
        "",
    ),
    Bug(
        "a topic keeps the spelling that it had",
        "site/list_changes.py",
        "            if self._stores.library.label(name) is not None:\n",
        "            if self._stores.library.label(name) is None:\n",
    ),
    Bug(
        "links by the slug that a story had are not looked at",
        "site/changes.py",
        'slugs = {change.slug if change else "", document.slug if document else ""} - {""}',
        'slugs = {document.slug if document else ""} - {""}',
    ),
    Bug(
        "a picture stays published when no story shows it",
        "site/changes.py",
        "            if document is not None:\n                self._addresses.add(document.address)\n",
        "            if document is None:\n                pass\n",
    ),
    Bug(
        "links to addresses that come and go are not checked again",
        "site/edition.py",
        "            paths.update(references.paths(key))\n        if any",
        "            pass\n        if any",
    ),
    Bug(
        "files that the theme no longer has stay published",
        "site/edition.py",
        'effects.swap(stores.targets.below("assets/"), asset',
        "effects.swap([], asset",
    ),
    Bug(
        "a notice stays after its end",
        "site/stamps.py",
        "if any(low < at <= high for at in instants) or stores.documents.crossing(before, now):",
        "if stores.documents.crossing(before, now):",
    ),
    Bug(
        "a picture that is kept is not made anew for other sizes",
        "photos/renditions.py",
        "msgspec.msgpack.encode((recipe, VERSION, encoder))",
        "msgspec.msgpack.encode((VERSION, encoder))",
    ),
    Bug(
        "crops around one point push those around another out",
        "photos/renditions.py",
        'fingerprint(f"{key} {focus[0]},{focus[1]}".encode())',
        "fingerprint(key.encode())",
    ),
    Bug(
        "stories are not read again in another time zone",
        "site/parsing.py",
        '    parse_all = log.meta("parse") != stamp\n',
        '    parse_all = log.meta("parse") is None\n',
    ),
    Bug(
        "workers outlive a build that was killed",
        "engine/workers.py",
        "    os._exit(1)\n",
        "",
    ),
)


class NotThere(Exception):
    """The text that a mistake replaces is not in its module; the mistake must be planted elsewhere."""


def copy_checkout(copy: Path) -> None:
    """Copy what the tests need."""
    for name in COPIED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)


def plant(bug: Bug, copy: Path) -> None:
    """Copy the checkout with one mistake in it. Raises NotThere."""
    copy_checkout(copy)
    module = copy / "broadsheet" / bug.module
    text = module.read_text("utf-8")
    if text.count(bug.old) != 1:
        raise NotThere(f"its text is {text.count(bug.old)} times in {bug.module}")
    module.write_text(text.replace(bug.old, bug.new), "utf-8")


def is_planted_once(bug: Bug) -> bool:
    """Answer whether a mistake can still be planted where it says."""
    return (CHECKOUT / "broadsheet" / bug.module).read_text("utf-8").count(bug.old) == 1


def find_test(copy: Path, names: Sequence[str] = TESTS, options: Sequence[str] = ("-m", "")) -> str:
    """Run the suite over a copy until a test fails, and name that test; empty when none does."""
    tests = [f"tests/{name}.py" for name in names]
    result = _run(copy, "pytest", "-x", "-q", "-p", "no:cacheprovider", *options, *tests)
    match = re.search(r"^(?:FAILED|ERROR) tests/(\S+)", result.stdout, re.MULTILINE)
    if match is None and result.returncode != 0:
        raise RuntimeError(result.stdout[-2000:] + result.stderr[-2000:])
    return match[1] if match else ""


def find_edits(copy: Path, sequences: int) -> str:
    """Run sequences of edits over a copy until one fails, and say which edit showed the mistake; empty when none does."""
    for seed in range(1, sequences + 1, 10):
        result = _run(copy, "scripts.campaigns.edits", "--sequences", "10", "--seed", str(seed))
        match = re.search(r"^FAILED (sequence \d+): \[['\"]step \d+ \((E\d\d)", result.stdout, re.MULTILINE)
        if match is not None:
            return f"{match[1]}, {match[2]}"
        if result.returncode != 0:
            raise RuntimeError(result.stdout[-2000:] + result.stderr[-2000:])
    return ""


def _run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", *command]
    return subprocess.run(program, cwd=copy, capture_output=True, text=True, check=False)


def is_clean(find: Callable[[Path], str]) -> bool:
    """Answer whether the tests pass over a copy without a mistake; one that fails would notice each of them."""
    with TemporaryDirectory() as temporary:
        copy_checkout(Path(temporary))
        failing = find(Path(temporary))
    if failing:
        print(f"{failing} fails without any mistake; it would notice each of them")
    return not failing


def try_bugs(bugs: Sequence[Bug], words: Sequence[str], find: Callable[[Path], str]) -> int:
    """Plant mistakes, print the table, give the exit status. `find` says what notices the mistake in a copy."""
    chosen = [bug for bug in bugs if not words or any(word in bug.name for word in words)]
    survived = 0
    for bug in chosen:
        with TemporaryDirectory() as temporary:
            copy = Path(temporary)
            try:
                plant(bug, copy)
                catcher = find(copy)
            except NotThere as reason:
                catcher, survived = f"NOT PLANTED: {reason}", survived + 1
        survived += not catcher
        print(f"{bug.name:<58} {catcher or 'NOT NOTICED'}", flush=True)
    print(f"{len(chosen) - survived}/{len(chosen)} mistakes noticed")
    return 1 if survived else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=0, metavar="N", help="sequences of edits to try for each mistake")
    parser.add_argument("words", nargs="*")
    arguments = parser.parse_args()
    if arguments.edits:
        sys.exit(try_bugs(BUGS, arguments.words, partial(find_edits, sequences=arguments.edits)))
    sys.exit(try_bugs(BUGS, arguments.words, find_test) if is_clean(find_test) else 1)
