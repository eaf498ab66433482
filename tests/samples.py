"""A few cases of many, for the tests that everybody runs; CI tries all of them.

What is not of a sample has the marker `campaign`.
"""

import os
from collections.abc import Collection, Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], sample: Collection[Any]) -> list[Any]:
    """Give all cases, marked where they are not of the sample, which is a part of them."""
    found = list(cases)
    assert all(case in found for case in sample)
    return [case if case in sample else beyond(case) for case in found]


def examples(count: int) -> int:
    """Give how many of Hypothesis's examples are tried: `count` by CI, some of them by others."""
    return count if os.environ.get("CI") == "true" else max(2, count // 4)


def beyond(case: Any) -> Any:
    """Mark a case that is not of the sample."""
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.campaign)
