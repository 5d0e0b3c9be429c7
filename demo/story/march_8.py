"""8 March: the Authority approves the draft, subject to amendments agreed there, and delegates the final version."""

from __future__ import annotations

from datetime import date
from functools import partial

from demo.stage import Stage
from demo.story import commissioner
from demo.story.agendas import Report, meeting_of, publish
from demo.story.february_20 import STOP_AND_SEARCH
from demo.story.february_27 import DAY as LAST_CHAPTER
from demo.story.sittings import Resolved, Sitting, circulate_minutes
from demo.timetable import STREETS
from governance.models import Condition, Delegation, ObjectiveState
from governance.models.delegation import DelegationScope
from meetings.models import ItemKind, Minute, Motion, Verb, Vote
from meetings.models.motion import Method
from workflow.gate import perform, perform_each

DAY = date(2001, 3, 8)
DUE_ON = date(2001, 3, 26)
DRAFT = "Policing and performance plan 2001/02: draft"
MOVED = "the draft plan be approved"
AS_AMENDED = (
    "the draft plan be approved, subject to a note on the five-year target beside street crime, and to the figures of "
    "stop and search being published for every borough"
)


def play(stage: Stage) -> None:
    the_commissioner_agrees(stage)
    circulate_minutes(stage, "CDO", LAST_CHAPTER, clerk="tessa", on=date(2001, 3, 1))
    perform(stage.plan.refer, actor=stage.on(date(2001, 3, 1), "marcus"))
    _publish(stage)
    _meet(stage)


def the_commissioner_agrees(stage: Stage) -> None:
    draft = stage.in_state(ObjectiveState.AUTHORITY_APPROVAL)
    commissioner.consult(stage, draft, asked=date(2001, 2, 28), answered=date(2001, 3, 1))


def _publish(stage: Stage) -> None:
    report = Report(
        title=DRAFT,
        summary="The draft as FPBV and CDO recommend it. Every target is resolved, or says why none is set.",
        asked=[(Verb.APPROVE, "the draft plan"), (Verb.DELEGATE, "the final version to the Clerk")],
        objectives=stage.in_state(ObjectiveState.AUTHORITY_APPROVAL),
        plan=stage.plan,
    )
    publish(stage, meeting_of(stage, "MPA", DAY), [report], clerk="ruth", out=date(2001, 3, 2))


def _meet(stage: Stage) -> None:
    authority = Sitting(stage, "MPA", DAY, clerk="ruth", chair="eleanor")
    authority.opens(absent=["bridget"], others=[("Gordon Airey", "Metropolitan Police Service")])
    authority.takes_as_usual(ItemKind.APOLOGIES, ItemKind.DECLARATIONS)
    authority.confirms_minutes()
    authority.takes_as_usual(ItemKind.QUESTIONS)
    with authority.taking(authority.item(DRAFT)) as minute:
        authority.write(minute, "Members thanked everybody who had worked on the targets.")
        motion = _votes(authority, minute)
        authority.resolves(minute, _approval(stage, motion), _delegation(stage))
    authority.takes_as_usual(ItemKind.DELEGATED)
    authority.closes()


def _votes(authority: Sitting, minute: Minute) -> Motion:
    """The motion, an amendment that is agreed, and the motion as amended by name."""
    done = partial(perform, actor=authority.actor, effective_on=DAY)
    motion = authority.moves(minute, "douglas", "neville", MOVED)
    done(motion.move)
    words = AS_AMENDED.removeprefix(MOVED).lstrip(", ")
    amendment = authority.moves(minute, "judith", "lorna", f"the words “{words}” be added", amends=motion)
    done(amendment.move)
    done(amendment.agree)
    done(partial(amendment.take_in, wording=AS_AMENDED))
    motion.refresh_from_db()
    done(partial(motion.put, how=Method.BY_NAME))
    votes = [
        Vote(meeting=authority.meeting, motion=motion, seat=seat, choice=_choice(username))
        for username, seat in authority.seats.items()
        if username != "bridget"
    ]
    perform_each([vote.take_down for vote in votes], actor=authority.actor)
    motion.refresh_from_db()
    done(motion.close)
    return motion


def _choice(username: str) -> str:
    return {"farida": "against", "owen": "abstain"}.get(username, "for")


def _approval(stage: Stage, motion: Motion) -> Resolved:
    conditions = [
        Condition(
            text="Say beside the target how the five-year target for street crime stands to it.",
            objective=stage.objective(STREETS, 1),
            owner=stage.person("karen"),
            due_on=DUE_ON,
            checker=stage.body("FPBV"),
        ),
        Condition(
            text="Say that the figures of stop and search are published for every borough.",
            objective=stage.objective(*STOP_AND_SEARCH),
            owner=stage.person("angela"),
            due_on=DUE_ON,
            checker=stage.body("FPBV"),
        ),
    ]
    return Resolved("conditional", f"{AS_AMENDED}.", more={"conditions": conditions}, motion=motion)


def _delegation(stage: Stage) -> Resolved:
    ruth = stage.person("ruth")
    lent = Delegation(scope=DelegationScope.TEXT, to_officer=ruth, ends_on=date(2001, 3, 31))
    text = "the Clerk approve the final version when the amendments agreed today are in it."
    return Resolved("delegated", text, {"officer": ruth}, {"delegations": [lent]})
