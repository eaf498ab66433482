"""The archive by month and day, and the indexes of topics, authors and regions."""

from datetime import date
from itertools import groupby

from broadsheet.content import keys
from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import Term
from broadsheet.content.references import portrait_reference
from broadsheet.content.story import Profile
from broadsheet.newsroom.settings import Region
from broadsheet.rendering.body_parts import find_picture
from broadsheet.rendering.cards import encoded_card_view
from broadsheet.rendering.listings import day_view
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.picture_views import picture_view
from broadsheet.rendering.views import DayArchive, Index, Link, Person
from broadsheet.rendering.whole_page import render_page


def render_archive(maker: PageMaker, _argument: str) -> str:
    """Render the list of months that have stories, by year, the newest first."""
    months: list[str] = maker.read(keys.MONTHS, list[str]) or []
    dates = maker.dates()
    groups = [
        (year, [Link(dates.month_name(month), maker.url(f"/archive/{month.replace('-', '/')}/")) for month in of_year])
        for year, of_year in groupby(reversed(months), key=lambda month: month[:4])
    ]
    return _index(maker, "archive", "/archive/", groups)


def render_month(maker: PageMaker, month: str) -> str:
    """Render the days of a month, given as `2019-04`, that have stories.

    It does not count them: the page would change with every story of the month.
    """
    days: list[str] = maker.read(keys.days(month), list[str]) or []
    dates = maker.dates()
    links = [
        Link(f"{dates.weekday(date.fromisoformat(day))}, {dates.date_text(date.fromisoformat(day))}", url)
        for day in reversed(days)
        if (url := maker.url(f"/archive/{day.replace('-', '/')}/"))
    ]
    name, permalink = dates.month_text(month), f"/archive/{month.replace('-', '/')}/"
    index = Index("month", name, [("", links)], up=_archive_link(maker))
    return render_page(maker, maker.page("month", name, permalink), {"index": index})


def _archive_link(maker: PageMaker) -> Link:
    return Link(maker.words().find("archive", "Archive"), maker.url("/archive/"))


def render_day(maker: PageMaker, day: str) -> str:
    """Render all stories of a day, given as `2019-04-24`."""
    maker.reads.want([keys.members(f"day/{day}"), keys.neighbours(day)])
    cards = [encoded_card_view(maker, raw) for raw in maker.list_page(keys.members(f"day/{day}")).cards]
    before, after = maker.read(keys.neighbours(day), tuple[str, str]) or ("", "")
    view, month = day_view(maker, day, cards), day[:7]
    dates = maker.dates()
    month_link = Link(dates.month_text(month), maker.url(f"/archive/{month.replace('-', '/')}/"))
    archive = DayArchive(view, month_link, _day_link(maker, before), _day_link(maker, after))
    page = maker.page("day", view.date, f"/archive/{day.replace('-', '/')}/")
    return render_page(maker, page, {"archive": archive})


def _day_link(maker: PageMaker, day: str) -> Link | None:
    if not day:
        return None
    return Link(maker.dates().date_text(date.fromisoformat(day)), maker.url(f"/archive/{day.replace('-', '/')}/"))


def render_topics(maker: PageMaker, _argument: str) -> str:
    """Render the index of topics, by first letter."""
    terms = sorted(_terms(maker, "topic"), key=lambda term: (term.name.casefold(), term.slug))
    groups = [
        (letter, [Link(term.name, maker.url(f"/topics/{term.slug}/")) for term in of_letter])
        for letter, of_letter in groupby(terms, key=lambda term: term.name[:1].upper())
    ]
    return _index(maker, "topics", "/topics/", groups)


def render_regions(maker: PageMaker, _argument: str) -> str:
    """Render the index of regions, in the newsroom's order."""
    with_stories = {term.slug for term in _terms(maker, "region")}
    regions: tuple[Region, ...] = maker.setting("regions")
    links = [Link(r.name, maker.url(r.permalink)) for r in regions if r.slug in with_stories]
    return _index(maker, "regions", "/regions/", [("", links)])


def render_authors(maker: PageMaker, _argument: str) -> str:
    """Render the index of authors who have public stories, by name, with what their profiles say."""
    terms = sorted(_terms(maker, "author"), key=lambda term: (term.name.casefold(), term.slug))
    maker.reads.want([keys.profile(term.slug) for term in terms])
    profiles = {term.slug: maker.read(keys.profile(term.slug), Profile) for term in terms}
    portraits = [portrait_reference(profile) for profile in profiles.values() if profile and profile.image]
    maker.reads.want([found.candidates[0] for found in portraits])
    people = [_person(maker, term, profiles[term.slug]) for term in terms]
    return _index(maker, "authors", "/authors/", [], people)


def _person(maker: PageMaker, term: Term, profile: Profile | None) -> Person:
    permalink = maker.url(profile_permalink(term.slug))
    if profile is None:
        return Person(term.name, permalink=permalink)
    record = find_picture(maker, portrait_reference(profile)) if profile.image else None
    portrait = picture_view(maker, record, focus=profile.image.focus) if record and profile.image else None
    return Person(profile.name, profile.role, permalink, portrait, profile.bio)


def _terms(maker: PageMaker, kind: str) -> list[Term]:
    return maker.read(keys.terms(kind), list[Term]) or []


def _index(
    maker: PageMaker,
    kind: str,
    permalink: str,
    groups: list[tuple[str, list[Link]]],
    people: list[Person] | None = None,
) -> str:
    name = maker.words().find(kind, kind.capitalize())
    index = Index(kind, name, groups, people or [])
    return render_page(maker, maker.page(kind, name, permalink), {"index": index})


def render_not_found(maker: PageMaker, _argument: str) -> str:
    """Render the page for addresses that lead nowhere. It names no story, so that it stays as it is."""
    words = maker.words()
    latest = Link(words.find("latest", "Latest"), maker.url("/latest/"))
    title = words.find("not_found_title", "Page not found")
    page = maker.page("error_404", title, "/404.html", robots="noindex")
    return render_page(maker, page, {"ways": [latest, _archive_link(maker)]})


def render_redirect(maker: PageMaker, argument: str) -> str:
    """Render the page at an old address; `argument` is the old and the new permalink with a blank between."""
    old, _, new = argument.rpartition(" ")
    page = maker.page(
        "redirect", maker.setting("name"), old, canonical=maker.absolute(new), description=new, robots="noindex"
    )
    return render_page(maker, page, {"target": maker.url(new)})
