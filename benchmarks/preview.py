"""Measure the preview: from the saved file to the new text drawn in Chromium, beside `hugo server`.

`python -m benchmarks.preview --stories 10000 --rounds 30`

A round edits the same story in both forms of the archive, one after the other.
The clock starts before the file is written and stops in the browser, in the
first frame after the page holds the new text.
"""

import argparse
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.archive import Archive, Story
from benchmarks.hugo_site import HugoSite
from benchmarks.machine import describe_machine, load_average
from benchmarks.newsroom_site import NewsroomSite, copy_program
from benchmarks.peers import PEERS, default_cache, install
from benchmarks.sites import Site, write_sites

PAGE = Path(__file__).resolve().with_suffix(".md")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync"
).split()
WATCH = """
(() => {
  const look = () => {
    const want = sessionStorage.getItem("want");
    if (!want || sessionStorage.getItem("drawn") || !document.body?.textContent.includes(want)) return;
    sessionStorage.setItem("drawn", "soon");
    requestAnimationFrame(() => requestAnimationFrame(() =>
      sessionStorage.setItem("drawn", String(performance.timeOrigin + performance.now()))));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  addEventListener("DOMContentLoaded", look);
})();
"""
TARGETS = {"body": (150, 300), "headline": (500,), "partial": (500,)}
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit: the text that it brings onto the page, and how it is made to a form of the archive."""

    text: Callable[[Story, int], str]
    make: Callable[[Site, Story, str], None]


@dataclass(frozen=True, slots=True)
class Served:
    """A running preview of one form of the archive."""

    site: Site
    port: int
    process: "subprocess.Popen[bytes]"
    first_page: float


EDITS = {
    "body": Edit(
        lambda story, number: f"One more paragraph came in late, number {number}",
        lambda site, story, text: site.write_story(replace(story, body=f"{story.body}\n{text}.\n")),
    ),
    "headline": Edit(
        lambda story, number: f"{story.headline} and edition {number}",
        lambda site, story, text: site.write_story(replace(story, headline=text)),
    ),
    "partial": Edit(
        lambda story, number: f"Printed on edition {number}",
        lambda site, story, text: site.set_footer_note(text),
    ),
}


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--edits", type=int, default=2_000, help="edits after which memory is measured")
    parser.add_argument("--work", type=Path, default=None, help="where the archive is written")
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--without-hugo", action="store_true")
    parser.add_argument("--write-results", action="store_true", help="rewrite preview.md")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-preview-", dir=options.work))
    try:
        text = measure(options, folder)
    finally:
        shutil.rmtree(folder)
    print(text)
    if options.write_results:
        PAGE.write_text(text, encoding="utf-8")


def measure(options: argparse.Namespace, folder: Path) -> str:
    """Take all figures and give them as a page."""
    before = load_average()
    archive = Archive(options.stories)
    program = copy_program(folder / "program")
    own = NewsroomSite(archive, folder / "broadsheet", program)
    command = [sys.executable, str(program / "build.py"), "serve", "-C", str(own.folder), "--port", "{port}"]
    sites: list[tuple[Site, list[str]]] = [(own, command)]
    if not options.without_hugo:
        hugo = install(PEERS["hugo"], options.cache)
        site = HugoSite(archive, folder / "hugo", hugo)
        sites.append((site, [str(hugo), "server", "--source", str(site.folder), "--port", "{port}"]))
    write_sites(archive, [site for site, _ in sites])
    with serving(own, command):
        pass  # the first start reads everything; the second has a warm log
    with ExitStack() as running:
        served = [running.enter_context(serving(site, command)) for site, command in sites]
        times = in_browser(served, archive, options.rounds)
        memory = {"before": [megabytes(each) for each in served]}
        many_edits(served[0], archive.story(archive.count - 40), options.edits)
        memory["after"] = [megabytes(served[0])]
    return page(options, folder, served, times, memory, before)


@contextmanager
def serving(site: Site, command: list[str]) -> Iterator[Served]:
    """Run a site's preview until it answers its front page."""
    port = _free_port()
    started = time.monotonic()
    process = subprocess.Popen(
        [word.replace("{port}", str(port)) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port):
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with {process.returncode}")
            time.sleep(0.01)
        yield Served(site, port, process, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        return get(port, "/")[0] == 200
    except OSError:
        return False


def get(port: int, path: str) -> tuple[int, bytes]:
    """Ask for a page."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)) as connection:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, reply.read()


def in_browser(served: list[Served], archive: Archive, rounds: int) -> dict[str, list[list[float]]]:
    """Measure each kind of edit in a browser, in turns; give milliseconds for each preview."""
    with sync_playwright() as playwright:
        program = os.environ.get("BROADSHEET_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        found: dict[str, list[list[float]]] = {}
        for name, edit in EDITS.items():
            story = archive.story(archive.count // 2)
            pages = [_open(browser.new_page(), each, story) for each in served]
            found[name] = [[] for _ in served]
            for number in range(rounds):
                for each, tab, times in zip(served, pages, found[name], strict=True):
                    tab.bring_to_front()
                    text = edit.text(story, number)
                    times.append(_time_edit(tab, text, partial(edit.make, each.site, story, text)))
            for tab in pages:
                tab.close()
        browser.close()
    return found


def _open(tab: Page, each: Served, story: Story) -> Page:
    tab.add_init_script(WATCH)
    tab.goto(f"http://127.0.0.1:{each.port}/{story.address.section}/{story.address.slug}/")
    time.sleep(2)
    return tab


def _time_edit(tab: Page, text: str, make: Callable[[], None]) -> float:
    """Make an edit and give the milliseconds until it is drawn."""
    tab.evaluate("text => { sessionStorage.removeItem('drawn'); sessionStorage.setItem('want', text) }", text)
    started = time.time() * 1000
    make()
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            drawn = tab.evaluate("sessionStorage.getItem('drawn')")
        except Error:  # the page is being loaded anew
            continue
        if drawn and drawn != "soon":
            time.sleep(0.5)
            return float(drawn) - started
        time.sleep(0.01)
    return LONGEST * 1000


def many_edits(each: Served, story: Story, count: int) -> None:
    """Save one story again and again, each time until its page shows it: an hour's work."""
    path = f"/{story.address.section}/{story.address.slug}/"
    for number in range(count):
        text = EDITS["body"].text(story, -1 - number)
        EDITS["body"].make(each.site, story, text)
        while f"{text}.".encode() not in get(each.port, path)[1]:
            time.sleep(0.002)


def megabytes(each: Served) -> float:
    """Give the memory of a preview's process: what is its own, and its share of what it shares."""
    lines = Path(f"/proc/{each.process.pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def page(
    options: argparse.Namespace,
    folder: Path,
    served: list[Served],
    times: dict[str, list[list[float]]],
    memory: dict[str, list[float]],
    before: list[float],
) -> str:
    """Write the figures down."""
    names = [each.site.name for each in served]
    machine = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in describe_machine(folder).items())
    lines = [
        "# The preview, measured",
        "",
        "Written by `python -m benchmarks.preview --write-results`. Milliseconds from before the file is written",
        "to the first frame drawn after the page in Chromium holds the new text: median / 95th percentile.",
        "",
        f"{options.stories:,} stories, {options.rounds} rounds; {machine};",
        f"load average {before} before, {load_average()} after.",
        "",
        f"| | {' | '.join(names)} | wanted of broadsheet |",
        f"|---|{'---|' * len(names)}---|",
    ]
    for name, found in times.items():
        cells = " | ".join(f"{median(each):.0f} / {quantiles(each, n=20)[-1]:.0f}" for each in found)
        wanted = " / ".join(map(str, TARGETS[name]))
        lines.append(f"| {name} edited, ms | {cells} | {wanted} |")
    starts = " | ".join(f"{each.first_page:.2f}" for each in served)
    lines.append(f"| start to the first page, s (broadsheet's log warm) | {starts} | 1 |")
    lines.append(f"| memory, MB | {' | '.join(f'{value:.0f}' for value in memory['before'])} | |")
    lines.append(
        f"| memory after {options.edits:,} edits, MB | {memory['after'][0]:.0f} |{' |' * (len(names) - 1)} 250 |"
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
