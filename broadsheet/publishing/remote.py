"""The system's ssh: a host whose key is known already, and no question asked.

What a setting says is never part of a shell's line: it is quoted as one word,
and a host's name was checked when the settings were read.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.publishing.store import StoreFailure

# Bounds of one command; what hangs is found out by ssh itself, which asks the host every 15 seconds.
MOST_SECONDS = 3600
# What ssh ends with when it does not reach the host; sftp itself is ended, without a word, where it writes to an ssh
# that is gone already.
_NO_CONNECTION = frozenset({255, -13})  # 13 is SIGPIPE, which Windows has no name for


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command on the host, or a program of this machine, said."""

    status: int
    output: bytes
    errors: str

    @property
    def is_cut_off(self) -> bool:
        """Answer whether there was no connection, or it broke."""
        return self.status in _NO_CONNECTION


class Host:
    """A host, reached over one connection that its commands share."""

    def __init__(self, name: str, port: int, environment: Mapping[str, str]) -> None:
        self.name = name
        self.place = f"{name}:{port}" if port else name
        self._port = port
        self._config = environment.get("BROADSHEET_SSH_CONFIG", "")
        # A socket's path is short by law, so it cannot lie in the newsroom's folder.
        self._sockets = tempfile.mkdtemp(prefix="bs-")
        weakref.finalize(self, shutil.rmtree, self._sockets, True)

    def options(self) -> list[str]:
        """Give the options that ssh and sftp share, but for the port."""
        config = ["-F", self._config] if self._config else []
        settings = {
            "BatchMode": "yes",
            "StrictHostKeyChecking": "yes",
            "ConnectTimeout": "10",
            "ServerAliveInterval": "15",
            "ServerAliveCountMax": "3",
            "ControlMaster": "auto",
            "ControlPath": f"{self._sockets}/%C",
            "ControlPersist": "10",
        }
        return [*config, *(part for name, value in settings.items() for part in ("-o", f"{name}={value}"))]

    def ssh(self) -> list[str]:
        """Give the words that start ssh, without the host."""
        return ["ssh", "-T", *self.options(), *(["-p", str(self._port)] if self._port else [])]

    def sftp(self) -> list[str]:
        """Give the words that start sftp, reading commands from standard input."""
        port = ["-P", str(self._port)] if self._port else []
        return ["sftp", "-q", "-b", "-", *self.options(), *port, "--", self.name]

    def run(self, script: str, *arguments: str, stdin: bytes = b"") -> Answer:
        """Run a script of `sh` on the host with some arguments; one that could not be reached is asked again."""
        words = ["exec", "sh", "-c", script, "sh", *arguments]
        line = " ".join(shlex.quote(word) for word in words)
        command = [*self.ssh(), "--", self.name, line]
        answer = run_program(command, stdin)
        if answer.is_cut_off and _is_passing(answer.errors):
            answer = run_program(command, stdin)
        if answer.is_cut_off:
            raise StoreFailure(f"{self.place}: {ssh_reason(answer.errors)}", ssh_help(answer.errors))
        return answer


def run_program(
    command: Sequence[str | Path], stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> Answer:
    """Run a program of this machine. Raises StoreFailure when it cannot be started or does not end."""
    env = {**os.environ, **(environment or {}), "LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=MOST_SECONDS, env=env)
    except FileNotFoundError:
        raise StoreFailure(f"`{command[0]}` is not installed", f"install {command[0]} on this machine") from None
    except subprocess.TimeoutExpired:
        raise StoreFailure(f"`{command[0]}` did not finish") from None
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def _is_passing(errors: str) -> bool:
    """Answer whether what kept ssh from the host may be gone at the next attempt."""
    return "Host key" not in errors and "Permission denied" not in errors


def ssh_reason(errors: str) -> str:
    """Tell from what ssh said why the host was not reached."""
    if "Host key verification failed" in errors or "REMOTE HOST IDENTIFICATION" in errors:
        return "the host's key is unknown or has changed"
    if "Permission denied" in errors:
        return "the host refused access"
    if "timed out" in errors.lower():
        return "the host did not answer in time"
    if "Could not resolve" in errors:
        return "there is no host of this name"
    return "the host cannot be reached, or broke off the connection"


def ssh_help(errors: str) -> str:
    """Say what to do about it."""
    if "Host key" in errors or "REMOTE HOST" in errors:
        return "ask whoever runs it for its key, and add that to known_hosts; Broadsheet never accepts one unseen"
    if "Permission denied" in errors:
        return "check the keys of this machine: `ssh HOST` must work without asking anything"
    return "nothing was deleted after this; publish again, and it continues where it stopped"
