"""Carrying a report into a plan: the whole comparison as one act, or none of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from documents.importing.comparison import compare
from documents.importing.draft import Draft, Heading
from documents.importing.findings import Comparison, Place
from documents.importing.history import History
from documents.importing.standing import READ, Standing
from governance.models import Body, Plan
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act, perform, perform_each

if TYPE_CHECKING:
    from documents.models import Paper


@dataclass(frozen=True)
class Done:
    """What an import did."""

    plan: Plan
    comparison: Comparison
    act_id: str
    """the number its lines share"""
    already: Paper | None = None
    """the same paper, imported before: then nothing has been done now"""


def compared(draft: Draft, plan: Plan, *, actor: Actor, imports: Collection[str]) -> Comparison:
    """What importing `draft` would do to `plan`, which may not be there yet. Changes and locks nothing."""
    return _compared(draft, plan, actor, imports, hold=False)


def hold_body(plan: Plan) -> Plan:
    """Let no other import into plans of this body begin before the transaction ends; returns the plan as it is now,
    or the one handed in if there is none yet."""
    Body.objects.select_for_update(no_key=True).get(pk=plan.body_id)
    plans = Plan.objects.select_for_update().filter(body=plan.body_id, financial_year=plan.financial_year)
    found: Plan | None = plans.first()
    return found or plan


def bring_in(draft: Draft, plan: Plan, *, actor: Actor, imports: Collection[str]) -> Done:
    """Carry `draft` into `plan`, level by level, and set the plan up if it is not there yet.

    Takes effect on the actor's day, never on the report's: papers go out before their meeting, and a draft stands in
    the plan from the day somebody took it in. The report and its date are in each line's reason. The plan is held
    first (`hold_body`). Raises Blocked with every reason if any act is refused, and then nothing has been done.
    """
    comparison = _compared(draft, plan, actor, imports, hold=True)
    do = partial(perform_each, actor=actor, basis=draft.heading.source)
    with one_act() as act:
        if plan._state.adding:
            perform(plan.set_up, actor=actor, because=str(draft.heading), basis=draft.heading.source)
        by_level = attrgetter("level")
        for _, of_level in groupby(sorted(comparison.steps, key=by_level), key=by_level):
            # Few: one group, and one more for each target that a person corrected.
            by_lines = attrgetter("lines")
            for lines, steps in groupby(sorted(of_level, key=by_lines), key=by_lines):
                do([step.act() for step in steps], because=because_of(draft.heading, lines))
    return Done(plan, comparison, act.act_id)


def because_of(heading: Heading, corrected: tuple[int, ...] = ()) -> str:
    """The reason each line gives: report 3 of 22 January 2001, corrected by hand at line 172."""
    if not corrected:
        return str(heading)
    lines = " and ".join(str(line) for line in corrected)
    return f"{heading}, corrected by hand at line{'s' if len(corrected) > 1 else ''} {lines}"


def refuse_without_the_right(plan: Plan, actor: Actor) -> None:
    """Raise Blocked, with one sentence for the whole of it, if `actor` may not import into `plan`.

    Each act asks again: this only spares the person a sentence for every row.
    """
    right = "governance.import_report"
    if actor.role_for(right, plan.scopes(right)) is None:
        sentence = f"Your role does not let you import a report into {plan}."
        raise Blocked([Blocker("role", sentence, cleared_by=plan.who_may(right, actor))])


def _compared(draft: Draft, plan: Plan, actor: Actor, imports: Collection[str], *, hold: bool) -> Comparison:
    known = None if plan._state.adding else plan
    standing = Standing(known, hold=hold)
    history = History(plan, READ, imports) if known else None
    return compare(draft, standing, Place(plan), history, actor)
