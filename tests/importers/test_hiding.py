"""Whatever hid a story at the old site, or may have, makes it a draft with a note."""

import pytest

DRAFT = "status: draft"


def front_matter(story: str) -> list[str]:
    """The lines of a story's front matter."""
    return story.split("\n---\n")[0].split("\n")[1:]


def of_only_story(old_site, dialect):
    """Import a site of one story: the lines of its front matter, and the notes on it."""
    (entry,) = old_site.take_over(dialect).stories
    return front_matter(old_site.story(entry.destination)), [note.message for note in entry.notes]


@pytest.mark.parametrize("path", ["_drafts/2026-01-01-a.md", "_drafts/a.md", "_posts/_held/2026-01-01-a.md"])
def test_what_jekyll_keeps_back_by_its_place_is_a_draft(old_site, path):
    old_site.write(path, "---\ntitle: A\ndate: 2026-01-01\n---\nText\n")
    lines, notes = of_only_story(old_site, "jekyll")
    assert DRAFT in lines
    assert "published: 2026-01-01" in lines
    assert "hid the story at the old site, or may have; it was imported as a draft" in notes[0]


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("collections:\n  news:\n    output: true\n", "_news/a.md"),
        ("collections:\n  news: {output: yes} # since 2019\n", "_news/2020/a.md"),
        ("collections_dir: stories\ncollections: {news: {output: true, permalink: /:path/}}\n", "stories/_news/a.md"),
    ],
)
def test_a_story_of_a_jekyll_collection_with_pages_is_public(old_site, settings, path):
    old_site.write("_config.yml", settings)
    old_site.write(path, "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    lines, notes = of_only_story(old_site, "jekyll")
    assert DRAFT not in lines
    assert notes == []


@pytest.mark.parametrize(
    "settings",
    [
        *("", "collections:\n  news:\n", "collections: [news]\n", "collections: {news: {output: false}}\n"),
        *("collections: {offers: {output: true}}\n", "collections_dir: x\ncollections: {news: {output: true}}\n"),
    ],
)
def test_a_story_of_a_jekyll_collection_without_pages_is_a_draft(old_site, settings):
    old_site.write("_config.yml", settings)
    old_site.write("_news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    lines, notes = of_only_story(old_site, "jekyll")
    assert DRAFT in lines
    assert "its place, `_news` hid the story" in notes[0]


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("collections: {news: {output: true}}\n", "_news/_held/a.md"),
        ("collections: {drafts: {output: true}}\n", "_drafts/a.md"),
        (
            "collections: {news: {output: true}}\ndefaults: [{scope: {type: news}, values: {published: no}}]\n",
            "_news/a.md",
        ),
        (
            "collections: {news: {output: on}}\ndefaults: [{scope: {type: news, path: _news/h}, values: {draft: yes}}]\n",
            "_news/h/a.md",
        ),
    ],
)
def test_what_is_kept_back_in_a_jekyll_collection_is_a_draft(old_site, settings, path):
    old_site.write("_config.yml", settings)
    old_site.write(path, "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    assert DRAFT in of_only_story(old_site, "jekyll")[0]


def test_defaults_of_a_jekyll_collection_hide_no_story_of_another(old_site):
    collections = "collections: {news: {output: true}, offers: {output: true}}\n"
    old_site.write("_config.yml", f"{collections}defaults: [{{scope: {{type: offers}}, values: {{published: no}}}}]\n")
    old_site.write("_news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    assert DRAFT not in of_only_story(old_site, "jekyll")[0]


@pytest.mark.parametrize(
    "typed",
    [
        *("published: false", "published: no", "published: Off", 'published: "no"', "published:", "published: ~"),
        *("published: false #until the trial", "draft: true #until the trial"),
        *("draft: true", "draft: yes", "draft: On", "draft: soon", "Draft: true", "DRAFT: yes"),
        *("headless: true", "build: {render: never}", "build:\n  list: never", "_build: {render: false}"),
        *("build: {render: link}", "Build: {Render: never}", "build: {list: false}"),
        *("permalink: false", "eleventyExcludeFromCollections: true", "eleventyExcludeFromCollections: [news]"),
        *("status: draft", "status: private", "status: pending", "status: future", "status: trash", "status: odd"),
        *("visibility: private", "password: opensesame", "post_password: '1234'", "private: yes", "hidden: true"),
        *("expiryDate: end of the year", "publishDate: when the jury is back", "unpublishdate: soon"),
    ],
)
@pytest.mark.parametrize("dialect", ["jekyll", "hugo", "eleventy"])
def test_what_a_field_hid_or_may_have_hidden_is_a_draft(old_site, typed, dialect):
    folder = "content/news" if dialect == "hugo" else "_posts"
    old_site.write(f"{folder}/2020-01-01-a.md", f"---\ntitle: A\ndate: 2020-01-01\n{typed}\n---\nText\n")
    lines, notes = of_only_story(old_site, dialect)
    assert DRAFT in lines
    assert any("imported as a draft" in note for note in notes)


@pytest.mark.parametrize(
    "typed",
    [
        *("draft: false", "draft: no", "draft:", 'draft: "false"', "published: true", "published: 2020-01-01"),
        *("status: publish", "Status: Published", "visibility: public", "password:", "password: ''", "hidden: no"),
        *("build: {render: always, list: local}", "headless: false", "permalink: /a/", "permalink: true"),
    ],
)
def test_a_field_that_says_that_a_story_is_public_leaves_it_so(old_site, typed):
    old_site.write("content/news/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{typed}\n---\nText\n")
    lines, notes = of_only_story(old_site, "hugo")
    assert DRAFT not in lines
    assert notes == []


@pytest.mark.parametrize("source", ["+++\ntitle = 'A'\ndate = 2020-01-01\nDraft = true\n+++\n", '{"draft": true}\n'])
def test_a_draft_in_toml_or_json_is_one(old_site, source):
    old_site.write("content/news/a.md", f"{source}Text\n")
    assert DRAFT in of_only_story(old_site, "hugo")[0]


@pytest.mark.parametrize("key", ["publishDate", "PublishDate", "publishdate", "pubDate", "published", "scheduled"])
def test_a_start_after_the_date_is_an_embargo(old_site, key):
    old_site.write("content/news/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{key}: 2090-01-01\n---\nText\n")
    assert front_matter(old_site.story(old_site.take_over().stories[0].destination)) == [
        "headline: A",
        "published: 2020-01-01",
        "embargo: 2090-01-01",
    ]


def test_of_several_starts_and_ends_the_latest_start_and_the_first_end_hold(old_site):
    dates = "publishDate: 2020-02-01\npubdate: 2090-01-01\nexpiryDate: 2099-01-01\nunpublishDate: 2095-01-01\n"
    old_site.write("content/news/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{dates}---\nText\n")
    lines, _ = of_only_story(old_site, "hugo")
    assert lines[2:] == ["expires: 2095-01-01", "embargo: 2090-01-01"]


@pytest.mark.parametrize(
    ("dialect", "beside", "text"),
    [
        ("hugo", "content/news/_index.md", "---\ntitle: News\ncascade: {draft: true}\n---\n"),
        ("hugo", "content/_index.md", "+++\n[[cascade]]\n[cascade.build]\nrender = 'never'\n+++\n"),
        ("hugo", "content/_index.md", "---\ncascade: [{_target: {path: /news/**}, draft: true}]\n---\n"),
        ("hugo", "content/news/_index.md", "---\ndraft: true\n---\n"),
        ("eleventy", "posts/news/news.json", '{"draft": true}'),
        ("eleventy", "posts/posts.11tydata.json", '{"permalink": false}'),
        ("eleventy", "posts/news/a.11tydata.json", '{"draft": "yes"}'),
        ("eleventy", "posts/news/news.11tydata.js", "module.exports = { draft: true };\n"),
        ("eleventy", "posts/news/news.json", '{"permalink": false,}'),
        ("jekyll", "_config.yml", "defaults:\n- scope: {path: _posts/news}\n  values: {published: false}\n"),
    ],
)
def test_what_a_file_beside_the_stories_hid_is_a_draft(old_site, dialect, beside, text):
    folder = {"hugo": "content", "eleventy": "posts", "jekyll": "_posts"}[dialect]
    old_site.write(f"{folder}/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    old_site.write(beside, text)
    lines, notes = of_only_story(old_site, dialect)
    assert DRAFT in lines
    assert f"in `{beside}`" in notes[0]


def test_a_storys_own_word_goes_before_that_of_its_folder(old_site):
    old_site.write("posts/a.md", "---\ntitle: A\ndate: 2020-01-01\ndraft: false\n---\nText\n")
    old_site.write("posts/posts.json", '{"draft": true}')
    assert DRAFT not in of_only_story(old_site, "eleventy")[0]


def test_a_cascade_for_other_pages_hides_nothing(old_site):
    cascade = "cascade: [{_target: {path: /offer/**}, draft: true}, {_target: {kind: section}, draft: true}]"
    old_site.write("content/_index.md", f"---\n{cascade}\n---\n")
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    assert DRAFT not in of_only_story(old_site, "hugo")[0]


def test_a_text_in_the_bundle_of_a_page_was_no_page_and_is_a_draft(old_site):
    old_site.write("content/news/a/index.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    old_site.write("content/news/a/notes.md", "---\ntitle: Notes\ndate: 2020-01-01\n---\nText\n")
    old_site.take_over("hugo")
    assert DRAFT not in front_matter(old_site.story("news/2020/a.md"))
    assert DRAFT in front_matter(old_site.story("news/2020/notes.md"))


def test_no_permalink_is_no_former_address(old_site):
    old_site.write("_posts/2020-01-01-a.md", "---\ntitle: A\npermalink: false\n---\nText\n")
    assert "/false" not in "\n".join(of_only_story(old_site, "eleventy")[0])
