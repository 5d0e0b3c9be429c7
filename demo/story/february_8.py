"""8 February: the Authority considers the list, and lets FPBV finalise it; members may write until the 14th."""

from __future__ import annotations

from datetime import date
from functools import partial

from demo.stage import Place, Stage
from demo.story import loose_ends
from demo.story.agendas import Report, meeting_of, publish
from demo.story.figures_of_january import (
    AFTER_HER_LEAVE,
    BY_THE_END_OF_JANUARY,
    GUNS,
    WHEN_THE_TEAMS_HAVE_ANSWERED,
)
from demo.story.sittings import Resolved, Sitting
from demo.story.targets import decide
from demo.timetable import CHILDREN, HATE, PEOPLE, RAPE, RECRUITMENT, YOUTH
from governance.models import Comment, Delegation, Disposition, Note, ObjectiveState
from governance.models.consultation import View
from governance.models.delegation import DelegationScope
from governance.models.outcome import OutcomeKind
from meetings.models import Verb
from workflow.gate import perform, perform_each

DAY = date(2001, 2, 8)
WRITE_UNTIL = date(2001, 2, 14)
SUBMITTED_IN_JANUARY: list[Place] = [
    (GUNS, 1),
    (GUNS, 2),
    (YOUTH, None),
    (YOUTH, 4),
    ("Burglary", 1),
    (HATE, 2),
    (RAPE, 2),
    (CHILDREN, 1),
]
SUBMITTED_AFTER_HER_LEAVE: list[Place] = [(PEOPLE, 1), (PEOPLE, 9), (RECRUITMENT, 2), (RECRUITMENT, 7)]


def play(stage: Stage) -> None:
    owners_finish_their_drafts(stage)
    joyce_is_back(stage)
    the_workshop_ends(stage)
    the_amendment_is_given_up(stage)
    _publish(stage)
    _meet(stage)


def owners_finish_their_drafts(stage: Stage) -> None:
    """By 30 January, so that the workshop can look at them once."""
    decide(stage, date(2001, 1, 29), BY_THE_END_OF_JANUARY)
    loose_ends.name_the_staff(stage, date(2001, 1, 29))
    submit(stage, SUBMITTED_IN_JANUARY, date(2001, 1, 30))


def submit(stage: Stage, places: list[Place], day: date) -> None:
    """What no visitor has submitted before."""
    stage.submit([place for place in places if stage.objective(*place).state == ObjectiveState.DRAFT], day)


def joyce_is_back(stage: Stage) -> None:
    """On 1 February, with three targets to decide, and an answer to the committee that sent one back."""
    day = date(2001, 2, 1)
    decide(stage, day, AFTER_HER_LEAVE)
    objective = stage.objective(RECRUITMENT, 7)
    words = "The average length of service of each group is printed beside the target."
    perform(Note(objective=objective, text=words, order=1).add, actor=stage.on(day, "joyce"))
    submit(stage, SUBMITTED_AFTER_HER_LEAVE, day)
    stage.record_answer(
        "Drug Action Teams for London",
        day,
        view=View.AGREES,
        answer="The teams have 5,200 places from April on.",
        answered_by="Philip Amadi",
        answered_as="Chair of the teams",
    )
    decide(stage, day, WHEN_THE_TEAMS_HAVE_ANSWERED)


def the_workshop_ends(stage: Stage) -> None:
    """In writing, on its last day; everything it has seen goes to the committees."""
    asked = Comment.objects.get(text__startswith="80 per cent with a question mark")
    stage.answer(
        asked, date(2001, 2, 1), Disposition.ACCEPTED, "The Authority decides, in March. The question mark is gone."
    )
    day, seen = date(2001, 2, 2), stage.in_state(ObjectiveState.WORKSHOP_REVIEW)
    stage.says_of(
        seen, "Workshop", OutcomeKind.DISCUSSED, by="ruth", sent=date(2001, 2, 1), on=day, reference="Workshop 4"
    )
    perform_each([each.invite_comment for each in seen], actor=stage.on(day, "ruth"))


def the_amendment_is_given_up(stage: Stage) -> None:
    """The figure of recruits stays: the budget pays for no more."""
    perform(
        stage.objective(RECRUITMENT, 1).withdraw,
        actor=stage.on(date(2001, 2, 2), "joyce"),
        because="The budget of 14 December pays for 2,434 recruits, as published, and for no more.",
    )


def _publish(stage: Stage) -> None:
    report = Report(
        title="Objectives and targets for the policing and performance plan 2001/02",
        summary="The list as FPBV discussed it, who looks at the full draft, and by when.",
        asked=[
            (Verb.DISCUSS, "the list of objectives and targets"),
            (Verb.DELEGATE, "the list to FPBV, to be finalised"),
        ],
        objectives=stage.in_state(ObjectiveState.AUTHORITY_APPROVAL),
    )
    publish(stage, meeting_of(stage, "MPA", DAY), [report], clerk="ruth", out=date(2001, 2, 2))


def _meet(stage: Stage) -> None:
    authority = Sitting(stage, "MPA", DAY, clerk="ruth", chair="eleanor")
    authority.opens(absent=["lorna"], others=[("Gordon Airey", "Metropolitan Police Service")])
    authority.takes_as_usual()
    with authority.taking(authority.item("Objectives and targets")) as minute:
        authority.write(
            minute,
            "Members considered the list. FPBV is to finalise it on 20 February; members of the Authority may write to "
            "the Clerk until 14 February, and FPBV is to have every letter before it.",
        )
        fpbv = stage.body("FPBV")
        lent = Delegation(scope=DelegationScope.TEXT, to_body=fpbv, ends_on=date(2001, 3, 8))
        authority.resolves(
            minute,
            Resolved("discussed", "the list be taken forward as members have discussed it."),
            Resolved(
                "delegated",
                "FPBV finalise the list, having regard to what members write until 14 February 2001.",
                {"delegated_to": fpbv},
                {"delegations": [lent]},
            ),
        )
        perform(partial(minute.invite_comments, until=WRITE_UNTIL), actor=authority.actor)
    authority.closes()
