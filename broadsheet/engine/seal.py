"""The seal of the build log: by it a run knows that nothing but a build has written the file.

SQLite does not notice bytes that were changed inside its pages. So each run
that ends leaves beside the database what the file system says of it. A write by
anything else moves the time of the file's change, which nobody can set back.
Reading the database to be sure of it would cost what there is, not what changed.
"""

import os
import random
import time
from pathlib import Path
from typing import Literal

import msgspec

from broadsheet.engine.sources import Stat, stat_of

END = ".seal"
_SECOND = 1_000_000_000

Finding = Literal["whole", "copy", "broken"]


def check_seal(path: Path) -> Finding:
    """Say whether a file is as its seal says, a faithful copy of that file (as a backup restores it), or neither."""
    try:
        sealed = msgspec.json.decode(Path(f"{path}{END}").read_bytes(), type=Stat)
        found = stat_of(os.stat(path))
    except (OSError, msgspec.DecodeError):
        return "broken"
    if found == sealed:
        return "whole"
    # The same file with another time of change was written to, whatever its other times were set back to.
    if found.inode == sealed.inode or found.size != sealed.size:
        return "broken"
    return "copy" if found.mtime_ns in {sealed.mtime_ns, sealed.mtime_ns // _SECOND * _SECOND} else "broken"


def seal(path: Path) -> None:
    """Seal a file as it is now; one whose seal holds is left alone."""
    if check_seal(path) == "whole":
        return
    # A time of our own choosing, in the past: a write in this very tick of the file system's clock moves it too.
    chosen = time.time_ns() - random.randrange(_SECOND, 3 * _SECOND)  # noqa: S311 - it need only be another one
    os.utime(path, ns=(chosen, chosen))
    draft = Path(f"{path}{END}.new")
    draft.write_bytes(msgspec.json.encode(stat_of(os.stat(path))))
    os.replace(draft, f"{path}{END}")


def break_seal(path: Path) -> None:
    """Take the seal off a file that is to be made anew."""
    for end in (END, f"{END}.new"):
        Path(f"{path}{end}").unlink(missing_ok=True)
