"""Fronts and numbered pages of lists: sections, topics, regions, authors, everything."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from broadsheet.content import keys
from broadsheet.content.cards import card_picture
from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import ListPage, PictureRecord
from broadsheet.content.references import is_outside, reference_keys
from broadsheet.content.story import Author
from broadsheet.newsroom.settings import Region, Section
from broadsheet.rendering.body_parts import body_parts
from broadsheet.rendering.cards import decode_card, encoded_card_view
from broadsheet.rendering.list_addresses import FOLDERS, list_folder
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.picture_views import picture_view
from broadsheet.rendering.structured_pages import listing_data
from broadsheet.rendering.views import Card, Day, Link, Listing, Pagination, Person
from broadsheet.rendering.whole_page import render_page
from broadsheet.slugs import slugify

LEADS_FROM = 8


def render_list_front(maker: PageMaker, list_name: str) -> str:
    """Render the front of a list: its newest stories, on no numbered page."""
    page = maker.list_page(keys.front(list_name))
    folder = list_folder(list_name)
    pagination = Pagination(
        front=Link(maker.words().find("newest", "Newest"), maker.url(f"{folder}/"), True),
        number=None,
        older=_page_link(maker, folder, page.pages) if page.pages else None,
        newer=None,
        numbers=[*_numbers(maker, folder, page.pages, page.pages, 0)],
    )
    return _render(maker, list_name, page, pagination, f"{folder}/")


def render_numbered_page(maker: PageMaker, argument: str) -> str:
    """Render a numbered page; `argument` is the list's name, a blank and the number.

    Nothing on it counts from the newest end, so that once it leads to the page
    after it, it never changes again; until then it leads to the front.
    """
    list_name, number_text = argument.split(" ")
    number, folder = int(number_text), list_folder(list_name)
    page = maker.list_page(keys.numbered(list_name, number))
    has_newer = maker.reads.get(keys.has_newer(list_name, number)) is not None
    front = Link(maker.words().find("newest", "Newest"), maker.url(f"{folder}/"))
    pagination = Pagination(
        front=front,
        number=number,
        older=_page_link(maker, folder, number - 1) if number > 1 else None,
        newer=_page_link(maker, folder, number + 1) if has_newer else front,
        numbers=[*_numbers(maker, folder, number + 1 if has_newer else number, number, number)],
    )
    return _render(maker, list_name, page, pagination, f"{folder}/page/{number}/")


def _page_link(maker: PageMaker, folder: str, number: int, current: int = 0) -> Link:
    return Link(str(number), maker.url(f"{folder}/page/{number}/"), number == current)


def _numbers(maker: PageMaker, folder: str, highest: int, around: int, current: int) -> list[Link | None]:
    """Offer the pages near one, then a gap, then the oldest."""
    near = list(range(highest, max(0, around - 3), -1))
    links: list[Link | None] = [_page_link(maker, folder, number, current) for number in near]
    if near and near[-1] > 1:
        if near[-1] > 2:
            links.append(None)
        links.append(_page_link(maker, folder, 1, current))
    return links


def _render(maker: PageMaker, list_name: str, page: ListPage, pagination: Pagination, permalink: str) -> str:
    kind, _, slug = list_name.partition("/")
    listing = _describe(maker, kind, slug, page.cards, pagination)
    title = listing.name
    if pagination.number is not None:
        title = f"{listing.name} ({maker.words().find('page', 'Page')} {pagination.number})"
    feeds = maker.feeds(list_name, listing.name) if kind != "latest" else []
    document = maker.page(
        kind if kind in (*FOLDERS, "section") else "latest",
        title,
        permalink,
        description=listing.deck,
        section=slug if kind == "section" else "",
        is_section_front=kind == "section" and pagination.number is None,
        feeds=feeds,
        data=listing_data(maker, listing, permalink),
        image=maker.drawn_card(slug) if kind == "section" else None,
    )
    return render_page(maker, document, {"listing": listing})


def _describe(maker: PageMaker, kind: str, slug: str, cards: Sequence[bytes], pagination: Pagination) -> Listing:
    if kind == "section":
        return _section(maker, slug, cards, pagination)
    days = group_days(maker, cards)
    if kind == "author":
        return _author(maker, slug, days, pagination)
    if kind == "region":
        regions: tuple[Region, ...] = maker.setting("regions")
        region = next((region for region in regions if region.slug == slug), Region(slug, slug))
        return Listing(kind, region.name, pagination, days, deck=region.description)
    if kind == "topic":
        spelt = (topic for raw in cards for topic in decode_card(raw).topics if slugify(topic) == slug)
        return Listing(kind, next(spelt, slug), pagination, days)
    return Listing("latest", maker.words().find("latest", "Latest"), pagination, days)


def _section(maker: PageMaker, slug: str, cards: Sequence[bytes], pagination: Pagination) -> Listing:
    section = next((item for item in maker.sections if item.slug == slug), Section(slug, slug))
    links = [Link(link.label, maker.link_url(link.url)) for link in section.links]
    lead, secondary = None, list[Card]()
    if pagination.number is None and cards:
        top = sorted(cards[:LEADS_FROM], key=lambda raw: decode_card(raw).priority)[:3]
        lead, *secondary = [encoded_card_view(maker, raw) for raw in top]
        cards = [raw for raw in cards if raw not in top]
    return Listing(
        "section",
        section.name,
        pagination,
        group_days(maker, cards),
        deck=section.description,
        links=links,
        section=maker.section(slug),
        lead=lead,
        secondary=secondary,
    )


def _author(maker: PageMaker, slug: str, days: Sequence[Day], pagination: Pagination) -> Listing:
    author: Author | None = maker.read(keys.author(slug), Author)
    if author is None:
        return Listing("author", slug, pagination, days, person=Person(slug))
    maker.reads.want(reference_keys(author))
    profile, portrait = author.profile, None
    if profile.image is not None:
        found = card_picture(profile.image, author.path, lambda candidates: _first_picture(maker, candidates))
        portrait = picture_view(maker, found.picture, found.alt, found.focus) if found else None
    person = Person(
        profile.name,
        profile.role,
        maker.url(profile_permalink(slug)),
        portrait,
        profile.bio,
        is_organization=profile.is_organization,
    )
    biography = body_parts(maker, author.body, author.path) if pagination.number is None else []
    profiles = [Link(_host(url), url) for url in profile.links if is_outside(url)]
    return Listing(
        "author",
        profile.name,
        pagination,
        days,
        deck=profile.bio,
        person=person,
        biography=biography,
        profiles=profiles,
        email=profile.email,
    )


def _first_picture(maker: PageMaker, candidates: tuple[str, ...]) -> PictureRecord | None:
    found = (maker.read_small(key, PictureRecord) for key in candidates)
    return next((record for record in found if record is not None), None)


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")


def group_days(maker: PageMaker, cards: Sequence[bytes]) -> list[Day]:
    """Group encoded cards, newest first, by local day."""
    views = [encoded_card_view(maker, raw) for raw in cards]
    return [day_view(maker, day, list(of_day)) for day, of_day in groupby(views, key=lambda card: card.published.day)]


def day_view(maker: PageMaker, iso: str, cards: Sequence[Card]) -> Day:
    """Make the view of a day's stories; `iso` is `2019-04-24`."""
    day, dates = date.fromisoformat(iso), maker.dates()
    return Day(
        name=dates.weekday(day),
        date=dates.date_text(day),
        iso=iso,
        permalink=maker.url(f"/archive/{iso.replace('-', '/')}/"),
        cards=cards,
    )
