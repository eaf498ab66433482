"""A publisher in a process of its own, to be killed: `python -m tests.publishing.publisher ROOT NOW BY`.

It says `ready` before it begins, and in the end what became of it.
"""

import os
import sys
from pathlib import Path

from broadsheet.publishing.desk import Desk
from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.store import StoreFailure
from broadsheet.site.build import load_settings
from broadsheet.site.layout import layout_of


def publish(root: Path, now: int, by: str, deletions: int | None = None) -> str:
    """Publish; give what became of it."""
    layout = layout_of(root)
    settings, faults = load_settings(layout)
    assert settings is not None, faults
    desk = Desk(layout, settings, now, by, os.environ)
    try:
        return desk.publish(settings.targets[0], Allowed(deletions=deletions), takes_over=False).what
    except Refused as refused:
        if deletions is None and "would be deleted" in str(refused):
            return publish(root, now, by, int(str(refused).split()[0]))
        return f"refused: {refused}"
    except StoreFailure as failure:
        return f"failed: {failure}"


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(publish(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]) + "\n")
