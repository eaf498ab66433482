"""Write a story's front matter from what another generator's fields said."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from broadsheet.documents.fields import is_web_address
from broadsheet.importers.authors import Authors
from broadsheet.importers.dates import WrittenDate, read_date
from broadsheet.importers.field_reader import FieldReader, flat_texts
from broadsheet.importers.hiding import Inherited, hidden_by_date, hidden_by_fields, hidden_by_place
from broadsheet.importers.links import sound_address
from broadsheet.importers.names import plain_text, topic_name
from broadsheet.importers.pictures import FindPicture
from broadsheet.importers.report import Note
from broadsheet.importers.source_matter import Source, Value
from broadsheet.importers.yaml_text import Value as OurValue
from broadsheet.slugs import slugify

_TOPIC_KEYS = ("topics", "tags", "tag", "categories", "category", "keywords")
_PICTURE_KEYS = ("image", "hero_image", "featured_image", "primary_image", "cover", "thumbnail", "images")
_UPDATED_KEYS = ("updated", "lastmod", "last_modified_at", "modified")
_EXPIRY_KEYS = ("expires", "expirydate", "expiry", "expiry_date", "unpublishdate", "unpublish_date")
START_KEYS = ("embargo", "publishdate", "pubdate", "publish_date", "scheduled")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
_LONGEST_DECK = 320


@dataclass(frozen=True, slots=True)
class StoryContext:
    """What a story's front matter depends on besides its own source; `path` is that of its file in the old site."""

    zone: ZoneInfo
    authors: Authors
    topic_names: dict[str, str]
    find_picture: FindPicture
    path: str
    inherited: Inherited
    shown_folders: Container[str]


def story_fields(
    reader: FieldReader, published: WrittenDate | None, headline: str, opening: str, context: StoryContext
) -> dict[str, OurValue]:
    """Give our front matter without slug and aliases; `opening` is how the body begins, in plain words."""
    fields: dict[str, OurValue] = {"headline": headline}
    fields |= _texts(reader, opening)
    authors = [context.authors.byline(name) for name in reader.texts("authors", "author")]
    if authors:
        fields["authors"] = list(dict.fromkeys(name for name in authors if name))
    fields |= _dates(reader, published, context)
    image = _image(reader, context)
    if image:
        fields["image"] = image
    topics = {slugify(name): name for text in reader.texts(*_TOPIC_KEYS) for name in _topics(text, context)}
    if topics:
        fields["topics"] = list(topics.values())
    return fields | _origin(reader) | _language(reader)


def topic_forms(source: Source) -> list[str]:
    """Give the topics of a source as they were typed."""
    return FieldReader(source, []).texts(*_TOPIC_KEYS)


def best_topic_names(forms: list[str]) -> dict[str, str]:
    """Choose one name for each topic: the form with the most capitals, else the most frequent."""
    counts: dict[str, dict[str, int]] = {}
    for form in forms:
        name = plain_text(topic_name(form))
        slug = slugify(name)
        if slug:
            names = counts.setdefault(slug, {})
            names[name] = names.get(name, 0) + 1
    return {slug: max(names, key=lambda n: (sum(map(str.isupper, n)), names[n], n)) for slug, names in counts.items()}


def _topics(text: str, context: StoryContext) -> list[str]:
    slug = slugify(plain_text(topic_name(text)))
    return [context.topic_names.get(slug, plain_text(topic_name(text)))] if slug else []


def _texts(reader: FieldReader, opening: str) -> dict[str, OurValue]:
    """Tell deck from summary: a summary that only repeats how the body begins must not stand above it."""
    deck = plain_text(reader.text("deck", "subtitle", "subhead", "standfirst", "dek"))
    summaries = [plain_text(reader.text(key)) for key in ("summary", "excerpt", "description")]
    summaries = [text for text in dict.fromkeys(summaries) if text and text != deck]
    fields: dict[str, OurValue] = {}
    fresh = [text for text in summaries if len(text) <= _LONGEST_DECK and not _repeats(text, opening)]
    if not deck and fresh:
        deck = fresh[0]
        summaries.remove(deck)
    if deck:
        fields["deck"] = deck
    kicker = plain_text(reader.text("kicker"))
    if kicker:
        fields["kicker"] = kicker
    if summaries:
        fields["summary"] = summaries[0]
    for lost in summaries[1:]:
        if not _repeats(lost, opening) or lost not in opening:
            key = "description" if "description" in reader.source.fields else "excerpt"
            reader.note("a third summary has no place", key, lost)
    return fields


def _repeats(summary: str, opening: str) -> bool:
    words = [re.sub(r"\W", "", word.casefold()) for word in summary.split()[:8]]
    start = [re.sub(r"\W", "", word.casefold()) for word in opening.split()[:40]]
    return " ".join(words) in " ".join(start)


def _dates(reader: FieldReader, published: WrittenDate | None, context: StoryContext) -> dict[str, OurValue]:
    fields: dict[str, OurValue] = {}
    if published is not None:
        fields["published"] = published.text
    updated = next(_read_dates(reader, context.zone, _UPDATED_KEYS), None)
    if updated is not None and published is not None and updated.instant >= published.instant:
        fields["updated"] = updated.text
    hidden = [*hidden_by_place(context.path, context.shown_folders), *hidden_by_fields(reader, context.inherited)]
    expires = list(_read_dates(reader, context.zone, _EXPIRY_KEYS, hidden))
    if expires:
        fields["expires"] = min(expires, key=lambda date: date.instant).text
    starts = [*_read_dates(reader, context.zone, START_KEYS, hidden), *_start_in_published(reader, context.zone)]
    if starts and published is not None:
        embargo = max(starts, key=lambda date: date.instant)
        if embargo.instant > published.instant:
            fields["embargo"] = embargo.text
    reader.notes += hidden
    if hidden or published is None:
        fields["status"] = "draft"
    return fields


def _read_dates(
    reader: FieldReader, zone: ZoneInfo, keys: tuple[str, ...], hidden: list[Note] | None = None
) -> Iterator[WrittenDate]:
    """Read the dates under some keys; one that cannot be read is noted in `hidden`, where it may have hidden the story."""
    for key in keys:
        text = reader.text(key)
        if not text:
            continue
        found = read_date(text, zone)
        if found is not None:
            if found.guess:
                reader.note(found.guess, key, text)
            yield found
        elif hidden is not None:
            hidden.append(hidden_by_date(key, text, reader.line(key)))
        else:
            reader.note(f"the date in `{key}` could not be read and was left out", key, text)


def _start_in_published(reader: FieldReader, zone: ZoneInfo) -> list[WrittenDate]:
    """Read `published` where it is a date; else it is a word for what is public."""
    found = read_date(reader.text("published"), zone) if reader.text("published") else None
    return [found] if found is not None else []


def _image(reader: FieldReader, context: StoryContext) -> dict[str, OurValue]:
    alt, caption = reader.text("image_alt", "image_alternative"), reader.text("image_figcaption", "image_caption")
    credit = reader.text("image_credit")
    reader.find("hero", *_PICTURE_KEYS)
    for key in _PICTURE_KEYS:
        found = reader.find(key)
        if found is None or not found.value:
            continue
        address, own_alt = _picture_address(found.value)
        if not address:
            continue
        picture = context.find_picture(address)
        if not picture.path:
            reader.note(f"lead picture: {picture.fault}", key, f"{address} {own_alt}".strip())
            continue
        image: dict[str, OurValue] = {"file": picture.path}
        for name, text in (("caption", caption), ("credit", credit), ("alt", alt or own_alt)):
            if text:
                image[name] = plain_text(text)
        return image
    return {}


def _picture_address(value: Value) -> tuple[str, str]:
    if isinstance(value, str):
        return value, ""
    if isinstance(value, list):
        return _picture_address(value[0]) if value else ("", "")
    address = next(
        (text for key in ("src", "url", "file", "image", "path", "uid") for text in flat_texts(value.get(key, ""))), ""
    )
    return address, next(iter(flat_texts(value.get("alt", ""))), "")


def _origin(reader: FieldReader) -> dict[str, OurValue]:
    """Say where a story was first published; only a whole address can be canonical."""
    source, url = plain_text(reader.text("source")), reader.text("source_url")
    onward = reader.text("redirectto", "redirect_to")
    own = reader.text("canonical", "canonical_url")
    if onward:
        key = "redirectto" if "redirectto" in reader.source.fields else "redirect_to"
        reader.note("the old page led on to another address", key, onward)
    canonical = next((good for one in (own, url, onward) if one and (good := _web_address(one))), "")
    fields: dict[str, OurValue] = {}
    if _web_address(url):
        fields["credits"] = [f"First published at {_site(url)}"]
    elif source or url:
        fields["credits"] = [f"Source: {source or url}"]
    if canonical:
        fields["canonical"] = canonical
    elif own:
        reader.note("the canonical address is not a web address", "canonical", own)
    return fields


def _web_address(text: str) -> str:
    address = sound_address(text) if re.match(r"https?://", text) else None
    return address if address and is_web_address(address) else ""


def _site(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _language(reader: FieldReader) -> dict[str, OurValue]:
    tag = reader.text("lang", "locale", "language").replace("_", "-")
    if not tag:
        return {}
    if _LANGUAGE.fullmatch(tag):
        return {"lang": tag}
    reader.note("the language tag could not be read", "lang", tag)
    return {}
