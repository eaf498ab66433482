"""The lines for the shell in `docs/publishing.md`, run by a shell as they are written: only places and keys are changed."""

import getpass
import gzip
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import ROOT, Site
from tests.publishing.hosts import S3_KEYS, BucketHost, Host, SshServer, git

PAGE = (ROOT / "docs" / "publishing.md").read_text("utf-8")
ANY_TARGET, *_ = re.findall(r"^```sh\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
ON_TIME = re.findall(r"^```sh\n(.*--watch-clock\n)```$", PAGE, flags=re.MULTILINE)
# Each kind of target in its section: the lines of newsroom.yaml, and those for the shell after them.
SHOWN = re.findall(r"^```yaml\n(targets:.*?)^```\n+.*?^```sh\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
FOLDER, SSH, SFTP, BUCKET, GIT = SHOWN


def run_shell(site: Site, scratch: Path, shown: tuple[str, str], places: dict[str, str], **environment: str) -> None:
    """Write the target into newsroom.yaml and give the lines to a shell in the newsroom's folder."""
    setting, lines = shown
    for old, new in places.items():
        assert old in setting + lines, old
        setting, lines = setting.replace(old, new), lines.replace(old, new)
    site.write("newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + setting)
    site.story("world/rates", "Rates rise", published="2026-01-02")
    site.story("world/ports", "Ports close", published="2026-01-03")
    programs = scratch / "programs"
    programs.mkdir()
    _write_program(programs / "broadsheet", f"{sys.executable} -m broadsheet")
    if config := environment.get("BROADSHEET_SSH_CONFIG"):
        _write_program(programs / "ssh", f"/usr/bin/ssh -F {config}")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment, "PATH": path}
    done = subprocess.run(
        ["sh", "-eu", "-c", lines], cwd=site.root, env=whole, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _write_program(path: Path, command: str) -> None:
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    path.chmod(0o755)


def published(root: Path) -> dict[str, bytes]:
    """Read what readers are shown from a folder."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.startswith(".broadsheet/")}


def test_each_kind_of_target_has_its_lines() -> None:
    assert len(SHOWN) == 5
    assert len(ON_TIME) == 1


@pytest.mark.campaign
def test_the_lines_for_any_target_and_for_a_folder(site, tmp_path) -> None:
    lines = f"{ANY_TARGET}{FOLDER[1]}{ON_TIME[0]}"
    run_shell(site, tmp_path, (FOLDER[0], lines), {"/srv/www/courier": str(tmp_path / "web")})
    assert published(tmp_path / "web/current") == site.tree()


@pytest.mark.campaign
def test_the_lines_for_a_branch(site, tmp_path, make_host) -> None:
    host: Host = make_host("git")
    git("-C", str(site.root), "init", "--quiet")
    git("-C", str(site.root), "remote", "add", "origin", host.setting["git"])
    host.setting["branch"] = "gh-pages"
    run_shell(site, tmp_path, GIT, {})
    listed = (
        git("-C", host.setting["git"], "ls-tree", "-r", "-z", "--name-only", "gh-pages").stdout.decode().split("\0")
    )
    assert {path for path in listed if path and not path.startswith(".")} == site.tree().keys()


@pytest.mark.campaign
@pytest.mark.parametrize(("shown", "shows"), [(SSH, "web/current"), (SFTP, "web")], ids=["ssh", "sftp"])
def test_the_lines_for_a_host(shown, shows, site, tmp_path, request) -> None:
    has_shell = shown is SSH
    server: SshServer = request.getfixturevalue("shell_server" if has_shell else "sftp_server")
    config = tmp_path / "ssh_config"
    named = f"Host www.example.org\n  HostName 127.0.0.1\n  Port {server.port}\n"
    config.write_text(f"{named}Host *\n{server.config.read_text()}")
    places = {
        "desk@": f"{getpass.getuser()}@",
        "/srv/www/courier" if has_shell else "courier/public": f"{tmp_path}/web",
    }
    if not has_shell:
        places["2222"] = str(server.port)
    run_shell(site, tmp_path, shown, places, BROADSHEET_SSH_CONFIG=str(config))
    assert published(tmp_path / shows) == site.tree()


@pytest.mark.campaign
def test_the_lines_for_a_bucket(site, tmp_path, make_host: Callable[[str], Host]) -> None:
    host = make_host("moto")
    assert isinstance(host, BucketHost)
    places = {
        "s3://courier-site/web": f"{host.setting['bucket']}\n    endpoint: {host.setting['endpoint']}",
        "AWS_ACCESS_KEY_ID=…": f"AWS_ACCESS_KEY_ID={S3_KEYS['AWS_ACCESS_KEY_ID']}",
        "AWS_SECRET_ACCESS_KEY=…": f"AWS_SECRET_ACCESS_KEY={S3_KEYS['AWS_SECRET_ACCESS_KEY']}",
    }
    run_shell(site, tmp_path, BUCKET, places)
    found = {path: gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw for path, raw in host.files().items()}
    built = {path: gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw for path, raw in site.tree().items()}
    assert found == built
