"""A branch of a git repository as a target, as the hosts of Pages want it.

Git's plumbing alone, in a repository of our own beside the build: no checkout
is touched, files of others stay, and a push that is not on top of what stands
at the branch is refused by the other side. So a publication is one commit, and
two publishers cannot mix.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from broadsheet.publishing.ledger import HEAD
from broadsheet.publishing.manifest import STATE, Damaged, decode_head
from broadsheet.publishing.remote import Answer, run_program
from broadsheet.publishing.store import Beginning, Held, Outgoing, StoreFailure, WholeStore

TOKEN = "BROADSHEET_GIT_TOKEN"  # noqa: S105 - the name of a variable
TIP = "refs/broadsheet/tip"
# How far back a publication is looked for.
DEEPEST = 400

_HELPER = f'!f() {{ echo username=x-access-token; echo "password=${TOKEN}"; }}; f'
_GONE = "0" * 40


class GitStore(WholeStore):
    """A branch; what is sent and noted waits in an index of our own until all of it is one commit."""

    def __init__(self, url: str, branch: str, state: Path, by: str, environment: Mapping[str, str]) -> None:
        self.place = f"{url} {branch}"
        self.by = by
        self._url = url
        self._branch = branch
        self._repository = state / "repository.git"
        self._token = environment.get(TOKEN, "")
        self._ssh = environment.get("GIT_SSH_COMMAND", "")
        self._config = environment.get("BROADSHEET_SSH_CONFIG", "")
        self._tip: str | None = None
        self._is_fetched = False
        self._message = "Publish"
        self._entries: dict[str, str] = {}

    def read(self, name: str) -> bytes | None:
        """Read a note from the branch."""
        tip = self._fetch()
        return self._blob(tip, f"{STATE}/{name}") if tip else None

    def write(self, name: str, content: bytes) -> None:
        """Put a note into the next commit."""
        sha = self._git("hash-object", "-w", "--stdin", stdin=content).output.decode().strip()
        self._entries[f"{STATE}/{name}"] = sha

    def remove(self, names: Sequence[str]) -> None:
        """Leave notes out of the next commit."""
        self._entries.update({f"{STATE}/{name}": _GONE for name in names})

    @contextmanager
    def hold(self, takes_over: bool) -> Iterator[None]:
        """Keep nobody away: a push that comes second is refused."""
        yield

    def foreign(self, paths: Sequence[str]) -> list[str]:
        """Give the paths at which the branch has files."""
        tip = self._fetch()
        if tip is None:
            return []
        listed = self._git("ls-tree", "-r", "-z", "--name-only", tip).output.decode(errors="replace")
        there = set(listed.split("\0"))
        return [path for path in paths if path in there]

    def begin(self, beginning: Beginning) -> None:
        """Remember what the commit is to say."""
        self._message = beginning.message

    def send(self, files: Sequence[Outgoing]) -> None:
        """Put files into the next commit."""
        stdin = "".join(f"{item.file}\n" for item in files).encode()
        shas = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=stdin).output.decode().split()
        self._entries.update(zip((item.path for item in files), shas, strict=True))

    def delete(self, paths: Collection[str]) -> None:
        """Leave files out of the next commit."""
        self._entries.update(dict.fromkeys(paths, _GONE))

    def return_to(self, id: str, restored: Collection[str], removed: Collection[str]) -> None:  # noqa: A002
        """Put the files of an earlier commit into the next one."""
        commit = self._find(id)
        listed = self._git("ls-tree", "-r", "-z", commit).output.decode(errors="replace")
        shas = dict(_listed(line) for line in listed.split("\0") if line)
        if missing := [path for path in restored if path not in shas]:
            raise StoreFailure(f"the publication {id} has no `{missing[0]}` any longer", "publish an older build")
        self._entries.update({path: shas[path] for path in restored})
        self.delete(removed)

    def _find(self, wanted: str) -> str:
        """Find the commit of a publication, fetching more of the branch's past as it is needed."""
        depth = 20
        while True:
            self._git(
                "fetch", "--quiet", "--no-tags", f"--depth={depth}", "origin", f"+refs/heads/{self._branch}:{TIP}"
            )
            commits = self._git("rev-list", "--first-parent", TIP).output.decode().split()
            for commit in commits:
                raw = self._blob(commit, f"{STATE}/{HEAD}")
                try:
                    if raw is not None and decode_head(raw).id == wanted:
                        return commit
                except Damaged:
                    continue
            if len(commits) < depth or depth >= DEEPEST:
                raise StoreFailure(f"the publication {wanted} is not in the branch's history", "publish an older build")
            depth = min(DEEPEST, depth * 4)

    def conclude(self) -> None:
        """Make the commit and push it; never by force."""
        tip = self._fetch()
        index = {"GIT_INDEX_FILE": str(self._repository / "broadsheet-index")}
        Path(index["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        self._git("read-tree", tip or "--empty", environment=index)
        if tip is None:
            self._entries[".nojekyll"] = self._git("hash-object", "-w", "--stdin").output.decode().strip()
        ordered = sorted(self._entries.items(), key=lambda item: item[1] != _GONE)
        lines = (f"{'0' if sha == _GONE else '100644'} {sha}\t{path}\0" for path, sha in ordered)
        self._git("update-index", "-z", "--index-info", stdin="".join(lines).encode(), environment=index)
        tree = self._git("write-tree", "--missing-ok", environment=index).output.decode().strip()
        parent = ["-p", tip] if tip else []
        commit = self._git("commit-tree", tree, *parent, "-m", self._message, environment=self._author())
        self._push(commit.output.decode().strip())

    def _author(self) -> dict[str, str]:
        """Sign a commit with who publishes, unless git's own variables say otherwise."""
        values = {}
        for role in ("AUTHOR", "COMMITTER"):
            values[f"GIT_{role}_NAME"] = os.environ.get(f"GIT_{role}_NAME") or self.by or "Broadsheet"
            values[f"GIT_{role}_EMAIL"] = os.environ.get(f"GIT_{role}_EMAIL") or "broadsheet@localhost"
        return values

    def _push(self, commit: str) -> None:
        answer = self._run("push", "--porcelain", "origin", f"{commit}:refs/heads/{self._branch}")
        if answer.status == 0:
            return
        said = answer.output.decode(errors="replace") + answer.errors
        if re.search(
            r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|incorrect old value", said
        ):
            raise Held("somebody else has published to the branch meanwhile", "publish again")
        raise self._failure(answer, "pushing")

    def _fetch(self) -> str | None:
        """Fetch the branch once; None when there is none yet. Blobs stay where they are until they are needed."""
        if self._is_fetched:
            return self._tip
        if not (self._repository / "HEAD").exists():
            self._repository.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare")
        # Nobody else is in this repository: a lock in it is that of a git that was killed.
        for left in self._repository.rglob("*.lock"):
            left.unlink(missing_ok=True)
        for name, value in (("url", self._url), ("promisor", "true"), ("partialclonefilter", "blob:none")):
            self._git("config", f"remote.origin.{name}", value)
        answer = self._run("ls-remote", "--exit-code", "origin", f"refs/heads/{self._branch}")
        if answer.status == 2:
            self._is_fetched = True
            return None
        self._check(answer, "asking for the branch")
        self._git(
            "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", "origin",
            f"+refs/heads/{self._branch}:{TIP}",
        )  # fmt: skip
        self._tip = self._git("rev-parse", TIP).output.decode().strip()
        self._is_fetched = True
        return self._tip

    def _blob(self, commit: str, path: str) -> bytes | None:
        listed = self._git("ls-tree", "-z", commit, "--", path).output
        if not listed:
            return None
        return self._git("cat-file", "blob", listed.split()[2].decode()).output

    def _git(self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Answer:
        answer = self._run(*arguments, stdin=stdin, environment=environment)
        self._check(answer, f"`git {arguments[0]}`")
        return answer

    def _run(self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Answer:
        token = ["-c", "credential.helper=", "-c", f"credential.helper={_HELPER}"] if self._token else []
        ssh = "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=10 -o ServerAliveInterval=15"
        fixed = {
            "GIT_DIR": str(self._repository),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
            "GIT_SSH_COMMAND": self._ssh or ssh,
            "GIT_HTTP_LOW_SPEED_LIMIT": "1",
            "GIT_HTTP_LOW_SPEED_TIME": "60",
        }
        command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", *token, *arguments]
        return run_program(command, stdin, {**fixed, **(environment or {})})

    def _check(self, answer: Answer, what: str) -> None:
        if answer.status:
            raise self._failure(answer, what)

    def _failure(self, answer: Answer, what: str) -> StoreFailure:
        said = answer.errors.replace(self._token, "***") if self._token else answer.errors
        if re.search(r"Authentication failed|could not read Username|Permission denied|403|denied to", said):
            return StoreFailure(f"{self.place}: access was refused", f"check that git may push there, or set {TOKEN}")
        if "Host key verification failed" in said:
            return StoreFailure(f"{self.place}: the host's key is not known", "put it into known_hosts")
        if re.search(r"Could not resolve|unable to access|Connection|timed out|does not appear to be a git", said):
            return StoreFailure(
                f"{self.place}: the repository cannot be reached", "nothing was published; publish again"
            )
        if re.search(r"protected branch|hook declined|GH006", said):
            return StoreFailure(
                f"{self.place}: the branch is protected", "let the publisher push to it, or name another"
            )
        lines = [line for line in said.strip().splitlines() if line.strip()]
        return StoreFailure(f"{self.place}: {what} failed: {lines[-1] if lines else answer.status}")


def repository_url(setting: str, root: Path) -> str:
    """Give the address of a repository: of a remote of the newsroom's own repository, or of a path beside it."""
    if re.fullmatch(r"[\w.-]+", setting):
        answer = run_program(["git", "-C", str(root), "remote", "get-url", "--", setting])
        if answer.status == 0:
            return answer.output.decode().strip()
    if "://" in setting or re.match(r"[^/]+:", setting):
        return setting
    return str((root / Path(setting).expanduser()).resolve())


def _listed(line: str) -> tuple[str, str]:
    before, _, path = line.partition("\t")
    return path, before.split()[2]
