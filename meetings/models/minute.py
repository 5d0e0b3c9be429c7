"""What happened under an item: who presided, what was said, what was moved, what was resolved."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from meetings import demands, guards
from meetings.models.attendance import RECORD
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from meetings.models.seat import Seat, who_sits_in
from workflow.acts import governed

WHO_PRESIDES = (
    "item",
    "meeting__items",
    *who_sits_in("meeting__seats"),
    "meeting__seats__presences",
    "meeting__seats__interests",
    *who_sits_in("chair"),
)
"""what the guards read that ask who can be in the chair"""


class MinuteState(models.TextChoices):
    OPEN = "open", "Being taken"
    CONCLUDED = "concluded", "Concluded"


class Minute(OfAMeeting):
    """The record of one item. Its text may be put right until the minutes are confirmed; then it never changes."""

    frozen_by: ClassVar[str] = "minutes_id"
    private_fields: ClassVar[frozenset[str]] = frozenset({"text"})
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "item")
    housekeeping: ClassVar[frozenset[str]] = frozenset({"number"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minute_rows")
    item = models.OneToOneField(Item, models.PROTECT, related_name="minute")
    chair = models.ForeignKey(Seat, models.PROTECT, related_name="presided_over", verbose_name="in the chair")
    state = FSMField("state", default=MinuteState.OPEN, choices=MinuteState.choices, protected=True, editable=False)
    text = models.TextField("what was said", blank=True)
    comments_until = models.DateField("written comments until", null=True, blank=True)
    number = models.PositiveIntegerField("number", null=True, blank=True, editable=False)
    minutes = models.ForeignKey(
        "meetings.Minutes", models.PROTECT, null=True, blank=True, related_name="minute_rows", editable=False
    )

    class Meta(OfAMeeting.Meta):
        verbose_name = "minute"
        ordering = ["meeting", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MinuteState.values), name="minute_state_is_known"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=MinuteState.OPEN), name="one_item_is_taken_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"minute {self.number}, {self.item.title}" if self.number else f"the minute of {self.item}"

    @governed(
        records="minute.begun",
        permission=RECORD,
        says="take up",
        guards=(
            guards.its_meeting_is_in_session,
            guards.its_items_are_of_its_meeting,
            guards.its_item_is_out,
            guards.no_other_item_is_being_taken,
            guards.its_chair_is_there,
            guards.a_quorum_is_there,
            guards.it_begins_at_its_beginning,
        ),
        needs=(
            *WHO_PRESIDES,
            "meeting__minute_rows__item",
            "meeting__agendas",
        ),
        creates=True,
    )
    def take_up(self) -> None:
        """The item is before the meeting, with this member in the chair."""

    @governed(
        records="minute.handed_over",
        permission=RECORD,
        says="hand over the chair of",
        guards=(guards.its_meeting_is_in_session,),
        needs=WHO_PRESIDES,
        demands=(demands.somebody_who_can_preside,),
    )
    @transition(field=state, source=MinuteState.OPEN, target=MinuteState.OPEN)
    def hand_over(self, *, chair: Seat) -> None:
        """Whoever presides leaves, or finds that they have an interest: somebody else takes the chair."""
        self.chair = chair

    @governed(
        records="minute.written",
        permission=RECORD,
        says="write",
        guards=(guards.its_minutes_can_still_be_put_right,),
    )
    def write(self, *, text: str) -> None:
        self.text = text

    @governed(
        records="minute.concluded",
        permission=RECORD,
        says="conclude",
        guards=(
            guards.its_meeting_is_in_session,
            guards.nothing_is_being_voted_on,
            guards.every_recommendation_is_answered,
        ),
        needs=(*WHO_PRESIDES, "item__recommendations", "motions", "determinations", "meeting__agendas"),
    )
    @transition(field=state, source=MinuteState.OPEN, target=MinuteState.CONCLUDED)
    def conclude(self) -> None:
        """The next item can be taken."""

    @governed(
        records="minute.comments_invited",
        permission=RECORD,
        says="invite written comments on",
        guards=(guards.its_minutes_can_still_be_put_right,),
        needs=("item",),
        demands=(demands.a_day_after_the_meeting,),
    )
    def invite_comments(self, *, until: date) -> None:
        """Members of that day, and whoever was heard, may write up to the end of a day after the meeting."""
        self.comments_until = until

    @governed(records="minute.numbered", says="number", follows=True)
    def give_number(self, *, number: int) -> None:
        """Numbers run on from meeting to meeting within the body's year."""
        self.number = number

    @governed(records="minute.confirmed", says="confirm", follows=True)
    def confirm(self, *, minutes: object) -> None:
        """With the minutes of its meeting."""
        self.minutes = minutes  # type: ignore[assignment]
