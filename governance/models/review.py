"""What a member of a body thinks of everything before it in a stage: one review, with a verdict."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance import demands, guards
from governance.models.body import Body
from governance.models.plan import Plan, readable_plans
from governance.models.route import Stage
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key


class Verdict(models.TextChoices):
    SUPPORTS = "supports", "supports what is before the body"
    HAS_COMMENTS = "has_comments", "has comments"
    ASKS_FOR_CHANGES = "asks_for_changes", "asks for changes"
    ABSTAINS = "abstains", "declares an interest and abstains"


class ReviewQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ReviewQuerySet:
        """Those on plans the person may read in preparation."""
        return self.filter(stage__plan__in=readable_plans(actor))


class Review(Governed):
    """One per person and stage. It may be taken up again, with more comments or another verdict, until the cut-off.

    It stands alone: sending one makes no page of the plan out of date.
    """

    shown_with: ClassVar[tuple[str, ...]] = ("stage__body", "stage__plan__stages__body", "person")
    private_fields: ClassVar[frozenset[str]] = frozenset({"reason"})
    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="reviews")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    verdict = models.CharField("verdict", max_length=20, choices=Verdict)
    reason = models.TextField("reason", blank=True)

    class Meta(Governed.Meta):
        verbose_name = "review"
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "person"], name="one_review_a_person_and_stage"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verdict_is_known"),
        ]

    def __str__(self) -> str:
        return f"a review for {self.stage.body.short_name}"

    @property
    def plan(self) -> Plan:
        return self.stage.plan

    @property
    def plan_id(self) -> int:
        """As the ledger asks for it, to know the book."""
        return self.stage.plan_id

    @property
    def part(self) -> Stage:
        """The part of the route it is made in."""
        return self.stage

    @property
    def author_id(self) -> int:
        return self.person_id

    def scopes(self, permission: str) -> tuple[str, ...]:
        return (scope_key(Body, self.stage.body_id),)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="review.submitted",
        permission="governance.comment_objective",
        says="send",
        guards=(
            guards.everybody_speaks_for_themselves,
            guards.its_review_is_going_on,
            guards.it_is_in_time,
        ),
        needs=("stage__plan__objectives",),
        demands=(demands.a_verdict, demands.a_reason_for_the_verdict),
        creates=True,
    )
    def submit(self, *, verdict: str, reason: str) -> None:
        self.verdict, self.reason = verdict, reason

    @governed(
        records="review.supplemented",
        permission="governance.comment_objective",
        says="add to",
        guards=(
            guards.everybody_speaks_for_themselves,
            guards.its_review_is_going_on,
            guards.it_is_in_time,
        ),
        needs=("stage__plan__objectives",),
        demands=(demands.a_verdict, demands.a_reason_for_the_verdict),
    )
    def supplement(self, *, verdict: str, reason: str) -> None:
        """Taken up again: what was said stands, the verdict is the later one."""
        self.verdict, self.reason = verdict, reason
