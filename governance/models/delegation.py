"""A power that a body lends: to whom, about what, how far, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.body import Body
from governance.models.decision import Decision
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.outcome import Outcome
from governance.models.plan import InPlan, Plan, readable_plans
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import GovernedQuerySet


class DelegationScope(models.TextChoices):
    """How far it goes: 8 March 2001 report 10, 21 March 2002 report 6."""

    TEXT = "text", "the whole final text"
    FORMAT = "format", "format and presentation only"


class DelegationQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> DelegationQuerySet:
        """Those on plans the person may read in preparation; beside them, those of decisions they may read."""
        said = Outcome.objects.visible_to(actor).order_by().values("decision")
        about = Q(objective__isnull=True) | Q(objective__in=Objective.objects.visible_to(actor).order_by().values("pk"))
        return self.filter(Q(plan__in=readable_plans(actor)) | Q(decision__in=said) & about)

    def with_everybody(self) -> DelegationQuerySet:
        """With whoever and whatever a list of them names."""
        return self.select_related(
            "decision__body", "objective__aspect", "to_body", "to_officer", "plan__body", "under__decision__body"
        )


class Delegation(InPlan):
    """A body lends its power over a text it approves: to a committee, a sub-committee or an officer, never to one
    member; and keeps it (LGA 1972 s.101, s.102)."""

    within: ClassVar[tuple[str, ...]] = ("objective", "plan")
    shown_with: ClassVar[tuple[str, ...]] = (
        *SHOWN_WITH_ITS_OBJECTIVE, "plan", "decision__body", "decision__officer", "to_body", "to_officer",
    )  # fmt: skip
    housekeeping: ClassVar[frozenset[str]] = frozenset({"number", "under"})
    objects: ClassVar[Any] = DelegationQuerySet.as_manager()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="delegations")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="delegations")
    number = models.PositiveSmallIntegerField("number", default=1, help_text="Among the delegations of its decision")
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        help_text="What it is about; everything of the plan, if nothing is named",
    )
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="delegations")
    to_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    scope = models.CharField("scope", max_length=10, choices=DelegationScope)
    may_be_passed_on = models.BooleanField("may be passed on", default=False)
    ends_on = models.DateField("last day")
    revoked_on = models.DateField("revoked on", null=True, blank=True)
    under = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        help_text="The delegation that its giver passed on with it",
    )

    class Meta(InPlan.Meta):
        verbose_name = "delegation"
        ordering = ["decision__decided_on", "decision", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_delegation_of_a_number"),
            models.CheckConstraint(condition=Q(scope__in=DelegationScope.values), name="delegation_scope_is_known"),
            models.CheckConstraint(
                condition=Q(to_body__isnull=True) ^ Q(to_officer__isnull=True),
                name="a_delegation_is_to_one_body_or_one_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"the delegation to {self.to} by {self.decision}"

    def get_absolute_url(self) -> str:
        return reverse("delegation", args=[self.pk])

    @property
    def to(self) -> str:
        """Whoever may use it, as sentences name them."""
        return self.to_body.short_name if self.to_body is not None else str(self.to_officer)

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        return str(self.objective or self.plan)

    @property
    def origin(self) -> Delegation:
        """The one with which the power left the body that has it."""
        return self if self.under is None else self.under.origin

    def in_force_on(self, day: date) -> bool:
        """From the day of the decision to its last, unless it was revoked; none outlives the one it was passed on
        from."""
        lasts = self.decision.decided_on <= day <= self.ends_on and self.decision.in_effect_on(day)
        revoked = self.revoked_on is not None and self.revoked_on <= day
        return lasts and not revoked and (self.under is None or self.under.in_force_on(day))

    def covers(self, thing: Any) -> bool:
        """Whether an objective, or the plan as a whole, is what it is about."""
        if self.objective_id is None:
            return bool(thing.ledger_plan == str(self.plan_id))
        return isinstance(thing, Objective) and bool(thing.pk == self.objective_id)

    def is_to(self, decision: Decision) -> bool:
        """Whether it is to the body, or the officer, that took a decision."""
        if decision.officer_id is None:
            return self.to_body_id == decision.body_id
        return self.to_officer_id == decision.officer_id and self.decision.body_id == decision.body_id

    @governed(
        records="delegation.given",
        permission="governance.record_decision",
        says="give",
        guards=(
            guards.it_is_given_with_its_decision,
            guards.its_parts_are_of_one_plan,
            guards.it_is_to_one_body_or_one_officer,
            guards.its_body_is_one_that_decides,
            guards.its_officer_is_no_member,
            guards.its_officer_holds_an_office,
            guards.its_giver_has_the_power,
            guards.it_lasts_as_long_as_it_can,
            guards.an_officer_passes_nothing_on,
        ),
        needs=("decision__body__powers", "plan__stages", "plan__body", "to_officer__appointments__body"),
        creates=True,
    )
    def give(self) -> None:
        """With the recording of the decision by which it is given. Its giver keeps the power."""
        self.under = guards.what_is_passed_on(self)

    @governed(
        records="delegation.revoked",
        permission="governance.record_decision",
        says="revoke",
        guards=(guards.it_has_not_been_revoked, guards.its_last_day_has_not_passed),
        needs=("uses__decision", "passed_on__uses__decision"),
        demands=(a_reason, demands.a_day_after_its_last_use),
    )
    def revoke(self, *, revoked_on: date) -> None:
        """From that day on nobody uses it; what was decided under it before stands."""
        self.revoked_on = revoked_on

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Its giver gave it, and revokes it."""
        return self.decision.scopes(permission)
