"""A reader's program: it follows links, pictures and styles, and says what leads nowhere."""

import http.client
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import obstore
from selectolax.lexbor import LexborHTMLParser

from tests.publishing.hosts import BucketHost, FolderHost, GitHost, Host, free_port, git, wait_for

Fetch = Callable[[str], bytes | None]
ADDRESS = "https://courier.example"


def references(path: str, content: bytes) -> set[str]:
    """Give the paths on the same site that a file leads to."""
    if path.endswith(".css"):
        found = re.findall(r"url\(\s*[\"']?([^\"')]+)", content.decode(errors="replace"))
    elif path.endswith(".html"):
        page = LexborHTMLParser(content.decode(errors="replace"))
        found = [value for node in page.css("[href]") if (value := node.attributes.get("href"))]
        found += [value for node in page.css("[src]") if (value := node.attributes.get("src"))]
        sets = [value for node in page.css("[srcset]") if (value := node.attributes.get("srcset"))]
        found += [part.split()[0] for value in sets for part in value.split(",") if part.strip()]
    elif path.endswith(".xml"):
        found = re.findall(rf"(?:<loc>|<link>|href=\"){ADDRESS}([^<\"]+)", content.decode(errors="replace"))
    else:
        return set()
    return {aimed for value in found if (aimed := _path_of(path, value))}


def _path_of(path: str, value: str) -> str:
    url = urlsplit(urljoin(f"{ADDRESS}/{path}", value))
    if url.scheme != "https" or url.netloc != urlsplit(ADDRESS).netloc:
        return ""
    name = unquote(url.path).lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def broken_references(fetch: Fetch, known: Iterable[str]) -> list[str]:
    """Give what leads nowhere of all that a reader can come to, while nobody publishes.

    Readers come to the home page, to pages whose addresses they knew before,
    and to all that those lead to. A new page that nothing leads to yet is none of it.
    """
    waiting = ["index.html", *sorted(known)]
    seen, broken = set(waiting), []
    while waiting:
        path = waiting.pop()
        for aimed in sorted(references(path, fetch(path) or b"")):
            if fetch(aimed) is None:
                broken.append(f"{path} -> {aimed}")
            elif aimed not in seen:
                seen.add(aimed)
                waiting.append(aimed)
    return broken


class Crawler:
    """Goes through a site again and again while it is published to."""

    def __init__(self, fetch: Fetch, is_known: Callable[[str, bytes], bool]) -> None:
        self._fetch = fetch
        self._is_known = is_known
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._crawl, daemon=True)
        self.publications = 0
        self.fetched = 0
        self.problems: list[str] = []

    @contextmanager
    def run(self) -> Iterator["Crawler"]:
        """Crawl until the block ends."""
        self._thread.start()
        try:
            yield self
        finally:
            self._is_over.set()
            self._thread.join()

    def _crawl(self) -> None:
        while not self._is_over.is_set():
            waiting, seen = ["index.html"], {"index.html"}
            while waiting and not self._is_over.is_set():
                path = waiting.pop()
                at = self.publications
                content = self._get(path)
                if content is None:
                    continue
                if not self._is_known(path, content):
                    self.problems.append(f"torn or unknown: {path}, {len(content)} bytes")
                for aimed in sorted(references(path, content)):
                    if aimed not in seen:
                        seen.add(aimed)
                        waiting.append(aimed)
                    self._check(path, aimed, at)

    def _check(self, path: str, aimed: str, at: int) -> None:
        """See that what a page leads to is there.

        A page that was taken away meanwhile is no fault when the page that led
        to it no longer does; a style or a picture has to stay for one publication more.
        """
        if self._get(aimed) is not None:
            return
        if aimed.startswith(("assets/", "media/")):
            if self.publications - at < 2:
                self.problems.append(f"{path} -> {aimed}")
            return
        again = self._get(path)
        if again is not None and aimed in references(path, again) and self._get(aimed) is None:
            third = self._get(path)
            if third is not None and aimed in references(path, third):
                self.problems.append(f"{path} -> {aimed}")

    def _get(self, path: str) -> bytes | None:
        self.fetched += 1
        return self._fetch(path)


@contextmanager
def reading(host: Host) -> Iterator[Fetch]:
    """Give a way to fetch files of a target as readers do: by HTTP where it is a folder."""
    if isinstance(host, FolderHost):
        with served(host.served) as port:
            yield partial(_get, port)
    elif isinstance(host, BucketHost):
        yield partial(_get_object, host)
    elif isinstance(host, GitHost):
        yield partial(_get_blob, host)


def _get(port: int, path: str) -> bytes | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        content = answer.read()
        return content if answer.status == 200 else None
    finally:
        connection.close()


def _get_object(host: BucketHost, path: str) -> bytes | None:
    try:
        return bytes(obstore.get(host.store, path).bytes())
    except FileNotFoundError:
        return None


def _get_blob(host: GitHost, path: str) -> bytes | None:
    done = git("-C", str(host.root), "cat-file", "blob", f"pages:{path}", check=False)
    return done.stdout if done.returncode == 0 else None


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder by nginx where it is installed, else by Python's own server; give the port."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        with _served_by_python(folder) as port:
            yield port
        return
    port = free_port()
    with TemporaryDirectory() as scratch:
        config = Path(scratch, "nginx.conf")
        temporary = " ".join(
            f"{kind}_temp_path {scratch}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if Path("/root").is_dir() and Path(scratch).stat().st_uid == 0 else ""
        config.write_text(
            f"daemon off; {user} pid {scratch}/pid; error_log {scratch}/log; events {{}}\n"
            f"http {{ access_log off; {temporary} sendfile off;\n"
            f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
        )
        process = subprocess.Popen([program, "-c", str(config), "-e", f"{scratch}/log"], stderr=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(10)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()


@contextmanager
def _served_by_python(folder: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
