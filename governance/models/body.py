"""Bodies, what they have the power to do, and who holds an office in them from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.dated import DatedQuerySet, OfABody, ended
from governance.roles import PERMISSIONS, RoleName, who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed
from workflow.permissions import scope_of


class BodyKind(models.TextChoices):
    AUTHORITY = "authority", "authority"
    COMMITTEE = "committee", "committee"
    PANEL = "panel", "panel"
    WORKSHOP = "workshop", "workshop"
    SERVICE = "service", "service"
    BUSINESS_GROUP = "business_group", "business group"


class Body(Governed):
    """A body people sit in or work for: the Authority, a committee, a panel, a workshop, a group of the service."""

    name = models.CharField("name", max_length=150, unique=True)
    short_name = models.CharField("short name", max_length=40, unique=True, help_text="As papers write it: FPBV")
    kind = models.CharField("kind", max_length=20, choices=BodyKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="parent body"
    )

    lock_rank: ClassVar[int] = 10

    class Meta:
        verbose_name = "body"
        verbose_name_plural = "bodies"
        base_manager_name = "objects"
        ordering = ["name"]
        permissions = list(PERMISSIONS.items())
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])

    @property
    def own_scope(self) -> tuple[str, ...]:
        """Rights held in this very body, not in one above it."""
        return (scope_of(self),)

    def lineage(self) -> list[Body]:
        """This body, its parent, and so on up to the one that stands above all."""
        line: list[Body] = []
        body: Body | None = self
        while body is not None and body not in line:
            line.append(body)
            body = body.parent
        return line

    def scopes(self, permission: str) -> tuple[str, ...]:
        return tuple(scope_of(body) for body in self.lineage() if body.pk)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    def who_may_record(self, actor: Actor) -> str:
        """In words, who records what this body resolved."""
        return who_may("governance.record_decision", self.own_scope, actor)

    def with_all_below(self) -> set[int]:
        """The keys of this body and of every body under it; read once and kept with this object."""
        if "_with_all_below" not in self.__dict__:
            self.__dict__["_with_all_below"] = with_all_below([self.pk], parents_of_all())
        return self.__dict__["_with_all_below"]  # type: ignore[no-any-return]

    def owners_on(self, on: date) -> set[tuple[int, int]]:
        """Who holds the office of an objective owner on a day here or below, as keys of person and body; kept as well.

        One query, however many objectives are given an owner.
        """
        kept = self.__dict__.setdefault("_owners_on", {})
        if on not in kept:
            offices = Appointment.objects.in_force(on).filter(role=RoleName.OWNER, body__in=self.with_all_below())
            kept[on] = set(offices.values_list("person", "body"))
        return kept[on]  # type: ignore[no-any-return]

    @governed(
        records="body.established",
        permission="governance.manage_bodies",
        says="establish",
        creates=True,
    )
    def establish(self) -> None:
        """It comes into being as it stands."""

    @governed(records="body.revised", permission="governance.manage_bodies", says="change")
    def revise(self, *, name: str) -> None:
        """Its short name stays: papers, groups and the ledger know it by that."""
        self.name = name


def parents_of_all() -> dict[int, int | None]:
    """The parent of every body, by their keys; one query."""
    return dict(Body.objects.values_list("pk", "parent"))


def with_all_below(bodies: Iterable[int], parents: Mapping[int, int | None]) -> set[int]:
    """`bodies`, and every body under one of them."""
    found = set(bodies)
    while more := {body for body, parent in parents.items() if parent in found} - found:
        found |= more
    return found


class PowerKind(models.TextChoices):
    """What a body can do to a plan. A body without the power to approve can only recommend."""

    ADVISE = "advise", "advise"
    RECOMMEND = "recommend", "recommend"
    APPROVE = "approve", "approve"


class Power(OfABody):
    """What a body may resolve, from when to when: "FPBV: recommend"."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="powers")
    kind = models.CharField("power", max_length=20, choices=PowerKind)

    class Meta(OfABody.Meta):
        verbose_name = "power"
        ordering = ["body", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PowerKind.values), name="power_is_known"),
            models.UniqueConstraint(
                fields=["body", "kind"], condition=Q(ends_on__isnull=True), name="one_power_of_a_kind_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}: {self.get_kind_display()}"

    @governed(
        records="power.conferred",
        permission="governance.manage_bodies",
        says="confer",
        guards=(guards.its_term_ends_after_it_starts,),
        demands=(a_reason,),
        creates=True,
    )
    def confer(self) -> None:
        """It holds from its first day on."""

    @ended("power")
    def end(self, *, last_day: date) -> None:
        """The body can do so to the end of `last_day`."""
        self.ends_on = last_day


class AppointmentQuerySet(DatedQuerySet):
    def open_to(self, person: int | None, on: date) -> DatedQuerySet:
        """The offices of a person that are in force on a day; none of somebody whose sign-in is suspended."""
        return self.in_force(on).filter(person=person, person__is_active=True).order_by()


class Appointment(OfABody):
    """A person's office in a body for a term. Rights follow from it, from the first day to the last."""

    shown_with: ClassVar[tuple[str, ...]] = ("body", "person")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments")
    role = models.CharField("role", max_length=20, choices=RoleName)

    objects: ClassVar[Any] = AppointmentQuerySet.as_manager()

    class Meta(OfABody.Meta):
        verbose_name = "appointment"
        ordering = ["body", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=RoleName.values), name="role_is_known"),
            models.UniqueConstraint(
                fields=["person", "body", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_open_term_per_person_body_and_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.get_role_display()} of {self.body.short_name}"

    @governed(
        records="appointment.made",
        permission="governance.manage_people",
        says="appoint",
        guards=(
            guards.nobody_appoints_themselves,
            guards.its_person_has_not_been_erased,
            guards.its_term_ends_after_it_starts,
            guards.no_term_of_the_same_office_overlaps_it,
        ),
        needs=("body__appointments",),
        creates=True,
    )
    def appoint(self) -> None:
        """The term begins on its first day."""

    @governed(
        records="appointment.ended",
        permission="governance.manage_people",
        says="dismiss",
        guards=(guards.it_has_not_ended,),
        demands=(demands.a_last_day_within_the_term,),
    )
    def dismiss(self, *, last_day: date) -> None:
        """The term ends with `last_day`; rights are gone the day after, and at once if that day has passed."""
        self.ends_on = last_day
