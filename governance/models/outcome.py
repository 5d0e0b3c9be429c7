"""What a decision means for one objective, or for the plan as a whole."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from governance import demands, guards
from governance.chronicle import Chronicle, had_before_them, plan_changed_on
from governance.guards import resolutions
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import Plan
from governance.seal import READ_OF_AN_OBJECTIVE
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet
from workflow.words import day


class OutcomeKind(models.TextChoices):
    """What a body said about one objective, or about the plan as a whole."""

    NOTED = "noted", "noted"
    DISCUSSED = "discussed", "discussed"
    ENDORSED = "endorsed", "endorsed"
    AGREED = "agreed", "agreed"
    IN_PART = "in_part", "agreed in part"
    APPROVED = "approved", "approved"
    REFERRED_BACK = "referred_back", "referred back"
    WITHDRAWN = "withdrawn", "withdrawn"


OF_THE_WHOLE = [choice for choice in OutcomeKind.choices if choice[0] != OutcomeKind.IN_PART]
"""What is said of something without a word on its single targets"""

MUST_HOLD_OF_AN_OUTCOME = (
    guards.nobody_decides_on_their_own_objective,
    guards.nobody_decides_for_whom_they_stand_in,
    resolutions.its_body_has_the_power,
    guards.its_parts_are_of_one_plan,
    guards.what_is_agreed_in_part_is_taken_apart,
    guards.what_is_decided_is_not_taken_apart,
    resolutions.its_objective_is_before_that_body,
    guards.its_plan_is_before_that_body,
    resolutions.its_objective_had_come_to_that_body,
    resolutions.its_text_is_as_the_body_had_it,
    resolutions.it_still_has_what_an_approval_needs,
    guards.it_keeps_within_the_scope_of_its_delegation,
)
"""whoever says it, and however they came to say it"""

READ_OF_AN_OUTCOME = (
    "decision__body__powers",
    "objective__outcomes__decision__body",
    "objective__owner__deputations",
    "objective__outcomes__decision",
    *(f"objective__{relation}" for relation in READ_OF_AN_OBJECTIVE),
)


class OutcomeQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> OutcomeQuerySet:
        """Those about objectives and plans the person may read."""
        objectives = Objective.objects.visible_to(actor).order_by().values("pk")
        plans = Plan.objects.visible_to(actor).order_by().values("pk")
        return self.filter(Q(objective__in=objectives) | Q(plan__in=plans))


class Outcome(Governed):
    """What a decision means for one objective, or for the plan: bound to the seal of exactly what the body saw."""

    within: ClassVar[tuple[str, ...]] = ("objective", "plan")
    shown_with: ClassVar[tuple[str, ...]] = (
        *SHOWN_WITH_ITS_OBJECTIVE, "plan", "decision__body", "decision__officer",
    )  # fmt: skip

    decision = models.ForeignKey("governance.Decision", models.PROTECT, related_name="outcomes")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="outcomes")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="outcomes")
    kind = models.CharField("outcome", max_length=20, choices=OutcomeKind)
    apart = models.PositiveSmallIntegerField(
        "targets spoken of", default=0, help_text="How many of its targets it speaks of; none is added afterwards"
    )
    stage = models.CharField("stage", max_length=30, blank=True, help_text="Where the thing was when it was said")
    round = models.PositiveIntegerField("submission", default=0)
    seal = models.CharField("seal", max_length=64, blank=True, help_text="SHA-256 of the text the body saw")
    under = models.ForeignKey(
        "governance.Delegation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uses",
        help_text="The delegation by which it was said, where its body has not the power itself",
    )
    voided_on = models.DateField("voided on", null=True, blank=True, help_text="The day a change of the text voided it")

    objects: ClassVar[Any] = OutcomeQuerySet.as_manager()
    housekeeping: ClassVar[frozenset[str]] = frozenset({"apart", "round", "under"})
    shared_chronicle: Chronicle | None = None

    class Meta(Governed.Meta):
        verbose_name = "outcome"
        ordering = ["decision__decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, plan__isnull=True) | Q(objective__isnull=True, plan__isnull=False),
                name="an_outcome_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="outcome_is_known"),
            models.CheckConstraint(
                condition=Q(kind=OutcomeKind.IN_PART, objective__isnull=False) ^ Q(apart=0),
                name="what_is_agreed_in_part_is_taken_apart",
            ),
            models.UniqueConstraint(fields=["decision", "objective"], name="one_outcome_per_objective"),
            models.UniqueConstraint(fields=["decision", "plan"], name="one_outcome_per_plan"),
        ]

    def __str__(self) -> str:
        return f"that {self.decision.who} {self.said_of(self.root)}"

    def said_of(self, thing: object) -> str:
        """What was done with it, as sentences have it: approved it; agreed it in part."""
        if self.kind == OutcomeKind.IN_PART:
            return f"agreed {thing} in part"
        return f"{self.get_kind_display()} {thing}"

    @property
    def said_of_it(self) -> str:
        return f"provisionally {self.said_of('it')}" if self.awaits else self.said_of("it")

    @property
    def how_it_stands(self) -> str:
        """Its kind in words; of what was approved, whether that is provisional still."""
        return f"provisionally {self.get_kind_display()}" if self.awaits else str(self.get_kind_display())

    @property
    def of_targets(self) -> list[Any]:
        """What the same decision said of single targets of its objective."""
        if not self.apart or self.objective is None:
            return []
        return [each for each in self.objective.target_outcomes.all() if each.decision_id == self.decision_id]

    @property
    def subject_to(self) -> str:
        """What follows the kind where an approval has conditions: subject to 2 conditions."""
        conditions = [each for each in self._conditions if not each.is_awaited]
        return f"subject to {guards.counted(len(conditions), 'condition', 'conditions')}" if conditions else ""

    @property
    def _conditions(self) -> list[Any]:
        """Those that its decision set for what it is about."""
        if self.kind != OutcomeKind.APPROVED:
            return []
        mine = (None, self.objective_id)
        return [each for each in self.decision.conditions.all() if self.plan_id or each.objective_id in mine]

    @property
    def awaits(self) -> list[Any]:
        """What must come before it is provisional no longer (domain rule D9)."""
        return [each for each in self._conditions if each.is_awaited and each.is_open]

    @property
    def waits_for(self) -> str:
        """The same in words: it waits for the Ministerial Priorities (from the Home Secretary), expected by 8 March
        2001; "" for nothing."""
        named = [f"{each.awaited}, expected by {day(each.due_on)}" for each in self.awaits]
        return f"it waits for {'; and for '.join(named)}" if named else ""

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.decision.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.decision.who_may(permission, actor)

    @property
    def objectives_of_its_plan(self) -> Any:
        """All whose text is spoken of where it is about the plan as a whole."""
        return Objective.objects.none() if self.plan is None else self.plan.objectives.all()

    @property
    def chronicle(self) -> Chronicle:
        """What the ledger tells of the objective; the outcomes of one decision may be given one for all of them."""
        return self.shared_chronicle or Chronicle(
            had_before_them(self.decision), [self.objective] if self.objective else []
        )

    @property
    def changed_on(self) -> date | None:
        """The last day on which its text changed after the members had it; None if it is the text they had."""
        if self.plan is not None:
            # What the same decision took out of the plan is no change behind the back of whoever decided.
            withdrawn = self.decision.outcomes.filter(kind=OutcomeKind.WITHDRAWN, objective__isnull=False)
            besides = withdrawn.values_list("objective", flat=True)
            return plan_changed_on(self.plan, had_before_them(self.decision), besides)
        return self.chronicle.changed_on(self.objective) if self.objective is not None else None

    @governed(
        records="outcome.recorded",
        permission="governance.record_decision",
        says="record",
        guards=(guards.its_decision_is_of_the_body_itself, *MUST_HOLD_OF_AN_OUTCOME),
        needs=READ_OF_AN_OUTCOME,
        locks=("objectives_of_its_plan",),
        demands=(demands.the_plan_as_it_stood_on_the_page,),
        creates=True,
    )
    def record(self, *, saw: str = "") -> None:
        """Bound to where the thing is now, and to its text as it is now; `saw` is the seal of the plan on the page."""
        self._bind()

    @governed(
        records="outcome.taken",
        permission="governance.take_decision",
        says="take",
        guards=(
            guards.its_decision_is_taken_by_that_officer,
            guards.its_decision_has_not_been_reported,
            *MUST_HOLD_OF_AN_OUTCOME,
        ),
        needs=(*READ_OF_AN_OUTCOME, "decision__officer__appointments__body", "decision__plan__stages"),
        locks=("objectives_of_its_plan",),
        demands=(demands.the_plan_as_it_stood_on_the_page,),
        creates=True,
    )
    def take(self, *, saw: str = "") -> None:
        """The same, said by an officer in the place of the body that delegated it."""
        self._bind()

    @governed(
        records="outcome.taken_in_urgency",
        permission="governance.decide_in_urgency",
        says="take",
        guards=(
            guards.its_decision_is_taken_in_urgency_by_that_officer,
            guards.its_decision_has_not_been_reported,
            guards.in_urgency_something_is_approved,
            *MUST_HOLD_OF_AN_OUTCOME,
        ),
        needs=(*READ_OF_AN_OUTCOME, "decision__officer__appointments__body", "decision__plan__stages"),
        locks=("objectives_of_its_plan",),
        demands=(demands.the_plan_as_it_stood_on_the_page,),
        creates=True,
    )
    def take_in_urgency(self, *, saw: str = "") -> None:
        """The same, said by the clerk in the place of the body, by its own power."""
        self._bind()

    def _bind(self) -> None:
        self.under = guards.delegation_used(self)
        if self.objective is not None:
            self.stage, self.round = self.objective.state, self.objective.round
            self.seal = self.objective.seal()
        elif self.plan is not None:
            self.stage, self.round, self.seal = self.plan.state, 0, self.plan.seal()

    @governed(
        records="outcome.voided",
        says="void",
        guards=(resolutions.it_is_an_approval_that_holds, resolutions.its_text_is_no_longer_the_text_approved),
        needs=tuple(f"objective__{relation}" for relation in READ_OF_AN_OBJECTIVE),
        follows=True,
    )
    def void(self, *, voided_on: date) -> None:
        """It was given on a text that is no longer the text: from now on it counts for nothing."""
        self.voided_on = voided_on
