"""Standing orders: what quorum a body has on a day, under whose orders; brought into force, and ended."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import procedures
from governance.models import Body
from governance.roles import RoleName
from meetings.models import StandingOrders
from meetings.models.standing_orders import CUSTOMARY, members_on, orders_for, quorum_of
from tests.governance.scenes import refusal
from tests.governance.test_body_pages import a_day, confirm, go_on, said
from tests.journeys import days
from tests.meetings.scenes import a_meeting, an_agenda, members, published
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, OCTOBER, acting, appoint
from workflow.gate import blockers, perform

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


@pytest.fixture
def anna(client, world):
    client.force_login(world.anna)
    return client


def in_force(world, body=None, starts_on=OCTOBER, because="Resolved on 2 October.", **more):
    orders = StandingOrders(body=body or world.mpa, starts_on=starts_on, **more)
    perform(orders.bring_into_force, actor=acting(world.anna), because=because)
    return orders


def afresh(body):
    return Body.objects.get(pk=body.pk)


# The quorum


@pytest.mark.once
@pytest.mark.parametrize(
    ("seats", "share", "least", "quorum"),
    [
        (22, 4, 3, 6),
        (23, 4, 3, 6),
        (24, 4, 3, 6),
        (25, 4, 3, 7),
        (8, 4, 3, 3),
        (2, 4, 3, 2),
        (0, 4, 3, 0),
        (9, 1, 3, 9),
    ],
)
def test_a_quarter_is_rounded_up_and_never_fewer_than_the_least_nor_more_than_there_are(seats, share, least, quorum):
    assert quorum_of(StandingOrders(quorum_share=share, quorum_least=least), seats) == quorum


@pytest.mark.once
@given(st.integers(0, 200), st.integers(1, 20), st.integers(1, 100))
def test_a_quorum_is_a_share_of_the_members_and_no_member_more_is_asked_for(seats, share, least):
    quorum = quorum_of(StandingOrders(quorum_share=share, quorum_least=least), seats)

    assert quorum <= seats
    assert quorum * share >= seats or quorum == seats
    assert quorum >= min(least, seats)
    assert quorum <= quorum_of(StandingOrders(quorum_share=share, quorum_least=least), seats + 1)


def test_everybody_with_a_seat_is_counted_once(world):
    members(world, world.fpbv, "Ann", "Bob")
    assert members_on(world.fpbv, JAN_22) == 3
    appoint(world.mira, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    assert members_on(world.fpbv, JAN_22) == 3
    assert members_on(world.fpbv, OCTOBER - A_DAY) == 0
    appoint(world.walter, world.fpbv, RoleName.OWNER, by=acting(world.anna))
    assert members_on(world.fpbv, JAN_22) == 3, "An owner works for the body and has no seat in it."


# Which orders hold


def test_the_day_of_the_meeting_decides_which_orders_hold(world):
    first = in_force(world, quorum_share=3)
    perform(partial(first.end, last_day=JAN_22), actor=acting(world.anna), because="Reviewed.")
    in_force(world, starts_on=JAN_22 + A_DAY, quorum_share=2)
    held = {day: orders_for(afresh(world.mpa), day).quorum_share for day in (JAN_22, JAN_22 + A_DAY)}
    assert held == {JAN_22: 3, JAN_22 + A_DAY: 2}
    assert orders_for(afresh(world.mpa), OCTOBER - A_DAY) is CUSTOMARY


def test_a_body_without_orders_of_its_own_is_held_to_those_of_the_body_above_it(world):
    in_force(world, quorum_share=3)
    assert orders_for(afresh(world.fpbv), JAN_22).body == world.mpa
    in_force(world, world.fpbv, JAN_17, quorum_share=2)
    assert orders_for(afresh(world.fpbv), JAN_22).quorum_share == 2
    assert orders_for(afresh(world.fpbv), JAN_15).quorum_share == 3
    assert orders_for(afresh(world.mpa), JAN_22).quorum_share == 3


def test_an_agenda_that_is_out_keeps_the_quorum_it_was_published_with(world):
    members(world, world.fpbv, "Ann", "Bob", "Cid", "Dan", "Eve")
    in_force(world, quorum_share=2, casting_vote=False)
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    agenda = published(world, meeting)
    assert (agenda.quorum, agenda.casting_vote) == (3, False)
    in_force(world, world.fpbv, JAN_17, quorum_share=1)
    agenda.refresh_from_db()
    assert (agenda.quorum, agenda.casting_vote) == (3, False)


# Brought into force, and ended


def test_orders_have_a_reason_and_on_each_day_one_set_holds(world):
    reason = "Give a reason: it is kept with the change."
    assert refusal(StandingOrders(body=world.mpa, starts_on=JAN_15).bring_into_force, acting(world.anna)) == [reason]
    in_force(world, starts_on=JAN_15)
    for starts_on in (OCTOBER, JAN_15, MAR_8):
        second = StandingOrders(body=afresh(world.mpa), starts_on=starts_on)
        sentence = "Standing orders hold for MPA from 15 January 2001 on already: end those first."
        assert refusal(second.bring_into_force, acting(world.anna), because="So.") == [sentence]
        found = blockers(second.bring_into_force, actor=acting(world.anna))
        assert [each.where for each in found] == [f"/bodies/{world.mpa.pk}/standing-orders/"]
    in_force(world, world.fpbv)


def test_orders_that_end_are_followed_by_others(world):
    first = in_force(world)
    perform(partial(first.end, last_day=FEB_8), actor=acting(world.anna), because="Reviewed.")
    overlapping = StandingOrders(body=afresh(world.mpa), starts_on=FEB_8)
    assert refusal(overlapping.bring_into_force, acting(world.anna), because="So.") == [
        "Standing orders hold for MPA from 2 October 2000 to 8 February 2001 already: end those first."
    ]
    in_force(world, afresh(world.mpa), FEB_8 + A_DAY)


def test_orders_do_not_end_before_they_begin_and_not_twice(world):
    orders = in_force(world, starts_on=JAN_15)
    early = partial(orders.end, last_day=date(2001, 1, 10))
    assert refusal(early, acting(world.anna), because="So.") == ["The last day cannot come before the term began."]
    assert refusal(partial(orders.end, last_day=JAN_17), acting(world.anna)) == [
        "Give a reason: it is kept with the change."
    ]
    perform(partial(orders.end, last_day=JAN_17), actor=acting(world.anna), because="So.")
    assert refusal(partial(orders.end, last_day=JAN_22), acting(world.anna, JAN_22), because="So.") == [
        "The standing orders of MPA ended on 17 January 2001.",
        "The term already ends on 17 January 2001.",
    ]
    ends_first = StandingOrders(body=world.fpbv, starts_on=JAN_22, ends_on=JAN_15)
    assert refusal(ends_first.bring_into_force, acting(world.anna), because="So.") == [
        "The last day of a term cannot come before its first."
    ]


@pytest.mark.parametrize("name", ["clare", "ken", "charles", "colin", "sue"])
def test_nobody_but_an_administrator_brings_orders_into_force_or_ends_them(world, name):
    other = acting(getattr(world, name))
    orders = in_force(world)
    new = StandingOrders(body=world.fpbv, starts_on=JAN_15)
    assert refusal(new.bring_into_force, other, because="So.") == [
        "Your role does not let you bring the standing orders of FPBV into force."
    ]
    assert refusal(partial(orders.end, last_day=JAN_22), other, because="So.") == [
        "Your role does not let you end the standing orders of MPA."
    ]


# The page


def test_whoever_holds_an_office_reads_which_orders_hold_and_what_quorum_they_make(client, world):
    client.force_login(world.ken)
    page = f"/bodies/{world.fpbv.pk}/standing-orders/"
    assert page in client.get(f"/bodies/{world.fpbv.pk}/").text
    text = said(client.get(page))
    assert "One member in 4 must be present, and at least 3. On a tie, whoever presides has a second or casting" in text
    assert "No standing orders are in force for this body or one above it" in text
    members(world, world.fpbv, *(f"M{number}" for number in range(12)))
    in_force(world, casting_vote=False)
    text = said(client.get(page))
    assert "On a tie, the motion is not carried." in text
    assert "With the 13 members that FPBV has on 15 January 2001, 4 must be present." in text
    assert "It has none of its own in force: these are the standing orders of MPA, from 2 October 2000." in text
    assert "Bring standing orders into force" not in text
    own = said(client.get(f"/bodies/{world.mpa.pk}/standing-orders/"))
    assert "These are its own, from 2 October 2000." in own
    assert "With the 1 member that MPA has on 15 January 2001, 1 must be present." in own


def test_a_body_without_members_has_no_quorum(client, world):
    client.force_login(world.ken)
    empty = Body(name="Audit Panel", short_name="AP", kind="panel", parent=world.mpa)
    procedures.establish(empty, actor=acting(world.anna))
    text = said(client.get(f"/bodies/{empty.pk}/standing-orders/"))
    assert "AP has no member on 15 January 2001, so it has no quorum." in text


def typed(starts_on=FEB_8, **more):
    values = {"quorum_share": "3", "quorum_least": "4", "casting_vote": "on", "because": "Reviewed."}
    return {**values, **a_day("starts_on", starts_on), **more}


def test_an_administrator_brings_orders_into_force_reads_what_they_mean_and_ends_them(anna, world):
    page = f"/bodies/{world.mpa.pk}/standing-orders/"
    assert f"{page}new/" in anna.get(page).text
    answer = go_on(anna, f"{page}new/", **typed())
    text = said(answer)
    assert "They hold for meetings of MPA from 8 February 2001 on, and of every body under it that has none" in text
    assert "One member in 3 must be present, and at least 4." in text
    assert "With the 1 member that MPA has on 8 February 2001, 1 must be present." in text
    done = confirm(anna, answer, f"{page}new/")
    assert done.request["PATH_INFO"] == page
    assert "You brought into force the standing orders of MPA." in said(done)
    assert "To come" in said(done)
    orders = StandingOrders.objects.get()
    address = f"/standing-orders/{orders.pk}/end/"
    assert address in done.text
    answer = go_on(anna, address, **a_day("last_day", MAR_8), because="Reviewed.", seen=afresh(world.mpa).version)
    assert "The quorum of a meeting after 8 March 2001 is that of the standing orders that follow" in said(answer)
    assert "Where there are none: One member in 4 must be present" in said(answer)
    assert "You ended the standing orders of MPA." in said(confirm(anna, answer, address))
    orders.refresh_from_db()
    assert orders.ends_on == MAR_8


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quorum_share": "0"}, "One member in: write a whole number from 1 to 20."),
        ({"quorum_share": "a quarter"}, "One member in: write a whole number from 1 to 20."),
        ({"quorum_least": ""}, "At least this many: write a whole number from 1 to 100."),
        ({"because": ""}, "Enter reason."),
    ],
)
def test_what_is_wrong_in_the_form_is_said(anna, world, wrong, sentence):
    answer = anna.post(f"/bodies/{world.mpa.pk}/standing-orders/new/", typed(**wrong))
    assert sentence in said(answer)
    assert not StandingOrders.objects.exists()


@pytest.mark.parametrize("name", ["ken", "clare", "mira"])
def test_whoever_administers_nothing_is_told_who_does(client, world, name):
    orders = in_force(world)
    client.force_login(getattr(world, name))
    for address, does in [
        (f"/bodies/{world.mpa.pk}/standing-orders/new/", "brings standing orders of"),
        (f"/standing-orders/{orders.pk}/end/", "ends standing orders of"),
    ]:
        answer = client.get(address)
        assert answer.status_code == 403
        end = " into force" if does.startswith("brings") else ""
        sentence = f"Only an administrator {does} {world.mpa}{end}: the administrator of MPA (Anna Whitfield)."
        assert sentence in said(answer)


@pytest.mark.parametrize("name", ["walter", "sue"])
def test_for_a_stranger_there_is_no_such_page(client, world, name):
    orders = in_force(world)
    client.force_login(getattr(world, name))
    for address in (f"/bodies/{world.mpa.pk}/standing-orders/", f"/standing-orders/{orders.pk}/end/"):
        assert client.get(address).status_code == 404
