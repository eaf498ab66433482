"""`broadsheet publish`, `due` and `new ci` as somebody at the desk meets them."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
import yaml
from click.testing import CliRunner

from broadsheet.cli import cli
from tests.newsrooms import Site, tree
from tests.publishing.desks import targets_yaml
from tests.publishing.hosts import SECRET, without_notes


@dataclass(frozen=True)
class Said:
    """What a command printed, and its status."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Said]


@pytest.fixture
def broadsheet() -> Command:
    """The command line, in this process: `broadsheet("publish", "-C", folder)`."""

    def call(*arguments: str | Path, environment: dict[str, str] | None = None) -> Said:
        done = CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return Said(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def site(site: Site, broadsheet: Command) -> Site:
    """A newsroom with a folder to publish to, built at the present time."""
    settings = (site.root / "newsroom.yaml").read_text("utf-8")
    site.write("newsroom.yaml", settings + targets_yaml({"name": "web", "folder": "../web"}))
    for number in range(8):
        site.story(f"world/story-{number}", f"Story {number}", published="2026-01-02")
    assert broadsheet("build", "-C", site.root).returncode == 0
    return site


def web(site: Site) -> dict[str, bytes]:
    return without_notes(tree(site.root.parent / "web"))


def test_a_newsroom_publishes_edits_and_takes_back(site, broadsheet) -> None:
    dry = broadsheet("publish", "-C", site.root, "--dry-run")
    assert dry.returncode == 0
    assert "Nothing was written." in dry.stdout
    assert "add     world/story-1/index.html" in dry.stdout
    assert web(site) == {}
    first = broadsheet("publish", "-C", site.root, "--report", site.root.parent / "report.json")
    assert first.returncode == 0
    assert web(site) == site.tree()
    report = json.loads((site.root.parent / "report.json").read_text("utf-8"))
    assert sorted(report["added"]) == sorted(site.tree())
    assert report["sent_bytes"] == report["planned_bytes"] == sum(map(len, site.tree().values()))
    again = broadsheet("publish", "web", "-C", site.root)
    assert "nothing was sent" in again.stdout
    site.edit("content/world/story-1.md", "The vote", "The late vote")
    broadsheet("build", "-C", site.root)
    before = web(site)
    assert "change  world/story-1/index.html" in broadsheet("publish", "-C", site.root, "--dry-run").stdout
    broadsheet("publish", "-C", site.root)
    assert web(site) == site.tree()
    assert broadsheet("publish", "-C", site.root, "--rollback").returncode == 0
    assert web(site) == before
    history = broadsheet("publish", "-C", site.root, "--history").stdout.splitlines()
    assert re.findall(r"  (published|rolled back) by", "\n".join(history)) == ["rolled back", "published", "published"]


def test_what_is_refused_is_told_with_status_1_and_a_way_out(site, broadsheet) -> None:
    broadsheet("publish", "-C", site.root)
    for number in range(1, 8):
        site.delete(f"content/world/story-{number}.md")
    broadsheet("build", "-C", site.root)
    done = broadsheet("publish", "-C", site.root)
    assert done.returncode == 1
    (count,) = re.findall(r"error: (\d+) of \d+ published files would be deleted", done.stderr)
    assert f"--deletions {count}" in done.stderr
    assert broadsheet("publish", "-C", site.root, "--deletions", count).returncode == 0
    assert web(site) == site.tree()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("wob",), "did you mean `web`?"),
        (("--history", "--watch-clock"), "go alone"),
        (("--deletions", "many"), "not a valid integer"),
    ],
)
def test_wrong_usage_has_status_2(arguments, words, site, broadsheet) -> None:
    done = broadsheet("publish", "-C", site.root, *arguments)
    assert (done.returncode, words in done.stderr) == (2, True)


def test_a_newsroom_without_targets_is_told_where_they_go(tmp_path, broadsheet) -> None:
    done = broadsheet("publish", "-C", Site(tmp_path / "courier").root)
    assert done.returncode == 2
    assert "newsroom.yaml under `targets`" in done.stderr


def test_due_tells_when_the_site_next_changes(site, broadsheet) -> None:
    assert broadsheet("due", "-C", site.root).stdout == "never\n"
    assert broadsheet("due", "-C", site.root, "--passed").returncode == 1
    site.story("world/later", "Later", published="2099-05-06 10:00")
    assert broadsheet("build", "-C", site.root).returncode == 0
    assert broadsheet("due", "-C", site.root).stdout == "2099-05-06T10:00:00+00:00\n"
    (site.root / ".broadsheet/build.db").unlink()
    done = broadsheet("due", "-C", site.root, "--passed")
    assert (done.stdout, done.returncode) == ("now\n", 0)


def test_the_clock_is_watched_until_nothing_is_to_come(site, broadsheet) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=2)
    # Not news, or the watch would last until it has left the news sitemap in two days.
    site.story("world/soon", "Soon", published=f"{moment:%Y-%m-%d %H:%M:%S}Z", noindex="yes")
    done = broadsheet("publish", "-C", site.root, "--watch-clock")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing is to come.")
    assert done.stdout.count("Published: ") == 2
    assert web(site) == site.tree()
    assert "world/soon/index.html" in web(site)


class _Hub(BaseHTTPRequestHandler):
    """Remembers what it is asked."""

    asked: ClassVar[list[tuple[str, str, str, str]]] = []
    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        token = self.headers.get("Authorization") or self.headers.get("Fastly-Key") or ""
        self.asked.append((self.command, self.path, body, token))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hub(status: int = 200) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    asked: list[tuple[str, str, str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Hub", (_Hub,), {"asked": asked, "status": status}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def announce(site: Site, broadsheet: Command, lines: str, environment: dict[str, str] | None = None):
    """Publish an edit with further lines for the target; give what the command did."""
    broadsheet("publish", "-C", site.root)
    settings = (site.root / "newsroom.yaml").read_text("utf-8")
    site.write("newsroom.yaml", settings + lines)
    site.edit("content/world/story-1.md", "The vote", "The late vote")
    assert broadsheet("build", "-C", site.root).returncode == 0
    return broadsheet("publish", "-C", site.root, environment=environment)


def test_a_cache_is_told_exactly_the_addresses_that_changed(site, broadsheet) -> None:
    with hub() as (address, asked):
        lines = f"    purge:\n      url: {address}/purge\n      form: cloudflare\n      token: CDN_TOKEN\n"
        done = announce(site, broadsheet, lines, {"CDN_TOKEN": SECRET})
        assert done.returncode == 0
        assert SECRET not in done.stdout + done.stderr
    changed = json.loads(asked[0][2])["files"]
    assert "https://courier.example/world/story-1/" in changed
    assert "https://courier.example/world/story-2/" not in changed
    assert {(item[1], item[3]) for item in asked} == {("/purge", f"Bearer {SECRET}")}


def test_fastly_is_asked_address_by_address(site, broadsheet) -> None:
    with hub() as (address, asked):
        lines = f"    purge:\n      url: {address}/purge\n      form: fastly\n      token: CDN_TOKEN\n"
        assert announce(site, broadsheet, lines, {"CDN_TOKEN": SECRET}).returncode == 0
    assert ("POST", "/purge/courier.example/world/story-1/", "", SECRET) in asked


def test_a_command_is_handed_the_addresses_and_no_shell_reads_its_words(site, broadsheet) -> None:
    script = site.root / "purge.py"
    script.write_text("import sys, pathlib\npathlib.Path(sys.argv[1]).write_text(sys.argv[2] + sys.stdin.read())\n")
    heard = site.root.parent / "heard"
    command = json.dumps(["python3", str(script), str(heard), "$(touch /tmp/never);\n"])
    assert announce(site, broadsheet, f"    purge:\n      command: {command}\n").returncode == 0
    assert heard.read_text().startswith("$(touch /tmp/never);")
    assert "https://courier.example/world/story-1/\n" in heard.read_text()


@pytest.mark.parametrize("status", [301, 403, 500])
def test_a_cache_that_refuses_is_told_of_and_the_site_is_published(status, site, broadsheet) -> None:
    with hub(status) as (address, _):
        done = announce(site, broadsheet, f"    purge:\n      url: {address}\n")
    assert done.returncode == 1
    assert f"the site is published, but the purge endpoint at 127.0.0.1 answered {status}" in done.stderr
    assert web(site) == site.tree()


def test_a_hub_is_told_which_feeds_are_new(site, broadsheet) -> None:
    with hub() as (address, asked):
        assert announce(site, broadsheet, f"    websub: {address}/hub\n").returncode == 0
    told = [parse_qs(item[2])["hub.url"][0] for item in asked]
    feeds = ("feed.json", "feed.xml", "world/feed.xml")
    assert sorted(told) == [f"https://courier.example/{name}" for name in feeds]


@pytest.mark.parametrize(("host", "path"), [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_the_file_of_a_ci_is_sound_and_its_commands_exist(host, path, site, broadsheet) -> None:
    assert broadsheet("new", "ci", host, "-C", site.root).stdout.strip() == path
    text = (site.root / path).read_text("utf-8")
    assert yaml.safe_load(text)
    assert set(re.findall(r"\bbroadsheet ([a-z]+)\b", text)) <= cli.commands.keys()
    assert {"build", "publish", "due"} <= set(re.findall(r"\bbroadsheet ([a-z]+)\b", text))
    assert broadsheet("new", "ci", host, "-C", site.root).returncode == 1
    assert (site.root / path).read_text("utf-8") == text


def test_a_publisher_without_the_extra_is_told_what_to_install(site, broadsheet, run) -> None:
    blocked = Path(site.root.parent, "blocked")
    blocked.mkdir()
    (blocked / "obstore.py").write_text("raise ImportError('not installed')\n")
    site.edit("newsroom.yaml", "folder: ../web", "bucket: s3://courier/web")
    broadsheet("build", "-C", site.root)
    environment = {"PYTHONPATH": f"{blocked}:{Path(__file__).parents[2]}"}
    done = run("publish", "-C", site.root, environment=environment)
    assert done.returncode == 1
    assert "buckets need the extra `cloud`" in done.stderr
