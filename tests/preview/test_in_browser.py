"""The preview in a browser: a save is seen where it was made, and nothing else moves."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import Open
from tests.newsrooms import Site
from tests.preview.running import Preview, preview_here

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number}. " + "The council met and spoke of rates. " * 8 for number in range(60))


@pytest.fixture
def long_story(newsroom: Site, preview: Preview) -> str:
    newsroom.story("world/long", "A long story", body=LONG)
    preview.wait_for("/world/long/", "Paragraph 59")
    return f"{preview.url}world/long/"


def remember(page: Page) -> None:
    """Leave something in the page that a reload would lose."""
    page.evaluate("window.isSame = true")


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.isSame === true"))


def test_a_saved_body_is_shown_in_place_and_the_page_does_not_jump(newsroom, long_story, open_page: Open) -> None:
    page = open_page(long_story)
    remember(page)
    page.evaluate("scrollTo(0, 3000)")
    page.evaluate("document.querySelector('main a')?.focus(); scrollTo(0, 3000)")
    before = page.evaluate("scrollY")
    newsroom.edit("content/world/long.md", "Paragraph 40.", "Paragraph forty, corrected.")
    expect(page.locator("main")).to_contain_text("Paragraph forty, corrected.")
    assert page.evaluate("scrollY") == before
    assert is_same_document(page)


def test_focus_and_what_was_typed_and_opened_stay(newsroom, preview, open_page: Open) -> None:
    newsroom.write(
        "templates/pages/article.html",
        '{% extends "base.html" %}{% block content %}<h1>{{ article.headline }}</h1>'
        '<details id="d"><summary>More</summary>Inside</details><input id="i"><p id="p">One</p>{% endblock %}',
    )
    preview.wait_for("/world/rates/", 'id="p"')
    page = open_page(f"{preview.url}world/rates/")
    page.locator("#i").focus()
    page.keyboard.type("half a word")
    page.evaluate("document.getElementById('d').open = true")
    newsroom.edit("templates/pages/article.html", ">One<", ">Two<")
    expect(page.locator("#p")).to_have_text("Two")
    assert page.evaluate("document.activeElement.id") == "i"
    assert page.locator("#i").input_value() == "half a word"
    assert page.evaluate("document.getElementById('d').open") is True


@pytest.mark.campaign
def test_a_page_that_is_not_affected_asks_for_nothing_and_does_not_move(newsroom, preview, open_tab: Open) -> None:
    page = open_tab(f"{preview.url}world/plain/")
    page.wait_for_load_state("load")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url == page.url else None)
    # The date line and the notices above it are the theme's own script's work.
    page.evaluate(
        "new MutationObserver(() => { window.moved = true })"
        ".observe(document.querySelector('main'), {subtree: true, childList: true, attributes: true, characterData: true})"
    )
    newsroom.edit("content/world/rates.md", "The vote was close.", "The vote was very close.")
    preview.wait_for("/world/rates/", "very close")
    other = open_tab(f"{preview.url}world/rates/")
    newsroom.edit("content/world/rates.md", "very close", "far from close")
    expect(other.locator("main")).to_contain_text("far from close")
    assert asked == []
    assert page.evaluate("window.moved") is None


@pytest.mark.campaign
def test_style_changes_without_a_reload(newsroom, preview, open_page: Open) -> None:
    newsroom.write("templates/assets/css/elements.css", "h1 { color: rgb(1, 2, 3); }")
    preview.wait_for("/world/rates/", "site.")
    page = open_page(f"{preview.url}world/rates/")
    remember(page)
    expect(page.locator("h1").first).to_have_css("color", "rgb(1, 2, 3)")
    newsroom.write("templates/assets/css/elements.css", "h1 { color: rgb(9, 8, 7); }")
    expect(page.locator("h1").first).to_have_css("color", "rgb(9, 8, 7)")
    expect(page.locator('link[rel="stylesheet"]')).to_have_count(1)
    assert is_same_document(page)


def test_an_error_is_shown_over_the_last_good_page_and_goes_when_it_is_mended(
    newsroom, preview, open_page: Open
) -> None:
    page = open_page(f"{preview.url}world/rates/")
    remember(page)
    newsroom.edit("content/world/rates.md", "headline:", "headlin:")
    errors = page.locator(".bs-errors")
    expect(errors).to_contain_text("The page itself is the last good version.")
    expect(errors).to_contain_text("error[unknown-key]: unknown key `headlin`")
    expect(errors).to_contain_text("content/world/rates.md:2:1")
    expect(errors).to_contain_text("^^^^^^^")
    expect(errors).to_contain_text("did you mean `headline`?")
    expect(errors.get_by_role("button", name="Open in editor").first).to_be_visible()
    expect(page.locator("h1").first).to_have_text("Rates rise")
    assert preview.get("/world/plain/").status == 200
    newsroom.edit("content/world/rates.md", "headlin:", "headline:")
    expect(errors).to_have_count(0)
    assert is_same_document(page)


@pytest.mark.campaign
def test_a_broken_template_is_shown_with_its_line_and_the_story(newsroom, preview, open_page: Open) -> None:
    newsroom.write("templates/pages/article.html", '{% extends "base.html" %}\n{% block content %}Fine{% endblock %}\n')
    preview.wait_for("/world/rates/", "Fine")
    page = open_page(f"{preview.url}world/rates/")
    newsroom.edit("templates/pages/article.html", "Fine", "{{ article.nothing }}")
    errors = page.locator(".bs-errors")
    expect(errors).to_contain_text("templates/pages/article.html:2:")
    expect(errors).to_contain_text("content/world/rates.md")
    expect(page.locator("main")).to_contain_text("Fine")
    newsroom.edit("templates/pages/article.html", "{{ article.nothing }}", "Mended")
    expect(errors).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Mended")


@pytest.mark.campaign
def test_a_broken_newsroom_yaml_leaves_the_site_standing_and_says_so(newsroom, preview, open_page: Open) -> None:
    page = open_page(preview.url)
    newsroom.edit("newsroom.yaml", "name: The Example Courier", "nam: The Example Courier")
    expect(page.locator(".bs-errors")).to_contain_text("newsroom.yaml")
    expect(page.locator("header").first).to_contain_text("The Example Courier")
    newsroom.edit("newsroom.yaml", "nam: The Example Courier", "name: The New Courier")
    expect(page.locator("header").first).to_contain_text("The New Courier")
    expect(page.locator(".bs-errors")).to_have_count(0)


@pytest.mark.campaign
def test_desk_instant_and_banner_are_reached_with_the_keyboard_alone(preview, open_page: Open) -> None:
    page = open_page(preview.url)

    def press_until(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    press_until(".bs-preview summary")
    page.keyboard.press("Enter")
    expect(page.locator(".bs-preview li").first).to_be_visible()
    press_until(".bs-desk-link a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Desk")
    press_until('input[name="at"]')
    page.locator('input[name="at"]').fill("2031-01-02T06:00")
    page.keyboard.press("Enter")
    expect(page.locator(".bs-preview--as-of")).to_contain_text("As readers see it at Thu 2 Jan 2031, 06:00 UTC")
    expect(page.locator("main")).to_contain_text("Held news")
    expect(page.locator("main")).not_to_contain_text("A draft")
    press_until('a[href="?at=now"]')
    page.keyboard.press("Enter")
    expect(page.locator(".bs-preview--as-of")).to_have_count(0)


@pytest.mark.campaign
def test_errors_fold_away_with_the_keyboard(newsroom, preview, open_page: Open) -> None:
    newsroom.edit("content/world/rates.md", "headline:", "headlin:")
    preview.wait_for("/world/rates/", 'bs-errors"')
    page = open_page(f"{preview.url}world/rates/")
    page.locator(".bs-errors summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bs-errors pre").first).to_be_hidden()
    newsroom.edit("content/world/rates.md", "The vote was close.", "The vote was not close.")
    expect(page.locator(".bs-errors pre").first).to_be_hidden()


@pytest.mark.campaign
def test_the_desk_hears_of_changes_too(newsroom, preview, open_page: Open) -> None:
    page = open_page(f"{preview.url}_desk/")
    newsroom.story("world/fresh", "Fresh news", status="draft")
    expect(page.locator("main")).to_contain_text("Fresh news")


def test_nothing_that_the_page_asks_for_is_refused(preview, open_tab: Open) -> None:
    page = open_tab("about:blank")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", lambda reply: problems.append(reply.url) if reply.status >= 400 else None)
    for path in ("", "world/", "world/rates/", "_desk/"):
        page.goto(f"{preview.url}{path}")
        page.wait_for_load_state("load")
    assert [text for text in problems if "favicon" not in text] == []


def test_the_printed_link_works_when_it_is_clicked_in_webmail_or_a_chat(newsroom, browser: Browser) -> None:
    with preview_here(newsroom.root, host="127.0.0.1") as preview, browser.new_context() as visitor:
        page = visitor.new_page()
        link = f'<a id="link" href="{preview.url}">Look at this</a>'
        page.route("https://mail.example/", lambda route: route.fulfill(body=link, content_type="text/html"))
        page.goto("https://mail.example/")
        page.click("#link")
        expect(page.locator("main")).to_contain_text("Plain news")
        assert "token" not in page.url
