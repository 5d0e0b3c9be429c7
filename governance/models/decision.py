"""What a body resolved, and what that means for each objective.

A decision arrives as a fact with its date: by written procedure here, from a meeting's carried motion one day; this
room does not know which rooms make decisions.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance import demands, guards
from governance.chronicle import Chronicle, had_before_them, plan_changed_on
from governance.guards import resolutions
from governance.models.body import Body
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import InPlan, Plan, readable_plans
from governance.roles import who_may
from governance.seal import READ_OF_AN_OBJECTIVE
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key
from workflow.words import as_sentence, day


class Procedure(models.TextChoices):
    """How a body came to its decision, or an officer to one in its place."""

    WRITTEN = "written", "written procedure"
    MEETING = "meeting", "meeting"
    DELEGATED = "delegated", "delegated authority"
    URGENT = "urgent", "urgency"


BY_AN_OFFICER = (Procedure.DELEGATED, Procedure.URGENT)


class DecisionQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        """Every decision about a plan for those who read it in preparation; for others those that spoke of a plan, or
        of objectives, that are published, and those by which something published was withdrawn."""
        spoken = Outcome.objects.visible_to(actor).order_by().values("decision")
        withdrew = Objective.objects.filter(withdrawn_under__isnull=False).order_by().values("withdrawn_under")
        return self.filter(Q(plan__in=readable_plans(actor)) | Q(pk__in=spoken) | Q(pk__in=withdrew))

    def in_place_of_a_body(self) -> DecisionQuerySet:
        """Those by which a body without the power, or an officer, approved what was delegated to them; and those that
        could not wait until the body met."""
        used = Outcome.objects.filter(under__isnull=False).order_by().values("decision")
        return self.filter(Q(in_place_of__isnull=False) | Q(pk__in=used))

    def to_be_reported(self, to: Body | None = None) -> DecisionQuerySet:
        """Those taken in the place of a body, `to` or any, of which it has not been told yet: under what it delegated,
        or because they could not wait until it met."""
        used, urgent = Outcome.objects.filter(under__isnull=False), Q(in_place_of__isnull=False)
        if to is not None:
            used, urgent = used.filter(under__decision__body=to), Q(in_place_of=to)
        return self.filter(urgent | Q(pk__in=used.order_by().values("decision")), reported_on__isnull=True)


class Decision(InPlan):
    """A resolution of a body on a day, under a reference that its papers print; or what an officer decided in its
    place: what it had delegated to them, or what could not wait until it met."""

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="decisions")
    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    procedure = models.CharField("procedure", max_length=10, choices=Procedure, default=Procedure.WRITTEN)
    circulated_on = models.DateField(
        "circulated on", null=True, blank=True, help_text="The day members were sent the text, by written procedure"
    )
    decided_on = models.DateField("decided on")
    reference = models.CharField("reference", max_length=100, help_text="As the papers print it")
    subject_to = models.PositiveSmallIntegerField(
        "subject to", default=0, help_text="How many conditions it set; none is added to it afterwards"
    )
    delegates = models.PositiveSmallIntegerField(
        "delegates", default=0, help_text="How many delegations it gave; none is added to it afterwards"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        help_text="Who took it, where an officer did in the place of the body",
    )
    in_place_of = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_in_its_place",
        help_text="The body that is told of it, where it could not wait until that met",
    )
    could_not_wait = models.TextField("why it could not wait", blank=True, help_text="Where it was taken in urgency")
    consulted = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_consulted_on",
        help_text="The chair, before an officer took it in urgency",
    )
    consulted_on = models.DateField("consulted on", null=True, blank=True)
    could_not_meet = models.TextField("why the urgency committee could not meet", blank=True)
    takes_effect_on = models.DateField(
        "takes effect on", null=True, blank=True, help_text="Where it can be called in until the day before"
    )
    called_in_on = models.DateField("called in on", null=True, blank=True)
    reported_on = models.DateField("reported on", null=True, blank=True)
    reported_as = models.CharField("reported as", max_length=100, blank=True, help_text="The paper that reports it")

    lock_rank: ClassVar[int] = 28
    shown_with: ClassVar[tuple[str, ...]] = ("body", "plan", "officer", "consulted", "in_place_of")

    class Meta(InPlan.Meta):
        verbose_name = "decision"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "decided_on", "reference"], name="one_decision_per_reference"),
            models.CheckConstraint(condition=Q(procedure__in=Procedure.values), name="procedure_is_known"),
            models.CheckConstraint(
                condition=Q(circulated_on__isnull=True) | Q(circulated_on__lte=F("decided_on")),
                name="circulated_before_decided",
            ),
            models.CheckConstraint(
                condition=Q(procedure__in=BY_AN_OFFICER) ^ Q(officer__isnull=True),
                name="an_officer_takes_what_is_delegated",
            ),
            models.CheckConstraint(
                condition=(
                    Q(procedure=Procedure.URGENT, consulted_on__lte=F("decided_on"), in_place_of=F("body"))
                    & ~Q(could_not_wait="")
                )
                | (~Q(procedure=Procedure.URGENT) & Q(could_not_wait="", could_not_meet="", consulted_on__isnull=True)),
                name="what_is_urgent_says_why_and_the_chair_is_consulted",
            ),
            models.CheckConstraint(
                condition=Q(consulted__isnull=True) ^ Q(consulted_on__isnull=False), name="the_consulted_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(called_in_on__isnull=True) | Q(called_in_on__lt=F("takes_effect_on")),
                name="called_in_before_it_takes_effect",
            ),
        ]

    def __str__(self) -> str:
        return f"the decision {self.reference} of {self.who}"

    def get_absolute_url(self) -> str:
        return f"{reverse('decisions', args=[self.plan.slug])}#decision-{self.pk}"

    @property
    def who(self) -> str:
        """Whoever decided, as sentences name them."""
        return self.body.short_name if self.officer is None else str(self.officer)

    @property
    def taken_for(self) -> list[int]:
        """The bodies in whose place it was taken, by their keys: they are told of it."""
        used = [each.under.decision.body_id for each in self.outcomes.all() if each.under is not None]
        return list(dict.fromkeys(used if self.in_place_of_id is None else [*used, self.in_place_of_id]))

    @property
    def why_urgent(self) -> list[str]:
        """In sentences, what was done and found before an officer decided in urgency; none of another decision."""
        if self.consulted is None or self.consulted_on is None:
            return []
        chair = f"{self.consulted}, the chair of {self.body.short_name}, was consulted on {day(self.consulted_on)}."
        wait, meet = f"It could not wait: {as_sentence(self.could_not_wait)}", "Its urgency committee could not meet:"
        return [chair, wait, *([f"{meet} {as_sentence(self.could_not_meet)}"] if self.could_not_meet else [])]

    def in_effect_on(self, day: date) -> bool:
        """Whether nothing keeps it from taking effect any more."""
        return self.called_in_on is None and (self.takes_effect_on is None or self.takes_effect_on <= day)

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Its body recorded it. What an officer takes, they take in their office; what was taken in the place of a body
        is reported to that."""
        if permission == "governance.take_decision":
            bodies = {*self.plan.body.with_all_below(), *(stage.body_id for stage in self.plan.stages.all())}
            return tuple(scope_key(Body, body) for body in sorted(bodies))
        if permission == "governance.report_decision":
            return tuple(scope_key(Body, body) for body in self.taken_for)
        return (scope_key(Body, self.body_id),)

    def who_may(self, permission: str, actor: Actor) -> str:
        if permission == "governance.take_decision":
            return str(self.officer or "")
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="decision.recorded",
        permission="governance.record_decision",
        says="record",
        guards=(
            guards.it_is_a_decision_of_the_body_itself,
            resolutions.it_has_been_decided_by_today,
            resolutions.its_body_is_on_the_route,
            resolutions.its_written_procedure_has_ended,
            guards.it_takes_effect_after_it_was_taken,
        ),
        needs=("plan__stages", "body__urgent_for__body"),
        creates=True,
    )
    def record(self) -> None:
        """It stands as a fact; its outcomes say what it means for each objective. What an urgency committee decides, it
        decides in the place of the body whose committee it is."""
        self.in_place_of = guards.whose_urgency_committee_decided(self)

    @governed(
        records="decision.taken",
        permission="governance.take_decision",
        says="take",
        guards=(guards.it_is_taken_by_the_officer_it_was_delegated_to, resolutions.it_has_been_decided_by_today),
        needs=("plan__stages", "plan__body", "officer__appointments__body"),
        creates=True,
    )
    def take(self) -> None:
        """An officer decides what the body delegated to them, in its place."""
        self.in_place_of = None

    @governed(
        records="decision.taken_in_urgency",
        permission="governance.decide_in_urgency",
        says="take",
        guards=(
            guards.it_is_taken_in_urgency_by_its_officer,
            resolutions.it_has_been_decided_by_today,
            resolutions.its_body_is_on_the_route,
            guards.its_body_lets_its_clerk_decide_in_urgency,
            guards.its_officer_was_its_clerk,
            guards.its_chair_was_consulted,
            guards.it_says_why_it_could_not_wait,
            guards.its_urgency_committee_could_not_meet,
            guards.it_takes_effect_after_it_was_taken,
        ),
        needs=(
            "plan__stages", "body__urgency_rules__committee", "body__appointments", "officer__appointments__body",
        ),
        creates=True,
    )  # fmt: skip
    def take_in_urgency(self) -> None:
        """The clerk decides what cannot wait until the body meets, after consulting its chair; the body is told at its
        next meeting (8 July 2004 report 10)."""
        self.in_place_of = self.body

    @governed(
        records="decision.called_in",
        says="call in",
        guards=(guards.it_can_be_called_in,),
        needs=("body__parent",),
        follows=True,
    )
    def call_in(self, *, called_in_on: date) -> None:
        """Enough members want the body above to decide: until it has, this does not take effect."""
        self.called_in_on = called_in_on

    @governed(
        records="decision.reported",
        permission="governance.report_decision",
        says="report",
        guards=(guards.it_was_taken_in_place_of_a_body, guards.it_has_not_been_reported),
        needs=("outcomes__under__decision",),
        demands=(demands.the_day_and_paper_of_a_report,),
    )
    def report(self, *, reported_on: date, reported_as: str) -> None:
        """The body in whose place it was taken has been told, under “Action taken under delegated authority”."""
        self.reported_on, self.reported_as = reported_on, reported_as

    @governed(
        records="decision.reported",
        says="report",
        guards=(guards.it_was_taken_in_place_of_a_body, guards.it_has_not_been_reported),
        needs=("outcomes__under__decision",),
        demands=(demands.the_day_and_paper_of_a_report,),
        follows=True,
    )
    def be_noted(self, *, reported_on: date, reported_as: str) -> None:
        """The body took note of it at a meeting, under an item of its agenda."""
        self.reported_on, self.reported_as = reported_on, reported_as


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

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="outcomes")
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
