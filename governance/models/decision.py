"""What a body resolved on a day; what that means for each objective is said by its outcomes.

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
from governance.guards import resolutions
from governance.models.body import Body
from governance.models.objective import Objective
from governance.models.outcome import Outcome
from governance.models.plan import InPlan, Plan, readable_plans
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import GovernedQuerySet
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
