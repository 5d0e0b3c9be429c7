"""Two clerks publish in the same moment: one of them does, the other is told; numbers run on without a gap (A10)."""

from __future__ import annotations

import os
from datetime import date, time, timedelta

import pytest
from django.db import connection

from governance.roles import RoleName
from meetings import publication
from meetings.models import Agenda, Item, Meeting
from tests.audit.paper import verify
from tests.meetings.scenes import a_meeting, an_item
from tests.workflow.at_once import at_once, one_winner
from tests.world import JAN_15, JAN_17, a_person, acting, appoint
from workflow import gate
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACES", 20 if connection.vendor == "postgresql" else 10))
CONTROLS = 10


def two_clerks(world):
    lena = a_person("lena", "Lena Ford")
    appoint(lena, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    return world.ken, lena


def many_meetings(world, number):
    """With one verbal item each, ready to go out."""
    meetings = [a_meeting(world, on=date(2001, 3, 5) + timedelta(days=at), at=time(10)) for at in range(number)]
    for meeting in meetings:
        an_item(world, meeting, "Verbal report", kind="other", plan=None)
    return meetings


def publishes(person, meetings, prepare=lambda number: None, on=JAN_15):
    def act(number):
        prepare(number)
        meeting = Meeting.objects.get(pk=meetings[number].pk)
        try:
            publication.publish(meeting, actor=Actor(person, today=on), issued_on=on)
        except Blocked as blocked:
            return str(blocked)
        return "won"

    return act


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(world):
    meetings = many_meetings(world, ROUNDS)

    answers = at_once(ROUNDS, *(publishes(clerk, meetings) for clerk in two_clerks(world)))

    assert one_winner(answers) == []
    told = {answer for round_ in answers for answer in round_ if answer != "won"}
    assert told == {"Nothing is in preparation: there is nothing to publish."}
    assert Agenda.objects.count() == ROUNDS
    assert set(Agenda.objects.values_list("supplement", flat=True)) == {0}
    assert verify()["whole"]


@pytest.mark.postgres_only
def test_without_the_lock_both_come_to_the_database_and_it_is_the_last_to_refuse(world, monkeypatch):
    """The control: nobody is told what the other has done, since nobody sees it. SQLite lets one write at a time.

    Each publishes on another day: two who keep the same sealed text would wait for each other at that.
    """
    meetings = many_meetings(world, CONTROLS)
    monkeypatch.setattr(gate, "lock", lambda calls, wait=True: None)
    monkeypatch.setattr(publication, "lock", lambda calls, wait=True: None)

    def unlocked(person, on):
        act = publishes(person, meetings, on=on)

        def tried(number):
            try:
                return act(number)
            except Exception as error:  # noqa: BLE001 - whatever comes of it is what is looked at
                return f"broken: {type(error).__name__}"

        return tried

    answers = at_once(CONTROLS, *map(unlocked, two_clerks(world), (JAN_15, JAN_17)))

    told = [answer for round_ in answers for answer in round_ if answer != "won"]
    out_of_turn = [each for each in told if "Nothing is in preparation" not in each]
    print(f"{len(out_of_turn)} of {CONTROLS} collided in the database without the lock")
    assert out_of_turn


def test_supplements_are_numbered_without_a_gap_and_so_are_their_items(world):
    """Each of two clerks adds an item and publishes what there is, again and again."""
    (meeting,) = many_meetings(world, 1)
    publication.publish(Meeting.objects.get(pk=meeting.pk), actor=acting(world.ken), issued_on=JAN_15)
    clerks = two_clerks(world)

    def adds(clerk):
        def add(number):
            item = Item(meeting=meeting, title=f"{clerk} {number}", kind="other", order=number)
            perform(item.add, actor=Actor(clerk, today=JAN_15))

        return add

    rounds = ROUNDS // 2
    answers = at_once(rounds, *(publishes(clerk, [meeting] * rounds, adds(clerk)) for clerk in clerks))

    won = sum(answer == "won" for round_ in answers for answer in round_)
    supplements = list(
        Agenda.objects.filter(meeting=meeting).order_by("supplement").values_list("supplement", flat=True)
    )
    assert supplements == list(range(won + 1))
    items = Item.objects.filter(meeting=meeting)
    assert not items.filter(agenda=None).exists(), "whoever comes second takes what the first has left"
    assert sorted(int(item.number) for item in items) == list(range(1, 2 * rounds + 2))
    assert verify()["whole"]
