"""Read `newsroom.yaml` into settings, with a diagnostic for everything that is off."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from broadsheet.diagnostics import Diagnostic, Place, nearest
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
    read_fields,
    report_empty,
    seconds,
    slug,
    text,
    web_address,
    whole_number,
    yes_or_no,
)
from broadsheet.documents.nodes import Mapping, Node, Scalar
from broadsheet.documents.yaml import parse_yaml
from broadsheet.newsroom.address import site_address
from broadsheet.newsroom.feeds import feeds
from broadsheet.newsroom.fonts import fonts
from broadsheet.newsroom.machine_files import LIVE_FILE, ads_line, robots, security
from broadsheet.newsroom.pictures import pictures
from broadsheet.newsroom.policies import policies, x_account
from broadsheet.newsroom.settings import SETTINGS_FILE, FooterColumn, MenuLink, NoticeSetting, Region, Section, Settings
from broadsheet.newsroom.social_cards import section_card
from broadsheet.newsroom.targets import target

RESERVED = frozenset(
    {
        "archive",
        "assets",
        "authors",
        "latest",
        LIVE_FILE,
        "lite",
        "media",
        "page",
        "regions",
        "search",
        "social",
        "topics",
    }
)
_PLACEHOLDERS = ("section", "slug", "year", "month", "day")


def menu_url(node: Node, document: YamlDocument) -> str | Invalid:
    """A path on the site or a web address."""
    value = text(node, document)
    if (
        value is INVALID
        or is_web_address(value)
        or re.fullmatch(r"/(?!/)[^\s\"<>\\]*|mailto:\S+@\S+|tel:\+?[\d-]+", value)
    ):
        return value
    return document.report("invalid-address", f"invalid address `{value}`", node, "write `/path/` or `https://…`")


def menu_link(node: Node, document: YamlDocument) -> MenuLink | Invalid:
    """A label and an address."""
    values = mapping_of({"label": text, "url": menu_url}, required=("label", "url"))(node, document)
    return INVALID if values is INVALID else MenuLink(values["label"], values["url"])


def section(node: Node, document: YamlDocument) -> Section | Invalid:
    """A section: slug and name, and what else it has."""
    forms: dict[str, Form] = {
        "slug": section_slug,
        "name": text,
        "hue": whole_number(0, 360),
        "description": text,
        "links": list_of(menu_link),
    }
    values = mapping_of(forms, required=("slug", "name"))(node, document)
    return INVALID if values is INVALID else Section(**values)


def section_slug(node: Node, document: YamlDocument) -> str | Invalid:
    """A slug that no generated part of the site uses."""
    value = slug(node, document)
    if value is not INVALID and value in RESERVED:
        return document.report("reserved-slug", f"`{value}` is used by the site itself", node, "choose another slug")
    return value


def region(node: Node, document: YamlDocument) -> Region | Invalid:
    """A region: slug and name."""
    values = mapping_of({"slug": slug, "name": text, "description": text}, required=("slug", "name"))(node, document)
    return INVALID if values is INVALID else Region(**values)


def footer_column(node: Node, document: YamlDocument) -> FooterColumn | Invalid:
    """A column of the footer: its label and links."""
    values = mapping_of({"label": text, "links": list_of(menu_link)}, required=("label", "links"))(node, document)
    return INVALID if values is INVALID else FooterColumn(values["label"], values["links"])


def notice(node: Node, document: YamlDocument) -> NoticeSetting | Invalid:
    """A notice: its text, and the dates between which it is in force."""
    forms: dict[str, Form] = {"text": text, "label": text, "from": seconds, "until": seconds}
    values: dict[str, Any] | Invalid = mapping_of(forms, required=("text",))(node, document)
    if values is INVALID:
        return INVALID
    start, end = values.get("from"), values.get("until")
    if start is not None and end is not None and end <= start:
        return document.report("notice", "the notice ends before it begins", node, "write a later `until`")
    return NoticeSetting(values["text"], values.get("label", ""), start, end)


def permalink(node: Node, document: YamlDocument) -> str | Invalid:
    """A pattern for the addresses of stories."""
    value = text(node, document)
    if value is INVALID:
        return value
    names = re.findall(r"\{(\w*)\}", value)
    unknown = [name for name in names if name not in _PLACEHOLDERS]
    plain = re.sub(r"\{\w*\}", "x", value)
    if unknown or "slug" not in names or not re.fullmatch(r"(/[\w.-]+)+/", plain):
        return document.report(
            "permalink-pattern",
            f"invalid permalink pattern `{value}`",
            node,
            "write it like `/{section}/{slug}/`; `{year}`, `{month}` and `{day}` are allowed too",
        )
    return value


def timezone(node: Node, document: YamlDocument) -> str | Invalid:
    """A time zone of the IANA database."""
    value = text(node, document)
    if value is INVALID:
        return value
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(value, available_timezones())
        help_text = f"did you mean `{near}`?" if near else "write it like `America/Edmonton`"
        return document.report("unknown-value", f"unknown time zone `{value}`", node, help_text)
    return value


_MENU_FORMS: dict[str, Form] = {
    "main": list_of(menu_link),
    "services": list_of(menu_link),
    "footer": list_of(footer_column),
}

NEWSROOM_FORMS: dict[str, Form] = {
    "name": text,
    "address": site_address,
    "language": language,
    "timezone": timezone,
    "city": text,
    "place": text,
    "tagline": text,
    "description": text,
    "copyright": text,
    "logo": text,
    "logo_dark": text,
    "fonts": fonts,
    "pictures": pictures,
    "lite": yes_or_no,
    "policies": policies,
    "accounts": list_of(web_address),
    "x": x_account,
    "social_cards": one_of("stories", "sections", "no"),
    "search": yes_or_no,
    "sections": list_of(section, or_single=False),
    "regions": list_of(region, or_single=False),
    "menus": mapping_of(_MENU_FORMS),
    "notices": list_of(notice),
    "permalink": permalink,
    "html": one_of("escape", "sanitise", "trust"),
    "errors": one_of("stop", "skip"),
    "page_size": whole_number(5, 100),
    "feeds": feeds,
    "robots": robots,
    "ads": list_of(ads_line),
    "security": security,
    "humans": list_of(text),
    "llms": yes_or_no,
    "ninjs": yes_or_no,
    "host_files": one_of("netlify", "cloudflare", "none"),
    "date_format": text,
    "time_format": text,
    "targets": list_of(target, or_single=False),
}

# Without a value there is no such file, and whoever wrote the key wants one.
_FILES_OF_WORDS = frozenset({"ads", "humans", "security"})
_REQUIRED = ("name", "address", "sections")


def parse_settings(source: str) -> tuple[Settings | None, list[Diagnostic]]:
    """Read the settings; None with diagnostics when a build cannot go on with them."""
    node, faults = parse_yaml(source, SETTINGS_FILE)
    if node is None:
        return None, faults
    document = YamlDocument(SETTINGS_FILE, source.split("\n"), _zone(node))
    if not isinstance(node, Mapping):
        document.report("wrong-type", "the settings must be keys and values", node, "write `name: …`")
        return None, document.diagnostics
    values, keys = read_fields(node, NEWSROOM_FORMS, document, never_empty=_FILES_OF_WORDS)
    for name in _REQUIRED:
        if name not in keys:
            message = f"the key `{name}` is missing"
            place, first = Place(SETTINGS_FILE, 1, 1), document.lines[0]
            document.diagnostics.append(Diagnostic("missing-key", message, place, first, f"add `{name}: …`"))
    report_empty(node, _REQUIRED, document)
    _check_unique(values, keys, document)
    _check_cards(values, keys, document)
    if any(fault.is_error for fault in document.diagnostics):
        return None, document.diagnostics
    return _settings(values), document.diagnostics


def _zone(node: Node) -> ZoneInfo:
    """Find the newsroom's zone before the dates that need it are read."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text == "timezone" and isinstance(value, Scalar):
                try:
                    return ZoneInfo(value.text)
                except (ZoneInfoNotFoundError, ValueError, OSError):
                    break
    return ZoneInfo("UTC")


def _check_unique(values: dict[str, Any], keys: dict[str, Scalar], document: YamlDocument) -> None:
    for name in ("sections", "regions"):
        slugs = [item.slug for item in values.get(name, ())]
        for twice in sorted({item for item in slugs if slugs.count(item) > 1}):
            document.report("duplicate-key", f"two {name} have the slug `{twice}`", keys[name])
    names = [item.name for item in values.get("targets", ())]
    for twice in sorted({item for item in names if names.count(item) > 1}):
        document.report("duplicate-key", f"two targets have the name `{twice}`", keys["targets"])


def _check_cards(values: dict[str, Any], keys: dict[str, Scalar], document: YamlDocument) -> None:
    """Warn once of sections that cannot have drawn cards."""
    sections, name = values.get("sections", ()), values.get("name", "")
    bare = [section.name for section in sections if section_card(sections, name, section.slug) is None]
    if not bare or not name or values.get("social_cards") == "no":
        return
    more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
    message = f"no card can be drawn for the section `{bare[0]}`{more}: there are no letters for it or for `{name}`"
    help_text = "write `social_cards: no`; stories without a picture are shared with the newsroom's icon"
    document.report("undrawable", message, keys.get("social_cards", keys["name"]), help_text, "warning")


def _settings(values: dict[str, Any]) -> Settings:
    menus, feeds_of = values.pop("menus", {}), values.pop("feeds", {})
    address = values.pop("address").rstrip("/")
    return Settings(
        address=address,
        main_menu=menus.get("main", ()),
        services_menu=menus.get("services", ()),
        footer=menus.get("footer", ()),
        **feeds_of,
        **values,
    )
