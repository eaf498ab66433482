"""Forty pictures with secrets in them: what may be said of them is published, what may not is nowhere."""

import io
from base64 import b64encode
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from broadsheet.photos.metadata import read_details
from tests.newsrooms import Site, faults, texts
from tests.photos import secrets
from tests.photos.secrets import CREATOR, CREDIT, FORMATS, RIGHTS, SECRETS, Hoard, hoarding

HOARDS = [
    Hoard(),
    Hoard(iptc=False),
    Hoard(exif=False),
    Hoard(iptc=False, exif=False),
    Hoard(xmp=False),
    Hoard(xmp=False, iptc=False),
    Hoard(xmp=False, exif=False),
    Hoard(),
]
# Formats that hold IPTC-IIM, EXIF or neither, besides XMP.
CARRIES = {"jpg": ("iptc", "exif"), "png": ("exif",), "webp": ("exif",), "avif": ("exif",), "gif": ()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A newsroom with forty photographs, each above a story of its own."""
    site = Site(tmp_path_factory.mktemp("desk") / "newsroom")
    for number, hoard in enumerate(HOARDS):
        for kind in FORMATS:
            name = f"{kind}-{number}"
            site.write(f"content/pictures/{name}.{kind}", hoarding(kind, hoard, number, (480, 96)))
            site.story(f"world/{name}", f"Picture {name}", image=f"/pictures/{name}.{kind}")
    result = site.build(jobs=2)
    assert result.is_ok, faults(result)
    return site


def names_somebody(kind: str, hoard: Hoard) -> bool:
    return hoard.xmp or any(getattr(hoard, form) for form in CARRIES[kind])


def test_the_pictures_of_these_tests_do_hold_secrets(desk: Site) -> None:
    held = {kind: (desk.root / f"content/pictures/{kind}-0.{kind}").read_bytes() for kind in FORMATS}
    assert {name for name, secret in SECRETS.items() if secret in held["jpg"]} == set(SECRETS)
    assert all(sum(secret in raw for secret in SECRETS.values()) >= 6 for raw in held.values())


def test_no_file_of_the_site_holds_a_secret(desk: Site) -> None:
    found = [(path, name) for path, raw in desk.tree().items() for name, secret in SECRETS.items() if secret in raw]
    assert found == []


def test_no_picture_keeps_a_position_a_thumbnail_or_a_comment(desk: Site) -> None:
    kept: list[tuple[str, object]] = []
    for path in sorted((desk.out / "media").iterdir()):
        with Image.open(path) as image:
            image.load()
            exif = image.getexif()
            kept += [(path.name, tag) for tag in exif if tag not in (0x013B, 0x8298)]
            kept += [(path.name, "gps")] if exif.get_ifd(0x8825) or exif.get_ifd(0x8769) else []
            kept += [
                (path.name, key) for key in ("comment", "photoshop", "icc_profile", "Comment") if key in image.info
            ]
    assert kept == []


def test_every_file_keeps_who_made_the_picture(desk: Site) -> None:
    checked = 0
    for path in sorted((desk.out / "media").iterdir()):
        kind, number = path.name.split("-")[:2]
        if not names_somebody(kind, HOARDS[int(number)]):
            continue
        raw = path.read_bytes()
        with Image.open(io.BytesIO(raw)) as image:
            details = read_details(image.info, image.getexif(), raw)
        assert (details.creator, details.copyright) == (CREATOR, RIGHTS), path.name
        if HOARDS[int(number)].xmp or (kind == "jpg" and HOARDS[int(number)].iptc):
            assert details.credit == CREDIT, path.name
        if HOARDS[int(number)].xmp:
            assert (details.licence, details.licensor) == (secrets.LICENCE, secrets.LICENSOR), path.name
        checked += 1
    assert checked > 200


def test_pages_say_what_the_file_says(desk: Site) -> None:
    for number, hoard in enumerate(HOARDS):
        page = desk.page(f"world/jpg-{number}/index.html")
        credit = f"{CREATOR} / {CREDIT}" if hoard.xmp or hoard.iptc else CREATOR
        assert texts(page, ".figure__credit") == [credit]
        (image,) = page.css(".figure--lead img")
        assert image.attributes["alt"] == (secrets.ALT if hoard.xmp else "")


def test_a_picture_that_says_nothing_gets_no_metadata(tmp_path: Path) -> None:
    site = Site(tmp_path / "newsroom")
    out = io.BytesIO()
    secrets.drawing((480, 320)).save(out, "JPEG", comment=SECRETS["comment"])
    site.write("content/world/yard.jpg", out.getvalue())
    site.story("world/yard", image="{file: yard.jpg, alt: A yard, credit: Noor Haddad}")
    assert site.build().diagnostics == ()
    for path in (site.out / "media").iterdir():
        with Image.open(path) as image:
            assert not {"exif", "xmp", "comment", "icc_profile"} & image.info.keys(), path.name


def test_a_photograph_inside_a_drawing_tells_nothing(site: Site) -> None:
    photo = b64encode(hoarding("jpg", Hoard())).decode()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,{photo}"/></svg>'
    site.write("content/world/chart.svg", drawing)
    site.story("world/chart", image="{file: chart.svg, alt: A chart, credit: Noor Haddad}")
    assert [found.kind for found in site.build().diagnostics] == ["unusable-picture"]
    assert not list(site.out.rglob("*.svg"))


def test_a_drawing_keeps_what_is_seen(site: Site) -> None:
    drawing = """<?xml version="1.0"?><!DOCTYPE svg><s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 3"
      xmlns:x="http://www.w3.org/1999/xlink"><s:style>a>b{fill:url("#a")}</s:style><s:use x:href="#a"/>
      <s:text xml:space="preserve" font-family="'A'">1 &lt; 2 – ü</s:text></s:svg>"""
    site.write("content/world/chart.svg", drawing)
    site.story("world/chart", image="{file: chart.svg, alt: A chart, credit: Noor Haddad}")
    assert site.build().diagnostics == ()
    (path,) = (site.out / "media").iterdir()
    root = ET.parse(path).getroot()
    assert (root.tag, root.attrib) == ("{http://www.w3.org/2000/svg}svg", {"viewBox": "0 0 4 3"})
    style, use, text = root
    assert (style.text, use.attrib) == ('a>b{fill:url("#a")}', {"{http://www.w3.org/1999/xlink}href": "#a"})
    assert (text.text, len(text.attrib)) == ("1 < 2 – ü", 2)


def test_a_drawing_loses_what_its_program_noted(site: Site) -> None:
    drawing = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
      width="40" height="30" inkscape:export-filename="Desk of Noor/uncut.psd"><!-- call the source on 555-0100 -->
      <metadata><author>embargoed until Friday</author></metadata><rect width="40" height="30"/></svg>"""
    site.write("content/world/chart.svg", drawing)
    site.story("world/chart", image="{file: chart.svg, alt: A chart, credit: Noor Haddad}")
    assert site.build().diagnostics == ()
    (path,) = (site.out / "media").iterdir()
    published = path.read_bytes()
    assert b"<rect" in published
    assert [name for name, secret in SECRETS.items() if secret in published] == []
