"""An indicator: what is measured. It may have sub-items, and a target may serve several indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from governance import demands, guards
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.target import Target
from governance.models.withdrawable import Withdrawable
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason


class Indicator(Withdrawable, Continuing, Worded):
    """What shows whether an objective is reached."""

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ITS_OBJECTIVE

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="indicators")
    target = models.ForeignKey(Target, models.PROTECT, related_name="indicators")
    text = models.TextField("text")
    items = models.JSONField("sub-items", default=list, blank=True)
    order = models.PositiveIntegerField("order")

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "indicator"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"“{self.text}” of {self.objective}"

    def get_absolute_url(self) -> str:
        """What it is read with."""
        return self.objective.get_absolute_url()

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.objective.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.objective.who_may(permission, actor)

    @governed(
        records="indicator.added",
        permission="governance.draft_objective",
        says="add",
        guards=(
            guards.its_text_may_still_change,
            guards.its_owner_or_a_coordinator,
            guards.its_target_is_of_the_same_objective,
        ),
        needs=("target",),
        creates=True,
    )
    def add(self) -> None:
        """It stands with its objective from now on."""

    @governed(
        records="indicator.revised",
        permission="governance.draft_objective",
        says="revise",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def revise(self, *, text: str, items: list[str]) -> None:
        self.text, self.items = text, items

    @governed(
        records="indicator.retargeted",
        permission="governance.draft_objective",
        says="give {} another target",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        needs=("objective__targets",),
        demands=(a_reason, demands.a_target_of_its_objective),
    )
    def take_target(self, *, target: Target) -> None:
        """Show from now on what another target of the objective says; one target may serve two indicators."""
        self.target = target

    @governed(
        records="indicator.placed",
        permission="governance.draft_objective",
        says="move",
        guards=(guards.its_owner_or_a_coordinator, guards.its_format_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="indicator.withdrawn",
        permission="governance.draft_objective",
        says="withdraw",
        guards=(guards.its_owner_or_a_coordinator, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def withdraw(self) -> None:
        """It no longer stands with its objective; what it said stays in the history."""
        self.withdrawn = True

    @governed(
        records="indicator.revised",
        permission="governance.import_report",
        says="revise {} from a report",
        guards=(guards.its_text_may_still_change,),
        demands=(a_reason,),
    )
    def take_from_report(self, *, text: str, items: list[str]) -> None:
        self.text, self.items = text, items

    correct = corrected("indicator")
