"""Resolved, likely, at risk, cannot: every rule by itself, with the case beside it in which it is silent."""

from datetime import date

import pytest

from governance.readiness.answer import Answer, difference
from governance.readiness.facts import Horizon, Owner
from governance.readiness.what_if import WhatIf
from tests.governance.readiness_facts import (
    FEB_2,
    HORIZON,
    a_plan,
    a_stage,
    a_target,
    an_activity,
    an_objective,
    asked,
    days_ago,
    judged,
    of_objective,
    of_target,
    the_whole,
    told,
)
from tests.world import FEB_8, JAN_22, MAR_8

pytestmark = pytest.mark.once

MARCH = Horizon(JAN_22, date(2001, 3, 2), MAR_8)
GONE = Horizon(JAN_22, date(2001, 1, 19), FEB_8)
THE_VERY_DAY = Horizon(JAN_22, JAN_22, date(2001, 1, 26))


# Targets


NO_HISTORY = Owner(1, "Olive Grant")

TARGETS = [
    ("closed", {"target": a_target("resolved")}, "resolved", "It is resolved."),
    (
        "left to somebody",
        {"target": a_target("delegated", holder="the boroughs")},
        "resolved",
        "It is delegated to the boroughs.",
    ),
    (
        "not set for now",
        {"target": a_target("deliberately_not_set", in_words="deliberately not set", review_on=date(2001, 4, 1))},
        "resolved",
        "It is deliberately not set, to be looked at again on 1 April 2001.",
    ),
    (
        "to be looked at again by now",
        {"target": a_target("deliberately_not_set", review_on=date(2001, 1, 22))},
        "at_risk",
        "It was to be looked at again by 22 January 2001, and is still deliberately not set.",
    ),
    (
        "its owner was faster",
        {"target": a_target()},
        "likely",
        "Olive Grant took 6 days to resolve a target before, and 11 are left.",
    ),
    (
        "its owner took as long as is left",
        {"target": a_target(), "owner": Owner(1, "Olive Grant", 11)},
        "likely",
        "Olive Grant took 11 days to resolve a target before, and 11 are left.",
    ),
    (
        "its owner was slower",
        {"target": a_target(), "owner": Owner(1, "Olive Grant", 12)},
        "at_risk",
        "Olive Grant took 12 days to resolve a target before, and 11 are left.",
    ),
    (
        "its owner has no history",
        {"target": a_target(), "owner": NO_HISTORY},
        "at_risk",
        "Olive Grant has resolved no target before: we allow 14 days, and 11 are left.",
    ),
    (
        "its owner has no history but time",
        {"target": a_target(), "owner": NO_HISTORY, "horizon": MARCH},
        "likely",
        "Olive Grant has resolved no target before: we allow 14 days, and 39 are left.",
    ),
    (
        "nobody owns it",
        {"target": a_target("missing"), "owner": None},
        "at_risk",
        "It is missing, and nobody owns Street crime: objective 1: nobody can resolve it.",
    ),
    (
        "it is subject to a consultation",
        {"target": a_target("provisional", must_be_consulted_about=True)},
        "at_risk",
        "It is subject to a consultation, and nobody has been asked.",
    ),
    (
        "somebody is asked about it",
        {"target": a_target("provisional", consultations=(asked(date(2001, 2, 27)),))},
        "cannot",
        "London Probation has been consulted and has not answered: its answer is due on 27 February 2001, after the "
        "papers must go out.",
    ),
    (
        "it stands still",
        {"target": a_target(changed_on=days_ago(29))},
        "at_risk",
        "Nothing has happened to it for 29 days.",
    ),
    (
        "it has not stood still for long",
        {"target": a_target(changed_on=days_ago(28))},
        "likely",
        "Olive Grant took 6 days to resolve a target before, and 11 are left.",
    ),
    (
        "the papers have gone out",
        {"target": a_target("provisional"), "horizon": GONE},
        "cannot",
        "It is provisional, and the papers had to go out on 19 January 2001.",
    ),
    (
        "the very day",
        {"target": a_target(), "owner": Owner(1, "Olive Grant", 0), "horizon": THE_VERY_DAY},
        "likely",
        "Olive Grant took 0 days to resolve a target before, and none is left.",
    ),
]


@pytest.mark.parametrize(("case", "facts", "verdict", "sentence"), TARGETS, ids=[case for case, *_ in TARGETS])
def test_a_target_is_judged_by_the_rule_that_decides(case, facts, verdict, sentence):
    assert of_target(**facts) == (verdict, sentence)


def test_a_target_names_who_can_clear_it_and_where_and_the_other_reasons_after_the_first():
    finding = judged(an_objective(a_target(changed_on=days_ago(40)), owner=NO_HISTORY))[1]

    assert (finding.reasons[0].cleared_by, finding.reasons[0].where) == ("Olive Grant", "/targets/1/acts/revise/")
    assert [reason.sentence for reason in finding.reasons] == [
        "Olive Grant has resolved no target before: we allow 14 days, and 11 are left.",
        "Nothing has happened to it for 40 days.",
    ]


def test_targets_of_a_sustained_activity_have_nobody_to_wait_for_but_whoever_resolved_one_before():
    without, with_history = judged(an_activity(a_target()), an_activity(a_target(), took_by_anybody=3))[1::2]
    assert told(without) == (
        "at_risk",
        "Nobody has resolved a target of a sustained activity before: we allow 14 days, and 11 are left.",
    )
    assert told(with_history) == ("likely", "Somebody took 3 days to resolve a target before, and 11 are left.")
    assert without.reasons[0].cleared_by == "the plan coordinator of MPA"


# Objectives

DRAFT = {"state": "draft", "in_words": "Draft"}
COMMITTEE = {"state": "committee_comment", "in_words": "Committee comment"}
CONSULTED = "London Probation has been consulted and has not answered: "

OBJECTIVES = [
    ("before the Authority", {}, "resolved", "It is before MPA, and every target is resolved."),
    ("approved", {"state": "approved"}, "resolved", "It is approved."),
    ("published", {"state": "published"}, "resolved", "It is published."),
    (
        "a body speaks in time",
        {**COMMITTEE, "stages": (a_stage(date(2001, 1, 26)),)},
        "likely",
        "FPBV speaks by 26 January 2001, 7 days before the papers must go out.",
    ),
    (
        "a body speaks on the very day",
        {**COMMITTEE, "stages": (a_stage(FEB_2),)},
        "at_risk",
        "FPBV has until 2 February 2001 to speak: the very day the papers must go out.",
    ),
    (
        "a body has longer",
        {**COMMITTEE, "stages": (a_stage(date(2001, 2, 20)),)},
        "cannot",
        "FPBV has until 20 February 2001 to speak; the papers must go out by 2 February 2001.",
    ),
    (
        "of two bodies the one that has longer decides",
        {**COMMITTEE, "stages": (a_stage(date(2001, 2, 9), body="PSPM"), a_stage(date(2001, 2, 20), key=3))},
        "cannot",
        "FPBV has until 20 February 2001 to speak; the papers must go out by 2 February 2001.",
    ),
    (
        "a body begins later",
        {**DRAFT, "stages": (a_stage(date(2001, 2, 20), opens_on=date(2001, 2, 5), is_now=False),)},
        "cannot",
        "Committee comment by FPBV opens on 5 February 2001; the papers must go out by 2 February 2001.",
    ),
    (
        "a body has spoken",
        {**COMMITTEE, "stages": (a_stage(date(2001, 2, 20), has_spoken=True),)},
        "likely",
        "It waits to be moved on from “Committee comment”; 11 days are left.",
    ),
    (
        "a body need not be heard",
        {**COMMITTEE, "stages": (a_stage(date(2001, 2, 20), required=False),)},
        "likely",
        "It waits to be moved on from “Committee comment”; 11 days are left.",
    ),
    (
        "a body is silent",
        {**COMMITTEE, "stages": (a_stage(date(2001, 1, 19)),)},
        "at_risk",
        "FPBV had until 19 January 2001 to speak, and what it said is not recorded.",
    ),
    (
        "a stage closed without it",
        {**DRAFT, "stages": (a_stage(date(2001, 1, 19), is_now=False),)},
        "at_risk",
        "Committee comment by FPBV closed on 19 January 2001 without it.",
    ),
    (
        "nobody has submitted it",
        DRAFT,
        "likely",
        "It is a draft: Olive Grant has to submit it; 11 days are left.",
    ),
    (
        "a draft that stands still",
        {**DRAFT, "changed_on": days_ago(29)},
        "at_risk",
        "It is a draft, and nothing has happened to it for 29 days.",
    ),
    ("a draft of nobody", {**DRAFT, "owner": None}, "at_risk", "Nobody owns it, so nobody can submit it."),
    ("comments", {"unanswered": 2}, "likely", "2 comments wait for an answer; 11 days are left."),
    (
        "a comment and no week",
        {"unanswered": 1, "horizon": Horizon(JAN_22, date(2001, 1, 28), FEB_8)},
        "at_risk",
        "1 comment waits for an answer; 6 days are left.",
    ),
    (
        "a comment too late",
        {"unanswered": 1, "horizon": GONE},
        "cannot",
        "1 comment waits for an answer; the papers have gone out.",
    ),
    (
        "a party answers in time",
        {"consultations": (asked(date(2001, 1, 31)),)},
        "likely",
        CONSULTED + "its answer is due on 31 January 2001.",
    ),
    (
        "a party answers on the very day",
        {"consultations": (asked(FEB_2),)},
        "at_risk",
        CONSULTED + "its answer is due on 2 February 2001, the very day the papers must go out.",
    ),
    (
        "a party answers later",
        {"consultations": (asked(date(2001, 2, 27)),)},
        "cannot",
        CONSULTED + "its answer is due on 27 February 2001, after the papers must go out.",
    ),
    (
        "a party is late",
        {"consultations": (asked(date(2001, 1, 19)),)},
        "at_risk",
        CONSULTED + "its answer was due on 19 January 2001.",
    ),
    (
        "it is elsewhere when the papers have gone",
        {**COMMITTEE, "horizon": GONE},
        "cannot",
        "It is in “Committee comment”, and the papers had to go out on 19 January 2001.",
    ),
]


@pytest.mark.parametrize(("case", "facts", "verdict", "sentence"), OBJECTIVES, ids=[case for case, *_ in OBJECTIVES])
def test_an_objective_is_judged_by_the_rule_that_decides(case, facts, verdict, sentence):
    assert of_objective(**facts) == (verdict, sentence)


def test_a_route_that_leads_to_no_approval_in_time_lets_nothing_be_ready():
    early = Horizon(JAN_22, date(2001, 1, 29), date(2001, 2, 1))
    assert of_objective(horizon=early) == (
        "cannot",
        "The approval by MPA opens on 8 February 2001, after the meeting of 1 February 2001.",
    )
    assert told(judged(an_objective(), approval=None)[0]) == (
        "cannot",
        "The route of Plan 2001/02 leads to no body that approves.",
    )
    assert of_objective(horizon=early, state="approved") == ("resolved", "It is approved.")


def test_an_objective_is_as_its_worst_part_and_says_which():
    finding, *targets = judged(an_objective(a_target("resolved"), a_target(key=2, changed_on=days_ago(40))))

    assert [each.verdict for each in targets] == ["resolved", "at_risk"]
    assert told(finding) == ("at_risk", "“?? per cent”: Nothing has happened to it for 40 days.")
    assert finding.reasons[0].blocker == "Nothing has happened for long"


# What if


def test_skipping_a_body_lets_go_what_waits_only_for_it():
    facts = a_plan(
        an_objective(**COMMITTEE, stages=(a_stage(date(2001, 2, 20)),)),
        an_objective(**COMMITTEE, stages=(a_stage(date(2001, 2, 20)), a_stage(date(2001, 2, 9), key=3, body="PSPM"))),
    )
    real = Answer(facts, HORIZON)
    supposed = Answer(WhatIf(skipped=frozenset({2})).applied_to(facts), HORIZON)

    assert [each.verdict for each in real.objectives] == ["cannot", "cannot"]
    assert [each.verdict for each in supposed.objectives] == ["likely", "cannot"]
    assert difference(real, supposed).in_words == (
        "1 more objective would be ready or likely to be: Street crime: objective 1."
    )


def test_open_targets_as_conditions_stand_in_nobodys_way_and_are_listed_with_who_and_when():
    facts = a_plan(an_objective(a_target(changed_on=days_ago(40)), a_target("resolved", key=2)))
    supposed = Answer(WhatIf(with_conditions=True).applied_to(facts), HORIZON)

    assert told(supposed.objectives[0]) == ("resolved", "It is before MPA, and its open targets would be conditions.")
    assert [(each.name, each.owner, each.due_on) for each in supposed.conditions(date(2001, 3, 31))] == [
        ("“?? per cent” of Street crime: objective 1", "Olive Grant", date(2001, 3, 31))
    ]
    assert [each.name for each in supposed.targets] == ["“?? per cent” of Street crime: objective 1"], "the closed one"


def test_an_earlier_meeting_loses_what_a_later_one_gains():
    facts = a_plan(an_objective(**COMMITTEE, stages=(a_stage(date(2001, 2, 20)),)))
    now, then = Answer(facts, HORIZON), Answer(facts, MARCH)

    assert difference(now, then).in_words.startswith("1 more objective would be ready")
    assert difference(then, now).in_words == "1 objective would no longer be: Street crime: objective 1."
    assert difference(now, now).in_words == "It would change nothing about which objectives can be ready."


# The answer for the plan


OPEN, LATE = an_objective(a_target()), an_objective(**COMMITTEE, stages=(a_stage(date(2001, 2, 20)),))
PAPERS = "by 2 February 2001, when the papers must go out"


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ([], "has nothing to approve on 8 February 2001: there is no objective in the plan yet."),
        ([an_objective()], "can approve on 8 February 2001: everything is ready."),
        (
            [an_objective(), OPEN],
            f"can probably approve on 8 February 2001: 1 of 2 objectives is likely to be ready {PAPERS}, and nothing "
            "is worse.",
        ),
        (
            [an_objective(a_target(), owner=NO_HISTORY)] * 2,
            "may not be able to approve on 8 February 2001: 2 of 2 objectives are at risk of not being ready "
            f"{PAPERS}.",
        ),
        ([an_objective(), LATE], f"cannot approve on 8 February 2001: 1 of 2 objectives cannot be ready {PAPERS}."),
        (
            [an_objective(), an_activity(a_target())],
            "may not be able to approve on 8 February 2001: 1 sustained activity is at risk of not being ready "
            f"{PAPERS}.",
        ),
        (
            [an_objective(), the_whole(consultations=(asked(MAR_8),))],
            f"cannot approve on 8 February 2001: the plan as a whole cannot be ready {PAPERS}.",
        ),
        (
            [an_objective(), the_whole(consultations=(asked(JAN_22),))],
            "can probably approve on 8 February 2001: the plan as a whole is likely to be ready "
            f"{PAPERS}, and nothing is worse.",
        ),
        (
            [an_objective(), an_activity(a_target()), the_whole(consultations=(asked(date(2001, 1, 19)),))],
            "may not be able to approve on 8 February 2001: 1 sustained activity is at risk of not being ready "
            f"{PAPERS}.",
        ),
    ],
)
def test_the_answer_for_the_plan_is_one_sentence(items, answer):
    assert Answer(a_plan(*items), HORIZON).headline == f"Metropolitan Police Authority {answer}"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([OPEN], ""),
        (
            [OPEN, an_activity(a_target())],
            "1 of the 2 unresolved targets belongs to a sustained activity, and no objective.",
        ),
        (
            [an_activity(a_target(), a_target())],
            "2 of the 2 unresolved targets belong to sustained activities, and no objective.",
        ),
    ],
)
def test_it_tells_which_unresolved_targets_the_page_of_the_plan_does_not_count(items, said):
    assert Answer(a_plan(*items), HORIZON).whose == said
