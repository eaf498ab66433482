"""The story for machines: schema.org NewsArticle as JSON-LD.

See https://schema.org/NewsArticle and Google's guide to article markup.
"""

from typing import Any

from broadsheet.rendering.page_maker import PageMaker
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
        "image": [maker.origin + article.lead.url] if article.lead else None,
        "articleSection": article.section.name,
        "inLanguage": page.language,
        "publisher": publisher,
        "mainEntityOfPage": page.canonical,
    }
    return {name: value for name, value in data.items() if value}


def _person(maker: PageMaker, person: Person) -> dict[str, str]:
    described = {"@type": "Person", "name": person.name}
    if person.permalink:
        described["url"] = maker.origin + person.permalink
    return described
