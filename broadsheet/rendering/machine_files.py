"""Files for programs: robots.txt, and those that a newsroom asks for: ads.txt, security.txt, humans.txt, llms.txt."""

from functools import lru_cache

from broadsheet.content import keys
from broadsheet.content.records import Term
from broadsheet.content.sitemap_files import NEWS_SITEMAP
from broadsheet.newsroom.crawlers import FILE, CrawlerList, parse_crawlers
from broadsheet.newsroom.feeds import FORMATS
from broadsheet.newsroom.machine_files import MACHINE_FILES, RobotsPolicy, SecurityContact
from broadsheet.newsroom.settings import Region
from broadsheet.rendering.lite_addresses import lite_permalink
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.urls import ascii_path, encode_address


def render_robots(maker: PageMaker, _argument: str) -> str:
    """Render robots.txt (RFC 9309): who may read what, and where the sitemaps are.

    A crawler obeys the one group that names it, so a refused one gets that alone.
    """
    policy: RobotsPolicy = maker.setting("robots")
    closed = [f"Disallow: {ascii_path(maker.base_path + path)}" for path in policy.closed]
    lines = ["User-agent: *", *closed, *([] if closed else ["Allow: /"]), ""]
    listed = _crawlers((maker.reads.get(keys.template(FILE)) or b"").decode())
    refused = [item for item in listed.crawlers if getattr(policy, item.purpose) == "refuse"]
    names = {item.agent.lower() for item in refused}
    others = [name for name in policy.refuse if name.lower() not in names]
    if refused:
        lines += [f"# Crawlers of AI companies, as they were known on {listed.dated}."]
    if refused or others:
        lines += [f"User-agent: {name}" for name in (*(item.agent for item in refused), *others)]
        lines += ["Disallow: /", ""]
    return "\n".join([*lines, *(f"Sitemap: {maker.uri(path)}" for path in ("/sitemap.xml", f"/{NEWS_SITEMAP}.xml"))])


@lru_cache(maxsize=4)
def _crawlers(text: str) -> CrawlerList:
    return parse_crawlers(text, FILE)[0]


def render_ads(maker: PageMaker, _argument: str) -> str:
    """Render ads.txt (IAB Tech Lab): who may sell the site's space."""
    return "\n".join(maker.setting("ads"))


def render_security(maker: PageMaker, _argument: str) -> str:
    """Render security.txt (RFC 9116): whom to tell of a hole in the site."""
    given: SecurityContact | None = maker.setting("security")
    if given is None:
        return ""
    lines = [f"Contact: {encode_address(contact)}" for contact in given.contact]
    lines += [f"Expires: {maker.iso(given.expires)}"]
    lines += [f"Policy: {encode_address(given.policy)}"] if given.policy else []
    lines += [f"Preferred-Languages: {', '.join(given.languages)}"] if given.languages else []
    security_path = f"/{MACHINE_FILES['security']}"
    return "\n".join([*lines, f"Canonical: {maker.uri(security_path)}"])


def render_humans(maker: PageMaker, _argument: str) -> str:
    """Render humans.txt: who makes the site."""
    return "\n".join(
        [
            "/* TEAM */",
            *maker.setting("humans"),
            "",
            "/* SITE */",
            f"{maker.setting('name')}, {maker.setting('address')}",
        ]
    )


def render_llms(maker: PageMaker, _argument: str) -> str:
    """Render llms.txt: what is where, for language models, in the newsroom's language. No story is named, so it seldom changes."""
    lines = [f"# {_line(maker.setting('name'))}", ""]
    if maker.setting("description"):
        lines += [f"> {_line(maker.setting('description'))}", ""]
    word = maker.words().find
    to_text = lite_permalink if maker.setting("lite") else str
    fronts = [(word("latest", "Latest"), to_text("/") if maker.setting("lite") else "/latest/", "")]
    fronts += [(section.name, to_text(section.permalink), section.description) for section in maker.sections]
    lines += _part(maker, word("sections", "Sections"), fronts)
    regions: tuple[Region, ...] = maker.setting("regions")
    public = {term.slug for term in maker.read(keys.terms("region"), list[Term]) or []}
    places = [(region.name, region.permalink, region.description) for region in regions if region.slug in public]
    lines += _part(maker, word("regions", "Regions"), places)
    for column in maker.setting("footer"):
        lines += _part(
            maker, column.label, [(link.label, link.url, "") for link in column.links if link.url.startswith("/")]
        )
    feeds = [(form.label, f"/{form.file}", "") for form in map(FORMATS.__getitem__, maker.setting("feed_formats").site)]
    machine = [*feeds, ("Sitemap", "/sitemap.xml", word("footer", "All pages"))]
    return "\n".join(lines + _part(maker, word("feeds", "Feeds"), machine)).rstrip()


def _part(maker: PageMaker, name: str, items: list[tuple[str, str, str]]) -> list[str]:
    return [f"## {_line(name)}", "", *(_item(maker, *item) for item in items), ""] if items else []


def _item(maker: PageMaker, name: str, path: str, said: str) -> str:
    return f"- [{_line(name)}]({maker.uri(path)})" + (f": {_line(said)}" if said else "")


def _line(text: str) -> str:
    """Keep what Markdown would take for a link or markup from being it."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>" else letter for letter in text)
