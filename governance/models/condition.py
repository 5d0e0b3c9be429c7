"""What an approval is subject to: what somebody must do or what must come, by when, and who confirms that."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

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
from workflow.permissions import scope_key


class ConditionState(models.TextChoices):
    OPEN = "open", "Open"
    MET = "met", "Met"
    WAIVED = "waived", "Waived"


State = ConditionState


class ConditionQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ConditionQuerySet:
        """Those on plans the person may read in preparation; beside them, those of decisions whose outcome about the
        same thing the person may read."""
        said = Outcome.objects.visible_to(actor).order_by()
        of_all = Q(objective__isnull=True, decision__in=said.values("decision"))
        of_one = Q(objective__in=Objective.objects.visible_to(actor).order_by().values("pk"))
        return self.filter(Q(plan__in=readable_plans(actor)) | of_all | of_one)

    def open(self) -> ConditionQuerySet:
        """Those that something still waits for: not of what has left the plan."""
        return self.filter(state=State.OPEN).exclude(objective__state__in=("withdrawn", "superseded"))

    def with_everybody(self) -> ConditionQuerySet:
        """With whoever and whatever a list of them names."""
        return self.select_related("decision__body", "objective__aspect", "owner", "checker", "plan")


class Condition(InPlan):
    """One thing that an approval is subject to. It is set with the decision, and nothing it is about is published as
    long as it is open (domain rules D1 and D9: what was approved subject to a condition is followed to closure).

    Either somebody must do it; or it must come from others, and what was approved is provisional until it has.
    """

    within: ClassVar[tuple[str, ...]] = ("objective", "plan")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "plan", "decision__body", "checker", "owner")
    housekeeping: ClassVar[frozenset[str]] = frozenset({"number"})
    objects: ClassVar[Any] = ConditionQuerySet.as_manager()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="conditions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    number = models.PositiveSmallIntegerField("number", default=1, help_text="Among the conditions of its decision")
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conditions",
        help_text="What it is about; everything the decision approved, if nothing is named",
    )
    text = models.TextField("condition")
    comes_from = models.CharField(
        "from whom it must come", max_length=200, blank=True, help_text="Where nobody here does it, but waits for it"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conditions", verbose_name="who must fulfil it"
    )
    due_on = models.DateField("due on")
    checker = models.ForeignKey(
        Body, models.PROTECT, related_name="conditions_to_confirm", verbose_name="who confirms that it is met"
    )
    state = FSMField("state", default=State.OPEN, choices=State.choices, protected=True, editable=False)
    closed_on = models.DateField("cleared on", null=True, blank=True)

    class Meta(InPlan.Meta):
        verbose_name = "condition"
        ordering = ["decision__decided_on", "decision", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_condition_of_a_number"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="condition_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) ^ Q(closed_on__isnull=False), name="a_cleared_condition_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"condition {self.number} of {self.decision}"

    def get_absolute_url(self) -> str:
        return reverse("condition", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return bool(self.state == State.OPEN)

    @property
    def is_awaited(self) -> bool:
        """Whether it must come from others: until then what was approved is provisional."""
        return bool(self.comes_from)

    @property
    def awaited(self) -> str:
        """What must come, and from whom, as it was resolved: the Ministerial Priorities (from the Home Secretary)."""
        return f"{self.text} (from {self.comes_from})"

    @property
    def how_it_stands(self) -> str:
        """What has become of it: open, met, waived; or, of what was awaited, that it has come."""
        return "Has come" if self.is_awaited and self.state == State.MET else str(self.get_state_display())

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed and nobody has cleared it."""
        return bool(self.is_open and self.due_on < on)

    def scopes(self, permission: str) -> tuple[str, ...]:
        """The body named for it confirms; the body that set it waives, and gives more time."""
        if permission == "governance.confirm_condition":
            return (scope_key(Body, self.checker_id),)
        return self.decision.scopes(permission)

    @governed(
        records="condition.set",
        permission="governance.record_decision",
        says="set",
        guards=(
            guards.it_begins_open_and_uncleared,
            guards.it_is_set_with_its_decision,
            guards.its_parts_are_of_one_plan,
            guards.its_decision_approved_what_it_is_about,
            guards.it_is_due_after_the_decision,
            guards.whoever_must_fulfil_it_reads_the_plan,
            guards.whoever_confirms_it_reads_the_plan,
        ),
        needs=("decision__outcomes", "owner__appointments", "plan__stages", "plan__body"),
        creates=True,
    )
    def set(self) -> None:
        """With the recording of the decision that it belongs to."""

    @governed(
        records="condition.confirmed",
        permission="governance.confirm_condition",
        says="confirm {} as met",
        guards=(guards.nobody_clears_what_they_must_fulfil, guards.nobody_clears_it_for_their_own_objective),
        needs=guards.READ_TO_CLEAR_A_CONDITION,
        demands=(demands.what_it_rests_on, demands.the_day_it_was_cleared),
    )
    @transition(field=state, source=State.OPEN, target=State.MET)
    def confirm_met(self, *, closed_on: date) -> None:
        """Nothing waits for it any more."""
        self.closed_on = closed_on

    @governed(
        records="condition.waived",
        permission="governance.waive_condition",
        says="waive",
        guards=(guards.nobody_clears_what_they_must_fulfil, guards.nobody_clears_it_for_their_own_objective),
        needs=guards.READ_TO_CLEAR_A_CONDITION,
        demands=(a_reason, demands.the_day_it_was_cleared),
    )
    @transition(field=state, source=State.OPEN, target=State.WAIVED)
    def waive(self, *, closed_on: date) -> None:
        """The body that set it goes on without it."""
        self.closed_on = closed_on

    @governed(
        records="condition.extended",
        permission="governance.waive_condition",
        says="give {} more time",
        guards=(
            guards.it_is_still_open,
            guards.nobody_clears_what_they_must_fulfil,
            guards.nobody_clears_it_for_their_own_objective,
        ),
        needs=guards.READ_TO_CLEAR_A_CONDITION,
        demands=(a_reason, demands.a_day_still_to_come),
    )
    def extend(self, *, due_on: date) -> None:
        """The body that set it leaves more time for it."""
        self.due_on = due_on
