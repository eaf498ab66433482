"""Read what `newsroom.yaml` says to programs: `robots`, `ads`, `security`, and which files a host is given."""

import re
from typing import Any, Literal

import msgspec

from broadsheet.documents.fields import (
    INVALID,
    Form,
    Invalid,
    YamlDocument,
    is_web_address,
    language,
    list_of,
    mapping_of,
    one_of,
    seconds,
    text,
    web_address,
)
from broadsheet.documents.nodes import Node, Sequence

Access = Literal["allow", "refuse"]
Host = Literal["none", "netlify", "cloudflare"]

# Where the files are that a newsroom asks for, by the recipes that make them; the last two are for a host.
MACHINE_FILES = {
    "ads": "ads.txt",
    "security": ".well-known/security.txt",
    "humans": "humans.txt",
    "llms": "llms.txt",
    "host-headers": "_headers",
    "host-redirects": "_redirects",
}
ROBOTS_FILE = "robots.txt"
LIVE_FILE = "live.json"

# A story for programs, in the folder of its page.
NINJS_FILE = "story.ninjs.json"

# What crawlers of AI companies want a page for.
PURPOSES = ("training", "search", "assistants")


class RobotsPolicy(msgspec.Struct, frozen=True):
    """Who may read the site: by what crawlers of AI companies want, by name, and which paths nobody may."""

    training: Access = "allow"
    search: Access = "allow"
    assistants: Access = "allow"
    refuse: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class SecurityContact(msgspec.Struct, frozen=True):
    """Whom to tell of a hole in the site (RFC 9116); `expires` in seconds since 1970."""

    contact: tuple[str, ...]
    expires: int
    policy: str = ""
    languages: tuple[str, ...] = ()


def agent(node: Node, document: YamlDocument) -> str | Invalid:
    """The product token of a crawler."""
    value = text(node, document)
    # RFC 9309 (2.2.1) has no digits; crawlers have, `AI2Bot` for one.
    if value is INVALID or re.fullmatch(r"[A-Za-z0-9_-]+", value):
        return value
    help_text = "use only letters, digits, `-` and `_`: `ExampleBot`"
    return document.report("unknown-value", f"`{value}` is not a crawler's name", node, help_text)


def closed_path(node: Node, document: YamlDocument) -> str | Invalid:
    """A path of the site that crawlers are kept out of."""
    value = text(node, document)
    if value is INVALID:
        return value
    if re.fullmatch(r"/\**\$?", value) and value != "/$":
        message = f"`{value}` keeps all crawlers, those of search engines too, out of the whole site"
        document.report("closed-site", message, node, "name what is closed: `/private/`", "warning")
        return value
    if re.fullmatch(r"/[^\s#]*", value):
        return value
    return document.report("invalid-path", f"invalid path `{value}`", node, "write it from the root: `/private/`")


_ROBOTS_FORMS: dict[str, Form] = {
    **dict.fromkeys(PURPOSES, one_of("allow", "refuse")),
    "refuse": list_of(agent),
    "closed": list_of(closed_path),
}


def robots(node: Node, document: YamlDocument) -> RobotsPolicy | Invalid:
    """Who may read the site."""
    values: dict[str, Any] | Invalid = mapping_of(_ROBOTS_FORMS)(node, document)
    return INVALID if values is INVALID else RobotsPolicy(**values)


_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
_SELLER = re.compile(
    rf"{_HOST}\s*,\s*[^,#;\s][^,#;]*,\s*(DIRECT|RESELLER)\s*(,\s*[\w-]*\s*)?(;[^#]*)?(#.*)?", re.ASCII | re.IGNORECASE
)
_VARIABLE = re.compile(
    rf"((OWNERDOMAIN|SUBDOMAIN|INVENTORYPARTNERDOMAIN)\s*=\s*{_HOST}|MANAGERDOMAIN\s*=\s*{_HOST}(\s*,\s*[a-z]{{2}})?"
    r"|CONTACT\s*=\s*[^\s#][^#]*)\s*(#.*)?",
    re.ASCII | re.IGNORECASE,
)


def ads_line(node: Node, document: YamlDocument) -> str | Invalid:
    """A line of ads.txt: who may sell space, a variable or a remark (IAB Tech Lab, ads.txt 1.1)."""
    value = text(node, document)
    if value is INVALID or value.startswith("#") or _SELLER.fullmatch(value) or _VARIABLE.fullmatch(value):
        return value
    help_text = "write `exchange.example, 12345, DIRECT`, or a variable such as `OWNERDOMAIN=courier.example`"
    return document.report("unknown-value", f"`{value}` is not a line of ads.txt", node, help_text)


def _is_encrypted(value: str) -> bool:
    return is_web_address(value) and value.lower().startswith("https:")


def contact(node: Node, document: YamlDocument) -> str | Invalid:
    """A way to reach somebody: `mailto:`, `tel:` or a web address that nobody can listen in on."""
    value = text(node, document)
    if value is INVALID or _is_encrypted(value) or re.fullmatch(r"mailto:\S+@\S+|tel:\+?[\d-]+", value):
        return value
    return document.report(
        "invalid-address", f"invalid address `{value}`", node, "write `mailto:…`, `tel:…` or `https://…`"
    )


def contacts(node: Node, document: YamlDocument) -> tuple[str, ...] | Invalid:
    """The ways to reach somebody, one at least."""
    if isinstance(node, Sequence) and not node.items:
        help_text = "write `contact: mailto:security@courier.example`"
        return document.report("missing-key", "`contact` names nobody", node, help_text)
    found: tuple[str, ...] | Invalid = list_of(contact)(node, document)
    return found


def safe_address(node: Node, document: YamlDocument) -> str | Invalid:
    """A web address that nobody can listen in on, as RFC 9116 asks for (2.5)."""
    value = web_address(node, document)
    if value is INVALID or _is_encrypted(value):
        return value
    return document.report("invalid-address", f"`{value}` is not encrypted", node, "write an address with `https://`")


_SECURITY_FORMS: dict[str, Form] = {
    "contact": contacts,
    "expires": seconds,
    "policy": safe_address,
    "languages": list_of(language),
}


def security(node: Node, document: YamlDocument) -> SecurityContact | Invalid:
    """Whom to tell of a hole in the site, and until when that holds."""
    values: dict[str, Any] | Invalid = mapping_of(_SECURITY_FORMS, required=("contact", "expires"))(node, document)
    return INVALID if values is INVALID else SecurityContact(**values)
