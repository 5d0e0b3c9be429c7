"""A meeting of a body, from the day it is put into the calendar to the day its minutes are confirmed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from governance.models import Body
from governance.models.body import BodyKind
from meetings import demands, guards
from meetings.access import meetings_open_to
from meetings.models.of_a_body import OfAMeeting, scopes_of, who_may_in
from meetings.retention import Retention, retention_of
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet
from workflow.words import day


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", "ordinary"
    EXTRAORDINARY = "extraordinary", "extraordinary"
    ANNUAL = "annual", "annual"
    WORKSHOP = "workshop", "workshop"


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    CALLED = "called", "Agenda published"
    IN_SESSION = "in_session", "In session"
    INQUORATE = "inquorate", "Inquorate"
    HELD = "held", "Held"
    CONFIRMED = "confirmed", "Minutes confirmed"
    CANCELLED = "cancelled", "Cancelled"


State = MeetingState
STANDS = [State.PLANNED, State.CALLED, State.IN_SESSION, State.HELD, State.CONFIRMED]
"""The states of a meeting that takes place or took place"""
A_YEAR = timedelta(days=366)


class MeetingQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> MeetingQuerySet:
        """Those in public for everyone, the others for those who hold an office there."""
        return self.filter(meetings_open_to(actor))

    def awaiting_an_agenda(self, today: date) -> MeetingQuerySet:
        """Those to come within a year whose agenda has not gone out; nobody publishes earlier than that."""
        return self.filter(state=MeetingState.PLANNED, held_on__range=(today, today + A_YEAR))

    def in_order(self) -> MeetingQuerySet:
        return self.order_by("held_on", "held_at", "pk")


class Meeting(Governed):
    """One meeting of one body, or of several that sit jointly, of which one convenes it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    kind = models.CharField("kind", max_length=20, choices=MeetingKind, default=MeetingKind.ORDINARY)
    held_on = models.DateField("date")
    held_at = models.TimeField("time")
    place = models.CharField("place", max_length=200)
    in_public = models.BooleanField(
        "in public", default=True, help_text="Whether its calendar entry, agenda and open papers are for everyone"
    )
    business = models.TextField(
        "business", blank=True, help_text="What an extraordinary meeting is called for; it takes nothing else"
    )
    state = FSMField("state", default=State.PLANNED, choices=State.choices, protected=True, editable=False)
    sequence = models.PositiveIntegerField(
        "calendar sequence", default=0, help_text="How often its calendar entry has changed (RFC 5545 SEQUENCE)"
    )

    lock_rank: ClassVar[int] = 15
    shown_with: ClassVar[tuple[str, ...]] = ("body",)
    housekeeping: ClassVar[frozenset[str]] = frozenset({"sequence"})
    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta(Governed.Meta):
        verbose_name = "meeting"
        ordering = ["held_on", "held_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state_is_known"),
            models.UniqueConstraint(
                fields=["body", "held_on", "held_at"],
                condition=~Q(state=State.CANCELLED),
                name="a_body_meets_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["held_on", "body"])]

    def __str__(self) -> str:
        kind = "" if self.kind in (MeetingKind.ORDINARY, MeetingKind.WORKSHOP) else f"{self.get_kind_display()} "
        return f"the {kind}meeting of {self.body.short_name} on {day(self.held_on)}"

    @property
    def title(self) -> str:
        """What its papers are headed with: Annual meeting of FPBV."""
        kind = {MeetingKind.EXTRAORDINARY: "Extraordinary meeting", MeetingKind.ANNUAL: "Annual meeting"}
        return f"{kind.get(MeetingKind(self.kind), 'Meeting')} of {self.body.short_name}"

    @property
    def heading(self) -> str:
        """What its pages are headed with: Meeting of FPBV, 22 January 2001."""
        return f"{self.title}, {day(self.held_on)}"

    @property
    def retention(self) -> Retention:
        """Until when what belongs to it stays open to the public."""
        return retention_of(self)

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def begins(self) -> datetime:
        """Day and time, in the zone of whoever meets."""
        return datetime.combine(self.held_on, self.held_at)

    @property
    def stands(self) -> bool:
        """Whether it takes place, or took place and was quorate."""
        return self.state in STANDS

    @property
    def bodies(self) -> list[Body]:
        """Who meets: the body that convenes it first."""
        return [self.body, *(each.body for each in self.joint_bodies.all())]

    def scopes(self, permission: str) -> tuple[str, ...]:
        return scopes_of(self.body_id)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may_in(self.body_id, permission, actor)

    @governed(
        records="meeting.scheduled",
        permission="governance.schedule_meeting",
        says="schedule",
        guards=(
            guards.its_day_is_still_to_come,
            guards.its_body_has_no_other_meeting_then,
            guards.an_extraordinary_meeting_says_what_it_is_for,
            guards.it_begins_as_planned,
        ),
        needs=("body__meetings",),
        creates=True,
    )
    def schedule(self) -> None:
        """It stands in the calendar from now on."""

    @governed(
        records="meeting.moved",
        permission="governance.schedule_meeting",
        says="move",
        needs=("body__meetings",),
        demands=(a_reason, demands.a_day_still_to_come, demands.a_time_at_which_the_body_does_not_meet),
    )
    @transition(field=state, source=State.PLANNED, target=State.PLANNED)
    def move(self, *, held_on: date, held_at: time) -> None:
        """To another day or time. Once its agenda is out, it is cancelled instead, and another is called."""
        if (held_on, held_at) != (self.held_on, self.held_at):
            self.held_on, self.held_at = held_on, held_at
            self.sequence += 1

    @governed(
        records="meeting.relocated",
        permission="governance.schedule_meeting",
        says="change the place of",
        guards=(guards.it_is_still_to_come,),
        demands=(a_reason,),
    )
    def relocate(self, *, place: str) -> None:
        """To another place, on the same day and at the same time."""
        if place != self.place:
            self.place = place
            self.sequence += 1

    @governed(
        records="meeting.cancelled",
        permission="governance.schedule_meeting",
        says="cancel",
        demands=(a_reason,),
    )
    @transition(field=state, source=[State.PLANNED, State.CALLED], target=State.CANCELLED)
    def cancel(self) -> None:
        """It does not take place; its calendar entry says so, and stays."""
        self.sequence += 1

    @governed(records="meeting.called", says="call", follows=True)
    @transition(field=state, source=State.PLANNED, target=State.CALLED)
    def call(self) -> None:
        """Its agenda is out."""

    @governed(
        records="meeting.opened",
        permission="governance.record_meeting",
        says="open",
        guards=(guards.its_day_has_come, guards.enough_members_are_there),
        needs=("seats__person", "seats__substitutions__person", "seats__presences", "agendas"),
    )
    @transition(field=state, source=State.CALLED, target=State.IN_SESSION)
    def open(self) -> None:
        """Enough members are there: its items can be taken."""

    @governed(
        records="meeting.found_inquorate",
        permission="governance.record_meeting",
        says="record that {} was inquorate",
        guards=(guards.its_day_has_come, guards.too_few_members_are_there, guards.no_business_was_done),
        needs=("seats__person", "seats__substitutions__person", "seats__presences", "agendas", "minute_rows"),
    )
    @transition(field=state, source=[State.CALLED, State.IN_SESSION], target=State.INQUORATE)
    def find_inquorate(self) -> None:
        """No business is done (LGA 1972 Sch.12 para 6): another meeting is called."""

    @governed(
        records="meeting.closed",
        permission="governance.record_meeting",
        says="close",
        guards=(guards.every_item_has_been_taken,),
        needs=("items", "minute_rows", "agendas", "seats__presences", "seats__interests"),
        locks=("its_body",),
    )
    @transition(field=state, source=State.IN_SESSION, target=State.HELD)
    def close(self) -> None:
        """Its minutes get their numbers, which run on from the meeting before."""

    @property
    def its_body(self) -> models.QuerySet[Body]:
        """The body as a row that can be locked: its minutes are numbered one meeting at a time."""
        return Body.objects.filter(pk=self.body_id)

    @governed(records="meeting.confirmed", says="confirm", follows=True)
    @transition(field=state, source=State.HELD, target=State.CONFIRMED)
    def confirm(self) -> None:
        """Its minutes have been confirmed."""


class JointBody(OfAMeeting):
    """A body that sits jointly with the one that convenes a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="joint_bodies")
    body = models.ForeignKey(Body, models.PROTECT, related_name="joint_meetings")

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "body")

    class Meta(OfAMeeting.Meta):
        verbose_name = "joint body"
        verbose_name_plural = "joint bodies"
        ordering = ["meeting", "body__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="a_body_sits_once_in_a_meeting")]

    def __str__(self) -> str:
        return f"{self.body.short_name} at {self.meeting}"

    @governed(
        records="joint_body.invited",
        permission="governance.schedule_meeting",
        says="invite",
        guards=(guards.its_meeting_is_planned, guards.it_is_another_body),
        creates=True,
    )
    def invite(self) -> None:
        """Its members have a seat as well."""


def meets_in_public(body: Body, kind: str) -> bool:
    """What is expected of a new meeting: bodies that decide meet in public (LGA 1972 s.100A, s.100E); panels and
    workshops, which only advise, need not."""
    return body.kind in (BodyKind.AUTHORITY, BodyKind.COMMITTEE) and kind != MeetingKind.WORKSHOP
