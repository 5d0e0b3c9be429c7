"""What members say about an objective in review, and the answer they get."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance import demands, guards
from governance.models.body import Body
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import readable_plans
from governance.models.route import StageKind
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key


class Disposition(models.TextChoices):
    """What became of a comment. No comment leaves a stage without one."""

    ACCEPTED = "accepted", "accepted"
    ACCEPTED_IN_PART = "accepted_in_part", "accepted in part"
    NOT_ACCEPTED = "not_accepted", "not accepted"
    OUT_OF_SCOPE = "out_of_scope", "out of scope"
    NOTED = "noted", "noted"


class CommentQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> CommentQuerySet:
        """Those on plans the person may read in preparation: what members say is never published."""
        return self.filter(objective__plan__in=readable_plans(actor))


class Comment(Governed):
    """One remark of one person, made in a stage on behalf of nobody but themselves."""

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "author")
    private_fields: ClassVar[frozenset[str]] = frozenset({"text", "answer"})
    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="comments")
    stage = models.CharField("stage", max_length=30, choices=StageKind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    text = models.TextField("comment")
    disposition = models.CharField("disposition", max_length=20, choices=Disposition, blank=True)
    answer = models.TextField("answer", blank=True)

    class Meta(Governed.Meta):
        verbose_name = "comment"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=StageKind.values), name="comment_stage_is_known"),
            models.CheckConstraint(condition=Q(disposition__in=["", *Disposition.values]), name="disposition_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.objective)

    @property
    def is_answered(self) -> bool:
        return bool(self.disposition)

    def scopes(self, permission: str) -> tuple[str, ...]:
        """It is made by somebody of the very body it is made in, and answered by those whose turn it is."""
        if permission == "governance.comment_objective":
            return (scope_key(Body, self.body_id),)
        return self.objective.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="comment.made",
        permission="governance.comment_objective",
        says="comment on",
        guards=(
            guards.its_objective_is_in_its_stage,
            guards.everybody_speaks_for_themselves,
            guards.it_has_no_answer_yet,
        ),
        creates=True,
    )
    def make(self) -> None:
        """It waits for an answer."""

    @governed(
        records="comment.answered",
        permission="governance.answer_comment",
        says="answer",
        guards=(guards.it_has_no_answer_yet, guards.its_owner_or_a_clerk_answers),
        demands=(demands.a_disposition,),
    )
    def give_answer(self, *, disposition: str, answer: str) -> None:
        self.disposition, self.answer = disposition, answer
