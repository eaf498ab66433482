"""Make the card of a public story, and say in which lists it stands."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.content.figures import is_large
from broadsheet.content.profiles import profile_path
from broadsheet.content.records import CardByline, CardPicture, CardRecord, CardRelated, FileRecord, PictureRecord
from broadsheet.content.references import is_outside, resolve_link, resolve_picture
from broadsheet.content.story import Byline, LeadPicture, Profile, Related, Summary
from broadsheet.photos.metadata import PictureDetails
from broadsheet.slugs import slugify

Answer = Callable[[str], bytes | None]
FindPicture = Callable[[tuple[str, ...]], PictureRecord | None]
FindProfile = Callable[[str], Profile | None]
FindAddress = Callable[[tuple[str, ...]], str]
FindFile = Callable[[tuple[str, ...]], FileRecord | None]


def make_card(
    summary: Summary, picture: FindPicture, profile: FindProfile, address: FindAddress, file: FindFile
) -> CardRecord:
    """Resolve what a summary names: its pictures and recordings, its authors' names, where its links lead."""
    recordings = (file(resolve_link(name, summary.path).candidates) for name in summary.recordings)
    return CardRecord(
        path=summary.path,
        permalink=summary.permalink,
        slug=summary.slug,
        headline=summary.headline,
        section=summary.section,
        published=summary.published,
        updated=summary.updated,
        deck=summary.deck,
        summary=summary.summary,
        kicker=summary.kicker,
        label=summary.label,
        byline=tuple(card_byline(byline, summary.path, picture, profile) for byline in summary.authors),
        dateline=summary.dateline,
        picture=_small(card_picture(summary.image, summary.path, picture)) if summary.image else None,
        figure=_small(text_picture(summary, picture)),
        pictures=_addresses(summary, picture),
        recordings=tuple(record for record in recordings if record is not None),
        related=tuple(card_related(item, summary.path, address) for item in summary.related),
        topics=summary.topics,
        priority=summary.priority,
        language=summary.language,
        canonical=summary.canonical,
        noindex=summary.noindex,
        id=summary.id,
        sponsor=summary.sponsor,
    )


def _addresses(summary: Summary, picture: FindPicture) -> tuple[str, ...]:
    alone = (picture(resolve_picture(file, summary.path).candidates) for file in summary.pictures)
    records = [record for record in alone if record is not None]
    records += [found.picture for found in _large_inline(summary, picture)]
    return tuple(dict.fromkeys(record.url for record in records))


def text_picture(summary: Summary, picture: FindPicture) -> CardPicture | None:
    """Resolve the picture of a text that stands for a story without a lead picture: one that stands alone goes first."""
    if summary.image is not None:
        return None
    if summary.figure is not None:
        return card_picture(summary.figure, summary.path, picture)
    return next(_large_inline(summary, picture), None)


def _large_inline(summary: Summary, picture: FindPicture) -> Iterator[CardPicture]:
    """Yield the pictures within a text that are no icons."""
    for image in summary.inline:
        found = card_picture(image, summary.path, picture)
        if found is not None and is_large(found.picture.width, found.picture.height):
            yield found


def card_picture(image: LeadPicture, source: str, picture: FindPicture) -> CardPicture | None:
    """Resolve a lead picture; what is not written of it, its file may say."""
    found = picture(resolve_picture(image.file, source).candidates)
    if found is None:
        return None
    own = found.details
    alt = own.alt if image.alt is None else image.alt
    return CardPicture(found, alt, image.caption or own.caption, image.credit or own.credit_line, image.focus)


def _small(picture: CardPicture | None) -> CardPicture | None:
    """Leave out what no list shows, because a card is kept with each list it stands in."""
    if picture is None:
        return None
    bare = msgspec.structs.replace(picture.picture, key="", remark="", details=PictureDetails())
    return msgspec.structs.replace(picture, picture=bare)


def card_byline(byline: Byline, source: str, picture: FindPicture, profile: FindProfile) -> CardByline:
    """Resolve one author."""
    if not byline.profile:
        return CardByline(byline.name, role=byline.role)
    found = profile(byline.profile)
    if found is None:
        return CardByline(byline.profile, role=byline.role)
    if found.image is None:
        return CardByline(found.name, found.slug, byline.role)
    portrait = _small(card_picture(found.image, profile_path(found.slug), picture))
    return CardByline(found.name, found.slug, byline.role, portrait.picture if portrait else None, found.image.focus)


def is_organization(byline: Byline, profile: Profile | None) -> bool:
    """Answer whether one author is an agency or another organization, which no list shows."""
    return byline.is_organization if profile is None else profile.is_organization


def card_related(item: Related, source: str, address: FindAddress) -> CardRelated:
    """Resolve one related link."""
    url = item.url
    if not is_outside(url):
        found = resolve_link(url, source)
        reached = address(found.candidates)
        url = reached + found.fragment if reached else ""
    return CardRelated(item.kind, item.text, url, item.duration, item.source)


def lists_of(summary: Summary, zone: ZoneInfo) -> tuple[str, ...]:
    """Name the lists that a public story stands in."""
    day = from_seconds(summary.published, zone).date().isoformat()
    names = ["latest", f"section/{summary.section}", f"day/{day}", f"month/{day[:7]}"]
    names += [f"topic/{slugify(topic)}" for topic in summary.topics]
    names += [f"region/{region}" for region in summary.regions]
    names += [f"author/{byline.profile}" for byline in summary.authors if byline.profile]
    if summary.image is not None and any(item.kind == "watch" for item in summary.related):
        names.append("watch")
    if summary.label == "photo-essay":
        names.append("essay")
    return tuple(dict.fromkeys(names))
