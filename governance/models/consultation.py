"""A consultation: what an outside party was asked about a text, by whom, until when, and what it answered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from governance import demands, guards
from governance.asked import asked_of_a_plan, asked_of_an_objective
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, WHAT_IT_READS, Objective
from governance.models.plan import Plan, readable_plans
from governance.models.target import Target
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_of


class ConsultationState(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


State = ConsultationState


class View(models.TextChoices):
    """What a party thinks of the text it was asked about."""

    AGREES = "agrees", "agrees"
    AGREES_WITH_CHANGES = "agrees_with_changes", "agrees with changes"
    OBJECTS = "objects", "objects"
    NO_VIEW = "no_view", "has no view"


class Means(models.TextChoices):
    """How an answer came."""

    LINK = "link", "by its personal link"
    LETTER = "letter", "by letter"


class ConsultationQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ConsultationQuerySet:
        """Those on plans the person may read in preparation: what outsiders say is not published."""
        plans = readable_plans(actor)
        return self.filter(Q(objective__plan__in=plans) | Q(plan__in=plans))

    def of_plan(self, plan: Plan) -> ConsultationQuerySet:
        """About the plan as a whole, and about each of its objectives."""
        return self.filter(Q(plan=plan) | Q(objective__plan=plan))

    def overdue(self, on: date) -> ConsultationQuerySet:
        """Open ones whose day has passed."""
        return self.filter(state=State.OPEN, due_on__lt=on)


class Consultation(Governed):
    """One party asked about one text. Its text is kept as it was when the party was asked."""

    within: ClassVar[tuple[str, ...]] = ("objective", "plan")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "plan", "target", "opened_by")
    private_fields: ClassVar[frozenset[str]] = frozenset(
        {"party", "contact", "purpose", "question", "answer", "answered_by", "answered_as"}
    )
    housekeeping: ClassVar[frozenset[str]] = frozenset({"asked_seal", "asked_text", "link"})
    objects: ClassVar[Any] = ConsultationQuerySet.as_manager()

    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="consultations")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="consultations")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="consultations")

    party = models.CharField("party", max_length=200)
    is_chief_officer = models.BooleanField("the chief officer", default=False)
    contact = models.EmailField("e-mail address of the party", blank=True)
    purpose = models.TextField("purpose")
    question = models.TextField("what is asked")
    required = models.BooleanField("required", default=True, help_text="Whether the approval waits for its answer")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="consultations", verbose_name="opened by"
    )
    opened_on = models.DateField("opened on")
    due_on = models.DateField("answer due on")
    state = FSMField("state", default=State.OPEN, choices=State.choices, protected=True, editable=False)

    asked_seal = models.CharField("seal of the text asked about", max_length=64, blank=True)
    asked_text = models.JSONField("text asked about", default=dict, blank=True)
    link = models.CharField(
        "link", max_length=64, blank=True, help_text="SHA-256 of the personal link; the link itself is kept nowhere"
    )

    view = models.CharField("answer", max_length=30, choices=View, blank=True)
    answer = models.TextField("words of the answer", blank=True)
    answered_by = models.CharField("answered by", max_length=150, blank=True)
    answered_as = models.CharField("in the capacity of", max_length=150, blank=True)
    received_on = models.DateField("received on", null=True, blank=True)
    means = models.CharField("how it came", max_length=10, choices=Means, blank=True)

    class Meta(Governed.Meta):
        verbose_name = "consultation"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, plan__isnull=True) | Q(objective__isnull=True, plan__isnull=False),
                name="a_consultation_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="consultation_state_is_known"),
            models.CheckConstraint(condition=Q(view__in=["", *View.values]), name="view_of_a_party_is_known"),
            models.CheckConstraint(condition=Q(means__in=["", *Means.values]), name="means_of_an_answer_are_known"),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED) ^ Q(view=""), name="an_answered_consultation_has_an_answer"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="an_answer_is_due_after_it_is_asked"),
            models.UniqueConstraint(fields=["link"], condition=~Q(link=""), name="a_link_leads_to_one_consultation"),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"the consultation of {self.party} about {self.root}"

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.pk])

    @property
    def its_plan(self) -> Plan:
        """The plan it is about, or in which its objective stands."""
        return self.root if isinstance(self.root, Plan) else self.root.plan  # type: ignore[attr-defined]

    @property
    def reference(self) -> str:
        """What a letter can quote: 2001/02-C7."""
        return f"{self.its_plan.financial_year}-C{self.pk}"

    @property
    def is_open(self) -> bool:
        return bool(self.state == State.OPEN)

    def is_overdue(self, on: date) -> bool:
        """Whether the party has let its day pass."""
        return bool(self.is_open and self.due_on < on)

    def has_changed_since(self) -> bool:
        """Whether the text is another than the one the party was asked about."""
        return self.root.seal() != self.asked_seal  # type: ignore[attr-defined,no-any-return]

    def scopes(self, permission: str) -> tuple[str, ...]:
        """The party answers; whoever writes the objective asks, and the coordinators of the plan; its clerks record."""
        if permission == "governance.answer_consultation":
            return (scope_of(self),)
        if permission == "governance.open_consultation":
            return self.root.scopes(permission)
        return self.its_plan.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="consultation.opened",
        permission="governance.open_consultation",
        says="open",
        guards=(
            guards.it_begins_open,
            guards.what_it_is_about_is_not_decided_yet,
            guards.its_owner_or_a_coordinator_asks,
            guards.everybody_asks_in_their_own_name,
            guards.its_target_belongs_to_it,
            guards.its_days_are_in_order,
        ),
        needs=(
            *(f"objective__{name}" for name in WHAT_IT_READS),
            "objective__outcomes__decision__body__powers",
            "target__objective",
            "target__activity",
        ),
        creates=True,
    )
    def open(self) -> None:
        """Bound to the text as it is now."""
        self.asked_seal = self.root.seal()  # type: ignore[attr-defined]
        if self.objective is not None:
            self.asked_text = asked_of_an_objective(self.objective, self.target)
        else:
            self.asked_text = asked_of_a_plan(self.its_plan, self.target)

    @governed(
        records="consultation.answered",
        permission="governance.answer_consultation",
        says="answer",
        guards=(guards.the_link_of_the_party_still_leads_to_it, guards.it_has_not_run_out),
        demands=(demands.a_view, demands.what_it_would_change, demands.who_answers),
    )
    @transition(field=state, source=State.OPEN, target=State.ANSWERED)
    def give_answer(self, *, received_on: date, **words: str) -> None:
        """The party has answered by its personal link."""
        self._take(received_on, Means.LINK, **words)

    @governed(
        records="consultation.recorded",
        permission="governance.record_consultation",
        says="record the answer of {}",
        demands=(demands.a_view, demands.who_answers, demands.a_day_on_which_it_can_have_come),
    )
    @transition(field=state, source=State.OPEN, target=State.ANSWERED)
    def record_answer(self, *, received_on: date, **words: str) -> None:
        """The party has answered by letter; its link leads nowhere any more."""
        self._take(received_on, Means.LETTER, **words)
        self.link = ""

    @governed(
        records="consultation.extended",
        permission="governance.open_consultation",
        says="give {} more time",
        guards=(guards.it_is_still_open, guards.its_owner_or_a_coordinator_asks),
        demands=(demands.a_day_still_to_come,),
    )
    def extend(self, *, due_on: date) -> None:
        """A link that has run out leads to it again."""
        self.due_on = due_on

    @governed(
        records="consultation.link_renewed",
        permission="governance.open_consultation",
        says="make a new link of {}",
        guards=(guards.it_is_still_open, guards.its_owner_or_a_coordinator_asks, guards.it_has_not_run_out),
    )
    def renew_link(self, *, link: str) -> None:
        """The link it had before leads nowhere from now on."""
        self.link = link

    @governed(
        records="consultation.link_revoked",
        permission="governance.open_consultation",
        says="revoke the link of {}",
        guards=(guards.it_is_still_open, guards.its_owner_or_a_coordinator_asks, guards.it_has_a_link),
    )
    def revoke_link(self) -> None:
        """Nobody opens it by a link any more; it still waits for an answer."""
        self.link = ""

    @governed(
        records="consultation.closed",
        permission="governance.open_consultation",
        says="close {} without an answer",
        guards=(guards.its_owner_or_a_coordinator_asks,),
        demands=(a_reason,),
    )
    @transition(field=state, source=State.OPEN, target=State.CLOSED)
    def close(self) -> None:
        """Nothing waits for it any more, and its link leads nowhere."""
        self.link = ""

    def _take(
        self, received_on: date, means: str, *, view: str, answer: str, answered_by: str, answered_as: str
    ) -> None:
        self.view, self.answer, self.answered_by, self.answered_as = view, answer, answered_by, answered_as
        self.received_on, self.means = received_on, means
