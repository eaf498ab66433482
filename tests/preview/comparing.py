"""What a running preview serves against what a preview from nothing would serve of the same files."""

import dataclasses
import random
import re
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp

from broadsheet.preview.live_site import LiveSite
from broadsheet.site.layout import layout_of
from tests.preview.running import Preview


def clean_pages(root: Path, now: int) -> dict[str, bytes]:
    """Make every output of a newsroom from nothing."""
    state = Path(mkdtemp(prefix="clean-preview-"))
    site = LiveSite(dataclasses.replace(layout_of(root), state=state), "desk")
    site.open()
    try:
        site.refresh(now)
        made = {path: site.make(target).body for path in site.paths() if (target := site.find(path)) is not None}
        return {path: body for path, body in made.items() if body is not None}
    finally:
        site.close()
        shutil.rmtree(state)


def difference(preview: Preview, expected: dict[str, bytes], former: set[str]) -> str:
    """Name an output that is another, or a former one that is still there; empty when all is well. Marks do not count."""
    for path in former - expected.keys():
        if preview.get(f"/{path.removesuffix('index.html')}").status != 404:
            return f"{path} is there still"
    for path, body in expected.items():
        answer = preview.get(f"/{path.removesuffix('index.html')}")
        if answer.status != 200 and path != "404.html":
            return f"{path} is answered with {answer.status}"
        if path.endswith(".html"):
            if _content(answer.body) != _content(body):
                return path
        elif answer.body != body:
            return path
    return ""


def _content(page: bytes) -> bytes:
    """Give a page without what the preview writes into it: from the page's own first element to its mark."""
    start = page.find(b'<a class="skip-link"')
    end = page.find(b"</body>")
    cut = page.find(b'<script src="/_preview/')
    return page[start : cut if 0 <= cut < end else end]


def difference_after(preview: Preview, root: Path, quiet: float, former: set[str], sample: int = 200) -> str:
    """Name what differs once quiet seconds have passed; nothing that comes right later counts as right.

    A sample of the pages, and all that the home page leads to, is taken at that moment; all else is looked at after it.
    """
    time.sleep(quiet)
    known = sorted(former)
    asked = {*random.sample(known, min(sample, len(known))), *_led_to(preview.get("/").body)}
    taken = {path: preview.get(f"/{path.removesuffix('index.html')}") for path in sorted(asked)}
    expected = clean_pages(root, int(time.time()))
    for path, answer in taken.items():
        wanted = expected.get(path)
        if answer.status == 200 and wanted is None:
            return f"{path} was there still after {quiet} seconds"
        if wanted is not None and path.endswith(".html") and _content(answer.body) != _content(wanted):
            return f"{path} was another after {quiet} seconds"
    found = difference(preview, expected, former)
    former |= expected.keys()
    return found


def _led_to(page: bytes) -> set[str]:
    """Give the outputs that a page leads to."""
    links = re.findall(rb'href="/([^"#?]*)/"', page)
    return {"index.html", *(f"{link.decode()}/index.html" for link in links if not link.startswith((b"_", b"/")))}


def settled_difference(preview: Preview, root: Path, quiet: float = 2.0, former: set[str] | None = None) -> str:
    """Name what differs after quiet seconds; empty as soon as nothing does. `former` gathers the outputs ever seen."""
    former = set() if former is None else former
    until = time.monotonic() + quiet
    expected = clean_pages(root, int(time.time()))
    while True:
        found = difference(preview, expected, former)
        former |= expected.keys()
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)
