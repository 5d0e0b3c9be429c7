"""Who stands in for an objective owner, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance import demands, guards
from governance.models.body import Body
from governance.models.dated import DatedQuerySet, OfABody
from governance.roles import RoleName
from workflow.acts import governed
from workflow.demands import a_reason


class DeputationQuerySet(DatedQuerySet):
    def open_to(self, deputy: int | None, on: date) -> DatedQuerySet:
        """Those by which somebody may act on a day: they are in force, and so is the owner's own office. None for or of
        anybody whose sign-in is suspended."""
        office = "owner__appointments__"
        held = Q(**{f"{office}body": F("body"), f"{office}role": RoleName.OWNER, f"{office}starts_on__lte": on})
        not_over = Q(**{f"{office}ends_on__isnull": True}) | Q(**{f"{office}ends_on__gte": on})
        return (
            self.in_force(on)
            .filter(held & not_over, deputy=deputy, deputy__is_active=True, owner__is_active=True)
            .order_by("owner__name", "body__short_name", "pk")
        )


class Deputation(OfABody):
    """An owner's office in a body, lent to somebody for a time.

    While it is in force, and the owner's own office too, the deputy may act for the owner: with the rights of that
    office and no others, on the objectives that the owner owns. The ledger then names both.
    """

    shown_with: ClassVar[tuple[str, ...]] = ("body", "owner", "deputy")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="deputations")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="standing_in")
    ends_on = models.DateField("last day")

    objects: ClassVar[Any] = DeputationQuerySet.as_manager()

    class Meta(OfABody.Meta):
        verbose_name = "deputation"
        ordering = ["body", "owner__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(owner=F("deputy")), name="nobody_is_their_own_deputy"),
        ]
        indexes = [models.Index(fields=["deputy", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.deputy} as deputy of {self.owner} in {self.body.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("deputies", args=[self.owner_id])

    @governed(
        records="deputation.made",
        permission="governance.name_deputy",
        says="name",
        guards=(
            guards.its_owner_or_who_manages_people,
            guards.nobody_is_their_own_deputy,
            guards.nobody_names_themselves,
            guards.its_term_ends_after_it_starts,
            guards.it_begins_today_or_later,
            guards.it_lasts_a_year_at_most,
            guards.its_owner_holds_the_office,
            guards.its_deputy_can_sign_in,
            guards.no_time_of_the_same_deputy_overlaps_it,
        ),
        needs=("body__appointments", "body__deputations"),
        demands=(a_reason,),
        creates=True,
    )
    def name(self) -> None:
        """The deputy may act for the owner from the first day to the last."""

    @governed(
        records="deputation.ended",
        permission="governance.name_deputy",
        says="end the time of",
        guards=(guards.its_owner_or_who_manages_people, guards.it_has_not_ended),
        demands=(demands.a_last_day_within_the_term,),
    )
    def end(self, *, last_day: date) -> None:
        """The deputy acts for the owner no longer: from the day after, and at once if that day has passed."""
        self.ends_on = last_day
