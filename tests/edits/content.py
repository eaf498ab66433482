"""Edits of stories, profiles, pictures, attachments and the desk's small files."""

import unicodedata

from tests.edits.newsroom import SECTIONS, STORIES, Newsroom, drawing, photograph
from tests.newsrooms import source

DATES = (
    "2026-11-20 10:00",
    "2026-11-21 08:30",
    "2026-10-02",
    "2025-12-31 23:59",
    "2026-11-23 12:30",
    "2026-11-01 01:30",
    "2026-11-20T10:00:30+09:00",
)
TOPICS = ("[Rates]", "[Rates, Votes]", "[Votes, Ports]", "")
BODIES = (
    "The vote was close.",
    "The vote was close.\n\nThe hall was full.",
    "The vote was close.[^1]\n\n## The hall\n\nIt was full.\n\n[^1]: Counted twice.",
    "See [rates](/world/rates.md).",
    "See [it](hearing) and [this](/about/).",
    '![A map](/pictures/map.svg "The map. (Dana)")',
    '::: photos\n![A port](/pictures/port.png "The port, [shut](/world/ports.md).")\n![A map](/pictures/map.svg)\n:::',
    "![A port](/pictures/port.png)\n\n::: pull\nA quiet day.\n— Dana\n:::",
    "READ | [Ports](/world/ports.md)\n\nWATCH | [The clip](https://video.example/1) | 2:06",
    "https://youtu.be/abcdefghijk",
)
KEYS = {
    "topics": TOPICS,
    "authors": ("dana", "[dana, Ilya Brandt]", "Ilya Brandt", "[{name: The Wire, organization: yes}, dana]"),
    "regions": ("[calgary]",),
    "image": (
        "/pictures/map.svg",
        "map.svg",
        "/pictures/port.png",
        "{file: /pictures/port.png, focus: 40% 20%, alt: A port, credit: Dana}",
    ),
    "aliases": ("[/old/]", "[/old/a/, /older.html]", "[/topics/rates/]"),
    "embargo": ("2026-11-23 12:30", "2026-11-20"),
    "expires": ("2026-11-23 12:30", "2026-11-24"),
    "status": ("draft", "ready", "darft"),
    "priority": ("1", "5"),
    "slug": ("rates", "index", "other"),
    "label": ("opinion", "photo-essay", "sponsored"),
    "sponsor": ("Hall & Sons",),
    "related": ("[{watch: The clip, url: https://video.example/1}, {read: Rates, url: /world/rates.md}]",),
    "lang": ("fr-CA",),
    "section": ("world",),
    "kicker": ("Money",),
    "deck": ("What it means", "What: it means"),
    "corrections": ("[{at: 2026-11-21, text: It was two.}]",),
    "subdeck": ("And why.",),
    "summary": ("In short.",),
    "dateline": ("Calgary",),
    "updated": ("2026-11-22 10:00", "2025-01-01"),
    "credits": ("With files from others",),
    "canonical": ("https://elsewhere.example/rates/",),
    "noindex": ("yes", "no"),
    "id": ("tag:courier.example,2026-11-20:1/rates", "https://old.example/?p=1"),
}


def write_a_story(newsroom: Newsroom) -> None:
    keys = {
        name: newsroom.choose(values) for name, values in KEYS.items() if newsroom.choose((True, False, False, False))
    }
    keys["published"] = newsroom.choose(DATES)
    headline = newsroom.choose(("Rates rise", "Ports close", "A close vote"))
    newsroom.story(newsroom.choose(STORIES), headline, newsroom.choose(BODIES), **keys)


def delete_a_story(newsroom: Newsroom) -> None:
    newsroom.delete(newsroom.a_story())


def rename_a_story(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    name = newsroom.choose(("renamed", "again", "tokyo-東京"))
    newsroom.move_story(path, f"{path.rpartition('/')[0]}/{name}.md")


def change_a_slug(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "slug", newsroom.choose(("", "renamed", "other", "index")))


def change_aliases(newsroom: Newsroom) -> None:
    newsroom.set_key(
        newsroom.a_story(), "aliases", newsroom.choose(("", "[/before/]", "[/before/, /long/before.html]"))
    )


def rename_a_section(newsroom: Newsroom) -> None:
    name = newsroom.choose(SECTIONS)
    slug = newsroom.section_slugs[name]
    newsroom.section_slugs[name] = "" if slug else f"{name}-news"
    old, new = (newsroom.root / "content" / part for part in (slug or name, newsroom.section_slugs[name] or name))
    if old.is_dir() and not new.exists():
        old.rename(new)
    newsroom.write_settings()


def rename_a_folder(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    section = "/".join(path.split("/")[:2])
    newsroom.move_story(path, f"{section}/{newsroom.choose(('deep', 'deeper', 'deep/down'))}/{path.split('/')[-1]}")


def move_a_story_to_another_section(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    newsroom.move_story(path, f"content/{newsroom.choose(SECTIONS)}/{path.split('/')[-1]}")


def name_another_section(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "section", newsroom.choose(("", *SECTIONS)))


def change_a_headline(newsroom: Newsroom) -> None:
    headline = newsroom.choose(("Rates fall", "Ports open", "A tie & a <b>", "“Rates” " * 20))
    newsroom.set_key(newsroom.a_story(), "headline", headline)


def change_a_kicker_or_label(newsroom: Newsroom) -> None:
    key, values = newsroom.choose(
        (("kicker", ("", "Money")), ("label", ("", "opinion", "sponsored")), ("sponsor", ("", "Hall & Sons")))
    )
    newsroom.set_key(newsroom.a_story(), key, newsroom.choose(values))


def change_a_body(newsroom: Newsroom) -> None:
    newsroom.set_body(newsroom.a_story(), newsroom.choose(BODIES))


def change_a_deck(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), newsroom.choose(("deck", "summary")), newsroom.choose(("", "One", "Another")))


def change_a_date(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "published", newsroom.choose(DATES))


def fill_a_page_of_a_list(newsroom: Newsroom) -> None:
    """Add stories until lists have numbered pages, or take them away again."""
    paths = [f"content/world/series/part-{number}.md" for number in range(7)]
    if (newsroom.root / paths[0]).exists():
        newsroom.remove("content/world/series")
        return
    newsroom.settings["page_size"] = 5
    newsroom.write_settings()
    for day, path in enumerate(paths, 1):
        newsroom.write(path, source(f"Part {day}", published=f"2026-11-{day:02}", topics="[Rates]", authors="dana"))


def add_a_topic(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "topics", newsroom.choose(("[Rates, Budgets]", "[Harbours]", "Snow")))


def drop_a_topic(newsroom: Newsroom) -> None:
    """Take the topics out of all stories, or out of one."""
    for path in newsroom.choose((newsroom.stories(), [newsroom.a_story()])):
        newsroom.set_key(path, "topics", "")


def spell_a_topic_otherwise(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "topics", newsroom.choose(("[rates]", "[RATES]", "[Rates]", "[Rátes]")))


def draft_or_not(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    newsroom.set_key(path, "status", "" if "\nstatus: draft" in newsroom.text(path) else "draft")


def replace_a_picture(newsroom: Newsroom) -> None:
    colour, place = newsroom.choose(("red", "blue")), newsroom.choose(("pictures", "world", "authors"))
    newsroom.write(f"content/{place}/map.svg", drawing(4, colour))
    newsroom.write("content/pictures/port.png", photograph(4, colour))


def move_a_picture(newsroom: Newsroom) -> None:
    """Move a picture beside the stories or back, where another name finds it."""
    places = ("content/pictures/map.svg", "content/world/map.svg", "content/authors/map.svg")
    there = [path for path in places if (newsroom.root / path).is_file()]
    if there:
        newsroom.move(newsroom.choose(there), newsroom.choose(places))


def delete_a_picture(newsroom: Newsroom) -> None:
    newsroom.remove(newsroom.choose(("content/pictures/map.svg", "content/world/map.svg", "content/pictures/port.png")))


def resize_a_picture(newsroom: Newsroom) -> None:
    newsroom.write("content/pictures/map.svg", drawing(newsroom.choose((4, 5, 6))))
    width, height = newsroom.choose(((4, 3), (5, 3), (420, 3), (600, 315)))
    newsroom.write("content/pictures/port.png", photograph(width, height=height))


def change_what_a_picture_is_cut_around(newsroom: Newsroom) -> None:
    focus = newsroom.choose(("", ", focus: 10% 10%", ", focus: 90% 50%"))
    newsroom.write("content/pictures/port.png", photograph(420))
    newsroom.set_key(newsroom.a_story(), "image", f"{{file: /pictures/port.png, alt: A port{focus}}}")


def change_the_weather(newsroom: Newsroom) -> None:
    newsroom.write("content/live/weather.yaml", f"calgary:\n  temperature: {newsroom.choose((-2, -1, 0))}\n")


def break_news(newsroom: Newsroom) -> None:
    lines = ("", "text: Roads shut\nurl: /\n", "text: Roads shut\nurl: /\nuntil: 2026-11-24\n")
    newsroom.write("content/live/breaking.yaml", newsroom.choose(lines))


def change_an_attachment(newsroom: Newsroom) -> None:
    newsroom.remove("content/world/table.csv")
    newsroom.write("content/world/table.csv", "a,b\n" * newsroom.choose((0, 1, 2)))
    newsroom.write("content/world/hall.mp3", "a" * newsroom.choose((1, 2)))
    newsroom.story("world/table", "In figures", "A [table](table.csv).\n\n::: audio\n[The hall](hall.mp3)\n:::")


def name_a_topic_in_another_script(newsroom: Newsroom) -> None:
    newsroom.set_key(newsroom.a_story(), "topics", newsroom.choose(("[选举]", "[Ράδιο, 选举]", "[Ё]", "[Ё]")))


def add_a_folder_of_stories(newsroom: Newsroom) -> None:
    folder = f"content/{newsroom.choose(SECTIONS)}/special"
    if (newsroom.root / folder).exists():
        newsroom.remove(folder)
        return
    for name in ("one", "two", "three"):
        newsroom.write(f"{folder}/{name}.md", source(f"Part {name}", "![Map](plan.svg)", topics="[Ports]"))
    newsroom.write(f"{folder}/plan.svg", drawing(9))


def put_a_blank_into_a_folder(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    section = "/".join(path.split("/")[:2])
    newsroom.move_story(path, f"{section}/{newsroom.choose(('market day', ' lead', 'a+b %20'))}/{path.split('/')[-1]}")


def empty_a_section(newsroom: Newsroom) -> None:
    name = newsroom.choose(SECTIONS)
    newsroom.remove(f"content/{newsroom.section_slugs[name] or name}")


def change_a_profile(newsroom: Newsroom) -> None:
    keys = newsroom.choose(
        (
            "name: Dana\nimage: /pictures/map.svg",
            "name: Dana\nimage: map.svg",
            "name: Dana W.",
            "name: Dana\nbio: Writes.",
            "name: Dana\norganization: yes",
            "role: Editor",
        )
    )
    newsroom.write("content/authors/dana.md", f"---\n{keys}\n---\n\nOf [rates](/world/rates.md).\n")


def delete_a_profile(newsroom: Newsroom) -> None:
    newsroom.remove("content/authors/dana.md")


def pin_a_story(newsroom: Newsroom) -> None:
    lead = newsroom.choose(("world/rates", "politics/vote.md", "none"))
    second = newsroom.choose(("", "second: [world/ports, politics/rates]\n"))
    newsroom.write("content/fronts/home.yaml", f"lead: {lead}\n{second}")


def relate_a_story(newsroom: Newsroom) -> None:
    other = newsroom.a_story().removeprefix("content")
    links = ("", f'[{{read: Before, url: "{other}"}}]', "[{watch: The clip, url: https://video.example/1}]")
    newsroom.set_key(newsroom.a_story(), "related", newsroom.choose(links))


def rename_a_story_and_what_leads_to_it(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    folder, _, name = path.rpartition("/")
    new = f"{folder}/{'' if name.startswith('new-') else 'new-'}{name.removeprefix('new-')}"
    newsroom.move_story(path, new)
    for other in newsroom.stories():
        text = newsroom.text(other)
        written, now = (item.removeprefix("content") for item in (path, new))
        if written in text:
            newsroom.write(other, text.replace(written, now))


def change_a_standing_page(newsroom: Newsroom) -> None:
    key = newsroom.choose(
        ("", "aliases: [/us/, /old/]\n", "slug: topics\n", "deck: Who we are\n", "updated: 2026-11-02\n")
    )
    newsroom.write("content/pages/about.md", f"---\nheadline: About\n{key}---\n\nUs.\n")


def compose_a_name_otherwise(newsroom: Newsroom) -> None:
    """Write a file's name in the other of its two forms, as another system does."""
    path = newsroom.choose([item for item in newsroom.stories() if not item.isascii()] or [newsroom.a_story()])
    forms = [unicodedata.normalize(form, path) for form in ("NFC", "NFD")]
    other = forms[1] if path == forms[0] else forms[0]
    if other != path:
        newsroom.move_story(path, other)
    else:
        newsroom.move_story(path, unicodedata.normalize("NFD", path.replace(".md", "-é.md")))
