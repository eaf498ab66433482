"""A story for other newsrooms' systems: IPTC ninjs 3.1 (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json)."""

import json
from collections.abc import Callable
from typing import Any

from broadsheet.content import keys
from broadsheet.content.cards import card_byline, card_picture, is_organization
from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import CardPicture, PictureRecord
from broadsheet.content.references import reference_keys
from broadsheet.content.story import Profile, Story, Summary
from broadsheet.newsroom.settings import Region
from broadsheet.photos.renditions import MEDIA_TYPES
from broadsheet.rendering.cards import label_text
from broadsheet.rendering.contributors import contributors
from broadsheet.rendering.linked_data import is_ours
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.permanent_ids import permanent_id
from broadsheet.rendering.story_html import story_html
from broadsheet.slugs import slugify

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}


def render_ninjs(maker: PageMaker, path: str) -> str:
    """Render a public story as ninjs; what it has not is left out."""
    story: Story = maker.read(keys.story(path), Story)
    maker.reads.want(reference_keys(story))
    values = {name: value for name, value in _values(maker, story).items() if value}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _values(maker: PageMaker, story: Story) -> dict[str, Any]:
    summary = story.summary
    creators = _creators(maker, summary)
    lead = card_picture(summary.image, summary.path, _pictures(maker)) if summary.image else None
    is_own = is_ours(maker, summary)
    return {
        **_standing(maker, story),
        "title": summary.headline,
        "slugline": summary.slug,
        "by": ", ".join(creator["name"] for creator, _ in creators),
        "located": summary.dateline,
        "urgency": 2 * summary.priority - 1,
        "copyrightHolder": maker.setting("name") if is_own else "",
        "copyrightNotice": maker.setting("copyright") if is_own else "",
        **_told(maker, story),
        "people": [creator for creator, is_company in creators if not is_company],
        "organisations": [creator for creator, is_company in creators if is_company],
        **_filed(maker, story),
        "altIds": [
            {"role": "permalink", "value": maker.uri(summary.permalink)},
            *([{"role": "canonical", "value": summary.canonical}] if summary.canonical else []),
        ],
        "associations": [_picture(maker, lead)] if lead else [],
    }


def _standing(maker: PageMaker, story: Story) -> dict[str, Any]:
    """Say which story it is, of when, and that it may be used."""
    summary, expires = story.summary, story.timing.expires
    published = maker.iso(summary.published)
    return {
        "uri": permanent_id(maker, summary),
        "type": "text",
        "representationType": "full",
        "standard": _STANDARD,
        "firstCreated": published,
        "contentCreated": published,
        "versionCreated": published if summary.updated is None else maker.iso(summary.updated),
        "expires": "" if expires is None else maker.iso(expires),
        "pubStatus": "usable",
        "language": summary.language or maker.language,
    }


def _told(maker: PageMaker, story: Story) -> dict[str, Any]:
    """Give the story's texts."""
    summary = story.summary
    body = {
        "role": "main",
        "contentType": "text/html",
        "wordCount": story.body.words,
        "value": story_html(maker, story),
    }
    return {
        "headlines": _texts(("main", summary.headline), ("kicker", summary.kicker)),
        "descriptions": _texts(("summary", summary.summary), ("deck", summary.deck), ("subdeck", story.subdeck)),
        "bodies": [body],
    }


def _filed(maker: PageMaker, story: Story) -> dict[str, Any]:
    """Say what the story is about, of what kind it is, and who contributed."""
    summary = story.summary
    genre = label_text(maker, summary.label)
    regions: tuple[Region, ...] = maker.setting("regions")
    words = maker.words(summary.language)
    return {
        "subjects": [{"name": topic, "uri": maker.uri(f"/topics/{slugify(topic)}/")} for topic in summary.topics],
        "places": [
            {"name": region.name, "rel": "about", "uri": maker.uri(region.permalink)}
            for region in regions
            if region.slug in summary.regions
        ],
        "genres": [{"name": genre}] if genre else [],
        "infoSources": [{"name": name, "role": "credit"} for name in contributors(words, story.credits)],
    }


def _creators(maker: PageMaker, summary: Summary) -> list[tuple[dict[str, str], bool]]:
    """Name the authors once each, and say of each whether it is an organization; without any, who paid for the story."""
    if summary.sponsor and not summary.authors:
        return [({"name": summary.sponsor, "rel": "creator"}, True)]
    found: dict[tuple[str, str], tuple[dict[str, str], bool]] = {}
    for item in summary.authors:
        profile: Profile | None = maker.read_small(keys.profile(item.profile), Profile) if item.profile else None
        name = card_byline(item, summary.path, _no_picture, {item.profile: profile}.get)
        place = {"uri": maker.uri(profile_permalink(name.slug))} if name.slug else {}
        found[name.name, name.slug] = {"name": name.name, "rel": "creator", **place}, is_organization(item, profile)
    return list(found.values())


def _no_picture(_candidates: tuple[str, ...]) -> None:
    """Give none: a portrait is no part of the story."""


def _pictures(maker: PageMaker) -> Callable[[tuple[str, ...]], PictureRecord | None]:
    return lambda candidates: next(
        (found for key in candidates if (found := maker.read_small(key, PictureRecord)) is not None), None
    )


def _texts(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in pairs if text]


def _picture(maker: PageMaker, lead: CardPicture) -> dict[str, Any]:
    found = lead.picture
    url = maker.uri(found.url)
    rendition = {
        "name": "main",
        "href": url,
        "contentType": MEDIA_TYPES.get(found.url.rpartition(".")[2], "application/octet-stream"),
        "width": found.width,
        "height": found.height,
    }
    picture = {
        "name": "lead",
        "rel": "lead",
        "uri": url,
        "type": "picture",
        "by": lead.credit or found.details.creator,
        "copyrightNotice": found.details.copyright,
        "descriptions": _texts(("caption", lead.caption), ("alt", lead.alt)),
        "renditions": [rendition],
    }
    return {name: value for name, value in picture.items() if value}
