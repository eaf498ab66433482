"""Folders for their owner and group alone: what a build keeps holds the texts of stories that are not public.

The outputs themselves are never in one: who may read those is the umask's to say.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

# The umask may take the group's rights; a newsroom in which several accounts build keeps them.
PRIVATE = 0o770
_OTHERS = 0o007


def make_private(folder: Path) -> None:
    """Make a folder that only its owner and group may look into, and those above it that are not there yet. Raises OSError."""
    try:
        os.mkdir(folder, PRIVATE)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_private(folder.parent)
        with suppress(FileExistsError):
            os.mkdir(folder, PRIVATE)


def close_to_others(folder: Path) -> None:
    """Let nobody but its owner and group look into a folder that is there, where it is ours and the system allows it.

    What a link leads to may be somebody's own arrangement, and stays as it is.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        found = os.lstat(folder)
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            os.chmod(folder, stat.S_IMODE(found.st_mode) & ~_OTHERS)
