"""The standing orders of a body on how it meets: from a first day to a last."""

from __future__ import annotations

from datetime import date
from math import ceil

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.guards.words import counted
from governance.models import Appointment, Body
from governance.models.dated import OfABody, brought_into_force, ended
from governance.roles import RoleName
from meetings import guards


class Substitutes(models.TextChoices):
    """Who may sit for a member who cannot come."""

    NOBODY = "", "nobody"
    ABOVE = "above", "a member of the body above"


class StandingOrders(OfABody):
    """What quorum a body has, what happens on a tie, whether substitutes may come, what notice members give.

    The day of the meeting decides which orders hold.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="standing_orders")
    quorum_share = models.PositiveSmallIntegerField(
        "one member in", default=4, help_text="Of how many members one must be present: 4 for a quarter"
    )
    quorum_least = models.PositiveSmallIntegerField(
        "and at least", default=3, help_text="Members, however few there are"
    )
    casting_vote = models.BooleanField("casting vote", default=True)
    call_in_members = models.PositiveSmallIntegerField(
        "members who can call in", default=0, help_text="So many refer a decision to the body above; 0 where none can"
    )
    call_in_days = models.PositiveSmallIntegerField(
        "working days for it", default=0, help_text="After the meeting; until then the decision does not take effect"
    )

    substitutes = models.CharField(
        "substitutes", max_length=20, choices=Substitutes, default=Substitutes.NOBODY, blank=True,
        help_text="Who may sit for a member who cannot come",
    )  # fmt: skip

    item_days = models.PositiveSmallIntegerField(
        "working days for a member's item", default=0, help_text="Before the meeting; 0 where there is no such rule"
    )
    motion_days = models.PositiveSmallIntegerField(
        "working days for a motion", default=0, help_text="Before the meeting; 0 where there is no such rule"
    )

    class Meta(OfABody.Meta):
        verbose_name = "standing orders"
        verbose_name_plural = "standing orders"
        ordering = ["body", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(quorum_share__gte=1), name="a_quorum_is_a_share_of_the_members"),
            models.CheckConstraint(condition=Q(quorum_least__gte=1), name="nobody_is_no_quorum"),
            models.CheckConstraint(
                condition=Q(call_in_members=0, call_in_days=0) | Q(call_in_members__gte=1, call_in_days__gte=1),
                name="a_call_in_has_its_members_and_its_days",
            ),
            models.CheckConstraint(condition=Q(substitutes__in=Substitutes.values), name="substitutes_come_from_known"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on__isnull=True), name="one_set_of_standing_orders_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"the standing orders of {self.body.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("standing_orders", args=[self.body_id])

    @property
    def in_words(self) -> str:
        """One member in 4 must be present, and at least 3. On a tie, whoever presides has a casting vote."""
        share = "All members" if self.quorum_share == 1 else f"One member in {self.quorum_share}"
        tie = "whoever presides has a second or casting vote" if self.casting_vote else "the motion is not carried"
        told = f"{share} must be present, and at least {self.quorum_least}. On a tie, {tie}."
        if self.substitutes:
            told += " A member of the body above can sit for one who cannot come."
        if self.item_days:
            days = counted(self.item_days, "working day", "working days")
            told += f" A member asks for an item {days} before the meeting."
        if self.motion_days:
            days = counted(self.motion_days, "working day", "working days")
            told += f" Notice of a motion is given {days} before it."
        if not self.call_in_members:
            return told
        who = counted(self.call_in_members, "member", "members")
        days = counted(self.call_in_days, "working day", "working days")
        return f"{told} Within {days} {who} can call a decision in to the body above; until then it takes no effect."

    @brought_into_force("standing_orders", guards.no_standing_orders_overlap_them, needs=("body__standing_orders",))
    def bring_into_force(self) -> None:
        """They hold for this body, and for those below it without orders of their own, from the first day."""

    @ended("standing_orders")
    def end(self, *, last_day: date) -> None:
        """They hold to the end of `last_day`."""
        self.ends_on = last_day


CUSTOMARY = StandingOrders(quorum_share=4, quorum_least=3, casting_vote=True)
"""Where none are in force: a quarter of the members, but three at least, and a casting vote (LGA 1972 Sch.12 paras 6,
39(2))"""


def orders_for(body: Body, on: date) -> StandingOrders:
    """The orders in force on a day: the body's own, else those of the nearest body above it."""
    for each in body.lineage():
        for orders in each.standing_orders.all():
            if orders.in_force_on(on):
                return orders  # type: ignore[no-any-return]
    return CUSTOMARY


def quorum_of(orders: StandingOrders, seats: int) -> int:
    """How many of so many members must be present; of a body smaller than the least, all."""
    return min(seats, max(ceil(seats / orders.quorum_share), orders.quorum_least))


def members_on(body: Body, day: date) -> int:
    """How many people have a seat in a body on a day."""
    offices = Appointment.objects.in_force(day).filter(
        body=body, role__in=(RoleName.MEMBER, RoleName.CHAIR), person__is_active=True
    )
    return offices.values("person").distinct().count()
