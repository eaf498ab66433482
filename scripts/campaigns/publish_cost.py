"""Count what a publication costs from a large newsroom: requests, bytes, seconds and memory.

The same change is sent to a second bucket by `rclone sync --checksum`, for
comparison. At the end many thousand small files are published for their memory.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.newsroom_site import NewsroomSite
from benchmarks.sites import write_sites
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.publishing.bucket import BucketStore
from broadsheet.publishing.folder import FolderStore
from broadsheet.publishing.manifest import Entry
from broadsheet.publishing.publication import Publisher, Request
from broadsheet.publishing.store import AnyStore
from broadsheet.site.build import BuildOptions, build
from scripts.campaigns.publish_targets import Targets, targets
from tests.newsrooms import NOW, Site
from tests.publishing.desks import Publishing, targets_yaml
from tests.publishing.faults import FaultProxy
from tests.publishing.hosts import KEY, SECRET, BucketHost, open_bucket


def run(made: Targets, stories: int) -> None:
    """Publish a newsroom of `stories` stories, nothing, and one edit; print what each cost."""
    root = made.folder / "newsroom"
    archive = Archive(stories, 1)
    write_sites(archive, [NewsroomSite(archive, root)])
    server = made.server("rclone")
    assert isinstance(server, str)
    with FaultProxy(server, keeps_bodies=False).run() as proxy:
        host = BucketHost(open_bucket(server, "courier", "ours"), "s3://courier/ours", proxy.address)
        settings = root / "newsroom.yaml"
        settings.write_text(settings.read_text("utf-8") + targets_yaml(host.setting), "utf-8")
        desk = Publishing.__new__(Publishing)
        desk.site, desk.host, desk.now, desk.by = Site(root), host, NOW, "desk"
        _build(root)
        _print("Broadsheet, first publication", proxy, desk.publish)
        _print("rclone, first publication", proxy, lambda: _rclone(root / "site", proxy.address))
        _print("Broadsheet, no change", proxy, desk.publish)
        _print("rclone, no change", proxy, lambda: _rclone(root / "site", proxy.address))
        sources = sorted(path for path in (root / "content").rglob("*.md") if "published:" in path.read_text("utf-8"))
        story = sources[len(sources) // 2]
        story.write_text(story.read_text("utf-8") + "\nA late paragraph.\n", "utf-8")
        written = _build(root)
        print(f"one edited story: {written} files written by the build")
        _print("Broadsheet, one edited story", proxy, desk.publish)
        _print("rclone, one edited story", proxy, lambda: _rclone(root / "site", proxy.address))


def _build(root: Path) -> int:
    result = build(BuildOptions(root, NOW))
    assert result.is_ok, result.diagnostics[:3]
    return len(result.written)


def _print(what: str, proxy: FaultProxy, work: object) -> None:
    proxy.reset()
    started = time.monotonic()
    work()  # type: ignore[operator]
    seconds = time.monotonic() - started
    methods = Counter(item.method for item in proxy.seen)
    sent = sum(item.size for item in proxy.seen)
    kinds = ", ".join(f"{count} {method}" for method, count in sorted(methods.items()))
    print(f"{what}: {len(proxy.seen)} requests ({kinds}), {sent:,} bytes sent, {seconds:.1f} s", flush=True)


def _rclone(site: Path, address: str) -> None:
    program = str(Path(sys.executable).with_name("rclone"))
    remote = f":s3,provider=Other,access_key_id={KEY},secret_access_key={SECRET},endpoint='{address}',region=us-east-1"
    command = [program, "sync", "--checksum", "--exclude", ".gitignore", str(site), f"{remote}:courier/theirs"]
    done = subprocess.run([*command, "--s3-no-check-bucket"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-600:]


def measure_memory(folder: Path, files: int, kind: str, store: AnyStore) -> None:
    """Publish many small files, then all but two of them again as they are; print the most memory that it took so far."""
    source = folder / "source"
    built = {}
    for number in range(files):
        path = f"world/{number // 500}/story-{number}/index.html" if number else "index.html"
        content = f"<p>Story {number}</p>".encode()
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)
        built[path] = Entry(fingerprint(content), len(content), 1)
    for number in (1, 2):
        request = Request("https://courier.example", f"20261123T12000{number}Z-abcdef", "2026-11-23T12:00:00Z", "desk")
        started = time.monotonic()
        Publisher(store, folder / "parts", request).publish(built, lambda _: source)
        seconds = time.monotonic() - started
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"{files} files to a {kind}, publication {number}: {seconds:.1f} s, at most {most:.0f} MB of memory",
            flush=True,
        )
        for path in ("index.html", "world/1/story-501/index.html"):
            content = (source / path).read_bytes() + b"<p>Later.</p>"
            (source / path).write_bytes(content)
            built[path] = Entry(fingerprint(content), len(content), 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=None, help="where newsrooms are made (default: a temporary one)")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(dir=arguments.folder) as temporary,
        targets(Path(temporary)) as started_targets,
    ):
        if arguments.files:
            many = Path(temporary, "many")
            measure_memory(many / "folder", arguments.files, "folder", FolderStore(many / "web", "desk"))
            address = started_targets.server("rclone")
            assert isinstance(address, str)
            bucket = BucketStore(
                open_bucket(address, "courier", "many"), "s3://courier", "desk", "none", 60, time.sleep
            )
            measure_memory(many / "bucket", arguments.files, "bucket", bucket)
        if arguments.stories:
            run(started_targets, arguments.stories)
