"""What the table of permissions needs to try every act on comments and reviews."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from accounts.models import User
from governance.models import Body, Comment, Objective, Review, StageKind
from tests.governance.scenes import REASON
from tests.world import FEB_8, MAR_31, acting, submit
from workflow.gate import Act, perform
from workflow.writing import write_rows

Scene = Any
"""The scene of tests/governance/test_matrix.py"""


def _a_comment(scene: Scene, **said: str) -> Comment:
    """Somebody has commented, and waits for an answer if there can be a comment without one."""
    world, objective = scene.world, scene.objective
    people = {"workshop_review": world.mira, "committee_comment": world.mira, "authority_approval": world.charles}
    state = objective.state
    if state == "draft":
        submit(world)
        comment = _commented(objective, world.mira, world.workshop)
        perform(partial(comment.give_answer, disposition="noted", answer="Thank you."), actor=acting(world.olive))
        world.street.refresh_from_db()
        perform(world.street.send_back, actor=acting(world.clare, MAR_31), **REASON)
        return comment
    if state in people:
        return _commented(objective, people[state], objective.stages[0].body, **said)
    return Comment.objects.get()


def _a_wording(scene: Scene) -> Comment:
    return _a_comment(scene, kind="proposal", proposed="To halve street crime")


def _the_same_twice(scene: Scene) -> Comment:
    """Two comments that say the same; the other one is the last there is, and not answered."""
    comment = _a_comment(scene)
    twin = Comment.objects.get(pk=comment.pk)
    twin.pk, twin.disposition, twin.answer = None, "", ""
    write_rows([twin])
    return comment


def _a_comment_on_the_plan(scene: Scene) -> Comment:
    """Meg has commented on the plan as a whole, if there could be such a comment; answered while it was open."""
    comment = _on_the_plan(scene, scene.people["committee member"])
    write_rows([comment])
    return comment


def _on_the_plan(scene: Scene, person: User) -> Comment:
    fpbv = scene.world.fpbv
    return Comment(plan_as_a_whole=scene.plan, stage="committee_comment", body=fpbv, author=person, text="Too long.")


def _a_review(scene: Scene) -> Review:
    """Meg has sent one."""
    stage = scene.plan.stages.get(kind=StageKind.COMMITTEE_COMMENT)
    review = Review(stage=stage, person=scene.people["committee member"], verdict="has_comments")
    write_rows([review])
    return review


def _commented(objective: Objective, author: User, body: Body, **said: str) -> Comment:
    objective.refresh_from_db()
    said = said or {"text": "Why?"}
    comment = Comment(objective=objective, stage=objective.state, body=body, author=author, **said)
    perform(comment.make, actor=acting(author, MAR_31))
    return comment


def _my_comment(scene: Scene, person: User) -> Act:
    objective = scene.objective
    stage = objective.stages[0] if objective.stages else scene.plan.stages.get(kind=StageKind.COMMITTEE_COMMENT)
    return Comment(objective=objective, stage=stage.kind, body=stage.body, author=person, text="Why?").make


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "Comment.give_answer": _a_comment,
    "Comment.waive": _a_comment,
    "Comment.assign": _a_comment,
    "Comment.merge": _the_same_twice,
    "Comment.accept_wording": _a_wording,
    "Comment.give_answer on the plan": _a_comment_on_the_plan,
    "Review.supplement": _a_review,
}
"""What an act needs beyond the state"""

ON_AN_OBJECTIVE: dict[str, Callable[[Scene, User], Act]] = {
    "Comment.make": _my_comment,
    "Comment.give_answer": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).give_answer, disposition="noted", answer="Thank you."
    ),
    "Comment.accept_wording": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).accept_wording, answer="Thank you.", change="an act"
    ),
    "Comment.waive": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).waive, answer="It has been said before."
    ),
    "Comment.assign": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).assign, owner=scene.world.omar, held_by=scene.world.so
    ),
    "Comment.merge": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).merge, into=Comment.objects.last()
    ),
    "Comment.capture": lambda scene, person: (
        Comment(
            objective=scene.objective, stage="workshop_review", body=scene.world.workshop, author=person, text="Why?"
        ).capture
    ),
}

ON_A_PLAN: dict[str, Callable[[Scene, User], Act]] = {
    "Stage.set_cut_off": lambda scene, _: partial(scene.plan.stages.first().set_cut_off, until=FEB_8),
    "Review.submit": lambda scene, person: partial(
        Review(stage=scene.plan.stages.get(kind=StageKind.COMMITTEE_COMMENT), person=person).submit,
        verdict="supports",
        reason="",
    ),
    "Review.supplement": lambda scene, _: partial(
        Review.objects.get(pk=scene.prepared.pk).supplement, verdict="supports", reason=""
    ),
    "Comment.make on the plan": lambda scene, person: _on_the_plan(scene, person).make,
    "Comment.give_answer on the plan": lambda scene, _: partial(
        Comment.objects.get(pk=scene.prepared.pk).give_answer, disposition="noted", answer="Thank you."
    ),
}
