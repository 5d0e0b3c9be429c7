"""Exempt information: what those who prepare a plan must know, and the public may not."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from governance import demands, guards
from governance.exemption import LISTS, in_words
from governance.models.content import Aspect
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import readable_plans
from governance.models.withdrawable import InForce, Withdrawable
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import GovernedQuerySet


class ExemptNoteQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ExemptNoteQuerySet:
        """Those on plans the person may read in preparation, whatever has been published since."""
        plans = readable_plans(actor)
        return self.filter(Q(objective__plan__in=plans) | Q(aspect__plan__in=plans))


ExemptNotesInForce = InForce.from_queryset(ExemptNoteQuerySet)


class ExemptNote(Withdrawable):
    """A note that is exempt information under a paragraph of Schedule 12A to the Local Government Act 1972.

    It is no part of the text that bodies decide on and that is published, and no seal holds it.
    """

    within: ClassVar[tuple[str, ...]] = ("objective", "aspect")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "aspect__plan")
    private_fields: ClassVar[frozenset[str]] = frozenset({"text"})
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    aspect = models.ForeignKey(Aspect, models.PROTECT, null=True, blank=True, related_name="exempt_notes")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="exempt_notes")
    text = models.TextField("text")
    paragraph = models.PositiveSmallIntegerField("paragraph")
    schedule = models.CharField("list of paragraphs", max_length=4, choices=[(each.name, str(each)) for each in LISTS])

    objects: ClassVar[Any] = ExemptNotesInForce()  # type: ignore[assignment]
    everything: ClassVar[Any] = ExemptNoteQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        verbose_name = "exempt note"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, aspect__isnull=True)
                | Q(objective__isnull=True, aspect__isnull=False),
                name="an_exempt_note_belongs_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(schedule=LISTS[0].name, paragraph__range=(1, len(LISTS[0].paragraphs)))
                | Q(schedule=LISTS[1].name, paragraph__range=(1, len(LISTS[1].paragraphs))),
                name="an_exempt_note_falls_under_a_paragraph_of_its_list",
            ),
        ]

    def __str__(self) -> str:
        return str(self.root)

    @property
    def ground(self) -> str:
        """Why it is exempt: paragraph 12, legal advice and legal proceedings."""
        return f"paragraph {self.paragraph}, {in_words(self.schedule, self.paragraph)}"

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.root.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.root.who_may(permission, actor)

    @governed(
        records="exempt_note.added",
        permission="governance.draft_objective",
        says="add an exempt note to",
        guards=(guards.its_text_may_still_change, guards.its_owner_or_a_coordinator),
        demands=(demands.a_paragraph_of_the_list_in_force,),
        creates=True,
    )
    def add(self) -> None:
        """Those who read the plan in preparation know it from now on."""

    @governed(
        records="exempt_note.revised",
        permission="governance.draft_objective",
        says="revise the exempt note of",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        demands=(demands.a_paragraph_of_the_list_in_force, demands.a_reason_once_it_is_no_draft),
    )
    def revise(self, *, text: str, paragraph: int, schedule: str) -> None:
        self.text, self.paragraph, self.schedule = text, paragraph, schedule

    @governed(
        records="exempt_note.withdrawn",
        permission="governance.draft_objective",
        says="withdraw the exempt note of",
        guards=(guards.its_owner_or_a_coordinator, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True
