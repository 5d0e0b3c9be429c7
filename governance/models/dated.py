"""What holds from a first day to a last, and what an administrator sets for a body in that way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from governance import demands, guards
from workflow.actors import Actor
from workflow.acts import Guard, governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet


class DatedQuerySet(GovernedQuerySet):
    """Rows that hold from a first day to a last day, or until further notice."""

    def in_force(self, on: date) -> DatedQuerySet:
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Dated(Governed):
    """Something that holds from `starts_on` to `ends_on`, both days included."""

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta(Governed.Meta):
        abstract = True

    @property
    def was_undone(self) -> bool:
        """Whether it was ended before its first day, and so never held."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    def in_force_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class OfABody(Dated):
    """Something dated that belongs to a body: it is locked with that, and whoever may act on that may act on it."""

    within: ClassVar[tuple[str, ...]] = ("body",)
    shown_with: ClassVar[tuple[str, ...]] = ("body",)

    class Meta(Dated.Meta):
        abstract = True

    if TYPE_CHECKING:
        body: Any
        body_id: int

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.body.scopes(permission)  # type: ignore[no-any-return]

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.body.who_may(permission, actor)  # type: ignore[no-any-return]


Declaration = Callable[[Callable[..., None]], Callable[..., None]]


def brought_into_force(
    noun: str, *more: Guard, needs: tuple[str, ...] = (), says: str = "bring {} into force"
) -> Declaration:
    """The act by which an administrator lets something hold for a body, with a reason."""
    return governed(
        records=f"{noun}.brought_into_force",
        permission="governance.manage_bodies",
        says=says,
        guards=(guards.its_term_ends_after_it_starts, *more),
        needs=needs,
        demands=(a_reason,),
        creates=True,
    )


def ended(noun: str, says: str = "end") -> Declaration:
    """The act by which an administrator says the last day of it, with a reason."""
    return governed(
        records=f"{noun}.ended",
        permission="governance.manage_bodies",
        says=says,
        guards=(guards.it_has_not_ended,),
        demands=(a_reason, demands.a_last_day_within_the_term),
    )
