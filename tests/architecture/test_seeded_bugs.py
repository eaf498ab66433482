"""The campaign of seeded mistakes keeps up with the code."""

import pytest

from scripts.campaigns.seeded_bugs import BUGS, Bug, is_planted_once


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_mistake_can_be_planted(bug: Bug) -> None:
    assert is_planted_once(bug)
