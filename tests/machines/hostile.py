"""Texts that break programs, put into every field of a newsroom, and the judgement of what came out."""

import json
from collections.abc import Callable, Sequence
from html import unescape

from hypothesis import strategies as st
from lxml import etree, html

from broadsheet.rendering.xml import xml_text
from tests.machines.reading import feeds_of, found, load_story, one, read_feed, read_json, read_xml
from tests.newsrooms import Site, faults

_PIECES = (
    "]]>",
    "<![CDATA[",
    "</script>",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "&amp;",
    "&#x0;",
    "&nbsp",
    "<?xml?>",
    '"',
    "'",
    "\\",
    "\\u0000",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u200f",
    "\u2067",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e8\U0001f1e6",
    "e\u0301\u0323",
    "\U0010ffff",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "شب",
    "%s%n",
    "\r\n",
)

# Anything that UTF-8 can hold, with what is known to hurt more often than chance would have it.
TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)),
    min_size=1,
    max_size=6,
).map("".join)

_STORY = """\
---
headline: {text}
deck: {text}
subdeck: {text}
kicker: {text}
summary: {text}
dateline: {text}
authors:
  - author: dana
    role: {text}
  - name: {text}
    role: {text}
published: 2026-11-23 {hour:02}:{minute:02}
updated: 2026-11-23 11:59
topics: [{topic}]
regions: [calgary]
image:
  file: map.svg
  caption: {text}
  credit: {text}
  alt: {text}
related:
  - watch: {text}
    url: https://video.example/
    duration: {text}
    source: {text}
credits: [{text}]
{more}corrections:
  - at: 2026-11-23 11:00
    text: {text}
aliases: [/old-{number}/]
---

{body}

> {body}

## {body}

See [the ports](https://else.example/), `{body}`.

![The hall](map.svg)
"""


def quoted(text: str) -> str:
    """Write a text in YAML so that it comes out as it is."""
    return '"x' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter.isalnum() and letter.isascii():
        return letter
    return f"\\U{ord(letter):08x}"


def write_newsroom(site: Site, texts: Sequence[str], html_policy: str = "escape") -> None:
    """Write a newsroom with a story of each text in every field, and the first one in all settings."""
    own = quoted(texts[0])
    site.write(
        "newsroom.yaml",
        f"name: {own}\naddress: https://courier.example\ndescription: {own}\ncopyright: {own}\ntagline: {own}\n"
        f"city: {own}\nplace: {own}\nhtml: {html_policy}\nllms: yes\nninjs: yes\nhost_files: netlify\n"
        f"humans: [{own}]\nnotices: [{{text: {own}, label: {own}}}]\n"
        f"sections: [{{slug: world, name: {own}, description: {own}}}]\n"
        f"regions: [{{slug: calgary, name: {own}, description: {own}}}]\n"
        "feeds: {text: full, size: 200, site: [rss, atom, json], topics: [rss, atom, json], authors: [rss, atom, json], sections: [rss, atom, json]}\n",
    )
    site.write("content/authors/dana.md", f"---\nname: {own}\nrole: {own}\nbio: {own}\n---\n\n{texts[0]}\n")
    site.write("content/pages/about.md", f"---\nheadline: {own}\ndeck: {own}\n---\n\n{texts[0]}\n")
    site.write("content/live/weather.yaml", f"calgary:\n  temperature: -12\n  sky: {own}\n")
    site.write("content/live/breaking.yaml", f"text: {own}\nurl: /world/\n")
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"/>')
    for number, text in enumerate(texts):
        topic = quoted(f"Topic {number % 5} {text}") if number % 2 else f"Topic {number % 5}"
        fields = {"text": quoted(text), "topic": topic, "body": f"x{text}", "number": number}
        fields["more"] = "" if number % 5 else f"label: sponsored\nsponsor: {quoted(text)}\n"
        story = _STORY.format(hour=number // 60 % 11, minute=number % 60, **fields)
        site.write(f"content/world/story-{number:04}.md", story)


def judge(site: Site, count: int) -> list[str]:
    """Say what is wrong with what the site says to programs about `count` stories."""
    result = site.build()
    if not result.is_ok:
        return [faults(result)[:2000]]
    problems = _unreadable(site)
    problems += [f"{path}: bozo" for path in feeds_of(site) if path.endswith(".xml") and read_feed(site, path).bozo]
    return problems or [*_disagreeing(site, count), *_torn_lines(site)]


def _unreadable(site: Site) -> list[str]:
    problems = []
    readers: dict[str, Callable[[str], object]] = {
        ".xml": lambda path: read_xml(site, path),
        ".json": lambda path: read_json(site, path),
        ".html": lambda path: _read_scripts(site, path),
    }
    for path in sorted(site.tree()):
        reader = next((made for end, made in readers.items() if path.endswith(end)), None)
        try:
            if reader is not None:
                reader(path)
        except (etree.XMLSyntaxError, ValueError) as error:
            problems.append(f"{path}: {error}")
    return problems


def _read_scripts(site: Site, path: str) -> None:
    root = html.document_fromstring((site.out / path).read_bytes(), html.HTMLParser(encoding="utf-8"))
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            json.loads(script.text or "")


def _disagreeing(site: Site, count: int) -> list[str]:
    """Compare each story with what each format says of it."""
    rss, atom, feed = read_xml(site, "feed.xml"), read_xml(site, "atom.xml"), read_json(site, "feed.json")
    entries = list(zip(rss.iter("item"), atom.iter("{*}entry"), feed["items"], strict=True))
    problems = [] if len(entries) == count else [f"{len(entries)} entries of {count} stories"]
    for item, entry, object_ in entries:
        path = object_["url"].removeprefix("https://courier.example/").strip("/")
        story = load_story(site.root, f"{path}.md")
        ninjs = read_json(site, f"{path}/story.ninjs.json")
        summary = story.summary
        said = {
            "headline": [
                one(item, "title"),
                one(entry, "atom:title"),
                object_["title"],
                ninjs["headlines"][0]["value"],
            ],
            "summary": [unescape(one(item, "description")), one(entry, "atom:summary"), object_["summary"]],
            "credit": found(item, "media:content/media:credit"),
            "caption": found(entry, "media:content/media:description"),
            "author": [
                found(item, "dc:creator")[1],
                found(entry, "atom:author/atom:name")[1],
                object_["authors"][1]["name"],
            ],
        }
        image = summary.image
        meant = {
            "headline": summary.headline,
            "summary": summary.summary,
            "credit": image.credit if image else "",
            "caption": image.caption if image else "",
            "author": summary.authors[1].name,
        }
        for field, texts in said.items():
            wanted = _plain(meant[field])
            problems += [f"{path}: {field} is {text!r}, not {wanted!r}" for text in texts if _plain(text) != wanted]
    return problems


def _plain(text: str) -> str:
    return xml_text(text)


def _torn_lines(site: Site) -> list[str]:
    """Look for settings that broke out of their line in files where a line is a rule."""
    starts = {
        "robots.txt": ("User-agent: *", "Allow: /", "Sitemap: https://courier.example/", "#"),
        "_redirects": ("/old-", "#"),
    }
    return [
        f"{path}: {line!r}"
        for path, known in starts.items()
        for line in site.read(path).splitlines()
        if line and not line.startswith(known)
    ]
