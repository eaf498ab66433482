"""The search in a browser, with the keyboard alone and without any other host."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from broadsheet.search.finding import find_program
from tests.browser.fixtures import Open
from tests.browser.serving import serve
from tests.newsrooms import Site, faults
from tests.samples import sampled

pytestmark = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed: pip install pagefind-bin")


@pytest.fixture(scope="session")
def searched(paper: str) -> str:
    """The address of the demo newsroom, which has a search."""
    return paper


def answer(page: Page, text: str = "") -> str:
    """Wait until the search has answered; give what it says."""
    page.wait_for_function(
        "text => { const s = document.querySelector('.search__found').textContent;"
        " return s && !s.includes('…') && (!text || s.includes(text)); }",
        arg=text,
    )
    return page.locator(".search__found").inner_text()


def write(page: Page, text: str) -> None:
    """Write words to look for once the browser has put its cursor there, which it does when it first draws the page."""
    page.locator("[name=q]:focus").wait_for()
    page.keyboard.type(text)


def headlines(page: Page) -> list[str]:
    """Give the headlines of the results, once there are any."""
    page.locator(".search__headline").first.wait_for()
    return page.locator(".search__headline").all_inner_texts()


def test_a_story_is_found_and_opened_with_the_keyboard(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/")
    write(page, "Alyth Yard night shift")
    page.keyboard.press("Enter")
    answer(page)
    assert headlines(page)[0] == "The night shift at Alyth Yard"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "The night shift at Alyth Yard"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/canada/alyth-yard/")


def test_it_is_reached_from_the_menu_with_the_keyboard(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/")
    page.get_by_role("link", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/")
    page.locator("[name=q]:focus").wait_for(timeout=5000)  # which its script gives it
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_error_page_asks_for_words_and_takes_them_there(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/not-there/")
    page.get_by_label("Words to look for").fill("Alyth Yard night shift")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    answer(page)
    assert headlines(page)[0] == "The night shift at Alyth Yard"


@pytest.mark.campaign
def test_it_can_be_narrowed_to_a_section_and_a_date(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/?q=city&section=opinion")
    answer(page)
    assert {text.split(" · ")[-2] for text in page.locator(".search__meta").all_inner_texts()} == {"Opinion"}
    page = open_page(f"{searched}/search/?q=the&year=2019&order=newest")
    answer(page)
    dates = [node.get_attribute("datetime") or "" for node in page.locator(".search__meta time").all()]
    assert dates
    assert all(date.startswith("2019") for date in dates)
    assert dates == sorted(dates, reverse=True)


@pytest.mark.campaign
def test_choices_are_made_with_the_keyboard_and_kept_in_the_address(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/")
    write(page, "water")
    answer(page)
    before = page.locator(".search__found").inner_text()
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "section"
    page.keyboard.type("Opinion")
    page.wait_for_function("before => document.querySelector('.search__found').textContent !== before", arg=before)
    answer(page)
    assert "section=opinion" in page.url
    page.reload()
    answer(page)
    assert page.locator("#search-section").input_value() == "opinion"


@pytest.fixture(scope="module")
def volumes(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose search has five volumes, of which four are the first one once more."""
    folder = tmp_path_factory.mktemp("volumes")
    for entry in demo.out.iterdir():
        (folder / entry.name).symlink_to(entry)
    (folder / "search").unlink()
    (folder / "search").mkdir()
    listed = json.loads(demo.read("search/volumes.json"))
    (name, files, years), *_ = listed["volumes"]
    listed["volumes"] = [[f"volume-{number}", files, years] for number in range(5)]
    for volume, _, _ in listed["volumes"]:
        (folder / "search" / volume).symlink_to(demo.out / "search" / name)
    (folder / "search/index.html").symlink_to(demo.out / "search/index.html")
    (folder / "search/volumes.json").write_text(json.dumps(listed))
    with serve(folder) as address:
        yield address


@pytest.mark.campaign
def test_volumes_are_asked_one_after_the_other(open_tab: Open, searched: str, volumes: str) -> None:
    """Searches of the index's program that begin at once share memory which each of them sets up."""
    page = open_tab(f"{searched}/search/?q=water")
    once = int(answer(page, "stories").split()[0])
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{volumes}/search/?q=water")
    assert answer(page) == f"{5 * once} stories"
    parts = [found[1] for url in asked if (found := re.search(r"/(volume-\d)/(?:index/|pagefind\.)(?!js)", url))]
    assert [volume for volume, _ in groupby(parts)] == [f"volume-{number}" for number in range(5)]
    assert len([url for url in asked if url.endswith(".pagefind")]) == 1


@pytest.fixture(scope="module")
def two_volumes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose search has two volumes, of which one knows words that the other does not."""
    texts = {
        "old": {"mars": "Water on Mars, says alpha.", "zebras": "A zebra in the harbour, with alpha."},
        "new": {"okonkwo": "Martorana and Okonkwo met alpha.", "rates": "Rates rise, says alpha."},
    }
    sites = []
    for name, stories in texts.items():
        site = Site(tmp_path_factory.mktemp(name) / "newsroom")
        site.configure(search="yes")
        for slug, body in stories.items():
            site.story(f"world/{slug}", slug.title(), body, published="2025-11-20" if name == "old" else "2026-11-20")
        result = site.build()
        assert result.is_ok, faults(result)
        sites.append(site)
    old, new = sites
    listed = json.loads(new.read("search/volumes.json"))
    [volume] = json.loads(old.read("search/volumes.json"))["volumes"]
    listed["volumes"].append(volume)
    shutil.copytree(old.out / "search" / volume[0], new.out / "search" / volume[0])
    (new.out / "search/volumes.json").write_text(json.dumps(listed))
    with serve(new.out) as address:
        yield address


OF_TWO_VOLUMES = {
    "q=alpha": {"Mars", "Zebras", "Okonkwo", "Rates"},
    "q=Martorana": {"Okonkwo"},
    "q=Martor": {"Okonkwo"},
    "q=okonkwo+alpha": {"Okonkwo"},
    "q=Okonkwo+zebra": set(),
    "q=Okonkwoski+alpha": set(),
    "q=Marsupial": set(),
    "q=okonk+%26+alp": {"Okonkwo"},
    "q=harbour+zebras": {"Zebras"},
    "q=%22says+alpha%22": {"Mars", "Rates"},
    "section=world": {"Mars", "Zebras", "Okonkwo", "Rates"},
    "year=2025": {"Mars", "Zebras"},
    "section=politics": set(),
}


@pytest.mark.parametrize("asked", sampled(OF_TWO_VOLUMES, ("q=Martorana", "q=Okonkwo+zebra", "year=2025")))
def test_a_volume_that_lacks_a_word_does_not_answer_for_a_shorter_one(
    open_page: Open, two_volumes: str, asked: str
) -> None:
    expected = OF_TWO_VOLUMES[asked]
    page = open_page(f"{two_volumes}/search/?{asked}")
    said = answer(page)
    assert set(headlines(page) if expected else []) == expected
    assert said == {0: "No story was found.", 1: "1 story"}.get(len(expected), f"{len(expected)} stories")


@pytest.fixture(scope="module")
def elided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newsroom with words that Pagefind would not part."""
    site = Site(tmp_path_factory.mktemp("elided") / "newsroom")
    site.configure(search="yes", language="fr")
    site.story("world/economie", "L’économie d’aujourd’hui", "Le budget d'investissement de l'*université*, c'est peu.")
    site.story("world/tokyo", "東京で新しい図書館が開館しました", "政府の予算。", lang="ja")
    site.story("world/ohare", "O’Hare’s new runway", "ห้องสมุดใหม่ for $78.\n\n::: pull\nAs a tower said.\n:::", lang="en")
    site.story("world/other", "Only one other", "Nothing of an hour, or of oil.", lang="en")
    result = site.build()
    assert result.is_ok, faults(result)
    with serve(site.out) as address:
        yield address


PARTED = {
    **dict.fromkeys(("économie", "investissement", "université", "l'économie"), "L’économie d’aujourd’hui"),
    **dict.fromkeys(("図書館", "予算", "東京"), "東京で新しい図書館が開館しました"),
    **dict.fromkeys(("hare", "O'Hare", "ohare", "สมุด", "$78", '"a tower said"'), "O’Hare’s new runway"),
}


@pytest.mark.parametrize("text", sampled(PARTED, ("université", "l'économie", "図書館")))
def test_a_word_is_found_after_an_elision_and_within_text_without_blanks(
    open_page: Open, elided: str, text: str
) -> None:
    page = open_page(f"{elided}/search/?q={quote(text)}")
    answer(page)
    assert headlines(page) == [PARTED[text]]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newsroom with words whose stems are shorter, initials, and letters with strokes."""
    site = Site(tmp_path_factory.mktemp("begun") / "newsroom")
    site.configure(search="yes")
    site.story(
        "world/wards",
        "Provincial hospitals",
        "The government was running out. Happiness and a committee. They were flying.",
    )
    site.story("world/forms", "Governmental forms", "They told us what *hospit*ality on a flyway is.")
    site.story(
        "world/treaty", "A treaty", "The U.S. and the U.K. met in B.C. at nine a.m., with J.K. Rowling; e.g. there."
    )
    site.story("world/trade", "Trade", "A loss of US$5 for some.")
    site.story(
        "world/lodz",
        "Łódź and Ærø",
        "H₂O on 5 km² of the Straße, 東京都, Ökonom, Đà Nẵng, ISTANBUL, ılık, İzmir.\n\n"
        "Rendez-vous of a *porte*-parole, covid-19 and arc-en-ciel—briskly… nonstop, 1914–1918, «guillemets» non\u2011slip col·legiate.",
    )
    result = site.build()
    assert result.is_ok, faults(result)
    with serve(site.out) as address:
        yield address


# What finds of one address that its words find.
FOUND_BY = """async texts => {
    const { Index } = await import(document.getElementById('search').dataset.asker);
    const index = new Index(new URL(document.getElementById('search').dataset.index, location.href));
    const found = {};
    for (const q of texts) {
        const results = await index.search({ q, section: '', year: '', month: '', order: '' });
        found[q] = (await Promise.all(results.map(result => index.lines(result)))).map(lines => lines[1]);
    }
    return found;
}"""


def found_by(page: Page, *texts: str) -> dict[str, set[str]]:
    """Give the headlines that the index of a search page finds for each text."""
    return {text: set(found) for text, found in page.evaluate(FOUND_BY, texts).items()}


WORDS = (
    "hospitals",
    "hospitality",
    "government",
    "governmental",
    "provincial",
    "running",
    "happiness",
    "committee",
    "flyway",
)


def test_a_beginning_finds_at_least_what_its_word_finds(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    beginnings = [word[:length] for word in WORDS for length in range(2, len(word) + 1)]
    found = found_by(page, *beginnings)
    lacking = [
        text for text in beginnings for word in WORDS if word.startswith(text) and not found[word] <= found[text]
    ]
    assert all(found[word] for word in WORDS)
    assert lacking == []


BEGUN = {
    **dict.fromkeys(("hospita", "hospital governm", "governm hospita", "runni happin committe"), "hospitals"),
    **dict.fromkeys(("hospitaz", "governx", "runniz", "committeeship", "hospital zzzq", "runni zzzq"), None),
    "the government was running out happiness and a committee zzzq": None,
    "the government was running out happiness and a committee": "hospitals",
}


def test_no_other_story_is_found_by_a_beginning(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    for text, found in found_by(page, *BEGUN).items():
        assert ("Provincial hospitals" in found) == bool(BEGUN[text]), (text, found)
        assert found <= {"Provincial hospitals", "Governmental forms"}


@pytest.mark.campaign
def test_words_that_were_begun_are_found_in_the_order_that_is_asked_for(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/?q=governm&order=oldest")
    assert answer(page) == "2 stories"
    oldest = headlines(page)
    page = open_page(f"{begun}/search/?q=governm&order=newest")
    assert answer(page) == "2 stories"
    assert headlines(page) == oldest[::-1]


INITIALS = {
    **{key: {"A treaty", "Trade"} for key in ("U.S.", "u.s.", "U.S", "(U.S.),")},
    **{key: {"A treaty", "Trade", "Governmental forms"} for key in ("US", "us")},
    **{key: {"A treaty"} for key in ("B.C.", "bc", "a.m.", "J.K. Rowling", "jk rowling", "U.K.", "e.g.")},
    **{key: set() for key in ("U.N.", "U.S.S.R.", "p.m.", "J.R. Rowling")},
}


def test_initials_are_no_words(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    assert found_by(page, *INITIALS) == INITIALS


ALIKE = (
    "Lodz",
    "łódź",
    "aero",
    "Ærø",
    "H2O",
    "H₂O",
    "km2",
    "strasse",
    "STRASSE",
    "da nang",
    "istanbul",
    "ilik",
    "izmir",
)


def test_letters_and_digits_that_stand_for_others_are_found_by_them(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    assert found_by(page, *ALIKE) == {key: {"Łódź and Ærø"} for key in ALIKE}


JOINED = (
    *("rendez-v", "rendez-vous", "vous", "rendezvo", "porte-par", "covid-1", "covid-19", "arc-en", "arc-en-ciel"),
    *(
        "ciel",
        "briskl",
        "brisk",
        "nonsto",
        "1914",
        "1918",
        "1914–19",
        "guillem",
        "non-sl",
        "non\u2011slip",
        "slip",
        "col·leg",
    ),
    *('"arc-en-ciel briskly"', "“briskly… nonstop”", "« covid-19 and »"),
)


@pytest.mark.campaign
def test_words_are_found_that_a_hyphen_or_a_dash_joins(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    for text in JOINED:
        assert found_by(page, text) == {text: {"Łódź and Ærø"}}
    for text in ("legiate", "legia", "rendez-x", "covid-2", "arc-ne", "“nonstop briskly”"):
        assert found_by(page, text) == {text: set()}


@pytest.mark.campaign
def test_beginnings_are_found_in_greek_with_accents_and_without(
    open_page: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("greek") / "newsroom")
    site.configure(search="yes", language="el")
    site.story("world/a", "Άλφα", "Η κυβέρνηση της χρηματοδότησης των συγκοινωνιών.")
    assert site.build().is_ok
    with serve(site.out) as address:
        page = open_page(f"{address}/search/")
        words = ("κυβέρνηση", "κυβερνηση", "χρηματοδότησης", "συγκοινωνιών", "ΣΥΓΚΟΙΝΩΝΙΩΝ")
        beginnings = [word[:length] for word in words for length in range(3, len(word) + 1)]
        assert [text for text, found in found_by(page, *beginnings).items() if not found] == []


# Words that words of `pieces` begin with; the stories have them as words too.
STARTS = ("cal", "can", "fly", "single")


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """The address of a newsroom whose volume has many pieces, and the words of its stories by headline."""
    chance = random.Random(1)
    starts = (*STARTS, "hospi", "co", "e")
    words = {f"{chance.choice(starts)}{''.join(chance.choices('abdegiklmnorstuy', k=6))}" for _ in range(8_000)}
    stories: dict[str, set[str]] = {f"Story {number}": {"story", f"{number}"} for number in range(120)}
    for word in sorted(words):
        stories[chance.choice(list(stories))].add(word)
    stories["Starts"] = {"starts", *STARTS}
    site = Site(tmp_path_factory.mktemp("pieces") / "newsroom")
    site.configure(search="yes")
    for number, (headline, some) in enumerate(stories.items()):
        # Pagefind cuts its pieces by the places of words.
        site.story(f"world/story-{number}", headline, " ".join(sorted(some) * 8))
    result = site.build()
    assert result.is_ok, faults(result)
    assert len(list(site.out.glob("search/*/index/*"))) > 4
    with serve(site.out) as address:
        yield address, stories


@pytest.mark.parametrize("count", [pytest.param(300, marks=pytest.mark.campaign), 12])
def test_a_beginning_finds_what_words_of_all_pieces_of_the_index_find(
    open_page: Open, pieces: tuple[str, dict[str, set[str]]], count: int
) -> None:
    address, stories = pieces
    chance = random.Random(count)
    words = sorted(set().union(*stories.values()))
    beginnings = [(word := chance.choice(words))[: chance.randint(3, max(len(word), 3))] for _ in range(count)]
    page = open_page(f"{address}/search/")
    for text in (*STARTS, "ca", "hospi", *beginnings):
        [found] = found_by(page, text).values()  # of an index that was asked for nothing before
        expected = {headline for headline, some in stories.items() if any(word.startswith(text) for word in some)}
        assert expected <= found, text
    assert set(map(len, found_by(page, "calzz", "flyzzz", "zzcan", "hospizz").values())) == {0}


def test_stories_of_a_section_are_listed_without_words_the_newest_first(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/")
    page.locator("#search-section").select_option("science")
    answer(page)
    page.locator(".search__headline").first.wait_for()
    assert {text.split(" · ")[-2] for text in page.locator(".search__meta").all_inner_texts()} == {"Science"}
    dates = [node.get_attribute("datetime") or "" for node in page.locator(".search__meta time").all()]
    assert dates == sorted(dates, reverse=True)
    page.locator("#search-section").select_option("")
    page.wait_for_function("!document.querySelector('.search__found').textContent")
    assert page.locator(".search__result").count() == 0


@pytest.mark.parametrize("text", ["O'Brian", "l'eau"])
def test_a_particle_finds_nothing_by_itself(open_page: Open, elided: str, text: str) -> None:
    page = open_page(f"{elided}/search/?q={quote(text)}&length=1")
    assert answer(page) == "Aucun article trouvé."


def test_what_is_not_there_is_said(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/?q=zyzzyvaquark")
    assert answer(page) == "No story was found."
    assert page.locator(".search__found").get_attribute("role") == "status"


@pytest.mark.campaign
def test_that_nothing_is_found_is_not_said_while_a_word_is_typed(open_page: Open, begun: str) -> None:
    page = open_page(f"{begun}/search/")
    write(page, "form")
    assert answer(page, "1 story") == "1 story"
    page.evaluate(
        "new MutationObserver(() => (window.said ??= []).push(document.querySelector('.search__found').textContent))"
        ".observe(document.querySelector('.search__found'), { childList: true })"
    )
    page.keyboard.type("in")  # which no word begins with, but `forming` has the stem of `forms`
    page.wait_for_function("window.said?.length")
    page.wait_for_timeout(400)
    page.keyboard.type("g")
    assert answer(page) == "1 story"
    assert "No story was found." not in page.evaluate("window.said")
    page.keyboard.type("zzz")
    assert answer(page, "No story") == "No story was found."


LOST = {
    "section=nosuch&q=treaty": "Left out, as it cannot be chosen here: nosuch. 1 story",
    "year=1999": "Left out, as it cannot be chosen here: 1999.",
    "year=1999&section=world&month=13": "Left out, as it cannot be chosen here: 1999, 13. 5 stories",
    "month=11": "5 stories",
    "month=1&order=bogus&q=treaty": "Left out, as it cannot be chosen here: bogus. No story was found.",
}


@pytest.mark.parametrize("asked", sampled(LOST, ("section=nosuch&q=treaty", "year=1999")))
def test_a_choice_that_is_not_there_is_left_out_and_said(open_page: Open, begun: str, asked: str) -> None:
    page = open_page(f"{begun}/search/?{asked}")
    assert answer(page) == LOST[asked]
    assert page.url.endswith(asked)
    assert page.evaluate("[...document.querySelectorAll('select')].every(choice => choice.selectedIndex >= 0)")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newsroom in French whose stories about a harbour are of several kinds, and one is in Arabic."""
    site = Site(tmp_path_factory.mktemp("labelled") / "newsroom")
    site.configure(search="yes", language="fr")
    site.edit("newsroom.yaml", "slug: politics\n    name: Politics", "slug: opinion\n    name: Opinion")
    site.story("world/rates", "News from the harbour", kicker="Analysis", published="2026-11-20 10:00")
    site.story("world/boats", "Boats in the harbour", label="sponsored", published="2026-11-20 09:00")
    site.story(
        "world/depth", "How deep the harbour is", label="fact-check", kicker="Depth", published="2026-11-20 08:00"
    )
    site.story("opinion/view", "My harbour", label="opinion", published="2026-11-20 07:00")
    site.story("world/mina", "الميناء", "قال الناس mina.", lang="ar", published="2026-11-20 06:00")
    site.story("world/bay", "La baie", "De mina.", lang="fr", published="2026-11-20 05:00")
    result = site.build()
    assert result.is_ok, faults(result)
    with serve(site.out) as address:
        yield address


@pytest.mark.campaign
def test_a_result_shows_the_label_that_lists_show(open_page: Open, labelled: str) -> None:
    page = open_page(f"{labelled}/search/?q=harbour&order=newest")
    answer(page, "4 articles")
    metas = [text.partition(" · 20 novembre")[0] for text in page.locator(".search__meta").all_text_contents()]
    assert metas == ["World", "Commandité · World", "Vérification des faits · World", "Opinion"]
    assert page.locator(".search__result .kicker__paid").all_text_contents() == ["Commandité"]
    assert page.locator(".search__result:has(.kicker__paid) h2").all_text_contents() == ["Boats in the harbour"]
    latest = open_page(f"{labelled}/latest/")
    assert latest.locator(".kicker__paid").all_text_contents() == ["Commandité"]


@pytest.mark.campaign
def test_a_result_says_its_language_where_it_is_not_the_newsrooms(open_page: Open, labelled: str) -> None:
    page = open_page(f"{labelled}/search/?q=mina&order=newest")
    answer(page, "2 articles")
    results = page.locator(".search__result").all()
    told = [[result.get_attribute("lang"), result.get_attribute("dir")] for result in results]
    assert told == [["ar", "rtl"], [None, None]]
    assert [result.locator("h2").evaluate("node => node.matches(':lang(ar):dir(rtl)')") for result in results] == [
        True,
        False,
    ]
    assert results[0].locator(".search__meta").get_attribute("lang") == "fr"


@pytest.mark.campaign
def test_more_results_come_on_a_button_and_take_the_focus(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/?q=the")
    answer(page)
    page.locator(".search__headline").nth(9).wait_for()
    assert len(headlines(page)) == 10
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    page.locator(".search__headline").nth(19).wait_for()
    assert page.evaluate("document.activeElement.textContent") == headlines(page)[10]


@pytest.mark.campaign
def test_who_comes_back_from_a_later_result_finds_it_again(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/?q=the", width=360, height=700)
    answer(page)
    for count in (20, 30):
        page.get_by_role("button", name="Show more").click()
        page.locator(".search__headline").nth(count - 1).wait_for()
    link = page.locator(".search__headline a").nth(25)
    headline = link.inner_text()
    link.click()
    page.wait_for_function("headline => document.querySelector('h1')?.innerText === headline", arg=headline)
    page.go_back()
    page.locator(".search__headline").nth(29).wait_for()
    page.wait_for_function("headline => document.activeElement.textContent === headline", arg=headline)
    assert page.locator(".search__headline").count() == 30
    assert page.evaluate("document.activeElement.getBoundingClientRect().top < innerHeight && scrollY > 500")


@pytest.mark.campaign
def test_no_other_host_is_asked(open_tab: Open, searched: str) -> None:
    page = open_tab(f"{searched}/search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    write(page, "railway")
    answer(page)
    assert asked
    assert [url for url in asked if not url.startswith((searched, "blob:"))] == []


@pytest.mark.campaign
def test_without_an_index_the_page_says_so(open_tab: Open, searched: str) -> None:
    page = open_tab("about:blank")
    page.route("**/volumes.json", lambda route: route.abort())
    page.goto(f"{searched}/search/?q=city")
    assert answer(page).startswith("The search is not available here.")


@pytest.mark.campaign
def test_without_script_the_page_leads_to_the_archive(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/", java_script_enabled=False)
    note = page.locator(".search").get_by_role("link", name="Archive")
    assert note.is_visible()
    assert note.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"
    assert not page.locator(".search__form").is_visible()


def test_what_it_is_narrowed_by_is_named_alike(open_page: Open, searched: str) -> None:
    page = open_page(f"{searched}/search/")
    assert page.locator(".search__choices label").all_inner_texts() == ["Section", "Year", "Month", "Order"]
