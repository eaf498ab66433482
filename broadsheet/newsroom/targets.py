"""The places that a newsroom publishes to: the key `targets` of `newsroom.yaml`.

No password is ever read from here: an address that holds one is refused.
"""

import re
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.documents.fields import (
    INVALID,
    Form,
    Invalid,
    YamlDocument,
    list_of,
    mapping_of,
    one_of,
    slug,
    text,
    web_address,
    whole_number,
)
from broadsheet.documents.nodes import Node

TargetKind = Literal["folder", "ssh", "sftp", "bucket", "git"]
KINDS: tuple[TargetKind, ...] = ("folder", "ssh", "sftp", "bucket", "git")


class PurgeSetting(msgspec.Struct, frozen=True):
    """Who is told which addresses to forget: a command, or an endpoint with the name of the variable of its token."""

    command: tuple[str, ...] = ()
    url: str = ""
    form: str = "json"
    token: str = ""


class TargetSetting(msgspec.Struct, frozen=True):
    """A place to publish to. `place` is what its kind says of it: a folder, a host, a bucket, a repository."""

    name: str
    kind: TargetKind
    place: str
    path: str = ""
    port: int = 0
    layout: str = ""
    keep: int = 3
    endpoint: str = ""
    region: str = ""
    compress: str = "none"
    page_seconds: int = 60
    rollback: bool = True
    branch: str = ""
    purge: PurgeSetting | None = None
    websub: str = ""


def host(node: Node, document: YamlDocument) -> str | Invalid:
    """A host of SSH, with or without a user before it."""
    value = text(node, document)
    if value is INVALID or re.fullmatch(r"([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*", value):
        return value
    if re.search(r":.*@", value):
        return _report_secret(node, document)
    return document.report("invalid-address", f"invalid host `{value}`", node, "write it as `user@host.example`")


def bucket(node: Node, document: YamlDocument) -> str | Invalid:
    """A bucket, with or without a folder in it."""
    value = text(node, document)
    if value is INVALID or re.fullmatch(r"(s3|gs|az)://[A-Za-z0-9][A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?", value):
        return value
    if "@" in value:
        return _report_secret(node, document)
    help_text = "write it as `s3://name/folder`, `gs://name/folder` or `az://name/folder`"
    return document.report("invalid-address", f"invalid bucket `{value}`", node, help_text)


def repository(node: Node, document: YamlDocument) -> str | Invalid:
    """A repository of git: the name of a remote, a path or an address without a password."""
    value = text(node, document)
    if value is INVALID:
        return value
    if value.startswith("-") or re.match(r"\w+::", value) or re.search(r"\s", value):
        return document.report("invalid-address", f"invalid repository `{value}`", node, "write an address of git")
    return value if _is_without_secret(value) else _report_secret(node, document)


def endpoint(node: Node, document: YamlDocument) -> str | Invalid:
    """A web address without a password."""
    value = web_address(node, document)
    return value if value is INVALID or _is_without_secret(value) else _report_secret(node, document)


def _is_without_secret(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return not parts.password and not (parts.scheme in ("http", "https") and parts.username)
    except ValueError:
        return False


def _report_secret(node: Node, document: YamlDocument) -> Invalid:
    help_text = "remove it and change it, since many people read this file; set the new one in the environment"
    return report_masked(node, document, "the address holds a user's name or password", help_text)


def report_masked(node: Node, document: YamlDocument, message: str, help_text: str) -> Invalid:
    """Report a fault without its line, which would show in the output what must not be read."""
    place = Place(document.path, node.line, node.column)
    before = document.line(node)[: node.column - 1]
    document.diagnostics.append(Diagnostic("secret", message, place, f"{before}…", help_text))
    return INVALID


def branch(node: Node, document: YamlDocument) -> str | Invalid:
    """A name of a branch."""
    value = text(node, document)
    if value is INVALID or (
        re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", value) and not re.search(r"\.\.|//|/$", value)
    ):
        return value
    return document.report("invalid-address", f"invalid branch `{value}`", node, "write it as `gh-pages`")


def variable(node: Node, document: YamlDocument) -> str | Invalid:
    """The name of a variable of the environment."""
    value = text(node, document)
    if value is INVALID or re.fullmatch(r"[A-Z_][A-Z0-9_]*", value):
        return value
    help_text = "write the name of the variable that holds it, such as `CLOUDFLARE_TOKEN`, and not the token itself"
    return report_masked(node, document, "expected the name of a variable of the environment", help_text)


_PURGE_FORMS: dict[str, Form] = {
    "command": list_of(text),
    "url": endpoint,
    "form": one_of("json", "cloudflare", "fastly"),
    "token": variable,
}


def purge(node: Node, document: YamlDocument) -> PurgeSetting | Invalid:
    """A command or an endpoint that is told which addresses to forget."""
    values: dict[str, Any] | Invalid = mapping_of(_PURGE_FORMS)(node, document)
    if values is INVALID:
        return INVALID
    if ("command" in values) == ("url" in values):
        return document.report("missing-key", "`purge` needs either `command` or `url`", node)
    return PurgeSetting(**values)


TARGET_FORMS: dict[str, Form] = {
    "name": slug,
    "folder": text,
    "ssh": host,
    "sftp": host,
    "bucket": bucket,
    "git": repository,
    "path": text,
    "port": whole_number(1, 65_535),
    "layout": one_of("files", "releases"),
    "keep": whole_number(2, 50),
    "endpoint": endpoint,
    "region": text,
    "compress": one_of("none", "gzip", "brotli"),
    "page_seconds": whole_number(0, 86_400),
    "rollback": one_of("yes", "no"),
    "branch": branch,
    "purge": purge,
    "websub": endpoint,
}

_ONLY: dict[str, tuple[TargetKind, ...]] = {
    "path": ("ssh", "sftp"),
    "port": ("ssh", "sftp"),
    "layout": ("folder",),
    "keep": ("folder", "ssh"),
    "endpoint": ("bucket",),
    "region": ("bucket",),
    "compress": ("bucket",),
    "page_seconds": ("bucket",),
    "rollback": ("folder", "sftp", "bucket"),
    "branch": ("git",),
}


def target(node: Node, document: YamlDocument) -> TargetSetting | Invalid:
    """A place to publish to: its name, one kind of place, and what belongs to that kind."""
    values: dict[str, Any] | Invalid = mapping_of(TARGET_FORMS, required=("name",))(node, document)
    if values is INVALID:
        return INVALID
    kinds = [kind for kind in KINDS if kind in values]
    if len(kinds) != 1:
        listed = ", ".join(f"`{kind}`" for kind in KINDS)
        return document.report("missing-key", f"a target needs one of {listed}", node)
    kind = kinds[0]
    if wrong := next((key for key, of in _ONLY.items() if key in values and kind not in of), None):
        return document.report("unknown-key", f"`{wrong}` does not apply to a target of the kind `{kind}`", node)
    if kind in ("ssh", "sftp") and "path" not in values:
        return document.report("missing-key", "the key `path` is missing here", node, "name the folder on the host")
    place = values.pop(kind)
    rollback = values.pop("rollback", "yes") == "yes"
    return TargetSetting(kind=kind, place=place, rollback=rollback, **values)
