"""Members who want the body above to decide what a committee has decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from governance.models import Decision
from meetings import guards
from meetings.models.attendance import RECORD
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting, scopes_of, who_may_in
from workflow.actors import Actor
from workflow.acts import governed

VOTE = "governance.cast_vote"
WHO_ASKS = ("decision__body", "decision__determinations", "decision__call_ins", "person__appointments")
"""what the guards read that ask who calls in what"""


class CallIn(OfAMeeting):
    """One member's name under a call-in. When there are as many as standing orders ask for, it is called in."""

    frozen_by: ClassVar[str] = "meeting_id"
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "decision__body", "person")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="call_ins")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="call_ins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="call_ins")
    asked_on = models.DateField("asked on")

    class Meta(OfAMeeting.Meta):
        verbose_name = "call-in"
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="a_member_calls_a_decision_in_once"),
        ]

    def __str__(self) -> str:
        return f"the name of {self.person} under the call-in of {self.decision}"

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Members of the committee, and of the body above it; what they send in writing is taken down for the body."""
        above = self.meeting.body.parent_id
        if permission == VOTE and above is not None:
            return (*scopes_of(self.meeting.body_id), *scopes_of(above))
        return super().scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        if permission == VOTE:
            return who_may_in(self.meeting.body_id, permission, actor)
        return super().who_may(permission, actor)

    @governed(
        records="call_in.asked_for",
        permission=VOTE,
        says="put",
        guards=(
            guards.its_decision_was_taken_at_its_meeting,
            guards.its_decision_can_be_called_in_still,
            guards.it_is_their_own_name,
            guards.they_are_a_member_there_or_above,
            guards.they_have_not_asked_yet,
        ),
        needs=WHO_ASKS,
        creates=True,
    )
    def ask(self) -> None:
        """By the member, today."""

    @governed(
        records="call_in.taken_down",
        permission=RECORD,
        says="take down",
        guards=(
            guards.its_decision_was_taken_at_its_meeting,
            guards.its_decision_can_be_called_in_still,
            guards.they_are_a_member_there_or_above,
            guards.they_have_not_asked_yet,
        ),
        needs=WHO_ASKS,
        creates=True,
    )
    def take_down(self) -> None:
        """The clerk was told in writing."""
