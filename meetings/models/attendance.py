"""Who was there, from which item to which, and who sent apologies."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from governance.models.withdrawable import Withdrawable
from meetings import demands, guards
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from meetings.models.seat import Seat, who_sits_in
from meetings.regimes import KINDS, Kind
from workflow.acts import governed

RECORD = "governance.record_meeting"

WHAT_THEY_DID = (
    "seat__votes__motion__minute__item",
    "seat__moved__minute__item",
    "seat__seconded__minute__item",
    "seat__presided_over__item",
    "seat__presided_earlier__minute__item",
)
"""what the guards read that ask in which items a member took part"""


class Presence(Withdrawable, OfAMeeting):
    """Somebody at a meeting: a member in their seat, or a visitor who speaks if the chair lets them."""

    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presences")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="presences")
    name = models.CharField("name", max_length=150, blank=True, help_text="Of somebody who is no member here")
    capacity = models.CharField("as", max_length=150, blank=True, help_text="Commissioner; Treasurer; member of PSPM")
    from_item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="arrived for item"
    )
    to_item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="left after item"
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", *who_sits_in("seat"))

    class Meta(Withdrawable.Meta):
        verbose_name = "presence"
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False, name="") | (Q(seat__isnull=True) & ~Q(name="")),
                name="somebody_present_has_a_seat_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(withdrawn=False, to_item__isnull=True), name="a_member_is_present_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat.who if self.seat else self.name} at {self.meeting}"

    @governed(
        records="presence.recorded",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_meeting_sits,
            guards.its_seat_is_of_its_meeting,
            guards.its_items_are_of_its_meeting,
            guards.no_apologies_were_sent,
            guards.they_are_not_there_already,
            guards.it_begins_at_its_beginning,
        ),
        needs=("seat__presences", "seat__apologies", "from_item", "meeting__presences", "meeting__items"),
        creates=True,
    )
    def arrive(self) -> None:
        """From the beginning, or for the item named."""

    @governed(
        records="presence.ended",
        permission=RECORD,
        says="record that {} left",
        guards=(guards.its_meeting_sits, guards.they_have_not_left),
        needs=("meeting__items", *WHAT_THEY_DID),
        demands=(demands.an_item_for_which_they_were_there, demands.nothing_in_which_they_took_part_afterwards),
    )
    def leave(self, *, after: Item) -> None:
        """After the item named; whoever comes back arrives anew."""
        self.to_item = after

    @governed(
        records="presence.withdrawn",
        permission=RECORD,
        says="take back",
        guards=(guards.its_meeting_sits, guards.they_have_taken_no_part),
        needs=WHAT_THEY_DID,
    )
    def withdraw(self) -> None:
        """It was recorded by mistake."""
        self.withdrawn = True


class Apology(Withdrawable, OfAMeeting):
    """A member who cannot come, and said so."""

    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="apologies")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="apologies")

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", *who_sits_in("seat"))

    class Meta(Withdrawable.Meta):
        verbose_name = "apology"
        verbose_name_plural = "apologies"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(withdrawn=False), name="apologies_are_sent_once"),
        ]

    def __str__(self) -> str:
        return f"the apologies of {self.seat.person} for {self.meeting}"

    @governed(
        records="apology.received",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_meeting_is_out_or_sits,
            guards.its_seat_is_of_its_meeting,
            guards.they_are_not_present,
            guards.it_begins_at_its_beginning,
        ),
        needs=("seat__presences",),
        creates=True,
    )
    def receive(self) -> None:
        """The minutes name them among those who could not come."""

    @governed(
        records="apology.withdrawn",
        permission=RECORD,
        says="take back",
        guards=(guards.its_meeting_is_out_or_sits,),
    )
    def withdraw(self) -> None:
        """They came after all."""
        self.withdrawn = True


class Interest(Withdrawable, OfAMeeting):
    """A member's interest in an item, by the rules of the day."""

    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="interests")
    item = models.ForeignKey(Item, models.PROTECT, related_name="interests")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="interests")
    kind = models.CharField("kind", max_length=20, choices=[(each.name, each.label) for each in KINDS.values()])
    nature = models.TextField("nature", help_text="As it was declared: my brother works for the firm")
    dispensation = models.CharField(
        "dispensation", max_length=200, blank=True, help_text="Who granted it, and when; with one they may take part"
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", *who_sits_in("seat"), "item")

    class Meta(Withdrawable.Meta):
        verbose_name = "declaration of interest"
        verbose_name_plural = "declarations of interest"
        ordering = ["meeting", "item", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="interest_kind_is_known"),
            models.UniqueConstraint(
                fields=["item", "seat"], condition=Q(withdrawn=False), name="an_interest_is_declared_once_in_an_item"
            ),
        ]

    def __str__(self) -> str:
        return f"the interest of {self.seat.who} in {self.item}"

    @property
    def rule(self) -> Kind:
        return KINDS[self.kind]

    @property
    def bars(self) -> bool:
        """Whether the member takes no part in the item, has no vote on it, and does not count for its quorum."""
        return self.rule.bars and not self.dispensation.strip()

    @governed(
        records="interest.declared",
        permission=RECORD,
        says="record",
        guards=(
            guards.its_meeting_is_out_or_sits,
            guards.its_seat_is_of_its_meeting,
            guards.its_items_are_of_its_meeting,
            guards.its_kind_is_one_of_that_day,
            guards.they_have_not_voted_on_it,
            guards.they_do_not_preside_over_it,
            guards.it_begins_at_its_beginning,
        ),
        needs=("item", "seat__votes__motion__minute", "seat__presided_over"),
        creates=True,
    )
    def declare(self) -> None:
        """It is minuted under the declarations and under the item."""

    @governed(
        records="interest.withdrawn",
        permission=RECORD,
        says="take back",
        guards=(guards.its_meeting_is_out_or_sits,),
    )
    def withdraw(self) -> None:
        """It was recorded by mistake."""
        self.withdrawn = True


def everybody_of(meeting: Any) -> list[Seat]:
    """The seats of a meeting with who sits there and everything that says who counts for an item; the number of queries
    does not grow with them."""
    rows = meeting.seats.select_related("person", "body")
    return list(rows.prefetch_related("substitutions__person", "presences", "apologies", "interests"))
