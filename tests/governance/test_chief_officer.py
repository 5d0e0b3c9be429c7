"""A text other than the chief officer's draft is approved after consulting them on it (Police Act 1996 s.8(3)-(4))."""

from datetime import date
from functools import partial

import pytest

from governance.models import Objective, StandingRule
from governance.models.outcome import OutcomeKind
from tests.governance.delegations import FEB_9, FEB_20, approve_under, delegated, edit
from tests.governance.scenes import REASON, answered, consult, refusal, resolved, the_chief_officer_rule
from tests.world import FEB_8, JAN_15, JAN_17, MAR_31, acting, bring_to, resolve, say, submit
from workflow.blockers import Blocked
from workflow.gate import blockers, perform

DIFFERS = (
    "Street crime: objective 1 differs from the draft that its owner first submitted, and the chief officer has not "
    "answered about the text as it is now{} (Police Act 1996 s.8(3)-(4))."
)


@pytest.fixture
def rule(world) -> StandingRule:
    return the_chief_officer_rule(world)


def revised(world, text: str = "3 per cent", on: date = JAN_17) -> None:
    resolve(world, text=text, on=on)


def before_the_authority(world, *, changed: bool = True) -> None:
    """Submitted on 15 January; if `changed`, with another figure since."""
    bring_to(world, "workshop_review")
    if changed:
        revised(world, on=JAN_15)
    bring_to(world, "authority_approval")


def the_chief_officer(world, on: date = JAN_17, **more):
    return consult(world, on=on, party="the Commissioner", is_chief_officer=True, **more)


def against(world, on: date = FEB_8) -> list[str]:
    """What the rule says against its approval on a day."""
    found = blockers(Objective.objects.get(pk=world.street.pk).approve, actor=acting(world.clare, on))
    return [each.sentence for each in found if each.code == "chief_officer"]


def test_the_first_submission_is_kept_by_its_seal_and_the_next_does_not_replace_it(world):
    resolve(world)
    submit(world)
    world.street.refresh_from_db()
    first = world.street.submitted_seal
    assert first == Objective.objects.get(pk=world.street.pk).seal()

    perform(world.street.send_back, actor=acting(world.clare), because="Look again.")
    revised(world)
    submit(world, JAN_17)

    world.street.refresh_from_db()
    assert (world.street.round, world.street.submitted_seal) == (2, first)
    assert Objective.objects.get(pk=world.street.pk).seal() != first


@pytest.mark.usefixtures("rule")
def test_a_text_that_is_not_the_draft_needs_the_chief_officer(world):
    before_the_authority(world)
    assert against(world) == [DIFFERS.format("")]
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    assert refusal(world.street.approve, acting(world.clare, FEB_8), **REASON) == [DIFFERS.format("")]
    blocker = next(
        each
        for each in blockers(world.street.approve, actor=acting(world.clare, FEB_8))
        if each.code == "chief_officer"
    )
    assert blocker.cleared_by.startswith("the plan coordinator of MPA (Colin Reyes)")
    assert blocker.where == f"/objectives/{world.street.pk}/#consultations"


@pytest.mark.usefixtures("rule")
def test_the_very_draft_needs_nobody(world):
    before_the_authority(world, changed=False)

    assert against(world) == []
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")


@pytest.mark.usefixtures("rule")
def test_nor_does_a_text_that_has_become_the_draft_again(world):
    bring_to(world, "workshop_review")
    revised(world)
    assert against(world) == [DIFFERS.format("")]
    revised(world, "2 per cent")
    assert against(world) == []


@pytest.mark.usefixtures("rule")
@pytest.mark.parametrize("view", ["agrees", "objects", "no_view"])
def test_whatever_the_chief_officer_answered_about_this_text_they_have_been_consulted(world, view):
    before_the_authority(world)
    answered(world, the_chief_officer(world), view=view)

    assert against(world) == []
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")


@pytest.mark.usefixtures("rule")
def test_what_they_answered_about_an_earlier_text_does_not_count(world):
    bring_to(world, "workshop_review")
    revised(world, "4 per cent")
    answered(world, the_chief_officer(world))
    assert against(world) == []

    revised(world, "3 per cent")

    assert against(world) == [DIFFERS.format(", only about an earlier one")]


@pytest.mark.usefixtures("rule")
def test_it_must_be_answered_and_by_the_chief_officer(world):
    before_the_authority(world)
    answered(world, consult(world, on=JAN_17))
    asked = the_chief_officer(world)
    assert against(world) == [DIFFERS.format("")]

    perform(asked.close, actor=acting(world.colin, FEB_8), because="No answer came.")

    assert against(world) == [DIFFERS.format("")]


def test_without_the_rule_nobody_asks_for_them(world):
    before_the_authority(world)

    assert against(world) == []


def test_the_rule_holds_on_the_days_the_body_said(world):
    before_the_authority(world)
    rule = the_chief_officer_rule(world, starts_on=date(2001, 2, 1))
    assert against(world, on=date(2001, 1, 31)) == []
    assert against(world, on=date(2001, 2, 1)) == [DIFFERS.format("")]

    perform(partial(rule.end, last_day=date(2001, 2, 7)), actor=acting(world.anna, FEB_8), because="Repealed.")

    assert against(world, on=date(2001, 2, 7)) == [DIFFERS.format("")]
    assert against(world, on=FEB_8) == []


def test_what_counts_is_the_day_of_the_decision_and_not_the_day_it_is_typed(world):
    """Decided on 8 February, while the rule held; typed at the end of March, when it held no more."""
    before_the_authority(world)
    rule = the_chief_officer_rule(world)
    perform(partial(rule.end, last_day=FEB_8), actor=acting(world.anna, FEB_8), because="Repealed.")
    assert against(world, on=MAR_31) == []

    resolved(world, world.mpa, OutcomeKind.APPROVED, on=FEB_8)

    assert against(world, on=MAR_31) == [DIFFERS.format("")]


def test_a_rule_begins_and_ends_with_a_reason_and_stands_once(world):
    rule = StandingRule(body=world.mpa, kind="chief_officer_consulted", starts_on=JAN_15)
    anna = acting(world.anna)
    assert refusal(rule.bring_into_force, anna) == ["Give a reason: it is kept with the change."]
    perform(rule.bring_into_force, actor=anna, because="Police Act 1996 s.8.")
    again = StandingRule(body=world.mpa, kind="chief_officer_consulted", starts_on=JAN_17)
    assert refusal(again.bring_into_force, anna, because="Twice.") == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]
    assert refusal(partial(rule.end, last_day=JAN_17), anna) == ["Give a reason: it is kept with the change."]
    assert refusal(partial(rule.end, last_day=date(2000, 1, 1)), anna, because="Repealed.") == [
        "The last day cannot come before the term began."
    ]


def test_what_changed_under_a_delegation_is_put_to_them_before_it_is_approved_anew(world, rule):
    delegated(world)
    asked = partial(the_chief_officer, world, FEB_9, due_on=FEB_20)
    with pytest.raises(Blocked) as none_left:
        asked()
    assert str(none_left.value) == "Street crime: objective 1 is approved: nothing is left to consult about."

    edit(world)
    with pytest.raises(Blocked) as unasked:
        approve_under(world)
    assert str(unasked.value) == DIFFERS.format("")

    answered(world, asked(), on=FEB_9)
    approve_under(world)
    assert Objective.objects.get(pk=world.street.pk).outcomes.filter(kind="approved", voided_on=None).count() == 1
