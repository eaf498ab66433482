"""Fixtures: every kind of target with its real counterpart, each empty for every test."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.newsrooms import Site
from tests.publishing.commanding import Command, command
from tests.publishing.desks import Publishing
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
from tests.samples import beyond

_numbers = itertools.count()


@pytest.fixture(scope="session")
def shell_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with SshServer(tmp_path_factory.mktemp("ssh") / "server", only_sftp=False).run() as server:
        yield server


@pytest.fixture(scope="session")
def sftp_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with SshServer(tmp_path_factory.mktemp("sftp") / "server", only_sftp=True).run() as server:
        yield server


@pytest.fixture(scope="session")
def moto_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with moto(tmp_path_factory.mktemp("moto"), "courier") as address:
        yield address


@pytest.fixture(scope="session")
def rclone_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with rclone(tmp_path_factory.mktemp("rclone"), "courier") as address:
        yield address


@pytest.fixture(scope="session")
def azurite_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with azurite(tmp_path_factory.mktemp("azurite"), "courier") as address:
        yield address


@pytest.fixture
def make_host(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Host]:
    """Make an empty target of a kind."""

    def make(kind: str) -> Host:
        if kind in ("files", "releases"):
            return FolderHost(tmp_path / "web", kind)
        if kind in ("ssh", "sftp"):
            server = request.getfixturevalue("shell_server" if kind == "ssh" else "sftp_server")
            return RemoteHost(tmp_path / "web", kind, server)
        if kind == "git":
            return GitHost(tmp_path / "pages.git")
        address = request.getfixturevalue(f"{kind}_address")
        prefix = f"web-{next(_numbers)}"
        if kind == "azurite":
            return AzureHost(f"az://courier/{prefix}", address)
        return BucketHost(open_bucket(address, "courier", prefix), f"s3://courier/{prefix}", address)

    return make


@pytest.fixture
def broadsheet() -> Command:
    """The command line, in this process: `broadsheet("publish", "-C", folder)`."""
    return command


# The tests hold every claim for a plain folder, and one whole life of a target for all; CI holds every claim for all.
ELSEWHERE = [pytest.param(kind, marks=pytest.mark.campaign) for kind in KINDS if kind not in ("files", "releases")]


@pytest.fixture(params=["files", beyond("releases"), *ELSEWHERE])
def host(request: pytest.FixtureRequest, make_host: Callable[[str], Host]) -> Host:
    """An empty target, one of each kind."""
    return make_host(request.param)


@pytest.fixture
def desk(host: Host, tmp_path: Path) -> Publishing:
    """A newsroom that has been built and not published yet."""
    return Publishing(Site(tmp_path / "newsroom"), host)
