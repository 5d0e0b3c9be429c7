"""What a body resolved under an item, in its own words: the answer to each recommendation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models import Body, Decision
from meetings import guards
from meetings.models.attendance import RECORD
from meetings.models.item import Recommendation
from meetings.models.meeting import Meeting
from meetings.models.minute import Minute
from meetings.models.motion import WHO_COUNTS, Motion
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed
from workflow.words import day


class DeterminationKind(models.TextChoices):
    DISCUSSED = "discussed", "discussed"
    NOTED = "noted", "noted"
    RECEIVED = "received", "received"
    ENDORSED = "endorsed", "endorsed"
    AGREED = "agreed", "agreed"
    AS_AMENDED = "as_amended", "agreed as amended"
    IN_PART = "in_part", "agreed in part"
    RECOMMENDED = "recommended", "recommended to the body above"
    APPROVED = "approved", "approved"
    CONDITIONAL = "conditional", "approved subject to conditions"
    DELEGATED = "delegated", "delegated"
    DEFERRED = "deferred", "deferred to another meeting"
    WITHDRAWN = "withdrawn", "withdrawn"
    REFERRED_BACK = "referred_back", "referred back"
    REFERRED = "referred", "referred to another body"
    CONFIRMED = "confirmed", "confirmed"
    NO_DECISION = "no_decision", "no decision"


class Determination(OfAMeeting):
    """One thing a body resolved. It answers a recommendation, or stands by itself."""

    frozen_by: ClassVar[str] = "minutes_id"
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "minute__item")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="determinations")
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="determinations")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="determinations"
    )
    motion = models.ForeignKey(
        Motion, models.PROTECT, null=True, blank=True, related_name="determinations", verbose_name="motion carried"
    )
    kind = models.CharField("outcome", max_length=20, choices=DeterminationKind)
    text = models.TextField("resolved", help_text="In the body's own words, as it goes on after “That”")
    deferred_to = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="deferred_here", verbose_name="deferred to"
    )
    referred_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="referred to"
    )
    delegated_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="delegated to the body"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="delegated to the officer",
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="determinations", editable=False
    )
    minutes = models.ForeignKey(
        "meetings.Minutes", models.PROTECT, null=True, blank=True, related_name="determinations", editable=False
    )

    class Meta(OfAMeeting.Meta):
        verbose_name = "determination"
        ordering = ["meeting", "minute", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DeterminationKind.values), name="determination_is_known"),
            models.UniqueConstraint(fields=["recommendation"], name="a_recommendation_is_answered_once"),
            models.CheckConstraint(
                condition=Q(delegated_to__isnull=True) | Q(officer__isnull=True), name="one_delegate_to_a_delegation"
            ),
        ]

    def __str__(self) -> str:
        return f"that {self.meeting.body.short_name} {self.get_kind_display()} under {self.minute.item}"

    @property
    def when_in_effect(self) -> str:
        """From when it takes effect, where that is not at once; "" where it is."""
        decision = self.decision
        if decision is None or decision.takes_effect_on is None:
            return ""
        if decision.called_in_on is not None:
            return f"Called in on {day(decision.called_in_on)}."
        return f"It takes effect on {day(decision.takes_effect_on)}, unless it is called in before."

    @property
    def awaited(self) -> list[str]:
        """What must come before what it approved is provisional no longer, as it was resolved: whether it has come is
        not for the minutes (domain rule D9)."""
        return [each.awaited for each in self._conditions if each.is_awaited]

    @property
    def _conditions(self) -> list[Any]:
        return [] if self.decision is None else list(self.decision.conditions.all())

    @property
    def outcome_in_words(self) -> str:
        """How minutes name the outcome: what was approved subject to what must come was approved provisionally."""
        if not self.awaited:
            return str(self.get_kind_display())
        more = len(self._conditions) > len(self.awaited)
        return "provisionally approved, subject to conditions" if more else "provisionally approved"

    @property
    def waits_for(self) -> str:
        """What follows it where it was provisional; "" where it was not."""
        return f"It is provisional: it waits for {'; and for '.join(self.awaited)}." if self.awaited else ""

    @property
    def of_targets(self) -> list[str]:
        """What was said of single targets with it, as minutes print it under the resolution."""
        return [] if self.decision is None else [each.told for each in self.decision.target_outcomes.all()]

    @governed(
        records="determination.recorded",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_item_is_being_taken,
            guards.its_recommendation_is_of_its_item,
            guards.its_recommendation_has_not_been_answered,
            guards.its_outcome_answers_the_recommendation,
            guards.its_body_has_the_power_to_resolve_it,
            guards.the_motion_behind_it_was_carried,
            guards.it_is_worded_as_the_motion_was_carried,
            guards.it_says_to_whom_it_goes,
            guards.it_is_not_delegated_to_a_member,
            guards.a_quorum_is_there,
        ),
        needs=(
            "minute__item__plan",
            "recommendation__determinations",
            "motion__minute",
            "motion__amendments",
            "meeting__body__powers",
            "deferred_to__body",
            "officer__appointments",
            *WHO_COUNTS,
        ),
        creates=True,
    )
    def record(self) -> None:
        """It is resolved; what it means for the plan is recorded with it, through governance."""

    @governed(
        records="determination.reworded",
        permission=RECORD,
        says="put the words of {} right",
        guards=(guards.its_minutes_can_still_be_put_right,),
        needs=("minute",),
    )
    def reword(self, *, text: str) -> None:
        """The words only: the outcome stays what it was."""
        self.text = text

    @governed(records="determination.confirmed", says="confirm", follows=True)
    def confirm(self, *, minutes: object) -> None:
        """With the minutes of its meeting."""
        self.minutes = minutes  # type: ignore[assignment]
