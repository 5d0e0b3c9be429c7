"""What members have before them under an item: a report, and the objectives that go with it as they stood."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from audit.models import SealedText
from governance.models import Objective, Plan
from governance.models.withdrawable import Withdrawable
from meetings import guards
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed

WORDS_A_MINUTE = 200
"""How fast a member reads a committee paper: a setting of ours, for planning an evening, not a measurement"""

WORDS_A_PAGE = 400
"""How many words stand on a printed page of a committee paper, about"""

SECTIONS = {
    "summary": "Summary",
    "information": "Supporting information",
    "equality": "Equality and race implications",
    "financial": "Financial implications",
    "review": "Review arrangements",
    "background": "Background papers",
    "contact": "Contact details",
}
"""The sections of a report, in the order in which they are printed"""


class Paper(Withdrawable, OfAMeeting):
    """The report under an item. The date printed on it is the meeting's; the day it was written is kept beside it."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})
    private_fields: ClassVar[frozenset[str]] = frozenset(SECTIONS)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="papers")
    title = models.CharField("title", max_length=300)
    by = models.CharField("by", max_length=150, help_text="Commissioner; Clerk")
    written_on = models.DateField("written on")
    summary = models.TextField("summary", blank=True)
    information = models.TextField(
        "supporting information", blank=True, help_text="An empty line between paragraphs; they are numbered in print"
    )
    equality = models.TextField("equality and race implications", blank=True)
    financial = models.TextField("financial implications", blank=True)
    review = models.TextField("review arrangements", blank=True)
    background = models.TextField(
        "background papers", blank=True, help_text="One to a line, or “None” (LGA 1972 s.100D)"
    )
    contact = models.TextField("contact details", blank=True)
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="papers", editable=False
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "item")

    class Meta(Withdrawable.Meta):
        verbose_name = "paper"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(withdrawn=False), name="an_item_has_one_report"),
        ]

    def __str__(self) -> str:
        return f"the report {self.title}"

    @property
    def sections(self) -> list[tuple[str, list[str]]]:
        """Heading and paragraphs of every section that says something."""
        return [
            (heading, paragraphs)
            for name, heading in SECTIONS.items()
            if (paragraphs := [each.strip() for each in getattr(self, name).split("\n\n") if each.strip()])
        ]

    @property
    def background_papers(self) -> list[str]:
        """What it rests on, one by one."""
        return [line.strip() for line in self.background.splitlines() if line.strip()]

    @property
    def minutes_to_read(self) -> int:
        """How long a member needs for it; at least one minute."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def pages(self) -> int:
        """How many pages it prints on, about; at least one."""
        return max(1, ceil(self.words / WORDS_A_PAGE))

    @property
    def words(self) -> int:
        return sum(len(getattr(self, name).split()) for name in SECTIONS)

    @governed(
        records="paper.added",
        permission="governance.prepare_agenda",
        says="add",
        guards=(
            guards.its_meeting_takes_items,
            guards.its_item_is_of_its_meeting,
            guards.its_item_has_no_report,
            guards.its_item_waits_for_it,
        ),
        needs=("item__papers",),
        creates=True,
    )
    def add(self) -> None:
        """It goes out with its item, or, if that is out and says that it follows, with the next supplement."""

    @governed(
        records="paper.revised",
        permission="governance.prepare_agenda",
        says="change",
        guards=(guards.its_meeting_takes_items,),
    )
    def revise(self, *, title: str, by: str, written_on: date, **sections: str) -> None:
        """Before it has been published."""
        self.title, self.by, self.written_on = title, by, written_on
        for name in SECTIONS:
            setattr(self, name, sections[name])

    @governed(
        records="paper.withdrawn",
        permission="governance.prepare_agenda",
        says="withdraw",
        guards=(guards.its_meeting_takes_items,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True

    @governed(records="paper.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any) -> None:
        self.agenda = agenda


class Appendix(Withdrawable, OfAMeeting):
    """An objective, or the plan as a whole, that a report brings before a body: sealed when it is published."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn", "sealed"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="appendices")
    item = models.ForeignKey(Item, models.PROTECT, related_name="appendices")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="appended")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="appended")
    sealed = models.ForeignKey(
        SealedText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="seal", editable=False
    )
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="appendices", editable=False
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "item", "objective__aspect", "plan")

    class Meta(Withdrawable.Meta):
        verbose_name = "appendix"
        verbose_name_plural = "appendices"
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, plan__isnull=True) | Q(objective__isnull=True, plan__isnull=False),
                name="an_appendix_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["item", "objective"], condition=Q(withdrawn=False), name="an_objective_is_appended_once"
            ),
            models.UniqueConstraint(
                fields=["item", "plan"], condition=Q(withdrawn=False), name="a_plan_is_appended_once"
            ),
            models.CheckConstraint(
                condition=Q(agenda__isnull=True) | Q(sealed__isnull=False), name="what_is_published_is_sealed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} as an appendix of {self.item}"

    @property
    def thing(self) -> Any:
        """The objective or the plan."""
        return self.objective or self.plan

    @governed(
        records="appendix.added",
        permission="governance.prepare_agenda",
        says="append",
        guards=(
            guards.its_meeting_takes_items,
            guards.its_item_is_of_its_meeting,
            guards.its_item_is_in_preparation,
            guards.what_is_appended_is_of_the_items_plan,
        ),
        needs=("item", "objective"),
        creates=True,
    )
    def add(self) -> None:
        """It goes out with its item, as it stands then."""

    @governed(
        records="appendix.withdrawn",
        permission="governance.prepare_agenda",
        says="take {} away",
        guards=(guards.its_meeting_takes_items,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True

    @governed(records="appendix.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any, sealed: str) -> None:
        """As it stands under this seal; the body decides on that and on nothing else."""
        self.agenda, self.sealed_id = agenda, sealed
