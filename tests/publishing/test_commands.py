"""`broadsheet publish`, `due` and `new ci` as somebody at the desk meets them."""

import json
import os
import re
import subprocess
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import yaml

from broadsheet import __version__
from broadsheet.cli import cli
from tests.newsrooms import ROOT, Site, tree
from tests.publishing.commanding import Command, hub
from tests.publishing.desks import targets_yaml
from tests.publishing.hosts import SECRET, without_notes
from tests.samples import beyond


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


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_who_publishes_without_a_build_is_told_that_nothing_of_the_change_is_published(
    options, site, broadsheet
) -> None:
    broadsheet("publish", "-C", site.root)
    site.edit("content/world/story-1.md", "headline:", "status: draft\nheadline:")
    done = broadsheet("publish", "-C", site.root, *options)
    assert done.returncode == 0
    assert "1 source has changed since the last build" in done.stderr
    assert "story-1" not in done.stderr
    site.delete("content/world/story-2.md")
    site.story("world/new", "New")
    assert "3 sources have changed" in broadsheet("publish", "-C", site.root, *options).stderr
    broadsheet("build", "-C", site.root)
    assert "changed since" not in broadsheet("publish", "-C", site.root, *options).stderr


def test_who_moves_a_story_without_a_redirect_is_told(site, broadsheet) -> None:
    broadsheet("publish", "-C", site.root)
    site.edit("content/world/story-1.md", "headline:", "slug: moved\nheadline:")
    site.edit("content/world/story-2.md", "headline:", "slug: redirected\naliases: [/world/story-2/]\nheadline:")
    (site.root / "content/world/story-3.md").rename(site.root / "content/world/renamed.md")
    site.edit("content/world/story-4.md", "headline:", "status: draft\nheadline:")
    broadsheet("build", "-C", site.root)
    report = site.root.parent / "report.json"
    for arguments in (["--dry-run"], ["--report", report]):
        done = broadsheet("publish", "-C", site.root, "--deletions", "7", *arguments)
        assert done.returncode == 0, done.stderr
        assert (
            done.stderr.count("/world/story-1/ has moved to /world/moved/, and nothing redirects from it; add it to")
            == 1
        )
        assert "story-2" not in done.stderr
        assert "No longer on the site: /world/story-3/, /world/story-4/.\n" in done.stdout
        assert "add the old one to the `aliases` there" in done.stdout
    values = json.loads(report.read_text("utf-8"))
    assert (values["moved"], values["gone"]) == (
        {"/world/story-1/": "/world/moved/"},
        ["/world/story-3/", "/world/story-4/"],
    )
    assert "No longer" not in broadsheet("publish", "-C", site.root, "--rollback").stdout


def test_a_story_that_loses_its_redirects_and_itself_is_named_once(site, broadsheet) -> None:
    site.edit("content/world/story-1.md", "headline:", "aliases: [/old/, /older/]\nheadline:")
    broadsheet("build", "-C", site.root)
    broadsheet("publish", "-C", site.root)
    site.edit("content/world/story-1.md", "headline:", "status: draft\nheadline:")
    broadsheet("build", "-C", site.root)
    assert "No longer on the site: /world/story-1/.\n" in broadsheet("publish", "-C", site.root).stdout


def test_sources_that_were_only_touched_are_no_change(site, broadsheet) -> None:
    for file in site.root.joinpath("content").rglob("*.md"):
        file.touch()
    assert "changed since" not in broadsheet("publish", "-C", site.root).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("wob",), "did you mean `web`?"),
        (("--history", "--watch-clock"), "on their own"),
        (("--deletions", "many"), "not a valid integer"),
    ],
)
def test_wrong_usage_has_status_2(arguments, words, site, broadsheet) -> None:
    done = broadsheet("publish", "-C", site.root, "--deletions", "7", *arguments)
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
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "No further changes are due.")
    assert done.stdout.count("Published: ") == 2
    assert web(site) == site.tree()
    assert "world/soon/index.html" in web(site)


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


@pytest.mark.parametrize("status", [301, beyond(403), 500])
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


def told_feeds(asked: list[tuple[str, str, str, str]]) -> set[str]:
    """Give the feeds that a hub was told of since it was asked for them last."""
    feeds = {feed for item in asked for feed in parse_qs(item[2])["hub.url"]}
    asked.clear()
    return feeds


def test_a_hub_is_told_of_no_feed_that_is_gone(site, broadsheet) -> None:
    feed = "https://courier.example/topics/ports/feed.xml"
    story = "content/world/story-1.md"
    with hub() as (address, asked):
        settings = (site.root / "newsroom.yaml").read_text("utf-8")
        site.write("newsroom.yaml", f"feeds: {{topics: [rss]}}\n{settings}    websub: {address}/hub\n")
        site.edit(story, "published:", "topics: [Ports]\npublished:")
        for step in ("topics: [Ports]\n", "topics: [Ports]\nstatus: draft\n"):
            site.edit(story, "topics: [Ports]\n", step)
            assert broadsheet("build", "-C", site.root).returncode == 0
            assert broadsheet("publish", "-C", site.root).returncode == 0
            told = told_feeds(asked)
            assert (feed in told) == ("draft" not in step)
            assert "https://courier.example/feed.xml" in told
        assert broadsheet("publish", "-C", site.root, "--rollback").returncode == 0
        assert feed in told_feeds(asked)
        assert broadsheet("publish", "-C", site.root, "--rollback").returncode == 0
        assert feed not in told_feeds(asked)


@pytest.mark.parametrize(("host", "path"), [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_the_file_of_a_ci_is_sound_and_its_commands_exist(host, path, site, broadsheet) -> None:
    assert broadsheet("new", "ci", host, "-C", site.root).stdout.strip() == path
    text = (site.root / path).read_text("utf-8")
    assert yaml.safe_load(text)
    assert set(re.findall(r"\bbroadsheet ([a-z]+)\b", text)) <= cli.commands.keys()
    assert {"build", "publish", "due"} <= set(re.findall(r"\bbroadsheet ([a-z]+)\b", text))
    assert broadsheet("new", "ci", host, "-C", site.root).returncode == 1
    assert (site.root / path).read_text("utf-8") == text


HOSTS = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}


def install_line(site: Site, broadsheet: Command, host: str) -> str:
    """Write the file of a CI and give the line by which it installs Broadsheet."""
    (site.root / HOSTS[host]).unlink(missing_ok=True)
    assert broadsheet("new", "ci", host, "-C", site.root).returncode == 0
    text = (site.root / HOSTS[host]).read_text("utf-8")
    loaded = yaml.safe_load(text)
    steps = (
        loaded["publish"]["script"]
        if host == "gitlab"
        else [step.get("run", "") for step in loaded["jobs"]["publish"]["steps"]]
    )
    (line,) = (step for step in steps if step.startswith("pip install"))
    return str(line)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("settings", "target", "extras"),
    [
        ({}, {"folder": "../web"}, ""),
        ({"search": "yes"}, {"folder": "../web"}, "[search]"),
        ({"html": "sanitise"}, {"bucket": "s3://courier/web"}, "[cloud,sanitise]"),
        (
            {"search": "yes", "html": "sanitise"},
            {"bucket": "s3://courier/web", "compress": "brotli"},
            "[brotli,cloud,sanitise,search]",
        ),
    ],
)
def test_a_ci_installs_this_version_with_what_the_settings_need(
    host, settings, target, extras, site, broadsheet
) -> None:
    site.configure(**settings)
    site.write(
        "newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + targets_yaml({"name": "web", **target})
    )
    assert install_line(site, broadsheet, host) == f'pip install "broadsheet{extras}=={__version__}"'


def test_every_extra_that_a_setting_may_need_is_one_that_a_ci_installs(site, broadsheet) -> None:
    site.configure(search="yes", html="sanitise")
    target = targets_yaml({"name": "web", "bucket": "s3://courier/web", "compress": "brotli"})
    site.write("newsroom.yaml", (site.root / "newsroom.yaml").read_text("utf-8") + target)
    offered = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for_people = {"import", "distributed"}
    assert (
        set(re.findall(r"[a-z]+", install_line(site, broadsheet, "github").partition("[")[2]))
        == offered.keys() - for_people
    )


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("pins", "is_taken"),
    [
        ("broadsheet[search] @ git+https://code.example/broadsheet.git@v1\n", True),
        ("./vendor/broadsheet[search]\n", True),
        ("requests==2.0\n./broadsheet-0.1.0-py3-none-any.whl\n", True),
        ("# for broadsheet\nrequests==2.0\n", False),
        ("broadsheet-themes==1.0\n", False),
    ],
)
def test_a_ci_installs_by_the_newsrooms_own_requirements(host, pins, is_taken, site, broadsheet) -> None:
    site.configure(search="yes")
    site.write("requirements.txt", pins)
    own = "pip install -r requirements.txt"
    assert (install_line(site, broadsheet, host) == own) == is_taken
    said = broadsheet("new", "ci", host, "-C", site.root)
    assert said.returncode == 1
    if host == "github":
        (setup,) = re.findall("cache-dependency-path: (.*)", (site.root / HOSTS[host]).read_text("utf-8"))
        assert (site.root / setup).is_file()
        assert (setup == "requirements.txt") == is_taken


def test_settings_that_cannot_be_read_are_told_and_no_ci_is_written(site, broadsheet) -> None:
    site.configure(search="perhaps")
    done = broadsheet("new", "ci", "github", "-C", site.root)
    assert (done.returncode, "newsroom.yaml:" in done.stderr) == (1, True)
    assert not (site.root / ".github").exists()


def test_a_ci_keeps_what_is_still_to_be_purged_when_publishing_failed(site, broadsheet) -> None:
    for host in ("github", "gitlab"):
        broadsheet("new", "ci", host, "-C", site.root)
    github = yaml.safe_load((site.root / ".github/workflows/publish.yml").read_text("utf-8"))
    (restore, save) = (step for step in github["jobs"]["publish"]["steps"] if "actions/cache" in step.get("uses", ""))
    assert (restore["uses"], save["uses"]) == ("actions/cache/restore@v4", "actions/cache/save@v4")
    assert save["if"] == "always()"
    assert all(save["with"][key] == restore["with"][key] for key in ("path", "key"))
    gitlab = yaml.safe_load((site.root / ".gitlab-ci.yml").read_text("utf-8"))
    assert gitlab["publish"]["cache"]["when"] == "always"


@pytest.mark.parametrize(("host", "path"), [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")])
@pytest.mark.parametrize(("given", "said"), [("", "broadsheet publish"), ("104", "broadsheet publish --deletions 104")])
def test_who_runs_a_ci_by_hand_can_allow_deletions(host, path, given, said, site, broadsheet) -> None:
    broadsheet("new", "ci", host, "-C", site.root)
    text = (site.root / path).read_text("utf-8")
    (line,) = re.findall(r"broadsheet publish.*", text)
    shell = ["sh", "-c", f"broadsheet() {{ echo broadsheet $*; }}; {line}"]
    environment = {**os.environ, "DELETIONS": given}
    assert subprocess.run(shell, env=environment, capture_output=True, text=True, check=True).stdout == f"{said}\n"
    loaded = yaml.safe_load(text)
    if host == "gitlab":
        assert loaded["variables"]["DELETIONS"]["value"] == ""
    else:
        # YAML 1.1 takes the key `on` for a word.
        assert loaded[True]["workflow_dispatch"]["inputs"]["deletions"]["required"] is False
        (step,) = (step for step in loaded["jobs"]["publish"]["steps"] if step.get("name") == "Publish")
        assert step["env"] == {"DELETIONS": "${{ inputs.deletions }}"}


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
