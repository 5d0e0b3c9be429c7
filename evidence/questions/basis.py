"""Targets that are decided, and of which nobody has said what the figure rests on."""

from __future__ import annotations

from itertools import groupby

from audit.models import AuditEvent
from evidence.questions.asking import Answer, Audited, Question, found_at
from governance.models import Target
from governance.models.target import CLOSED, OPEN

READ = ("objective__aspect", "objective__plan", "activity__plan")


def answer(audited: Audited) -> Answer:
    """Of every target in force that is closed."""
    rows = Target.objects.filter(resolution__in=CLOSED).exclude(objective__state__in=("withdrawn", "superseded"))
    of_plans = rows.filter(objective__plan__in=audited.plans) | rows.filter(activity__plan__in=audited.plans)
    targets = {str(each.pk): each for each in of_plans.select_related(*READ).order_by("pk")}
    based = _with_a_basis(audited)
    found = Answer(looked_at=len(targets))
    for key, target in targets.items():
        if key not in based:
            what = f"It is {target.get_resolution_display()}, and no act that made it so names a basis."
            found.found.append(found_at(target, what))
    return found


def _with_a_basis(audited: Audited) -> set[str]:
    """The targets of which a basis is named by an act since they were last open. It is read in the text that was
    hashed: there its hash stands even when the words have been removed."""
    found: set[str] = set()
    lines = AuditEvent.objects.filter(
        subject_type=Target._meta.label_lower,
        plan_id__in=[str(pk) for pk in audited.plans.values_list("pk", flat=True)],
    ).order_by("subject_id", "book", "seq")
    for key, own in groupby(lines.only("text", "subject_id").iterator(), key=lambda line: line.subject_id):
        has_one = False
        for line in own:
            new = line.entry["changes"].get("resolution", ["", ""])[1]
            has_one = (has_one and new not in OPEN) or bool(line.entry["basis"])
        if has_one:
            found.add(key)
    return found


QUESTION = Question(
    slug="basis",
    title="Targets without basis",
    asked="Is it told of every target that is decided what it rests on?",
    rule="A plan states the basis on which its targets were set.",
    source="SI 1999/3251 arts 3 and 4 (content of best value performance plans)",
    things=("target", "targets"),
    answer=answer,
)
