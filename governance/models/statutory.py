"""Statutory indicators, and what in a plan contributes to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.content import Aspect
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import InPlan, Plan
from governance.models.sustained import SustainedActivity
from governance.models.withdrawable import Withdrawable
from workflow.actors import Actor
from workflow.acts import governed


class StatutoryIndicator(InPlan):
    """A best value performance indicator: its key is financial year, number and limb, and words where no letter
    tells two limbs apart. Sets change from year to year, so each year has its own rows (LGA 1999 s.4)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="statutory_indicators")
    financial_year = models.CharField("financial year", max_length=7)
    number = models.PositiveIntegerField("number")
    limb = models.CharField("limb", max_length=10, blank=True)
    text = models.TextField("text", blank=True)

    stands_in: ClassVar[tuple[str, ...]] = ("plan",)

    class Meta(InPlan.Meta):
        verbose_name = "statutory indicator"
        ordering = ["financial_year", "number", "limb", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "financial_year", "number", "limb", "text"], name="one_statutory_indicator_per_key"
            )
        ]

    def __str__(self) -> str:
        limb = f" {self.limb})" if self.limb else ""
        return f"BVPI {self.number}{limb}"

    def get_absolute_url(self) -> str:
        return f"{reverse('headings', args=[self.plan.slug])}#statutory-{self.pk}"

    @governed(records="statutory_indicator.added", permission="governance.edit_headings", says="add", creates=True)
    def add(self) -> None:
        """It can be contributed to from now on."""


class Contribution(Withdrawable, InPlan):
    """An aspect, a sustained activity or an indicator contributes to a statutory indicator."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="contributions")
    statutory = models.ForeignKey(StatutoryIndicator, models.PROTECT, related_name="contributions")
    aspect = models.ForeignKey(Aspect, models.PROTECT, null=True, blank=True, related_name="contributions")
    activity = models.ForeignKey(SustainedActivity, models.PROTECT, null=True, blank=True, related_name="contributions")
    indicator = models.ForeignKey(
        "governance.Indicator", models.PROTECT, null=True, blank=True, related_name="contributions"
    )

    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text="That of the indicator: what it contributes to is part of the objective's text",
    )

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = ("statutory", "aspect", "activity", "indicator", *SHOWN_WITH_ITS_OBJECTIVE)
    stands_in: ClassVar[tuple[str, ...]] = ("plan",)
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "contribution"
        ordering = ["statutory__number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect__isnull=False, activity__isnull=True, indicator__isnull=True)
                | Q(aspect__isnull=True, activity__isnull=False, indicator__isnull=True)
                | Q(aspect__isnull=True, activity__isnull=True, indicator__isnull=False),
                name="a_contribution_comes_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(objective__isnull=True) | Q(indicator__isnull=False),
                name="only_an_indicator_contributes_within_an_objective",
            ),
            # A null is distinct from a null, so each of these speaks only of contributions from its own kind of thing.
            *(
                models.UniqueConstraint(fields=["statutory", thing], condition=Q(withdrawn=False), name=name)
                for thing, name in (
                    ("aspect", "an_aspect_contributes_once"),
                    ("activity", "an_activity_contributes_once"),
                    ("indicator", "an_indicator_contributes_once"),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"of {self.aspect or self.activity or self.indicator} to {self.statutory}"

    def scopes(self, permission: str) -> tuple[str, ...]:
        """What an indicator contributes to is part of its objective, and written by those who write that."""
        return self.objective.scopes(permission) if self.objective else super().scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.objective.who_may(permission, actor) if self.objective else super().who_may(permission, actor)

    @governed(
        records="contribution.added",
        permission="governance.draft_objective",
        says="add",
        guards=(
            guards.what_it_comes_from_may_still_change,
            guards.its_parts_are_of_one_plan,
            guards.it_stands_with_its_indicator,
            guards.what_it_comes_from_is_in_force,
            guards.its_owner_or_a_coordinator,
        ),
        needs=("plan", "aspect", "activity", "indicator__objective__aspect"),
        creates=True,
    )
    def add(self) -> None:
        """It counts from now on."""

    @governed(
        records="contribution.withdrawn",
        permission="governance.draft_objective",
        says="withdraw",
        guards=(guards.what_it_comes_from_may_still_change, guards.its_owner_or_a_coordinator),
        needs=("plan", "indicator__objective__aspect"),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def withdraw(self) -> None:
        """It no longer counts."""
        self.withdrawn = True
