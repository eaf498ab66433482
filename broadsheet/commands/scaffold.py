"""The files of a fresh newsroom: small, complete, and meant to be written over."""

from broadsheet.newsroom.settings import SETTINGS_FILE

NEWSROOM = """\
# The settings of this newsroom.
name: {name}
address: https://example.org
language: en
timezone: UTC
city: Our Town
tagline: News from here
description: What happens in our town, every day.

sections:
  - slug: news
    name: News
    hue: 253
  - slug: sports
    name: Sports
    hue: 138
  - slug: opinion
    name: Opinion
    hue: 68

menus:
  main:
    - label: Home
      url: /
  footer:
    - label: The newsroom
      links:
        - label: About
          url: /about/
"""

STORY = """\
---
headline: The presses are running
deck: This newsroom has its first story. Change it, or write the next one beside it.
authors: [our-reporter]
published: {published}
topics: [Newsroom]
---

A story is a Markdown file in a section's folder. This one is
`content/news/the-presses-are-running.md`.

## What to do next

- Change the name and the sections in `newsroom.yaml`.
- Write a story: `broadsheet new story "Council votes on the bridge" --section news`.
- Build the site again: `broadsheet build`.
"""

AUTHOR = """\
---
name: Our Reporter
role: Reporter
bio: Covers the town.
---
"""

ABOUT = """\
---
headline: About us
deck: Who writes this paper, and how to reach us.
---

Say here who you are.
"""

GITIGNORE = ".broadsheet/\n"
SITE_GITIGNORE = "*\n!.gitignore\n"

TEMPLATES_README = """\
A file here goes before the file of the same name in the packaged theme.
Leave the folder empty to use the theme as it is.
"""


def newsroom_files(name: str, published: str) -> dict[str, str]:
    """Give the files of a fresh newsroom by their paths."""
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return {
        SETTINGS_FILE: NEWSROOM.format(name=quoted),
        "content/news/the-presses-are-running.md": STORY.format(published=published),
        "content/authors/our-reporter.md": AUTHOR,
        "content/pages/about.md": ABOUT,
        "templates/README.txt": TEMPLATES_README,
        "site/.gitignore": SITE_GITIGNORE,
        ".gitignore": GITIGNORE,
    }


def story_file(headline: str, published: str) -> str:
    """Give a story with front matter ready to fill in; a draft until `status` says otherwise."""
    quoted = '"' + headline.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"""\
---
headline: {quoted}
deck:
kicker:
authors: []
dateline:
published: {published}
status: draft
image:
topics: []
---

"""
