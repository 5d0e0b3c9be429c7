"""Who may speak with a vote in a meeting: settled when its agenda goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from governance.models import Body
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed
from workflow.models import GovernedQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models.substitution import Substitution


def who_sits_in(seat: str) -> tuple[str, ...]:
    """The prefetch lookups for who holds a seat; `seat` leads to it."""
    return f"{seat}__person", f"{seat}__substitutions__person"


class SeatQuerySet(GovernedQuerySet):
    def held_by(self, person: int | None) -> SeatQuerySet:
        """Those in which somebody sits: their own, if no substitute has it, and the one they have as a substitute."""
        lent = apps.get_model("meetings", "Substitution").objects.filter(seat=OuterRef("pk"))
        return self.filter(Q(person=person) & ~Exists(lent) | Exists(lent.filter(person=person)))


class Seat(OfAMeeting):
    """A member's place at one meeting. It stays what it was: whoever is appointed afterwards sits in the next one.

    `person` is the member whose place it is; `holder` sits there at this meeting, which is their substitute if they
    have one. Whoever asks for many seats fetches `who_sits_in` with them.
    """

    frozen_by: ClassVar[str] = "meeting_id"
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "person", "body")
    objects: ClassVar[Any] = SeatQuerySet.as_manager()

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

    @property
    def substitution(self) -> Substitution | None:
        """By which somebody else has it at this meeting."""
        return next(iter(self.substitutions.all()), None)

    @property
    def holder(self) -> User:
        """Who sits there at this meeting: speaks, votes, declares interests and counts."""
        lent = self.substitution
        return self.person if lent is None else lent.person

    @property
    def who(self) -> str:
        """Who sits there, as it is printed: Ann Bell (for Mira Shah)."""
        lent = self.substitution
        return str(self.person) if lent is None else f"{lent.person} (for {self.person})"

    @property
    def is_of_the_chair(self) -> bool:
        """Whether the chair of the body sits there: the office does not go to a substitute with the seat."""
        return self.presides and self.substitution is None

    @property
    def in_right_of(self) -> int:
        """The body in whose right its holder votes: a substitute comes from another than the seat is of."""
        lent = self.substitution
        return self.body_id if lent is None else lent.body_id

    @governed(records="seat.given", says="give", creates=True, follows=True)
    def give(self) -> None:
        """It follows from the publication of the agenda."""
