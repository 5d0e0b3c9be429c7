"""What is due is found in as many questions for a large installation as for a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from governance.models import Appointment, Deputation
from notifications.due.finders import FINDERS, Look
from notifications.due.scan import scan
from notifications.hearing.parts import Picture
from notifications.hearing.sight import SEEN, Sight, seen_by
from notifications.models import Delivery, DueKind
from tests.governance.scenes import somebody_elsewhere, stand_in
from tests.notifications.many_due import FEB_26, due_of_every_kind
from tests.world import JAN_17, acting, bring_to
from workflow.gate import perform

pytestmark = pytest.mark.django_db


def questions(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return [query["sql"] for query in queries if query["sql"].startswith("SELECT")]


def questions_of(finder):
    return questions(lambda: list(finder(Look(Picture(FEB_26)), None)))


def test_a_scan_asks_as_often_for_sixty_of_everything_as_for_six(world, monkeypatch):
    monkeypatch.setattr(f"{scan.__module__}.SLICE", 1000)  # both in one slice
    due_of_every_kind(world, 6)
    few = {finder: questions_of(finder) for finder in FINDERS}
    whole = questions(lambda: scan(FEB_26, timezone.now()))
    told = Delivery.objects.values_list("kind", flat=True)
    assert set(told) == set(DueKind)
    of_six = len(told)

    Delivery.objects.all().delete()
    due_of_every_kind(world, 60)
    for finder, asked in few.items():
        many = questions_of(finder)
        assert len(many) == len(asked), (finder.__name__, many)
    assert len(questions(lambda: scan(FEB_26, timezone.now()))) == len(whole)
    assert len(told.all()) > 9 * of_six


def test_whoever_holds_the_same_offices_sees_the_same_and_what_names_them_besides(world):
    """What is asked once for many is what is asked for each: of every kind of thing people hear of."""
    bring_to(world, "committee_comment")
    stand_in(world, world.omar)
    somebody_elsewhere()
    due_of_every_kind(world, 3)
    office = world.ken.appointments.get()
    perform(office.dismiss, actor=acting(world.anna), last_day=JAN_17, because="Moved away.")
    for on in (JAN_17, FEB_26):
        things = [thing for kind in SEEN for thing in kind._base_manager.all()]
        people = list(User.objects.filter(is_active=True))
        found = Sight(Picture(on)).of(dict.fromkeys(people, things))
        asked = {(type(each), each.pk) for each in things}
        assert found == {person.pk: seen_by(acting(person, on), things) for person in people}
        assert all(seen <= asked for seen in found.values())
        assert {kind for kind, _ in found[world.olive.pk]} >= {Appointment, Deputation}
