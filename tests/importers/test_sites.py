"""What becomes of a whole site: its stories, their places and addresses, its authors."""

import pytest

from broadsheet.importers import render_report, write_report
from tests.importers.sites import PICTURE


def keys(story: str) -> list[str]:
    """The lines of a story's front matter."""
    return story.split("\n---\n")[0].split("\n")[1:]


def test_a_story_of_each_kind_of_front_matter_comes_over(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    old_site.write("content/news/b.md", "+++\ntitle = 'B'\ndate = 2020-01-01T10:00:00Z\n+++\nText\n")
    old_site.write("content/news/c.md", '{\n"title": "C",\n"date": "2020-01-01"\n}\nText\n')
    report = old_site.take_over()
    assert [story.destination for story in report.stories] == [f"news/2020/{name}.md" for name in "abc"]
    assert keys(old_site.story("news/2020/b.md"))[:2] == ["headline: B", "published: 2020-01-01 10:00 +00:00"]
    assert report.count("imported") == 3


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2012-02-24 9:05:00 -0400", "2012-02-24 09:05 -04:00"),
        ("2015-03-17 14:00:00 -4", "2015-03-17 14:00 -04:00"),
        ("'2015-03-17T14:00:00.000Z'", "2015-03-17 14:00Z"),
        ("March 3, 2014", "2014-03-03"),
        ("Tue, 04 Mar 2014 10:00:00 -0500", "2014-03-04 10:00:00 -0500"),
        ("2014/3/4", "2014-03-04"),
    ],
)
def test_odd_dates_are_read(old_site, typed, written):
    old_site.write("content/news/a.md", f"---\ntitle: A\ndate: {typed}\n---\nText\n")
    report = old_site.take_over()
    assert f"published: {written}" in keys(old_site.story(report.stories[0].destination))
    assert report.stories[0].notes == ()


def test_a_time_the_clocks_showed_twice_takes_the_first_reading_with_a_note(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-11-01 01:30:00\n---\nText\n")
    report = old_site.take_over()
    assert "published: 2020-11-01 01:30 -0600" in keys(old_site.story("news/2020/a.md"))
    assert [note.line for note in report.stories[0].notes] == [3]


def test_a_story_without_a_readable_date_is_a_draft_with_a_note(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: soon\n---\nText\n")
    report = old_site.take_over()
    assert "status: draft" in keys(old_site.story("news/a.md"))
    assert [note.message for note in report.stories[0].notes] == [
        "no date could be read; the story was imported as a draft"
    ]


def test_the_date_may_stand_in_the_file_name_only(old_site):
    old_site.write("_posts/2014-03-12-hello.md", "---\ntitle: Hello\n---\nText\n")
    old_site.take_over("jekyll")
    assert keys(old_site.story("news/2014/hello.md")) == [
        "headline: Hello",
        "published: 2014-03-12",
        "aliases:",
        "  - /2014/03/12/hello/",
    ]


def test_blanks_a_mark_and_windows_line_ends_do_not_matter(old_site):
    old_site.write(
        "content/news/a.md", b"\xef\xbb\xbf\r\n\r\n---\r\ntitle: A\r\ndate: 2020-01-01\r\n---\r\nOne\r\nTwo\r\n"
    )
    assert old_site.take_over().stories[0].notes == ()
    assert old_site.story("news/2020/a.md").endswith("\n\nOne\nTwo\n")


def test_broken_yaml_is_read_key_by_key(old_site):
    source = '---\ntitle: "Odd: one\ndate: 2020-01-01\ntags:\n- melody\t\n- x\n---\nText\n'
    old_site.write("content/news/a.md", source)
    report = old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[0] == "headline: '\"Odd: one'"
    assert "published: 2020-01-01" in old_site.story("news/2020/a.md")
    assert {note.line for note in report.stories[0].notes} >= {2}


def test_of_two_equal_keys_the_last_is_taken_and_the_first_noted(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\nkicker: One\nkicker: Two\n---\nText\n")
    note = old_site.take_over().stories[0].notes[0]
    assert "kicker: Two" in keys(old_site.story("news/2020/a.md"))
    assert (note.line, note.excerpt) == (4, "One")


def test_headlines_are_plain_text_on_one_line(old_site):
    old_site.write(
        "content/news/a.md", '---\ntitle: "Q&amp;A &#8217;tis\n  <em>fine</em>"\ndate: 2020-01-01\n---\nText\n'
    )
    old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[0] == 'headline: "Q&A ’tis fine"'


def test_a_missing_title_is_made_from_the_first_heading_or_the_slug(old_site):
    old_site.write("content/news/a.md", "---\ndate: 2020-01-01\n---\n# What now\n")
    old_site.write("content/news/rates-rise.md", "---\ndate: 2020-01-01\n---\n")
    report = old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[0] == "headline: What now"
    assert keys(old_site.story("news/2020/rates-rise.md"))[0] == "headline: Rates rise"
    assert "the story has no text" in [note.message for note in report.stories[1].notes]


def test_equal_slugs_of_a_section_are_told_apart(old_site):
    for month in ("01", "02"):
        old_site.write(f"content/news/2020/{month}/x.md", f"---\ntitle: X\nslug: x\ndate: 2020-{month}-01\n---\nText\n")
    old_site.write("content/sport/x.md", "---\ntitle: X\ndate: 2020-03-01\n---\nText\n")
    report = old_site.take_over()
    assert [story.destination for story in report.stories] == ["news/2020/x.md", "news/2020/x-2.md", "sport/2020/x.md"]
    assert report.sections == ("news", "sport")


def test_links_between_stories_lead_to_their_new_places(old_site):
    body = '[a]({{< ref "2020-01-01-a.md" >}}) [b](/2020/01/01/a/#top) [c](https://www.old.example/2020/01/01/a/)'
    old_site.write("content/news/2020-01-01-a.md", "---\ntitle: A\nslug: a\ndate: 2020-01-01\n---\nText\n")
    old_site.write("content/news/2020-01-02-b.md", f"---\ntitle: B\nslug: b\ndate: 2020-01-02\n---\n{body}\n")
    old_site.take_over(old_address="https://old.example")
    text = old_site.story("news/2020/b.md")
    assert "[a](/news/2020/a.md) [b](/news/2020/a.md) [c](/news/2020/a.md)" in text
    assert "  - /2020/01/02/b/" in text


def test_earlier_addresses_become_aliases_unless_two_stories_claim_them(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\naliases: [old-a, /shared/]\n---\nText\n")
    old_site.write("content/news/b.md", "---\ntitle: B\ndate: 2020-01-01\naliases: [/shared/, '/b?x=1']\n---\nText\n")
    report = old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[-2:] == ["aliases:", "  - /old-a"]
    assert "aliases" not in old_site.story("news/2020/b.md")
    assert [note.message for note in report.stories[1].notes] == [
        "the old address is another story's too, and was not kept as an alias",
        "the alias is no path",
    ]


def test_authors_get_profiles_and_topics_get_names(old_site):
    old_site.write("content/authors/jane-doe/_index.md", "---\ndisplay_name: Jane P. Doe\ngithub: jpd\n---\n")
    old_site.write(
        "content/news/a.md",
        "---\ntitle: A\ndate: 2020-01-01\nauthors: [jane-doe, ilya-b, Ann Lee]\n"
        "topics: [product-and-project-management, API]\ntags: [api]\n---\nText\n",
    )
    report = old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[1:] == [
        "authors:",
        "  - jane-doe",
        "  - ilya-b",
        "  - Ann Lee",
        "published: 2020-01-01",
        "topics:",
        "  - Product and project management",
        "  - API",
    ]
    assert old_site.story("authors/jane-doe.md").startswith("---\nname: Jane P. Doe\nlinks:\n")
    assert [(author.name, author.invented) for author in report.authors] == [("Ilya B", True), ("Jane P. Doe", False)]


def test_where_a_story_came_from_is_said(old_site):
    origin = "source: gsa\nsource_url: https://www.gsa.example/blog/x"
    old_site.write("content/news/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{origin}\n---\nText\n")
    old_site.write("content/news/b.md", "---\ntitle: B\ndate: 2020-01-01\nsource: gsa\n---\nText\n")
    old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[2:] == [
        "credits:",
        "  - First published at gsa.example",
        "canonical: https://www.gsa.example/blog/x",
    ]
    assert keys(old_site.story("news/2020/b.md"))[2:] == ["credits:", '  - "Source: gsa"']


@pytest.mark.parametrize(
    ("canonical", "is_kept"),
    [
        ("https://old.example/2026/11/rates/", False),
        ("https://www.old.example/2026/11/rates?utm_source=x", False),
        ("https://old.example/was/rates.html", False),
        ("https://old.example/2026/11/ports/", True),
        ("https://wire.example/2026/11/rates/", True),
    ],
)
def test_a_storys_own_old_address_is_no_canonical_one(old_site, canonical, is_kept):
    front_matter = f"permalink: /2026/11/rates/\nredirect_from: /was/rates\ncanonical_url: {canonical}"
    old_site.write("_posts/2026-11-20-rates.md", f"---\ntitle: Rates\n{front_matter}\n---\nText\n")
    old_site.take_over("jekyll", "https://old.example")
    found = keys(old_site.story("news/2026/rates.md"))
    assert "  - /2026/11/rates/" in found
    assert (f"canonical: {canonical}" in found) == is_kept == ("canonical" in "".join(found))


def test_a_summary_that_repeats_the_opening_does_not_stand_above_it(old_site):
    old_site.write(
        "content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\nsummary: If you have ever\n---\nIf you have ever been\n"
    )
    old_site.write("content/news/b.md", "---\ntitle: B\ndate: 2020-01-01\nsummary: What it means\n---\nText\n")
    old_site.take_over()
    assert "summary: If you have ever" in keys(old_site.story("news/2020/a.md"))
    assert "deck: What it means" in keys(old_site.story("news/2020/b.md"))


def test_drafts_and_expiry_dates_are_kept(old_site):
    old_site.write(
        "content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\ndraft: true\nexpirydate: 2021-01-01\n---\nText\n"
    )
    old_site.take_over()
    assert keys(old_site.story("news/2020/a.md"))[2:] == ["expires: 2021-01-01", "status: draft"]


def test_the_lead_picture_does_not_stand_twice(old_site):
    old_site.write("assets/x.png", PICTURE)
    source = '---\ntitle: A\nimage: /assets/x.png\n---\nText\n\n{% image "assets/x.png" "A crane" %}\n\nMore\n'
    old_site.write("_posts/2020-01-01-a.md", source)
    old_site.take_over("jekyll")
    text = old_site.story("news/2020/a.md")
    assert "image:\n  file: /pictures/x.png\n  alt: A crane\n" in text
    assert text.endswith("\n---\n\nText\n\nMore\n")


def test_keys_without_a_counterpart_are_counted(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\nweight: 1\n---\nText\n")
    report = old_site.take_over()
    assert report.stories[0].dropped_keys == ("weight",)
    assert "| `weight` | 1 |" in render_report(report)


def test_the_report_names_the_place_of_each_fault(old_site, tmp_path):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n\n[x](/nowhere/)\n")
    report = old_site.take_over()
    write_report(report, tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text("utf-8")
    assert (
        "- `content/news/a.md:7` the link to `/nowhere/` leads to nothing here; its text was kept: `[x](/nowhere/)`"
        in text
    )
    assert "  - slug: news\n    name: News" in text


def test_what_is_there_already_is_not_overwritten(old_site):
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText\n")
    old_site.take_over()
    assert old_site.take_over().stories[0].notes == ()
    (old_site.content / "news/2020/a.md").write_text("mine", "utf-8")
    note = old_site.take_over().stories[0].notes[0]
    assert note.message == "a file of this name is there already; the story was not written"
    assert old_site.story("news/2020/a.md") == "mine"


def test_files_without_front_matter_are_left_out_by_name(old_site):
    old_site.write("content/README.md", "Read me\n")
    old_site.write("content/news/_index.md", "---\ntitle: News\n---\n")
    assert old_site.take_over().left_out == (
        ("content/README.md", "no front matter"),
        ("content/news/_index.md", "a list page"),
    )


def test_a_link_out_of_the_site_is_not_followed(old_site, tmp_path):
    (tmp_path / "secret.md").write_text("---\ntitle: S\ndate: 2020-01-01\n---\nSecret\n", "utf-8")
    old_site.write("content/news/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n![x](/../../secret.md)\n")
    (old_site.source / "content/news/s.md").symlink_to(tmp_path / "secret.md")
    assert [story.destination for story in old_site.take_over().stories] == ["news/2020/a.md"]
