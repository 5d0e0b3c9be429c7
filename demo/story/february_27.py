"""27 February: CDO is asked about stop and search, and the consultative groups have answered."""

from __future__ import annotations

from datetime import date

from demo.stage import Stage
from demo.story.agendas import Report, meeting_of, publish
from demo.story.february_20 import DAY as LAST_CHAPTER
from demo.story.february_20 import STOP_AND_SEARCH
from demo.story.sittings import Resolved, Sitting, circulate_minutes
from governance.models.consultation import View
from meetings.models import Verb
from workflow.gate import perform

DAY = date(2001, 2, 27)


def play(stage: Stage) -> None:
    _publish(stage)
    circulate_minutes(stage, "FPBV", LAST_CHAPTER, clerk="priya", on=date(2001, 2, 23))
    _meet(stage)
    stage.record_answer(
        "Police community consultative groups",
        DAY,
        view=View.AGREES,
        answer="They do, if they are published for every borough.",
        answered_by="Grace Oduya",
        answered_as="Secretary of the groups",
    )
    perform(stage.objective(*STOP_AND_SEARCH).refer_to_authority, actor=stage.on(DAY, "tessa"))


def _publish(stage: Stage) -> None:
    report = Report(
        title="Stop and search: consultation on the measure",
        summary="FPBV agreed the measure on 20 February, subject to consultation.",
        asked=[(Verb.COMMENT, "the measure")],
        objectives=[stage.objective(*STOP_AND_SEARCH)],
    )
    publish(stage, meeting_of(stage, "CDO", DAY), [report], clerk="tessa", out=date(2001, 2, 21))


def _meet(stage: Stage) -> None:
    cdo = Sitting(stage, "CDO", DAY, clerk="tessa", chair="neville")
    cdo.opens()
    cdo.takes_as_usual()
    cdo.takes(
        "Stop and search",
        "Members welcomed that both figures stand side by side. They want them for every borough.",
        Resolved("discussed", "the Authority be told that the committee supports the measure."),
    )
    cdo.closes()
