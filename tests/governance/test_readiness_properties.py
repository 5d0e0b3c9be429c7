"""What holds of every verdict: the same facts give the same answer, and more time makes none worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.readiness.burn_down import burn_down
from governance.readiness.chart import as_svg
from governance.readiness.facts import Facts, Horizon, ItemFacts, Owner, StageFacts, TargetFacts
from governance.readiness.reasons import Verdict
from governance.readiness.verdicts import verdicts
from governance.readiness.what_if import WhatIf
from tests.governance.readiness_facts import a_plan, a_stage, a_target, an_activity, an_objective, asked
from tests.world import JAN_22

pytestmark = pytest.mark.once

DAYS = st.integers(-40, 80).map(lambda count: JAN_22 + timedelta(days=count))
PAST = st.integers(0, 80).map(lambda count: JAN_22 - timedelta(days=count))
OWNERS = st.none() | st.builds(Owner, st.integers(1, 3), st.just("Olive Grant"), st.none() | st.integers(0, 60))
RESOLUTIONS = st.sampled_from(["resolved", "provisional", "placeholder", "missing", "deliberately_not_set"])


@st.composite
def targets(draw: st.DrawFn) -> tuple[TargetFacts, ...]:
    return tuple(
        a_target(
            draw(RESOLUTIONS),
            key=key,
            must_be_consulted_about=draw(st.booleans()),
            changed_on=draw(st.none() | PAST),
            review_on=draw(st.none() | DAYS),
        )
        for key in range(draw(st.integers(0, 3)))
    )


@st.composite
def stages(draw: st.DrawFn) -> tuple[StageFacts, ...]:
    found = []
    for key in range(draw(st.integers(0, 3))):
        opens, closes = sorted([draw(DAYS), draw(DAYS)])
        yes = {name: draw(st.booleans()) for name in ("required", "is_now", "has_spoken")}
        found.append(a_stage(closes, opens_on=opens, key=key, **yes))
    return tuple(found)


@st.composite
def items(draw: st.DrawFn) -> ItemFacts:
    own = draw(targets())
    if draw(st.booleans()) and draw(st.booleans()):
        return an_activity(*own, took_by_anybody=draw(st.none() | st.integers(0, 60)))
    consultations = tuple(asked(day, f"party {at}") for at, day in enumerate(draw(st.lists(DAYS, max_size=2))))
    states = ["draft", "workshop_review", "committee_comment", "authority_approval", "approved", "published"]
    return an_objective(
        *own,
        state=draw(st.sampled_from(states)),
        owner=draw(OWNERS),
        changed_on=draw(st.none() | PAST),
        stages=draw(stages()),
        unanswered=draw(st.integers(0, 2)),
        consultations=consultations,
    )


PLANS = st.lists(items(), max_size=4).map(lambda own: a_plan(*own))


def horizon(papers_on: date) -> Horizon:
    return Horizon(JAN_22, papers_on, papers_on + timedelta(days=6))


@settings(max_examples=60, deadline=None)
@given(PLANS, DAYS, st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_answer_in_whatever_order_they_come(facts: Facts, papers_on: date, chance: Random):
    def shuffled(things: tuple) -> tuple:
        return tuple(chance.sample(things, len(things)))

    mixed = tuple(
        replace(item, targets=shuffled(item.targets), stages=shuffled(item.stages)) for item in shuffled(facts.items)
    )
    said = [
        (each.name, each.verdict, [reason.sentence for reason in each.reasons])
        for each in verdicts(facts, horizon(papers_on))
    ]
    again = [
        (each.name, each.verdict, [reason.sentence for reason in each.reasons])
        for each in verdicts(replace(facts, items=mixed), horizon(papers_on))
    ]
    assert again == said


@settings(max_examples=120, deadline=None)
@given(PLANS, DAYS, DAYS)
def test_a_later_day_for_the_papers_makes_no_verdict_worse(facts: Facts, one: date, other: date):
    earlier, later = (verdicts(facts, horizon(day)) for day in sorted([one, other]))
    for before, after in zip(earlier, later, strict=True):
        assert after.verdict.badness <= before.verdict.badness, (before, after)


@settings(max_examples=50, deadline=None)
@given(PLANS, DAYS, st.frozensets(st.integers(0, 3)), st.booleans())
def test_asking_less_makes_no_verdict_worse(facts: Facts, papers_on: date, skipped: frozenset[int], conditions: bool):
    supposed = WhatIf(skipped, with_conditions=conditions).applied_to(facts)
    before = {
        (each.item.key, each.target and each.target.key): each.verdict for each in verdicts(facts, horizon(papers_on))
    }
    for each in verdicts(supposed, horizon(papers_on)):
        assert each.verdict.badness <= before[each.item.key, each.target and each.target.key].badness


@settings(max_examples=50, deadline=None)
@given(PLANS, DAYS)
def test_every_verdict_has_a_reason_and_whoever_is_not_ready_is_told_what_to_do(facts: Facts, papers_on: date):
    for each in verdicts(facts, horizon(papers_on)):
        assert each.sentence.endswith(".")
        assert [reason.verdict.badness for reason in each.reasons] == sorted(
            (reason.verdict.badness for reason in each.reasons), reverse=True
        )
        assert each.verdict == Verdict.RESOLVED or each.reasons[0].where
        if each.target and each.target.is_open:
            assert each.verdict != Verdict.RESOLVED


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(PAST, st.integers(-5, 9), max_size=12), DAYS)
def test_the_picture_is_the_same_to_the_byte_and_has_no_style_of_its_own(movements: dict[date, int], papers_on: date):
    burn = burn_down(movements, JAN_22, papers_on)
    drawn = as_svg(burn, "Unresolved targets")

    assert drawn == as_svg(burn_down(dict(reversed(movements.items())), JAN_22, papers_on), "Unresolved targets")
    assert b"style" not in drawn
    assert b"DOCTYPE" not in drawn
    assert burn.in_words.encode() in drawn
