"""Which files of a site a build changed, by their bytes."""

import hashlib
from pathlib import Path

# A file's inode, size and times, and the hash of its bytes, by its path in the site.
Hashes = dict[str, tuple[tuple[int, ...], bytes]]

ABSENT: tuple[tuple[int, ...], bytes] = ((), b"")


def hash_files(folder: Path, known: Hashes) -> Hashes:
    """Hash the files of a folder; one that is as it was known is not read again."""
    found: Hashes = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name, stat = path.relative_to(folder).as_posix(), path.stat()
            mark = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            before = known.get(name, ABSENT)
            found[name] = before if before[0] == mark else (mark, hashlib.blake2b(path.read_bytes()).digest())
    return found


def changed_files(before: Hashes, after: Hashes) -> list[str]:
    """Name the files that came, went, or have other bytes."""
    return sorted(path for path in before | after if before.get(path, ABSENT)[1] != after.get(path, ABSENT)[1])
