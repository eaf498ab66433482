"""Whatever stands in a field, every XML output parses strictly and every JSON output loads."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings, strategies as st

from tests.machines.hostile import TEXTS, judge, write_newsroom
from tests.newsrooms import Site


@settings(max_examples=6)
@given(st.lists(TEXTS, min_size=4, max_size=8), st.sampled_from(["escape", "trust"]))
def test_no_text_breaks_what_programs_read(texts: list[str], html_policy: str) -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder) / "newsroom")
        write_newsroom(site, texts, html_policy)
        assert judge(site, len(texts)) == []
