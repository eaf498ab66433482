"""A host with a shell as a target: releases beside each other, and a link to the one that readers see.

rsync sends what changed; the host itself gives unchanged files a second name.
"""

import re
import tempfile
from collections.abc import Collection, Iterable, Sequence

from broadsheet.publishing.lock import LOCK, LockingStore
from broadsheet.publishing.manifest import STATE
from broadsheet.publishing.remote import Answer, Host, run_program, ssh_help, ssh_reason
from broadsheet.publishing.store import Beginning, Outgoing, StoreFailure, WholeStore

ATTEMPTS = 3
# What rsync says when the connection broke: the next attempt goes on from there.
_BROKEN = frozenset({10, 12, 30, 35, 255})
_MARK = b"broadsheet-answer\n"
_MISSING, _NO_LINK, _NO_RSYNC, _NO_RELEASE = 44, 45, 46, 47
_RELEASE = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}")

# In all scripts: $1 is the target's folder. A host whose shell greets on standard output is seen through by the mark.
_READ = f"""echo {_MARK.decode().strip()}; cd -- "$1" 2>/dev/null || exit {_MISSING}
[ -e "{STATE}/$2" ] || exit {_MISSING}; exec cat -- "{STATE}/$2" """
_WRITE = f"""set -e; mkdir -p -- "$1"; cd -- "$1"; [ -d {STATE} ] || mkdir -m 700 {STATE}
cat > "{STATE}/$2.new"; mv -f -- "{STATE}/$2.new" "{STATE}/$2" """
_REMOVE = f"""cd -- "$1/{STATE}" && xargs -0 rm -f -- """
_LOCK = f"""mkdir -p -- "$1"; cd -- "$1" || exit 1; [ -d {STATE} ] || mkdir -m 700 {STATE}
cat > {STATE}/{LOCK}.$$ || exit 1; ln {STATE}/{LOCK}.$$ {STATE}/{LOCK} 2>/dev/null; made=$?; rm -f {STATE}/{LOCK}.$$
[ $made = 0 ] && exit 0; [ -e {STATE}/{LOCK} ] && exit {_MISSING}; exit 1"""
_BREAK = f"""cd -- "$1/{STATE}" && cat > broken && cmp -s broken {LOCK} && rm -f {LOCK}; rm -f broken"""
_BEGIN = f"""set -e; command -v rsync >/dev/null || exit {_NO_RSYNC}
mkdir -p -- "$1/releases"; cd -- "$1"; rm -rf {STATE}/drafts; mkdir {STATE}/drafts
if [ -e current ] || [ -L current ]; then [ -L current ] || exit {_NO_LINK}; fi
[ "$2" = resumed ] || rm -rf releases/incoming
mkdir -p releases/incoming
if [ -d current/ ]; then
  rsync -a --ignore-existing --link-dest="$(cd current/ && pwd -P)/" current/ releases/incoming/
fi"""
_FOREIGN = """cd -- "$1/current" 2>/dev/null || exit 0
xargs -0 sh -c 'for f; do if [ -e "$f" ] || [ -L "$f" ]; then printf "%s\\0" "$f"; fi; done' sh"""
_DELETE = """cd -- "$1/releases/incoming" && xargs -0 rm -f -- """
_PRUNE = """cd -- "$1/releases/incoming" && xargs -0 rmdir -p -- 2>/dev/null; :"""
_SWITCH = f"""set -e; cd -- "$1"; [ "$3" = old ] || mv -- releases/incoming "releases/$2"
[ -d "releases/$2" ] || exit {_NO_RELEASE}; rm -f .current.new; ln -s "releases/$2" .current.new
mv -T .current.new current 2>/dev/null || mv -h .current.new current"""
_LIST = f"""echo {_MARK.decode().strip()}; cd -- "$1/releases" && ls -1; readlink ../current"""
_DROP = """cd -- "$1/releases" && xargs -0 rm -rf -- """


class SshStore(LockingStore, WholeStore):
    """A folder of releases on a host."""

    def __init__(self, host: Host, path: str, by: str, keep: int) -> None:
        self.place = f"{host.place}:{path}"
        self.by = by
        self._host = host
        # `~` would be the shell's; a path without a slash before it starts where the host lets us in anyway.
        self._path = path.removeprefix("~/") or "."
        self._keep = keep
        self._before = ""

    def read(self, name: str) -> bytes | None:
        """Read a note."""
        answer = self._host.run(_READ, self._path, name)
        if answer.status == _MISSING:
            return None
        self._check(answer, f"reading `{name}`")
        return _after_mark(answer.output)

    def write(self, name: str, content: bytes) -> None:
        """Write a note, named into place."""
        self._check(self._host.run(_WRITE, self._path, name, stdin=content), f"writing `{name}`")

    def remove(self, names: Sequence[str]) -> None:
        """Remove notes."""
        self._check(self._host.run(_REMOVE, self._path, stdin=_list(names)), "removing notes")

    def make_lock(self, raw: bytes) -> bool:
        """Make the lock, whole and only where there is none."""
        answer = self._host.run(_LOCK, self._path, stdin=raw)
        if answer.status == _MISSING:
            return self.read_lock() == raw
        self._check(answer, "locking")
        return True

    def read_lock(self) -> bytes | None:
        """Read the lock."""
        return self.read(LOCK)

    def break_lock(self, found: bytes) -> None:
        """Remove the lock if it is the one that was found."""
        self._check(self._host.run(_BREAK, self._path, stdin=found), "unlocking")

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which something stands in the release that readers see."""
        answer = self._host.run(_FOREIGN, self._path, stdin=_list(paths))
        found = set(answer.output.decode(errors="replace").split("\0"))
        return [path for path in paths if path in found]

    def begin(self, beginning: Beginning) -> None:
        """Have the host make a release of the files that stand; one that was begun is gone on with."""
        answer = self._host.run(_BEGIN, self._path, "resumed" if beginning.is_resumed else "new")
        if answer.status == _NO_LINK:
            raise StoreFailure(f"{self.place}/current is not a link", "move it away, or name another `path`")
        if answer.status == _NO_RSYNC:
            raise StoreFailure(
                f"{self._host.name} has no rsync", "have it installed, or use a target of the kind `sftp`"
            )
        self._check(answer, "making a release")

    def delete(self, paths: Collection[str]) -> None:
        """Delete files of the release, and the folders that they leave empty."""
        if not paths:
            return
        self._check(self._host.run(_DELETE, self._path, stdin=_list(paths)), "deleting")
        folders = sorted({folder for path in paths if (folder := path.rpartition("/")[0])}, reverse=True)
        if folders:
            self._host.run(_PRUNE, self._path, stdin=_list(folders))

    def send(self, files: Sequence[Outgoing]) -> None:
        """Have rsync send files; what a cut-off attempt brought already is not sent again."""
        if not files:
            return
        source = str(files[0].file).removesuffix(files[0].path)
        with tempfile.NamedTemporaryFile() as listed:
            listed.write(_list(item.path for item in files))
            listed.flush()
            command = self._rsync(listed.name, source)
            for attempt in range(1, ATTEMPTS + 1):
                answer = run_program(command)
                if answer.status == 0:
                    return
                if answer.status not in _BROKEN or attempt == ATTEMPTS:
                    break
        if answer.status in _BROKEN:
            raise StoreFailure(f"{self.place}: {ssh_reason(answer.errors)}", ssh_help(answer.errors))
        self._check(answer, "sending files")

    def _rsync(self, listed: str, source: str) -> list[str]:
        path = self._path if self._path.startswith("/") else f"./{self._path}"
        return [
            "rsync",
            "-rlt",
            "--checksum",
            "--secluded-args",
            "--from0",
            f"--files-from={listed}",
            "--omit-dir-times",
            "--chmod=D755,F644",
            "--compress",
            "--timeout=60",
            f"--temp-dir={self._temp_dir(path)}",
            f"--rsh={' '.join(self._quoted(self._host.ssh()))}",
            source,
            f"{self._host.name}:{path}/releases/incoming/",
        ]

    def _temp_dir(self, path: str) -> str:
        # rsync reads a relative one from the folder that it writes to.
        return f"{path}/{STATE}/drafts" if path.startswith("/") else f"../../{STATE}/drafts"

    def _quoted(self, words: Sequence[str]) -> list[str]:
        """Quote words as rsync itself splits them, which knows no escapes."""
        return [f"'{word}'" if " " in word else word for word in words]

    def finish(self, id: str) -> None:  # noqa: A002
        """Name the release and lead readers to it; remove old ones."""
        listed = self._list()
        self._switch(id, "new")
        names = sorted(name for name in listed if _RELEASE.fullmatch(name) and name != self._before)
        old = names[: max(0, len(names) - self._keep + 2)]
        if old:
            self._check(self._host.run(_DROP, self._path, stdin=_list(old)), "removing old releases")

    def _list(self) -> list[str]:
        """List the releases, and remember the one that readers see."""
        answer = self._host.run(_LIST, self._path)
        lines = _after_mark(answer.output).decode(errors="replace").splitlines()
        self._before = next((line.removeprefix("releases/") for line in lines if line.startswith("releases/")), "")
        return lines

    def return_to(self, id: str, restored: Collection[str], removed: Collection[str]) -> None:  # noqa: A002
        """Lead readers back to a release."""
        self._switch(id, "old")

    def _switch(self, release: str, age: str) -> None:
        answer = self._host.run(_SWITCH, self._path, release, age)
        if answer.status == _NO_RELEASE:
            raise StoreFailure(f"the release {release} is no longer there", "publish an older build")
        self._check(answer, "switching to the release")

    def _check(self, answer: Answer, what: str) -> None:
        if answer.status:
            said = answer.errors.strip().splitlines()
            reason = said[-1] if said else f"status {answer.status}"
            raise StoreFailure(f"{self.place}: {what} failed: {reason}", "nothing that readers see was changed")


def _list(names: Iterable[str]) -> bytes:
    return b"".join(name.encode() + b"\0" for name in names)


def _after_mark(output: bytes) -> bytes:
    return output.partition(_MARK)[2]
