"""For each kind of diagnostic, a newsroom that shows it: what stands differently from a sound one.

`docs/errors.md` shows what the program says of these. Long and binary sources
are made here, so that no reader has to scroll past them.
"""

from dataclasses import dataclass

STORY = "content/politics/budget.md"

NEWSROOM = """\
name: The Example Courier
address: https://courier.example
timezone: America/Edmonton
sections:
  - slug: politics
    name: Politics
  - slug: business
    name: Business
regions:
  - slug: calgary
    name: Calgary
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0h40v30z"/></svg>'

SOUND: dict[str, str] = {"newsroom.yaml": NEWSROOM}


@dataclass(frozen=True)
class Link:
    """A symbolic link in a newsroom."""

    target: str


def story(*keys: str, headline: str = "headline: City passes its budget", body: str = "The vote was close.") -> str:
    """Make a story's source with further keys."""
    return "\n".join(["---", headline, "published: 2026-11-20 10:00", *keys, "---", "", body, ""])


def settings(old: str, new: str) -> str:
    """Make the settings with one line changed."""
    assert old in NEWSROOM
    return NEWSROOM.replace(old, new)


LONG_HEADLINE = "City passes its budget by one vote, after the longest night that anybody in the council chamber can remember, and rests"

# Kinds that no newsroom can show here, each with the reason.
UNSHOWN = {
    "disk": "needs a full disk",
    "picture": "shown as the reason of an unusable picture",
    "sanitiser-missing": "development installs the sanitiser",
    "search-missing": "development installs Pagefind",
    "unreadable": "needs a file that may not be read",
}

CASES: dict[str, dict[str, str | bytes | Link]] = {
    "ambiguous-link": {
        STORY: story(),
        "content/business/budget.md": story(headline="headline: What the budget costs"),
        "content/business/rates.md": story(headline="headline: Rates rise", body="See [the vote](budget)."),
    },
    "author": {STORY: story("authors:", "  - role: photographs")},
    "bare-address": {STORY: story(body="https://city.example/numbers")},
    "block-content": {
        STORY: story(body="::: photos\nEmpty seats.\n![Seats](council.svg)\n:::"),
        "content/politics/council.svg": PICTURE,
    },
    "body-limit": {STORY: story(body="All work and no play. " * 30_000)},
    "broken-link": {STORY: story(body="See [the numbers](/numbers/).")},
    "closed-site": {"newsroom.yaml": NEWSROOM + "robots:\n  closed: /\n"},
    "control-character": {STORY: story(body="The vote was\x07 close.")},
    "date-order": {STORY: story("updated: 2026-11-19")},
    "duplicate-key": {STORY: story("deck: A close vote", "deck: A long night")},
    "duplicate-id": {STORY: story(), "content/business/budget.md": story(headline="headline: What the budget costs")},
    "duplicate-permalink": {STORY: story(), "content/politics/vote.md": story("slug: budget")},
    "empty-link": {STORY: story(body="The [numbers]() were not read out.")},
    "empty-text": {STORY: story('deck: ""')},
    "encoding": {STORY: story("deck: The Café question").encode("latin-1")},
    "faulty-author": {
        "newsroom.yaml": NEWSROOM + "errors: skip\n",
        STORY: story("authors: ilya-brandt"),
        "content/authors/ilya-brandt.md": "---\nname: Ilya Brandt\nrole: [\n---\n",
    },
    "file-limit": {STORY: story(body="All work and no play. " * 60_000)},
    "footnote": {STORY: story(body="The vote was close[^1].")},
    "front-matter": {STORY: "# City passes its budget\n\nThe vote was close.\n"},
    "future-change": {STORY: story("updated: 2026-11-30 10:00")},
    "hidden-link": {
        STORY: story(body="See [what it costs](rates.md)."),
        "content/politics/rates.md": story("status: draft", headline="headline: Rates rise"),
    },
    "host-root": {
        "newsroom.yaml": settings("https://courier.example", "https://city.example/paper") + "host_files: netlify\n"
    },
    "invalid-address": {STORY: story("canonical: courier.example/budget")},
    "invalid-date": {STORY: story("embargo: 2026-11-01 01:30")},
    "invalid-language": {STORY: story("lang: French")},
    "invalid-path": {STORY: story("aliases: [old/budget/]")},
    "invalid-slug": {STORY: story("slug: City Budget")},
    "link-scheme": {STORY: story("related:", "  - read: The numbers", "    url: ftp://city.example/numbers")},
    "lost-original": {STORY: story("canonical: https://courier.example/2019/budget/")},
    "long-headline": {STORY: story(headline=f"headline: {LONG_HEADLINE}")},
    "misplaced-block": {STORY: story(body="> ::: pull\n> It was close.\n> :::")},
    "missing-file": {STORY: story(body="See [the report](report.pdf).")},
    "refused-file": {STORY: story(body="See [the count](count.html)."), "content/politics/count.html": "<p>12</p>"},
    "missing-key": {STORY: story(headline="deck: The vote was close")},
    "missing-picture": {STORY: story("image: concil.svg"), "content/politics/council.svg": PICTURE},
    "nesting": {STORY: story(body="> " * 120 + "The vote was close.")},
    "byline": {STORY: story("authors: [By Jane Doe]")},
    "namesake": {
        STORY: story("authors: Our_Reporter"),
        "content/politics/vote.md": story("authors: our-reporter"),
        "content/authors/our-reporter.md": "---\nname: Our Reporter\n---\n",
    },
    "quotation-marks": {STORY: story("authors: [“Ann Lee”]")},
    "canonical-host": {STORY: story("canonical: https://www.courier.example/politics/budget/")},
    "font": {"newsroom.yaml": NEWSROOM + "fonts:\n  text: courier.ttf\n"},
    "no-captions": {STORY: story(body="::: video\n[The vote](vote.mp4)\n:::"), "content/politics/vote.mp4": "film"},
    "notice": {
        "newsroom.yaml": NEWSROOM
        + "notices:\n  - text: Delivery is late.\n    from: 2026-11-20\n    until: 2026-11-19\n"
    },
    "output-clash": {STORY: story(), "site/politics/budget/index.html": "A page of our own."},
    "permalink-pattern": {"newsroom.yaml": NEWSROOM + "permalink: /{section}/{headline}/\n"},
    "picture-alt": {
        STORY: story("image:", "  file: council.svg", "  credit: Noor Haddad"),
        "content/politics/council.svg": PICTURE,
    },
    "picture-credit": {
        STORY: story("image:", "  file: council.svg", "  alt: Empty seats"),
        "content/politics/council.svg": PICTURE,
    },
    "picture-mark": {STORY: story(body="![Empty seats](https://courier.example/seats.jpg){.huge}")},
    "redirect-limit": {
        "newsroom.yaml": NEWSROOM + "host_files: cloudflare\n",
        STORY: story("aliases:", *(f"  - /{number}/" for number in range(2_012))),
    },
    "renamed": {STORY: story("aliases: [/politics/city-budget/]")},
    "related": {STORY: story("related:", "  - url: https://city.example/numbers")},
    "related-link": {STORY: story(body="READ | The numbers")},
    "remote-picture": {STORY: story("image: https://city.example/council.jpg")},
    "reserved-slug": {"newsroom.yaml": settings("slug: politics", "slug: archive")},
    "secret": {
        "newsroom.yaml": NEWSROOM + "targets:\n  - name: pages\n    git: https://desk:hunter2@git.example/site.git\n"
    },
    "security-contact": {
        "newsroom.yaml": NEWSROOM + "security:\n  contact: mailto:security@courier.example\n  expires: 2026-06-01\n"
    },
    "stylesheet": {STORY: story(), "templates/assets/css/index.css": '@import "colours.css";'},
    "symlink": {STORY: story(), "content/politics/report.md": Link("/etc/hostname")},
    "template-error": {STORY: story(), "templates/partials/site_footer.html": "<p>{{ newsroom.nmae }}</p>\n"},
    "template-syntax": {STORY: story(), "templates/partials/site_footer.html": "<p>{{ newsroom.name }</p>\n"},
    "topic": {STORY: story('topics: ["!!!"]')},
    "unclosed-block": {STORY: story(body="::: pull\nIt was close.")},
    "undrawable": {
        "newsroom.yaml": NEWSROOM + "social_cards: stories\n",
        STORY: story(headline="headline: Taxes rise by 3 ‰"),
    },
    "unknown-anchor": {STORY: story(body="See [below](#rates).\n\n## Rates and fees")},
    "unknown-author": {
        STORY: story("authors: ilya-brant"),
        "content/authors/ilya-brandt.md": "---\nname: Ilya Brandt\n---\n",
    },
    "unknown-block": {STORY: story(body="::: pul\nIt was close.\n:::")},
    "unknown-key": {STORY: story("dek: What the new rates mean")},
    "unknown-region": {STORY: story("regions: [calgry]")},
    "unknown-section": {"content/politcs/budget.md": story()},
    "unknown-value": {STORY: story("label: analisys")},
    "sponsor": {STORY: story("sponsor: Hall & Sons")},
    "unread-link": {
        STORY: story(body="See [the report](budget report.pdf)."),
        "content/politics/budget report.pdf": "%PDF",
    },
    "unusable-picture": {STORY: story("image: council.jpg"), "content/politics/council.jpg": "not a picture"},
    "wrong-type": {STORY: story("priority: high")},
    "yaml-alias": {STORY: story("deck: &vote A close vote")},
    "yaml-comment": {STORY: story(headline="headline: Taxes remain the #1 worry")},
    "yaml-key": {STORY: story("[deck]: A close vote")},
    "yaml-limit": {STORY: story("deck: " + "long " * 14_000)},
    "yaml-syntax": {STORY: story(headline="headline: Budget: the vote was close")},
    "yaml-tag": {STORY: story("deck: !important A close vote")},
}
