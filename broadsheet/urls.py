"""Addresses: what a link's target is, and how an address is written into a page.

An allow-list decides, because what a browser takes for a scheme has too many
disguises to list. Knows nothing of files and of this site's own addresses.
"""

import re
from encodings.idna import nameprep
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

TargetKind = Literal["web", "contact", "fragment", "local", "empty", "refused", "invalid"]

# Browsers drop these before they look for a scheme: ASCII controls around an
# address, and tabs and line ends inside it (https://url.spec.whatwg.org/#url-parsing).
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")
_PLAIN_WEB = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9/._~=-]*)?(?:#[A-Za-z0-9_-]+)?")
# Letters of their own in names of hosts today (RFC 5894, 7.2); Python has the older rule that made others of them.
_NO_VARIANTS = re.compile("([ßς])")
_LONE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_KEPT_ESCAPES = re.compile(r"%(?:2[35fF]|3[fF]|5[cC]|[01][0-9a-fA-F]|7[fF])")


def target_kind(target: str) -> TargetKind:
    """Say what a link's target is: a web address, a mail or telephone link, a fragment, or a path.

    `refused` is what no page may hold (another scheme, or an address that
    borrows the page's scheme); `invalid` is a web address without a host.
    """
    if _PLAIN_WEB.fullmatch(target):
        return "web"
    kind = _kind(_IGNORED.sub("", target))
    if kind == "local" and "%" in target and _kind(_IGNORED.sub("", unquote(target))) != "local":
        return "refused"
    return kind


def ascii_path(path: str) -> str:
    """Write a path for programs that take no letters but those of ASCII; what is encoded already stays as it is."""
    return path if path.isascii() else quote(path, safe="/%:?#[]@!$&'()*+,;=~")


def ascii_host(host: str) -> str:
    """Give the name that stands for a host with letters that are not ASCII; empty when IDNA knows none."""
    try:
        labels = [_ascii_label(label) for label in re.split("[.。．｡]", host)]
    except UnicodeError:
        return ""
    return ".".join(labels) if all(labels[:-1]) else ""


def _ascii_label(label: str) -> str:
    if not _NO_VARIANTS.search(label):
        return label.encode("idna").decode("ascii")
    prepared = "".join(part if _NO_VARIANTS.fullmatch(part) else nameprep(part) for part in _NO_VARIANTS.split(label))
    return f"xn--{prepared.encode('punycode').decode('ascii')}"


def _kind(address: str) -> TargetKind:
    if not address:
        return "empty"
    if address.replace("\\", "/").startswith("//"):
        return "refused"
    if address.startswith("#"):
        return "fragment" if len(address) > 1 else "empty"
    scheme = _SCHEME.match(address)
    if scheme is None:
        return "local"
    name = scheme[1].lower()
    if name in ("mailto", "tel"):
        return "contact" if len(address) > len(name) + 1 else "invalid"
    if name in ("http", "https"):
        return "web" if _has_host(address) else "invalid"
    return "refused"


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def decode_path(target: str) -> str:
    """Undo percent-encoding in a path, as an editor would type it; query and fragment stay.

    Escapes whose character would change the meaning of the path stay too, as
    do those that are not UTF-8.
    """
    if "%" not in target:
        return target
    end = min((at for at in (target.find("?"), target.find("#")) if at >= 0), default=len(target))
    path = target[:end]
    pieces = _KEPT_ESCAPES.split(path)
    kept = _KEPT_ESCAPES.findall(path)
    try:
        decoded = [unquote(piece, errors="strict") for piece in pieces]
    except UnicodeDecodeError:
        return target
    joined = "".join(piece + escape for piece, escape in zip(decoded, [*kept, ""], strict=True))
    return target if any(char < " " or char == "\x7f" for char in joined) else joined + target[end:]


def encode_address(address: str) -> str:
    """Write an address so that it may stand in an attribute: host in ASCII, blanks and other letters as escapes."""
    if _PLAIN_WEB.fullmatch(address):
        return address
    address = address.strip()
    if address[:7].lower() == "mailto:":
        return _encode_mail(address)
    try:
        host = urlsplit(address).netloc
    except ValueError:
        host = ""
    before, _, after = address.partition(host) if host else ("", "", address)
    return _escape(before) + _encode_host(host) + _escape(after)


def _encode_mail(address: str) -> str:
    """Write a mail address as RFC 6068 has it; of several behind one scheme, the last has its host in ASCII."""
    who, mark, fields = address.partition("?")
    name, at, host = who.rpartition("@")
    return f"{_escape(name)}{at}{_encode_host(host) if at else _escape(host)}{mark}{_escape(fields)}"


def _encode_host(host: str) -> str:
    if not host.isascii():
        # A name that IDNA refuses is left to the browser, escaped.
        user, at, name = host.rpartition("@")
        name, colon, port = name.partition(":")
        host = f"{user}{at}{ascii_host(name) or name}{colon}{port}"
    return quote(host, safe="[]:@%!$&'()*+,;=~", errors="replace")


def _escape(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=";/?:@&=+$,-_.!~*'()#%", errors="replace")
