"""The authors of the old site: their profiles, and how a story's byline names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.documents.fields import is_web_address
from broadsheet.importers.layout import find_author_files, find_author_tables
from broadsheet.importers.names import person_name, plain_text
from broadsheet.importers.report import AuthorEntry
from broadsheet.importers.source_matter import Value, read_source
from broadsheet.importers.yaml_text import yaml_text
from broadsheet.slugs import slugify

_PROFILE_SITES = {
    "github": "https://github.com/{}",
    "twitter": "https://x.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "youtube": "https://www.youtube.com/{}",
}


@dataclass(slots=True)
class Authors:
    """All profiles the old site has, and those that its stories have asked for so far."""

    profiles: dict[str, dict[str, Value]]
    used: dict[str, str] = field(default_factory=dict)

    def byline(self, name: str) -> str:
        """Give what a story's `authors` says for a name: a slug when it is one, else the name as it stands."""
        name = " ".join(name.split())
        slug = slugify(name)
        if slug in self.profiles or (" " not in name and name == name.lower() and slug):
            self.used.setdefault(slug, name)
            return slug
        return plain_text(name)

    def names(self) -> dict[str, str]:
        """Give the names of all profiles by slug."""
        return {slug: _name(fields) or person_name(slug) for slug, fields in self.profiles.items()}


def load_authors(site: Path) -> Authors:
    """Read the profiles of a site, from files of their own or from one data file."""
    profiles: dict[str, dict[str, Value]] = {}
    for file in find_author_tables(site):
        profiles |= _table(file)
    for slug, file in find_author_files(site):
        source = read_source(file.read_bytes())
        fields = {key: found.value for key, found in source.fields.items()}
        if source.body.strip():
            fields.setdefault("bio", source.body.strip())
        profiles[slugify(_text(fields, "slug") or slug)] = fields
    return Authors(profiles)


def write_authors(authors: Authors, into: Path) -> list[AuthorEntry]:
    """Write a profile for every author that a story names by slug; one that is there already stays."""
    entries = []
    for slug, typed in sorted(authors.used.items()):
        fields = authors.profiles.get(slug, {})
        name = _name(fields)
        file = into / "authors" / f"{slug}.md"
        entries.append(AuthorEntry(slug, name or person_name(typed), not name))
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            text = yaml_text(_profile(fields, name or person_name(typed)))
            file.write_text(f"---\n{text}---\n", encoding="utf-8", newline="\n")
    return entries


def _table(file: Path) -> dict[str, dict[str, Value]]:
    raw = file.read_bytes()
    fence = b"+++" if file.suffix == ".toml" else b"---"
    if file.suffix != ".json":
        raw = fence + b"\n" + raw.strip().removeprefix(b"---") + b"\n" + fence + b"\n"
    elif raw.lstrip().startswith(b"["):
        raw = b'{"people": ' + raw.strip() + b"}"
    fields = {key: found.value for key, found in read_source(raw).fields.items()}
    people: dict[str, dict[str, Value]] = {}
    for key, value in fields.items():
        for person in value if isinstance(value, list) else [value]:
            if isinstance(person, dict):
                slug = _text(person, "slug", "id", "key") if isinstance(value, list) else key
                people[slugify(slug or _name(person))] = person
    return people


def _text(fields: Mapping[str, Value], *keys: str) -> str:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str) and value.strip():
            return plain_text(value)
    return ""


def _name(fields: Mapping[str, Value]) -> str:
    both = " ".join(part for part in (_text(fields, "first_name"), _text(fields, "last_name")) if part)
    return _text(fields, "display_name", "name", "full_name") or both or _text(fields, "title")


def _profile(fields: Mapping[str, Value], name: str) -> dict[str, str | list[str]]:
    profile: dict[str, str | list[str]] = {"name": name}
    for key, found in (
        ("role", _text(fields, "role", "job_title", "position", "agency_full_name", "agency")),
        ("bio", _text(fields, "bio", "description", "short_bio")),
        ("email", _text(fields, "email")),
    ):
        if found:
            profile[key] = found
    links = list(_links(fields))
    if links:
        profile["links"] = links
    return profile


def _links(fields: Mapping[str, Value]) -> list[str]:
    links = [_text(fields, key) for key in ("website", "url", "web", "site")]
    for key, form in _PROFILE_SITES.items():
        value = _text(fields, key)
        if value:
            handle = value.lstrip("@")
            links.append(
                value if is_web_address(value) else form.format(handle) if re.fullmatch(r"[\w.-]+", handle) else ""
            )
    return [address for address in dict.fromkeys(links) if is_web_address(address)]
