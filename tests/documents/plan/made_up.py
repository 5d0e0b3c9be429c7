"""A plan that no database knows: rows as the ledger tells of them, led to each other as those of a moment are.

Run as a program, it tells the hashes of the documents it wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

if __name__ == "__main__":
    import django

    django.setup()

from documents.plan.read import PlanRead, Proof, of_a_plan_in_hand
from governance.as_at.rows import rows_by
from governance.as_at.told import Told
from governance.models import Plan

MAR_31 = datetime(2001, 3, 31, 12, tzinfo=UTC)
RESOLUTIONS = """
    resolved provisional placeholder under_development being_researched missing deliberately_not_set delegated
""".split()
TARGETS = {
    "resolved": {"text": "30 days", "form": "average_level", "numbers": ["30"], "unit": "days"},
    "provisional": {"text": "80 per cent (?)", "form": "rate_or_share", "numbers": ["80"], "unit": "per cent"},
    "placeholder": {"text": "?? per cent"},
    "under_development": {"text": "Under development"},
    "being_researched": {"text": "Target currently being researched"},
    "missing": {"text": ""},
    "deliberately_not_set": {"text": "No target to be set", "explanation": "Until a baseline is known."},
    "delegated": {"text": "Left to the boroughs", "holder": "the boroughs"},
}
BASELINES = {"resolved": "36 days (1999/00)", "provisional": "72.5 per cent in 1999"}

Words = Callable[[str], str]
"""the words that stand for those of ours, everywhere in a plan"""


def as_they_are(words: str) -> str:
    return words


@dataclass
class Rows:
    """Rows as the ledger writes them."""

    words: Words = as_they_are
    told: Told = field(default_factory=Told)
    count: int = 0

    def add(self, model: str, **values: Any) -> str:
        self.count += 1
        key = str(self.count)
        self.told.values["governance." + model, key] = {name: self._said(value) for name, value in values.items()}
        return key

    def _said(self, value: Any) -> Any:
        """Texts of people, which begin with a capital letter, as they are asked for."""
        if isinstance(value, list):
            return [self._said(each) for each in value]
        return self.words(value) if isinstance(value, str) and value[:1].isupper() else value


def a_plan(objectives: int = 16, aspects: int = 2, words: Words = as_they_are, state: str = "in_review") -> PlanRead:
    """Priorities of `aspects` aspects, with as many objectives as wanted spread over them; all a plan can hold."""
    rows = Rows(words)
    mpa = rows.add("body", name="Metropolitan Police Authority", short_name="MPA", kind="authority")
    fpbv = rows.add("body", name="Finance", short_name="FPBV", kind="committee")
    plan = rows.add("plan", body=mpa, title="Policing plan", financial_year="2001/02", state=state)
    rows.add("stage", plan=plan, kind="committee_comment", body=fpbv, opens_on="2001-01-15", closes_on="2001-01-22")
    priority = rows.add("priority", plan=plan, title="Safer streets", scope="external", order="1")
    bvpi = [
        rows.add("statutoryindicator", plan=plan, financial_year="2001/02", number=str(at), limb="", text="Crimes")
        for at in (126, 127)
    ]
    made = []
    for at in range(aspects):
        aspect = rows.add("aspect", plan=plan, priority=priority, title=f"Aspect {at}", status="", order=str(at))
        rows.add("note", aspect=aspect, text="A note on the aspect", order="1")
        rows.add("contribution", plan=plan, statutory=bvpi[0], aspect=aspect)
        of_aspect = range(at, objectives, aspects)
        made += [_objective(rows, plan, aspect, fpbv, bvpi[0], number, state) for number in of_aspect]
    activity = rows.add("sustainedactivity", plan=plan, title="Drugs", scope="external", text="What goes on", order="1")
    rows.add("contribution", plan=plan, statutory=bvpi[0], activity=activity)
    _target(rows, "placeholder", activity=activity)
    decision = rows.add(
        "decision", plan=plan, body=fpbv, procedure="written", decided_on="2001-01-22", reference="FPBV 3"
    )
    rows.add("outcome", decision=decision, plan=plan, kind="endorsed", seal="a" * 64)
    for each in made:
        rows.add("outcome", decision=decision, objective=each, kind="agreed", round="0", seal="b" * 64)
    row = next(each for each in rows_by(rows.told)[Plan].values())
    return of_a_plan_in_hand(row, Proof("plan-3:212", "c" * 64, date(2001, 3, 31), MAR_31), "")


def _objective(rows: Rows, plan: str, aspect: str, holder: str, bvpi: str, at: int, state: str) -> str:
    this = rows.add(
        "objective", plan=plan, aspect=aspect, number=str(at + 1), labelled=True, title=f"Objective number {at}",
        order=str(at), held_by=holder, state="published" if state == "published" else "committee_comment",
    )  # fmt: skip
    target = _target(rows, RESOLUTIONS[at % len(RESOLUTIONS)], objective=this)
    indicator = rows.add(
        "indicator", objective=this, target=target, text="Recorded crimes", items=["By day", "By night"], order="1"
    )
    rows.add("contribution", plan=plan, statutory=bvpi, indicator=indicator, objective=this)
    rows.add("actionpoint", objective=this, text="Patrol", due="2001-06", order="1")
    rows.add("note", objective=this, text="A note on the objective", order="1")
    return this


def _target(rows: Rows, resolution: str, **of: str) -> str:
    values = {"form": "", "numbers": [], "unit": "", "explanation": "", "holder": "", "denominator": "Everybody"}
    values |= TARGETS[resolution]
    baseline = BASELINES.get(resolution, "")
    return rows.add("target", resolution=resolution, baseline=baseline, deadline="2002-03", **values, **of)


if __name__ == "__main__":
    from tests.documents.plan.writers import WRITERS

    read = a_plan()
    for name, write in WRITERS.items():
        print(name, hashlib.sha256(write(read)).hexdigest())
