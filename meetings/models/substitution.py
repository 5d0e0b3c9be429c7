"""Substitutes: who sits at one meeting in the seat of a member who is not there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from governance.models import Appointment, Body
from governance.models.withdrawable import Withdrawable
from governance.roles import RoleName
from meetings import guards
from meetings.models.attendance import RECORD
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from meetings.models.seat import Seat
from meetings.models.standing_orders import StandingOrders, orders_for
from workflow.acts import governed


class Substitution(Withdrawable, OfAMeeting):
    """A seat that somebody else has at one meeting, to its end: it is theirs as if it were their own."""

    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "seat__person", "person")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="substitutions")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="substitutions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="substitutions")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="comes from")

    class Meta(Withdrawable.Meta):
        verbose_name = "substitution"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(withdrawn=False), name="a_seat_has_one_substitute"),
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(withdrawn=False), name="a_substitute_has_one_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as substitute for {self.seat.person} at {self.meeting}"

    @property
    def rules(self) -> StandingOrders:
        """The standing orders of the day, of the body that convenes the meeting."""
        return orders_for(self.meeting.body, self.meeting.held_on)

    @governed(
        records="substitution.recorded",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_meeting_is_out_or_sits,
            guards.its_seat_is_of_its_meeting,
            guards.substitutes_may_come,
            guards.they_are_a_member_of_the_body_above,
            guards.they_have_no_seat_themselves,
            guards.they_sit_for_nobody_else,
            guards.nobody_sits_for_the_member_yet,
            guards.the_member_has_not_taken_the_seat,
            guards.it_begins_at_its_beginning,
        ),
        needs=(
            "meeting__seats__person",
            "meeting__substitutions__seat__person",
            "seat__body__parent",
            "seat__presences",
            "seat__interests",
            "seat__substitutions__person",
            "person__appointments",
        ),
        creates=True,
    )
    def record(self) -> None:
        """The seat is theirs from now on: the member whose it is does not take it at this meeting."""

    @governed(
        records="substitution.withdrawn",
        permission=RECORD,
        says="take back",
        guards=(guards.its_meeting_is_out_or_sits, guards.the_substitute_has_not_taken_the_seat),
        needs=("seat__presences", "seat__interests"),
    )
    def withdraw(self) -> None:
        """It was recorded by mistake, or the member came after all."""
        self.withdrawn = True


def substitutes_may_come(meeting: Meeting) -> bool:
    """Whether the standing orders of the day of a meeting let them."""
    return bool(orders_for(meeting.body, meeting.held_on).substitutes)


def who_could_sit(meeting: Meeting) -> models.QuerySet[User]:
    """Members of the bodies above who have no seat at a meeting, their own or another's."""
    above = [body.parent_id for body in meeting.bodies if body.parent_id is not None]
    offices = Appointment.objects.in_force(meeting.held_on).filter(
        body__in=above, role__in=(RoleName.MEMBER, RoleName.CHAIR)
    )
    people = User.objects.filter(is_active=True, pk__in=offices.order_by().values("person"))
    seated = meeting.seats.order_by().values("person")
    sitting = Substitution.objects.filter(meeting=meeting).order_by().values("person")
    return people.exclude(pk__in=seated).exclude(pk__in=sitting).order_by("name", "pk")
