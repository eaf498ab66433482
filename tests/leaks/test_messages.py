"""What a build says may be public, as the log of a CI is: of hidden stories it tells how many there are, and no word."""

import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import cli
from tests.newsrooms import Site, faults, seconds, source
from tests.samples import beyond, sampled

NOW = ("--now", "2026-11-23T12:00Z", "--jobs", "1")


def invoke(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


UNREADABLE = "headline: The merger: it is on"
HIDDEN_BY = {
    "a draft": "status: draft",
    "a draft in quotes": 'status: "draft" # until Monday',
    "a draft whose date cannot be read": "status: draft\npublished: soon",
    "a time to come": "published: 2026-11-24",
    "an embargo": "published: 2026-11-20\nembargo: 2026-11-24",
    "an embargo without a date": "embargo: 2026-11-24",
    "an embargo beside a date that cannot be read": "published: soon\nembargo: 2026-11-24",
    "an embargo beside a status that cannot be read": "status: redy\nembargo: 2026-11-24",
    "an expiry": "published: 2026-11-20\nexpires: 2026-11-21",
    "a time to come beside an embargo that cannot be read": "published: 2026-11-24\nembargo: soon",
    "a time to come beside an expiry that cannot be read": "published: 2026-11-24\nexpires: never",
    "a time to come beside a status that cannot be read": "published: 2026-11-24\nstatus: redy",
    "a time to come beside an empty embargo": "published: 2026-11-24\nembargo:",
    "an expiry beside a status that cannot be read": "published: 2026-11-20\nexpires: 2026-11-21\nstatus: redy",
    "a draft whose key is in quotes": '"status": draft',
    "a draft with a blank before the colon": "status : draft",
    "a draft in braces": "{status: draft, published: 2026-11-20",
}
BOTH = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n"
HIDDEN_WHATEVER_ITS_FORM = {
    "two versions that could not be merged": BOTH.format(
        "---\nheadline: The merger\nstatus: draft\n---\nOne.\n",
        "---\nheadline: Merger\nembargo: 2031-01-02\n---\nTwo.\n",
    ),
    "two drafts that could not be merged": BOTH.format(
        "---\nheadline: The merger\nstatus: draft\n---\nOne.\n", "---\nheadline: Merger\nstatus: draft\n---\nTwo.\n"
    ),
    "two versions and what they were": BOTH.format(
        "---\nstatus: draft\n---\nOne.\n||||||| base\n---\nstatus: draft\n---\n", "---\nstatus: draft\n---\nTwo.\n"
    ),
    "two beginnings that could not be merged": BOTH.format("---\nheadline: The merger\n", "---\nheadline: Merger\n")
    + "status: draft\n---\n",
    "a line of text above the first fence": "The merger\n---\nheadline: The merger\nstatus: draft\n---\n",
    "a mistyped first key and no fence above": "headline The merger\nstatus: draft\n---\n",
    "a remark without a blank": "---\nheadline: The merger\nstatus: draft #until the merger\n---\n",
    "a remark behind a time without a blank": "---\nheadline: The merger\nembargo: 2031-01-02 06:00 #merger\n---\n",
    "a remark behind a value in quotes": '---\nheadline: A: b\nstatus: "draft" #merger\n---\n',
    "all keys indented": "---\n  headline: The merger: it is on\n  status: draft\n  published: 2026-11-20\n---\n",
    "braces over several lines": '---\n{headline: "The merger,\n status: draft,\n published: 2026-11-20}\n---\n',
    "the value on the next line": "---\nheadline: The merger: it is on\nstatus:\n  draft\n---\n",
    "a folded value": "---\nheadline: The merger: it is on\nstatus: >-\n  draft\n---\n",
    "an anchor": "---\nheadline: The merger: it is on\nstatus: &x draft\n---\n",
    "a tag": "---\nheadline: The merger: it is on\nstatus: !!str draft\n---\n",
    "a tab before it": "---\nheadline: The merger: it is on\n\tstatus: draft\n---\n",
    "a no-break space before it": "---\nheadline: The merger: it is on\n\u00a0status: draft\n---\n",
    "a quotation mark that is not closed": '---\nheadline: The merger: it is on\nembargo: "2099-01-01\n---\n',
    "two fences above": "---\n---\nheadline: The merger\nstatus: draft\n---\n",
    "two fences and an empty line above": "---\n---\n\nheadline: The merger\nstatus: draft\n---\n",
    "three fences above": "---\n---\n---\nheadline: The merger\nstatus: draft\n---\n",
    "a comment between two fences": "---\n# c\n---\nheadline: The merger\nstatus: draft\n---\n",
    "braces below two fences": "---\n---\n{status: draft, headline: The merger}\n---\n",
    "quoted keys below two fences": '---\n---\n"status": draft\nheadline: The merger\n---\n',
    "an empty line and two fences above": "\n---\n---\nheadline: The merger\nstatus: draft\n---\n",
}
FRONT = "---\nheadline: {}\n"
PUBLISHED = "published: 2026-11-20\n"
HIDDEN_WHATEVER_ITS_FORM |= {
    "two dates in one conflict below a fence": FRONT.format("The merger")
    + BOTH.format("embargo: 2031-01-02\n", "status: draft\n")
    + f"{PUBLISHED}---\n",
    "two headlines beside a shared status": "---\n"
    + BOTH.format("headline: The merger\n", "headline: A merger\n")
    + f"status: draft\n{PUBLISHED}---\n",
    "two headlines and what they were": "---\n"
    + BOTH.format("headline: The merger\n||||||| a1b2c3\nheadline: M\n", "headline: A merger\n")
    + f"status: draft\n{PUBLISHED}---\n",
    "two drafts that were public": BOTH.format(
        "---\nstatus: draft\n---\nOne.\n||||||| base\n---\npublished: 2026-11-20\n---\n",
        "---\nstatus: draft\n---\nTwo.\n",
    ),
    "two drafts with an underlined heading": BOTH.format(
        "---\nstatus: draft\n---\nPrices\n=======\n\nOne.\n", "---\nstatus: draft\n---\nPrices\n=======\n\nTwo.\n"
    ),
    "two conflicts": "---\n"
    + BOTH.format("headline: The merger\nstatus: draft\n", "headline: Merger\n")
    + PUBLISHED
    + BOTH.format("deck: One\n", "embargo: 2031-01-02\n")
    + "---\n",
    "conflicts over the fence": FRONT.format("The merger")
    + BOTH.format("status: draft\n---\nOne.\n", "expires: 2026-01-01\n---\nTwo.\n"),
    "two drafts of which the first is long": BOTH.format(
        "---\nstatus: draft\n---\n" + "One.\n" * 20_000, "---\nstatus: draft\n---\nTwo.\n"
    ),
}
FORMS = (
    *("two dates in one conflict below a fence", "two conflicts"),
    *("all keys indented", "an anchor", "two drafts that could not be merged", "a remark without a blank"),
    "a remark behind a time without a blank",
)
PUBLIC_ALL_THE_SAME = {
    "two public versions above a body that tells of a status": BOTH.format(
        "---\nheadline: A\npublished: 2026-11-20\n---\n", "---\nheadline: B\npublished: 2026-11-20\n---\n"
    )
    + "status: draft\n",
    "a public version beside a draft": BOTH.format(
        "---\nheadline: A\nstatus: ready\npublished: 2026-11-20\n---\n", "---\nheadline: B\nstatus: draft\n---\n"
    ),
    "a draft beside a public version with other line ends": BOTH.format(
        "---\r\nheadline: A\r\npublished: 2026-11-20\r\nstatus: draft\r\n---\r\nOne.\r\n",
        "---\nheadline: A\npublished: 2026-11-20\n---\nTwo.\n",
    ),
    "an embargo beside a version without": BOTH.format(
        "---\nheadline: A\npublished: 2026-11-20\nembargo: 2031-01-01\n---\n",
        "---\nheadline: A\npublished: 2026-11-20\n---\n",
    ),
    "an embargo beside a version without a date": BOTH.format(
        "---\nheadline: A\nembargo: 2031-01-01\n---\n", "---\nheadline: A\n---\n"
    ),
    "a draft of which the public version is far below": BOTH.format(
        "---\nheadline: A\nstatus: draft\n---\n" + "One.\n" * 20_000,
        "---\nheadline: A\npublished: 2026-11-20\n---\nTwo.\n",
    ),
    "a status of one version": FRONT.format("A") + PUBLISHED + BOTH.format("", "status: draft\n") + "---\n",
    "an embargo of one version": FRONT.format("A") + PUBLISHED + BOTH.format("embargo: 2031-01-01\n", "") + "---\n",
    "a status of one version and of what both were": FRONT.format("A")
    + PUBLISHED
    + BOTH.format("status: draft\n||||||| a1b2c3\nstatus: draft\n", "")
    + "---\n",
    "a status of what both were": FRONT.format("A")
    + PUBLISHED
    + BOTH.format("||||||| a1\nstatus: draft\n", "")
    + "---\n",
    "a status above a fence of one version": FRONT.format("A")
    + PUBLISHED
    + BOTH.format("status: draft\n---\nOne.\n", "---\nTwo.\n"),
    "a status below a fence of the other version": FRONT.format("A")
    + PUBLISHED
    + BOTH.format("---\nOne.\n", "status: draft\n---\nTwo.\n"),
    "versions that hide it in two conflicts": "---\n"
    + BOTH.format("headline: A\nstatus: draft\n", "headline: B\n")
    + PUBLISHED
    + BOTH.format("expires: 2026-01-01\n", "")
    + "---\n",
    "a text that tells of a status": "---\nheadline: A: b\nsummary: >\n  status: draft\npublished: 2026-11-20\n---\n",
    "a quotation in braces": '---\n{summary: "Worth 10, expires: 2020-01-01", published: 2026-11-20, headline: "A\n---\n',
}
HIDDEN_ALL_THE_SAME = {
    "a draft twice": "status: draft\nstatus: draft",
    "another status in a text": "status: draft\nsummary: >\n  Here is the\n  status: unclear",
    "another embargo in a text": "embargo: 2027-01-01\nsummary: >\n  The\n  embargo: 2026-01-01",
    "an embargo twice": "published: 2026-11-20\nembargo: 2026-11-24\nembargo: 2026-11-25",
    "a quote that is not closed": 'status: draft\npublished: "2026-11-20',
    "a date twice beside an embargo": "published: 2026-11-20\npublished: 2026-11-21\nembargo: 2026-11-24",
}


SOME = (
    "a draft in quotes",
    "a draft whose date cannot be read",
    "an embargo",
    "an embargo beside a status that cannot be read",
    "an expiry",
    "a time to come beside an empty embargo",
    "a draft in braces",
)


@pytest.mark.parametrize("hiding", sampled(HIDDEN_BY, SOME))
@pytest.mark.parametrize("fault", [UNREADABLE, beyond("headline: The merger\ndek: The merger")])
def test_a_hidden_story_with_a_fault_is_counted_and_not_named(site: Site, hiding: str, fault: str) -> None:
    site.story("world/rates")
    site.write("content/world/merger.md", f"---\n{fault}\n{HIDDEN_BY[hiding]}\n---\n\nThe merger.\n")
    report = site.root.parent / "report.json"
    result = invoke("build", "-C", site.root, *NOW, "--explain", "--report", report)
    assert result.exit_code == 0
    assert re.search(r"hidden stories and profiles have \d errors? and", result.output)
    assert "merger" not in (result.output + report.read_text("utf-8")).lower()
    told = invoke("check", "-C", site.root, *NOW).output
    assert "--> content/world/merger.md" in told


@pytest.mark.parametrize("hiding", HIDDEN_ALL_THE_SAME)
def test_one_line_that_cannot_be_read_leaves_the_others_as_they_are(site: Site, hiding: str) -> None:
    site.story("world/rates")
    site.write(
        "content/world/merger.md", f"---\nheadline: The merger\n{HIDDEN_ALL_THE_SAME[hiding]}\n---\n\nThe merger.\n"
    )
    result = invoke("build", "-C", site.root, *NOW)
    assert (result.exit_code, "merger" in result.output.lower()) == (0, False)


@pytest.mark.parametrize("form", sampled(HIDDEN_WHATEVER_ITS_FORM, FORMS))
def test_a_story_is_hidden_whatever_the_form_of_what_hides_it(site: Site, form: str) -> None:
    site.story("world/rates")
    site.write("content/world/merger.md", f"{HIDDEN_WHATEVER_ITS_FORM[form]}\nThe merger.\n")
    result = invoke("build", "-C", site.root, *NOW)
    assert (result.exit_code, "merger" in result.output.lower()) == (0, False)
    assert "--> content/world/merger.md" in invoke("check", "-C", site.root, *NOW).output


@pytest.mark.parametrize(
    "form", sampled(PUBLIC_ALL_THE_SAME, ("a text that tells of a status", "a status of one version"))
)
def test_what_only_looks_so_hides_nothing(site: Site, form: str) -> None:
    site.write("content/world/offer.md", PUBLIC_ALL_THE_SAME[form])
    assert not site.build().is_ok


@pytest.mark.parametrize("form", ["an embargo of one version", "a draft beside a public version with other line ends"])
def test_a_public_story_stays_when_a_merge_leaves_two_versions_of_which_one_is_hidden(site: Site, form: str) -> None:
    site.story("world/offer")
    site.build()
    before = site.tree()
    (site.root / "content/world/offer.md").write_bytes(PUBLIC_ALL_THE_SAME[form].encode())
    result = invoke("build", "-C", site.root, *NOW)
    assert result.exit_code == 1
    assert "--> content/world/offer.md:" in result.output
    assert "a merge left two versions here" in result.output
    assert site.tree() == before


def test_two_versions_are_told_once_the_first_of_them_is_due(site: Site) -> None:
    site.story("world/rates")
    sides = [FRONT.format("A") + PUBLISHED + f"embargo: {day}\n---\n" for day in ("2026-11-24", "2026-11-25")]
    site.write("content/world/merger.md", BOTH.format(*sides))
    assert site.build(seconds("2026-11-23 23:59:59")).is_ok
    assert not site.build(seconds("2026-11-24")).is_ok


@pytest.mark.parametrize(
    "line", ["summary: A prize of 10, expires: 2020-01-01", "image: {file: a.jpg, expires: 2020-01-01}"]
)
def test_words_within_a_line_hide_nothing(site: Site, line: str) -> None:
    site.write("content/world/offer.md", f'---\nheadline: "Offer\n{line}\npublished: 2026-11-20\n---\n')
    assert not site.build().is_ok


UNSPLIT = {
    "a line above the first fence": b"\n---\nheadline: The merger\n{}\n---\n\nThe merger.\n",
    "an empty line among the keys": "---\nheadline: The merger\n\n{}\n---\n\nCaf\xe9.\n".encode("latin-1"),
    "bytes of another encoding": "---\nheadline: The merger\n{}\n---\n\nCaf\xe9 and merger.\n".encode("latin-1"),
    "no second fence": b"---\nheadline: The merger\n{}\n\nThe merger.\n",
    "no fence at all": b"headline: The merger\n{}\n\nThe merger.\n",
    "more than a source may hold": b"---\nheadline: The merger\n{}\n---\n" + b"The merger.\n" * 100_000,
    "UTF-16": "---\nheadline: The merger\n{}\n---\nThe merger.\n".encode("utf-16"),
}


@pytest.mark.parametrize("source", sampled(UNSPLIT, ("an empty line among the keys", "no second fence", "UTF-16")))
@pytest.mark.parametrize("errors", ["stop", beyond("skip")])
def test_so_is_one_that_cannot_be_taken_apart(site: Site, source: str, errors: str) -> None:
    site.configure(errors=errors)
    site.story("world/rates")
    wide = "utf-16-le" if source == "UTF-16" else "ascii"
    for keys in ("status: draft", "published: 2026-11-24"):
        raw = UNSPLIT[source].replace("{}".encode(wide), keys.encode(wide))
        (site.root / "content/world/merger.md").write_bytes(raw)
        result = invoke("build", "-C", site.root, *NOW)
        assert result.exit_code == 0
        assert "1 story, 1 hidden" in result.output
        assert "merger" not in result.output.lower()
        assert "--> content/world/merger.md" in invoke("check", "-C", site.root, *NOW).output


def test_words_of_a_body_hide_nothing(site: Site) -> None:
    site.write("content/world/merger.md", "---\nheadline: The merger\npublished: 2026-11-20\n\nstatus: draft\n")
    assert not site.build().is_ok


def test_its_faults_are_told_once_its_time_has_come(site: Site) -> None:
    site.story("world/rates")
    site.write("content/world/merger.md", f"---\n{UNREADABLE}\npublished: 2026-11-24\n---\n\nThe merger.\n")
    assert site.build().is_ok
    assert [fault.kind for fault in site.build(seconds("2026-11-24")).diagnostics] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "keys",
    ["", "published: 2026-11-20", "published: soon", "status: draft\nstatus: ready\npublished: 2026-11-20"],
)
def test_a_story_that_may_be_public_is_an_error_when_it_cannot_be_read(site: Site, keys: str) -> None:
    site.write("content/world/merger.md", f"---\n{UNREADABLE}\n{keys}\n---\n")
    assert not site.build().is_ok


def test_a_hint_names_no_file_and_no_author_of_a_hidden_story(site: Site) -> None:
    site.write("content/world/merger.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.write("content/world/merger.csv", "a,b\n")
    site.write("content/authors/merger.md", "---\nname: Merger\n---\n")
    public = {"authors": "merge", "body": "![x](merge.svg) [y](merge.csv) [z](merge)"}
    site.story("world/rates", **public)
    open_hints = faults(site.build())
    assert open_hints.count("did you mean `merger") == 3
    site.story(
        "world/merger", authors="merger", body="![x](merger.svg) [y](merger.csv)", status="draft", slug="merge-it"
    )
    assert "merger" not in faults(site.build())
    site.write("content/world/merger.md", f"---\n{UNREADABLE}\nstatus: draft\n---\n\n![x](merger.svg)\n")
    assert "merger" not in faults(site.build())


def test_a_hint_names_what_public_stories_show_too(site: Site) -> None:
    site.write("content/world/merger.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.story("world/plan", body="![x](merger.svg)", status="draft")
    site.story("world/vote", body="![x](merger.svg)")
    site.story("world/rates", body="![x](merge.svg)")
    assert "did you mean `merger.svg`?" in faults(site.build())


def test_a_slug_of_several_stories_is_told_of_the_public_ones(site: Site) -> None:
    site.story("world/rates", body="[x](port#quay)")
    site.story("world/one", slug="port")
    site.story("politics/two", slug="port")
    site.story("world/merger", slug="port", status="draft")
    said = faults(site.build())
    assert "more than one story has the slug `port`" in said
    assert "write one of `/politics/two.md#quay`, `/world/one.md#quay`" in said
    assert "merger" not in said


def test_a_story_that_goes_is_told_by_the_addresses_that_it_had(site: Site) -> None:
    site.story("world/rates")
    site.story("world/merger", "The merger")
    site.build()
    site.story("world/merger", "The merger is off", status="draft", slug="off", dek="Off")
    report = site.root.parent / "report.json"
    result = invoke("build", "-C", site.root, *NOW, "--report", report)
    assert "world/merger/index.html" in json.loads(report.read_text("utf-8"))["deleted"]
    assert "off" not in (result.output + report.read_text("utf-8")).split()


PROFILES = {
    "an unknown key": "---\nname: Merger\nemial: m@x.example\n---\n",
    "no name": "---\nrole: merger\n---\n",
    "YAML that cannot be read": "---\nname: Merger: it is on\n---\n",
    "a missing picture": "---\nname: Merger\nimage: {file: merger.jpg}\n---\n",
    "a link to nowhere": "---\nname: Merger\n---\n[x](/merger/)\n",
}


@pytest.mark.parametrize("profile", sampled(PROFILES, ("no name", "YAML that cannot be read", "a missing picture")))
def test_the_faults_of_a_profile_that_only_a_hidden_story_names_are_counted_and_not_told(
    site: Site, profile: str
) -> None:
    site.story("world/rates")
    site.write("content/authors/merger.md", PROFILES[profile])
    site.story("world/plan", authors="merger", status="draft")
    for _ in range(2):
        result = invoke("build", "-C", site.root, *NOW)
        assert result.exit_code == 0
        assert "merger" not in result.output.lower()
    site.edit("content/world/plan.md", "status: draft\n", "")
    result = invoke("build", "-C", site.root, *NOW)
    assert result.exit_code == 1
    assert "content/authors/merger.md" in result.output


@pytest.mark.parametrize(
    "hidden",
    [
        "",
        "---\nheadline: X\nstatus: draft\n---\n\n[x](../authors/dana.md)\n",
        "---\nheadline: X\nstatus: draft\nauthors: chain\n---\n\nX.\n",
        "---\nheadline: A: b\nstatus: draft\n---\n\nX.\n",
    ],
    ids=["nobody", "a link", "another profile", "nobody beside a story that cannot be read"],
)
def test_the_faults_of_a_profile_that_no_public_story_names_are_told_by_the_check_alone(
    site: Site, hidden: str
) -> None:
    site.story("world/rates")
    site.write("content/authors/dana.md", PROFILES["an unknown key"])
    if hidden:
        site.write("content/world/plan.md", hidden)
        site.write("content/authors/chain.md", "---\nname: Chain\n---\n\n[x](dana.md)\n")
    for _ in range(2):
        result = invoke("build", "-C", site.root, *NOW)
        assert result.exit_code == 0
        assert "dana" not in result.output
        assert "hidden stories and profiles have" in result.output
    assert "--> content/authors/dana.md:3:1" in invoke("check", "-C", site.root, *NOW).output
    site.story("world/prices", authors="dana")
    assert "--> content/authors/dana.md:3:1" in invoke("build", "-C", site.root, *NOW).output


HIDDEN_MISTAKES = {
    "missing-picture": "![x](merger.svg)",
    "missing-file": "[x](merger.csv)",
    "broken-link": "[x](/merger/)",
    "refused-file": "[x](merger.html)",
}


@pytest.mark.parametrize("kind", sampled(HIDDEN_MISTAKES, ("missing-picture", "broken-link")))
def test_the_check_tells_what_will_stop_the_site_once_a_story_is_public(site: Site, kind: str) -> None:
    site.story("world/rates")
    site.write("content/world/merger.html", "<p>x")
    site.story("world/plan", body=HIDDEN_MISTAKES[kind], embargo="2026-11-24T06:00Z")
    site.story("world/twin", body="[x](plan.md)", embargo="2026-11-24T06:00Z")
    assert invoke("build", "-C", site.root, *NOW).exit_code == 0
    told = invoke("check", "-C", site.root, *NOW)
    assert told.exit_code == 1
    assert f"error[{kind}]" in told.output
    assert told.output.count("-->") == 1
    later = invoke("build", "-C", site.root, "--now", "2026-11-24T06:00Z")
    assert f"error[{kind}]" in later.output


@pytest.mark.parametrize(
    "public",
    [
        source(body="[x](../authors/dana.md)"),
        source(body="[x](/authors/dana/)"),
        "---\nheadline: A\ndek: x\nauthors: dana\n---\n",
    ],
    ids=["a link", "an address", "a story with an error of its own"],
)
def test_the_check_tells_of_a_profile_that_a_hidden_story_will_bring_out(site: Site, public: str) -> None:
    site.write("content/world/rates.md", public)
    site.write("content/authors/dana.md", PROFILES["a missing picture"])
    site.story("world/plan", authors="dana", embargo="2026-11-24T06:00Z")
    assert "dana.md:" not in invoke("build", "-C", site.root, *NOW).output.replace("rates.md", "")
    told = invoke("check", "-C", site.root, *NOW)
    assert told.exit_code == 1
    assert told.output.count("--> content/authors/dana.md:3:15") == 1


def test_the_check_tells_of_links_that_a_hidden_story_will_make_ambiguous(site: Site) -> None:
    site.story("world/one", slug="port")
    site.story("world/rates", body="[x](port)")
    site.story("world/merger", slug="port", embargo="2026-11-24T06:00Z")
    site.story("world/over", slug="port", published="2026-11-01", expires="2026-11-02")
    site.story("world/deal", body="[x](quay)", status="draft")
    site.story("world/two", slug="quay", status="draft")
    site.story("politics/three", slug="quay", embargo="2026-11-24T06:00Z")
    assert invoke("build", "-C", site.root, *NOW).output.count("-->") == 0
    told = invoke("check", "-C", site.root, *NOW)
    assert told.exit_code == 1
    assert (
        "error[ambiguous-link]: from 2026-11-24 06:00:00 +0000 on, more than one story has the slug `port`"
        in told.output
    )
    assert (
        "warning[ambiguous-link]: once `/politics/three.md` is public, more than one story has the slug `quay`"
        in told.output
    )
    assert "--> content/world/rates.md:6:5" in told.output
    assert "write one of `/world/merger.md`, `/world/one.md`" in told.output
    assert "--> content/world/deal.md:" in told.output
    assert "write one of `/politics/three.md`, `/world/two.md`" in told.output
    assert "error[ambiguous-link]" in invoke("build", "-C", site.root, "--now", "2026-11-24T06:00Z").output


def test_stories_of_one_slug_that_are_never_public_together_are_nothing_to_tell(site: Site) -> None:
    site.story("world/rates", body="[x](port)")
    site.story("world/one", slug="port", published="2026-11-01", expires="2026-11-24")
    site.story("world/two", slug="port", embargo="2026-11-24")
    assert "0 errors, 0 warnings" in invoke("check", "-C", site.root, *NOW).output


def test_a_link_to_nowhere_that_only_a_hidden_story_may_show_is_not_told(site: Site) -> None:
    site.story("world/rates")
    site.build()
    (site.root / "content/world/merger.jpg").symlink_to("nowhere.jpg")
    (site.root / "content/world/merger.tiff").symlink_to("nowhere.tiff")
    site.build()
    with suppress(OSError, ValueError):
        (site.root / "content/world" / os.fsdecode(b"merger-\xff.csv")).write_bytes(b"x")
    for _ in range(2):
        result = invoke("build", "-C", site.root, *NOW)
        assert (result.exit_code, "merger" in result.output) == (0, False)
    assert "warning[symlink]" in invoke("check", "-C", site.root, *NOW).output
    site.story("world/prices", body="![x](merger.jpg)")
    assert "warning[symlink]" in invoke("build", "-C", site.root, *NOW).output


@pytest.mark.parametrize("name", ["2026.11", "archive"])
def test_a_folder_that_is_a_link_out_of_the_newsroom_is_told(site: Site, name: str) -> None:
    site.story("world/rates")
    (site.root / "content/world" / name).symlink_to(site.root.parent)
    for _ in range(2):
        assert "warning[symlink]" in invoke("build", "-C", site.root, *NOW).output


def test_a_hint_names_no_picture_and_no_file_of_a_hidden_storys_author(site: Site) -> None:
    for name in ("merger.svg", "merger.csv"):
        site.write(f"content/authors/{name}", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.write("content/authors/dana.md", "---\nname: Dana\nimage: {file: merge.svg, alt: Dana}\n---\n[x](merge.csv)\n")
    site.story("world/rates", authors="dana")
    assert faults(site.build()).count("did you mean `merger") == 2
    site.write("content/authors/source.md", "---\nname: S\nimage: {file: merger.svg, alt: S}\n---\n[x](merger.csv)\n")
    site.story("world/plan", authors="source", status="draft")
    assert "merger" not in faults(site.build())


MISTYPED = (
    "imagee: merger.svg",
    "author: merger",
    "authors: [{author: merger, organization: yes}]",
    "related: [{watch: merger.csv}]",
)


@pytest.mark.parametrize("mistyped", MISTYPED)
def test_a_hint_names_nothing_that_a_hidden_story_may_mean_by_a_key_of_no_sense(site: Site, mistyped: str) -> None:
    site.write("content/world/merger.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.write("content/world/merger.csv", "a,b\n")
    site.write("content/authors/merger.md", "---\nname: Merger\n---\n")
    site.story("world/rates", authors="merge", body="![x](merge.svg) [y](merge.csv)")
    assert faults(site.build()).count("did you mean `merger") == 3
    site.write("content/world/plan.md", f"---\nheadline: A plan\nstatus: draft\n{mistyped}\n---\n")
    assert "merger" not in faults(site.build())


MISSPELT = {
    "a picture in another case": {"body": "![x](Merger.svg)"},
    "a picture above the text": {"image": "{file: mergr.svg}"},
    "a file": {"body": "[x](mergr.csv)"},
    "an author": {"authors": "mergr"},
    "a profile by its address": {"body": "[x](/authors/mergr/)"},
    "a profile by its path": {"body": "[x](../authors/mergr.md)"},
}


@pytest.mark.parametrize("mistake", sampled(MISSPELT, ("a picture above the text", "an author")))
def test_a_hint_names_nothing_that_a_hidden_story_may_have_misspelt(site: Site, mistake: str) -> None:
    site.write("content/world/merger.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.write("content/world/merger.csv", "a,b\n")
    site.write("content/authors/merger.md", "---\nname: Merger\n---\n")
    site.story("world/rates", authors="merge", body="![x](merge.svg) [y](merge.csv)")
    assert faults(site.build()).count("did you mean `merger") == 3
    site.story("world/plan", "A plan", status="draft", **MISSPELT[mistake])
    assert "merger" not in faults(site.build())


def test_a_hint_names_no_profile_of_an_author_whom_a_hidden_story_names_without_it(site: Site) -> None:
    site.write("content/authors/merger.md", "---\nname: Merger\n---\n")
    site.story("world/rates", authors="merge")
    assert "did you mean `merger`?" in faults(site.build())
    site.story("world/plan", "A plan", authors="Merger", status="draft")
    assert "merger" not in faults(site.build())


def test_a_public_profile_with_an_error_leaves_hints_as_they_are(site: Site) -> None:
    site.write("content/world/merger.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.write("content/authors/dana.md", PROFILES["an unknown key"])
    site.story("world/rates", authors="dana", body="![x](merge.svg)")
    site.story("world/plan", authors="dana", status="draft")
    assert "did you mean `merger.svg`?" in faults(site.build())


@pytest.mark.parametrize("link", ["/authors/merger/", "/authors/merger/index.html", "../authors/merger.md"])
def test_a_hint_names_no_profile_that_a_hidden_story_leads_to(site: Site, link: str) -> None:
    site.write("content/authors/merger.md", "---\nname: M\nimage: {file: merger-face.svg, alt: M}\n---\n")
    site.write("content/authors/merger-face.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    site.story("world/rates", authors="merge", body="![x](/authors/merger-fac.svg)")
    assert faults(site.build()).count("did you mean `") == 2
    site.story("world/plan", body=f"[x]({link})", status="draft")
    assert "did you mean" not in faults(site.build())
