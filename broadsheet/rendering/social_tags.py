"""What social networks and readers' programs are told of a page: Open Graph, and the cards of X.

Written here and not by a template, because every page has a dozen of them. See
https://ogp.me and https://developer.x.com/en/docs/x-for-websites/cards.
"""

from collections.abc import Iterable

from markupsafe import Markup

from broadsheet.content.records import PictureRecord
from broadsheet.photos.renditions import MEDIA_TYPES
from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.running import emit, marked
from broadsheet.rendering.views import ROBOTS, Page

# Below this networks show a small square beside the words (https://developers.facebook.com/docs/sharing/webmasters/images).
LARGE_CARD = (600, 315)


def fills_large_card(image: Picture | PictureCrop | PictureRecord) -> bool:
    """Answer whether networks show a picture across the card; they show no drawing at all."""
    return image.width >= LARGE_CARD[0] and image.height >= LARGE_CARD[1] and not image.url.endswith(".svg")


def robots_rule(expiry: str, noindex: bool) -> str:
    """Say what search engines may show of a page, and until when; `expiry` is an instant (ISO 8601) or empty."""
    if noindex:
        return "noindex"
    return f"{ROBOTS}, unavailable_after: {expiry}" if expiry else ROBOTS


def site_tags(name: str, language: str, region: str, account: str) -> Markup:
    """Write what is the same on all pages of a language; networks know none without a region."""
    tags = [_property("og:site_name", name)]
    if region:
        tags.append(_property("og:locale", f"{language.partition('-')[0].lower()}_{region}"))
    if account:
        tags.append(_named("twitter:site", account))
    return Markup("\n").join(tags)


def page_tags(page: Page, site: Markup, origin: str, icon: str) -> Markup:
    """Write what is told of one page; `icon` is the address of what stands for a page without a picture, or empty."""
    kind = "article" if page.kind == "article" else "website"
    tags = [
        site,
        f'<meta property="og:type" content="{kind}">',
        f'<meta property="og:title" content="{emit(page.title)}">',
        f'<meta property="og:url" content="{emit(page.canonical)}">',
    ]
    if page.description:
        tags.append(f'<meta property="og:description" content="{emit(page.description)}">')
    image = page.image
    if image is not None:
        tags += _image(origin + image.url)
        tags.append(f'<meta property="og:image:width" content="{image.width}">')
        tags.append(f'<meta property="og:image:height" content="{image.height}">')
        if image.alt:
            alt = emit(image.alt)
            tags.append(
                f'<meta property="og:image:alt" content="{alt}">\n<meta name="twitter:image:alt" content="{alt}">'
            )
    elif icon:
        tags += _image(origin + icon)
    size = "summary_large_image" if image is not None and fills_large_card(image) else "summary"
    tags.append(f'<meta name="twitter:card" content="{size}">')
    tags += _properties(page.properties)
    return marked("\n".join(tags))


def _image(address: str) -> Iterable[str]:
    yield f'<meta property="og:image" content="{emit(address)}">'
    if media_type := MEDIA_TYPES.get(address.rpartition(".")[2]):
        yield f'<meta property="og:image:type" content="{media_type}">'


def _properties(properties: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f'<meta property="{name}" content="{emit(value)}">' for name, value in properties)


def _property(name: str, content: str) -> Markup:
    return Markup('<meta property="{}" content="{}">').format(name, content)


def _named(name: str, content: str) -> Markup:
    return Markup('<meta name="{}" content="{}">').format(name, content)
