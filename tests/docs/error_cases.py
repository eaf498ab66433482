"""For each kind of diagnostic, a newsroom that shows it: what stands differently from a sound one.

`docs/errors.md` shows what the program says of these. Long and binary sources
are made here, so that no reader has to scroll past them.
"""

STORY = "content/politics/budget.md"

NEWSROOM = """\
name: The Example Courier
address: https://courier.example
timezone: America/Edmonton
sections:
  - slug: politics
    name: Politics
regions:
  - slug: calgary
    name: Calgary
"""

SOUND: dict[str, str] = {"newsroom.yaml": NEWSROOM}


def story(*keys: str, headline: str = "headline: City passes its budget", body: str = "The vote was close.") -> str:
    """Make a story's source with further keys."""
    return "\n".join(["---", headline, "published: 2026-11-20 10:00", *keys, "---", "", body, ""])


def settings(old: str, new: str) -> str:
    """Make the settings with one line changed."""
    assert old in NEWSROOM
    return NEWSROOM.replace(old, new)


# Kinds that no newsroom can show here, each with the reason.
UNSHOWN = {"sanitiser-missing": "development installs the sanitiser"}

CASES: dict[str, dict[str, str | bytes]] = {
    "author": {STORY: story("authors:", "  - role: photographs")},
    "date-order": {STORY: story("updated: 2026-11-19")},
    "duplicate-key": {STORY: story("deck: A close vote", "deck: A long night")},
    "empty-text": {STORY: story('deck: ""')},
    "encoding": {STORY: story("deck: The Café question").encode("latin-1")},
    "file-limit": {STORY: story(body="All work and no play. " * 60_000)},
    "front-matter": {STORY: "# City passes its budget\n\nThe vote was close.\n"},
    "invalid-address": {STORY: story("canonical: courier.example/budget")},
    "invalid-date": {STORY: story("embargo: 2026-11-01 01:30")},
    "invalid-language": {STORY: story("lang: French")},
    "invalid-path": {STORY: story("aliases: [old/budget/]")},
    "invalid-slug": {STORY: story("slug: City Budget")},
    "link-scheme": {STORY: story("related:", "  - read: The numbers", "    url: ftp://city.example/numbers")},
    "missing-key": {STORY: "---\nheadline: City passes its budget\n---\n\nThe vote was close.\n"},
    "notice": {
        "newsroom.yaml": NEWSROOM
        + "notices:\n  - text: Delivery is late.\n    from: 2026-11-20\n    until: 2026-11-19\n"
    },
    "permalink-pattern": {"newsroom.yaml": NEWSROOM + "permalink: /{section}/{headline}/\n"},
    "related": {STORY: story("related:", "  - url: https://city.example/numbers")},
    "reserved-slug": {"newsroom.yaml": settings("slug: politics", "slug: archive")},
    "topic": {STORY: story('topics: ["!!!"]')},
    "unknown-key": {STORY: story("dek: What the new rates mean")},
    "unknown-region": {STORY: story("regions: [calgry]")},
    "unknown-section": {"content/politcs/budget.md": story()},
    "unknown-value": {STORY: story("label: analisys")},
    "wrong-type": {STORY: story("priority: high")},
    "yaml-alias": {STORY: story("deck: &vote A close vote")},
    "yaml-key": {STORY: story("[deck]: A close vote")},
    "yaml-limit": {STORY: story("deck: " + "long " * 14_000)},
    "yaml-syntax": {STORY: story(headline="headline: Budget: the vote was close")},
    "yaml-tag": {STORY: story("deck: !important A close vote")},
    "body-limit": {STORY: story(body="All work and no play. " * 30_000)},
    "control-character": {STORY: story(body="The vote was\x07 close.")},
    "empty-link": {STORY: story(body="The [numbers]() were not read out.")},
    "footnote": {STORY: story(body="The vote was close[^1].")},
    "misplaced-block": {STORY: story(body="> ::: pull\n> It was close.\n> :::")},
    "nesting": {STORY: story(body="> " * 120 + "The vote was close.")},
    "picture-mark": {STORY: story(body="![Empty seats](https://courier.example/seats.jpg){.huge}")},
    "related-link": {STORY: story(body="READ | The numbers")},
    "unclosed-block": {STORY: story(body="::: pull\nIt was close.")},
    "unknown-anchor": {STORY: story(body="See [below](#rates).\n\n## Rates and fees")},
    "unknown-block": {STORY: story(body="::: pul\nIt was close.\n:::")},
}
