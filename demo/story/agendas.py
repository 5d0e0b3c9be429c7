"""How a clerk of the story prepares an agenda: the usual items, and reports with what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from demo.stage import Stage
from governance.models import Objective, Plan
from meetings import bringing, preparing, publication
from meetings.models import Appendix, Item, ItemKind, Meeting, Paper, Recommendation, Verb
from workflow.actors import Actor
from workflow.gate import perform, perform_each

ISSUED_AT = time(11)


@dataclass(frozen=True)
class Report:
    """What a body gets to read under an item, and what it is asked for."""

    title: str
    summary: str
    asked: Sequence[tuple[Verb, str]]
    objectives: Sequence[Objective] = ()
    plan: Plan | None = None
    """the plan as a whole, where that goes with it"""
    information: str = ""
    by: str = "Commissioner"
    background: str = "None"


def meeting_of(stage: Stage, body: str, day: date) -> Meeting:
    """The meeting of a body on a day, as it stands."""
    found: Meeting = Meeting.objects.select_related("body").get(body=stage.body(body), held_on=day)
    return found


def publish(
    stage: Stage, meeting: Meeting, reports: Sequence[Report], *, clerk: str, out: date, because: str = ""
) -> None:
    """The agenda with its usual items and these reports goes out on a day."""
    actor = stage.on(out, clerk)
    preparing.begin_as_usual(meeting, actor=actor)
    for minutes in Item.objects.filter(meeting=meeting, kind=ItemKind.MINUTES):
        ask(minutes, [(Verb.CONFIRM, f"the {minutes.title[0].lower()}{minutes.title[1:]}")], actor=actor)
    for report in reports:
        add(stage, meeting, report, actor=actor, out=out)
    meeting.refresh_from_db()
    publication.publish(meeting, actor=actor, issued_on=out, issued_at=ISSUED_AT, because=because)


def publish_late(
    stage: Stage, meeting: Meeting, report: Report, *, clerk: str, out: date, chair: str, special_circumstances: str
) -> None:
    """One report comes late, and is taken because the chair holds it urgent."""
    actor = stage.on(out, clerk)
    item = add(stage, meeting, report, actor=actor, out=out)
    urgent = partial(item.hold_urgent, chair=chair, special_circumstances=special_circumstances)
    perform(urgent, actor=actor, because="The chair said so by telephone.")
    meeting.refresh_from_db()
    publication.publish(meeting, actor=actor, issued_on=out, issued_at=ISSUED_AT)


def add(stage: Stage, meeting: Meeting, report: Report, *, actor: Actor, out: date) -> Item:
    """An item with its report, what the body is asked, and what is appended."""
    item = Item(meeting=meeting, title=report.title, plan=stage.plan)
    preparing.add(item, actor=actor)
    paper = Paper(
        meeting=meeting,
        item=item,
        title=report.title,
        by=report.by,
        written_on=out,
        summary=report.summary,
        information=report.information,
        background=report.background,
    )
    perform(paper.add, actor=actor)
    ask(item, report.asked, actor=actor)
    bringing.append(item, report.objectives, actor=actor)
    if report.plan is not None:
        perform(Appendix(meeting=meeting, item=item, plan=report.plan).add, actor=actor)
    return item


def ask(item: Item, asked: Sequence[tuple[Verb, str]], *, actor: Actor) -> None:
    """Let a body be asked for these things, in this order."""
    new = [
        Recommendation(meeting=item.meeting, item=item, verb=verb, text=text, order=order)
        for order, (verb, text) in enumerate(asked, 1)
    ]
    perform_each([each.add for each in new], actor=actor)
