"""Newsrooms that are hard to set: long words, long headlines, nothing at all, and a script that runs the other way."""

from pathlib import Path

from tests.newsrooms import Site, faults, source

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SIX_LINES = (
    "After eleven years, four hearings and two changes of government, the committee that was to say in a month where "
    "the bridge should stand has said that it cannot say, and asks for another year in which to find out why that is so"
)
WIDE_TABLE = "| Year | " + " | ".join(f"Riding {n}" for n in range(14)) + " |\n|" + "---|" * 15 + "\n"
WIDE_TABLE += "| 2026 | " + " | ".join("1,234,567" for _ in range(14)) + " |"
BODY = f"""\
The lede names <https://example.com/a/very/long/address/that/never/ends/and/goes/on?with=parameters&and=more>.

{WIDE_TABLE}

```
a line of code that is much wider than the column in which it stands, and that must not be broken anywhere at all
```

## {LONG_WORD}

> “We are {LONG_WORD},” she said.
"""

SETTINGS = """\
name: The Particularly Long-Named Valley Intelligencer and Commercial Advertiser
address: https://hard.example
sections:
  - slug: world
    name: World
  - slug: politics
    name: Intergovernmental-Relationships
  - slug: empty
    name: Empty
  - slug: opinion
    name: Opinion
regions:
  - slug: north
    name: Kangiqsualujjuaq-Quaqtaq
"""

ARABIC_SETTINGS = """\
logo: pictures/wide.svg
name: بريد الوادي
address: https://rtl.example
language: ar
city: القاهرة
sections:
  - slug: world
    name: العالم
  - slug: opinion
    name: رأي
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#345" d="M0 0h16v9H0z"/></svg>'


def hard_newsroom(folder: Path) -> Path:
    """Build the newsroom of long and missing things; give its site."""
    site = Site(folder / "newsroom")
    site.write("newsroom.yaml", SETTINGS)
    site.write("content/pictures/map.svg", SVG)
    site.write("content/world/six-lines.md", source(SIX_LINES, BODY, published="2026-11-22 10:00", priority="1"))
    site.write("content/world/one.md", source("Fire", kicker=LONG_WORD, deck=f"{LONG_WORD}, and {SIX_LINES}"))
    site.write(
        "content/world/picture.md",
        source(
            LONG_WORD,
            image="{file: /pictures/map.svg, alt: A map, credit: R. Lindqvist}",
            authors="[{name: " + LONG_WORD + "}]",
        ),
    )
    site.write("content/politics/only.md", source("The only story of its section", regions="north"))
    site.write("content/opinion/view.md", source(SIX_LINES, "I think so.", authors="[{name: A. Columnist}]"))
    return _build(site)


def right_to_left_newsroom(folder: Path) -> Path:
    """Build a newsroom in Arabic; give its site."""
    site = Site(folder / "newsroom")
    site.write("newsroom.yaml", ARABIC_SETTINGS)
    site.write("content/pictures/map.svg", SVG)
    site.write("content/pictures/wide.svg", SVG.replace("0 0 16 9", "0 0 90 9"))
    body = "بدأت القصة هنا في الصباح الباكر.\n\n## عنوان فرعي\n\nومضت الأيام كما مضت من قبل."
    picture = "{file: /pictures/map.svg, alt: خريطة, credit: تصوير}"
    site.write(
        "content/world/river.md",
        source("النهر يعود إلى مجراه بعد عام من الجفاف", body, image=picture, deck="قال الناس إنهم انتظروا."),
    )
    site.write("content/world/road.md", source("الطريق إلى البحر", body))
    site.write("content/opinion/view.md", source("رأي في الطريق", body, authors="[{name: كاتب}]"))
    return _build(site)


def _build(site: Site) -> Path:
    result = site.build()
    assert result.is_ok, faults(result)
    return site.out
