"""Any sequence of edits: the site is what a build from nothing makes of the same files at the same instant."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from broadsheet.content.front_matter import STORY_FORMS
from broadsheet.newsroom.load import NEWSROOM_FORMS
from scripts.campaigns.edits import Step, try_steps
from tests.edits import configuration, content
from tests.edits.catalogue import DRAWN, KINDS, Kind
from tests.edits.newsroom import Newsroom, Option
from tests.edits.steps import take_step
from tests.samples import examples


class EditSequences(RuleBasedStateMachine):
    """Each step is something that an editor, a clock, a file system or another program does between two builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(errors=st.sampled_from(("stop", "skip")))
    def open_the_newsroom(self, errors: str) -> None:
        self.newsroom = Newsroom(self.folder, lambda options: options[0], errors)
        self.last = self.newsroom.build(self.newsroom.now)

    @rule(kind=st.sampled_from(DRAWN), data=st.data())
    def edit(self, kind: Kind, data: st.DataObject) -> None:
        def choose(options: Sequence[Option], /) -> Option:
            return data.draw(st.sampled_from(options))

        self.newsroom.choose = choose
        self.last = take_step(self.newsroom, kind, self.last)


TestEditSequences = EditSequences.TestCase
TestEditSequences.settings = settings(max_examples=examples(6), stateful_step_count=6)


class ManyEditSequences(EditSequences):
    """The same, at length."""


TestManyEditSequences = pytest.mark.campaign(ManyEditSequences.TestCase)
TestManyEditSequences.settings = settings(max_examples=1000, stateful_step_count=10, derandomize=False, print_blob=True)


@pytest.mark.parametrize(
    ("every", "most"), [(5, 1), pytest.param(1, 100, marks=pytest.mark.campaign)], ids=["some kinds", "all"]
)
def test_each_edit_in_turn_ends_in_a_clean_build(tmp_path: Path, every: int, most: int) -> None:
    edits = [(kind, edit) for kind in DRAWN[::every] for edit in kind.edits[:most]]
    steps = [Step(replace(kind, edits=(edit,)), edit.__name__) for kind, edit in edits]
    assert try_steps(tmp_path, "in turn", steps).failure == ""


def test_nearly_all_kinds_of_edit_are_drawn_and_the_others_say_why_not() -> None:
    assert [kind.number for kind in KINDS] == [f"E{number:02}" for number in range(51)]
    assert len(DRAWN) >= 45
    assert [kind for kind in KINDS if bool(kind.edits) == bool(kind.why_not)] == []


def test_every_key_of_stories_and_settings_is_edited() -> None:
    assert {"headline", "published", *content.KEYS} == STORY_FORMS.keys()
    assert {"sections", *configuration.SETTINGS, *configuration.NOT_SHOWN} >= NEWSROOM_FORMS.keys()
