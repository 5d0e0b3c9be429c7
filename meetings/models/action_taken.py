"""What was decided between meetings in the place of a body, delegated or urgent, as its agenda lists it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from governance.models import Decision
from governance.models.withdrawable import Withdrawable
from meetings import guards
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed
from workflow.words import day, listed

TOLD_WITH = (
    "decision__outcomes__objective__aspect",
    "decision__outcomes__plan__body",
    "decision__outcomes__under__decision__body",
    "decision__outcomes__under__decision__officer",
)
"""what its sentence reads"""


class ActionTaken(Withdrawable, OfAMeeting):
    """One decision that is to be reported to a body. Once the agenda is out, it stays as it was told there."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn", "told"})
    private_fields: ClassVar[frozenset[str]] = frozenset({"told"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions_taken")
    item = models.ForeignKey(Item, models.PROTECT, related_name="actions_taken")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="told_under")
    told = models.TextField("as it was told", blank=True, editable=False)
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="actions_taken", editable=False
    )

    shown_with: ClassVar[tuple[str, ...]] = (
        "meeting__body", "item", "decision__body", "decision__officer", "decision__consulted",
    )  # fmt: skip

    class Meta(Withdrawable.Meta):
        verbose_name = "action taken"
        verbose_name_plural = "actions taken"
        ordering = ["item", "decision__decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "decision"], condition=Q(withdrawn=False), name="an_action_is_listed_once_under_an_item"
            ),
            models.CheckConstraint(
                condition=Q(agenda__isnull=True) | ~Q(told=""), name="what_is_published_of_an_action_is_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} under {self.item}"

    @property
    def title(self) -> str:
        """What its page is headed with."""
        return str(self.decision)

    @property
    def in_words(self) -> str:
        """Who decided what, when, how far, and by whose leave; as it was told, once that has been published."""
        return self.told or tell(self.decision)

    @governed(
        records="action_taken.listed",
        permission="governance.prepare_agenda",
        says="list",
        guards=(
            guards.its_meeting_takes_items,
            guards.its_item_is_of_its_meeting,
            guards.its_item_is_in_preparation,
            guards.its_item_lists_actions_taken,
            guards.its_decision_is_to_be_reported_to_its_body,
            guards.its_decision_is_listed_once,
        ),
        needs=("item", "decision__outcomes__under__decision", "meeting__actions_taken__item"),
        creates=True,
    )
    def add(self) -> None:
        """It goes out with its item, and is reported when the meeting has taken note of it."""

    @governed(
        records="action_taken.withdrawn",
        permission="governance.prepare_agenda",
        says="take {} away",
        guards=(guards.its_meeting_takes_items,),
    )
    def withdraw(self) -> None:
        """It waits for another meeting."""
        self.withdrawn = True

    @governed(records="action_taken.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any, told: str) -> None:
        """In these words, whatever the objectives are called afterwards."""
        self.agenda, self.told = agenda, told


def tell(decision: Decision) -> str:
    """On 20 February 2001 FPBV approved Street crime: objective 1 (FPBV 9), under what MPA had delegated on 8 February
    2001 (MPA 12): the whole final text."""
    if decision.in_place_of_id is not None:
        return _tell_in_urgency(decision)
    used = [each for each in decision.outcomes.all() if each.under is not None]
    about = listed([str(each.root) for each in used])
    told = f"On {day(decision.decided_on)} {decision.who} approved {about} ({decision.reference})"
    lent = dict.fromkeys(each.under for each in used)
    given = [
        f"under what {each.decision.body.short_name} had delegated on {day(each.decision.decided_on)} "
        f"({each.decision.reference}): {each.get_scope_display()}"
        for each in lent
        if each is not None
    ]
    return f"{told}, {listed(given)}" if given else told


def _tell_in_urgency(decision: Decision) -> str:
    """On 20 February 2001 Clare Hobbs approved Street crime: objective 1 in urgency (Note 1). It could not wait: ..."""
    said = listed([each.said_of(each.root) for each in decision.outcomes.all()])
    told = f"On {day(decision.decided_on)} {decision.who} {said} in urgency ({decision.reference})."
    return " ".join([told, *decision.why_urgent]).removesuffix(".")  # whoever prints it ends it
