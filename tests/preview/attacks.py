"""Requests that must not get through: the corpus, generated and collected from what other preview servers fell to."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

DOTS = (
    "..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%u002e%u002e",
    "%ef%bc%8e%ef%bc%8e", "..;", "....", "..%00", "..%0d", ".%20.", "..%cc%88",
)  # fmt: skip
SEPARATORS = ("/", "%2f", "%5c", "\\", "//", ";/")
DEPTHS = range(1, 6)
TARGETS = ("secret.txt", "site-backup/secret.txt", "etc/passwd", ".env", ".git/config", ".broadsheet/preview/build.db")

CANARY = "CANARY-" + base64.b32encode(b"not for readers").decode().rstrip("=")


def traversals(start: str = "/") -> Iterator[str]:
    """Yield every spelling of a way out, to every target."""
    for dots, separator, depth, target in product(DOTS, SEPARATORS, DEPTHS, TARGETS):
        way = separator.join([dots] * depth)
        yield f"{start}{way}{separator}{target.replace('/', separator)}"


@dataclass(frozen=True)
class Case:
    """A request that another server fell to: the advisory, and the request's target or headers."""

    advisory: str
    target: str = "/"
    headers: tuple[tuple[str, str], ...] = ()
    host: str = ""


def _with(advisory: str, *targets: str) -> Iterator[Case]:
    yield from (Case(advisory, target) for target in targets)


def _from(advisory: str, *origins: str) -> Iterator[Case]:
    yield from (
        Case(advisory, path, (("Origin", origin),)) for origin in origins for path in ("/", "/_desk/", "EVENTS")
    )


def _named(advisory: str, *hosts: str) -> Iterator[Case]:
    yield from (Case(advisory, path, host=host) for host in hosts for path in ("/", "EVENTS"))


def collected() -> list[Case]:
    """Give the cases; `EVENTS` stands for the stream of events, `PORT` in a host for the preview's port."""
    secret = "content/secret.txt"
    return [
        *_from("CVE-2025-24010", "https://evil.example", "http://evil.example", "http://127.0.0.1.nip.io"),
        *_named("CVE-2025-24010", "evil.example", "127.0.0.1.nip.io:PORT", "localhost.evil.example:PORT", "localhost"),
        *_with("CVE-2025-30208", f"/{secret}?raw??", f"/{secret}?import&raw??", "/@fs/etc/passwd?raw??"),
        *_with("CVE-2025-31125", f"/{secret}?inline&import", "/@fs/etc/passwd?import&?inline=1.wasm?init"),
        *_with("CVE-2025-31486", f"/{secret}?.svg?.wasm?init", "/@fs/x/x/x/vite/../../../../etc/passwd?import&?raw"),
        *_with("GHSA-v2wj-q39q-566r", "/.env?raw", "/.ENV", "/.env::$DATA", "/ENV~1", "/.env%20", "/.env."),
        *_with("GHSA-8g5g-mxqh-grgj", "/.env?raw&url", "/%2eenv?raw", "/./.env?raw"),
        *_with("CVE-2025-32395", "/index.html#/../../secret.txt", "/#/etc/passwd", "/@fs/#/etc/passwd"),
        *_from("CVE-2018-14732", "http://127.0.0.1:1", "http://localhost:1"),
        *_from("CVE-2025-30360", "http://192.0.2.7", "http://192.0.2.7:PORT", "http://[2001:db8::1]:PORT"),
        Case("CVE-2025-30359", "/", (("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "script"))),
        Case("CVE-2025-30359", "/", (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image"))),
        Case("CVE-2025-30359", "/", (("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe"))),
        *_from("CVE-2026-112085", "http://evil.example:PORT"),
        *_from("CVE-2026-27977", "null"),
        *_from("GHSA-67mh-4wv8-2f99", "http://esbuild.example"),
        *_from("CVE-2025-56647", "https://farm.example"),
        *_with("CVE-2021-40978", *("/" + "%2e%2e/" * depth + "etc/passwd" for depth in range(1, 9))),
        *_with("CVE-2023-29159", "/static/../secret.txt", "/../newsroom-backup/secret.txt", "/site/../site-backup/secret.txt"),
        *_with("CVE-2024-23334", "/link-out/secret.txt", "/content/link-out/secret.txt", "/media/link-out/secret.txt"),
        *_with("CVE-2024-42367", "/index.html.gz", "/index.html.br", "/world/rates/index.html.gz"),
        *_named("CVE-2024-34069", "evil.example:PORT"),
        *_with("CVE-2024-34069", "/?__debugger__=yes&cmd=resource&f=style.css", "/console"),
        *_with("CVE-2024-49766", "/c:/windows/win.ini", "/C%3A/windows/win.ini", "//host/share/secret.txt", "/%5c%5chost%5cshare"),
        *_with("CVE-2025-66221", "/CON", "/aux.txt", "/NUL", "/COM1.txt", "/world/CON"),
        *_with("CVE-2026-21860", "/CON.txt.html", "/aux.tar.gz", "/con%20"),
        *_with("CVE-2021-28861", "//evil.example/..", "//evil.example/%2e%2e", "//evil.example/%2e%2e/", "///evil.example/%2f.."),
        *_with("CVE-2018-17567", "/link-in-content.md", "/world/link/", "/media/link.svg"),
        *_with("CVE-2026-89258", "/link-out/", "/world/link-out/secret/", "/link-to-root/etc/passwd"),
        *_with("CVE-2024-32875", "/%3Cscript%3Ealert(1)%3C/script%3E/", '/"><script>alert(1)</script>/'),
        *_with("CVE-2026-50133", "/world/raw.html", "/content/world/raw.html"),
        *_with("CVE-2026-35525", "/templates/link.html", "/templates/../secret.txt"),
        *_with("lukeed/sirv#63", "/./.git/config", "/.git/config", "/.git/HEAD", "/%2egit/config"),
        *_with("vercel/serve<7.0.1", "/./secret.txt", "/%2e/secret.txt", "/.%2fsecret.txt"),
        *_with("CVE-2016-1000305", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd"),
        *_with("lite-dev-server", "/..\\..\\secret.txt", "/..%5c..%5csecret.txt"),
        *_with("serve-lite", "/%2e%2e%2fsecret.txt", "/content%2fsecret.txt"),
        *_with("copyparty", "/%0d%0aSet-Cookie:%20x=1", "/?%0d%0aX-Injected:%20yes", "/world%0d%0aLocation:%20//evil.example"),
        *_with("markserv#139", "/%", "/%zz", "/%ff%fe", "/" + "a" * 5000, "/" + "x/" * 900),
        *_with("http.server", "/.env", "/.env/.", "/%2e%65nv", "/newsroom.yaml", "/content/world/held.md", "/.broadsheet/lock"),
    ]  # fmt: skip


HOSTS = (
    "127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "LOCALHOST:PORT", "localhost", "127.0.0.1", "localhost:1",
    "localhost.:PORT", "evil.example", "evil.example:PORT", "127.0.0.1.nip.io:PORT", "localhost.evil.example:PORT",
    "192.0.2.7:PORT", "0.0.0.0:PORT", "2130706433:PORT", "0x7f.1:PORT", "127.1:PORT", "user@localhost:PORT",
    "localhost:PORT, evil.example", "[::]:PORT",
)  # fmt: skip
GOOD_HOSTS = HOSTS[:4]
ORIGINS = (
    "", "OWN", "null", "http://127.0.0.1:1", "http://192.0.2.7", "http://127.0.0.1.nip.io:PORT",
    "http://localhost.evil.example", "https://evil.example", "HTTP://LOCALHOST:PORT", "http://localhost.:PORT",
    "https://127.0.0.1:PORT", "file://", "http://localhost:PORT.evil.example", "http://evil.example/?http://localhost:PORT",
)  # fmt: skip
GOOD_ORIGINS = ORIGINS[:2]
