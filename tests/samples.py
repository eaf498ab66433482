"""Parameters of which the tests try a few; those with the marker `campaign` are tried by CI."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], sample: Collection[Any]) -> list[Any]:
    """Give all cases, marked where they are not of the sample, which is a part of them."""
    found = list(cases)
    assert all(case in found for case in sample)
    return [case if case in sample else beyond(case) for case in found]


def beyond(case: Any) -> Any:
    """Mark a case that is not of the sample."""
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.campaign)
