"""The cases of `spec/` become what they say."""

from pathlib import Path

import pytest

from tests.markup.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).parent / "spec"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_body_becomes_what_the_case_says(case: Case) -> None:
    assert case.actual() == case.expected
