"""The search index: what can be found, and how it follows the stories."""

import gzip
import json

import pytest

from broadsheet.commands.key_words import reason_words
from broadsheet.publishing import order
from broadsheet.search.finding import find_program
from tests.newsrooms import NOW, Site, seconds, tree

pytestmark = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")


@pytest.fixture
def searchable(site: Site) -> Site:
    """A newsroom with a search and two stories."""
    site.configure(search="yes")
    site.story("world/rates", body="The vote was close.")
    site.story("politics/flood", headline="Flood gates open", published="2025-06-01 08:00")
    return site


def index(site: Site) -> dict[str, bytes]:
    """Give the files of the index."""
    return {path: raw for path, raw in site.tree().items() if path.startswith("search/")}


def results(site: Site) -> list[list[str]]:
    """Give what results can show, in the order of their addresses."""
    shown = [json.loads(raw) for path, raw in index(site).items() if "/results/" in path]
    return sorted(line for found in shown for line in found.values())


def test_a_result_shows_headline_section_date_and_what_it_is_about(searchable) -> None:
    searchable.build()
    address, headline, section, date, iso, text, *others = results(searchable)[1]
    assert (address, headline, section) == ("/world/rates/", "Rates rise", "World")
    assert (date, iso, text) == ("November 20, 2026", "2026-11-20T10:00:00+00:00", "The vote was close.")
    assert set(others) == {""}


def test_the_volumes_are_listed_with_their_years(searchable) -> None:
    searchable.build()
    [[folder, parts, years]] = json.loads(searchable.read("search/volumes.json"))["volumes"]
    assert folder.startswith("2025-06-2026-11-")
    assert (parts, years) == (1, ["2026", "2025"])
    assert f"search/{folder}/pagefind.js" in index(searchable)


def test_the_words_of_public_stories_are_listed_with_their_stems(searchable) -> None:
    searchable.edit("content/world/rates.md", "close", "close in *hospit*als; don’t")
    searchable.story("world/draft", headline="Zeppelins draft", status="draft")
    searchable.build()
    [listed] = [json.loads(raw) for path, raw in index(searchable).items() if "/words/" in path]
    assert {"hospit hospitals", "gate gates", "dont dont"} <= set(listed)
    assert not [line for line in listed if "zeppelin" in line]


def test_beginnings_that_are_cut_to_other_letters_and_joined_words_are_listed(searchable) -> None:
    searchable.story("world/flies", body="A flyway of fl*ies*; the sky. A *rendez*-vous/meeting.")
    searchable.build()
    [listed] = [json.loads(raw) for path, raw in index(searchable).items() if "/words/" in path]
    assert {"fli =fly flies", "flyway flyway", "sky sky", "rendezvousmeet rendezvousmeeting"} <= set(listed)


def test_a_file_is_there_for_many_stories_and_none_for_each(searchable) -> None:
    for number in range(120):
        searchable.story(f"world/story-{number}", headline=f"Story {number}")
    searchable.build()
    assert len(results(searchable)) == 122
    assert len(index(searchable)) < 60


def test_the_index_is_the_same_for_the_same_stories(searchable) -> None:
    for number in range(30):
        searchable.story(
            f"politics/story-{number}", headline=f"Story {number}", published=f"2026-{number % 9 + 1:02}-03"
        )
    searchable.build()
    assert searchable.clean_tree() == searchable.tree()


def test_a_removed_story_leaves_the_index(searchable) -> None:
    searchable.build()
    searchable.delete("content/politics/flood.md")
    result = searchable.build()
    assert [line[0] for line in results(searchable)] == ["/world/rates/"]
    assert searchable.tree() == searchable.clean_tree()
    assert any(path.startswith("search/") for path in result.deleted)
    assert b"Flood" not in everything(searchable)


def test_a_changed_body_changes_the_index_and_leaves_most_of_it(searchable) -> None:
    searchable.build()
    before = index(searchable)
    searchable.edit("content/world/rates.md", "close", "overwhelming")
    searchable.build()
    after = index(searchable)
    assert searchable.tree() == searchable.clean_tree()
    assert after != before
    assert len([path for path in after if before.get(path) != after[path]]) < len(after) / 2


def test_a_site_that_did_not_change_is_not_indexed_again(searchable) -> None:
    searchable.build()
    assert searchable.build().written == ()


def test_a_file_of_the_index_says_why_it_was_written(searchable) -> None:
    searchable.build()
    searchable.edit("content/world/rates.md", "was close", "was not close")
    result = searchable.build()
    [results_file] = [path for path in result.written if "/results/" in path]
    assert reason_words(result.reasons[results_file]) == "the search index changed"


def test_a_change_that_touches_no_story_leaves_the_index(searchable) -> None:
    searchable.build()
    before = index(searchable)
    searchable.write("content/pages/about.md", "---\nheadline: About\n---\n\nWe write.\n")
    result = searchable.build()
    assert not any(path.startswith("search/") for path in (*result.written, *result.deleted))
    assert index(searchable) == before


def test_hidden_stories_are_not_in_the_index_until_their_time(searchable) -> None:
    searchable.build()
    plain = searchable.tree()
    searchable.story("world/secret", headline="Zeppelin lands", body="Zeppelins.", published="2026-12-01 09:00")
    searchable.story("world/draft", headline="Zeppelin drafts", status="draft")
    searchable.build()
    assert searchable.tree() == plain
    searchable.build(seconds("2026-12-01 09:00"))
    assert "/world/secret/" in [line[0] for line in results(searchable)]
    assert searchable.tree() == searchable.clean_tree(seconds("2026-12-01 09:00"))
    searchable.build(NOW)
    assert searchable.tree() == plain


def everything(site: Site) -> bytes:
    """Give all bytes of the index, unpacked."""
    files = index(site).values()
    return b"\n".join(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw for raw in files)


def test_a_file_of_the_index_that_was_removed_comes_back(searchable) -> None:
    searchable.build()
    before = searchable.tree()
    path = next(path for path in before if path.endswith(".pf_index"))
    (searchable.out / path).unlink()
    for kept in (searchable.root / ".broadsheet" / "search").rglob("*.pictures"):
        kept.unlink()
    searchable.build()
    assert searchable.tree() == before


def test_the_index_is_known_again_when_the_log_is_lost(searchable) -> None:
    searchable.build()
    before = searchable.tree()
    (searchable.root / ".broadsheet" / "build.db").unlink()
    assert searchable.build().is_ok
    assert searchable.tree() == before
    searchable.configure(search="no")
    searchable.build()
    assert index(searchable) == {}


def test_pages_lead_to_the_search_only_where_there_is_one(searchable) -> None:
    searchable.build()
    assert "/search/" in [node.attributes["href"] for node in searchable.page("index.html").css(".menu a")]
    searchable.configure(search="no")
    searchable.build()
    assert "/search/" not in searchable.read("index.html")
    assert "/search/" not in searchable.read("world/rates/index.html")


def test_the_index_stands_where_the_site_stands(site) -> None:
    site.edit("newsroom.yaml", "https://courier.example", "https://example.org/news")
    site.edit("newsroom.yaml", "city:", "search: yes\ncity:")
    site.story("world/rates")
    site.build()
    assert results(site)[0][0] == "/news/world/rates/"
    assert site.page("search/index.html").css_first("#search").attributes["data-index"] == "/news/search/"


def test_pieces_are_published_before_the_lists_that_name_them(searchable) -> None:
    searchable.build()
    for path in index(searchable):
        recipe = {"search/index.html": "search", "search/volumes.json": "search-volumes"}.get(path, "search-file")
        lists = path.endswith(".json")
        group = order.MACHINE if lists else order.LIST if path.endswith(".html") else order.ASSET
        assert order.group_of(path, recipe) == group, path


def test_an_alias_at_the_list_of_the_index_is_told_in_a_first_build_and_a_later_one(searchable) -> None:
    def kinds() -> list[str]:
        return [fault.kind for fault in searchable.build().diagnostics]

    searchable.story("world/ports", aliases="[/search/volumes.json]")
    assert kinds() == ["duplicate-permalink"]
    searchable.edit("content/world/ports.md", "/search/volumes.json", "/search/old/")
    assert kinds() == []
    assert (searchable.out / "search/old/index.html").is_file()
    searchable.edit("content/world/ports.md", "/search/old/", "/search/volumes.json")
    assert kinds() == ["duplicate-permalink"]


def test_an_empty_newsroom_has_a_search_that_finds_nothing(site) -> None:
    site.configure(search="yes")
    assert site.build().is_ok
    assert json.loads(site.read("search/volumes.json"))["volumes"] == []


def test_a_build_without_stories_left_matches_a_clean_one(searchable) -> None:
    searchable.build()
    searchable.delete("content/politics/flood.md")
    searchable.delete("content/world/rates.md")
    searchable.build()
    assert searchable.tree() == searchable.clean_tree()
    assert tree(searchable.out)
