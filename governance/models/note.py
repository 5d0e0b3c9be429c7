"""Notes, and action points with their milestones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance import demands, guards
from governance.models.content import Aspect
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.withdrawable import Withdrawable
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason


class Note(Withdrawable, Continuing, Worded):
    """A sentence or paragraph that explains an aspect or an objective."""

    within: ClassVar[tuple[str, ...]] = ("objective", "aspect")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "aspect__plan")

    aspect = models.ForeignKey(Aspect, models.PROTECT, null=True, blank=True, related_name="notes")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="notes")
    text = models.TextField("text")
    order = models.PositiveIntegerField("order")

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "note"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, aspect__isnull=True)
                | Q(objective__isnull=True, aspect__isnull=False),
                name="a_note_belongs_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.root)

    def get_absolute_url(self) -> str:
        """What it is read with."""
        return self.root.get_absolute_url()  # type: ignore[attr-defined, no-any-return]

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.root.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.root.who_may(permission, actor)

    @governed(
        records="note.added",
        permission="governance.draft_objective",
        says="add",
        guards=(guards.its_format_may_still_change, guards.its_owner_or_a_coordinator),
        creates=True,
    )
    def add(self) -> None:
        """It stands with its aspect or objective from now on."""

    @governed(
        records="note.revised",
        permission="governance.draft_objective",
        says="revise",
        guards=(guards.only_its_owner, guards.its_format_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def revise(self, *, text: str) -> None:
        self.text = text

    @governed(
        records="note.placed",
        permission="governance.draft_objective",
        says="move",
        guards=(guards.its_owner_or_a_coordinator, guards.its_format_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="note.withdrawn",
        permission="governance.draft_objective",
        says="withdraw",
        guards=(guards.its_owner_or_a_coordinator, guards.its_format_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True

    @governed(
        records="note.revised",
        permission="governance.import_report",
        says="revise from a report",
        guards=(guards.its_format_may_still_change,),
        demands=(a_reason,),
    )
    def take_from_report(self, *, text: str) -> None:
        self.text = text

    correct = corrected("note")


class ActionPoint(Withdrawable, Continuing, Worded):
    """What will be done to reach an objective; with a date it is a milestone."""

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ITS_OBJECTIVE

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="action_points")
    text = models.TextField("text")
    due = models.CharField(
        "due", max_length=10, blank=True, help_text="As precise as it was decided: 2002-03-31, 2002-03 or 2001/02"
    )
    order = models.PositiveIntegerField("order")

    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})

    class Meta(Withdrawable.Meta):
        verbose_name = "action point"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.objective)

    def get_absolute_url(self) -> str:
        """What it is read with."""
        return self.objective.get_absolute_url()

    @property
    def is_milestone(self) -> bool:
        return bool(self.due)

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.objective.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.objective.who_may(permission, actor)

    @governed(
        records="action_point.added",
        permission="governance.draft_objective",
        says="add",
        guards=(guards.its_text_may_still_change, guards.its_owner_or_a_coordinator),
        creates=True,
    )
    def add(self) -> None:
        """It stands with its objective from now on."""

    @governed(
        records="action_point.revised",
        permission="governance.draft_objective",
        says="revise",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def revise(self, *, text: str, due: str) -> None:
        self.text, self.due = text, due

    @governed(
        records="action_point.placed",
        permission="governance.draft_objective",
        says="move",
        guards=(guards.its_owner_or_a_coordinator, guards.its_format_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="action_point.withdrawn",
        permission="governance.draft_objective",
        says="withdraw",
        guards=(guards.its_owner_or_a_coordinator, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True

    @governed(
        records="action_point.revised",
        permission="governance.import_report",
        says="revise from a report",
        guards=(guards.its_text_may_still_change,),
        demands=(a_reason,),
    )
    def take_from_report(self, *, text: str, due: str) -> None:
        self.text, self.due = text, due

    correct = corrected("action_point")
