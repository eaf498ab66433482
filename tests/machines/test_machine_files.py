"""robots.txt, and the files that a newsroom asks for: who is told what, and that nothing hidden is in them."""

import json
import shutil
from urllib.robotparser import RobotFileParser

import pytest

from broadsheet.diagnostics import Diagnostic
from tests.machines.reading import load_story, read_json
from tests.newsrooms import Site, faults, seconds
from tests.samples import beyond

TRAINING = ("GPTBot", "ClaudeBot", "Google-Extended", "CCBot")
SEARCH = ("OAI-SearchBot", "PerplexityBot")


def may_read(site: Site, agent: str, path: str = "/world/rates/") -> bool:
    """Answer whether robots.txt lets a crawler read a page."""
    rules = RobotFileParser()
    rules.parse(site.read("robots.txt").splitlines())
    return rules.can_fetch(agent, f"https://courier.example{path}")


def lines(site: Site, path: str) -> list[str]:
    """Give the lines of a file of text, without comments."""
    return [line for line in site.read(path).splitlines() if line and not line.startswith("#")]


def test_everybody_may_read_everything_unless_the_newsroom_says_otherwise(site: Site) -> None:
    site.build()
    assert [agent for agent in ("Googlebot", *TRAINING, *SEARCH) if not may_read(site, agent)] == []
    assert lines(site, "robots.txt")[2:] == [
        "Sitemap: https://courier.example/sitemap.xml",
        "Sitemap: https://courier.example/news-sitemap.xml",
    ]


def test_crawlers_are_refused_by_what_they_want(site: Site) -> None:
    site.configure(robots="{training: refuse, refuse: [ExampleBot], closed: [/private/]}")
    site.build()
    assert [agent for agent in (*TRAINING, "ExampleBot") if may_read(site, agent)] == []
    assert [agent for agent in ("Googlebot", *SEARCH) if not may_read(site, agent)] == []
    assert not may_read(site, "Googlebot", "/private/x/")
    assert "as they were known on 20" in site.read("robots.txt")


def test_a_newsroom_below_a_path_keeps_crawlers_out_of_its_own_paths(site: Site) -> None:
    site.configure(address="https://courier.example/paper", robots="{closed: [/private/, '/entwürfe/*.pdf$']}")
    site.build()
    assert lines(site, "robots.txt")[1:3] == ["Disallow: /paper/private/", "Disallow: /paper/entw%C3%BCrfe/*.pdf$"]


def test_a_newsroom_may_keep_a_newer_list_of_crawlers(site: Site) -> None:
    site.configure(robots="{training: refuse}")
    listed = "dated: 2027-02-03\ncrawlers:\n  - {agent: NewBot, company: New, purpose: training}\n"
    site.write("templates/crawlers.yaml", listed)
    site.build()
    assert not may_read(site, "NewBot")
    assert may_read(site, "GPTBot")
    assert "2027-02-03" in site.read("robots.txt")


def test_crawlers_may_have_digits_in_their_names(site: Site) -> None:
    site.configure(robots="{training: refuse, refuse: [AI2Bot, 360Spider]}")
    listed = "dated: 2027-02-03\ncrawlers:\n  - {agent: img2dataset, company: Open source, purpose: training}\n"
    site.write("templates/crawlers.yaml", listed)
    result = site.build()
    assert result.is_ok, faults(result)
    assert {f"User-agent: {name}" for name in ("AI2Bot", "360Spider", "img2dataset")} <= set(lines(site, "robots.txt"))


def test_a_list_of_crawlers_with_a_mistake_is_told_with_its_place(site: Site) -> None:
    site.write("templates/crawlers.yaml", "dated: 2027-02-03\ncrawlers:\n  - {agent: N, company: New, purpose: fun}\n")
    [fault] = site.build().diagnostics
    assert isinstance(fault, Diagnostic)
    assert (fault.kind, fault.place.path, fault.place.line) == ("unknown-value", "templates/crawlers.yaml", 3)


def test_no_file_is_there_that_nobody_asked_for(site: Site) -> None:
    site.story("world/rates", aliases="[/old/]")
    site.build()
    asked = ("ads.txt", "humans.txt", "llms.txt", ".well-known/security.txt", "_headers", "_redirects")
    assert [path for path in (*asked, "world/rates/story.ninjs.json") if (site.out / path).exists()] == []


def test_ads_security_and_humans_hold_what_they_are_given(site: Site) -> None:
    site.configure(
        timezone="America/Edmonton",
        ads="['exchange.example, pub-1, DIRECT, f08c47 # display', 'OWNERDOMAIN=courier.example', '# until June']",
        security="{contact: ['mailto:desk@courier.example', 'https://courier.example/contact/'], expires: 2027-06-01}",
        humans="['Editor: Dana Whitfield']",
    )
    result = site.build()
    assert result.is_ok, faults(result)
    assert lines(site, "ads.txt") == [
        "exchange.example, pub-1, DIRECT, f08c47 # display",
        "OWNERDOMAIN=courier.example",
    ]
    assert "\n# until June" in site.read("ads.txt")
    assert lines(site, ".well-known/security.txt") == [
        "Contact: mailto:desk@courier.example",
        "Contact: https://courier.example/contact/",
        "Expires: 2027-06-01T00:00:00-06:00",
        "Canonical: https://courier.example/.well-known/security.txt",
    ]
    assert "Editor: Dana Whitfield" in lines(site, "humans.txt")


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("ads", "['exchange.example DIRECT']", "unknown-value"),
        ("security", "{contact: ['mailto:a@b.example']}", "missing-key"),
        ("security", "{contact: ['HTTP://courier.example/'], expires: 2027-06-01}", "invalid-address"),
        ("security", "{contact: [somebody], expires: 2027-06-01}", "invalid-address"),
        ("security", "{contact: ['http://courier.example/'], expires: 2027-06-01}", "invalid-address"),
        (
            "security",
            "{contact: ['mailto:a@b.example'], expires: 2027-06-01, policy: 'http://b.example/'}",
            "invalid-address",
        ),
        ("security", "{contact: ['mailto:a@b.example'], expires: 2027-06-01, languages: [not a]}", "invalid-language"),
        ("ads", "['OWNERDOMAIN=a b, DIRECT']", "unknown-value"),
        ("ads", "['MANAGERDOMAIN=courier.example, usa']", "unknown-value"),
        ("ads", "['exa..mple, pub-1, DIRECT']", "unknown-value"),
        ("robots", "{training: maybe}", "unknown-value"),
        ("robots", "{refuse: ['Bot 1']}", "unknown-value"),
        ("robots", "{closed: [private]}", "invalid-path"),
        ("feeds", "{site: [rdf]}", "unknown-value"),
        ("feeds", "{text: some}", "unknown-value"),
        ("feeds", "{authority: 'https://courier.example'}", "invalid-address"),
        ("host_files", "apache", "unknown-value"),
    ],
)
def test_a_setting_with_a_mistake_is_told(site: Site, key: str, value: str, kind: str) -> None:
    site.configure(**{key: value})
    assert [fault.kind for fault in site.build().diagnostics] == [kind]


@pytest.mark.parametrize("path", ["/", "/*", "/*$"])
def test_a_site_that_is_closed_to_every_crawler_is_told(site: Site, path: str) -> None:
    site.configure(robots=f"{{closed: ['/private/', '{path}']}}")
    result = site.build()
    assert result.is_ok
    [fault] = result.diagnostics
    assert (fault.kind, fault.place.line) == ("closed-site", 13)
    assert fault.text[fault.place.column - 1 :].startswith(f"'{path}'")
    assert f"Disallow: {path}" in lines(site, "robots.txt")
    site.configure(robots="{closed: ['/$', '/*.pdf']}")
    assert site.build().diagnostics == ()


@pytest.mark.parametrize("key", ["ads", "humans", "security"])
def test_a_file_that_is_asked_for_without_a_word_is_told(site: Site, key: str) -> None:
    site.configure(**{key: ""})
    [fault] = site.build().diagnostics
    assert (fault.kind, fault.place.path, fault.place.column) == ("empty-text", "newsroom.yaml", 1)
    assert fault.text.startswith(f"{key}:")


def test_addresses_in_security_txt_are_uris(site: Site) -> None:
    contacts = (
        "'mailto:securité@größe.example?subject=Lücke', 'https://größe.example/hilfe/größe?a=ü', 'tel:+1-403-555-0100'"
    )
    policy = "https://größe.example/sécurité%20x/"
    site.configure(security=f"{{contact: [{contacts}], expires: 2027-06-01, policy: '{policy}'}}")
    result = site.build()
    assert result.is_ok, faults(result)
    assert [line for line in lines(site, ".well-known/security.txt") if line.startswith(("Contact", "Policy"))] == [
        "Contact: mailto:securit%C3%A9@xn--gre-6ka8i.example?subject=L%C3%BCcke",
        "Contact: https://xn--gre-6ka8i.example/hilfe/gr%C3%B6%C3%9Fe?a=%C3%BC",
        "Contact: tel:+1-403-555-0100",
        "Policy: https://xn--gre-6ka8i.example/s%C3%A9curit%C3%A9%20x/",
    ]


def test_llms_txt_leads_to_what_is_public_and_names_no_story(site: Site) -> None:
    site.configure(llms="yes", description="News from Calgary.")
    site.story("world/rates", regions="[calgary]")
    site.build()
    before = site.read("llms.txt")
    assert before.startswith("# The Example Courier\n\n> News from Calgary.\n")
    assert "[World](https://courier.example/lite/world/)" in before
    assert "[Calgary](https://courier.example/regions/calgary/)" in before
    site.story("world/ports", regions="[calgary]")
    assert "llms.txt" not in site.build().written


def test_llms_txt_speaks_the_newsrooms_language(site: Site) -> None:
    footer = "{footer: [{label: La rédaction, links: [{label: Contact, url: /archive/}]}]}"
    site.configure(llms="yes", language="fr", menus=footer)
    site.story("world/rates", regions="[calgary]")
    site.build()
    headings = [line for line in site.read("llms.txt").splitlines() if line.startswith("##")]
    assert headings == ["## Rubriques", "## Régions", "## La rédaction", "## Fils"]
    assert "[En continu](https://courier.example/lite/)\n" in site.read("llms.txt")
    assert "[Sitemap](https://courier.example/sitemap.xml): Toutes les pages\n" in site.read("llms.txt")


@pytest.mark.parametrize(("host", "code"), [("netlify", "301!"), beyond(("cloudflare", "301"))])
def test_aliases_are_redirects_where_the_host_has_them_and_pages_elsewhere(site: Site, host: str, code: str) -> None:
    site.configure(host_files=host)
    site.story("world/rates", aliases="[/old/, /older.html]")
    site.story("world/draft", aliases="[/secret/]", status="draft")
    site.build()
    assert lines(site, "_redirects") == [f"/old/ /world/rates/ {code}", f"/older.html /world/rates/ {code}"]
    assert (site.out / "old" / "index.html").is_file()
    site.edit("content/world/draft.md", "status: draft\n", "")
    assert "_redirects" in site.build().written
    assert f"/secret/ /world/draft/ {code}" in lines(site, "_redirects")
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("aliases", ["[/old/index.html, /old/]", beyond("[/old/, /old/index.html]")])
def test_both_ways_of_writing_one_old_address_are_redirects(site: Site, aliases: str) -> None:
    site.configure(host_files="netlify")
    site.story("world/rates", aliases=aliases)
    site.story("world/ports", aliases="[/older/]")
    assert site.build().diagnostics == ()
    assert lines(site, "_redirects") == [
        "/old/index.html /world/rates/ 301!",
        "/old/ /world/rates/ 301!",
        "/older/ /world/ports/ 301!",
    ]
    site.edit("content/world/rates.md", f"aliases: {aliases}", "aliases: [/old/]")
    assert "_redirects" in site.build().written
    assert lines(site, "_redirects") == ["/old/ /world/rates/ 301!", "/older/ /world/ports/ 301!"]
    assert site.tree() == site.clean_tree()


@pytest.mark.parametrize("written", ["/old/with space.html", "/old/with%20space.html"])
def test_an_old_address_with_a_space_is_redirected(site: Site, written: str) -> None:
    site.configure(host_files="netlify")
    site.story("world/rates", aliases=f'["{written}"]')
    site.story("world/ports", "Ports", "See [the rates](/old/with%20space.html).")
    assert site.build().diagnostics == ()
    assert lines(site, "_redirects") == ["/old/with%20space.html /world/rates/ 301!"]
    assert 'href="/world/rates/"' in site.read("old/with space.html")
    assert 'href="/old/with%20space.html"' in site.read("world/ports/index.html")
    site.story("world/other", "Others", aliases='["/old/with%20space.html"]')
    assert "/old/with" in faults(site.build())


def test_a_path_that_is_written_from_the_root_is_told_what_is_wrong_with_it(site: Site) -> None:
    wrong = {
        "old/rates/": "write it from the root: `/old/address/`",
        "/a?b=c": "write it without `?`",
        "/a%2Fb": "write it without `%`",
        "/a//b": "write one slash where there are two",
        "/a/.b": "no part of it can begin with a dot",
        "/a/ b": "no part of it can begin or end with a space",
    }
    site.story("world/rates", aliases=json.dumps(list(wrong)))
    told = [(fault.message, fault.help) for fault in site.build().diagnostics]
    assert told == [(f"invalid path `{path}`", help_text) for path, help_text in wrong.items()]


def over_the_limit(site: Site, host: str, count: int) -> None:
    """Write a newsroom with a story of so many old addresses."""
    site.configure(host_files=host, lite="no")
    site.story("world/rates", aliases=json.dumps([f"/{number:04}/" for number in range(count)]))


def test_redirects_that_cloudflare_does_not_take_are_pages_and_told(site: Site) -> None:
    over_the_limit(site, "cloudflare", 2002)
    for _ in range(2):  # the second build has nothing to do
        [fault] = site.build().diagnostics
        assert (fault.kind, fault.is_error, fault.place.path) == ("redirect-limit", False, "newsroom.yaml")
        assert fault.text[fault.place.column - 1 :] == "host_files: cloudflare"
        assert "2,002; 2 will redirect only through a page" in fault.message
    assert len(lines(site, "_redirects")) == 2000
    assert "/world/rates/" in site.read("2001/index.html")
    site.edit("content/world/rates.md", '"/0007/", ', "")
    [fault] = site.build().diagnostics
    assert "2,001; 1 will redirect only through a page" in fault.message
    site.edit("content/world/rates.md", '"/0008/", ', "")
    assert site.build().diagnostics == ()
    site.configure(lite="no")
    site.edit("content/world/rates.md", "aliases: [", 'aliases: ["/0007/", ')
    assert site.build().diagnostics == ()
    site.configure(host_files="cloudflare", lite="no")
    assert [fault.kind for fault in site.build().diagnostics] == ["redirect-limit"]
    assert site.tree() == site.clean_tree()


def test_netlify_takes_all_redirects(site: Site) -> None:
    over_the_limit(site, "netlify", 2001)
    assert site.build().diagnostics == ()
    assert len(lines(site, "_redirects")) == 2001


@pytest.mark.parametrize("host", ["netlify", beyond("cloudflare")])
def test_a_site_below_the_root_of_its_host_is_told_that_no_host_reads_its_files(site: Site, host: str) -> None:
    site.configure(address="https://courier.example/paper", host_files=host)
    for _ in range(2):  # the second build has nothing to do
        [fault] = site.build().diagnostics
        assert (fault.kind, fault.is_error, fault.place.path) == ("host-root", False, "newsroom.yaml")
        assert fault.text[fault.place.column - 1 :] == f"host_files: {host}"
        assert "`/paper/`" in fault.message
    site.story("world/rates")
    assert [fault.kind for fault in site.build().diagnostics] == ["host-root"]
    site.configure(address="https://courier.example/paper")
    assert site.build().diagnostics == ()
    site.configure(address="https://courier.example/", host_files=host)
    assert site.build().diagnostics == ()


def test_a_host_is_told_what_feeds_are_and_where_their_hub_is(site: Site) -> None:
    site.configure(host_files="netlify", feeds="{hub: https://hub.example/}")
    site.build()
    told = site.read("_headers")
    assert "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n" in told
    assert (
        "/world/feed.xml\n  Content-Type: application/rss+xml; charset=utf-8\n"
        '  Link: <https://hub.example/>; rel="hub", <https://courier.example/world/feed.xml>; rel="self"\n'
    ) in told


@pytest.mark.parametrize("host", [beyond("netlify"), "cloudflare"])
def test_a_host_is_told_of_the_feeds_of_authors_and_topics(site: Site, host: str) -> None:
    site.configure(host_files=host, feeds="{hub: https://hub.example/, topics: [rss]}")
    site.build()
    told = site.read("_headers")
    link = '  Link: <https://hub.example/>; rel="hub", <https://courier.example/{}/:name/feed.xml>; rel="self"\n'
    for folder in ("authors", "topics"):
        wanted = f"/{folder}/:name/feed.xml\n  Content-Type: application/rss+xml; charset=utf-8\n"
        assert wanted + (link.format(folder) if host == "cloudflare" else "/") in told


def newsroom_of_many_lists(site: Site, host: str) -> str:
    """Build a newsroom with more sections and regions than Cloudflare takes rules; give its `_headers`."""
    sections = "".join(f"  - slug: s{number}\n    name: S{number}\n" for number in range(60))
    regions = ", ".join(f"{{slug: r{number}, name: R{number}}}" for number in range(60))
    feeds = "{hub: https://hub.example/, regions: [rss, json]}"
    site.configure(host_files=host, regions=f"[{regions}]", feeds=feeds, lite="no", social_cards="no")
    site.edit("newsroom.yaml", "sections:\n", f"sections:\n{sections}")
    assert site.build().is_ok
    return site.read("_headers")


def test_cloudflare_is_told_of_all_feeds_in_few_rules(site: Site) -> None:
    told = newsroom_of_many_lists(site, "cloudflare")
    link = '  Link: <https://hub.example/>; rel="hub", <https://courier.example/{}>; rel="self"'
    for path in ("feed.xml", ":name/feed.xml", "regions/:name/feed.xml"):
        assert f"/{path}\n  Content-Type: application/rss+xml; charset=utf-8\n{link.format(path)}\n" in told
    assert "/regions/:name/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n" in told
    assert sum(line.startswith("/") for line in told.splitlines()) < 20


def test_netlify_is_told_of_each_feed_however_many_there_are(site: Site) -> None:
    told = newsroom_of_many_lists(site, "netlify").splitlines()
    for kind in ("s", "regions/r"):
        assert {f"/{kind}{number}/feed.xml" for number in range(60)} <= set(told)


@pytest.mark.parametrize(
    "line",
    [
        "google.example, pub-1234, DIRECT, f08c47fec0942fa0",
        "Google.example ,\tpub-1234, reseller , f08c",
        "google.example, pub-1234, DIRECT,",
        "google.example, pub-1234, DIRECT, f08c;x=y # display",
        "MANAGERDOMAIN=courier.example,us",
        "ownerdomain = courier.example",
        "CONTACT=adops@courier.example",
    ],
)
def test_lines_of_ads_may_be_written_as_sellers_give_them(site: Site, line: str) -> None:
    site.configure(ads=json.dumps([line]))
    assert site.build().is_ok
    assert " ".join(line.split()) in site.read("ads.txt")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-05-30 12:00", "expires more than a year from now"),
        ("2026-06-01 12:00", ""),
        ("2027-05-31 23:59", ""),
        ("2027-06-01 12:00", "has expired"),
    ],
)
def test_a_contact_for_security_that_nobody_should_go_by_is_warned_of(site: Site, now: str, said: str) -> None:
    site.configure(security="{contact: ['mailto:desk@courier.example'], expires: 2027-06-01}")
    site.build(seconds("2026-12-01 12:00"))
    for _ in range(2):
        found = site.build(seconds(now)).diagnostics
        assert all("expires: 2027-06-01" in fault.text[fault.place.column - 1 :] for fault in found)
        warnings = [fault.message for fault in found]
        assert warnings == ([f"`security.txt` {said}"] if said else [])


def test_a_file_for_security_is_known_again_when_the_log_is_lost(site: Site) -> None:
    site.configure(security="{contact: ['mailto:desk@courier.example'], expires: 2027-06-01}")
    site.build()
    shutil.rmtree(site.root / ".broadsheet")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()
    shutil.rmtree(site.root / ".broadsheet")
    site.configure()
    assert site.build().is_ok
    assert not (site.out / ".well-known").exists()


def test_a_host_keeps_drawn_cards_for_good(site: Site) -> None:
    site.configure(host_files="netlify")
    site.build()
    assert "/social/*\n  Cache-Control: public, max-age=31536000, immutable\n" in site.read("_headers")


def test_an_alias_with_signs_of_a_pattern_is_a_redirect_for_itself_alone(site: Site) -> None:
    site.configure(host_files="netlify")
    site.story("world/rates", aliases='["/old:1/", "/a*b/"]')
    result = site.build()
    assert result.is_ok, faults(result)
    assert lines(site, "_redirects") == ["/a%2Ab/ /world/rates/ 301!", "/old%3A1/ /world/rates/ 301!"]


def test_ninjs_agrees_with_the_story(site: Site) -> None:
    site.configure(ninjs="yes", copyright="© The Courier")
    site.write("content/authors/dana.md", "---\nname: Dana O’Hara\n---\n")
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"/>')
    site.story(
        "world/rates",
        authors="[dana, Ann Lee]",
        topics="[Banks]",
        regions="[calgary]",
        image="{file: map.svg, caption: A map, credit: Lee, alt: The map}",
        label="analysis",
    )
    result = site.build()
    assert result.is_ok, faults(result)
    item, summary = read_json(site, "world/rates/story.ninjs.json"), load_story(site.root, "world/rates.md").summary
    assert item["uri"] == read_json(site, "feed.json")["items"][0]["id"]
    assert item["standard"]["version"] == "3.1"
    assert item["headlines"][0] == {"role": "main", "contentType": "text/plain", "value": summary.headline}
    assert (item["firstCreated"], item["versionCreated"]) == ("2026-11-20T10:00:00+00:00",) * 2
    assert item["by"] == "Dana O’Hara, Ann Lee"
    assert [person["name"] for person in item["people"]] == ["Dana O’Hara", "Ann Lee"]
    assert item["places"][0]["name"] == "Calgary"
    assert item["subjects"] == [{"name": "Banks", "uri": "https://courier.example/topics/banks/"}]
    assert item["bodies"][0]["value"] == "<p>The vote was close.</p>\n"
    [picture] = item["associations"]
    assert picture["by"] == "Lee"
    assert picture["renditions"][0]["width"] == 640
    assert item.keys() <= NINJS_KEYS
    assert picture.keys() <= NINJS_KEYS | {"name", "rel"}


def test_captions_and_credits_are_no_words_of_a_text(site: Site) -> None:
    site.configure(ninjs="yes")
    site.write("content/world/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"/>')
    site.story("world/rates", body='The vote was close.\n\n![A map](map.svg "Where it was. (Ann Lee)")')
    site.build()
    assert read_json(site, "world/rates/story.ninjs.json")["bodies"][0]["wordCount"] == 4
    assert '"wordCount":4' in site.read("world/rates/index.html")


def test_ninjs_says_until_when_a_story_may_be_used(site: Site) -> None:
    site.configure(ninjs="yes")
    site.story("world/rates", expires="2026-12-24 18:00")
    site.story("world/ports")
    site.build()
    assert read_json(site, "world/rates/story.ninjs.json")["expires"] == "2026-12-24T18:00:00+00:00"
    assert "expires" not in read_json(site, "world/ports/story.ninjs.json")


# The properties that the schema of ninjs 3.1 knows; it allows no others.
NINJS_KEYS = set(
    """
    uri type representationType profile version firstCreated versionCreated contentCreated embargoedUntil pubStatus
    urgency copyrightHolder copyrightNotice usageTerms edNote language descriptions bodies headlines people organisations
    places subjects events eventDetails plannedCoverage objects infoSources title by slugline located renditions
    associations altIds trustIndicators standard genres expires rightsInfo digitalSourceType
    """.split()
)


def test_a_preview_for_others_holds_nothing_that_programs_go_by(site: Site, run, tmp_path) -> None:
    site.configure(ninjs="yes", llms="yes", host_files="netlify", humans="[Dana]")
    site.story("world/rates", aliases="[/old/]")
    out = tmp_path / "bundle"
    assert run("preview", "bundle", "-C", site.root, "--out", out).returncode == 0
    names = {path.name for path in out.rglob("*")}
    assert (
        names & {"story.ninjs.json", "llms.txt", "_headers", "_redirects", "humans.txt", "feed.xml", "robots.txt"}
        == set()
    )
