"""Whoever asks the preview for what is not a page of it gets nothing: no bytes, no traceback, no path."""

import html
import json
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.newsrooms import Site
from tests.preview.attacks import CANARY, GOOD_HOSTS, GOOD_ORIGINS, HOSTS, ORIGINS, collected, traversals
from tests.preview.conftest import write_stories
from tests.preview.running import Answer, Preview, parse, preview_here, preview_of, read_reply
from tests.samples import beyond


def plant(site: Site) -> None:
    """Put what must never be served beside, below and behind the newsroom, with links that lead there."""
    outside = site.root.parent
    for path in ("secret.txt", "site-backup/secret.txt", "newsroom-backup/secret.txt"):
        (outside / path).parent.mkdir(exist_ok=True)
        (outside / path).write_text(CANARY)
    for path in (
        ".env",
        ".git/config",
        ".git/HEAD",
        "content/secret.txt",
        "content/world/.env",
        "templates/secret.txt",
    ):
        site.write(path, CANARY)
    site.write("content/world/raw.html", CANARY)
    for link, target in {
        "content/link-out": outside,
        "content/world/link-out": outside,
        "content/link-to-root": Path("/"),
        "content/link-in-content.md": outside / "secret.txt",
        "content/world/link.md": outside / "secret.txt",
        "content/world/link.svg": outside / "secret.txt",
        "content/world/loop": site.root / "content",
        "content/world/nowhere.md": outside / "nothing",
        "templates/link.html": outside / "secret.txt",
        "templates/assets/link.js": outside / "secret.txt",
    }.items():
        (site.root / link).parent.mkdir(parents=True, exist_ok=True)
        (site.root / link).symlink_to(target)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = Site(tmp_path_factory.mktemp("attacked") / "newsroom")
    write_stories(site)
    plant(site)
    with preview_here(site.root) as running:
        yield running


def assert_silent(answer: Answer, what: str, preview: Preview) -> None:
    """Assert that a reply gives nothing away."""
    shown = f"{what}: {answer.status}"
    assert CANARY.encode() not in answer.body, shown
    assert b"Traceback" not in answer.body, shown
    assert str(preview.root.parent).encode() not in answer.body, shown
    assert b"root:x:0" not in answer.body, shown
    assert "access-control-allow-origin" not in answer.headers, shown
    assert not answer.headers.get("location", "/").startswith("//"), shown


def filled(text: str, preview: Preview) -> str:
    return text.replace("PORT", str(preview.port)).replace("OWN", f"http://{preview.authority}")


def path_of(path: str, preview: Preview) -> str:
    return f"{preview.private}/events?page=/" if path == "EVENTS" else path


@pytest.mark.parametrize("start", [beyond("/"), "/world/", "/assets/"])
def test_no_way_out_leads_out(target, start) -> None:
    """Every spelling of a traversal, on connections kept open."""
    wanted = [way for way in traversals(start) if start == "/" or hash_of(way) % 10 == 0]
    assert start != "/" or len(wanted) >= 2_000
    for first in range(0, len(wanted), 100):
        for way, answer in pipelined(target, wanted[first : first + 100]):
            assert 400 <= answer.status < 500, way
            assert_silent(answer, way, target)


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def pipelined(preview: Preview, ways: list[str]) -> Iterator[tuple[str, Answer]]:
    """Ask for many targets, each on a connection that the preview may keep or close."""
    connection: socket.socket | None = None
    for way in ways:
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", preview.port), timeout=12)
        head = f"GET {way} HTTP/1.1\r\nHost: {preview.authority}\r\n\r\n"
        connection.sendall(head.encode("latin-1"))
        raw = read_one(connection)
        answer = parse(raw)
        yield way, answer
        if answer.headers.get("connection") == "close" or not raw:
            connection.close()
            connection = None
    if connection is not None:
        connection.close()


def read_one(connection: socket.socket) -> bytes:
    """Read one reply with a length."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        part = connection.recv(65536)
        if not part:
            return raw
        raw += part
    head, _, body = raw.partition(b"\r\n\r\n")
    found = re.search(rb"(?i)content-length: (\d+)", head)
    while found and len(body) < int(found[1]):
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body


@pytest.mark.parametrize("advisory", sorted({case.advisory for case in collected()}))
def test_what_others_fell_to_is_refused(target, advisory) -> None:
    for case in collected():
        if case.advisory != advisory:
            continue
        path = path_of(case.target, target)
        headers = "".join(f"{name}: {filled(value, target)}\r\n" for name, value in case.headers)
        host = filled(case.host, target) or target.authority
        raw = target.send(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n".encode("latin-1")
        )
        answer = parse(raw)
        # A question mark and what follows name no other page, so these may be answered with the page before it.
        if "?" in case.target and case.target.split("?")[0] == "/" and not case.headers and not case.host:
            assert answer.status == 200, case
        else:
            assert 400 <= answer.status < 500, case
        assert_silent(answer, str(case), target)
        assert "x-injected" not in answer.headers
        assert "<script>alert" not in answer.text


def test_only_this_machines_names_and_our_own_pages_are_answered(target) -> None:
    private = target.private
    asset = re.search(r'href="(/assets/[^"]+\.css)"', target.get("/").text)
    assert asset
    tried = 0
    for host in HOSTS:
        for origin in ORIGINS:
            named = filled(host, target)
            own = f"http://{named.lower()}" if origin == "OWN" else filled(origin, target)
            is_allowed = host in GOOD_HOSTS and (origin in GOOD_ORIGINS or own == f"http://{named.lower()}")
            line = f"Origin: {own}\r\n" if origin else ""
            for path in ("/", asset[1], f"{private}/events?page=/", "/nowhere/"):
                with closing(socket.create_connection(("127.0.0.1", target.port), timeout=12)) as connection:
                    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {named}\r\n{line}\r\n".encode())
                    answer = parse(connection.recv(65536))
                expected = (404 if path == "/nowhere/" else 200) if is_allowed else 403
                assert answer.status == expected, (host, origin, path)
                assert "access-control-allow-origin" not in answer.headers
                tried += 1
    assert tried == len(HOSTS) * len(ORIGINS) * 4


GET = b"GET / HTTP/1.1\r\nHost: AUTHORITY\r\n"
ABUSE: dict[str, bytes] = {
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "an empty host": b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: AUTHORITY\r\nHost: evil.example\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/1.0 without a host": b"GET / HTTP/1.0\r\n\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "absolute form of another": b"GET http://evil.example/ HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "absolute form": b"GET http://AUTHORITY/ HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a file's address": b"GET file:///etc/passwd HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "authority form": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "no slash": b"GET secret.txt HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "POST": b"POST / HTTP/1.1\r\nHost: AUTHORITY\r\nContent-Length: 1\r\n\r\nx",
    "PUT": b"PUT /x.html HTTP/1.1\r\nHost: AUTHORITY\r\nContent-Length: 1\r\n\r\nx",
    "DELETE": b"DELETE / HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "OPTIONS": b"OPTIONS / HTTP/1.1\r\nHost: AUTHORITY\r\nOrigin: http://evil.example\r\n\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a method of its own": b"BREW /pot HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: AUTHORITY\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: AUTHORITY\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "a bad chunk": b"POST / HTTP/1.1\r\nHost: AUTHORITY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "a bad length": b"POST / HTTP/1.1\r\nHost: AUTHORITY\r\nContent-Length: -1\r\n\r\n",
    "a line of 64 kB": b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "an address of 9 kB": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a query of 9 kB": b"GET /?" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a header of 64 kB": GET + b"X: " + b"a" * 65_536 + b"\r\n\r\n",
    "10,000 headers": GET + b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + b"\r\n",
    "200 headers": GET + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n",
    "a NUL in the address": b"GET /\0 HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a NUL in a header": GET + b"X: \0\r\n\r\n",
    "a carriage return in a header": GET + b"X: a\rb\r\n\r\n",
    "a header without a name": GET + b": y\r\n\r\n",
    "a blank before the colon": GET + b"X : y\r\n\r\n",
    "two blanks": b"GET  / HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "a version of its own": b"GET / HTTP/9.9\r\nHost: AUTHORITY\r\n\r\n",
    "bytes above ASCII": b"GET /\xff\xfe HTTP/1.1\r\nHost: AUTHORITY\r\n\r\n",
    "TLS": bytes.fromhex("1603010200010001fc0303") + os.urandom(200),
    "noise": b"\x00\x01\x02\x03" * 50 + b"\r\n\r\n",
    "two origins": GET + b"Origin: http://AUTHORITY\r\nOrigin: http://evil.example\r\n\r\n",
}
MAY_BE_ANSWERED = {"absolute form"}


@pytest.mark.parametrize("name", ABUSE)
def test_what_is_no_proper_request_is_refused_or_cut_off(target, name) -> None:
    raw = target.send(ABUSE[name].replace(b"AUTHORITY", target.authority.encode()))
    answer = parse(raw)
    assert answer.status == 0 or 400 <= answer.status < 506, answer
    assert_silent(answer, name, target)
    started = time.monotonic()
    assert target.get("/").status == 200
    assert time.monotonic() - started < 1


def test_a_folded_header_does_not_hide_another(target) -> None:
    raw = b"GET / HTTP/1.1\r\nHost: AUTHORITY\r\nX: a\r\n Origin: http://evil.example\r\nConnection: close\r\n\r\n"
    answer = parse(target.send(raw.replace(b"AUTHORITY", target.authority.encode())))
    assert_silent(answer, "folded", target)


def test_a_thousand_requests_at_once_on_one_connection_are_answered_in_order(target) -> None:
    one = f"HEAD / HTTP/1.1\r\nHost: {target.authority}\r\n\r\n"
    last = f"HEAD /nowhere/ HTTP/1.1\r\nHost: {target.authority}\r\nConnection: close\r\n\r\n"
    raw = target.send((one * 300 + last).encode(), wait=30)
    assert re.findall(rb"HTTP/1\.1 (\d+)", raw) == [b"200"] * 300 + [b"404"]


def test_slow_connections_keep_nobody_from_the_preview(target) -> None:
    with ExitStack() as held:
        for number in range(300):
            connection = held.enter_context(closing(socket.create_connection(("127.0.0.1", target.port), timeout=12)))
            connection.sendall([b"", b"GET", b"GET / HTTP/1.1\r\nHost:", b"GET / HTTP/1.1\r\nX: "][number % 4])
        times = []
        for _ in range(20):
            started = time.monotonic()
            assert target.get("/world/").status == 200
            times.append(time.monotonic() - started)
    assert sorted(times)[10] < 0.2
    assert max(times) < 2


@pytest.mark.campaign
def test_a_request_that_comes_by_drops_is_cut_off_in_time(target) -> None:
    with ExitStack() as held:
        connection, endless = (
            held.enter_context(closing(socket.create_connection(("127.0.0.1", target.port), timeout=15)))
            for _ in range(2)
        )
        started = time.monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\n")
        endless.sendall(b"GET / HTTP/1.1\rHost: x\r\r")
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.5):
                try:
                    connection.sendall(b"X: y\r\n")
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        read_reply(connection)
        stop.set()
        thread.join()
        assert read_reply(endless) == b""
    assert time.monotonic() - started < 7


def test_streams_that_nobody_reads_keep_nobody_from_the_preview(target) -> None:
    private = target.private
    with ExitStack() as held:
        for _ in range(110):
            connection = held.enter_context(closing(socket.create_connection(("127.0.0.1", target.port), timeout=12)))
            head = f"GET {private}/events?page=/ HTTP/1.1\r\nHost: {target.authority}\r\n\r\n"
            connection.sendall(head.encode())
        assert target.get("/").status == 200


def test_the_stream_tells_a_number_and_nothing_else(newsroom, preview) -> None:
    tag = re.search(r'data-tag="(\w+)"', preview.get("/world/held/").text)
    assert tag
    with closing(socket.create_connection(("127.0.0.1", preview.port), timeout=12)) as connection:
        head = (
            f"GET {preview.private}/events?page=/world/held/&tag={tag[1]} HTTP/1.1\r\nHost: {preview.authority}\r\n\r\n"
        )
        connection.sendall(head.encode())
        newsroom.edit("content/world/held.md", "Held news", "Held and changed")
        heard = b""
        while b"\ndata: " not in heard:
            heard += connection.recv(4096)
    events = heard.partition(b"\r\n\r\n")[2]
    assert b"held" not in events.lower()
    assert re.search(rb"data: \d+\n\n", events)


def test_the_script_and_the_stream_are_at_a_path_that_nobody_can_guess(target) -> None:
    assert len(target.private.removeprefix("/_preview/")) >= 24
    for path in (
        "/_preview/",
        "/_preview/x/client.js",
        "/_preview/x/events",
        "/_preview/client.js",
        "/_preview/x/open",
    ):
        assert target.get(path).status == 404


def test_the_script_is_small_and_in_no_file(target) -> None:
    assert len(target.get(f"{target.private}/client.js").body) < 4_000


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/robots.txt", "/_desk/"])
def test_every_reply_has_the_headers_that_keep_it_to_itself(target, path) -> None:
    headers = target.get(path).headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_a_part_of_a_file_can_be_asked_for_and_a_page_is_given_whole(target) -> None:
    asset = re.search(r'href="(/assets/[^"]+\.css)"', target.get("/").text)
    assert asset
    whole = target.get(asset[1])
    part = target.get(asset[1], range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert target.get(asset[1], range="bytes=-5").body == whole.body[-5:]
    assert target.get(asset[1], range=f"bytes={len(whole.body)}-").status == 416
    for odd in ("bytes=5-2,7-9", "bytes=-", "lines=1-2", "bytes=9" * 40):
        assert target.get(asset[1], range=odd).body == whole.body
    assert target.get("/", range="bytes=0-1").status == 200
    assert target.get(asset[1], if_none_match=whole.headers["etag"]).status == 304
    head = target.get(asset[1], method="HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(whole.body)))


def test_an_instant_given_as_a_cookie_is_a_number_or_nothing(target) -> None:
    for value in ("x", "-1", "9" * 40, "1;2", "../..", "١٢٣"):
        cookie = f"broadsheet-at={value}".encode().decode("latin-1")
        assert target.get("/", cookie=cookie).status == 200


def test_only_sources_that_are_there_are_opened_and_only_for_our_own_pages(newsroom, tmp_path) -> None:
    program = tmp_path / "editor"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{tmp_path}/opened"\n')
    program.chmod(0o755)
    plant(newsroom)
    with preview_of(newsroom.root, environment={"BROADSHEET_EDITOR": f"{program} +{{line}} {{file}}"}) as preview:
        where, own = f"{preview.private}/open", f"http://{preview.authority}"

        def post(body: str, **headers: str) -> int:
            return preview.get(where, "POST", body, **headers).status

        assert post("path=content/world/rates.md&line=3") == 405
        assert post("path=content/world/rates.md&line=3", origin="http://evil.example") == 403
        for path in (
            "/etc/passwd",
            "../secret.txt",
            ".env",
            "content/../.env",
            "content/link-out/secret.txt",
            "",
            "-x",
        ):
            assert post(f"path={path}", origin=own) == 404, path
        assert post("path=" + "a" * 9_000, origin=own) == 413
        assert post("path=content/world/rates.md&line=$(id)", origin=own) == 204
        assert post("path=content/world/rates.md&line=3", origin=own) == 204
        opened = tmp_path / "opened"
        until = time.monotonic() + 10
        while not opened.exists() or opened.read_text().count("\n") < 4:
            assert time.monotonic() < until
            time.sleep(0.01)
    file = str(newsroom.root / "content/world/rates.md")
    assert sorted(opened.read_text().split()) == sorted(["+1", file, "+3", file])


def test_others_on_the_network_need_the_token_and_open_no_editor(newsroom) -> None:
    with preview_here(newsroom.root, host="127.0.0.1") as preview:
        token = preview.url.partition("?token=")[2]
        assert len(token) >= 30
        for path in ("/", "/_desk/", "/world/rates/", "/?token=wrong", "/nowhere/"):
            answer = preview.get(path)
            assert answer.status == 403
            assert "Rates" not in answer.text
        entered = preview.get(f"/?token={token}")
        assert (entered.status, entered.headers["location"]) == (303, "./")
        cookie = entered.headers["set-cookie"]
        assert "HttpOnly; SameSite=Lax" in cookie
        assert token not in entered.text
        known = cookie.partition(";")[0]
        page = preview.get("/", cookie=known)
        assert page.status == 200
        private = re.search(r'src="(/_preview/[\w-]+)/', page.text)
        assert private
        body = "path=content/world/rates.md"
        origin = f"http://{preview.authority}"
        assert preview.get(f"{private[1]}/open", "POST", body, origin=origin, cookie=known).status == 403


def test_what_a_page_shows_of_an_address_or_an_error_is_escaped(newsroom) -> None:
    payload = "<script>alert(1)</script>"
    newsroom.story("world/bad", json.dumps(f"Bad {payload}"), status="draft")
    newsroom.write("content/world/worse.md", f"---\nheadline: x\n{payload}: y\n---\n")
    newsroom.write(f"content/world/{payload.replace('/', '')}.md", "---\nheadline: [\n---\n")
    with preview_here(newsroom.root) as preview:
        for path in ("/_desk/", "/world/", "/", "/nowhere/%3Cscript%3Ealert(1)%3C%2Fscript%3E"):
            answer = preview.get(path)
            assert answer.headers["content-type"].startswith("text/html"), path
            assert payload not in answer.text, path
            assert html.escape(payload) in answer.text, path
        plain = preview.get(f"/?at={payload}")
        assert plain.headers["content-type"].startswith("text/plain")
        assert plain.headers["x-content-type-options"] == "nosniff"


def test_a_picture_that_becomes_a_link_to_another_file_is_not_followed(newsroom) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>'
    newsroom.write("content/world/map.svg", svg)
    newsroom.story("world/mapped", "Mapped", body="![A map](map.svg)")
    secret = newsroom.root.parent / "secret.svg"
    secret.write_text(svg.replace("</svg>", f"<!-- {CANARY} --></svg>"))
    with preview_here(newsroom.root) as preview:
        found = re.search(r'src="(/media/[^"]+\.svg)"', preview.get("/world/mapped/").text)
        assert found
        assert preview.get(found[1]).status == 200
        (newsroom.root / "content/world/map.svg").unlink()
        (newsroom.root / "content/world/map.svg").symlink_to(secret)
        for _ in range(20):
            assert CANARY not in preview.get(found[1]).text


def test_a_newsroom_whose_folder_is_swapped_for_a_link_serves_nothing_from_behind_it(newsroom) -> None:
    outside = newsroom.root.parent / "outside"
    shutil.copytree(newsroom.root / "content", outside)
    (outside / "world/rates.md").write_text(f"---\nheadline: {CANARY}\npublished: 2026-11-20\n---\n")
    with preview_here(newsroom.root) as preview:
        shutil.rmtree(newsroom.root / "content/world")
        (newsroom.root / "content/world").symlink_to(outside / "world")
        preview.wait_for("/_desk/", "leads out of the newsroom")
        assert CANARY not in preview.get("/world/rates/").text
        assert CANARY not in preview.get("/world/").text
