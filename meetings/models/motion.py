"""Motions and amendments, and the votes on them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from meetings import demands, guards
from meetings.models.attendance import RECORD
from meetings.models.meeting import Meeting
from meetings.models.minute import Minute
from meetings.models.of_a_body import OfAMeeting, scopes_of, who_may_in
from meetings.models.seat import Seat, who_sits_in
from meetings.models.standing_orders import orders_for
from meetings.voting import carries
from workflow.actors import Actor
from workflow.acts import governed


class Method(models.TextChoices):
    """How a body comes to a result."""

    AGREED = "agreed", "agreed without a vote"
    HANDS = "hands", "show of hands"
    BY_NAME = "by_name", "by name, taken down by the clerk"
    OWN_DEVICES = "own_devices", "by name, each on their own device"


class MotionState(models.TextChoices):
    MOVED = "moved", "Moved"
    OPEN = "open", "Being voted on"
    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Suspended(models.TextChoices):
    """How long standing orders are suspended."""

    ITEM = "item", "this item"
    MEETING = "meeting", "the rest of this meeting"


State = MotionState

WHO_COUNTS = (
    "meeting__items",
    "meeting__agendas",
    *who_sits_in("meeting__seats"),
    "meeting__seats__presences",
    "meeting__seats__interests",
)
"""what the guards read that ask who is there and may vote"""


class Motion(OfAMeeting):
    """What a member moves under an item. An amendment is voted on before what it amends."""

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "minute__item")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="motions")
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="motions")
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    text = models.TextField("text", help_text="As it goes on after “That”")
    wording = models.TextField(
        "the motion as amended",
        blank=True,
        editable=False,
        help_text="Of an amendment that was carried: how the motion goes on after “That” from then on",
    )
    mover = models.ForeignKey(Seat, models.PROTECT, related_name="moved", verbose_name="moved by")
    seconder = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="seconded", verbose_name="seconded by"
    )
    suspends = models.CharField(
        "standing orders it suspends", max_length=200, blank=True, help_text="As the body calls them: standing order 9"
    )
    suspended_for = models.CharField("for how long", max_length=10, blank=True, choices=Suspended)
    without_notice = models.BooleanField(
        "without notice", default=False, help_text="Where it is about something beside what the item asks"
    )
    state = FSMField("state", default=State.MOVED, choices=State.choices, protected=True, editable=False)
    method = models.CharField("how it was decided", max_length=20, choices=Method, blank=True)
    in_favour = models.PositiveSmallIntegerField("for", null=True, blank=True)
    against = models.PositiveSmallIntegerField("against", null=True, blank=True)
    abstained = models.PositiveSmallIntegerField("abstained", null=True, blank=True)
    casting = models.CharField(
        "casting vote", max_length=10, blank=True, choices=[("for", "for"), ("against", "against")]
    )

    class Meta(OfAMeeting.Meta):
        verbose_name = "motion"
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="motion_state_is_known"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=State.OPEN), name="one_motion_is_voted_on_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(suspends="", suspended_for="") | (~Q(suspends="") & Q(suspended_for__in=Suspended.values)),
                name="a_suspension_says_for_how_long",
            ),
            models.CheckConstraint(
                condition=Q(casting="") | Q(in_favour=models.F("against")), name="a_casting_vote_needs_a_tie"
            ),
        ]

    def __str__(self) -> str:
        what = "amendment" if self.amends_id else "motion"
        return f"the {what} of {self.mover.who} under {self.minute.item}"

    @property
    def carried_amendments(self) -> list[Motion]:
        """Those of its amendments that were carried, in the order in which they were moved."""
        return sorted((each for each in self.amendments.all() if each.state == State.CARRIED), key=lambda each: each.pk)

    @property
    def words(self) -> str:
        """What is put: the motion as it was moved, or as the last amendment that was carried has left it."""
        worded = [each.wording for each in self.carried_amendments if each.wording]
        return worded[-1] if worded else self.text

    @property
    def how_suspended(self) -> str:
        """What it brought about: that standing orders were suspended, and to what end; "" if it did not."""
        if not self.suspends or self.state != State.CARRIED:
            return ""
        end = "until the item was concluded" if self.suspended_for == Suspended.ITEM else "to the end of the meeting"
        return f"Standing orders were suspended ({self.suspends}) {end}."

    @property
    def days_of_notice(self) -> int:
        """How many working days before the meeting notice of a motion is given; 0 if standing orders ask for none."""
        return orders_for(self.meeting.body, self.meeting.held_on).motion_days

    @property
    def was_amended(self) -> bool:
        return self.words != self.text

    @governed(
        records="motion.moved",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_item_is_being_taken,
            guards.its_mover_and_seconder_may_take_part,
            guards.nobody_has_moved_the_same,
            guards.what_it_amends_is_before_the_meeting,
            guards.no_other_amendment_is_before_the_meeting,
            guards.what_it_amends_is_worded_as_amended,
            guards.it_begins_at_its_beginning,
            guards.a_suspension_says_what_and_how_long,
            guards.a_suspension_is_seconded,
            guards.a_suspension_is_not_amended,
            guards.what_the_law_says_is_not_suspended,
            guards.they_are_not_suspended_already,
            guards.notice_is_not_needed_of_it,
        ),
        needs=(
            "minute__item",
            "minute__motions",
            "minute__meeting__motions",
            *who_sits_in("mover"),
            *who_sits_in("seconder"),
            "amends__amendments",
            *WHO_COUNTS,
        ),
        creates=True,
    )
    def move(self) -> None:
        """It is before the meeting."""

    @governed(
        records="motion.agreed",
        permission=RECORD,
        says="record that {} was agreed without a vote",
        guards=(
            guards.its_item_is_being_taken,
            guards.its_amendments_are_decided,
            guards.it_is_worded_as_amended,
            guards.a_quorum_is_there,
        ),
        needs=("minute__item", "amendments", *WHO_COUNTS),
    )
    @transition(field=state, source=State.MOVED, target=State.CARRIED)
    def agree(self) -> None:
        """Nobody asked for a count."""
        self.method = Method.AGREED

    @governed(
        records="motion.put",
        permission=RECORD,
        says="open the vote on {}",
        guards=(
            guards.its_item_is_being_taken,
            guards.its_amendments_are_decided,
            guards.it_is_worded_as_amended,
            guards.a_quorum_is_there,
            guards.nothing_else_is_being_voted_on,
        ),
        needs=("minute__item", "amendments", "meeting__motions", *WHO_COUNTS),
    )
    @transition(field=state, source=State.MOVED, target=State.OPEN)
    def put(self, *, how: str) -> None:
        """Hands are counted, names are called, or members vote on their own devices."""
        self.method = how

    @governed(
        records="motion.closed",
        permission=RECORD,
        says="close the vote on {}",
        guards=(guards.its_item_is_being_taken, guards.a_quorum_is_there),
        needs=("minute__item", "votes", *WHO_COUNTS),
        demands=(demands.a_count_of_hands, demands.a_casting_vote_only_on_a_tie),
    )
    @transition(
        field=state,
        source=State.OPEN,
        target=GET_STATE(
            lambda motion, **given: State.CARRIED if carries(motion, **given) else State.LOST,
            states=[State.CARRIED, State.LOST],
        ),
    )
    def close(
        self,
        *,
        in_favour: int | None = None,
        against: int | None = None,
        abstained: int | None = None,
        casting: str = "",
    ) -> None:
        """Nothing counts that comes after. Votes by name are counted from their rows; hands are handed in."""
        if self.method == Method.HANDS:
            self.in_favour, self.against, self.abstained = in_favour, against, abstained or 0
        else:
            counted = [vote.choice for vote in self.votes.all()]
            self.in_favour, self.against, self.abstained = (
                counted.count(choice) for choice in ("for", "against", "abstain")
            )
        self.casting = casting

    @governed(
        records="motion.taken_in",
        permission=RECORD,
        says="take {} into the motion",
        guards=(
            guards.its_item_is_being_taken,
            guards.it_is_an_amendment_that_was_carried,
            guards.the_motion_it_amends_is_undecided,
        ),
        needs=("minute__item", "amends__amendments"),
        demands=(demands.the_words_of_the_motion_as_amended,),
    )
    def take_in(self, *, wording: str) -> None:
        """The motion as amended becomes the substantive motion: these words are put, and resolved if they are carried.
        The motion as it was moved stays to be read."""
        self.wording = wording

    @governed(
        records="motion.withdrawn",
        permission=RECORD,
        says="record that {} was withdrawn",
        guards=(guards.its_item_is_being_taken, guards.its_vote_is_not_open),
        needs=("minute__item", *WHO_COUNTS),
    )
    @transition(field=state, source=[State.MOVED, State.OPEN], target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """By its mover; or because the quorum was lost before the vote was closed."""


class Choice(models.TextChoices):
    FOR = "for", "for"
    AGAINST = "against", "against"
    ABSTAIN = "abstain", "abstained"


class Vote(OfAMeeting):
    """How one member voted on one motion: one row for a seat, never written over."""

    frozen_by: ClassVar[str] = "motion_id"
    shown_with: ClassVar[tuple[str, ...]] = (
        "meeting__body",
        *who_sits_in("seat"),
        "motion__minute__item",
        *who_sits_in("motion__mover"),
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="votes")
    motion = models.ForeignKey(Motion, models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="votes")
    choice = models.CharField("vote", max_length=10, choices=Choice)

    class Meta(OfAMeeting.Meta):
        verbose_name = "vote"
        ordering = ["motion", "seat__person__name"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="one_vote_for_each_seat_and_motion"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="a_vote_is_for_against_or_neither"),
        ]

    def __str__(self) -> str:
        return f"the vote of {self.seat.who} on {self.motion}"

    def scopes(self, permission: str) -> tuple[str, ...]:
        """A member votes in the right of the body they sit for, a substitute of the one they come from; votes are taken
        down for the body that convenes."""
        if permission == "governance.cast_vote":
            return scopes_of(self.seat.in_right_of)
        return super().scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        if permission == "governance.cast_vote":
            return who_may_in(self.seat.in_right_of, permission, actor)
        return super().who_may(permission, actor)

    @governed(
        records="vote.cast",
        permission="governance.cast_vote",
        says="cast",
        guards=(
            guards.its_motion_is_of_its_meeting,
            guards.it_is_their_own_seat,
            guards.members_vote_themselves,
            guards.they_may_vote_on_it,
            guards.they_have_not_voted_yet,
        ),
        needs=("motion__minute__item", "motion__votes", *who_sits_in("seat"), *WHO_COUNTS),
        creates=True,
    )
    def cast(self) -> None:
        """By the member, on their own device, while the vote is open."""

    @governed(
        records="vote.taken_down",
        permission=RECORD,
        says="take down",
        guards=(
            guards.its_motion_is_of_its_meeting,
            guards.names_are_called,
            guards.they_may_vote_on_it,
            guards.they_have_not_voted_yet,
            guards.it_is_one_of_those_counted,
        ),
        needs=("motion__minute__item", "motion__votes", *who_sits_in("seat"), *WHO_COUNTS),
        creates=True,
    )
    def take_down(self) -> None:
        """As the clerk calls the names; or, straight after a show of hands, because the member asks for it (SI 1993/202
        Sch.2 para 1)."""


def tally(votes: Any) -> dict[str, int]:
    """How many voted for, against, and neither."""
    choices = [vote.choice for vote in votes]
    return {choice: choices.count(choice) for choice in Choice.values}
