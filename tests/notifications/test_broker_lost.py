"""Redis stopped, killed, emptied, full, hanging, or with another password while people go on: they notice nothing, and
what they did is told soon after it is back. RESTARTS is how often; each way in turn, the first two by default.
"""

import os
import time
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from shutil import which

import pytest
import redis
from django.utils import timezone

from notifications.models import Delivery, Message, MessageState
from tests.conftest import cannot_run
from tests.notifications.asking import asking
from tests.notifications.killing import database_url
from tests.notifications.programs import Broker, celery
from tests.services import wait_until
from tests.world import PASSWORD

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.services, pytest.mark.postgres_only,
]  # fmt: skip
RESTARTS = int(os.environ.get("RESTARTS", "2"))
WAYS = (Broker.kill, Broker.change_the_password, Broker.flush, Broker.stop, Broker.fill_up, Broker.hang)
LONGEST = 60
"""Seconds after which a worker must hear again, whatever became of Redis"""
PATIENCE = 5
"""Seconds that nobody waits longer for a page than when all is well"""


@pytest.fixture
def broker():
    if which("redis-server") is None:
        cannot_run("services", "redis")
    found = Broker()
    yield found
    found.kill()


def test_a_lost_broker_keeps_nobody_from_acting_and_loses_nothing(world, post_office, listening, broker, tmp_path):
    given = {
        "ASSENT_DEBUG": "1", "ASSENT_LOG_LEVEL": "ERROR", "ASSENT_MAIL_PER_HOUR": "1000000",
        "ASSENT_MAIL_PER_PERSON_AND_HOUR": "1000000",
        "DATABASE_URL": database_url(), "REDIS_URL": broker.url, "EMAIL_URL": f"smtp://127.0.0.1:{listening[1]}",
    }  # fmt: skip
    address, resumed = f"/targets/{world.undecided.pk}/acts/revise/", []
    with ExitStack() as installation:
        quickly = "tests.notifications.quickly"
        left = installation.enter_context(
            celery("worker", "--concurrency", "1", given=given, folder=tmp_path, app=quickly)
        )
        schedule = str(tmp_path / "schedule")
        installation.enter_context(celery("beat", "--schedule", schedule, given=given, folder=tmp_path, app=quickly))
        people = installation.enter_context(asking(given, tmp_path))
        heard = redis.Redis.from_url(broker.url)
        wait_until(lambda: heard.keys("*heartbeat"), "A worker")
        calm = [people.change(address=address, text=text, password=PASSWORD) for text in ("?? (1)", "?? (2)")][1]
        for at, lose in enumerate(islice(cycle(WAYS), RESTARTS)):
            lose(broker)
            changed = 2 * at + 4
            for number in (changed - 1, changed):
                fared = people.change(address=address, text=f"?? ({number})", password=PASSWORD)
                assert (fared["read"], fared["changed"]) == (200, 302), lose
                assert fared["seconds"] < calm["seconds"] + PATIENCE
            back, since = timezone.now(), time.monotonic()
            if lose is not Broker.flush:
                broker.come_back()
            wait_until(partial(all_told, changed, heard), f"A worker after {lose.__name__}", LONGEST)
            resumed.append(round(time.monotonic() - since, 1))
            assert Message.objects.filter(sent_at__gte=back).exists()

    texts = [each.get_body("plain").get_content() for each in post_office.messages]
    for number in range(1, changed + 1):
        assert sum(f"became “?? ({number})”" in text for text in texts) == 1
    print(f"Heard again after {sorted(resumed)} seconds; {len(left) - 1} times a worker left and was started anew.")


def all_told(changes: int, heard: redis.Redis) -> bool:
    """Whether so many changes of the target have been told, and a worker was heard since Redis forgot."""
    sent = Delivery.objects.filter(kind="target.revised", message__state=MessageState.SENT)
    return sent.count() == changes and bool(heard.keys("*heartbeat"))
