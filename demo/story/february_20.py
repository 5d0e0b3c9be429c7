"""20 February: FPBV agrees the final version, with a late paper on stop and search that is subject to consultation."""

from __future__ import annotations

from datetime import date

from demo.stage import Place, Stage
from demo.story import loose_ends
from demo.story.agendas import Report, meeting_of, publish, publish_late
from demo.story.february_8 import DAY as LAST_CHAPTER
from demo.story.figures_of_february import BEFORE_THE_FINAL_VERSION
from demo.story.sittings import Resolved, Sitting, circulate_minutes
from demo.story.targets import decide
from demo.timetable import HATE
from governance.models import Comment, Disposition, Objective, ObjectiveState
from governance.models.outcome import OutcomeKind
from meetings.models import ItemKind, Minute, Seat, Verb, WrittenComment
from workflow.gate import perform, perform_each

DAY = date(2001, 2, 20)
FINAL, LATE = "Final version of the objectives and targets", "Stop and search: what is measured"
STOP_AND_SEARCH: Place = (HATE, 2)


def play(stage: Stage) -> None:
    pspm_answers(stage)
    circulate_minutes(stage, "MPA", LAST_CHAPTER, clerk="ruth", on=date(2001, 2, 12))
    members_write(stage)
    the_last_figures(stage)
    _publish(stage)
    _a_late_paper(stage)
    _meet(stage)
    ask_about_stop_and_search(stage)
    refer_the_rest(stage)


def pspm_answers(stage: Stage) -> None:
    """PSPM does not meet: its members had everything in writing on 5 February."""
    stage.says_of(
        stage.in_state(ObjectiveState.COMMITTEE_COMMENT),
        "PSPM",
        OutcomeKind.ENDORSED,
        by="tessa",
        sent=date(2001, 2, 5),
        on=date(2001, 2, 9),
        reference="PSPM 6",
    )


def _but_stop_and_search(stage: Stage) -> list[Objective]:
    """What is with the committees, but for what comes with the late paper."""
    late = stage.objective(*STOP_AND_SEARCH)
    return [each for each in stage.in_state(ObjectiveState.COMMITTEE_COMMENT) if each != late]


def members_write(stage: Stage) -> None:
    """Two members of the Authority write about the list, as they were invited to; the owners answer the committees."""
    minute = Minute.objects.get(meeting=meeting_of(stage, "MPA", LAST_CHAPTER), comments_until__isnull=False)
    letters = [
        ("judith", date(2001, 2, 12), "Please print last year's figure beside each target."),
        ("neville", date(2001, 2, 13), "Stop and search must be measured before the plan is out, not after."),
    ]
    for username, day, text in letters:
        seat = Seat.objects.get(meeting=minute.meeting, person__username=username)
        letter = WrittenComment(meeting=minute.meeting, minute=minute, seat=seat, text=text, sent_on=day)
        perform(letter.send, actor=stage.on(day, username))
    waiting = {
        "Is 1,725 more": "It is: 1,640 in the year before. The plan prints both.",
        "Parity is right": "Through third parties: victims can report at twenty places that are no police stations.",
    }
    for words, answer in waiting.items():
        comment = Comment.objects.get(text__startswith=words)
        stage.answer(comment, date(2001, 2, 13), Disposition.NOTED, answer)


def the_last_figures(stage: Stage) -> None:
    """Until the agenda goes out nothing stays open: neither a target, nor a word outside the targets."""
    decide(stage, date(2001, 2, 13), BEFORE_THE_FINAL_VERSION)
    loose_ends.tidy_up(stage, date(2001, 2, 13))


def _publish(stage: Stage) -> None:
    report = Report(
        title=f"{FINAL} for 2001/02",
        summary="Every target is resolved, or says why none is set. Members' letters are answered in the list.",
        asked=[(Verb.AGREE, "the final version for the Authority")],
        objectives=_but_stop_and_search(stage),
    )
    publish(stage, meeting_of(stage, "FPBV", DAY), [report], clerk="priya", out=date(2001, 2, 14))


def _a_late_paper(stage: Stage) -> None:
    report = Report(
        title=LATE,
        summary="How searches are counted, and why no figure is set for them.",
        asked=[(Verb.AGREE, "the measure, subject to consultation")],
        objectives=[stage.objective(*STOP_AND_SEARCH)],
    )
    publish_late(
        stage,
        meeting_of(stage, "FPBV", DAY),
        report,
        clerk="priya",
        out=date(2001, 2, 19),
        chair="Douglas Keane",
        special_circumstances="The Home Office's figures came on 16 February, and the list must go to the Authority.",
    )


def _meet(stage: Stage) -> None:
    fpbv = Sitting(stage, "FPBV", DAY, clerk="priya", chair="douglas")
    fpbv.opens(others=[("Gordon Airey", "Metropolitan Police Service")])
    fpbv.takes_as_usual(ItemKind.APOLOGIES, ItemKind.DECLARATIONS)
    fpbv.confirms_minutes()
    fpbv.takes_as_usual(ItemKind.QUESTIONS)
    with fpbv.taking(fpbv.item(FINAL)) as minute:
        fpbv.write(minute, "Members had the letters before them. Burglary was discussed at length.")
        words = "the final version be agreed and recommended to the Authority"
        motion = fpbv.carries(minute, "sunita", "owen", words)
        fpbv.resolves(minute, Resolved("agreed", f"{words}.", motion=motion))
    fpbv.takes_as_usual(ItemKind.DELEGATED)
    fpbv.takes(
        LATE,
        "The paper came late, and the Clerk apologised. Members thought the measure right, but not theirs alone.",
        Resolved(
            "agreed",
            "the measure be agreed, subject to the consultation of the police community consultative groups and to "
            "what the Consultation, Diversity and Outreach Committee says.",
        ),
    )
    fpbv.closes()


def ask_about_stop_and_search(stage: Stage) -> None:
    """The approval waits for the answer of those who were named."""
    stage.ask(
        STOP_AND_SEARCH,
        "marcus",
        DAY,
        party="Police community consultative groups",
        purpose="FPBV has agreed the measure subject to what you say.",
        question="Do these two figures show whether the power to stop and search is used without bias?",
        due_on=date(2001, 2, 27),
    )


def refer_the_rest(stage: Stage) -> None:
    """Everything but stop and search, which CDO has to see first, goes to the Authority."""
    acts = [each.refer_to_authority for each in _but_stop_and_search(stage)]
    perform_each(acts, actor=stage.on(DAY, "priya"))
