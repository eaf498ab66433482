"""Damage build logs in many ways, and look whether a build notices and makes the right site all the same.

python -m scripts.campaigns.damage --rounds 400 [--seed 1] [--folder /dev/shm]

Each case starts from a newsroom that was built, in half of them from one whose
last build was killed, so that SQLite's own log lies beside the file. After the
damage, and mostly some edits, a build must end with the bytes of a clean build,
and say in one line that the log was no good where something but a build had
written it; and the build after one more edit must be right, too.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.engine.database import remove_database
from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import FOREIGN, Desk, Tally, differences
from scripts.campaigns.kills import killed_build

Damage = Callable[["Case"], str]


class Case:
    """A newsroom whose log is damaged."""

    def __init__(self, desk: Desk, other: Desk) -> None:
        self.desk = desk
        self.random = desk.random
        self.log = desk.root / ".broadsheet" / "build.db"
        self.wal = Path(f"{self.log}-wal")
        self.other_log = other.root / ".broadsheet" / "build.db"

    @property
    def is_killed(self) -> bool:
        """Answer whether the last build left SQLite's own log behind."""
        return self.wal.exists() and self.wal.stat().st_size > 0

    def spoil(self, path: Path, count: int, keeps_time: bool = False) -> None:
        """Flip bytes anywhere in a file."""
        before, raw = path.stat(), bytearray(path.read_bytes())
        for _ in range(count):
            raw[self.random.randrange(len(raw))] ^= self.random.randrange(1, 256)
        with path.open("r+b") as file:
            file.write(raw)
        if keeps_time:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flipped(case: Case) -> str:
    """Flip bytes of the file; half of the time set its time back, as a failing copy program would."""
    count = case.random.choice((1, 1, 2, 5, 20, 100, 500))
    case.spoil(case.log, count, keeps_time=case.random.random() < 0.5)
    return f"{count} bytes flipped"


def flipped_pages(case: Case) -> str:
    """Flip bytes inside of data pages alone, where SQLite's own checks see nothing."""
    raw = bytearray(case.log.read_bytes())
    for _ in range(20):
        page = case.random.randrange(1, len(raw) // 4096) * 4096
        raw[page + case.random.randrange(2000, 4096)] ^= 1
    case.log.write_bytes(raw)
    return "data pages flipped"


def flipped_wal(case: Case) -> str:
    """Flip bytes of SQLite's own log, which a killed build leaves."""
    case.spoil(case.wal, case.random.choice((1, 2, 20)))
    return "-wal flipped"


def cut_wal(case: Case) -> str:
    """Cut SQLite's own log."""
    os.truncate(case.wal, case.random.randrange(case.wal.stat().st_size))
    return "-wal cut"


def lost_wal(case: Case) -> str:
    """Take SQLite's own log away."""
    case.wal.unlink()
    return "-wal lost"


def cut(case: Case) -> str:
    """Cut the file anywhere, sometimes at a page."""
    size = case.random.randrange(case.log.stat().st_size)
    os.truncate(case.log, size // 4096 * 4096 if case.random.random() < 0.3 else size)
    return "cut"


def emptied(case: Case) -> str:
    """Leave nothing in the file."""
    os.truncate(case.log, 0)
    return "empty"


def folder(case: Case) -> str:
    """Put a folder in its place."""
    case.log.unlink()
    (case.log / "within").mkdir(parents=True)
    return "a folder"


def another_version(case: Case) -> str:
    """Give it another format, older or newer."""
    db = sqlite3.connect(case.log)
    number = db.execute("PRAGMA user_version").fetchone()[0]
    db.execute(f"PRAGMA user_version = {case.random.choice((0, 1, number - 1, number + 1))}")
    db.close()
    return "another version"


def edited(case: Case) -> str:
    """Change rows through SQLite, so that the file is sound."""
    db = sqlite3.connect(case.log, isolation_level=None)
    db.execute(case.random.choice(("DELETE FROM read", "UPDATE key SET fingerprint = x'00'", "DELETE FROM source")))
    db.close()
    return "rows changed"


def another_newsrooms(case: Case) -> str:
    """Replace it by the log of another newsroom: with its times but not its seal, or the other way round."""
    if case.random.random() < 0.5:
        shutil.copy2(case.other_log, case.log)
    else:
        shutil.copy(case.other_log, case.log)
        shutil.copy(f"{case.other_log}.seal", f"{case.log}.seal")
    return "another newsroom's"


def another_newsrooms_whole(case: Case) -> str:
    """Replace the whole folder by that of another newsroom, times and all: a good log, but of another site."""
    remove_database(case.log)
    for end in ("", ".seal"):
        shutil.copy2(f"{case.other_log}{end}", f"{case.log}{end}")
    return "another newsroom's, whole"


def garbage(case: Case) -> str:
    """Fill it with noise."""
    case.log.write_bytes(case.random.randbytes(case.random.choice((1, 100, 4096, 100_000))))
    return "garbage"


def text(case: Case) -> str:
    """Write a text into it."""
    case.log.write_text("SQLite format 3\0" if case.random.random() < 0.3 else "nothing to see here\n")
    return "text"


def no_seal(case: Case) -> str:
    """Take the seal away, or spoil it."""
    seal = Path(f"{case.log}.seal")
    if case.random.random() < 0.5:
        seal.unlink()
    else:
        case.spoil(seal, 3)
    return "seal spoilt"


def strange_journal(case: Case) -> str:
    """Lay a rollback journal beside it, which SQLite would play back."""
    Path(f"{case.log}-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + case.random.randbytes(2000))
    return "a strange journal"


def copied(case: Case) -> str:
    """Copy the whole folder of state as a backup does, and put the copy in place: nothing is wrong with it."""
    state, copy = case.log.parent, case.log.parent.with_name("copy")
    shutil.copytree(state, copy)
    shutil.rmtree(state)
    copy.rename(state)
    return "copied"


def older(case: Case) -> str:
    """Restore a good log of some builds ago."""
    case.desk.edit(2)
    copy = case.log.parent.with_name("copy")
    shutil.copytree(case.log.parent, copy)
    case.desk.build()
    case.desk.edit(2)
    case.desk.build()
    shutil.rmtree(case.log.parent)
    copy.rename(case.log.parent)
    return "an older good one"


MUST_WARN: tuple[Damage, ...] = (
    *(flipped, flipped, flipped, flipped, cut, cut, flipped_pages, emptied, folder, another_version, edited),
    *(another_newsrooms, garbage, text, no_seal, strange_journal),
)
MAY_WARN: tuple[Damage, ...] = (another_newsrooms_whole, copied, older)
AFTER_KILL: tuple[Damage, ...] = (flipped_wal, cut_wal, lost_wal)


def run(folder: Path, rounds: int, seed: int, stories: int = 70) -> Tally:
    """Damage the log of a newsroom again and again."""
    tally = Tally("damaged build logs")
    desk, other = Desk(folder / "a", seed, stories), Desk(folder / "b", seed + 1, stories=20)
    other.build()
    while tally.tried < rounds:
        desk.build()
        case = Case(desk, other)
        if desk.random.random() < 0.5:
            desk.edit(desk.random.randrange(1, 4))
            killed_build(desk, desk.random.uniform(0, 0.1), is_late=desk.random.random() < 0.7, is_group=True)
        damages = [*MUST_WARN, *MAY_WARN, *(AFTER_KILL * 3 if case.is_killed else ())]
        damage = desk.random.choice(damages)
        label = damage(case) + (", after a kill" if case.is_killed else "")
        desk.edit(desk.random.choice((0, 1, 5)))
        result = desk.build()
        problems = differences(desk.tree(), desk.expected())
        if damage in MUST_WARN and not result.note:
            problems.append("no warning")
        if "\n" in result.note:
            problems.append(f"more than one line: {result.note}")
        tally.notes["rebuilt with a warning" if result.note else "used without a warning"] += 1
        desk.edit(1)
        if note := desk.build().note:
            problems.append(f"the build after it warns again: {note}")
        problems += differences(desk.tree(), desk.expected())
        problems += [path for path in FOREIGN if not (desk.site / path).exists()]
        tally.notes[label] += 1
        tally.check(f"seed {seed}, round {tally.tried}, {label}", problems)
    return tally


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=400)
    with TemporaryDirectory(dir=arguments.folder) as temporary:
        sys.exit(run(Path(temporary), arguments.rounds, arguments.seed).report())
