"""A host without a shell as a target: files are put beside, then renamed into place one by one.

The system's `sftp` does it in batches, which end at the first command that
fails. It has no way to name some characters; such names are refused.
"""

import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.publishing.lock import LOCK, LockingStore
from broadsheet.publishing.manifest import STATE
from broadsheet.publishing.remote import Answer, Host, run_program, ssh_help, ssh_reason
from broadsheet.publishing.store import CopyStore, Outgoing, StoreFailure

ATTEMPTS = 2
# Each new file is asked for by name up to this many; beyond, only where its first folder is there already.
ASK_EACH = 200

_UNFIT = re.compile(r"[\\\"'*?\[\]#\x00-\x1f\x7f]")
_ABSENT = ("no such file", "not found")


class SftpStore(LockingStore, CopyStore):
    """A folder on a host that speaks SFTP alone."""

    def __init__(self, host: Host, path: str, by: str) -> None:
        self.place = f"{host.place}:{path}"
        self.by = by
        self._host = host
        self._path = path.removeprefix("~/").rstrip("/") or ("/" if path.startswith("/") else ".")
        self._folders: set[str] = set()

    def unfit(self, paths: Iterable[str]) -> list[str]:
        """Give the paths that a batch cannot name."""
        return [path for path in (self._path, *paths) if _UNFIT.search(path)]

    def read(self, name: str) -> bytes | None:
        """Read a note."""
        with tempfile.TemporaryDirectory() as scratch:
            local = Path(scratch, "note")
            answer = self._batch([f"get {self._state(name)} {_local(local)}"])
            if answer.status == 0:
                return local.read_bytes()
            if _is_absent(answer.errors):
                return None
            raise self._failure(answer, f"reading `{name}`")

    def write(self, name: str, content: bytes) -> None:
        """Write a note, renamed into place."""
        with tempfile.TemporaryDirectory() as scratch:
            local = Path(scratch, "note")
            local.write_bytes(content)
            lines = [*self._make_folders([f"{STATE}/{name}"]), f"put {_local(local)} {self._state(f'{name}.new')}"]
            self._do([*lines, f"rename {self._state(f'{name}.new')} {self._state(name)}"], f"writing `{name}`")

    def remove(self, names: Sequence[str]) -> None:
        """Remove notes."""
        self.delete([f"{STATE}/{name}" for name in names])

    def make_lock(self, raw: bytes) -> bool:
        """Make the lock: written beside, then renamed in the old way, which does not put a file onto another."""
        draft = f"{LOCK}.{fingerprint(raw).hex()}"
        self.write(draft, raw)
        answer = self._batch([f"rename -l {self._state(draft)} {self._state(LOCK)}"])
        if answer.status == 0:
            return True
        self._batch([f"-rm {self._state(draft)}"])
        found = self.read_lock()
        if found is None:
            raise self._failure(answer, "locking")
        return found == raw

    def read_lock(self) -> bytes | None:
        """Read the lock."""
        return self.read(LOCK)

    def break_lock(self, found: bytes) -> None:
        """Remove the lock if it is the one that was found."""
        if self.read_lock() == found:
            self._do([f"-rm {self._state(LOCK)}"], "unlocking")

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which something stands."""
        if len(paths) > ASK_EACH:
            answer = self._batch([f"-ls -1a {self._at('')}"])
            top = {line.rstrip("/").rpartition("/")[2] for line in answer.output.decode(errors="replace").splitlines()}
            paths = [path for path in paths if path.partition("/")[0] in top]
        if not paths:
            return []
        answer = self._batch([f"-ls -1 {self._at(path)}" for path in paths])
        found = set(answer.output.decode(errors="replace").splitlines())
        return [path for path in paths if self._full(path) in found]

    def find_sent(self, files: Mapping[str, bytes]) -> set[str]:
        """Fetch files and look at their bytes."""
        paths = sorted(files)
        with tempfile.TemporaryDirectory() as scratch:
            local = {path: Path(scratch, str(number)) for number, path in enumerate(paths)}
            answer = self._batch([f"-get {self._at(path)} {_local(local[path])}" for path in paths])
            if answer.status:
                raise self._failure(answer, "looking at files")
            there = [path for path in paths if local[path].is_file()]
            return {path for path in there if fingerprint(local[path].read_bytes()) == files[path]}

    def keep(self, names: Mapping[str, str]) -> set[str]:
        """Keep what is replaced by a second name for it."""
        lines = [*self._make_folders([f"{STATE}/{name}" for name in names.values()])]
        for path, name in names.items():
            lines += [f"-rm {self._state(name)}", f"-ln {self._at(path)} {self._state(name)}"]
        listed = self._do([*lines, f"ls -1 {self._state('kept')}"], "keeping copies").output.decode(errors="replace")
        found = {line.rpartition("/")[2] for line in listed.splitlines()}
        return {path for path, name in names.items() if name.rpartition("/")[2] in found}

    def bring_back(self, names: Mapping[str, str]) -> None:
        """Put kept copies in place."""
        draft = self._state("draft")
        lines = [*self._make_folders(names)]
        for path, name in names.items():
            lines += [f"-rm {draft}", f"ln {self._state(name)} {draft}", f"rename {draft} {self._at(path)}"]
        self._do([*lines, f"-rm {draft}"], "bringing files back")

    def send(self, files: Sequence[Outgoing]) -> None:
        """Put files beside, then rename them into place."""
        draft = self._state("draft")
        lines = [*self._make_folders([item.path for item in files])]
        for item in files:
            lines += [f"put {_local(item.file)} {draft}", f"rename {draft} {self._at(item.path)}"]
        self._do(lines, "sending files")

    def delete(self, paths: Collection[str]) -> None:
        """Delete files, and the folders that they leave empty."""
        if not paths:
            return
        folders = {folder for path in paths for folder in _folders(path) if not folder.startswith(STATE)}
        lines = [f"-rm {self._at(path)}" for path in paths]
        answer = self._do(lines, "deleting")
        bad = [line for line in answer.errors.splitlines() if line.strip() and not _is_absent(line)]
        if bad:
            raise StoreFailure(f"{self.place}: deleting failed: {bad[-1]}", "check what the host lets you do")
        if folders:
            self._batch([f"-rmdir {self._at(folder)}" for folder in sorted(folders, reverse=True)])
            self._folders -= folders

    def _make_folders(self, paths: Iterable[str]) -> list[str]:
        """Give the commands that make the folders of files; they fail without harm where there is one."""
        wanted = {folder for path in paths for folder in ("", *_folders(path))} - self._folders
        self._folders |= wanted
        lines = []
        for folder in sorted(wanted):
            lines.append(f"-mkdir {self._at(folder)}")
            if folder == STATE:
                lines.append(f"-chmod 700 {self._at(folder)}")
        return lines

    def _full(self, path: str) -> str:
        return f"{self._path}/{path}".rstrip("/") if path else self._path

    def _at(self, path: str) -> str:
        return f'"{self._full(path)}"'

    def _state(self, name: str) -> str:
        return self._at(f"{STATE}/{name}")

    def _do(self, lines: Sequence[str], what: str) -> Answer:
        answer = self._batch(lines)
        if answer.status:
            raise self._failure(answer, what)
        return answer

    def _batch(self, lines: Sequence[str]) -> Answer:
        """Run commands; where the connection broke, run all again, which does no harm."""
        stdin = "".join(f"{line}\n" for line in lines).encode()
        for _ in range(ATTEMPTS):
            answer = run_program(self._host.sftp(), stdin)
            if not answer.is_cut_off:
                break
        if answer.is_cut_off:
            raise StoreFailure(f"{self.place}: {ssh_reason(answer.errors)}", ssh_help(answer.errors))
        return answer

    def _failure(self, answer: Answer, what: str) -> StoreFailure:
        said = [line for line in answer.errors.strip().splitlines() if not line.startswith("sftp>")]
        return StoreFailure(
            f"{self.place}: {what} failed: {said[-1] if said else f'status {answer.status}'}",
            "nothing was deleted after this; publish again, and it continues where it stopped",
        )


def _is_absent(said: str) -> bool:
    return any(word in said.lower() for word in _ABSENT)


def _local(file: Path) -> str:
    return f'"{file}"'


def _folders(path: str) -> list[str]:
    return [path[:at] for at, char in enumerate(path) if char == "/"]
