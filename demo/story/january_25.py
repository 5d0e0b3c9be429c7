"""25 January: the Oversight Panel, which advises, sees an early draft of the plan."""

from __future__ import annotations

from datetime import date

from demo.stage import Place, Stage
from demo.story.agendas import Report, meeting_of, publish
from demo.story.sittings import Resolved, Sitting, circulate_minutes
from demo.timetable import CHILDREN, HATE, STREETS
from meetings.models import Verb

DAY = date(2001, 1, 25)
SHOWN: list[Place] = [(STREETS, 1), (HATE, 1), (CHILDREN, 3)]


def play(stage: Stage) -> None:
    publish(
        stage,
        meeting_of(stage, "Oversight Panel", DAY),
        [_early_draft(stage)],
        clerk="ruth",
        out=date(2001, 1, 23),
        because="The panel advises and meets without the public; its paper waited for the committee of the 22nd.",
    )
    circulate_minutes(stage, "FPBV", date(2001, 1, 22), clerk="gerald", on=date(2001, 1, 24))
    _meet(stage)


def _early_draft(stage: Stage) -> Report:
    return Report(
        title="Early draft of the policing and performance plan 2001/02",
        summary="Three objectives as the plan may print them, and the order of its chapters.",
        asked=[(Verb.DISCUSS, "the early draft")],
        objectives=stage.objectives(SHOWN),
    )


def _meet(stage: Stage) -> None:
    panel = Sitting(stage, "Oversight Panel", DAY, clerk="ruth", chair="judith")
    panel.opens()
    panel.takes_as_usual()
    panel.takes(
        "Early draft",
        "The panel would like to see beside each target what was reached in the year before.",
        Resolved("discussed", "its remarks be passed on to the Commissioner."),
    )
    panel.closes()
