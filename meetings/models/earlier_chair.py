"""Who was in the chair for an item before somebody else took it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from meetings.models.meeting import Meeting
from meetings.models.minute import Minute
from meetings.models.of_a_body import OfAMeeting
from meetings.models.seat import Seat, who_sits_in
from workflow.acts import governed


class EarlierChair(OfAMeeting):
    """The chair may change within an item; whoever had it before is minuted as well."""

    frozen_by: ClassVar[str] = "meeting_id"
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "minute__item", *who_sits_in("seat"))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="earlier_chairs")
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="earlier_chairs")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="presided_earlier")

    class Meta(OfAMeeting.Meta):
        verbose_name = "earlier chair"
        ordering = ["minute", "pk"]

    def __str__(self) -> str:
        return f"{self.seat.who} in the chair for {self.minute.item} until then"

    @governed(records="earlier_chair.kept", says="keep", creates=True, follows=True)
    def keep(self) -> None:
        """It follows when the chair is handed over."""
