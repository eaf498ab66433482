"""Real counterparts for publishing, started on the loopback device: each shows what it holds, and takes files of others."""

import base64
import getpass
import hmac
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from pathlib import Path
from typing import IO

import obstore
import pytest
from obstore.store import ObjectStore, S3Store

from tests.newsrooms import tree

# Azure's store is no package of Python's: it is tried where this names the program, `azurite-blob`.
AZURITE = os.environ.get("BROADSHEET_AZURITE", "")
KINDS = ("files", "releases", "ssh", "sftp", "moto", "rclone", "git", *(["azurite"] if AZURITE else []))

SECRET = "canary-7d1f0c4be2-secret"
KEY = "CANARYKEYID0000000"
S3_KEYS = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1"}


class Host(ABC):
    """A place to publish to, empty at first."""

    def __init__(self, setting: dict[str, str], environment: dict[str, str] | None = None) -> None:
        self.setting = {"name": "web", **setting}
        self.environment = environment or {}

    @abstractmethod
    def files(self) -> dict[str, bytes]:
        """Give what readers may see, by path."""

    @abstractmethod
    def put(self, path: str, content: bytes) -> None:
        """Put a file there as another program would."""

    def remains(self) -> list[str]:
        """Give what a publication that is over should have taken away."""
        return []


class FolderHost(Host):
    """A folder on this machine."""

    def __init__(self, root: Path, layout: str) -> None:
        super().__init__({"folder": str(root), "layout": layout})
        self.root = root
        self.served = root / "current" if layout == "releases" else root

    def files(self) -> dict[str, bytes]:
        return without_notes(tree(self.served.resolve())) if self.served.exists() else {}

    def put(self, path: str, content: bytes) -> None:
        if self.served != self.root and not self.served.exists():
            (self.root / "releases" / "by-hand").mkdir(parents=True)
            self.served.symlink_to("releases/by-hand")
        full = self.served / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content)


class RemoteHost(FolderHost):
    """The same folder, reached over SSH or SFTP."""

    def __init__(self, root: Path, kind: str, server: "SshServer") -> None:
        super().__init__(root, "releases" if kind == "ssh" else "files")
        place = f"{getpass.getuser()}@127.0.0.1"
        self.setting = {"name": "web", kind: place, "path": str(root), "port": str(server.port)}
        self.environment = {"BROADSHEET_SSH_CONFIG": str(server.config)}


class BucketHost(Host):
    """A bucket of a server that speaks S3."""

    def __init__(self, store: ObjectStore, address: str, endpoint: str) -> None:
        super().__init__({"bucket": address, "endpoint": endpoint, "region": "us-east-1"}, S3_KEYS)
        self.store = store

    def files(self) -> dict[str, bytes]:
        listed = [item["path"] for batch in obstore.list(self.store) for item in batch]
        return without_notes({path: bytes(obstore.get(self.store, path).bytes()) for path in listed})

    def put(self, path: str, content: bytes) -> None:
        obstore.put(self.store, path, content, use_multipart=False)


class AzureHost(BucketHost):
    """A container of a server that speaks Azure's language; the keys are in the environment."""

    def __init__(self, address: str, endpoint: str) -> None:
        super().__init__(
            obstore.store.from_url(address, client_options={"allow_http": True}, endpoint=endpoint), address, endpoint
        )
        del self.setting["region"]
        self.environment = {}


class GitHost(Host):
    """A bare repository."""

    def __init__(self, root: Path) -> None:
        super().__init__({"git": str(root), "branch": "pages"})
        self.root = root
        git("init", "--quiet", "--bare", str(root))
        git("-C", str(root), "config", "uploadpack.allowFilter", "true")

    def commits(self) -> list[str]:
        done = git("-C", str(self.root), "rev-list", "pages", check=False)
        return done.stdout.decode().split()

    def files(self) -> dict[str, bytes]:
        done = git("-C", str(self.root), "ls-tree", "-r", "-z", "pages", check=False)
        shas = [(line.split("\t")[1], line.split()[2]) for line in done.stdout.decode().split("\0") if line]
        stdin = "".join(f"{sha}\n" for _, sha in shas).encode()
        raw = git("-C", str(self.root), "cat-file", "--batch", stdin=stdin).stdout
        found, at = {}, 0
        for path, _ in shas:
            end = raw.index(b"\n", at)
            size = int(raw[at:end].split()[2])
            found[path] = raw[end + 1 : end + 1 + size]
            at = end + 2 + size
        return without_notes({path: content for path, content in found.items() if path != ".nojekyll"})

    def put(self, path: str, content: bytes) -> None:
        scratch = self.root.with_name(f"{self.root.name}-desk")
        who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@courier.example")
        if not git("-C", str(self.root), "rev-parse", "-q", "--verify", "pages", check=False).stdout:
            git("init", "--quiet", "-b", "pages", str(scratch))
            git("-C", str(scratch), "remote", "add", "origin", str(self.root))
        else:
            git("clone", "--quiet", "-b", "pages", str(self.root), str(scratch))
        full = scratch / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content)
        git("-C", str(scratch), "add", "-A")
        git("-C", str(scratch), *who, "commit", "--quiet", "-m", "By hand")
        git("-C", str(scratch), "push", "--quiet", "origin", "pages")
        shutil.rmtree(scratch)


def git(*arguments: str, stdin: bytes = b"", check: bool = True) -> subprocess.CompletedProcess[bytes]:
    """Run git."""
    return subprocess.run(["git", *arguments], input=stdin, capture_output=True, check=check)


def without_notes(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out what Broadsheet keeps for itself."""
    return {path: content for path, content in files.items() if not path.startswith(".broadsheet/")}


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until something listens."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} did not start")


@contextmanager
def running(command: list[str], port: int, log: IO[bytes], environment: dict[str, str] | None = None) -> Iterator[None]:
    """Run a server until the block ends."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **(environment or {})}
    )
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


class SshServer:
    """Debian's sshd, for this user alone; with `only_sftp` it gives no shell."""

    def __init__(self, folder: Path, only_sftp: bool) -> None:
        folder.mkdir(parents=True)
        self.port = free_port()
        self.config = folder / "ssh_config"
        for name in ("host_key", "user_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        shutil.copy(folder / "user_key.pub", folder / "authorized_keys")
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {(folder / 'host_key.pub').read_text()}")
        self.config.write_text(f"IdentityFile {folder / 'user_key'}\nUserKnownHostsFile {folder / 'known_hosts'}\n")
        self.server_config = folder / "sshd_config"
        self.server_config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host_key'}\n"
            f"AuthorizedKeysFile {folder / 'authorized_keys'}\nStrictModes no\nUsePAM no\nPidFile none\n"
            f"SetEnv HOME={folder}\nPasswordAuthentication no\nSubsystem sftp internal-sftp\nMaxStartups 100\nMaxSessions 100\n"
            + ("ForceCommand internal-sftp\n" if only_sftp else "")
        )

    @contextmanager
    def run(self) -> Iterator["SshServer"]:
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with (self.server_config.with_suffix(".log")).open("wb") as log:
            command = [shutil.which("sshd", path="/usr/sbin:/usr/local/sbin") or "sshd", "-D", "-e", "-f"]
            with running([*command, str(self.server_config)], self.port, log):
                yield self


@contextmanager
def moto(folder: Path, bucket: str) -> Iterator[str]:
    """Run moto's S3, which knows conditional writes, with a bucket; give its address."""
    port = free_port()
    program = str(Path(sys.executable).with_name("moto_server"))
    command = [program, "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "moto.log").open("wb") as log, running(command, port, log):
        address = f"http://127.0.0.1:{port}"
        scope = f"Credential={KEY}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
        headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}"}
        request = urllib.request.Request(f"{address}/{bucket}", data=b"", method="PUT", headers=headers)
        urllib.request.urlopen(request, timeout=10).close()
        yield address


@contextmanager
def rclone(folder: Path, bucket: str) -> Iterator[str]:
    """Run rclone's S3, which checks signatures and knows no conditions, with a bucket; give its address."""
    port = free_port()
    program = str(Path(sys.executable).with_name("rclone"))
    (folder / "buckets" / bucket).mkdir(parents=True)
    command = [program, "serve", "s3", str(folder / "buckets"), "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", f"{KEY},{SECRET}", "--config", str(folder / "none")]
    with (folder / "rclone.log").open("wb") as log, running(command, port, log):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def azurite(folder: Path, container: str) -> Iterator[str]:
    """Run Azure's own emulator of its store, with a container; give its address. The keys are the emulator's, known to all."""
    port, name = free_port(), "devstoreaccount1"
    key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    command = [AZURITE, "--blobPort", str(port), "--location", str(folder), "--silent"]
    command += ["--skipApiVersionCheck", "--disableTelemetry"]
    with (folder / "azurite.log").open("wb") as log, running(command, port, log), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AZURE_STORAGE_ACCOUNT_NAME", name)
        patch.setenv("AZURE_STORAGE_ACCOUNT_KEY", key)
        said = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": "2021-08-06"}
        lines = "".join(f"{header}:{value}\n" for header, value in said.items())
        signed = "PUT" + "\n" * 12 + f"{lines}/{name}/{name}/{container}\nrestype:container"
        signature = base64.b64encode(hmac.digest(base64.b64decode(key), signed.encode(), "sha256")).decode()
        headers = {**said, "Authorization": f"SharedKey {name}:{signature}", "Content-Type": ""}
        address = f"http://127.0.0.1:{port}/{name}"
        request = urllib.request.Request(f"{address}/{container}?restype=container", b"", headers, method="PUT")
        urllib.request.urlopen(request, timeout=10).close()
        yield address


def open_bucket(endpoint: str, name: str, prefix: str = "") -> ObjectStore:
    """Open a bucket as somebody with all rights."""
    return S3Store(
        name,
        prefix=prefix or None,
        endpoint=endpoint,
        region="us-east-1",
        access_key_id=KEY,
        secret_access_key=SECRET,
        client_options={"allow_http": True},
    )
