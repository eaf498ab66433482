"""Builds of the same files at the same instant agree, whatever was built before: cases in which they once did not."""

from tests.newsrooms import Site, faults


def test_a_second_build_says_all_that_the_first_one_said(site: Site) -> None:
    site.configure(errors="skip")
    site.story("world/later", embargo="2026-12-01")
    site.story("world/rates", "Rates rise", "See [later](later.md).", status="darft")
    first = faults(site.build())
    assert "darft" in first
    assert "is not public" in first
    assert faults(site.build()) == first
