"""22 January: FPBV has report 3 before it, discusses the drafts and endorses the approach."""

from __future__ import annotations

from datetime import date

from demo.agendas import APPROACH
from demo.stage import Stage
from demo.story.sittings import Resolved, Sitting
from meetings.models import ItemKind

DAY = date(2001, 1, 22)
SERVICE = ("Gordon Airey", "Metropolitan Police Service")


def play(stage: Stage) -> None:
    fpbv = Sitting(stage, "FPBV", DAY, clerk="gerald", chair="douglas")
    fpbv.opens(others=[SERVICE])
    fpbv.takes_as_usual(ItemKind.APOLOGIES, ItemKind.DECLARATIONS)
    _report_3(fpbv)
    fpbv.closes()


def _report_3(fpbv: Sitting) -> None:
    fpbv.takes(
        "Development of objectives",
        "Members went through the drafts. They asked for a figure wherever one is still missing, before the committee "
        "sees the list again on 20 February.",
        Resolved("discussed", "the drafts be taken forward as members have discussed them."),
    )
    fpbv.takes(
        APPROACH,
        "A text for each activity, with its statutory indicators, was thought to be enough.",
        Resolved("endorsed", "sustained activities enter the plan by a text each, as the report proposes."),
    )
