"""Edits of the newsroom's own theme: templates, words, style sheets and other files."""

from functools import partial

from tests.edits.newsroom import Newsroom, inside_macro

MACROS = ("card", "row", "picture", "kicker", "names", "byline", "timestamp", "day")
PARTIALS = ("head", "head_files", "site_header", "site_footer", "pagination", "listing_days", "row", "article_body")
PAGES = ("topic", "article", "section", "author", "home", "page", "day", "latest")
WORDS = "words/en.yaml"
FONT = "templates/assets/fonts/ours.woff2"


def _mark(newsroom: Newsroom) -> str:
    return newsroom.choose(("<!-- one -->", "<!-- two -->"))


def _in_content(text: str, addition: str) -> str:
    start = "{% block content %}"
    return text.replace(start, start + addition)


def change_the_base(newsroom: Newsroom) -> None:
    mark = _mark(newsroom)
    newsroom.override("base.html", lambda text: text.replace("<main", f"{mark}<main"))


def change_a_partial(newsroom: Newsroom) -> None:
    mark = _mark(newsroom)
    newsroom.override(f"partials/{newsroom.choose(PARTIALS)}.html", lambda text: text + mark)


def change_a_macro(newsroom: Newsroom) -> None:
    newsroom.override(f"macros/{newsroom.choose(MACROS)}.html", partial(inside_macro, addition=_mark(newsroom)))


def put_a_template_over_the_packaged_one(newsroom: Newsroom) -> None:
    mark = _mark(newsroom)
    newsroom.override(f"pages/{newsroom.choose(PAGES)}.html", lambda text: _in_content(text, mark))


def put_a_shortcode_over_the_packaged_one(newsroom: Newsroom) -> None:
    mark = _mark(newsroom)
    newsroom.override(f"shortcodes/{newsroom.choose(('figure', 'pull', 'related', 'embed'))}.html", mark.__add__)


def change_a_feed_template(newsroom: Newsroom) -> None:
    mark = _mark(newsroom)
    newsroom.override(f"feeds/{newsroom.choose(('rss', 'sitemap'))}.xml", lambda text: text + mark)


def include_a_new_template(newsroom: Newsroom) -> None:
    """Write a template of a new name and include it; or only one of the two."""
    for is_partial in newsroom.choose(((True, False), (True,), (False,))):
        if is_partial:
            newsroom.remove("templates/partials/ours.html")
            newsroom.write("templates/partials/ours.html", f"{_mark(newsroom)}{{{{ words.latest }}}}")
        else:
            newsroom.override("pages/topic.html", lambda text: _in_content(text, '{% include "partials/ours.html" %}'))


def delete_a_template(newsroom: Newsroom) -> None:
    if newsroom.own_templates():
        newsroom.delete(newsroom.choose(newsroom.own_templates()))


def delete_all_templates(newsroom: Newsroom) -> None:
    newsroom.remove("templates")


def write_a_template_in_other_letter_case(newsroom: Newsroom) -> None:
    """Write a template whose name is in capitals: one that a page includes, or one that is in nobody's place."""
    mark = _mark(newsroom)
    if newsroom.choose((True, False)):
        newsroom.remove("templates/pages/Topic.html")
        newsroom.write("templates/pages/Topic.html", mark)
    else:
        newsroom.remove("templates/partials/Ours.html")
        newsroom.write("templates/partials/Ours.html", mark)
        newsroom.override("pages/section.html", lambda text: _in_content(text, '{% include "partials/Ours.html" %}'))


def show_other_stories_in_a_page(newsroom: Newsroom) -> None:
    shown = newsroom.choose(("card.headline", "card.deck", "card.byline|length", "card.related|length"))
    loop = f"{{% for card in next_read %}}{{{{ {shown} }}}}{{% endfor %}}"
    newsroom.override("pages/article.html", lambda text: _in_content(text, loop))


def change_the_style(newsroom: Newsroom) -> None:
    rule = newsroom.choose((".x{--n:1}", ".x{--n:2}"))
    newsroom.override("assets/css/tokens.css", lambda text: f"{text}\n{rule}\n")


def change_the_script(newsroom: Newsroom) -> None:
    line = newsroom.choose(("\n// one", "\n// two"))
    newsroom.override("assets/site.js", lambda text: text + line)


def change_words(newsroom: Newsroom) -> None:
    latest, paid = newsroom.choose((("Newest", "Paid for"), ("Neues", "Anzeige")))
    newsroom.override(
        WORDS,
        lambda text: text.replace("\nlatest: Latest", f"\nlatest: {latest}").replace(
            "\nsponsored: Sponsored", f"\nsponsored: {paid}"
        ),
    )


def change_words_of_another_language(newsroom: Newsroom) -> None:
    latest = newsroom.choose(("Derniers", "À la une"))
    newsroom.override("words/fr.yaml", lambda text: f"{text}\n# {latest}\n")
    newsroom.set_key(newsroom.a_story(), "lang", newsroom.choose(("fr-CA", "")))


def lose_a_word(newsroom: Newsroom) -> None:
    newsroom.override(WORDS, lambda text: text.replace("\nlatest: Latest", ""))


def publish_further_files(newsroom: Newsroom) -> None:
    """Put a folder of files into the theme's assets and a typeface beside it, or stop publishing them."""
    folder = "templates/assets/campaign"
    if (newsroom.root / folder).exists():
        newsroom.remove(folder)
        newsroom.remove(FONT)
    else:
        for path in (f"{folder}/badge.txt", f"{folder}/deep/badge.txt", FONT):
            newsroom.write(path, newsroom.choose(("one", "two")))


def change_the_size_pictures_stand_in(newsroom: Newsroom) -> None:
    sizes = newsroom.choose(("50vw", "25vw"))
    newsroom.override("macros/picture.html", lambda text: text.replace('sizes="100vw"', f'sizes="{sizes}"'))
