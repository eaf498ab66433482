"""What a page weighs on the way to its reader, compressed by `gzip -9`."""

import gzip

from tests.newsrooms import Site, links


def compressed(site: Site, path: str) -> int:
    """Give the bytes of a file on the wire."""
    return len(gzip.compress((site.out / path.lstrip("/")).read_bytes(), 9))


def test_html_css_and_script_of_a_story_are_within_20_kilobytes(demo: Site) -> None:
    stories = [path for path in demo.tree() if path.endswith("index.html") and "<article class=" in demo.read(path)]
    assert len(stories) > 50
    (css,) = links(demo.page("index.html"), "link[rel=stylesheet]")
    (script,) = [node.attributes["src"] or "" for node in demo.page("index.html").css("script[src]")]
    most = max(compressed(demo, path) for path in stories)
    assert most + compressed(demo, css) + compressed(demo, script) <= 20_000


def test_the_script_is_within_6_kilobytes_before_it_is_compressed(demo: Site) -> None:
    scripts = {path: len(raw) for path, raw in demo.tree().items() if path.startswith("assets/")}
    of_all = [size for path, size in scripts.items() if path.startswith("assets/site.") and path.endswith(".js")]
    of_search = [size for path, size in scripts.items() if path.startswith("assets/search")]
    assert [size <= 6_000 for size in (*of_all, *of_search)] == [True] * 5


def test_the_faces_of_the_first_page_are_within_90_kilobytes(demo: Site) -> None:
    fonts = {path: len(raw) for path, raw in demo.tree().items() if path.endswith(".woff2")}
    assert sum(size for path, size in fonts.items() if "-ext." not in path) <= 90_000
