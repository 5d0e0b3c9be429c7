"""Priorities and their aspects: the headings of a plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.plan import InPlan, Plan
from governance.models.withdrawable import Withdrawable
from workflow.acts import governed
from workflow.demands import a_reason


class Scope(models.TextChoices):
    EXTERNAL = "external", "external"
    INTERNAL = "internal", "internal"


class Priority(Withdrawable, InPlan, Continuing, Worded):
    """What the body puts first; external ones face the public, internal ones the organisation."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="priorities")
    title = models.CharField("title", max_length=300)
    scope = models.CharField("scope", max_length=10, choices=Scope, default=Scope.EXTERNAL)
    order = models.PositiveIntegerField("order")

    worded_in: ClassVar[str] = "title"
    lock_rank: ClassVar[int] = 25
    stands_in: ClassVar[tuple[str, ...]] = ("plan",)

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "priority"
        verbose_name_plural = "priorities"
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "title"], condition=Q(withdrawn=False), name="one_priority_per_title"
            ),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="priority_scope_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('headings', args=[self.plan.slug])}#priority-{self.pk}"

    @property
    def objectives(self) -> Any:
        """Those under all its aspects."""
        return self.plan.objectives.filter(aspect__priority=self)

    @governed(
        records="priority.added",
        permission="governance.edit_headings",
        says="add",
        guards=(guards.its_plan_is_not_approved, guards.it_continues_what_came_before_it),
        needs=("plan", "continues"),
        creates=True,
    )
    def add(self) -> None:
        """It stands in the plan from now on."""

    @governed(
        records="priority.revised",
        permission="governance.edit_headings",
        says="revise",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan", "aspects__objectives__aspect"),
        locks=("objectives",),
        demands=(demands.a_title_nobody_has_decided_under,),
    )
    def revise(self, *, title: str, scope: str) -> None:
        self.title, self.scope = title, scope

    @governed(
        records="priority.placed",
        permission="governance.edit_headings",
        says="put {} in another place",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan",),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="priority.withdrawn",
        permission="governance.edit_headings",
        says="withdraw",
        guards=(guards.its_plan_is_not_approved, guards.no_aspect_stands_under_it),
        needs=("plan", "aspects"),
        locks=("aspects",),
        demands=(a_reason,),
    )
    def withdraw(self) -> None:
        """It leaves the plan; its history stays."""
        self.withdrawn = True

    correct = corrected("priority", "plan")


class AspectStatus(models.TextChoices):
    """Why an aspect has no objectives yet, or none at all."""

    SET_OUT = "", "set out"
    UNDER_DEVELOPMENT = "under_development", "under development"
    UNDER_DISCUSSION = "under_discussion", "under discussion"
    DELEGATED = "delegated", "delegated"


class Aspect(Withdrawable, InPlan, Continuing, Worded):
    """A part of a priority under which objectives are set: "Street crime"."""

    within: ClassVar[tuple[str, ...]] = ()
    shown_with: ClassVar[tuple[str, ...]] = ("priority",)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="aspects")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="aspects")
    title = models.CharField("title", max_length=300)
    status = models.CharField("status", max_length=30, choices=AspectStatus, blank=True)
    order = models.PositiveIntegerField("order")

    worded_in: ClassVar[str] = "title"
    lock_rank: ClassVar[int] = 26
    stands_in: ClassVar[tuple[str, ...]] = ("plan",)

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "aspect"
        ordering = ["plan", "priority__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "priority", "title"], condition=Q(withdrawn=False), name="one_aspect_per_title"
            ),
            models.CheckConstraint(condition=Q(status__in=AspectStatus.values), name="aspect_status_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('headings', args=[self.plan.slug])}#aspect-{self.pk}"

    @governed(
        records="aspect.added",
        permission="governance.edit_headings",
        says="add",
        guards=(
            guards.its_plan_is_not_approved,
            guards.its_parts_are_of_one_plan,
            guards.what_it_stands_under_is_in_force,
            guards.it_continues_what_came_before_it,
        ),
        needs=("plan", "priority", "continues"),
        creates=True,
    )
    def add(self) -> None:
        """It stands under its priority from now on."""

    @governed(
        records="aspect.revised",
        permission="governance.edit_headings",
        says="revise",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan", "objectives"),
        locks=("objectives",),
        demands=(demands.a_title_nobody_has_decided_under,),
    )
    def revise(self, *, title: str, status: str) -> None:
        self.title, self.status = title, status

    @governed(
        records="aspect.placed",
        permission="governance.edit_headings",
        says="put {} in another place",
        guards=(guards.its_plan_is_not_approved,),
        needs=("plan",),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="aspect.moved",
        permission="governance.edit_headings",
        says="move {} to another priority",
        guards=(guards.its_plan_is_not_approved, guards.nobody_has_decided_under_it),
        needs=("plan", "objectives"),
        locks=("objectives",),
        demands=(a_reason, demands.another_priority_of_its_plan),
    )
    def move(self, *, priority: Priority, order: int) -> None:
        """With everything that stands under it."""
        self.priority, self.order = priority, order

    @governed(
        records="aspect.withdrawn",
        permission="governance.edit_headings",
        says="withdraw",
        guards=(
            guards.its_plan_is_not_approved,
            guards.no_objective_stands_under_it,
            guards.every_comment_on_it_is_answered,
        ),
        needs=("plan", "objectives", "comments"),
        locks=("objectives",),
        demands=(a_reason,),
    )
    def withdraw(self) -> None:
        """It leaves the plan; its history stays."""
        self.withdrawn = True

    correct = corrected("aspect", "plan")
