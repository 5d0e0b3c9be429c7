"""Statutory indicators for which the plan holds no figure: neither a target with a number nor a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.questions.asking import Answer, Audited, Question, found_at
from governance.models import PlanState, StatutoryIndicator, Target

READ = (
    "contributions__indicator__target",
    "contributions__activity__targets",
    "contributions__aspect__objectives__targets",
)
NO_MORE = ("withdrawn", "superseded")


def answer(audited: Audited) -> Answer:
    """Of the statutory indicators of every plan that is no draft any more."""
    found = Answer()
    rows = StatutoryIndicator.objects.filter(plan__in=audited.plans).exclude(plan__state=PlanState.DRAFT)
    for each in rows.select_related("plan").prefetch_related(*READ).order_by("plan", "number", "limb", "pk"):
        found.looked_at += 1
        contributions = list(each.contributions.all())
        if not contributions:
            found.found.append(found_at(each, f"Nothing in {each.plan} contributes to it.", name=_name(each)))
        elif not any(target.numbers or target.baseline for one in contributions for target in _targets(one)):
            what = "Nothing that contributes to it has a figure or a baseline."
            found.found.append(found_at(each, what, name=_name(each)))
    return found


def _name(each: StatutoryIndicator) -> str:
    """As papers tell two of one number apart: by their words."""
    return f"{each}, {each.text}" if each.text else str(each)


def _targets(contribution: Any) -> Iterator[Target]:
    """Those by which a contribution is measured."""
    if contribution.indicator is not None:
        yield contribution.indicator.target
    if contribution.activity is not None:
        yield from contribution.activity.targets.all()
    if contribution.aspect is not None:
        for objective in contribution.aspect.objectives.all():
            if objective.state not in NO_MORE:
                yield from objective.targets.all()


QUESTION = Question(
    slug="statutory",
    title="Statutory indicators without data",
    asked="Is there a figure or a baseline for every statutory indicator of the year?",
    rule="A plan assesses performance by the indicators that the Secretary of State has specified for the year. No "
    "target need be set on one; a figure there must be.",
    source="LGA 1999 s.4 and s.6; SI 1999/3251 art. 4",
    things=("statutory indicator", "statutory indicators"),
    answer=answer,
)
