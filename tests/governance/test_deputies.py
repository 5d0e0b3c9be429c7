"""Somebody stands in for an owner: who names them, what they can do, and what they keep out of."""

from datetime import date, timedelta
from functools import partial

import pytest

from audit.models import AuditEvent
from governance.models import Deputation, Objective, Outcome, Plan
from governance.models.outcome import OutcomeKind
from governance.roles import ROLES, RoleName
from tests.governance.scenes import REASON, acting_for, decided, refusal, resolved, stand_in
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_31,
    a_person,
    acting,
    an_objective,
    appoint,
    bring_to,
    comment_on,
    resolve,
)
from workflow.actors import Actor
from workflow.gate import blockers, perform
from workflow.sentences import sentence

STREET = "Street crime: objective 1"


@pytest.fixture
def priya(db):
    return a_person("priya", "Priya Nair")


def a_deputation(world, deputy, **values):
    usual = {"owner": world.olive, "body": world.tp, "starts_on": JAN_15, "ends_on": MAR_31}
    return Deputation(**{**usual, "deputy": deputy, **values})


# Naming one


def test_an_owner_names_who_stands_in_for_them(world, priya):
    perform(a_deputation(world, priya).name, actor=acting(world.olive), because="I am on leave.")

    line = AuditEvent.objects.get(action="deputation.made")
    assert sentence(line) == "Olive Grant named Priya Nair as deputy of Olive Grant in TP."
    assert line.because == "I am on leave."


def test_an_administrator_names_one_where_the_owner_cannot(world, priya):
    perform(a_deputation(world, priya).name, actor=acting(world.anna), because="Olive is ill.")

    assert AuditEvent.objects.get(action="deputation.made").role == "administrator of MPA"


@pytest.mark.parametrize("who", ["olive", "anna"])
def test_it_says_why(world, priya, who):
    actor = acting(getattr(world, who))

    assert refusal(a_deputation(world, priya).name, actor) == ["Give a reason: it is kept with the change."]


def test_nobody_else_names_one(world, priya):
    own = "Who stands in for Olive Grant is for Olive Grant to say, or for an administrator."
    pat = a_person("pat", "Pat Lowe")
    appoint(pat, world.tp, RoleName.OWNER, by=acting(world.anna))

    assert refusal(a_deputation(world, priya).name, acting(pat), **REASON) == [own]
    assert refusal(a_deputation(world, priya).name, acting(world.colin), **REASON) == [
        "Your role does not let you name Priya Nair as deputy of Olive Grant in TP.",
        own,
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"starts_on": JAN_22, "ends_on": JAN_17}, "The last day of a term cannot come before its first."),
        ({"starts_on": date(2001, 1, 14)}, "14 January 2001 has passed: a deputy begins today or later."),
        ({"ends_on": date(2002, 1, 15)}, "A deputy stands in for a year at most."),
        ({"ends_on": None}, "A deputy stands in for a year at most."),
    ],
)
def test_it_lasts_from_a_day_to_come_to_one_within_a_year(world, priya, values, sentence):
    assert refusal(a_deputation(world, priya, **values).name, acting(world.olive), **REASON) == [sentence]


@pytest.mark.parametrize("values", [{"ends_on": date(2002, 1, 14)}, {"ends_on": JAN_15}])
def test_a_whole_year_is_not_too_long_and_one_day_not_too_short(world, priya, values):
    assert blockers(a_deputation(world, priya, **values).name, actor=acting(world.olive)) == []


def test_nobody_is_their_own_deputy_or_makes_themselves_one(world):
    own = a_deputation(world, world.olive)
    assert refusal(own.name, acting(world.olive), **REASON) == ["Nobody is their own deputy."]

    assert refusal(a_deputation(world, world.anna).name, acting(world.anna), **REASON) == [
        "Nobody makes themselves a deputy: another administrator must do it."
    ]


def test_only_an_office_that_is_held_is_lent(world, priya):
    assert refusal(a_deputation(world, priya, body=world.so).name, acting(world.anna), **REASON) == [
        "Olive Grant is not an objective owner of SO on 15 January 2001."
    ]


def test_a_deputy_can_sign_in(world, priya):
    priya.is_active = False
    priya.save()

    assert refusal(a_deputation(world, priya).name, acting(world.olive), **REASON) == ["Priya Nair cannot sign in."]


def test_one_deputy_one_time_and_another_deputy_beside_it(world, priya):
    stand_in(world, priya, starts_on=JAN_17, ends_on=JAN_22)

    assert refusal(a_deputation(world, priya, starts_on=JAN_22).name, acting(world.olive), **REASON) == [
        "Priya Nair stands in from 17 January 2001 to 22 January 2001 already."
    ]
    after = a_deputation(world, priya, starts_on=date(2001, 1, 23))
    assert blockers(after.name, actor=acting(world.olive)) == []
    assert blockers(a_deputation(world, world.omar).name, actor=acting(world.olive)) == []


def test_a_time_is_ended_by_the_owner_or_an_administrator(world, priya):
    deputation = stand_in(world, priya)
    end = partial(deputation.end, last_day=JAN_17)

    assert refusal(end, acting_for(deputation)) == ["A deputy names no deputy, and ends nobody's time."]
    assert "role" in {blocker.code for blocker in blockers(end, actor=acting(priya))}
    perform(end, actor=acting(world.olive, JAN_17))

    deputation.refresh_from_db()
    assert deputation.ends_on == JAN_17
    assert refusal(end, acting(world.anna, JAN_22)) == [
        "Priya Nair as deputy of Olive Grant in TP ended on 17 January 2001."
    ]


# What a deputy can do


def test_a_deputy_writes_and_submits_for_the_owner_and_the_ledger_says_so(world):
    priya = acting_for(stand_in(world))
    perform(partial(world.street.revise, title="To halve street crime"), actor=priya)
    perform(world.street.submit, actor=priya)

    lines = list(AuditEvent.objects.filter(on_behalf_of_id=str(world.olive.pk)).exclude(action="seal.taken"))
    assert [sentence(line) for line in lines] == [
        f"Priya Nair, for Olive Grant, revised {STREET}.",
        f"Priya Nair, for Olive Grant, submitted {STREET}.",
    ]
    assert {line.role for line in lines} == {"objective owner of TP"}


def test_a_deputy_resolves_targets_and_answers_comments(world):
    priya = acting_for(stand_in(world))
    bring_to(world, "workshop_review")
    comment = comment_on(world)

    assert blockers(partial(comment.give_answer, disposition="noted", answer="Yes."), actor=priya) == []
    assert blockers(partial(world.resolved.revise, text="6 per cent", numbers=["6"]), actor=priya) == []


def test_a_deputy_has_the_rights_of_that_office_and_none_of_their_own(world):
    deputation = stand_in(world, deputy=world.clare)
    held = {right.partition(".")[2] for right, _ in acting_for(deputation).grants}
    places = {scope for _, scope in acting_for(deputation).grants}

    assert held == ROLES[RoleName.OWNER]
    assert places == {f"governance.body:{world.tp.pk}"}


def test_for_themselves_a_deputy_can_do_nothing_more_than_before(world, priya):
    stand_in(world, priya)

    assert acting(priya, JAN_17).grants == {}
    assert not Plan.objects.visible_to(acting(priya, JAN_17)).exists()


def test_a_deputy_who_is_an_owner_writes_for_the_owner_or_their_own_and_never_both(world):
    deputation = stand_in(world, deputy=world.omar)
    revise_street, revise_guns = (partial(each.revise, title="Other") for each in (world.street, world.guns))

    assert refusal(revise_guns, acting_for(deputation), **REASON) == [
        "Your role does not let you revise Firearms: objective 1.",
        "Firearms: objective 1 belongs to Omar Siddiq.",
    ]
    assert refusal(revise_street, acting(world.omar, JAN_17), **REASON) == [
        f"Your role does not let you revise {STREET}.",
        f"{STREET} belongs to Olive Grant.",
    ]
    assert blockers(revise_guns, actor=acting(world.omar, JAN_17)) == []
    assert blockers(revise_street, actor=acting_for(deputation)) == []


def test_a_fellow_owners_objective_is_not_the_deputys_either(world):
    pat = a_person("pat", "Pat Lowe")
    appoint(pat, world.tp, RoleName.OWNER, by=acting(world.anna))
    fellow = an_objective(world.aspect, 2, "To light the streets", pat, world.tp, by=acting(world.colin))

    assert refusal(partial(fellow.revise, title="Other"), acting_for(stand_in(world))) == [
        "Street crime: objective 2 belongs to Pat Lowe."
    ]


def test_what_is_lent_is_not_lent_on(world, priya):
    deputation = stand_in(world, priya)

    assert refusal(a_deputation(world, world.ken).name, acting_for(deputation, JAN_15), **REASON) == [
        "A deputy names no deputy, and ends nobody's time."
    ]


def test_the_deputy_of_a_deputy_stands_in_for_nobody_else(world):
    """Omar stands in for Olive, and Priya for Omar: Priya reaches nothing of Olive's."""
    stand_in(world, deputy=world.omar)
    priya = acting_for(stand_in(world, owner=world.omar, body=world.so))
    for_olive = Actor(priya.person, today=JAN_17, on_behalf_of=world.olive)

    assert blockers(partial(world.guns.revise, title="Other"), actor=priya) == []
    assert refusal(partial(world.street.revise, title="Other"), priya)[-1] == f"{STREET} belongs to Olive Grant."
    assert for_olive.grants == {}


# When it holds


@pytest.mark.parametrize(
    ("on", "holds"),
    [(date(2001, 1, 16), False), (JAN_17, True), (JAN_22, True), (date(2001, 1, 23), False)],
)
def test_it_holds_from_its_first_day_to_its_last(world, on, holds):
    deputation = stand_in(world, starts_on=JAN_17, ends_on=JAN_22)

    assert bool(acting_for(deputation, on).grants) == holds


def test_it_ends_with_the_owners_own_office(world):
    deputation = stand_in(world)
    office = world.olive.appointments.get()
    perform(partial(office.dismiss, last_day=JAN_17), actor=acting(world.anna, JAN_17))

    assert acting_for(deputation, JAN_17).grants
    assert acting_for(deputation, JAN_17 + timedelta(days=1)).grants == {}


@pytest.mark.parametrize("who", ["olive", "deputy"])
def test_it_holds_only_while_both_can_sign_in(world, priya, who):
    deputation = stand_in(world, priya)
    suspended = priya if who == "deputy" else world.olive
    suspended.is_active = False
    suspended.save()

    assert acting_for(deputation).grants == {}


def test_what_is_ended_meanwhile_counts_no_more_at_the_gate(world):
    deputation = stand_in(world)
    priya = acting_for(deputation)
    assert priya.grants, "read once, and kept"
    perform(partial(deputation.end, last_day=JAN_15), actor=acting(world.olive, JAN_17))

    assert refusal(world.street.submit, priya) == [f"Your role does not let you submit {STREET}."]


# What a deputy keeps out of


IN_FORCE = f"You are a deputy of Olive Grant, who owns {STREET}, so somebody else must decide on it."
ACTED = f"You have acted for Olive Grant on {STREET}, so somebody else must decide on it."


def test_whoever_stands_in_for_the_owner_decides_on_nothing_of_theirs(world):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    stand_in(world, deputy=world.clare, named_on=JAN_22, starts_on=JAN_22)

    assert refusal(world.street.approve, acting(world.clare, FEB_8)) == [IN_FORCE]
    assert refusal(world.street.send_back, acting(world.clare, FEB_8), **REASON) == [IN_FORCE]
    assert blockers(world.street.approve, actor=acting(world.charles, FEB_8)) == []


def test_nor_do_they_record_what_the_body_said_that_day_even_afterwards(world):
    bring_to(world, "authority_approval")
    stand_in(world, deputy=world.clare, named_on=JAN_22, starts_on=JAN_22, ends_on=FEB_8)
    decision = decided(world, world.mpa, on=FEB_8, by=world.charles)
    outcome = Outcome(decision=decision, objective=world.street, kind=OutcomeKind.APPROVED)

    assert refusal(outcome.record, acting(world.clare, MAR_31)) == [IN_FORCE]
    assert blockers(outcome.record, actor=acting(world.charles, MAR_31)) == []


def test_whoever_stood_in_once_and_did_nothing_decides_when_it_is_over(world):
    stand_in(world, deputy=world.charles, ends_on=JAN_22)
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert blockers(world.street.approve, actor=acting(world.charles, FEB_8)) == []


def test_whoever_acted_for_the_owner_on_this_submission_decides_not_even_afterwards(world):
    resolve(world)
    perform(world.street.submit, actor=acting_for(stand_in(world, deputy=world.charles, ends_on=JAN_17), JAN_15))
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert refusal(world.street.approve, acting(world.charles, FEB_8)) == [ACTED]
    assert blockers(world.street.approve, actor=acting(world.clare, FEB_8)) == []


def test_a_later_submission_in_which_they_had_no_part_is_another_matter(world):
    resolve(world)
    perform(world.street.submit, actor=acting_for(stand_in(world, deputy=world.charles, ends_on=JAN_17), JAN_15))
    world.street.refresh_from_db()
    perform(world.street.send_back, actor=acting(world.clare, JAN_17), **REASON)
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert blockers(world.street.approve, actor=acting(world.charles, FEB_8)) == []


def test_another_owners_objective_is_theirs_to_decide_on(world):
    stand_in(world, deputy=world.clare)
    objective = Objective.objects.get(pk=world.guns.pk)
    perform(objective.submit, actor=acting(world.omar))

    assert blockers(objective.send_back, actor=acting(world.clare, JAN_17)) == []
