"""Publish random changes to targets of every kind while a reader's program goes through the site.

No link, picture or style may lead nowhere, no body may be one that no build
made. Files of others stay, a hidden story's canary is nowhere at the target.
"""

import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import obstore

from scripts.campaigns.desk import Tally
from scripts.campaigns.publish_targets import Targets, read_publishing_arguments, targets
from tests.newsrooms import Site
from tests.publishing.changing import CANARY, Changing
from tests.publishing.crawling import Crawler, reading
from tests.publishing.desks import Publishing
from tests.publishing.hosts import BucketHost, FolderHost, GitHost, Host, git

OTHERS = {
    **{f"others/{number}/notes.txt": f"not ours {number}".encode() for number in range(20)},
    **{f"world/notes-{number}.txt": f"beside ours {number}".encode() for number in range(12)},
    "CNAME": b"courier.example\n",
    ".well-known/security.txt": b"Contact: desk@courier.example\n",
    "world2/index.html": b"<p>a name like ours</p>",
    "assets2/site.css": b"p {}",
    "index.html.bak": b"<p>old</p>",
    "media/old-press.txt": b"press",
    "robots.txt~": b"",
    "archive/notes.html": b"<p>notes</p>",
}


def run(made: Targets, kinds: Sequence[str], rounds: int, seed: int) -> Tally:
    """Publish `rounds` times to a target of each kind."""
    tally = Tally("publications while readers read")
    for kind in kinds:
        desk = Publishing(Site(made.folder / f"newsroom-{kind}"), made.make(kind))
        for path, content in OTHERS.items():
            desk.host.put(path, content)
        changing = Changing(desk, seed)
        changing.publish()
        with reading(desk.host) as fetch, Crawler(fetch, changing.is_known).run() as crawler:
            for number in range(rounds):
                changing.change()
                changing.publish()
                crawler.publications += 1
                problems = [f"differs: {path}" for path in desk.differences() if path not in OTHERS]
                problems += crawler.problems
                crawler.problems.clear()
                tally.check(f"{kind}, seed {seed}, publication {number}", problems)
        files = desk.host.files()
        left = [f"touched: {path}" for path, content in OTHERS.items() if files.get(path) != content]
        left += [
            f"canary in {name}" for name, content in held(desk.host) if CANARY in name or CANARY.encode() in content
        ]
        tally.check(f"{kind}, seed {seed}, in the end", left)
        tally.notes[f"{kind}: fetched by the reader"] += crawler.fetched
        print(
            f"{kind}: {rounds} publications, {crawler.fetched} fetched, {len(tally.failures)} failures so far",
            flush=True,
        )
    return tally


def held(host: Host) -> Iterator[tuple[str, bytes]]:
    """Yield all that a target holds, our notes and git's objects with it, unpacked where it is packed."""
    if isinstance(host, BucketHost):
        for batch in obstore.list(host.store):
            for item in batch:
                yield item["path"], _unpacked(bytes(obstore.get(host.store, item["path"]).bytes()))
    elif isinstance(host, GitHost):
        objects = git("-C", str(host.root), "cat-file", "--batch-all-objects", "--batch").stdout
        yield "all objects of git", objects
    elif isinstance(host, FolderHost):
        for path in host.root.rglob("*"):
            if path.is_file():
                yield str(path.relative_to(host.root)), _unpacked(path.read_bytes())


def _unpacked(raw: bytes) -> bytes:
    at = raw.find(b"\x78\x9c")
    try:
        return zlib.decompress(raw[at:]) if raw.startswith(b"broadsheet-part") else raw
    except zlib.error:
        return raw


if __name__ == "__main__":
    arguments = read_publishing_arguments(__doc__ or "", rounds=100)
    with TemporaryDirectory(dir=arguments.folder) as temporary, targets(Path(temporary)) as started:
        sys.exit(run(started, arguments.kinds, arguments.rounds, arguments.seed).report())
