"""Two beats, four workers and somebody at a terminal look for what is due in the same minute: everybody is reminded
once of everything. REMINDERS is of how many things; 10,000 is the number we promise.
"""

import itertools
import os
import re
import threading
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import redis
from django.db import connection, transaction
from django.utils import timezone

from config import celery_app
from notifications.due import scan as scanning
from notifications.models import Delivery, Message, MessageState, ReminderRule
from notifications.models.message import ON_ITS_WAY
from tests.notifications.killing import database_url
from tests.notifications.many_due import owners, unresolved_of
from tests.notifications.programs import celery
from tests.project.programs import manage
from tests.services import wait_until
from tests.workflow.at_once import at_once
from tests.world import OCTOBER
from workflow.writing import write_rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
REMINDERS = int(os.environ.get("REMINDERS", "60"))
PATIENCE = 60 + REMINDERS // 5
EACH = 4
"""things an owner has to do"""


def at_noon() -> str:
    """A time zone in which it is about noon: reminders go out from seven in the morning on."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"


@transaction.atomic
def owners_to_be_reminded(world):
    """So many things to remind owners of, and nobody else of the same things."""
    write_rows([ReminderRule(body=world.mpa, starts_on=OCTOBER, lead_days=10, every_days=3)])
    unresolved_of(owners(REMINDERS // EACH, [world.tp]), world, EACH)


def things(letters):
    """Which targets some letters lead to, and how often."""
    return Counter(key for each in letters for key in re.findall(r"/targets/(\d+)/acts/revise/", each))


@pytest.mark.services
@pytest.mark.postgres_only
def test_everybody_is_reminded_of_everything_once_whoever_looks(world, post_office, listening, redis_url, tmp_path):
    owners_to_be_reminded(world)
    given = {
        "ASSENT_DEBUG": "1", "ASSENT_LOG_LEVEL": "WARNING", "ASSENT_MAIL_PER_HOUR": "1000000",
        "ASSENT_TIME_ZONE": at_noon(), "DATABASE_URL": database_url(), "REDIS_URL": redis_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{listening[1]}",
    }  # fmt: skip
    by_hand: list[int] = []

    def send_due() -> None:
        by_hand.append(manage("send_due", given=given, folder=tmp_path, seconds=PATIENCE).returncode)

    with ExitStack() as installation:
        for name in ("one", "two"):  # a beat and two workers each
            words = ("worker", "--beat", "--schedule", f"{tmp_path / name}", "--concurrency", "2", "-n", f"{name}@here")
            installation.enter_context(celery(*words, given=given, folder=tmp_path))
        terminal = threading.Thread(target=send_due)
        terminal.start()
        queue = redis.Redis.from_url(redis_url)
        polled = itertools.count()
        bell = installation.enter_context(celery_app.connection_for_write(redis_url))

        def all_is_sent() -> bool:
            """Acts ring meanwhile, each second in which nobody else has."""
            if next(polled) % 10 == 0 and not queue.exists("celery"):
                celery_app.send_task("notifications.tasks.look_for_what_is_due", connection=bell, expires=55)
            waiting = Delivery.objects.waiting().exists() or Message.objects.filter(state__in=ON_ITS_WAY).exists()
            return Delivery.objects.exists() and not waiting

        wait_until(all_is_sent, "Everything that is due", PATIENCE)
        terminal.join(PATIENCE)
        wait_until(lambda: not queue.exists("celery", "unacked"), "The end of every look", PATIENCE)
        assert queue.keys("*heartbeat"), "what the beats rang for has been answered"

    assert by_hand == [0]
    wanted = Counter(each.due.case.thing.pk for each in scanning.reminders_for(timezone.localdate()))
    assert len(wanted) >= REMINDERS
    assert set(wanted.values()) == {1}
    letters = [each.get_body("plain").get_content() for each in post_office.messages]
    assert things(letters) == Counter({str(key): 1 for key in wanted})
    assert len({each["Message-ID"] for each in post_office.messages}) == len(letters) == Message.objects.count()
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}


@pytest.mark.postgres_only
def test_it_is_the_key_of_a_delivery_that_tells_two_looks_at_the_same_moment_apart(world, monkeypatch):
    """Both have found whom to remind before either writes it down; without the key both do, which is the control."""
    read, last_reminders = threading.Barrier(2), scanning.last_reminders

    def after_both_have_read(*about):
        found = last_reminders(*about)
        read.wait(60)
        return found

    monkeypatch.setattr(scanning, "last_reminders", after_both_have_read)
    today = timezone.localdate()

    def written_by_two():
        at_once(1, *[lambda _: scanning.scan(today, timezone.now())] * 2)
        return Delivery.objects.count()

    wanted = sum(1 for _ in scanning.reminders_for(today))
    assert written_by_two() == wanted
    Delivery.objects.all().delete()
    (key,) = (each for each in Delivery._meta.constraints if each.name == "nobody_hears_twice_of_the_same_thing")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Delivery, key)
    try:
        assert written_by_two() == 2 * wanted
    finally:
        Delivery.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Delivery, key)
