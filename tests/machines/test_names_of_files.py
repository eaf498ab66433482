"""What is made for programs is known by its name wherever a name decides: in links, in the check of them, by its mark."""

import json

from broadsheet.rendering.mark import is_marked
from tests.newsrooms import Site, faults

EVERY = "[rss, atom, json]"
PUBLISHED_ELSEWHERE = ("assets/", "media/", "pagefind/", "social/")


def everything_on(site: Site) -> list[str]:
    """Build a newsroom that asks for every file there is, and give those that are no pages."""
    site.configure(
        ninjs="yes",
        llms="yes",
        humans="[Dana Roe]",
        ads="['exchange.example, 12345, DIRECT']",
        security="{contact: 'mailto:a@courier.example', expires: 2027-01-01 00:00}",
        host_files="netlify",
        feeds=f"{{site: {EVERY}, sections: {EVERY}, regions: {EVERY}, authors: {EVERY}, topics: {EVERY}}}",
    )
    for name in ("open", "held"):
        site.write(f"content/authors/{name}.md", f"---\nname: {name.title()} Roe\n---\n")
    site.story("world/open", topics="[open]", authors="[open]", regions="[calgary]")
    site.story("world/held", topics="[held]", authors="[held]", published="2027-01-01 00:00")
    site.story("world/links", body="None yet.")
    result = site.build()
    assert result.is_ok, faults(result)
    return [
        path for path in result.written if not path.endswith("/index.html") and not path.startswith(PUBLISHED_ELSEWHERE)
    ]


def test_every_file_for_programs_can_be_linked_to(site: Site) -> None:
    names = everything_on(site)
    assert {name.rpartition("/")[2] for name in names} >= {"ads.txt", "story.ninjs.json", "atom.xml", "_headers"}
    site.story("world/links", body="\n".join(f"- [{name}](/{name})" for name in names))
    result = site.build()
    assert not result.diagnostics, faults(result)
    page = site.read("world/links/index.html")
    assert [name for name in names if f'<a href="/{name}">' not in page] == []


def test_a_link_to_a_file_of_what_is_hidden_is_known_as_that(site: Site) -> None:
    names = [name.replace("open", "held") for name in everything_on(site) if "open" in name]
    assert len(names) == 7
    site.story("world/links", body="\n".join(f"- [{name}](/{name})" for name in names))
    result = site.build()
    assert {fault.kind for fault in result.diagnostics} == {"hidden-link"}, faults(result)
    assert len(result.diagnostics) == len(names)


def test_every_file_for_programs_has_its_mark_and_is_still_what_it_was(site: Site) -> None:
    for name in everything_on(site):
        raw = (site.out / name).read_bytes()
        assert is_marked(raw, name, "https://courier.example"), name
        if name.endswith(".json"):
            json.loads(raw)
        else:
            assert (b"\n<!-- " in raw) == name.endswith((".xml", ".html", "llms.txt")), name
