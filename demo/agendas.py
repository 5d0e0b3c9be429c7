"""The agenda of the committee for 22 January, as its clerk published it on the last lawful day."""

from __future__ import annotations

from datetime import date, time

from demo.stage import Stage
from meetings import preparing, publication
from meetings.models import Appendix, Item, ItemKind, Meeting, Paper, Recommendation, Verb
from workflow.actors import Actor
from workflow.gate import perform

PUBLISHED_ON = date(2001, 1, 16)
APPROACH = "Sustained activities in the plan"

INFORMATION = "\n\n".join(
    [
        "The drafts stand under four external priorities and two of the service's own: 41 objectives with 60 "
        "indicators and 58 targets.",
        "Of the targets 36 are resolved. Four are provisional, six hold a place for a figure still to come, six are "
        "under development and one is being researched; for five it was decided to set none.",
        "The members' workshop of 17 January works on the indicators. The drafts come to the Authority on 8 February.",
    ]
)


def publish_report_3(stage: Stage) -> None:
    """Apologies, declarations, and report 3 with the whole plan as its appendix."""
    gerald = stage.on(PUBLISHED_ON, "gerald")
    meeting = Meeting.objects.get(body=stage.body("FPBV"), held_on=date(2001, 1, 22))
    for kind, title in [("apologies", "Apologies for absence"), ("declarations", "Declarations of interests")]:
        preparing.add(Item(meeting=meeting, kind=kind, title=title), actor=gerald)
    title = "Development of objectives for the policing and performance plan 2001/02"
    item = Item(meeting=meeting, title=title, plan=stage.plan)
    preparing.add(item, actor=gerald)
    _write(item, gerald)
    perform(Appendix(meeting=meeting, item=item, plan=stage.plan).add, actor=gerald)
    _ask_about_the_approach(item, gerald)
    meeting.refresh_from_db()
    publication.publish(meeting, actor=gerald, issued_on=PUBLISHED_ON, issued_at=time(11))


def _write(item: Item, gerald: Actor) -> None:
    paper = Paper(
        meeting=item.meeting,
        item=item,
        title=item.title,
        by="Commissioner",
        written_on=PUBLISHED_ON,
        summary="How far the draft objectives, indicators and targets for 2001/02 have come.",
        information=INFORMATION,
        financial="The report itself costs nothing; what the targets cost is looked at with the budget.",
        review="The drafts go to the Authority on 8 February and come back to the committee on 20 February.",
        background="None",
    )
    perform(paper.add, actor=gerald)
    _ask(item, Verb.DISCUSS, "the drafts as they stand", gerald)


def _ask_about_the_approach(report: Item, gerald: Actor) -> None:
    """A part of its own: what is endorsed is an approach, whatever becomes of the text that goes with the report."""
    part = Item(meeting=report.meeting, parent=report, kind=ItemKind.OTHER, title=APPROACH, plan=report.plan)
    preparing.add(part, actor=gerald)
    _ask(part, Verb.ENDORSE, "the way sustained activities enter the plan", gerald)


def _ask(item: Item, verb: Verb, text: str, gerald: Actor) -> None:
    perform(Recommendation(meeting=item.meeting, item=item, verb=verb, text=text, order=1).add, actor=gerald)
