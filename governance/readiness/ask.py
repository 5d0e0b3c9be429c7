"""Asking whether a plan will be ready: the one call that pages and the command make."""

from __future__ import annotations

from datetime import date

from governance.models import Plan, StageKind
from governance.notice.counting import Notice, notice_of
from governance.notice.in_force import counting_for
from governance.readiness.answer import Answer, Condition, Readiness
from governance.readiness.burn_down import BurnDown, burn_down
from governance.readiness.facts import Horizon
from governance.readiness.gathering import facts_of, history_of_targets
from governance.readiness.seen import Seen
from governance.readiness.what_if import WhatIf


def readiness(
    seen: Seen,
    meeting_on: date,
    clear_days: int | None = None,
    *,
    what_if: WhatIf | None = None,
    moved_to: date | None = None,
) -> Readiness:
    """Whether the plan can be approved on `meeting_on`, as it is seen, and how it would be if.

    The papers go out under the rule of notice in force for that meeting, or with so many `clear_days`. The same facts
    give the same answer. Asks the same number of questions however large the plan is.
    """
    plan, today = seen.plan, seen.actor.today
    history = history_of_targets(plan, seen.lines, today)
    facts = facts_of(seen.in_full(), history, seen.lines, seen.actor)
    notice = notice_for(plan, meeting_on, clear_days)
    horizon = Horizon(today, notice.latest_issue, meeting_on)
    supposed: Answer | None = None
    conditions: tuple[Condition, ...] = ()
    if what_if is not None or moved_to is not None:
        moved = notice_for(plan, moved_to or meeting_on, clear_days)
        then = Horizon(today, moved.latest_issue, moved.meeting_on)
        supposed = Answer((what_if or WhatIf()).applied_to(facts), then)
        conditions = tuple(supposed.conditions(due_on(plan, then.meeting_on)))
    return Readiness(
        answer=Answer(facts, horizon),
        notice=notice,
        burn_down=burn_down(history.movements, today, horizon.papers_on),
        supposed=supposed,
        conditions=conditions,
    )


def burn_down_of(seen: Seen, papers_on: date) -> BurnDown:
    """How many targets of the plan were unresolved on each day, without the verdicts."""
    today = seen.actor.today
    return burn_down(history_of_targets(seen.plan, seen.lines, today).movements, today, papers_on)


def notice_for(plan: Plan, meeting_on: date, clear_days: int | None) -> Notice:
    """By when the papers of a meeting of the body that approves must go out: by its rule of notice, or with so many
    clear days if a number is given."""
    approving = (stage.body for stage in plan.stages.all() if stage.kind == StageKind.AUTHORITY_APPROVAL)
    counting = counting_for(next(approving, plan.body), meeting_on)
    return notice_of(meeting_on, counting if clear_days is None else counting.with_clear_days(clear_days))


def usual_meeting(plan: Plan) -> date | None:
    """The day by which the route has the plan approved; None where nobody approves."""
    closes = [stage.closes_on for stage in plan.stages.all() if stage.kind == StageKind.AUTHORITY_APPROVAL]
    return max(closes, default=None)


def due_on(plan: Plan, meeting_on: date) -> date:
    """By when a condition would have to be met: the plan is issued before its year begins (Police Act 1996 s.8(1))."""
    return max(date(int(plan.financial_year[:4]), 3, 31), meeting_on)
