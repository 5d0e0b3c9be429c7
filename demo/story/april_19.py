"""17 and 19 April: FPBV and the Authority note that the plan is out, and confirm what they minuted on the way."""

from __future__ import annotations

from datetime import date

from demo import calendar
from demo.stage import Stage
from demo.story.agendas import Report, meeting_of, publish
from demo.story.sittings import Resolved, Sitting, circulate_minutes
from meetings import delegated
from meetings.models import ItemKind, Verb

COMMITTEE, DAY = date(2001, 4, 17), date(2001, 4, 19)
PUBLICATION = "Publication of the policing and performance plan"


def play(stage: Stage) -> None:
    calendar.schedule(stage, "priya", "FPBV", COMMITTEE, calendar.AFTERNOON, on=date(2001, 4, 2))
    calendar.schedule(stage, "ruth", "MPA", DAY, calendar.MORNING, on=date(2001, 4, 2))
    _publish(stage, "FPBV", COMMITTEE, "priya", date(2001, 4, 6))
    _report_what_the_clerk_decided(stage)
    _publish(stage, "MPA", DAY, "ruth", date(2001, 4, 10))
    _meet(stage, "FPBV", COMMITTEE, "priya", "douglas")
    circulate_minutes(stage, "FPBV", COMMITTEE, clerk="priya", on=date(2001, 4, 18))
    _meet(stage, "MPA", DAY, "ruth", "eleanor")


def _publish(stage: Stage, body: str, day: date, clerk: str, out: date) -> None:
    report = Report(
        title=PUBLICATION,
        summary="The plan was published on 31 March, on the internet and in print.",
        asked=[(Verb.NOTE, "that the plan has been published")],
        by="Clerk",
    )
    publish(stage, meeting_of(stage, body, day), [report], clerk=clerk, out=out)


def _report_what_the_clerk_decided(stage: Stage) -> None:
    """The Authority is told what was decided in its place on 26 March."""
    delegated.list_actions(meeting_of(stage, "MPA", DAY), actor=stage.on(date(2001, 4, 10), "ruth"))


def _meet(stage: Stage, body: str, day: date, clerk: str, chair: str) -> None:
    sitting = Sitting(stage, body, day, clerk=clerk, chair=chair)
    sitting.opens()
    sitting.takes_as_usual(ItemKind.APOLOGIES, ItemKind.DECLARATIONS)
    sitting.confirms_minutes()
    sitting.takes_as_usual(ItemKind.QUESTIONS)
    sitting.takes(
        PUBLICATION,
        "Members asked that next year's work begin in September.",
        Resolved("noted", "the publication be noted."),
    )
    if body == "MPA":
        sitting.takes(
            delegated.TITLE,
            "The Clerk reported what she had approved in the Authority's place.",
            Resolved("noted", "the action taken be noted."),
        )
    else:
        sitting.takes_as_usual(ItemKind.DELEGATED)
    sitting.closes()
