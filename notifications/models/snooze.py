"""That nobody is reminded of a target for a while: said by a coordinator, with a reason, and in the ledger."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse

from governance.chasing import CHASES
from governance.models import Objective, SustainedActivity, Target
from notifications import guards
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed


class Snooze(Governed):
    """Whether, and how long, reminders of one target are put off. It ends by itself after its last day.

    A target has one row at most, which is used again: so the database lets nobody snooze it twice at a time, and the
    ledger has every time. It is no part of the objective: no text changes by it, and no form becomes out of date.
    """

    shown_with: ClassVar[tuple[str, ...]] = tuple(f"target__{name}" for name in Target.shown_with)

    target = models.ForeignKey(Target, models.PROTECT, related_name="snoozes")
    last_day = models.DateField("last day without reminders", null=True, blank=True)

    class Meta(Governed.Meta):
        verbose_name = "snooze"
        constraints = [models.UniqueConstraint(fields=["target"], name="one_snooze_a_target")]

    def __str__(self) -> str:
        return f"reminders of {self.target}"

    def get_absolute_url(self) -> str:
        return reverse("chase", args=[self.target.plan.slug])

    @property
    def objective(self) -> Objective | None:
        """That of its target, if it stands in one."""
        found: Objective | None = self.target.objective
        return found

    @property
    def activity(self) -> SustainedActivity | None:
        """That of its target, if it stands in one."""
        found: SustainedActivity | None = self.target.activity
        return found

    @property
    def ledger_plan(self) -> str:
        return self.target.ledger_plan

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.target.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.target.who_may(permission, actor)

    def holds_on(self, day: date) -> bool:
        """Whether nobody is reminded of its target on a day."""
        return self.last_day is not None and day <= self.last_day

    @governed(
        records="snooze.begun",
        permission=CHASES,
        says="snooze",
        guards=(guards.its_target_is_unresolved,),
        demands=(a_reason, guards.a_last_day_within_a_year),
        creates=True,
    )
    def begin(self, *, last_day: date) -> None:
        """Nobody is reminded of its target to the end of `last_day`."""
        self.last_day = last_day

    @governed(
        records="snooze.renewed",
        permission=CHASES,
        says="snooze {} anew",
        guards=(guards.its_target_is_unresolved,),
        demands=(a_reason, guards.a_last_day_within_a_year),
    )
    def renew(self, *, last_day: date) -> None:
        """Nobody is reminded to the end of another `last_day`, whether or not the time before is over."""
        self.last_day = last_day

    @governed(
        records="snooze.ended",
        permission=CHASES,
        says="end the snooze of",
        guards=(guards.it_is_snoozed,),
    )
    def end(self) -> None:
        """People are reminded again from now on."""
        self.last_day = None
