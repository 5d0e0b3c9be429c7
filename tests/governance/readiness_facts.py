"""Facts about a small plan, made up without a database: 22 January 2001, papers out by 2 February for 8 February."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from governance.readiness.facts import (
    Approval,
    ConsultationFacts,
    Facts,
    Horizon,
    ItemFacts,
    Owner,
    StageFacts,
    TargetFacts,
)
from governance.readiness.reasons import Finding
from governance.readiness.verdicts import verdicts
from tests.world import FEB_8, JAN_22, MAR_8

FEB_2 = date(2001, 2, 2)
HORIZON = Horizon(today=JAN_22, papers_on=FEB_2, meeting_on=FEB_8)
OLIVE = Owner(1, "Olive Grant", took=6)
APPROVAL = Approval("MPA", "Metropolitan Police Authority", date(2001, 2, 8), MAR_8)


def days_ago(count: int) -> date:
    return JAN_22 - timedelta(days=count)


def a_target(resolution: str = "placeholder", **more: Any) -> TargetFacts:
    is_open = resolution not in ("resolved", "deliberately_not_set", "delegated")
    told = {
        "key": 1,
        "name": "“?? per cent”",
        "resolution": resolution,
        "in_words": resolution.replace("_", " "),
        "is_open": is_open,
        "review_on": None,
        "holder": "",
        "changed_on": days_ago(6),
        "where": "/targets/1/acts/revise/",
    }
    return TargetFacts(**{**told, **more})


def a_stage(closes_on: date, **more: Any) -> StageFacts:
    told = {
        "key": 2,
        "kind": "committee_comment",
        "name": "Committee comment",
        "body": "FPBV",
        "opens_on": days_ago(30),
        "closes_on": closes_on,
        "required": True,
        "is_now": True,
        "has_spoken": False,
        "cleared_by": "the clerk of FPBV",
        "where": "/plans/1-2001-02/decisions/",
    }
    return StageFacts(**{**told, **more})


def an_objective(*targets: TargetFacts, **more: Any) -> ItemFacts:
    """Before the Authority, with nothing left to do, if nothing else is said."""
    told = {
        "kind": "objective",
        "key": 1,
        "name": "Street crime: objective 1",
        "order": 0,
        "state": "authority_approval",
        "in_words": "Authority approval",
        "owner": OLIVE,
        "cleared_by": "the plan coordinator of MPA",
        "changed_on": days_ago(6),
        "where": "/objectives/1/",
        "targets": targets,
        "mover": "the clerk of FPBV",
    }
    return ItemFacts(**{**told, **more})


def an_activity(*targets: TargetFacts, **more: Any) -> ItemFacts:
    told = {"kind": "activity", "name": "Homicide", "state": "", "in_words": "", "owner": None, **more}
    return an_objective(*targets, **told)


def the_whole(**more: Any) -> ItemFacts:
    """The plan as a whole, with something on it that waits."""
    told = {"kind": "plan", "name": "Plan 2001/02", "state": "", "in_words": "", "owner": None, **more}
    return an_objective(**told)


def a_plan(*items: ItemFacts, **more: Any) -> Facts:
    numbered = tuple(replace(item, key=item.key + at, order=at) for at, item in enumerate(items))
    told = {"plan": "Plan 2001/02", "today": JAN_22, "approval": APPROVAL, "route_where": "/plans/1-2001-02/#route"}
    return Facts(**{**told, "items": numbered, **more})


def asked(due_on: date, party: str = "London Probation") -> ConsultationFacts:
    return ConsultationFacts(party, due_on, "/objectives/1/#consultations")


def judged(*items: ItemFacts, horizon: Horizon = HORIZON, **more: Any) -> list[Finding]:
    return verdicts(a_plan(*items, **more), horizon)


def told(finding: Finding) -> tuple[str, str]:
    """The verdict and the sentence that decides it."""
    return str(finding.verdict), finding.sentence


def of_target(target: TargetFacts, horizon: Horizon = HORIZON, **more: Any) -> tuple[str, str]:
    """What is said of a target in an objective like this."""
    return told(judged(an_objective(target, **more), horizon=horizon)[1])


def of_objective(*targets: TargetFacts, horizon: Horizon = HORIZON, **more: Any) -> tuple[str, str]:
    """What is said of an objective like this."""
    return told(judged(an_objective(*targets, **more), horizon=horizon)[0])
