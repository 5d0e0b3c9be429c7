"""Coordinators see every unresolved target: whose it is, who was told last, who is told next, and who hears of it then.

In the world the Authority is to decide by Thursday 8 March 2001, so papers must go out by Friday 2 March.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from governance.chasing import may_chase, sees_the_chase
from governance.models import Resolution, SustainedActivity, Target
from notifications.chase.standing import standings
from notifications.chase.targets import targets_of
from notifications.due.scan import scan
from notifications.hearing.following import begin_here
from notifications.hearing.parts import Picture
from notifications.hearing.sight import readers_of, seen_by
from notifications.models import Delivery, DueKind
from notifications.round import go_round
from tests.governance.scenes import stand_in
from tests.governance.test_page_queries import grow
from tests.journeys import days
from tests.meetings.scenes import a_meeting
from tests.world import JAN_15, JAN_17, OCTOBER, World, a_target, acting, bring_to, resolve
from workflow.actors import Actor
from workflow.gate import perform

pytestmark = pytest.mark.django_db
MAR_2 = date(2001, 3, 2)
"""The last day on which the papers for 8 March can go out"""


def days_before(number):
    return MAR_2 - timedelta(days=number)


def standing(world: World, on: date, target: Target | None = None):
    """How ?? per cent stands on a day, as Colin sees it."""
    found = standings(list(targets_of(world.plan, acting(world.colin, on))), on)
    return next(each for each in found if each.target == (target or world.undecided))


@pytest.fixture
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"


def page(client, person, address):
    client.force_login(person)
    answer = client.get(address)
    return answer.status_code, " ".join(answer.content.decode().split())


# Where a target stands


def test_every_unresolved_target_is_there_and_what_is_resolved_is_not(world):
    missing = a_target(world.guns, "", "Guns handed in", by=acting(world.colin), resolution=Resolution.MISSING)
    assert set(targets_of(world.plan, acting(world.colin))) == {world.undecided, missing}
    resolve(world)
    assert set(targets_of(world.plan, acting(world.colin))) == {missing}
    assert not targets_of(world.plan, acting(world.walter)), "and nobody sees there what they may not read"


def test_whose_it_is_who_stands_in_and_who_comes_next(world):
    stand_in(world, world.omar, starts_on=date(2001, 2, 1), ends_on=date(2001, 4, 30))
    found = standing(world, days_before(20))
    assert (found.due.by, found.deputies, found.last) == (MAR_2, ("Omar Siddiq",), None)
    assert (found.next.on, found.next.names) == (days_before(10), ("Olive Grant",))
    assert (found.then.who, found.then.names, found.then.on) == ("deputies", ("Omar Siddiq",), days_before(2))
    ladder = {number: standing(world, MAR_2 + timedelta(days=number)).then for number in (-10, -2, 1, 4)}
    assert {number: then and (then.who, then.names, (then.on - MAR_2).days) for number, then in ladder.items()} == {
        -10: ("deputies", ("Omar Siddiq",), -2),
        -2: ("coordinators", ("Colin Reyes",), 1),
        1: ("the chair", ("Charles Ogden",), 4),
        4: None,
    }


def test_a_deputy_who_may_not_read_the_plan_is_no_step_of_the_ladder(world):
    stand_in(world, starts_on=date(2001, 2, 1), ends_on=date(2001, 4, 30))
    assert standing(world, days_before(5)).then.names == ("Colin Reyes",)


def test_the_day_of_the_next_reminder_is_the_day_on_which_the_scan_writes_one(world):
    stand_in(world, world.omar, starts_on=date(2001, 2, 1), ends_on=date(2001, 4, 30))
    rows = Delivery.objects.filter(kind=DueKind.UNRESOLVED_TARGET)
    foreseen = written = 0
    promised = standing(world, days_before(14)).next
    for number in range(-14, 12):
        on = MAR_2 + timedelta(days=number)
        before = rows.count()
        assert (promised.on == on) == bool(standing(world, on).next.on == on)
        foreseen += promised.on == on
        scan(on, timezone.now())
        told = {row.person.name for row in rows.order_by("pk")[before:]}
        assert told == (set(promised.names) if promised.on == on else set()), on
        written += bool(told)
        promised = standing(world, on).next
        assert promised.on > on, "whoever was told today is told again on another day"
    assert foreseen == written > 5


def test_the_last_contact_is_the_last_message_that_went_out(world):
    begin_here()
    go_round(on=days_before(10), whatever_the_hour=True)
    assert standing(world, days_before(9)).last.name == "Olive Grant"
    Delivery.objects.update(needless="It was settled before it went out.")
    assert standing(world, days_before(9)).last is None, "what was not told is no contact"


def test_a_target_nobody_owns_is_the_coordinators_and_there_is_nothing_above_it_until_the_chair(world):
    calls = SustainedActivity(plan=world.plan, title="Answering calls", order=1)
    perform(calls.add, actor=acting(world.colin))
    target = Target(activity=calls, text="X per cent", resolution=Resolution.PLACEHOLDER)
    perform(target.add, actor=acting(world.colin))
    found = standing(world, days_before(5), target)
    assert found.next.names == ("Colin Reyes",)
    assert found.then.who == "the chair"


def test_a_meeting_that_is_set_moves_the_day(world):
    a_meeting(world, world.mpa, on=date(2001, 2, 8))
    assert standing(world, JAN_15).due.by == date(2001, 2, 2)


def test_readers_of_a_plan_are_those_whom_visible_to_lets_read_it(world):
    for on in (OCTOBER - timedelta(days=1), JAN_17):
        readers = readers_of(world.plan, Picture(on))
        seen = {
            person.pk
            for person in User.objects.filter(is_active=True)
            if seen_by(Actor(person, today=on), [world.undecided])
        }
        assert readers == seen
    assert len(readers) == 8


# Who looks on


def test_coordinators_chase_auditors_look_on_and_nobody_else_sees_it(world):
    people = (world.colin, world.ada, world.olive, world.clare, world.charles, world.anna, world.sue, world.walter)
    assert [(may_chase(world.plan, acting(each)), sees_the_chase(world.plan, acting(each))) for each in people] == [
        (True, True),
        (False, True),
        *[(False, False)] * 6,
    ]


@pytest.mark.usefixtures("_january")
def test_the_page_says_all_of_it(world, client):
    status, found = page(client, world.colin, reverse("chase", args=[world.plan.slug]))
    assert status == 200
    for words in (
        "1 unresolved target<",
        "The papers for MPA, which is to decide by 8 March 2001, must go out by Friday 2 March 2001.",
        "Street crime: objective 1",
        "Offences cleared up",
        "?? per cent",
        "Olive Grant",
        "None",
        "20 February 2001",
    ):
        assert words in found
    assert page(client, world.olive, reverse("chase", args=[world.plan.slug]))[0] == 404
    assert page(client, world.olive, reverse("chases"))[0] == 403


@pytest.mark.usefixtures("_january")
def test_it_is_linked_from_the_plan_and_from_the_top_for_those_who_see_it(world, client):
    here, top = reverse("chase", args=[world.plan.slug]), reverse("chases")
    for person, linked in ((world.colin, True), (world.ada, True), (world.olive, False)):
        found = page(client, person, world.plan.get_absolute_url())[1]
        assert (f'href="{here}"' in found, f'href="{top}"' in found) == (linked, linked)
    assert f'href="{here}"' in page(client, world.colin, top)[1]


@pytest.mark.usefixtures("_january")
def test_it_is_narrowed_by_owner_and_by_what_is_overdue(world, client):
    a_target(world.guns, "", "Guns handed in", by=acting(world.colin), resolution=Resolution.MISSING)
    here = reverse("chase", args=[world.plan.slug])
    assert "2 unresolved targets" in page(client, world.colin, here)[1]
    by_omar = page(client, world.colin, f"{here}?owner={world.omar.pk}")[1]
    assert "1 unresolved target<" in by_omar
    assert "Guns handed in" in by_omar
    assert "No target matches" in page(client, world.colin, f"{here}?standing=overdue")[1]
    assert "No target matches" in page(client, world.colin, f"{here}?standing=no_owner")[1]
    assert "0 unresolved targets" in page(client, world.colin, f"{here}?owner=nobody&standing=soon")[1]
    a_meeting(world, world.mpa, on=date(2001, 1, 22))
    assert "2 unresolved targets" in page(client, world.colin, f"{here}?standing=overdue")[1]


@pytest.mark.usefixtures("_january")
def test_once_everything_is_resolved_there_is_nobody_to_chase(world, client):
    bring_to(world, "workshop_review")
    assert "There is nobody to chase." in page(client, world.colin, reverse("chase", args=[world.plan.slug]))[1]


@pytest.mark.once
@pytest.mark.usefixtures("_january")
def test_the_page_asks_as_many_questions_for_sixty_targets_as_for_six(world, client):
    client.force_login(world.colin)
    found = []
    for more in (6, 54):
        grow(world, more)
        for address in (reverse("chase", args=[world.plan.slug]), reverse("chases")):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
    assert found[:2] == found[2:]
    assert found[0] <= 40
    assert found[1] <= 15
