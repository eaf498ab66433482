"""A story for machines: schema.org NewsArticle and its kinds, as JSON-LD.

See https://schema.org/NewsArticle and Google's guide to article markup.
"""

import re
from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup

from broadsheet.content.figures import is_large
from broadsheet.content.story import Label, Story
from broadsheet.markup.providers import find_player
from broadsheet.rendering.contributors import contributors
from broadsheet.rendering.linked_data import (
    Thing,
    author_data,
    is_ours,
    origin_of,
    publisher,
    reference,
    script_text,
    thing,
    trail,
)
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.views import Article, BodyPart

# https://schema.org/NewsArticle#subtypes; a plain report is a NewsArticle unless it was written from the place.
_KINDS: Mapping[Label, str] = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "profile": "BackgroundNewsArticle",
    "obituary": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
    "interview": "ReportageNewsArticle",
    "fact-check": "ReportageNewsArticle",
    "photo-essay": "ReportageNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
_FILM = re.compile(r"\.(?:mp4|m4v|webm)(?:[?#]|$)")
_ELSEWHERE = re.compile(r"https?://", re.IGNORECASE)
_LENGTHS = (
    # 2:31, 1:02:31; 12 min, 45 s, 1 h 5 min, 1h05.
    re.compile(r"(?P<M>\d{1,3}):(?P<S>[0-5]\d)"),
    re.compile(r"(?P<H>\d{1,2}):(?P<M>[0-5]?\d):(?P<S>[0-5]\d)"),
    re.compile(
        r"(?:(?P<H>\d{1,3})\s*(?:h|hrs?|hours?|heures?)\b\.?)?(?:[,\s]{0,3}|\s+(?:and|et)\s+)"
        r"(?:(?P<M>\d{1,4})\s*(?:m|mn|mins?|minutes?)\b\.?)?(?:[,\s]{0,3}|\s+(?:and|et)\s+)"
        r"(?:(?P<S>\d{1,5})\s*(?:s|secs?|seconds?)\b\.?)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<H>\d{1,3})\s*h\s*(?P<M>[0-5]?\d)", re.IGNORECASE),
)


def article_data(
    maker: PageMaker, story: Story, article: Article, language: str, card: PictureCrop | Picture | None
) -> Markup:
    """Describe a story, for a `script` element; `card` is the drawn picture of one that has none."""
    summary, published = story.summary, article.published.iso
    described: Thing = {
        "@type": _kind(story, article),
        "headline": article.headline,
        "datePublished": published,
        "dateModified": article.updated.iso if article.updated else published,
        "author": _authors(maker, story, article),
        "publisher": publisher(maker),
        "mainEntityOfPage": summary.canonical or maker.absolute(summary.permalink),
        "articleSection": article.section.name,
        "inLanguage": language,
        "wordCount": story.body.words,
        "isAccessibleForFree": True,
    }
    if not described["author"]:
        del described["author"]
    if is_ours(maker, summary):
        described |= {"copyrightYear": int(published[:4]), "copyrightHolder": reference(maker, "publisher")}
    if summary.deck:
        described["description"] = article.deck
    if story.subdeck:
        described["alternativeHeadline"] = article.subdeck
    if summary.dateline:
        described["dateline"] = article.dateline
    if summary.topics:
        described["keywords"] = summary.topics
    if article.regions:
        described["contentLocation"] = [{"@type": "Place", "name": region.label} for region in article.regions]
    if images := _images(maker, article, card):
        described["image"] = images
    described |= _rare(maker, story, article, language)
    steps = (article.section.name, f"/{summary.section}/"), (article.headline, "")
    return script_text([described, trail(maker, *steps)])


def _authors(maker: PageMaker, story: Story, article: Article) -> list[Thing]:
    """Describe the people of a byline once each, whatever their parts in the story; without any, who made the story."""
    people = {(person.name, person.permalink): person for person in article.byline}
    if people:
        return [author_data(maker, person) for person in people.values()]
    if story.summary.sponsor:
        return [thing("Organization", name=story.summary.sponsor)]
    if is_ours(maker, story.summary):
        return [reference(maker, "publisher")]
    name, url = origin_of(maker, story.summary.canonical)
    return [thing("Organization", name=name, url=url)] if name else []


def _kind(story: Story, article: Article) -> str:
    label = story.summary.label
    if label is not None:
        return _KINDS[label]
    if article.is_opinion:
        return "OpinionNewsArticle"
    return "ReportageNewsArticle" if story.summary.dateline else "NewsArticle"


def _rare(maker: PageMaker, story: Story, article: Article, language: str) -> Thing:
    """Describe what few stories have."""
    found: Thing = {}
    if story.corrections:
        found["correction"] = [
            {"@type": "CorrectionComment", "text": note.text, "datePublished": note.at.iso}
            for note in article.corrections
        ]
    if story.credits and (names := contributors(maker.words(language), story.credits)):
        found["contributor"] = [{"@type": "Organization", "name": name} for name in names]
    if story.summary.sponsor:
        found["sponsor"] = thing("Organization", name=story.summary.sponsor)
    if story.timing.expires is not None:
        found["expires"] = maker.iso(story.timing.expires)
    if story.summary.canonical:
        found["isBasedOn"] = story.summary.canonical
    if videos := [*_videos(maker, article)]:
        found["video"] = videos
    return found


def _images(maker: PageMaker, article: Article, card: PictureCrop | Picture | None) -> list[Thing]:
    """Describe the pictures above and in a text; the drawn card where there are none, or only small ones.

    Those that stand alone go before those within the text, of which small ones are icons.
    """
    shown = [article.face] if article.face else []
    above = {picture.url for picture in shown}
    figures = {figure.url: figure for part in article.parts for figure in _figures(part) if figure.url not in above}
    inline = {picture.url: picture for part in article.parts for picture in part.pictures if _is_large(picture)}
    shown += [figure for figure in figures.values() if _is_large(figure)]
    shown += [picture for url, picture in inline.items() if url not in above and url not in figures]
    if not shown and card is not None:
        return [_image(maker, card)]
    return [image for picture in shown or figures.values() for image in _shapes(maker, picture)]


def _figures(part: BodyPart) -> Iterator[Picture]:
    """Give the pictures of a part with what is said of them, as plain text."""
    for figure in (part, *part.figures):
        if figure.kind == "figure" and figure.picture is not None:
            caption, credit = figure.caption.striptags(), figure.credit.striptags()
            yield msgspec.structs.replace(figure.picture, caption=caption, credit=credit)


def _is_large(shape: Picture | PictureCrop) -> bool:
    return is_large(shape.width, shape.height)


def _shapes(maker: PageMaker, picture: Picture) -> list[Thing]:
    """Describe a picture in each of its shapes that is large enough, the 16:9 one first, with its rights.

    See https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    """
    details = picture.details
    people = [thing("Person", name=name) for name in details.creators]
    rights = {
        "caption": picture.caption,
        "creditText": picture.credit,
        "creator": people if len(people) > 1 else next(iter(people), None),
        "copyrightNotice": details.copyright,
        "license": details.licence,
        "acquireLicensePage": details.licensor,
    }
    rights = {name: value for name, value in rights.items() if value}
    shapes: list[Picture | PictureCrop] = [*picture.crops, picture]
    if not picture.crops or picture.crops[0].shape != "16x9":
        shapes = [picture, *picture.crops]
    large = [shape for shape in shapes if _is_large(shape)]
    return [_image(maker, shape) | rights for shape in large or shapes]


def _image(maker: PageMaker, shape: Picture | PictureCrop) -> Thing:
    url = maker.origin + shape.url
    return {
        "@type": "ImageObject",
        "url": url,
        "contentUrl": url,
        "width": f"{shape.width}px",
        "height": f"{shape.height}px",
    }


def _videos(maker: PageMaker, article: Article) -> Iterator[Thing]:
    """Describe the films that can be seen or are led to, as far as they have what a VideoObject needs.

    That is a name, a picture and a date; the date is the story's.
    """
    for part in article.parts:
        if part.kind == "recording" and part.recording is not None:
            film = part.recording
            if film.kind == "video" and film.poster and film.url:
                yield _video(maker, article, film.title.striptags(), film.poster, {"contentUrl": film.url})
        elif part.kind == "related" and part.item is not None and part.item.kind == "watch":
            item = part.item
            if item.picture and item.url and item.title and not _is_own_page(maker, item.url):
                more = {"duration": _iso_length(item.duration), **_places(item.url)}
                yield _video(maker, article, item.title.striptags(), item.picture, more)


def _is_own_page(maker: PageMaker, url: str) -> bool:
    """Answer whether an address is that of a page of this site: it tells of a film at most, and has no player."""
    is_here = not _ELSEWHERE.match(url) or f"{url}/".startswith(maker.absolute("/"))
    return is_here and not _FILM.search(url)


def _places(url: str) -> Mapping[str, str]:
    """Say what an address is to a film: its file, or a page that shows it and maybe its player."""
    return {"contentUrl": url} if _FILM.search(url) else {"url": url, "embedUrl": find_player(url)}


def _video(maker: PageMaker, article: Article, name: str, picture: Picture, more: Mapping[str, str]) -> Thing:
    places = {key: maker.origin + value if value.startswith("/") else value for key, value in more.items()}
    return thing(
        "VideoObject",
        name=name or article.headline,
        description=article.deck or article.headline,
        thumbnailUrl=[maker.origin + picture.url],
        uploadDate=article.published.iso,
        **places,
    )


def _iso_length(written: str) -> str:
    """Write a length, `2:31` or `1 h 5 min`, as ISO 8601 does; empty when it is written otherwise."""
    match = next((found for form in _LENGTHS if (found := form.fullmatch(written.strip()))), None)
    values = match.groupdict() if match is not None else {}
    length = "".join(f"{number}{unit}" for unit in "HMS" if (number := int(values.get(unit) or 0)))
    return f"PT{length}" if length else ""
