"""31 March: the amendments are in, the Clerk has approved the final version, and the plan is published."""

from __future__ import annotations

from datetime import date
from functools import partial

from demo.stage import Stage
from demo.story import commissioner
from demo.story.february_20 import STOP_AND_SEARCH
from demo.story.march_8 import DAY as LAST_CHAPTER
from demo.story.sittings import circulate_minutes
from demo.timetable import STREETS
from governance import procedures
from governance.models import Condition, Decision, Note
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from workflow.gate import perform

DAY = date(2001, 3, 31)
APPROVED_ON = date(2001, 3, 26)
AMENDED = [(STREETS, 1), STOP_AND_SEARCH]
BY_BOROUGH = "Both figures are published for every borough each quarter."
FIVE_YEARS = "The five-year target is a reduction by 31 per cent until March 2005; this year's is the first step."


def play(stage: Stage) -> None:
    circulate_minutes(stage, "MPA", LAST_CHAPTER, clerk="ruth", on=date(2001, 3, 13))
    the_amendments_are_put_in(stage)
    the_clerk_approves_the_final_version(stage)
    the_conditions_are_met(stage)
    _publish(stage)


def the_amendments_are_put_in(stage: Stage) -> None:
    """Each owner writes what was resolved; with that the approval of 8 March falls, until the Clerk approves anew."""
    because = "Agreed by the Authority on 8 March."
    for place, username, words, day in [
        ((STREETS, 1), "karen", FIVE_YEARS, date(2001, 3, 14)),
        (STOP_AND_SEARCH, "angela", BY_BOROUGH, date(2001, 3, 15)),
    ]:
        note = Note(objective=stage.objective(*place), text=words, order=1)
        perform(note.add, actor=stage.on(day, username), because=because)
    changed = stage.objectives(AMENDED)
    commissioner.consult(stage, changed, asked=date(2001, 3, 16), answered=date(2001, 3, 22))


def the_clerk_approves_the_final_version(stage: Stage) -> None:
    decision = Decision(
        plan=stage.plan,
        body=stage.body("MPA"),
        procedure=Procedure.DELEGATED,
        officer=stage.person("ruth"),
        decided_on=APPROVED_ON,
        reference="Clerk's note 1",
    )
    about = dict.fromkeys(stage.objectives(AMENDED), OutcomeKind.APPROVED)
    resolved = procedures.Resolved(about, plan_as_a_whole=OutcomeKind.APPROVED)
    procedures.record_decision(decision, resolved, actor=stage.on(APPROVED_ON, "ruth"))


def the_conditions_are_met(stage: Stage) -> None:
    for condition in Condition.objects.filter(plan=stage.plan).order_by("pk"):
        met = partial(condition.confirm_met, closed_on=APPROVED_ON)
        perform(met, actor=stage.on(APPROVED_ON, "priya"), basis="The text as the Clerk approved it on 26 March")


def _publish(stage: Stage) -> None:
    perform(stage.plan.approve, actor=stage.on(date(2001, 3, 27), "ruth"))
    procedures.publish_plan(stage.plan, actor=stage.on(DAY, "ruth"), on=DAY)
