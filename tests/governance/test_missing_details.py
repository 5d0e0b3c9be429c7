"""An act that is called without what it takes says so itself: no demand stumbles over it."""

from functools import partial

import pytest

from tests.governance.scenes import refusal
from tests.world import acting, comment_on, submit
from workflow.gate import perform


def test_an_answer_without_a_disposition_is_refused_in_words(world):
    submit(world)
    comment = comment_on(world)

    assert refusal(partial(comment.give_answer, answer="Yes."), acting(world.olive)) == [
        "Say what becomes of the comment."
    ]


def test_an_objective_is_given_to_somebody_in_words(world):
    assert refusal(world.street.assign, acting(world.colin)) == ["Say who is to own it, and in which group."]


@pytest.mark.parametrize("missing", ["opens_on", "closes_on", "required"])
def test_a_stage_is_changed_with_everything_it_takes(world, missing):
    stage = world.plan.stages.first()
    details = {name: getattr(stage, name) for name in ("opens_on", "closes_on", "required") if name != missing}

    with pytest.raises(TypeError, match=missing):
        perform(partial(stage.revise, **details), actor=acting(world.colin), because="So.")


def test_an_aspect_is_changed_with_everything_it_takes(world):
    with pytest.raises(TypeError, match="title"):
        perform(partial(world.aspect.revise, status=""), actor=acting(world.colin))
