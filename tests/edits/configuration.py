"""Edits of `newsroom.yaml`."""

from tests.edits.newsroom import SECTIONS, Newsroom

SETTINGS: dict[str, tuple[str | int, ...]] = {
    "name": ("The Example Courier", "The Courier"),
    "address": ("https://courier.example", "https://courier.example/daily", "https://other.example"),
    "page_size": (5, 6),
    "feeds": (
        "{size: 1}",
        "{text: full, size: 3, topics: [rss, atom, json], sections: [atom]}",
        "{site: [], regions: [json, rss], authors: [], hub: https://hub.example/}",
    ),
    "robots": ("{training: refuse}", "{refuse: [ExampleBot], closed: [/world/]}"),
    "ads": ("['exchange.example, 1, DIRECT']",),
    "security": ("{contact: ['mailto:desk@courier.example'], expires: 2027-06-01}",),
    "humans": ("[Dana Whitfield]",),
    "llms": ("yes", "no"),
    "ninjs": ("yes", "no"),
    "host_files": ("netlify", "cloudflare", "none"),
    "permalink": ("/{year}/{month}/{slug}/", "/{section}/{day}/{slug}/"),
    "language": ("fr-CA", "de", "ar"),
    "notices": ("[{text: Late., until: 2026-11-23 12:30}]", "[{text: Late., from: 2026-11-24}]"),
    "tagline": ("Daily", "Weekly"),
    "description": ("News and more.",),
    "copyright": ("Ours.",),
    "logo": ("pictures/map.svg", "pictures/none.svg"),
    "logo_dark": ("pictures/port.png",),
    "fonts": ("system", "{text: fonts/ours.woff2, labels: meridian}"),
    "lite": ("no", "yes"),
    "policies": ("{corrections: /corrections/}", "{corrections: 'https://press.example/'}"),
    "accounts": ("['https://social.example/@courier']",),
    "x": ("courier",),
    "social_cards": ("stories", "no"),
    "search": ("yes", "no"),
    "pictures": ("{widths: [16, 320]}", "{formats: [webp]}", "{formats: [], quality: 50}"),
    "city": ("Calgary", "Lethbridge"),
    "place": ("Calgary, Alberta",),
    "regions": (
        "[{slug: calgary, name: Calgary, description: Here.}]",
        "[{slug: hinton, name: Hinton}, {slug: calgary, name: YYC}]",
        "[]",
    ),
    "date_format": ("d. MMMM y",),
    "time_format": ("HH.mm",),
    "html": ("sanitise", "trust"),
    "errors": ("stop", "skip"),
    "menus": ("{main: [{label: Home, url: /}], footer: [{label: Us, links: [{label: About, url: /about/}]}]}",),
    "timezone": ("Europe/Berlin",),
}
# Where a site is handed to shows nowhere in it.
NOT_SHOWN = ("targets",)
OF_SECTIONS = ("", "    hue: 200\n", "    description: What happens.\n", "    links: [{label: All, url: /latest/}]\n")


def change_a_setting(newsroom: Newsroom) -> None:
    """Set a key, or take it out again."""
    name = newsroom.choose(tuple(SETTINGS))
    if name in newsroom.settings and name != "errors" and newsroom.choose((True, False)):
        del newsroom.settings[name]
    else:
        newsroom.settings[name] = newsroom.choose(SETTINGS[name])
    newsroom.write_settings()


def change_how_pictures_are_published(newsroom: Newsroom) -> None:
    newsroom.settings["pictures"] = newsroom.choose(SETTINGS["pictures"])
    newsroom.write_settings()


def change_a_section(newsroom: Newsroom) -> None:
    """Give a section other keys of its own, which all its pages read, or none."""
    newsroom.section_keys[newsroom.choose(SECTIONS)] = newsroom.choose(OF_SECTIONS)
    newsroom.write_settings()
