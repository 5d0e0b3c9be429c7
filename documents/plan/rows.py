"""The rows of the tables of a plan. What nobody has decided is None, and told in words in a column of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from documents.plan.read import PlanRead, outcomes_of
from documents.plan.words import WHOLE_PLAN, standing
from governance.models import Decision, Indicator, Objective, Outcome, SustainedActivity, Target, TargetOutcome

Value = str | Decimal | date | None
Row = dict[str, Value]

BIGGEST = 300
"""digits before or behind the point of what a program can still take for a number"""


def targets(read: PlanRead) -> Iterator[Row]:
    """Each target once, objective by objective, then those of sustained activities."""
    for priority, branches in read.tree:
        for branch in branches:
            headings = {"priority": priority.title, "aspect": branch.aspect.title}
            for objective in branch.objectives:
                around = headings | _of_objective(objective)
                served = _indicators_by_target(objective)
                for target in read.targets_of(objective):
                    yield _of_plan(read) | around | _shown_by(served.get(target.pk, [])) | _of_target(target)
    for activity in read.activities:
        for target in activity.targets.all():
            yield _of_plan(read) | _of_activity(activity) | _of_target(target)


def decisions(read: PlanRead) -> Iterator[Row]:
    """Each decision with what it said, a row for each thing it spoke of; the first decision first."""
    for decision in read.decisions:
        about = _of_plan(read) | _of_decision(decision)
        said = list(outcomes_of(decision))
        for outcome in said:
            yield about | _of_outcome(outcome)
            yield from (about | _of_target_outcome(each) for each in outcome.of_targets)
        if not said:
            yield about


ROWS: dict[str, Callable[[PlanRead], Iterable[Row]]] = {"targets": targets, "decisions": decisions}


def number_of(target: Target) -> Decimal | None:
    """Its number, where it has exactly one; nothing is made of what is none."""
    found = [each for each in map(_decimal, target.numbers) if each is not None]
    return found[0] if len(target.numbers) == len(found) == 1 else None


def _decimal(written: object) -> Decimal | None:
    try:
        number = Decimal(str(written))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < BIGGEST else None


def _of_plan(read: PlanRead) -> Row:
    return {"plan": str(read.plan), "plan_standing": read.mark or f"published on {read.published}"}


def _of_objective(objective: Objective) -> Row:
    return {
        "objective": str(objective),
        "objective_title": objective.title,
        "objective_state": str(objective.get_state_display()),
        "held_by": str(objective.held_by) if objective.held_by else None,
    }


def _of_activity(activity: SustainedActivity) -> Row:
    return {
        "objective": activity.title,
        "objective_title": activity.text,
        "statutory": _lines(str(each.statutory) for each in activity.contributions.all()),
    }


def _indicators_by_target(objective: Objective) -> dict[int, list[Indicator]]:
    served: dict[int, list[Indicator]] = {}
    for indicator in objective.indicators.all():
        served.setdefault(indicator.target_id, []).append(indicator)
    return served


def _shown_by(indicators: list[Indicator]) -> Row:
    return {
        "indicators": _lines(_with_items(each) for each in indicators),
        "statutory": _lines(str(each.statutory) for one in indicators for each in one.contributions.all()),
    }


def _with_items(indicator: Indicator) -> str:
    return "\n".join([indicator.text, *(f"– {item}" for item in indicator.items)])


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(dict.fromkeys(texts)) or None


def _of_target(target: Target) -> Row:
    return {
        "target_text": target.text or None,
        "standing": standing(target),
        "resolution": str(target.get_resolution_display()),
        "open": "yes" if target.is_open else "no",
        "form": str(target.get_form_display()),
        "direction": str(target.get_direction_display()),
        "comparator": str(target.get_comparator_display()),
        "number": number_of(target),
        "numbers": "\n".join(map(str, target.numbers)),
        "unit": target.unit,
        "denominator": target.denominator,
        "baseline": target.baseline,
        "deadline": target.deadline,
        "explanation": target.explanation,
        "review_on": target.review_on,
        "left_to": target.holder,
        "seal": target.seal(),
        "address": _address(target),
    }


def _of_decision(decision: Decision) -> Row:
    return {
        "body": decision.body.name,
        "taken_by": decision.who,
        "decided_on": decision.decided_on,
        "reference": decision.reference,
        "procedure": str(decision.get_procedure_display()),
        "takes_effect_on": decision.takes_effect_on,
        "called_in_on": decision.called_in_on,
        "address": _address(decision),
    }


def _of_outcome(outcome: Outcome) -> Row:
    return {
        "about": str(outcome.objective or WHOLE_PLAN),
        "outcome": outcome.how_it_stands,
        "subject_to": outcome.subject_to,
        "waits_for": outcome.waits_for,
        "voided_on": outcome.voided_on,
        "seal": outcome.seal,
    }


def _of_target_outcome(outcome: TargetOutcome) -> Row:
    return {
        "about": str(outcome.objective),
        "target_text": outcome.text,
        "outcome": str(outcome.get_kind_display()),
        "words": outcome.words,
        "seal": outcome.seal,
    }


def _address(thing: Any) -> str:
    return f"{settings.ADDRESS}{type(thing).get_absolute_url(thing)}"
