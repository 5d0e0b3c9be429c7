"""kill -9 at any point of a sweep: nothing is lost, nothing is sent twice unless it is on record that it may have been.

KILLS is how many there are in all: 45 by default, 5 at each of 9 points; more for a long run. READERS is to how many
people several rounds write at once.
"""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notifications.composing import compose
from notifications.models import Delivery, Message, MessageState
from tests.notifications.killing import AFTER_THE_WINDOW, BEFORE_THE_WINDOW, IN_THE_WINDOW, UNGUARDED, killer
from tests.notifications.post import a_message, plain, somebody, swept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
State = MessageState
POINTS = [*BEFORE_THE_WINDOW, *IN_THE_WINDOW, *AFTER_THE_WINDOW]
ROUNDS = max(1, int(os.environ.get("KILLS", "45")) // len(POINTS))
READERS = int(os.environ.get("READERS", "60"))
LATER = timedelta(hours=1)


@pytest.fixture(scope="module")
def waiting_killer(listening, django_db_setup):
    with killer(listening[1]) as other:
        yield other


@pytest.fixture
def deadly(waiting_killer, post_office, settings):
    """A killer, and a mail server that both it and this process send to."""
    settings.MAIL_PER_HOUR = 1_000_000
    return waiting_killer


def killed_at(deadly, point, person, **more):
    """A message whose sender dies at `point`; everything that is due later is then sent by somebody else."""
    message = a_message(person, **more)
    connection.close()  # SQLite: nobody else waits for this process
    deadly.kill_at(point)
    swept(later=LATER)
    message.refresh_from_db()
    return message


def copies_of(message, post_office):
    return sum(f"<{message.key}@" in each["Message-ID"] for each in post_office.messages)


def test_every_message_arrives_once_or_is_on_record_as_unconfirmed(deadly, post_office):
    """In one test, for emptying the database after each takes longer than the kills."""
    person = somebody()
    whatever_is_killed(deadly, post_office, person)
    what_the_law_asks_for_always_arrives(deadly, post_office, person)
    without_the_commit_before_the_last_dot_nobody_knows(deadly, post_office, person)
    many_at_once(post_office)


def whatever_is_killed(deadly, post_office, person):
    found = {}
    for point in POINTS:
        for _ in range(ROUNDS):
            post_office.received.clear()
            message = killed_at(deadly, point, person)
            found.setdefault(point, set()).add((message.state, copies_of(message, post_office)))

    assert found == {
        **{point: {(State.SENT, 1)} for point in [*BEFORE_THE_WINDOW, *AFTER_THE_WINDOW]},
        "handed over": {(State.UNCONFIRMED, 0)},
        "received": {(State.UNCONFIRMED, 1)},
    }
    assert not Message.objects.filter(state=State.UNCONFIRMED, unconfirmed_at__isnull=True).exists()


def what_the_law_asks_for_always_arrives(deadly, post_office, person):
    """A second copy has the same id, and that there may be one is on record."""
    for point, copies in [("handed over", 1), ("received", 2)]:
        post_office.received.clear()
        message = killed_at(deadly, point, person, statutory=True)
        assert (message.state, copies_of(message, post_office)) == (State.SENT, copies)
        assert message.unconfirmed_at


def without_the_commit_before_the_last_dot_nobody_knows(deadly, post_office, person):
    """The control: it is this commit that keeps the record."""
    message = killed_at(deadly, UNGUARDED, person)
    assert (message.state, copies_of(message, post_office), message.unconfirmed_at) == (State.SENT, 2, None)


def many_at_once(post_office):
    """Several rounds at the same time put everything into one message each and send each once."""
    people = [somebody(f"reader{number}") for number in range(READERS)]
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(person=person, kind="target.revised", thing=f"plan-1:{number}", due_on=now.date(), created_at=now)
        for person in people
        for number in range(3)
    )
    post_office.received.clear()
    errors = at_once([_compose_and_send] * 4)

    assert errors == []
    messages = Message.objects.filter(person__in=people)
    assert sorted(messages.values_list("person", flat=True)) == sorted(person.pk for person in people)
    assert {message.deliveries.count() for message in messages} == {3}
    assert {message.state for message in messages} == {State.SENT}
    assert sorted(each["Message-ID"] for each in post_office.messages) == sorted(
        f"<{message.key}@127.0.0.1>" for message in messages
    )


def _compose_and_send():
    try:
        compose(timezone.now())
        for _ in range(20):
            if str(swept(plain)) == "nothing to send":
                break
    finally:
        connection.close()


def at_once(things):
    """Do all of them in threads that begin together; every error of any of them."""
    errors, ready = [], threading.Barrier(len(things))

    def run(thing):
        ready.wait()
        try:
            thing()
        except Exception as error:  # noqa: BLE001 - a thread that dies silently would prove nothing
            errors.append(error)

    threads = [threading.Thread(target=run, args=[thing]) for thing in things]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return errors
