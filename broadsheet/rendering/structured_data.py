"""The story for machines: schema.org NewsArticle as JSON-LD.

See https://schema.org/NewsArticle and Google's guide to article markup.
"""

from typing import Any

from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.views import Article, Page, Person

SCHEMA = "https://schema.org"


def article_data(maker: PageMaker, article: Article, page: Page) -> dict[str, Any]:
    """Describe a story; what it has not is left out."""
    publisher = {"@type": "NewsMediaOrganization", "name": maker.setting("name"), "url": maker.absolute("/")}
    kind = "NewsArticle"
    if article.is_sponsored:
        kind = "AdvertiserContentArticle"
    elif article.is_opinion:
        kind = "OpinionNewsArticle"
    data = {
        "@context": SCHEMA,
        "@type": kind,
        "headline": article.headline,
        "description": article.deck,
        "datePublished": article.published.iso,
        "dateModified": (article.updated or article.published).iso,
        "author": [_person(maker, person) for person in article.byline] or [publisher],
        "image": _images(maker, article.face) if article.face else None,
        "articleSection": article.section.name,
        "inLanguage": page.language,
        "publisher": publisher,
        "mainEntityOfPage": page.canonical,
    }
    return {name: value for name, value in data.items() if value}


def _images(maker: PageMaker, picture: Picture) -> list[dict[str, Any]]:
    """Describe a picture in each of its shapes, the 16:9 one first, with its rights.

    See https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    """
    rights = {
        "caption": picture.caption,
        "creditText": picture.credit,
        "creator": {"@type": "Person", "name": picture.details.creator} if picture.details.creator else None,
        "copyrightNotice": picture.details.copyright,
        "license": picture.details.licence,
    }
    shapes: list[Picture | PictureCrop] = [*picture.crops, picture]
    if "16x9" not in {crop.shape for crop in picture.crops}:
        shapes = [picture, *picture.crops]
    return [
        {
            "@type": "ImageObject",
            "url": maker.origin + shape.url,
            "width": f"{shape.width}px",
            "height": f"{shape.height}px",
        }
        | {name: value for name, value in rights.items() if value}
        for shape in shapes
    ]


def _person(maker: PageMaker, person: Person) -> dict[str, str]:
    described = {"@type": "Person", "name": person.name}
    if person.permalink:
        described["url"] = maker.origin + person.permalink
    return described
