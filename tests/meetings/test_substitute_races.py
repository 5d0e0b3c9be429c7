"""Two clerks record substitutes in the same moment: a seat has one, and nobody has two seats (A1).

The control takes the lock out: the guards let both through then, and the database has the last word.
"""

from __future__ import annotations

import os

import pytest
from django.db import connection

from governance.roles import RoleName
from meetings.models import StandingOrders, Substitution
from tests.audit.paper import verify
from tests.journeys import days
from tests.meetings.at_the_table import called, do
from tests.meetings.scenes import members, seat_of
from tests.meetings.test_vote_races import without_the_lock
from tests.workflow.at_once import at_once, one_winner, wins_or_is_told
from tests.world import JAN_15, JAN_22, a_person, acting, appoint
from workflow.actors import Actor
from workflow.gate import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACES", 2))


@pytest.fixture
def meeting(world, settings):
    """FPBV may have substitutes from the Authority, of which Ann and Joan are members; Kate helps Ken, its clerk."""
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    world.kate = a_person("kate", "Kate Lyle")
    appoint(world.kate, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    world.ann, world.joan = members(world, world.mpa, "Ann", "Joan")
    (world.nora,) = members(world, world.fpbv, "Nora")
    orders = StandingOrders(body=world.fpbv, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(world.anna), because="Resolved.")
    return called(world)[0]


def at_the_same_time(world, meeting, *who) -> list[str]:
    """Ken records the first, and Kate the second."""

    def records(clerk, person, member):
        row = Substitution(meeting=meeting, seat=seat_of(meeting, member), person=person, body=world.mpa)
        return lambda _: wins_or_is_told(row.record, actor=Actor(clerk, today=JAN_22))

    (first, second) = (records(clerk, *each) for clerk, each in zip((world.ken, world.kate), who, strict=True))
    return at_once(1, first, second)[0]


def races(world):
    """Two for one seat, and one for two seats."""
    yield (world.ann, world.mira), (world.joan, world.mira)
    yield (world.ann, world.mira), (world.ann, world.nora)


def test_of_two_clerks_one_records_a_substitute_and_the_other_is_told(world, meeting):
    for _ in range(ROUNDS):
        for who in races(world):
            answers = at_the_same_time(world, meeting, *who)
            assert one_winner([answers]) == []
            row = Substitution.objects.get()
            assert set(answers) == {"won", f"{row.person} sits for {row.seat.person} already."}
            do(world, row.withdraw)
    assert verify()["whole"]


def test_without_the_lock_the_database_lets_one_of_them_through(world, meeting, monkeypatch):
    told = set()
    for _ in range(ROUNDS):
        for who in races(world):
            with monkeypatch.context() as patch:
                without_the_lock(patch)
                told |= set(at_the_same_time(world, meeting, *who))
            do(world, Substitution.objects.get().withdraw)

    print(told)
    assert connection.vendor == "sqlite" or any("The same has been done already" in each for each in told)
