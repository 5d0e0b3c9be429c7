"""What a body may resolve: an answer to what it was asked, within its power, in its own words."""

from functools import partial

import pytest

from governance.models import Outcome
from meetings.models import Appendix, Determination, Recommendation
from meetings.sitting import determine
from meetings.told import what_follows
from tests.clock import recorded_on
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import called, do, interest, is_taken, ken, put
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    a_recommendation,
    an_item,
    appended,
    clerk_of,
    concluded,
    published,
    resolved,
    sitting,
    taken,
)
from tests.workflow.everything import shown_as
from tests.world import FEB_8, JAN_22, MAR_8, acting, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform


def resolving(minute, kind, asked=None, **more):
    """The act that records it."""
    return Determination(
        meeting=minute.meeting, minute=minute, recommendation=asked, kind=kind, **{"text": "it be so.", **more}
    ).record


def asked_to(world, *verbs, body=None, on=JAN_22, chair=None, also=None, whole=None):
    """Report 3 about Street crime, `also` another objective, or a `whole` plan is before a body with these
    recommendations, and is being taken."""
    meeting = a_meeting(world, body, on)
    item = an_item(world, meeting)
    a_paper(world, item)
    for verb in verbs:
        a_recommendation(world, item, verb, "the drafts")
    if whole is not None:
        perform(Appendix(meeting=meeting, item=item, plan=whole).add, actor=ken(world))
    for objective in () if whole else filter(None, (world.street, also)):
        appended(world, item, objective)
    published(world, meeting)
    sitting(world, meeting)
    minute = taken(world, item, chair or world.rachel)
    return minute, list(Recommendation.objects.filter(item=item))


def refused(world, minute, kind, asked=None, apart=None, **more):
    """The sentences with which what was resolved cannot be recorded, plan and all."""
    act = resolving(minute, kind, asked, **more)
    clerk = acting(clerk_of(world, minute.meeting.body), minute.meeting.held_on)
    with pytest.raises(Blocked) as told, recorded_on(minute.meeting.held_on):
        determine(act.__self__, actor=clerk, apart=apart)
    return [blocker.sentence for blocker in told.value.blockers]


# What answers what

ANSWERS = {
    "discuss": "discussed noted",
    "comment": "discussed noted",
    "note": "noted",
    "receive": "received noted",
    "endorse": "endorsed as_amended in_part noted",
    "agree": "agreed as_amended in_part noted",
    "recommend": "recommended as_amended in_part noted",
    "approve": "approved conditional in_part recommended noted",
    "delegate": "delegated",
    "confirm": "confirmed as_amended",
}
ALWAYS = "deferred withdrawn referred_back referred no_decision"
"""what a body may say to whatever it is asked"""


def test_the_outcome_answers_what_was_asked_and_to_note_is_not_to_approve(fpbv):
    from meetings.guards.resolving import its_outcome_answers_the_recommendation as guard
    from meetings.models import DeterminationKind

    for verb, answers in ANSWERS.items():
        asked = Recommendation(verb=verb, text="the drafts")
        for kind, label in DeterminationKind.choices:
            against = guard(Determination(recommendation=asked, kind=kind), ken(fpbv))
            told = f"“{label[0].upper()}{label[1:]}” is no answer to a recommendation to {asked.get_verb_display()}."
            allowed = kind in f"{answers} {ALWAYS}".split()
            assert (against.sentence if against else "") == ("" if allowed else told)
    assert guard(Determination(kind="approved"), ken(fpbv)) is None


def test_a_body_asked_to_note_approves_nothing_however_it_is_put(fpbv):
    """Neither as a whole, nor taken apart, nor although it could approve if it were asked."""
    bring_to(fpbv, "authority_approval")
    minute, (note, approve) = asked_to(fpbv, "note", "approve", body=fpbv.mpa, chair=fpbv.charles)

    assert refused(fpbv, minute, "approved", note) == ["“Approved” is no answer to a recommendation to note."]
    for asked in (note, approve):
        assert refused(fpbv, minute, "noted", asked, apart={fpbv.street: "approved"}) == [
            "“Noted” approves nothing: Street crime: objective 1 is approved where the body was asked to approve, "
            "and did."
        ]
    resolved(fpbv, minute, "noted", note)
    fpbv.street.refresh_from_db()
    assert (fpbv.street.state, Outcome.objects.last().kind) == ("authority_approval", "noted")
    resolved(fpbv, minute, "approved", approve)
    fpbv.street.refresh_from_db()
    assert fpbv.street.state == "approved"


def test_what_is_agreed_in_part_is_taken_apart(fpbv):
    bring_to(fpbv, "authority_approval")
    minute, (approve,) = asked_to(fpbv, "approve", body=fpbv.mpa, chair=fpbv.charles)
    act = resolving(minute, "in_part", approve)
    with recorded_on(JAN_22):
        determine(act.__self__, actor=acting(fpbv.clare, JAN_22), apart={fpbv.street: "approved"})

    fpbv.street.refresh_from_db()
    assert fpbv.street.state == "approved"


def test_only_what_was_before_the_body_is_taken_apart(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (endorse,) = asked_to(fpbv, "endorse")

    assert refused(fpbv, minute, "endorsed", endorse, apart={fpbv.guns: "noted"}) == [
        "Firearms: objective 1 was not before the body under this item."
    ]
    resolved(fpbv, minute, "endorsed", endorse)


# Power before outcome


@pytest.mark.parametrize("kind", ["approved", "conditional"])
def test_a_committee_without_the_power_recommends_and_only_the_body_with_it_resolves(fpbv, kind):
    bring_to(fpbv, "committee_comment")
    minute, (approve,) = asked_to(fpbv, "approve")

    assert refusal(resolving(minute, kind, approve), ken(fpbv)) == [
        "On 22 January 2001 FPBV did not have the power to approve. It can recommend it to the body above."
    ]
    do(fpbv, resolving(minute, "recommended", approve))


def test_a_workshop_that_only_advises_endorses_nothing(fpbv):
    bring_to(fpbv, "workshop_review")
    from tests.meetings.scenes import members

    wes, *_ = members(fpbv, fpbv.workshop, "Wes", "Wendy")
    minute, (endorse,) = asked_to(fpbv, "endorse", body=fpbv.workshop, chair=wes)

    for kind in ("endorsed", "as_amended", "in_part"):
        assert refusal(resolving(minute, kind, endorse), acting(fpbv.clare, JAN_22)) == [
            "On 22 January 2001 Workshop did not have the power to recommend."
        ]
    do(fpbv, resolving(minute, "noted", endorse))


def test_about_its_own_affairs_a_body_needs_no_power_over_plans(fpbv):
    _, minute = is_taken(fpbv)

    do(fpbv, resolving(minute, "approved"))


# Which recommendation, in which text


def test_a_body_answers_what_it_was_asked_under_that_item_and_once(fpbv):
    meeting, (budget, estate) = _asked_twice(fpbv)
    sitting(fpbv, meeting)
    minute = taken(fpbv, budget, fpbv.rachel)
    here, there = (Recommendation.objects.get(item=item) for item in (budget, estate))

    assert refusal(resolving(minute, "noted", there), ken(fpbv)) == [
        "The recommendation to note under item 2, Estate is not what the body was asked here."
    ]
    assert refusal(minute.conclude, ken(fpbv)) == [
        "Nothing has been resolved yet about: “note the figures”. “No decision” is an answer too."
    ]
    do(fpbv, resolving(minute, "no_decision", here))
    assert refusal(resolving(minute, "noted", here), ken(fpbv)) == [
        "“note the figures” has been answered already: no decision."
    ]
    concluded(fpbv, minute)
    assert refusal(resolving(minute, "noted"), ken(fpbv)) == ["Item 1, Budget is not being taken."]


def _asked_twice(world):
    meeting = a_meeting(world)
    items = [an_item(world, meeting, title, kind="other", plan=None) for title in ("Budget", "Estate")]
    for item in items:
        a_recommendation(world, item, "note", "the figures")
    published(world, meeting)
    return meeting, items


def test_what_can_no_longer_be_answered_for_want_of_a_quorum_waits(fpbv):
    meeting, (budget, _) = _asked_twice(fpbv)
    sitting(fpbv, meeting, fpbv.tom, fpbv.nora)
    minute = taken(fpbv, budget, fpbv.rachel)
    do(fpbv, interest(budget, fpbv.mira))
    asked = Recommendation.objects.get(item=budget)

    assert refusal(resolving(minute, "noted", asked), ken(fpbv)) == [
        "There is no quorum for item 1, Budget: 2 of the 3 members needed count (Peter Member and Rachel Stone)."
    ]
    concluded(fpbv, minute)


def test_the_body_binds_only_the_text_that_was_published(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (endorse,) = asked_to(fpbv, "endorse")
    sealed = fpbv.street.seal()[:8]
    act = partial(fpbv.street.revise, title="To halve street crime")
    perform(act, actor=acting(fpbv.olive, JAN_22), because="It reads better.")

    assert refused(fpbv, minute, "endorsed", endorse) == [
        "Street crime: objective 1 is not the text that was published under item 1, Draft objectives: "
        f"seal {sealed} then, another now."
    ]
    resolved(fpbv, minute, "no_decision", endorse)


def reworded(fpbv):
    act = partial(fpbv.street.revise, title="To halve street crime")
    perform(act, actor=acting(fpbv.olive, JAN_22), because="It reads better.")


def told_of(minute, kind, asked):
    return what_follows(resolving(minute, kind, asked).__self__, {})


def test_what_is_noted_after_its_text_has_changed_is_minuted_and_says_nothing_of_the_new_text(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (note, discuss) = asked_to(fpbv, "note", "discuss")
    assert told_of(minute, "noted", note) == [
        "1 objective gets the outcome “noted”, bound to the seal that was published."
    ]
    reworded(fpbv)

    assert told_of(minute, "noted", note) == [
        "The text of Street crime: objective 1 has changed since it was published: what is resolved is minuted, and "
        "says nothing of the text of now."
    ]
    for kind, asked in (("noted", note), ("discussed", discuss)):
        resolved(fpbv, minute, kind, asked)
    assert [each.decision for each in Determination.objects.filter(minute=minute)] == [None, None]
    assert not Outcome.objects.filter(objective=fpbv.street, decision__body=fpbv.fpbv).exists()


def test_of_two_objectives_the_one_that_has_not_changed_is_noted(fpbv):
    bring_to(fpbv, "committee_comment")
    shown_as(fpbv.guns, "committee_comment")
    minute, (note,) = asked_to(fpbv, "note", also=fpbv.guns)
    reworded(fpbv)

    resolved(fpbv, minute, "noted", note)

    said = Outcome.objects.filter(decision__body=fpbv.fpbv)
    assert [(each.objective, each.kind) for each in said] == [(fpbv.guns, "noted")]


def test_a_plan_in_which_something_has_changed_is_noted_as_it_was_published(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (note, endorse) = asked_to(fpbv, "note", "endorse", whole=fpbv.plan)
    reworded(fpbv)

    assert told_of(minute, "noted", note) == [
        "The text of Policing and performance plan 2001/02 as a whole has changed since it was published: what is "
        "resolved is minuted, and says nothing of the text of now."
    ]
    resolved(fpbv, minute, "noted", note)
    assert not Outcome.objects.filter(plan=fpbv.plan).exists()
    assert refused(fpbv, minute, "endorsed", endorse) == [
        "Policing and performance plan 2001/02 changed on 22 January 2001, after it was sent to the members on 16 "
        "January 2001."
    ]


# Where it goes


def test_what_is_deferred_says_to_which_meeting_of_the_body_still_to_come(fpbv):
    _, minute = is_taken(fpbv)
    later, elsewhere = a_meeting(fpbv, on=FEB_8), a_meeting(fpbv, fpbv.mpa, FEB_8)
    over = a_meeting(fpbv, on=MAR_8)
    perform(over.cancel, actor=acting(fpbv.ken), because="No business.")

    assert refusal(resolving(minute, "deferred"), ken(fpbv)) == ["Say to which meeting it is deferred."]
    for meeting in (elsewhere, over, minute.meeting):
        assert refusal(resolving(minute, "deferred", deferred_to=meeting), ken(fpbv)) == [
            "It is deferred to a meeting of FPBV still to come."
        ]
    do(fpbv, resolving(minute, "deferred", deferred_to=later))


def test_what_is_deferred_goes_to_a_later_meeting(fpbv):
    """A meeting that was called for an earlier day and has not been held yet is no later one."""
    _, minute = is_taken(fpbv, on=FEB_8)
    earlier, _ = called(fpbv, "News")

    assert refusal(resolving(minute, "deferred", deferred_to=earlier), ken(fpbv, FEB_8)) == [
        "It is deferred to a meeting of FPBV still to come."
    ]


def test_what_is_referred_or_delegated_says_to_whom(fpbv):
    _, minute = is_taken(fpbv)

    assert refusal(resolving(minute, "referred"), ken(fpbv)) == ["Say to which body it is referred."]
    do(fpbv, resolving(minute, "referred", referred_to=fpbv.mpa))
    assert refusal(resolving(minute, "delegated"), ken(fpbv)) == [
        "Say to which body or officer it is delegated; it cannot be to one member."
    ]
    do(fpbv, resolving(minute, "delegated", delegated_to=fpbv.workshop))
    do(fpbv, resolving(minute, "delegated", officer=fpbv.clare))


def test_nothing_is_delegated_to_one_member(fpbv):
    """To a committee, a sub-committee or an officer (LGA 1972 s.101)."""
    _, minute = is_taken(fpbv)

    for member in (fpbv.nora, fpbv.rachel, fpbv.charles):
        assert refusal(resolving(minute, "delegated", officer=member), ken(fpbv)) == [
            f"{member} is a member: a delegation goes to a body or an officer, and never to one member."
        ]


def test_an_outcome_says_only_what_belongs_to_it(fpbv):
    _, minute = is_taken(fpbv)
    later = a_meeting(fpbv, on=FEB_8)

    assert refusal(resolving(minute, "noted", deferred_to=later), ken(fpbv)) == [
        "“Noted” is not deferred to a meeting."
    ]
    assert refusal(resolving(minute, "agreed", referred_to=fpbv.mpa, officer=fpbv.clare), ken(fpbv)) == [
        "“Agreed” is not referred to a body and delegated."
    ]
    assert refusal(resolving(minute, "deferred", deferred_to=later, officer=fpbv.clare), ken(fpbv)) == [
        "“Deferred to another meeting” is not delegated."
    ]


def test_something_is_resolved_only_while_there_is_a_quorum_and_the_vote_is_over(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "hands")

    assert refusal(resolving(minute, "agreed", motion=motion), ken(fpbv)) == [
        "The motion of Peter Member under item 1, Budget was not carried: being voted on."
    ]
    do(fpbv, partial(motion.close, in_favour=4, against=1))
    do(fpbv, resolving(minute, "agreed", motion=motion))
