"""What the preview shows: every story of the desk, marked; and at an instant what readers see."""

import re
import signal

import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.site.build import BuildOptions, build
from broadsheet.site.preview_mark import is_preview_folder, is_preview_page
from tests.newsrooms import NOW, Site, texts, tree
from tests.preview.running import Preview, preview_here, preview_of
from tests.samples import beyond

BANNER = ".bs-preview"


def page(preview: Preview, path: str, **headers: str) -> LexborHTMLParser:
    return LexborHTMLParser(preview.get(path, **headers).body)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/politics/draft/", "a draft"),
        ("/world/held/", "under embargo until Thu 2 Jan 2031, 06:00 UTC"),
        ("/world/coming/", "to be published Mon 3 Feb 2031, 06:00 UTC"),
        ("/world/gone/", "expired since Sat 21 Nov 2026, 00:00 UTC"),
    ],
)
def test_a_hidden_story_is_shown_under_a_banner_that_says_why(shared, path, why) -> None:
    assert texts(page(shared, path), BANNER) == [f"Not public. This story is {why}."]


def test_a_public_story_has_no_banner(shared) -> None:
    assert texts(page(shared, "/world/rates/"), BANNER) == []


def test_a_list_with_hidden_stories_names_them(shared) -> None:
    found = page(shared, "/world/")
    assert sorted(texts(found, f"{BANNER} li")) == [
        "Coming news: to be published Mon 3 Feb 2031, 06:00 UTC",
        "Held news: under embargo until Thu 2 Jan 2031, 06:00 UTC",
        "Old news: expired since Sat 21 Nov 2026, 00:00 UTC",
    ]


def test_a_draft_without_a_date_has_an_address_where_dates_make_addresses(newsroom) -> None:
    newsroom.configure(permalink="/{year}/{slug}/")
    newsroom.story("world/idea", "An idea", status="draft", published="")
    with preview_here(newsroom.root) as preview:
        assert "An idea" in preview.get("/1970/idea/").text
        assert preview.get("/2026/rates/").status == 200


def test_every_page_is_marked_as_a_preview_and_kept_from_search_engines(shared) -> None:
    for path in ("/", "/world/", "/world/rates/", "/nowhere/", "/_desk/"):
        answer = shared.get(path)
        assert is_preview_page(answer.body)
        assert "noindex" in (page(shared, path).css('meta[name="robots"]')[0].attributes["content"] or "")
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"


def test_the_preview_leaves_the_site_and_its_build_log_alone(newsroom) -> None:
    newsroom.build()
    before, log = tree(newsroom.out), (newsroom.root / ".broadsheet/build.db").stat()
    with preview_here(newsroom.root) as preview:
        assert preview.get("/world/held/").status == 200
    assert tree(newsroom.out) == before
    assert (newsroom.root / ".broadsheet/build.db").stat() == log
    assert is_preview_folder(newsroom.root / ".broadsheet/preview/site")
    assert not is_preview_folder(newsroom.out)


def test_a_build_after_a_preview_is_the_build_without_one(newsroom) -> None:
    with preview_here(newsroom.root) as preview:
        preview.get("/")
    newsroom.build()
    assert newsroom.tree() == newsroom.clean_tree()


def test_at_an_instant_the_site_is_byte_for_byte_what_readers_will_get_but_for_the_marks(newsroom, tmp_path) -> None:
    at = NOW + 5 * 365 * 86400
    result = build(BuildOptions(newsroom.root, at, out=tmp_path / "then", jobs=1))
    assert result.is_ok
    expected = tree(tmp_path / "then")
    with preview_here(newsroom.root) as preview:
        for path, body in expected.items():
            answer = preview.get(f"/{path.removesuffix('index.html')}", cookie=f"broadsheet-at={at}")
            assert answer.status == (404 if path == "404.html" and answer.status == 404 else 200), path
            if not path.endswith(".html"):
                assert answer.body == body, path
                continue
            mains = [LexborHTMLParser(raw).css("main")[0].html for raw in (answer.body, body)]
            assert mains[0] == mains[1], path
        assert preview.get("/politics/draft/", cookie=f"broadsheet-at={at}").status == 404


def test_at_an_instant_before_an_embargo_the_story_is_not_there(shared) -> None:
    answer = shared.get("/world/held/?at=2030-12-31")
    assert answer.status == 404
    assert "Held news" not in answer.text
    assert answer.headers["set-cookie"].startswith("broadsheet-at=1924905600;")


def test_the_instant_is_read_in_the_newsrooms_zone_and_kept_until_it_is_given_up(newsroom) -> None:
    newsroom.configure(timezone="America/Edmonton")
    with preview_here(newsroom.root) as preview:
        answer = preview.get("/world/held/?at=2031-01-02T06:00")
        assert answer.status == 200
        assert texts(LexborHTMLParser(answer.body), BANNER) == [
            "As readers see it at Thu 2 Jan 2031, 06:00 MST. Back to what the desk sees"
        ]
        assert preview.get("/world/held/?at=2031-01-02T05:59").status == 404
        assert "Max-Age=0" in preview.get("/?at=now").headers["set-cookie"]


def test_an_instant_that_cannot_be_read_is_refused_with_how_to_write_one(shared) -> None:
    answer = shared.get("/?at=tomorrow")
    assert answer.status == 400
    assert "invalid date `tomorrow`; write it as" in answer.text


def test_another_time_is_shown_with_edits_that_come_while_it_is_looked_at(newsroom, preview) -> None:
    at = {"cookie": "broadsheet-at=1924905600"}
    assert "Rates rise" in preview.get("/world/rates/", **at).text
    newsroom.edit("newsroom.yaml", "name: The Example Courier", "nam: The Example Courier")
    preview.wait_for("/world/rates/", "newsroom.yaml")
    assert "Rates rise" in preview.get("/world/rates/", **at).text
    newsroom.edit("content/world/rates.md", "Rates rise", "Rates fall")
    preview.wait_for("/world/rates/", "Rates fall")
    assert "Rates fall" in preview.get("/world/rates/", **at).text
    other = {"cookie": "broadsheet-at=1735603200"}
    assert preview.get("/world/rates/", **other).status == 404
    assert "Rates fall" in preview.get("/world/rates/", **at).text


@pytest.mark.campaign
def test_another_time_asked_for_first_while_the_settings_are_broken_comes_when_they_are_mended(
    newsroom, preview
) -> None:
    at = {"cookie": "broadsheet-at=1924905600"}
    newsroom.edit("newsroom.yaml", "name: The Example Courier", "nam: The Example Courier")
    preview.wait_for("/world/rates/", "newsroom.yaml")
    assert preview.get("/world/rates/", **at).status == 500
    newsroom.edit("newsroom.yaml", "nam: The Example Courier", "name: The New Courier")
    preview.wait_for("/world/rates/", "The New Courier")
    assert "The New Courier" in preview.get("/world/rates/", **at).text


def test_notices_are_on_at_their_time(newsroom) -> None:
    newsroom.write(
        "newsroom.yaml",
        (newsroom.root / "newsroom.yaml").read_text("utf-8")
        + "notices:\n  - text: Office closed.\n    from: 2031-01-01\n    until: 2031-01-03\n",
    )
    with preview_here(newsroom.root) as preview:
        assert b"Office closed." not in preview.get("/live.json").body
        assert b"Office closed." in preview.get("/live.json?at=2031-01-02").body
        assert b"Office closed." not in preview.get("/live.json?at=2031-01-03").body


def test_the_desk_lists_stories_by_their_standing_with_links_to_preview_and_source(shared) -> None:
    desk = page(shared, "/_desk/")
    titles = texts(desk, "h2")
    assert titles == [
        "As of", "Changed last", "Drafts", "Scheduled", "Under embargo", "Expired", "Public, newest first",
    ]  # fmt: skip
    assert texts(desk, "dt") == ["Public", "Drafts", "Scheduled", "Under embargo", "Expired", "Errors", "Warnings"]
    assert texts(desk, "dd") == ["2", "1", "1", "1", "1", "0", "0"]
    links = [link.attributes["href"] for link in desk.css("td a")]
    assert {"/politics/draft/", "/world/held/", "/world/rates/"} <= set(links)
    assert "content/world/held.md" in texts(desk, "td button")


def test_the_desk_tells_of_links_to_hidden_stories_what_a_build_will_say(newsroom) -> None:
    newsroom.story("world/linking", "Linking", "See [one](held.md), [two](/world/coming/) and [three](draft).")
    newsroom.story("politics/other-draft", "Other draft", "See [one](/world/held.md).", status="draft")
    newsroom.build()
    said = [fault for fault in newsroom.build().diagnostics if fault.place.path == "content/world/linking.md"]
    assert len(said) == 3
    with preview_here(newsroom.root) as preview:
        shown = texts(page(preview, "/_desk/"), ".bs-faults pre")
        counts = texts(page(preview, "/_desk/"), "dd")
    assert sorted(re.split(r"\]: | --> ", text)[1] for text in shown) == sorted(fault.message for fault in said)
    assert all("content/world/linking.md:6" in text for text in shown)
    assert counts[-2:] == ["0", "3"]


@pytest.mark.campaign
def test_the_desk_tells_of_links_of_the_settings_to_hidden_stories_too(newsroom) -> None:
    settings = (newsroom.root / "newsroom.yaml").read_text("utf-8")
    newsroom.write("newsroom.yaml", f"{settings}policies: {{ethics: /world/coming/}}\n")
    [said] = newsroom.build().diagnostics
    with preview_here(newsroom.root) as preview:
        [shown] = texts(page(preview, "/_desk/"), ".bs-faults pre")
    assert said.message in shown
    assert f"--> {said.place}" in shown


def test_the_desk_tells_of_pages_that_cannot_be_made_until_they_can(newsroom, preview) -> None:
    newsroom.write("templates/pages/article.html", "{{ article.nothing }}")
    preview.wait_for("/world/rates/", "no field")
    assert "no field" in preview.get("/world/plain/").text
    shown = texts(page(preview, "/_desk/"), ".bs-faults pre")
    assert len(shown) == 1
    assert "templates/pages/article.html:1" in shown[0]
    assert "2 errors" in texts(page(preview, "/"), ".bs-desk-link")[0]
    newsroom.write("templates/pages/article.html", "Mended")
    preview.wait_for("/world/rates/", "Mended")
    assert texts(page(preview, "/_desk/"), ".bs-faults pre") == []


def test_a_newsroom_below_a_path_is_served_below_it(site: Site) -> None:
    site.story("world/rates", "Rates rise")
    site.edit("newsroom.yaml", "https://courier.example", "https://courier.example/paper")
    with preview_here(site.root) as preview:
        assert preview.get("/").headers["location"] == "/paper/"
        assert preview.get("/paper/world/rates").headers["location"] == "/paper/world/rates/"
        assert "Rates rise" in preview.get("/paper/world/rates/").text
        assert preview.get("/world/rates/").status == 404


@pytest.mark.parametrize("how", [signal.SIGTERM, beyond(signal.SIGINT)])
def test_the_preview_ends_cleanly_when_it_is_told_to(newsroom, how) -> None:
    with preview_of(newsroom.root) as preview:
        preview.process.send_signal(how)
        assert preview.process.wait(30) == 0
        assert preview.process.stdout is not None
        assert "Traceback" not in preview.process.stdout.read()


def test_a_second_preview_of_a_newsroom_says_that_one_is_running(newsroom, run) -> None:
    with preview_here(newsroom.root):
        second = run("serve", "-C", newsroom.root, "--port", "0")
    assert second.returncode == 1
    assert "a preview of this newsroom is running already" in second.stderr


def test_a_port_that_is_taken_is_named(newsroom, run, shared) -> None:
    result = run("serve", "-C", newsroom.root, "--port", str(shared.port))
    assert result.returncode == 1
    assert f"port {shared.port} cannot be used" in result.stderr


@pytest.mark.campaign
def test_outside_a_newsroom_nothing_is_served(tmp_path, run) -> None:
    result = run("serve", "-C", tmp_path)
    assert result.returncode == 2
    assert "there is no newsroom.yaml" in result.stderr
    assert not (tmp_path / ".broadsheet").exists()
