"""What becomes of the markup of other generators."""

import pytest

from tests.importers.sites import PICTURE

HUGO = {
    "a quotation becomes a pull quote": (
        '{{< quote-block text="Trust the people." cite="A. Lincoln" >}}',
        "::: pull\nTrust the people.\n— A. Lincoln\n:::",
    ),
    "a video becomes its address": (
        '{{< youtube id="Z4XCkDhve20" title="Money" >}}',
        "[Money](https://www.youtube.com/watch?v=Z4XCkDhve20)",
    ),
    "a post becomes its address": (
        '{{< tweet user="NIH" id="656108684095918080" >}}',
        "https://x.com/NIH/status/656108684095918080",
    ),
    "a box keeps its text": ("{{< box >}}**Note** this.{{< /box >}}\n\nMore.", "**Note** this.\n\nMore."),
    "the title of a ring is kept": ('{{< ring title="Who?">}}\nUs.\n{{< /ring >}}', "**Who?**\n\nUs."),
    "a highlight keeps its text": ("Use a {{< highlight >}}.gov{{< /highlight >}} name", "Use a .gov name"),
    "a code shortcode becomes a fence": ("{{< highlight go >}}\na := 1\n{{< /highlight >}}", "```go\na := 1\n```"),
    "a commented shortcode is shown": ("Write {{</* ref */>}}.", "Write {{< ref >}}."),
    "a WordPress video becomes its address": (
        "[youtube=http://www.youtube.com/watch?v=bx2YzdR0kLo&w=600]",
        "http://www.youtube.com/watch?v=bx2YzdR0kLo",
    ),
}

HTML = {
    "emphasis": ("<strong>Bold </strong>and <em>fine</em>.", "**Bold** and *fine*."),
    "emphasis that touches a word closes": ("<b>Note:</b>This", "**Note**:This"),
    "a link": ('<a href="https://a.example/" target="_blank">Here</a>', "[Here](https://a.example/)"),
    "a wrapper goes": ('<div class="x">\n  <p>One</p>\n  <span>Two</span>\n</div>', "One\n\nTwo"),
    "a list": ("<ul>\n<li>One</li>\n<li>Two <b>b</b></li>\n</ul>", "- One\n- Two **b**"),
    "nested lists": ("<ol><li>A<ul><li>B</li></ul></li><li>C</li></ol>", "1. A\n   - B\n2. C"),
    "a table": (
        "<table><caption>Cap</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x|y</td></tr></table>",
        "Cap\n\n| A | B |\n|---|---|\n| 1 | x\\|y |",
    ),
    "a table without a head": ("<table><tr><td>1</td><td>2</td></tr></table>", "|  |  |\n|---|---|\n| 1 | 2 |"),
    "a quotation": ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two"),
    "a heading": ("<h4>Head</h4>\nText", "## Head\n\nText"),
    "a line break": ("One<br />\nTwo", "One\\\nTwo"),
    "two line breaks part paragraphs": ("One<br><br>Two", "One\n\nTwo"),
    "a rule": ("One\n\n<hr>\n\nTwo", "One\n\n* * *\n\nTwo"),
    "code": ("<pre>a &lt; b</pre> and <code>x</code>", "```\na < b\n```\n\nand `x`"),
    "raised figures": ("10<sup>2</sup> and 21<sup>st</sup>", "10² and 21st"),
    "terms": ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "**Term**\n\nMeaning"),
    "a video frame": (
        '<iframe src="//www.youtube-nocookie.com/embed/36sdFlR1F-s?rel=0"></iframe>',
        "https://www.youtube.com/watch?v=36sdFlR1F-s",
    ),
    "another frame": (
        '<iframe src="https://a.example/widget" title="Widget"></iframe>',
        "[Widget](https://a.example/widget)",
    ),
    "words in angle brackets": ("Type <some name> here", "Type \\<some name> here"),
    "a comment goes": ("One<!-- more --> two", "One two"),
    "code is left alone": ("`<b>x</b>` and\n\n```\n<b>{: .y}</b>\n```", "`<b>x</b>` and\n\n```\n<b>{: .y}</b>\n```"),
    "an unclosed quotation mark swallows nothing": (
        '<a href="https://a.example/x>News</a> in <a href="https://b.example/">May</a>',
        "[News](https://a.example/x) in [May](https://b.example/)",
    ),
    "entities": ("It&#8217;s A&amp;B &lt;c&gt;", "It’s A&amp;B &lt;c&gt;"),
    "a post with its text": (
        (
            '<blockquote class="twitter-tweet"><p>Hello</p>&mdash; A (@a) '
            '<a href="https://twitter.com/a/status/12">May 1</a></blockquote>'
        ),
        "> Hello\n>\n> — A (@a) [May 1](https://twitter.com/a/status/12)\n\nhttps://twitter.com/a/status/12",
    ),
}

MARKS = {
    "headings begin at the second level and skip none": ("# A\n\n### B\n\n# C", "## A\n\n### B\n\n## C"),
    "a heading's name in braces goes": ("## Personas {#personas}", "## Personas"),
    "underlined headings": ("Title\n=====\n\nText", "## Title\n\nText"),
    "a related link of ours is escaped": ("WATCH | the birds", "WATCH \\| the birds"),
    "a fence of ours is escaped": ("::: pull me", "\\::: pull me"),
    "a link to the page itself finds its heading": (
        "[Go](#who-we-are)\n\n## Who we are\n",
        "[Go](#who-we-are)\n\n## Who we are",
    ),
}

LIQUID = {
    "the old root goes": ("{{ site.baseurl }}", ""),
    "raw text is kept": ("Use {% raw %}{{ name }}{% endraw %}.", "Use {{ name }}."),
    "a comment goes": ("One{% comment %} two {% endcomment %}", "One"),
    "a colleague's name": ('By {{ "jane-doe" | team_link }}', "By Jane Doe"),
    "an embed": (
        '{{ "https://www.youtube.com/watch?v=UwOG3BrdODo" | embed: "Cloud" }}',
        "[Cloud](https://www.youtube.com/watch?v=UwOG3BrdODo)",
    ),
}


@pytest.mark.parametrize("name", HUGO)
def test_hugo_shortcodes_become_markdown(old_site, name):
    body, expected = HUGO[name]
    assert old_site.convert(body)[0] == expected


@pytest.mark.parametrize("name", HTML)
def test_html_becomes_markdown(old_site, name):
    body, expected = HTML[name]
    assert old_site.convert(body)[0] == expected


@pytest.mark.parametrize("name", MARKS)
def test_marks_that_differ_between_dialects_are_settled(old_site, name):
    body, expected = MARKS[name]
    assert old_site.convert(body)[0] == expected


@pytest.mark.parametrize("name", LIQUID)
def test_liquid_tags_become_markdown(old_site, name):
    body, expected = LIQUID[name]
    assert old_site.convert(body, "jekyll")[0] == expected


def test_an_unknown_shortcode_keeps_its_words_and_is_noted_with_its_line(old_site):
    text, notes = old_site.convert('One\n\n{{< fancy title="Two" >}}three{{< /fancy >}}')
    assert text == "One\n\nTwo\n\nthree"
    assert notes == [(7, "the shortcode `fancy` has no counterpart; its text was kept")]


def test_notes_name_the_line_of_the_source_after_tables_and_lists_were_rewritten(old_site):
    body = "<table>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr>\n</table>\n\nText <script>x()</script>\n"
    assert old_site.convert(body)[1] == [(10, "a script was removed")]


def test_an_attribute_list_goes_with_a_note(old_site):
    text, notes = old_site.convert("Big words\n{: .lead}\n", "jekyll")
    assert text == "Big words"
    assert notes == [(6, "the attribute list was removed")]


def test_a_local_picture_is_copied_and_becomes_a_figure(old_site):
    old_site.write("assets/blog/a b.png", PICTURE)
    body = '{% image "assets/blog/a b.png" "A "red" crane" %}\n*Cranes at [work](https://a.example/)*\n\nText'
    text, notes = old_site.convert(body, "jekyll")
    assert text == '![A "red" crane](/pictures/blog/a-b.png "Cranes at [work](https://a.example/)")\n\nText'
    assert notes == []
    assert (old_site.content / "pictures/blog/a-b.png").read_bytes() == PICTURE


def test_a_figure_keeps_its_caption(old_site):
    old_site.write("static/x.png", PICTURE)
    body = '<figure>\n  <img src="/x.png" alt="X">\n  <figcaption>The <em>X</em></figcaption>\n</figure>'
    assert old_site.convert(body)[0] == '![X](/pictures/x.png "The *X*")'


def test_a_picture_that_is_elsewhere_becomes_words_and_a_link(old_site):
    body = '{{< legacy-img src="2014/a.jpg" alt="A crane" caption="At work" >}}Text follows.'
    text, notes = old_site.convert(body)
    assert text == "Picture: A crane\n\nAt work\n\nText follows."
    assert notes == [(5, "the picture is not among the files")]


def test_a_picture_on_another_site_becomes_a_link(old_site):
    text, notes = old_site.convert("![A crane](https://a.example/a.jpg)")
    assert text == "[Picture: A crane](https://a.example/a.jpg)"
    assert notes == [(5, "the picture is not among the files")]


def test_a_picture_in_a_list_stays_in_its_line(old_site):
    assert old_site.convert('1. {{< img src="uid" alt="Cranes" >}}Deciding')[0] == "1. (Picture: Cranes) Deciding"


def test_a_link_to_nothing_leaves_its_text(old_site):
    text, notes = old_site.convert('See [the guide]({{< ref "guides/x.md" >}}) and [more][1].\n\n[1]: /about/\n')
    assert text == "See the guide and more."
    assert [line for line, _ in notes] == [5, 7]


def test_a_link_to_nothing_leads_to_the_old_site_where_its_address_is_known(old_site):
    text, notes = old_site.convert('[the guide]({{< ref "guides/x.md" >}})', old_address="https://old.example")
    assert text == "[the guide](https://old.example/guides/x/)"
    assert notes == []


def test_elements_that_nest_without_end_keep_their_text(old_site):
    text, notes = old_site.convert("<ul><li>" * 1500 + "Deep" + "</li></ul>" * 1500)
    assert text == "Deep"
    assert notes == [(5, "the elements nest too deeply; their text was kept")]
