"""Tell others what was published: caches forget the addresses that changed, hubs fetch the feeds.

A token is read from the environment and goes into a header of a request; no
message holds it, and none holds what an endpoint answered.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from broadsheet.newsroom.targets import PurgeSetting
from broadsheet.publishing.store import StoreFailure

SECONDS = 30
# Cloudflare takes no more addresses in one request on its free plan.
BATCH = 30


class _NoRedirects(HTTPRedirectHandler):
    """A token goes to the endpoint that was named, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        """Follow no redirect."""
        return


_OPENER = build_opener(_NoRedirects)


def purge(setting: PurgeSetting, urls: Sequence[str], environment: Mapping[str, str]) -> None:
    """Hand addresses to the newsroom's command or endpoint. Raises StoreFailure."""
    if not urls:
        return
    if setting.command:
        _run(setting.command, urls)
        return
    token = environment.get(setting.token, "") if setting.token else ""
    if setting.token and not token:
        raise StoreFailure(f"the variable {setting.token} is not set", "set it to the token of the purge endpoint")
    for request in _requests(setting, urls, token):
        _ask(request, "purge")


def ping(hub: str, feeds: Sequence[str]) -> None:
    """Tell a WebSub hub which feeds are new (https://www.w3.org/TR/websub/). Raises StoreFailure."""
    for feed in feeds:
        body = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
        _ask(Request(hub, body, {"Content-Type": "application/x-www-form-urlencoded"}), "WebSub")  # noqa: S310


def _requests(setting: PurgeSetting, urls: Sequence[str], token: str) -> list[Request]:
    if setting.form == "fastly":
        headers = {"Fastly-Key": token} if token else {}
        return [
            Request(f"{setting.url.rstrip('/')}/{url.split('://', 1)[1]}", b"", headers, method="POST")  # noqa: S310
            for url in urls
        ]
    key = "files" if setting.form == "cloudflare" else "urls"
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    batches = [urls[at : at + BATCH] for at in range(0, len(urls), BATCH)]
    return [Request(setting.url, json.dumps({key: batch}).encode(), headers) for batch in batches]  # noqa: S310


def _ask(request: Request, what: str) -> None:
    host = urlsplit(request.full_url).hostname
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            answer.read(1)
    except HTTPError as error:
        raise StoreFailure(f"the {what} endpoint at {host} answered {error.code}") from None
    except (URLError, OSError):
        raise StoreFailure(f"the {what} endpoint at {host} did not answer") from None


def _run(command: Sequence[str], urls: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command, input="".join(f"{url}\n" for url in urls).encode(), check=False, timeout=300, capture_output=True
        )
    except (OSError, subprocess.TimeoutExpired):
        raise StoreFailure(f"the purge command `{command[0]}` could not be run, or did not finish") from None
    if done.returncode:
        raise StoreFailure(f"the purge command `{command[0]}` ended with status {done.returncode}")
