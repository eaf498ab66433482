"""Targets for campaigns of publishing, each with its real counterpart started for it."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.campaigns.arguments import make_parser
from tests.publishing.hosts import (
    KINDS,
    AzureHost,
    BucketHost,
    FolderHost,
    GitHost,
    Host,
    RemoteHost,
    SshServer,
    azurite,
    moto,
    open_bucket,
    rclone,
)


def read_publishing_arguments(text: str, rounds: int) -> argparse.Namespace:
    """Read what all campaigns do, and on which kinds of target to run."""
    parser = make_parser(text, rounds)
    parser.add_argument("--kinds", type=lambda words: tuple(words.split(",")), default=KINDS, help="files,ssh,…")
    return parser.parse_args()


class Targets:
    """Makes empty targets; servers are started when the first of a kind is asked for."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        self._servers: dict[str, SshServer | str] = {}
        self._count = 0

    def server(self, kind: str) -> SshServer | str:
        """Give the server of a kind."""
        if kind not in self._servers:
            place = self.folder / f"{kind}-server"
            if kind in ("ssh", "sftp"):
                self._servers[kind] = self._stack.enter_context(SshServer(place, kind == "sftp").run())
            else:
                place.mkdir()
                run = {"moto": moto, "rclone": rclone, "azurite": azurite}[kind]
                self._servers[kind] = self._stack.enter_context(run(place, "courier"))
        return self._servers[kind]

    def make(self, kind: str) -> Host:
        """Make an empty target of a kind."""
        self._count += 1
        root = self.folder / f"web-{self._count}"
        if kind in ("files", "releases"):
            return FolderHost(root, kind)
        if kind == "git":
            return GitHost(root)
        server = self.server(kind)
        if isinstance(server, SshServer):
            return RemoteHost(root, kind, server)
        if kind == "azurite":
            return AzureHost(f"az://courier/{root.name}", server)
        return BucketHost(open_bucket(server, "courier", root.name), f"s3://courier/{root.name}", server)


@contextmanager
def targets(folder: Path) -> Iterator[Targets]:
    """Give targets whose servers end with the block."""
    with ExitStack() as stack:
        yield Targets(folder, stack)
