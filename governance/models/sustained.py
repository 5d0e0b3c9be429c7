"""Sustained activities: what goes on beside the priorities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import guards
from governance.models.content import Scope
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.plan import InPlan, Plan
from governance.models.withdrawable import Withdrawable
from workflow.acts import governed
from workflow.demands import a_reason


class SustainedActivity(Withdrawable, InPlan, Continuing, Worded):
    """An area the service continues to address without making it a priority; may have target lines of its own."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sustained_activities")
    title = models.CharField("title", max_length=300)
    scope = models.CharField("scope", max_length=10, choices=Scope, default=Scope.EXTERNAL)
    text = models.TextField("text", blank=True)
    order = models.PositiveIntegerField("order")

    worded_in: ClassVar[str] = "title"
    stands_in: ClassVar[tuple[str, ...]] = ("plan",)

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "sustained activity"
        verbose_name_plural = "sustained activities"
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "title"], condition=Q(withdrawn=False), name="one_sustained_activity_per_title"
            ),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="activity_scope_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('headings', args=[self.plan.slug])}#activity-{self.pk}"

    @governed(
        records="sustained_activity.added",
        permission="governance.edit_headings",
        says="add",
        guards=(guards.its_plan_is_not_approved, guards.it_continues_what_came_before_it),
        needs=("plan", "continues"),
        creates=True,
    )
    def add(self) -> None:
        """It stands in the plan from now on."""

    @governed(
        records="sustained_activity.revised",
        permission="governance.edit_headings",
        says="revise",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan",),
    )
    def revise(self, *, title: str, text: str, scope: str = "") -> None:
        self.title, self.text, self.scope = title, text, scope or self.scope

    @governed(
        records="sustained_activity.placed",
        permission="governance.edit_headings",
        says="put {} in another place",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan",),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="sustained_activity.withdrawn",
        permission="governance.edit_headings",
        says="withdraw",
        guards=(
            guards.its_plan_is_not_approved,
            guards.no_target_stands_under_it,
            guards.every_comment_on_it_is_answered,
        ),
        needs=("plan", "targets", "comments"),
        locks=("targets",),
        demands=(a_reason,),
    )
    def withdraw(self) -> None:
        """It leaves the plan; its history stays."""
        self.withdrawn = True

    correct = corrected("sustained_activity", "plan")
