"""What members, and others who were there, wrote about an item after the meeting, as long as it was invited."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meetings import guards
from meetings.models.attendance import RECORD, Presence
from meetings.models.meeting import Meeting
from meetings.models.minute import Minute
from meetings.models.of_a_body import OfAMeeting, scopes_of, who_may_in
from meetings.models.seat import Seat, who_sits_in
from workflow.actors import Actor
from workflow.acts import governed

COMMENT = "governance.comment_in_writing"

WHO_WROTE = (
    *("minute__item", "minute__written_comments", *who_sits_in("seat"), "seat__interests"),
    "presence",
)
"""what the guards read that ask who comments on what"""


class WrittenComment(OfAMeeting):
    """A comment as it was sent: it is never changed, and stands with the item for everybody who may read that."""

    frozen_by: ClassVar[str] = "meeting_id"
    private_fields: ClassVar[frozenset[str]] = frozenset({"text"})
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "minute__item", *who_sits_in("seat"), "presence")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="written_comments")
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="written_comments")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="written_comments")
    presence = models.ForeignKey(
        Presence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="written_comments",
        verbose_name="who was there without a vote",
    )
    text = models.TextField("comment")
    sent_on = models.DateField("sent on")

    class Meta(OfAMeeting.Meta):
        verbose_name = "written comment"
        ordering = ["minute", "sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False) ^ Q(presence__isnull=False), name="a_written_comment_is_of_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"the written comment of {self.by} on {self.minute.item}"

    @property
    def by(self) -> str:
        """Who wrote it: a member, or somebody who was there without a vote."""
        if self.seat is not None:
            return self.seat.who
        there = self.presence
        return "" if there is None else f"{there.name} ({there.capacity})" if there.capacity else there.name

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Whoever sat there comments in the right in which they voted; letters are taken in for the body that
        convenes."""
        if permission == COMMENT and self.seat is not None:
            return scopes_of(self.seat.in_right_of)
        return super().scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        if permission == COMMENT and self.seat is not None:
            return who_may_in(self.seat.in_right_of, permission, actor)
        return super().who_may(permission, actor)

    @governed(
        records="written_comment.sent",
        permission=COMMENT,
        says="send",
        guards=(
            guards.its_minute_is_of_its_meeting,
            guards.written_comments_are_invited,
            guards.it_is_sent_in_time,
            guards.it_is_sent_by_the_member,
            guards.its_writer_takes_part_in_the_item,
            guards.the_same_has_not_been_sent,
        ),
        needs=WHO_WROTE,
        creates=True,
    )
    def send(self) -> None:
        """By the member, today."""

    @governed(
        records="written_comment.taken_in",
        permission=RECORD,
        says="take in",
        guards=(
            guards.its_minute_is_of_its_meeting,
            guards.written_comments_are_invited,
            guards.it_is_sent_in_time,
            guards.its_writer_was_at_the_meeting,
            guards.its_writer_takes_part_in_the_item,
            guards.the_same_has_not_been_sent,
        ),
        needs=WHO_WROTE,
        creates=True,
    )
    def take_in(self) -> None:
        """By letter: of a member, or of somebody who was there without a vote."""


def is_open(minute: Minute | None, today: date) -> bool:
    """Whether written comments on an item are taken today."""
    return minute is not None and minute.comments_until is not None and today <= minute.comments_until


def comments_on(minute: Minute | None) -> list[WrittenComment]:
    """What has been written about an item, in the order in which it came."""
    if minute is None or minute.comments_until is None:
        return []
    rows = WrittenComment.objects.filter(minute=minute).select_related("presence")
    return list(rows.prefetch_related(*who_sits_in("seat")))
