"""Conditions that are open although what they were set for is out, or although their day has passed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from evidence.questions.asking import Answer, Audited, Question, found_at
from governance.models import Condition, ObjectiveState, Outcome, PlanState
from workflow.words import day

OUT = (ObjectiveState.PUBLISHED, ObjectiveState.SUPERSEDED)


def answer(audited: Audited) -> Answer:
    """Of every condition of a decision about a plan."""
    conditions = Condition.objects.filter(plan__in=audited.plans)
    approved = Outcome.objects.filter(decision=OuterRef("decision"), objective__state__in=OUT)
    is_out = (
        Q(objective__state__in=OUT)
        | Q(Exists(approved), objective__isnull=True)
        | Q(plan__state=PlanState.PUBLISHED, objective__isnull=True)
    )
    rows = conditions.open().filter(is_out | Q(due_on__lt=audited.today)).with_everybody()
    found = Answer(looked_at=conditions.count())
    out = set(conditions.open().filter(is_out).values_list("pk", flat=True))
    for each in rows.order_by("due_on", "pk"):
        told = [f"“{each.text}” was to be met by {day(each.due_on)}, and is open."]
        if each.pk in out:
            told.append("What it was set for has been published.")
        found.found.append(found_at(each, " ".join(told), each.due_on))
    return found


QUESTION = Question(
    slug="conditions",
    title="Open conditions of final decisions",
    asked="Is every condition of an approval met or waived whose day has passed, or whose approval has been published?",
    rule="What is approved subject to a condition is followed to its closure, and is not published before.",
    source="Authority, 8 March 2001, report 10; domain rule D1 of this service",
    things=("condition", "conditions"),
    answer=answer,
)
