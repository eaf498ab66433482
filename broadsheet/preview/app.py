"""The preview's web application: checks who asks, looks up what is asked for, sends it with its headers."""

import asyncio
import secrets
import subprocess
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.clock import DateError, parse_instant, to_seconds
from broadsheet.preview.addresses import MAX_TARGET, BadAddress, decode_path
from broadsheet.preview.client import CLIENT
from broadsheet.preview.editors import Editor
from broadsheet.preview.guarding import COOKIE, Guard, Refusal
from broadsheet.preview.newsdesk import Newsdesk
from broadsheet.preview.ranges import part_of
from broadsheet.preview.replies import Reply
from broadsheet.preview.streams import Streams

AT_COOKIE = "broadsheet-at"
MAX_POST = 4_000

_SCRIPTS = "'self' 'unsafe-inline' https:"
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        f"default-src 'self' data: blob: https: 'unsafe-inline'; script-src {_SCRIPTS}; object-src 'none';"
        " base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
}

_CLOSE = {"connection": "close"}

Result = TypeVar("Result")


def private_path() -> str:
    """Give a path of this run's own, below which the preview answers its script; nobody can know it beforehand."""
    return f"/_preview/{secrets.token_urlsafe(18)}"


class Preview:
    """The application. `streams` are the open pages, to be woken when the site changed."""

    def __init__(
        self, newsdesk: Newsdesk, guard: Guard, private: str, editor: Editor | None, report: Callable[[str], None]
    ) -> None:
        self._newsdesk = newsdesk
        self._guard = guard
        self._private = private
        self._editor = editor
        self._report = report
        self.streams = Streams(self._tag_of)
        routes = [
            Route(f"{private}/client.js", self._client),
            Route(f"{private}/events", self._events),
            Route(f"{private}/open", self._open, methods=["POST"]),
            Route("/{path:path}", self._page),
        ]
        self.app: ASGIApp = _Door(Starlette(routes=routes), guard, f"{private}/open", report)

    async def _client(self, request: Request) -> Response:
        return _response(Reply(200, "text/javascript; charset=utf-8", CLIENT))

    async def _events(self, request: Request) -> Response:
        path = request.query_params.get("page", "/")
        if self.streams.is_full:
            return _plain(503, "too many pages are open")
        stream = self.streams.follow(path, _at_of(request), request.query_params.get("tag", ""))
        return StreamingResponse(stream, headers=HEADERS, media_type="text/event-stream")

    async def _open(self, request: Request) -> Response:
        """Open a source in the desk's editor: one that the last scan found, and nothing else."""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_POST:
                return _plain(413, "too long")
        fields = parse_qs(body.decode("utf-8", "replace"))
        path, line = fields.get("path", [""])[0], fields.get("line", ["1"])[0]
        if self._editor is None:
            return _plain(403, "no editor is opened for other machines")
        if not await _wait(self._newsdesk.is_source(path)):
            return _plain(404, "there is no such source")
        try:
            self._editor.open(path, int(line) if line.isascii() and line.isdigit() else 1)
        except (OSError, subprocess.SubprocessError) as error:
            self._report(f"the editor cannot be started: {error}")
            return _plain(500, "the editor cannot be started; the terminal says more")
        return Response(status_code=204, headers=HEADERS)

    async def _page(self, request: Request) -> Response:
        path = decode_path(request.scope["raw_path"])
        asked = request.query_params.get("at")
        at, cookie = _at_of(request), ""
        if asked is not None:
            try:
                at = await self._read_at(asked)
            except DateError as error:
                return _plain(400, f"{error}; {error.help}")
            gone = "; Max-Age=0" if at is None else ""
            cookie = f"{AT_COOKIE}={at or ''}; Path=/; HttpOnly; SameSite=Strict{gone}"
        reply = await _wait(self._newsdesk.reply(path, at))
        if reply.location:
            query = request.scope["query_string"].decode("latin-1")
            reply = Reply(reply.status, reply.media_type, b"", reply.location + (f"?{query}" if query else ""))
        response = _response(reply, request)
        if cookie:
            response.headers["set-cookie"] = cookie
        return response

    async def _read_at(self, text: str) -> int | None:
        if text in ("", "now"):
            return None
        return to_seconds(parse_instant(text, ZoneInfo(await _wait(self._newsdesk.zone()))))

    async def _tag_of(self, path: str, at: int | None) -> str:
        try:
            name = decode_path(path.encode("utf-8", "surrogateescape"))
        except BadAddress:
            return ""
        reply = await _wait(self._newsdesk.reply(name, at))
        return reply.tag


def _at_of(request: Request) -> int | None:
    value = request.cookies.get(AT_COOKIE, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else None


async def _wait(future: "Future[Result]") -> Result:
    return await asyncio.wrap_future(future)


def _plain(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{text}\n", status, {**HEADERS, **(headers or {})}, media_type="text/plain")


def _response(reply: Reply, request: Request | None = None) -> Response:
    headers = {**HEADERS, "content-type": reply.media_type}
    if reply.location:
        # The path is one of the site's own, so it starts with one slash and names no other host.
        headers["location"] = reply.location
    if reply.tag and reply.status == 200:
        headers["etag"] = f'"{reply.tag}"'
    body, status = reply.body, reply.status
    if request is not None and reply.status == 200:
        if request.headers.get("if-none-match") == headers.get("etag", "-"):
            return Response(status_code=304, headers=headers)
        if not reply.is_page:
            headers["accept-ranges"] = "bytes"
            status, body = part_of(body, request.headers.get("range", ""), headers)
    return Response(body, status, headers)


class _Door:
    """What every request passes before anything is looked up; nothing that goes wrong behind it is told outside."""

    def __init__(self, app: ASGIApp, guard: Guard, posts: str, report: Callable[[str], None]) -> None:
        self._app = app
        self._guard = guard
        self._posts = posts
        self._report = report

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        is_answered = False

        async def answer(message: Message) -> None:
            nonlocal is_answered
            is_answered = True
            await send(message)

        try:
            response = self._refuse(scope)
            await (response or self._app)(scope, receive, answer)
        except (BadAddress, ValueError):
            if not is_answered:
                await _plain(400, "that is no address of a page", _CLOSE)(scope, receive, send)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - a reply never holds a traceback, whatever happened
            self._report(f"a request could not be answered: {error!r}")
            if not is_answered:
                await _plain(500, "the preview could not answer; the terminal says more")(scope, receive, send)

    def _refuse(self, scope: Scope) -> Response | None:
        raw: bytes = scope["raw_path"]
        refusal = self._guard.refuse(scope["method"], scope["headers"], raw == self._posts.encode())
        if refusal is None and len(raw) + len(scope["query_string"]) > MAX_TARGET:
            refusal = Refusal(414, "the address is too long")
        if scope["http_version"] not in ("1.0", "1.1"):
            refusal = Refusal(505, "the preview speaks HTTP/1.1")
        if refusal is not None:
            return _plain(refusal.status, refusal.text, {**refusal.headers, **_CLOSE})
        decode_path(raw)
        request = Request(scope)
        given = request.query_params.get("token", "")
        if not self._guard.is_known(request.headers.get("cookie", ""), given):
            return _plain(403, "open the address that the preview printed, with its token")
        if self._guard.token and given:
            # A link in a letter is followed from another site, where a browser keeps strict cookies back; what a
            # request may do is weighed by where it says it comes from.
            cookie = f"{COOKIE}={self._guard.token}; Path=/; HttpOnly; SameSite=Lax"
            return Response(status_code=303, headers={**HEADERS, "location": "./", "set-cookie": cookie})
        return None
