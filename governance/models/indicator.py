"""An indicator: what is measured. It may have sub-items, and a target may serve several indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from governance import guards
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.target import Target
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed


class Indicator(Governed):
    """What shows whether an objective is reached."""

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ITS_OBJECTIVE

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="indicators")
    target = models.ForeignKey(Target, models.PROTECT, related_name="indicators")
    text = models.TextField("text")
    items = models.JSONField("sub-items", default=list, blank=True)
    order = models.PositiveIntegerField("order")

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order"})

    class Meta(Governed.Meta):
        verbose_name = "indicator"
        ordering = ["objective", "order", "pk"]

    def __str__(self) -> str:
        return f"“{self.text}” of {self.objective}"

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
        permission="governance.import_report",
        says="revise {} from a report",
        guards=(guards.its_text_may_still_change,),
        demands=(a_reason,),
    )
    def take_from_report(self, *, text: str, items: list[str]) -> None:
        self.text, self.items = text, items
