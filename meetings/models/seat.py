"""Who may speak with a vote in a meeting: settled when its agenda goes out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from governance.models import Body
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed


class Seat(OfAMeeting):
    """A member's place at one meeting. It stays what it was: whoever is appointed afterwards sits in the next one."""

    frozen_by: ClassVar[str] = "meeting_id"
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "person", "body")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="for")
    presides = models.BooleanField("chair of the body", default=False)

    class Meta(OfAMeeting.Meta):
        verbose_name = "seat"
        ordering = ["meeting", "person__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="a_member_has_one_seat")]

    def __str__(self) -> str:
        return f"the seat of {self.person} at {self.meeting}"

    @governed(records="seat.given", says="give", creates=True, follows=True)
    def give(self) -> None:
        """It follows from the publication of the agenda."""
