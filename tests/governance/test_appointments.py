"""Rights follow from an office, from the first day of its term to the last, and no longer."""

from datetime import date, timedelta
from functools import partial

import pytest

from governance import procedures
from governance.directory import offices_in
from governance.models import Appointment, Body, Power
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.governance.scenes import REASON, refusal
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    OCTOBER,
    a_person,
    acting,
    appoint,
    comment_on,
    submit,
)
from workflow.blockers import Blocked
from workflow.gate import blockers, perform

DAY = timedelta(days=1)


@pytest.fixture
def anna(world):
    return acting(world.anna)


def the_office_of(person) -> Appointment:
    return Appointment.objects.get(person=person)


def may_submit(world, on: date) -> bool:
    return (
        acting(world.olive, on).role_for(
            "governance.submit_objective", world.street.scopes("governance.submit_objective")
        )
        is not None
    )


def test_a_right_begins_with_the_first_day_of_the_term_and_ends_with_the_last(world, anna):
    perform(partial(the_office_of(world.olive).dismiss, last_day=FEB_8), actor=anna)

    assert [may_submit(world, day) for day in (OCTOBER - DAY, OCTOBER, FEB_8, FEB_8 + DAY)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_member_whose_term_has_ended_no_longer_comments(world, anna):
    for office in Appointment.objects.filter(person=world.mira):
        perform(partial(office.dismiss, last_day=JAN_15), actor=anna)
    submit(world)

    with pytest.raises(Blocked, match=r"^Your role does not let you comment on Street crime: objective 1\.$"):
        comment_on(world)


def test_a_term_that_begins_later_gives_no_right_yet(world, anna):
    appoint(world.walter, world.tp, RoleName.OWNER, by=anna, starts_on=JAN_22)
    to_walter = partial(world.street.assign, owner=world.walter, held_by=world.tp)
    not_yet = ["Walter Street is not an objective owner of TP."]

    assert refusal(to_walter, acting(world.colin, JAN_22 - DAY)) == not_yet
    perform(to_walter, actor=acting(world.colin, JAN_22))
    assert refusal(world.street.submit, acting(world.walter, JAN_22 - DAY)) == [
        "Your role does not let you submit Street crime: objective 1."
    ]
    perform(world.street.submit, actor=acting(world.walter, JAN_22))


def test_an_owner_is_appointed_as_such_in_the_group_that_holds_the_objective(world):
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.tp)

    assert refusal(to_omar, acting(world.colin)) == ["Omar Siddiq is not an objective owner of TP."]


def test_somebody_who_left_the_group_no_longer_writes_its_objectives(world, anna):
    perform(partial(the_office_of(world.olive).dismiss, last_day=JAN_15), actor=anna)

    assert refusal(partial(world.street.revise, title="x"), acting(world.olive, JAN_17)) == [
        "Your role does not let you revise Street crime: objective 1."
    ]


def test_a_right_taken_away_a_moment_ago_no_longer_counts(world, anna):
    """The page was drawn, and the office remembered, before the dismissal."""
    olive = acting(world.olive, JAN_17)
    assert olive.grants
    perform(partial(the_office_of(world.olive).dismiss, last_day=JAN_15), actor=anna)

    assert refusal(world.street.submit, olive) == ["Your role does not let you submit Street crime: objective 1."]


def test_an_appointment_made_by_mistake_today_is_undone_today(world, anna):
    mistake = appoint(world.walter, world.mpa, RoleName.CLERK, by=anna, starts_on=JAN_15)
    assert acting(world.walter, JAN_15).grants

    perform(partial(mistake.dismiss, last_day=JAN_15 - DAY), actor=anna, because="The wrong Walter.")

    assert not acting(world.walter, JAN_15).grants


def test_a_term_does_not_end_before_it_starts(world, anna):
    backwards = Appointment(
        person=world.walter, body=world.fpbv, role=RoleName.MEMBER, starts_on=JAN_22, ends_on=JAN_15
    )

    assert refusal(backwards.appoint, anna) == ["The last day of a term cannot come before its first."]
    assert refusal(partial(the_office_of(world.ken).dismiss, last_day=OCTOBER - 2 * DAY), anna) == [
        "The last day cannot come before the term began."
    ]


def test_a_term_is_made_shorter_and_never_longer(world, anna):
    office = the_office_of(world.ken)
    perform(partial(office.dismiss, last_day=FEB_8), actor=anna)
    perform(partial(office.dismiss, last_day=JAN_22), actor=anna)

    assert refusal(partial(office.dismiss, last_day=FEB_8), anna) == ["The term already ends on 22 January 2001."]


def test_what_has_ended_is_not_ended_again(world, anna):
    office = the_office_of(world.ken)
    perform(partial(office.dismiss, last_day=JAN_17), actor=anna)

    assert refusal(partial(office.dismiss, last_day=JAN_15), acting(world.anna, JAN_22)) == [
        "Ken Marsh as clerk of FPBV ended on 17 January 2001."
    ]


def test_who_left_may_come_back(world, anna):
    perform(partial(the_office_of(world.ken).dismiss, last_day=JAN_15), actor=anna)
    appoint(world.ken, world.fpbv, RoleName.CLERK, by=anna, starts_on=FEB_8)

    assert [bool(acting(world.ken, day).grants) for day in (JAN_15, JAN_17, FEB_8)] == [True, False, True]


def test_nobody_holds_the_same_open_office_twice(world, anna):
    again = Appointment(person=world.ken, body=world.fpbv, role=RoleName.CLERK, starts_on=JAN_15)

    assert refusal(again.appoint, anna) == ["Ken Marsh as clerk of FPBV is appointed from 2 October 2000 on already."]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "taken"),
    [
        (FEB_8, MAR_8, True),
        (JAN_22, FEB_8, True),
        (MAR_8, MAR_31, True),
        (MAR_8, None, True),
        (JAN_15, MAR_31, True),
        (JAN_22, FEB_8 - DAY, False),
        (MAR_8 + DAY, None, False),
    ],
)
def test_two_terms_of_one_office_have_no_day_in_common(world, anna, starts_on, ends_on, taken):
    def term(starts_on, ends_on, role=RoleName.MEMBER):
        return Appointment(person=world.walter, body=world.fpbv, role=role, starts_on=starts_on, ends_on=ends_on)

    perform(term(FEB_8, MAR_8).appoint, actor=anna)
    perform(term(FEB_8, MAR_8, RoleName.CHAIR).appoint, actor=anna)
    another = term(starts_on, ends_on)

    if taken:
        assert refusal(another.appoint, anna) == [
            "Walter Street as member of FPBV is appointed from 8 February 2001 to 8 March 2001 already."
        ]
    else:
        perform(another.appoint, actor=anna)


def test_a_term_undone_before_its_first_day_stands_in_nobodys_way_and_is_not_to_come(world, anna):
    mistake = appoint(world.walter, world.fpbv, RoleName.MEMBER, by=anna, starts_on=FEB_8)
    assert offices_in(world.fpbv, JAN_15).to_come == [mistake]

    perform(partial(mistake.dismiss, last_day=FEB_8 - DAY), actor=anna)

    offices = offices_in(world.fpbv, JAN_15)
    assert (offices.to_come, offices.earlier) == ([], [mistake])
    appoint(world.walter, world.fpbv, RoleName.MEMBER, by=anna, starts_on=FEB_8)


def test_only_administrators_appoint_and_only_below_their_own_body(world, anna):
    outside = Body(name="City of London Police Authority", short_name="CLPA", kind="authority", parent=None)
    assert refusal(outside.establish, anna) == ["Your role does not let you establish City of London Police Authority."]
    appoint(world.walter, world.tp, RoleName.ADMINISTRATOR, by=anna)
    upwards = Appointment(person=world.omar, body=world.mpa, role=RoleName.CHAIR, starts_on=JAN_15)

    for person in (world.walter, world.colin, world.clare, world.charles, world.sue):
        assert refusal(upwards.appoint, acting(person)) == [
            "Your role does not let you appoint Omar Siddiq as chair of MPA."
        ]


def test_who_may_appoint_is_said_in_words(world):
    chair = Appointment(person=world.omar, body=world.mpa, role=RoleName.CHAIR, starts_on=JAN_15)

    (blocker,) = blockers(chair.appoint, actor=acting(world.colin))

    assert blocker.cleared_by == "the administrator of MPA (Anna Whitfield)"


# Powers


def test_a_power_ends_within_its_term(world, anna):
    power = world.fpbv.powers.get()

    assert refusal(partial(power.end, last_day=OCTOBER - 2 * DAY), anna, **REASON) == [
        "The last day cannot come before the term began."
    ]
    perform(partial(power.end, last_day=JAN_17), actor=anna, **REASON)
    assert refusal(partial(power.end, last_day=JAN_15), acting(world.anna, JAN_22), **REASON) == [
        "FPBV: recommend ended on 17 January 2001."
    ]


def test_a_power_does_not_end_before_it_starts(world, anna):
    backwards = Power(body=world.fpbv, kind="approve", starts_on=JAN_22, ends_on=JAN_15)

    assert refusal(backwards.confer, anna, **REASON) == ["The last day of a term cannot come before its first."]


def test_a_power_is_conferred_and_ended_for_a_reason(world, anna):
    no_reason = ["Give a reason: it is kept with the change."]
    more = Power(body=world.fpbv, kind="approve", starts_on=OCTOBER)

    assert refusal(more.confer, anna) == no_reason
    assert refusal(partial(world.fpbv.powers.get().end, last_day=JAN_15), anna) == no_reason
    perform(more.confer, actor=anna, **REASON)
    perform(partial(more.end, last_day=JAN_15), actor=anna, **REASON)


# Founding


def test_founding_works_once(world):
    body = Body(name="City of London Police Authority", short_name="CLPA", kind="authority")
    usurper = a_person("ulf", "Ulf Bold")
    before = fingerprint()

    with pytest.raises(Blocked, match=r"^Your role does not let you establish City of London Police Authority\.$"):
        procedures.found(body, administrator=usurper, today=MAR_31, because="A second set-up.")

    assert fingerprint() == before


def test_founding_stays_closed_when_every_term_has_ended(world, anna):
    for office in Appointment.objects.exclude(person=world.anna):
        perform(partial(office.dismiss, last_day=JAN_15), actor=anna)
    perform(partial(the_office_of(world.anna).dismiss, last_day=JAN_15), actor=anna)

    with pytest.raises(Blocked):
        procedures.found(
            Body(name="Another", short_name="A", kind="authority"), administrator=world.sue, today=MAR_31, because="So."
        )


def test_a_dismissed_owners_objective_goes_to_another(world, anna):
    perform(partial(the_office_of(world.olive).dismiss, last_day=JAN_15), actor=anna)
    appoint(world.walter, world.tp, RoleName.OWNER, by=anna)

    perform(partial(world.street.assign, owner=world.walter, held_by=world.tp), actor=acting(world.colin, JAN_17))
    back_to_olive = partial(world.street.assign, owner=world.olive, held_by=world.tp)

    assert refusal(back_to_olive, acting(world.colin, JAN_17)) == ["Olive Grant is not an objective owner of TP."]
