"""Small reports in the reader's own JSON, and ways to import them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from audit.models import AuditEvent
from documents import papers
from documents.importing.procedure import Done
from documents.models import Paper
from governance.models import Plan, Target
from tests.world import JAN_15, JAN_22, World

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "fpbv-2001-01-22-report-3.txt"
YEAR = "2002/03"
"""A year for which the world has no plan"""


def a_target(text: str, resolution: str = "resolved", line: int = 0, **more: Any) -> dict[str, Any]:
    return {"text": text, "resolution": resolution, "line": line, "value": None, "values": [], **more}


def an_indicator(text: str, *targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"text": text, "items": [], "statutory": [], "targets": list(targets) or [a_target("", "missing")], **more}


def an_objective(number: int | None, title: str, *indicators: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"number": number, "title": title, "notes": [], "actions": [], "indicators": list(indicators), **more}


def an_aspect(title: str, *objectives: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": title, "status": "", "notes": [], "contributes_to": [], "objectives": list(objectives), **more}


def a_report(*aspects: dict[str, Any], number: str = "3", date: str = "2001-01-22", **more: Any) -> dict[str, Any]:
    heading = {"title": "Draft plan", "number": number, "date": date, "body": "FPBV"}
    return {
        "report": heading,
        "priorities": [{"title": "Safer streets", "scope": "external", "aspects": list(aspects)}],
        "sustained_activities": [],
        **more,
    }


def street_crime(target: str = "Reduce by 5 per cent", resolution: str = "resolved", **more: Any) -> dict[str, Any]:
    """A report of one priority, aspect, objective, indicator and target."""
    indicator = an_indicator("Recorded street crimes", a_target(target, resolution, line=114))
    return a_report(an_aspect("Street crime", an_objective(1, "To reduce street crime", indicator)), **more)


def later(reading: dict[str, Any], number: str = "8", date: str = "2001-02-08") -> dict[str, Any]:
    """The same report once more, on a later day."""
    again = copy.deepcopy(reading)
    again["report"].update(number=number, date=date)
    return again


def aspect_of(reading: dict[str, Any]) -> dict[str, Any]:
    return reading["priorities"][0]["aspects"][0]


def objective_of(reading: dict[str, Any]) -> dict[str, Any]:
    return aspect_of(reading)["objectives"][0]


def indicator_of(reading: dict[str, Any]) -> dict[str, Any]:
    return objective_of(reading)["indicators"][0]


def target_of(reading: dict[str, Any]) -> dict[str, Any]:
    return indicator_of(reading)["targets"][0]


def a_paper(reading: dict[str, Any], person: Any = None) -> Paper:
    """A paper in which the reader has read `reading`, not kept yet."""
    paper = Paper(name="report.txt", data=json.dumps(reading).encode(), reading=reading, received_by=person)
    paper.report_on = paper.heading.on
    paper.digest = papers._digest(paper)
    return paper


def the_plan(world: World, year: str = YEAR) -> Plan:
    return papers.plan_for(world.mpa, year, "Policing and performance plan")


def bring_in(world: World, reading: dict[str, Any], on: Any = JAN_22, year: str = YEAR, **more: Any) -> Done:
    """Colin imports a report in which the reader has read `reading`."""
    paper = a_paper(reading, world.colin)
    return papers.confirm(paper, the_plan(world, year), actor=world.acting(world.colin, on), **more)


def compared(world: World, reading: dict[str, Any], on: Any = JAN_22, year: str = YEAR) -> dict[str, Any]:
    """What importing it would do."""
    paper = a_paper(reading, world.colin)
    found = papers.comparison(paper, the_plan(world, year), actor=world.acting(world.colin, on))
    return found.as_json()


def how_much() -> tuple[int, int, int]:
    """Lines, plans and papers there are."""
    return AuditEvent.objects.count(), Plan.objects.count(), Paper.objects.count()


def only_target(year: str = YEAR) -> Target:
    return Target.objects.get(objective__plan__financial_year=year)


__all__ = ["JAN_15", "JAN_22"]
