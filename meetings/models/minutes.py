"""The minutes of a meeting: drafted, circulated, confirmed by a later meeting, and then evidence."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from audit.models import SealedText
from meetings import demands, guards
from meetings.access import READ_DRAFTS, bodies_with, meetings_open_to
from meetings.models.attendance import RECORD
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from meetings.models.seat import Seat
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import GovernedQuerySet


class MinutesState(models.TextChoices):
    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Draft, circulated"
    CONFIRMED = "confirmed", "Confirmed"


State = MinutesState


class MinutesQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> MinutesQuerySet:
        """What is being drafted for those who conduct the meeting; what has been circulated as the agenda."""
        drafts = Q(meeting__body__in=bodies_with(READ_DRAFTS, actor))
        return self.filter(drafts | (meetings_open_to(actor, "meeting__") & ~Q(state=State.DRAFT)))


class Minutes(OfAMeeting):
    """The minutes as a whole. Confirmed minutes are not edited: a later correction is a minute of a later meeting."""

    frozen_by: ClassVar[str] = "sealed_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"sealed"})

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = FSMField("state", default=State.DRAFT, choices=State.choices, protected=True, editable=False)
    circulated_on = models.DateField("circulated on", null=True, blank=True)
    confirmed_under = models.OneToOneField(
        Item, models.PROTECT, null=True, blank=True, related_name="confirmed_minutes", verbose_name="confirmed under"
    )
    corrections = models.TextField(
        "corrections", blank=True, help_text="As the meeting that confirmed them worded each: subject to ..."
    )
    signed_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="signed", verbose_name="signed by"
    )
    sealed = models.ForeignKey(
        SealedText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="seal", editable=False
    )

    objects: ClassVar[Any] = MinutesQuerySet.as_manager()

    class Meta(OfAMeeting.Meta):
        verbose_name = "minutes"
        verbose_name_plural = "minutes"
        ordering = ["meeting"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="minutes_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED)
                | Q(confirmed_under__isnull=False, signed_by__isnull=False, sealed__isnull=False),
                name="confirmed_minutes_say_where_by_whom_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"the minutes of {self.meeting}"

    @property
    def drafted_before(self) -> MinutesQuerySet:
        """Other minutes of the meeting; a relation would find these themselves before they are there."""
        others: MinutesQuerySet = Minutes.objects.filter(meeting=self.meeting_id).exclude(pk=self.pk)
        return others

    @governed(
        records="minutes.drafted",
        permission=RECORD,
        says="draft",
        guards=(
            guards.its_meeting_has_been_held,
            guards.they_have_not_been_drafted,
            guards.they_begin_as_a_draft,
        ),
        creates=True,
    )
    def draft(self) -> None:
        """From what was recorded; the text of each minute can be put right."""

    @governed(
        records="minutes.circulated",
        permission=RECORD,
        says="circulate",
        demands=(demands.the_day_they_are_circulated,),
    )
    @transition(field=state, source=[State.DRAFT, State.CIRCULATED], target=State.CIRCULATED)
    def circulate(self, *, circulated_on: date) -> None:
        """They say that they are a draft."""
        self.circulated_on = circulated_on

    @governed(
        records="minutes.confirmed",
        permission=RECORD,
        says="confirm",
        demands=(
            demands.a_later_meeting_that_resolved_to_confirm_them,
            demands.the_signature_of_whoever_presided,
            demands.corrections_only_where_they_were_resolved,
        ),
    )
    @transition(field=state, source=State.CIRCULATED, target=State.CONFIRMED)
    def confirm(self, *, under: Item, signed_by: Seat, corrections: str, sealed: str) -> None:
        """They are evidence of what happened (LGA 1972 Sch.12 para 41), under this seal."""
        self.confirmed_under, self.signed_by = under, signed_by
        self.corrections, self.sealed_id = corrections, sealed
