"""The search page. It holds no story: what it finds is in the index beside it, which the reader's browser asks."""

import json

from broadsheet.content.story import LABELS
from broadsheet.rendering.cards import label_text
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.views import SearchForm
from broadsheet.rendering.whole_page import render_page

SEARCH = "/search/"


def render_search(maker: PageMaker, _argument: str) -> str:
    """Render the search page."""
    title = maker.words().find("search", "Search")
    dates = maker.dates()
    months = [(f"{number:02}", dates.month_name(f"2000-{number:02}")) for number in range(1, 13)]
    sections = [maker.section(section.slug) for section in maker.sections]
    labels = json.dumps({label: label_text(maker, label) for label in LABELS}, ensure_ascii=False)
    form = SearchForm(maker.url(SEARCH), sections, months, labels)
    page = maker.page("search", title, SEARCH, robots="noindex, follow")
    return render_page(maker, page, {"search": form})
