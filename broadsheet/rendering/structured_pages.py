"""Pages that are no stories, for machines: the front, profiles of authors, lists, standing pages."""

from markupsafe import Markup

from broadsheet.content.story import StandingPage
from broadsheet.rendering.linked_data import author_data, publisher, reference, script_text, thing, trail, website
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.views import Listing

_INDEXES = {"topic": "topics", "region": "regions", "author": "authors"}


def front_data(maker: PageMaker) -> Markup:
    """Describe the newsroom and its site."""
    return script_text([website(maker), publisher(maker)])


def listing_data(maker: PageMaker, listing: Listing, permalink: str) -> Markup:
    """Describe a list: where it stands, and on the front of an author who that is."""
    index = _INDEXES.get(listing.kind)
    steps = [(maker.words().find(index, index.capitalize()), f"/{index}/")] if index else []
    if listing.pagination.number is not None:
        return script_text([trail(maker, *steps, (listing.name, ""))])
    if listing.kind == "author" and listing.person is not None:
        page = _profile_page(maker, listing, permalink)
    else:
        page = thing("CollectionPage", name=listing.name, description=listing.deck)
    page |= {"url": maker.absolute(permalink), "isPartOf": reference(maker, "website")}
    return script_text([page, trail(maker, *steps, (listing.name, ""))])


def _profile_page(maker: PageMaker, listing: Listing, permalink: str) -> dict[str, object]:
    """Describe an author. See https://developers.google.com/search/docs/appearance/structured-data/profile-page."""
    if listing.person is None:
        return {}
    author = author_data(maker, listing.person) | {"url": maker.absolute(permalink)}
    if not listing.person.is_organization:
        author["worksFor"] = reference(maker, "publisher")
        if listing.person.role:
            author["jobTitle"] = listing.person.role
    if listing.deck:
        author["description"] = listing.deck
    if listing.person.portrait is not None:
        author["image"] = maker.origin + listing.person.portrait.url
    if listing.profiles:
        author["sameAs"] = [link.url for link in listing.profiles]
    return thing("ProfilePage", mainEntity=author)


def standing_data(maker: PageMaker, standing: StandingPage, language: str, changed: str) -> Markup:
    """Describe a standing page; `changed` is when it was, or an empty text."""
    page = thing(
        "WebPage",
        name=standing.headline,
        description=standing.deck,
        url=maker.absolute(standing.permalink),
        dateModified=changed,
        inLanguage=language,
        isPartOf=reference(maker, "website"),
    )
    return script_text([page, trail(maker, (standing.headline, ""))])
