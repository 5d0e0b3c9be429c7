"""What an auditor finds, what the body answers, and what becomes of that."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from governance import demands, guards
from governance.models.body import Body, parents_of_all, with_all_below
from governance.notice.counting import working_day_after
from governance.notice.in_force import counting_for
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key
from workflow.words import day

RECORD, ANSWER = "governance.record_finding", "governance.answer_finding"


class Severity(models.TextChoices):
    """How much it weighs, in words."""

    MINOR = "minor", "minor: put right when convenient"
    SIGNIFICANT = "significant", "significant: a rule was not kept"
    SERIOUS = "serious", "serious: what was decided may not stand"


class FindingView(models.TextChoices):
    """What the body says to it."""

    AGREED = "agreed", "agreed"
    NOT_AGREED = "not_agreed", "not agreed"


class FindingState(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    ACCEPTED = "accepted", "Answer accepted"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


State = FindingState


class FindingQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> FindingQuerySet:
        """Those to bodies somebody audits, in or below which they hold that office; and to those whose answers they
        record."""
        audited = _where(RECORD, actor)
        bodies = with_all_below(audited, parents_of_all()) if audited else set()
        return self.filter(body__in=bodies | set(_where(ANSWER, actor)))

    def waiting(self) -> FindingQuerySet:
        """Those with which somebody still has something to do."""
        return self.exclude(state__in=(State.CLOSED, State.WITHDRAWN))

    def with_everybody(self) -> FindingQuerySet:
        """With whoever a list of them names."""
        return self.select_related("body__parent", "recorded_by")


def _where(right: str, actor: Actor) -> list[int]:
    return [int(scope.rpartition(":")[2]) for held, scope in actor.grants if held == right]


class Finding(Governed):
    """Something an auditor found: a body is to answer it by a day, and the auditor says whether that will do.

    It is about one thing, by its kind and key, or about no single one. What stands there is for the auditors of the
    body and for its clerk: nobody else learns of it but from the ledger.
    """

    stands_in: ClassVar[tuple[str, ...]] = ("body",)
    shown_with: ClassVar[tuple[str, ...]] = ("body__parent", "recorded_by")
    private_fields: ClassVar[frozenset[str]] = frozenset({"what", "thing", "answer"})
    housekeeping: ClassVar[frozenset[str]] = frozenset({"question", "thing_type", "thing_id"})
    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    body = models.ForeignKey(Body, models.PROTECT, related_name="findings", verbose_name="body that answers")
    what = models.TextField("what was found")
    severity = models.CharField("severity", max_length=20, choices=Severity)
    question = models.CharField("question", max_length=60, blank=True, help_text="Of the report it was found in")
    thing_type = models.CharField("kind of thing", max_length=60, blank=True)
    thing_id = models.CharField("key of the thing", max_length=40, blank=True)
    thing = models.CharField("about", max_length=300, blank=True, help_text="As it was called then")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="findings")
    recorded_on = models.DateField("recorded on")
    days = models.PositiveSmallIntegerField("working days to answer", default=20)
    due_on = models.DateField("to be answered by", null=True, blank=True)
    state = FSMField("state", default=State.OPEN, choices=State.choices, protected=True, editable=False)
    view = models.CharField("the body", max_length=20, choices=FindingView, blank=True)
    answer = models.TextField("answer", blank=True)
    done_by = models.DateField("to be done by", null=True, blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta(Governed.Meta):
        verbose_name = "finding"
        ordering = ["-recorded_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="finding_state_is_known"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="severity_is_known"),
            models.CheckConstraint(condition=Q(view__in=["", *FindingView.values]), name="view_of_a_finding_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.ANSWERED, State.ACCEPTED))
                | (Q(answered_on__isnull=False) & ~Q(view="") & ~Q(answer="")),
                name="an_answered_finding_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) ^ Q(closed_on__isnull=True), name="a_closed_finding_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"the finding of {day(self.recorded_on)} for {self.body.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("finding", args=[self.pk])

    @property
    def waits_until(self) -> date | None:
        """By when somebody has to do something: the body to answer, or to have done what was agreed."""
        if self.state == State.OPEN:
            return self.due_on
        return self.done_by if self.state == State.ACCEPTED else None

    def is_overdue(self, on: date) -> bool:
        """Whether that day has passed."""
        return self.waits_until is not None and self.waits_until < on

    def scopes(self, permission: str) -> tuple[str, ...]:
        """An auditor of a body above records; the clerk of the very body answers."""
        if permission == ANSWER:
            return (scope_key(Body, self.body_id),)
        return self.body.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="finding.recorded",
        permission=RECORD,
        says="record",
        guards=(
            guards.it_is_recorded_today_by_its_auditor,
            guards.it_says_what_was_found,
            guards.its_body_has_a_clerk,
            guards.it_has_not_been_recorded_already,
            guards.it_leaves_days_to_answer,
            guards.it_begins_unanswered,
        ),
        needs=("body__appointments", "body__parent", "body__findings__body"),
        creates=True,
    )
    def record(self) -> None:
        """The body answers within so many working days: those on which it is closed do not count."""
        self.due_on = self._after(self.recorded_on, self.days)

    @governed(
        records="finding.answered",
        permission=ANSWER,
        says="answer",
        demands=(demands.an_answer_to_a_finding, demands.a_day_by_which_it_is_done, demands.the_day_of_the_act),
    )
    @transition(field=state, source=State.OPEN, target=State.ANSWERED)
    def give_answer(self, *, view: str, answer: str, done_by: date | None, on: date) -> None:
        """Agreed, with what will be done by when; or not agreed, with why."""
        self.view, self.answer, self.answered_on = view, answer, on
        self.done_by = done_by if view == FindingView.AGREED else None

    @governed(records="finding.accepted", permission=RECORD, says="accept the answer on {}")
    @transition(field=state, source=State.ANSWERED, target=State.ACCEPTED)
    def accept(self) -> None:
        """What was agreed is to be done; what was not agreed will be left at that."""

    @governed(
        records="finding.sent_back",
        permission=RECORD,
        says="send back the answer on {}",
        demands=(a_reason, demands.days_to_answer, demands.the_day_of_the_act),
    )
    @transition(field=state, source=State.ANSWERED, target=State.OPEN)
    def send_back(self, *, days: int, on: date) -> None:
        """It will not do: the body answers anew within so many working days. What it said stays in the ledger."""
        self.days, self.due_on = days, self._after(on, days)
        self.view, self.answer, self.done_by, self.answered_on = "", "", None, None

    @governed(records="finding.closed", permission=RECORD, says="close", demands=(a_reason, demands.the_day_of_the_act))
    @transition(field=state, source=State.ACCEPTED, target=State.CLOSED)
    def close(self, *, on: date) -> None:
        """The auditor has seen that it is done, or that nothing more is to be done."""
        self.closed_on = on

    @governed(records="finding.withdrawn", permission=RECORD, says="withdraw", demands=(a_reason,))
    @transition(field=state, source=State.OPEN, target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """It was none."""

    def _after(self, on: date, days: int) -> date:
        return working_day_after(on, days, counting_for(self.body, on))
