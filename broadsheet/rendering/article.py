"""Article pages and standing pages."""

from functools import lru_cache

import msgspec

from broadsheet.content import keys
from broadsheet.content.cards import card_byline, card_picture, card_related, is_organization, text_picture
from broadsheet.content.records import PictureRecord
from broadsheet.content.references import is_outside, reference_keys, resolve_link
from broadsheet.content.story import Profile, StandingPage, Story, Summary
from broadsheet.newsroom.settings import direction_of
from broadsheet.rendering import views
from broadsheet.rendering.body_parts import body_parts
from broadsheet.rendering.cards import (
    encoded_card_view,
    is_opinion,
    label_beside,
    person_view,
    related_view,
)
from broadsheet.rendering.linked_data import is_ours
from broadsheet.rendering.lite_addresses import lite_permalink
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.picture_views import card_picture_view, picture_view
from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.social_tags import fills_large_card, robots_rule
from broadsheet.rendering.structured_data import article_data
from broadsheet.rendering.structured_pages import standing_data
from broadsheet.rendering.views import Article, Card, CorrectionNote, Link, Person
from broadsheet.rendering.whole_page import render_page
from broadsheet.slugs import slugify

NEXT_READS = 3


def render_article(maker: PageMaker, path: str) -> str:
    """Render the page of a public story."""
    story: Story = maker.read(keys.story(path), Story)
    summary = story.summary
    view = article_view(maker, story)
    language = summary.language or maker.language
    image = _social_image(maker, story, view)
    page = maker.page(
        "article",
        summary.headline,
        summary.permalink,
        canonical=summary.canonical or maker.absolute(summary.permalink),
        description=summary.summary,
        section=summary.section,
        language=language,
        direction=direction_of(language),
        image=image,
        feeds=maker.feeds(f"section/{summary.section}", view.section.name)[:1],
        robots=robots_rule(_expiry(maker, story), summary.noindex),
        properties=_properties(maker, story, view),
        data=article_data(maker, story, view, language, image),
    )
    return render_page(maker, page, {"article": view, "next_read": next_reads(maker, story)})


def _social_image(maker: PageMaker, story: Story, article: Article) -> Picture | PictureCrop | None:
    """Give the picture that stands for a story on social networks: its own if it fills a card, or a drawn one."""
    summary, face = story.summary, article.face
    if summary.image is None and maker.setting("social_cards") == "stories":
        figure, is_paid = _large_figure(maker, summary), summary.label == "sponsored"
        return figure or maker.drawn_card(summary.section, summary.headline, summary.permalink, is_paid)
    if face is None:
        return _large_figure(maker, summary) or maker.drawn_card(summary.section)
    large = next((shape for shape in (face.social, face) if fills_large_card(shape)), None)
    # A columnist is known by a small portrait, too; it is not cut, because it is shown as a square.
    is_portrait = article.lead is None and not face.url.endswith(".svg")
    return large or (face if is_portrait else maker.drawn_card(summary.section) or face.social)


def _large_figure(maker: PageMaker, summary: Summary) -> Picture | None:
    """Give the picture of a text that stands for it if it fills a card; it is not cut, because it has no focus."""
    found = text_picture(summary, _Finder(maker).picture)
    if found is None or not fills_large_card(found.picture):
        return None
    return picture_view(maker, found.picture, found.alt)


def _expiry(maker: PageMaker, story: Story) -> str:
    expires = story.timing.expires
    return "" if expires is None else maker.iso(expires)


def _properties(maker: PageMaker, story: Story, article: Article) -> list[tuple[str, str]]:
    """Give the properties that Open Graph has for articles. See https://ogp.me/#type_article."""
    found = [("article:published_time", article.published.iso)]
    if article.updated is not None:
        found.append(("article:modified_time", article.updated.iso))
    if expiry := _expiry(maker, story):
        found.append(("article:expiration_time", expiry))
    authors = dict.fromkeys(maker.origin + person.permalink for person in article.byline if person.permalink)
    found += [("article:author", address) for address in authors]
    found.append(("article:section", article.section.name))
    found += [("article:tag", topic) for topic in story.summary.topics]
    return found


def article_view(maker: PageMaker, story: Story) -> Article:
    """Make the view of a story."""
    summary = story.summary
    dates = maker.dates(summary.language)
    lead = None
    if summary.image is not None:
        lead = card_picture_view(maker, card_picture(summary.image, summary.path, _Finder(maker).picture))
    return Article(
        headline=summary.headline,
        section=maker.section(summary.section),
        published=dates.timestamp(summary.published),
        parts=body_parts(maker, story.body, summary.path),
        updated=None if summary.updated is None else dates.timestamp(summary.updated),
        deck=summary.deck,
        subdeck=story.subdeck,
        kicker=summary.kicker,
        label=label_beside(maker, summary.label, summary.kicker),
        byline=byline(maker, summary),
        signature="" if summary.authors or not is_ours(maker, summary) else maker.setting("name"),
        dateline=summary.dateline,
        lead=lead,
        related=related(maker, summary),
        credits=story.credits,
        corrections=[CorrectionNote(dates.timestamp(note.at), note.text) for note in story.corrections],
        topics=[_topic_link(maker.base_path, topic) for topic in summary.topics],
        regions=[
            Link(region.name, maker.url(region.permalink))
            for region in maker.setting("regions")
            if region.slug in summary.regions
        ],
        is_opinion=is_opinion(summary.label, summary.section),
        is_sponsored=summary.label == "sponsored",
        sponsor=summary.sponsor,
        lite=maker.url(lite_permalink(summary.permalink)) if maker.setting("lite") else "",
    )


@lru_cache(maxsize=4096)
def _topic_link(base: str, topic: str) -> Link:
    return Link(topic, f"{base}/topics/{slugify(topic)}/")


class _Finder:
    """Resolve what a summary names by reading the library by key."""

    def __init__(self, maker: PageMaker) -> None:
        self._maker = maker

    def picture(self, candidates: tuple[str, ...]) -> PictureRecord | None:
        for key in candidates:
            found: PictureRecord | None = self._maker.read_small(key, PictureRecord)
            if found is not None:
                return found
        return None

    def profile(self, slug: str) -> Profile | None:
        found: Profile | None = self._maker.read_small(keys.profile(slug), Profile)
        return found

    def address(self, candidates: tuple[str, ...]) -> str:
        return next((found for key in candidates if (found := self._maker.address(key))), "")


def byline(maker: PageMaker, summary: Summary) -> list[Person]:
    """Name the authors, with what their profiles say of them."""
    finder = _Finder(maker)
    people = []
    for item in summary.authors:
        profile = finder.profile(item.profile) if item.profile else None
        card = card_byline(item, summary.path, finder.picture, {item.profile: profile}.get)
        elsewhere = tuple(url for url in profile.links if is_outside(url)) if profile else ()
        person = person_view(maker, card, profile.bio if profile else "", elsewhere)
        people.append(msgspec.structs.replace(person, is_organization=is_organization(item, profile)))
    return people


def related(maker: PageMaker, summary: Summary) -> list[views.RelatedItem]:
    """Give the links beside a story; one that leads to a hidden story is left out."""
    finder = _Finder(maker)
    cards = [card_related(item, summary.path, finder.address) for item in summary.related]
    return [related_view(maker, card) for card in cards if card.url]


def next_reads(maker: PageMaker, story: Story) -> list[Card]:
    """Give the cards of the first public stories that a story links to."""
    cards: list[Card] = []
    targets = [item.url for item in story.summary.related] + [link.target for link in story.body.links]
    for target in dict.fromkeys(target for target in targets if not is_outside(target)):
        found = resolve_link(target, story.summary.path)
        for key in found.candidates:
            if found.kind == "story" and len(cards) < NEXT_READS:
                raw = maker.reads.get(keys.card_at(key))
                if raw is not None:
                    cards.append(encoded_card_view(maker, raw))
    own = maker.url(story.summary.permalink)
    return list({card.permalink: card for card in cards if card.permalink != own}.values())


def render_standing_page(maker: PageMaker, path: str) -> str:
    """Render a standing page."""
    standing: StandingPage = maker.read(keys.page(path), StandingPage)
    maker.reads.want(reference_keys(standing))
    language = standing.language or maker.language
    updated = None if standing.updated is None else maker.dates(standing.language).timestamp(standing.updated)
    view = views.StandingPage(standing.headline, body_parts(maker, standing.body, path), standing.deck, updated)
    page = maker.page(
        "page",
        standing.headline,
        standing.permalink,
        description=standing.deck,
        language=language,
        direction=direction_of(language),
        data=standing_data(maker, standing, language, updated.iso if updated else ""),
    )
    return render_page(maker, page, {"standing": view})
