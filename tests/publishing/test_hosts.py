"""What hosts, repositories and settings may try to do to a publication, and names that are hard to send."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from broadsheet.diagnostics import render_diagnostic
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.newsroom.load import parse_settings
from broadsheet.publishing.guards import Refused
from broadsheet.publishing.manifest import Entry
from broadsheet.publishing.opening import open_store
from broadsheet.publishing.order import group_of
from broadsheet.publishing.publication import Done, Publisher, Request
from broadsheet.publishing.store import StoreFailure
from tests.newsrooms import SETTINGS, Site
from tests.publishing.desks import Publishing, targets_yaml
from tests.publishing.hosts import KINDS, GitHost, Host, RemoteHost, git
from tests.samples import sampled

HARD_NAMES = [
    "a story/index.html",
    "100%/index.html",
    "one+two/index.html",
    "été/index.html",
    "e\u0301te\u0301/index.html",
    "日本/index.html",
    "\U0001f4f0.html",
    "-rf/index.html",
    "--delete.html",
    "~home/index.html",
    "Story/index.html",
    "story/index.html",
    "a&b=c;d.html",
    "$HOME.html",
    "$(touch never).html",
    "`touch never`.html",
    "a|b>c.html",
    "l" * 200 + ".html",
    "dots...html",
    "comma,and:colon.html",
    "braces{a,b}.html",
    "at@sign.html",
    "caret^tilde~.html",
    "(round)/index.html",
    "ends with blank .html",
]
REFUSED_BY_SFTP = ['say "yes".html', "it's.html", "star*.html", "why?.html", "[one].html", "no#1.html"]


def send(host: Host, folder: Path, names: Sequence[str]) -> Done:
    """Publish files of some names."""
    built, source = {}, folder / "source"
    for name in ("index.html", *names):
        content = f"<p>{name}</p>".encode()
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
        built[name] = Entry(fingerprint(content), len(content), group_of(name, "page"))
    settings, _ = parse_settings(SETTINGS + targets_yaml(host.setting))
    assert settings is not None
    store = open_store(settings.targets[0], folder, folder / "state", "desk", host.environment)
    request = Request("https://courier.example", "20261123T120000Z-abcdef", "2026-11-23T12:00:00Z", "desk")
    return Publisher(store, folder / "parts", request).publish(built, lambda _: source)


@pytest.mark.parametrize(
    "kind", ["files", "releases", *(pytest.param(k, marks=pytest.mark.campaign) for k in KINDS[2:])]
)
def test_hard_names_arrive_as_they_are(kind, make_host, tmp_path) -> None:
    host = make_host(kind)
    names = HARD_NAMES if kind == "sftp" else [*HARD_NAMES, *REFUSED_BY_SFTP]
    if kind == "rclone":  # it takes the two ways to write an accent for one name
        names = [name for name in names if "\u0301" not in name]
    send(host, tmp_path / "desk", names)
    assert host.files() == {name: f"<p>{name}</p>".encode() for name in ("index.html", *names)}
    assert not Path("never").exists()


@pytest.mark.parametrize("name", sampled(REFUSED_BY_SFTP, ["star*.html"]))
def test_names_that_sftp_cannot_say_are_refused_before_anything_is_written(name, make_host, tmp_path) -> None:
    host = make_host("sftp")
    with pytest.raises(Refused, match="cannot hold the name"):
        send(host, tmp_path / "desk", [name])
    assert host.files() == {}


PATHS = [
    "a b",
    "it's",
    'say "yes"',
    "$(touch never)",
    "`touch never`",
    "x; touch never",
    "-rf",
    "a && touch never",
    "$HOME",
]


@pytest.mark.parametrize("name", sampled(PATHS, [PATHS[5]]))
def test_a_path_in_the_settings_is_one_word_for_the_host(name, shell_server, tmp_path) -> None:
    host = RemoteHost(tmp_path / name, "ssh", shell_server)
    host.setting["path"] = "'" + host.setting["path"].replace("'", "''") + "'"
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    desk.publish()
    assert desk.differences() == []
    assert [path for path in (Path("never"), Path.home() / "never", tmp_path / "never") if path.exists()] == []


@pytest.mark.parametrize(
    "line",
    [
        "ssh: -oProxyCommand=touch never",
        "ssh: desk@-oProxyCommand=x",
        "ssh: host.example; touch never",
        "ssh: $(touch never)",
        "sftp: desk@host.example/path",
        "sftp: desk:hunter2@host.example",
        "git: --upload-pack=touch never",
        "git: ext::sh -c touch",
        "git: https://desk:hunter2@git.example/site",
        "git: https://ghp_hunter2@git.example/site",
        "bucket: https://hunter2@s3.example/site",
        "bucket: file:///etc",
        "bucket: s3://",
        "folder: web\n    ssh: desk@host.example",
        "folder: web\n    branch: pages",
        "git: origin\n    branch: --force",
        "git: origin\n    branch: a..b",
        "bucket: s3://site\n    endpoint: https://key:hunter2@s3.example",
        "folder: web\n    purge:\n      url: https://cdn.example\n      token: hunter2-token",
        "folder: web\n    purge:\n      form: json",
        "folder: web\n    password: hunter2",
    ],
)
def test_a_setting_that_could_do_harm_is_refused_and_no_secret_is_shown(line, tmp_path) -> None:
    settings, faults = parse_settings(f"{SETTINGS}targets:\n  - name: web\n    {line}\n")
    assert settings is None
    shown = "\n".join(render_diagnostic(fault) for fault in faults)
    assert "hunter2" not in shown or "unknown key `password`" in shown


def test_a_host_with_another_key_is_refused(make_host, shell_server, tmp_path) -> None:
    host = make_host("ssh")
    wrong = tmp_path / "known_hosts"
    other = (shell_server.config.with_name("user_key.pub")).read_text()
    wrong.write_text(f"[127.0.0.1]:{shell_server.port} {other}")
    config = tmp_path / "ssh_config"
    config.write_text(f"UserKnownHostsFile {wrong}\n{shell_server.config.read_text()}")
    host.environment = {"BROADSHEET_SSH_CONFIG": str(config)}
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    with pytest.raises(StoreFailure, match="the host's key is unknown or has changed"):
        desk.publish()
    assert host.files() == {}


def test_a_host_that_does_not_answer_is_told_in_plain_words(make_host, tmp_path) -> None:
    host = make_host("sftp")
    host.setting["port"] = "1"
    desk = Publishing(Site(tmp_path / "newsroom"), host)
    with pytest.raises(StoreFailure, match="cannot be reached"):
        desk.publish()


def test_a_host_is_not_reached_where_sftp_is_ended_for_writing_to_a_dead_ssh(make_host, tmp_path, monkeypatch) -> None:
    program = tmp_path / "programs/sftp"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nkill -PIPE $$\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    desk = Publishing(Site(tmp_path / "newsroom"), make_host("sftp"))
    with pytest.raises(StoreFailure, match="cannot be reached"):
        desk.publish()


@pytest.fixture
def pages(make_host, tmp_path) -> Publishing:
    """A newsroom that publishes to a branch."""
    return Publishing(Site(tmp_path / "newsroom"), make_host("git"))


def repository(desk: Publishing) -> GitHost:
    assert isinstance(desk.host, GitHost)
    return desk.host


def edited(desk: Publishing) -> Publishing:
    desk.site.edit("content/world/story-1.md", "Body of story 1", "Late body of story 1")
    desk.build()
    return desk


def test_commits_of_others_stay_in_the_branch(pages) -> None:
    host = repository(pages)
    host.put("CNAME", b"courier.example\n")
    pages.publish()
    host.put("notes/one.txt", b"by hand")
    before = host.commits()
    edited(pages).publish()
    after = host.commits()
    assert after[1:] == before
    assert {"CNAME", "notes/one.txt"} <= host.files().keys()


def test_a_branch_whose_past_was_cut_off_is_published_to_all_the_same(pages, tmp_path) -> None:
    pages.publish()
    shallow = tmp_path / "shallow.git"
    git("clone", "--quiet", "--bare", "--depth=1", "-b", "pages", repository(pages).root.as_uri(), str(shallow))
    repository(pages).setting["git"] = str(shallow)
    pages.configure()
    edited(pages).publish()
    assert len(git("-C", str(shallow), "rev-list", "pages").stdout.split()) == 2


def test_a_protected_branch_is_told_in_plain_words(pages) -> None:
    host = repository(pages)
    pages.publish()
    hook = host.root / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch update failed'; exit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    before = host.commits()
    edited(pages)
    with pytest.raises(StoreFailure, match="the branch is protected"):
        pages.publish()
    assert host.commits() == before


def test_the_checkout_of_the_newsroom_is_not_touched(pages) -> None:
    root = str(pages.site.root)
    git("init", "--quiet", "-b", "main", root)
    git("-C", root, "remote", "add", "origin", str(repository(pages).root))
    pages.host.setting["git"] = "origin"
    pages.configure()
    pages.build()
    git("-C", root, "add", "newsroom.yaml")
    before = git("-C", root, "status", "--porcelain").stdout
    pages.publish()
    assert pages.differences() == []
    assert git("-C", root, "status", "--porcelain").stdout == before
    assert git("-C", root, "for-each-ref").stdout == b""


def test_a_token_goes_to_git_by_the_environment_alone(pages, tmp_path) -> None:
    pages.host.environment = {"BROADSHEET_GIT_TOKEN": "hunter2-token"}
    pages.publish()
    state = pages.site.root / ".broadsheet"
    assert [path for path in state.rglob("*") if path.is_file() and b"hunter2" in path.read_bytes()] == []


def test_the_publisher_signs_the_history(pages) -> None:
    pages.by = "noor"
    pages.publish()
    assert pages.history() == ["published by noor"]
    author = git("-C", str(repository(pages).root), "log", "-1", "--format=%an", "pages").stdout.decode().strip()
    assert author == "noor"
