"""The campaigns of seeded mistakes keep up with the code."""

import pytest

from scripts.campaigns import seeded_bugs, seeded_leaks, server_bugs
from scripts.campaigns.seeded_bugs import Bug, is_planted_once


@pytest.mark.parametrize("bug", [*seeded_bugs.BUGS, *seeded_leaks.BUGS, *server_bugs.BUGS], ids=lambda bug: bug.name)
def test_each_mistake_can_be_planted(bug: Bug) -> None:
    assert is_planted_once(bug)
