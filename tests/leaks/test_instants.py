"""Right to the second: on each side of an instant all outputs agree on whether a story is public.

In three zones, on the nights on which their clocks change, and over them.
"""

import re

import pytest

from tests.leaks.newsrooms import instant
from tests.leaks.pictures import photograph
from tests.leaks.searching import Search
from tests.newsrooms import Site, faults, seconds
from tests.samples import sampled

CANARIES = {"published": "zqpublishedx", "embargo": "zqembargoesx", "expires": "zqexpiresxxx"}
HOUR = 3600

# How an instant is written, and which it is: in the newsroom's zone, and with a zone of its own.
INSTANTS = {
    "Edmonton, an hour before its clocks go back": ("America/Edmonton", "2026-11-01 00:59:59", "2026-11-01 06:59:59"),
    "Edmonton, the first 1:30": ("America/Edmonton", "2026-11-01 01:30 -06:00", "2026-11-01 07:30"),
    "Edmonton, the second 1:30": ("America/Edmonton", "2026-11-01 01:30 -07:00", "2026-11-01 08:30"),
    "Edmonton, when they have gone back": ("America/Edmonton", "2026-11-01 02:00", "2026-11-01 09:00"),
    "Edmonton, when they go forward": ("America/Edmonton", "2026-03-08 03:00", "2026-03-08 09:00"),
    "Auckland, when they go forward": ("Pacific/Auckland", "2026-09-27 03:00", "2026-09-26 14:00"),
    "Auckland, a midnight": ("Pacific/Auckland", "2026-09-28", "2026-09-27 11:00"),
    "Kolkata, the end of a month": ("Asia/Kolkata", "2026-11-01 00:00", "2026-10-31 18:30"),
}

SETTINGS: dict[str, str | int] = {
    "search": "yes",
    "ninjs": "yes",
    "llms": "yes",
    "host_files": "netlify",
    "social_cards": "stories",
    "feeds": "{text: full, site: [rss, atom, json], sections: [rss, atom, json],"
    " regions: [rss, json], authors: [rss], topics: [atom]}",
}

# Where a story must be while it is public, whatever else holds it.
PLACES = (
    r"world/{}/index\.html",
    r"lite/world/{}/index\.html",
    r"world/{}/story\.ninjs\.json",
    r"index\.html",
    r"feed\.xml",
    r"atom\.xml",
    r"feed\.json",
    r"world/index\.html",
    r"world/feed\.xml",
    r"topics/{}/index\.html",
    r"topics/{}/atom\.xml",
    r"authors/{}/index\.html",
    r"authors/{}/feed\.xml",
    r"regions/calgary/index\.html",
    r"regions/calgary/feed\.json",
    r"latest/index\.html",
    r"archive/\d+/\d+/\d+/index\.html",
    r"old/{}/index\.html",
    r"sitemap-.*\.xml",
    r"news-sitemap\.xml",
    r"search/.*\.pf_index",
    r"search/.*/results/.*\.json",
    r"media/{}-.*\.png",
    r"_redirects",
)


@pytest.mark.parametrize("name", sampled(INSTANTS, ["Edmonton, the second 1:30"]))
def test_all_outputs_agree_at_each_second(site: Site, name: str) -> None:
    zone, written, meant = INSTANTS[name]
    at = seconds(meant)
    site.configure(timezone=zone, **SETTINGS)
    site.story("world/rates", "Rates", published=instant(at - 10 * HOUR))
    for key, word in CANARIES.items():
        write_story(site, word, {"published": instant(at - 3 * HOUR), key: written})
    search = Search(CANARIES.values())
    clean = {step: site.clean_tree(at + step) for step in (-1, 0, 1)}
    for step in (-1, 0, 1, 0, -1):
        result = site.build(at + step)
        assert result.is_ok, faults(result)
        assert site.tree() == clean[step]
        found = search.find_all(site.tree())
        for key, word in CANARIES.items():
            paths = [path for path, words in found.items() if word in words]
            is_public = (step < 0) == (key == "expires")
            wanted = [place.replace("{}", word) for place in PLACES] if is_public else []
            assert absent(wanted, paths) == [], f"{key} at {step:+} s"
            assert is_public or paths == [], f"{key} at {step:+} s"
        # What happens next is the instant itself, and then that the oldest story is no longer news.
        assert result.next_change == (at if step < 0 else at + 38 * HOUR)


def write_story(site: Site, word: str, keys: dict[str, str]) -> None:
    """Write a story with one word of its own, everywhere."""
    site.write(f"content/authors/{word}.md", f"---\nname: {word}\n---\n")
    site.write(f"content/pictures/{word}.png", photograph("PNG"))
    site.story(
        f"world/{word}",
        word,
        f"{word} is here.",
        deck=word,
        topics=f"[{word}]",
        authors=word,
        regions="[calgary]",
        aliases=f"[/old/{word}/]",
        image=f"{{file: /pictures/{word}.png, alt: {word}, credit: {word}}}",
        **keys,
    )


def absent(wanted: list[str], paths: list[str]) -> list[str]:
    """Give the places that none of the paths is."""
    return [place for place in wanted if not any(re.fullmatch(place, path) for path in paths)]
