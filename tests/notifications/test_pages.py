"""What the pages show: who would hear of an entry and why somebody would not, and the ways out of what stands still."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from notifications.hearing.following import begin_here
from notifications.hearing.table import WHO_HEARS
from notifications.hearing.words import rows_in_words
from notifications.models import Message, MessageState
from notifications.round import go_round
from tests.journeys.news import told
from tests.notifications.post import a_message, state_of, swept
from tests.world import resolve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_due")]


def page(client, person, name, *args):
    client.force_login(person)
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_the_table_has_a_row_for_everything_anybody_hears_of():
    assert sum(len(rows) for _, rows in rows_in_words()) == len(WHO_HEARS)
    rows = {row.what: row for _, own in rows_in_words() for row in own}
    assert rows["Condition: recorded"].who.startswith("Whoever must fulfil it, the clerks and the chair of the body")


def test_it_says_who_hears_of_an_entry_who_does_not_and_who_was_told(world, client):
    begin_here()
    resolve(world)
    go_round()
    event = AuditEvent.objects.filter(action="target.revised").latest("seq")
    found = page(client, world.colin, "hearers", event.key)
    assert "Who would hear of it today (2)" in found
    assert "No: did it" in found
    assert "<li>Colin Reyes: sent</li>" in found
    refused = client.get(reverse("hearers", args=["register:1"]))
    assert refused.status_code == 404, "a coordinator reads of their plans, and of no office"


def test_an_entry_nobody_hears_of_says_so(world, client):
    event = AuditEvent.objects.filter(action="stage.added").latest("seq")
    assert "Nobody is told of this" in page(client, world.colin, "hearers", event.key)


def test_a_clerk_sends_again_what_stands_still_under_the_same_id(world, client, post_office):
    post_office.answers = {"rcpt": "550 No such mailbox"}
    message = a_message(world.mira)
    swept()
    found = page(client, world.ken, "outbox")
    assert "Mira Shah" in found
    assert "The mail server said 550 when naming the recipient: No such mailbox" in found

    post_office.answers = {}
    client.post(reverse("outbox_act", args=[message.pk, "again"]))
    swept()
    assert state_of(message) == MessageState.SENT
    assert post_office.messages[0]["Message-ID"] == f"<{message.key}@127.0.0.1>"
    assert "Nothing stands still" in page(client, world.ken, "outbox")


def test_a_clerk_leaves_it_and_what_stopped_it_stays_on_record(world, client):
    message = told(world.mira, state="unconfirmed")
    Message.objects.filter(pk=message.pk).update(said="The connection broke.")
    client.force_login(world.ken)
    client.post(reverse("outbox_act", args=[message.pk, "leave"]))
    message.refresh_from_db()
    assert (message.state, message.said) == ("dropped", "The clerk left it so: The connection broke.")


def test_a_clerk_sees_what_stands_still_for_the_people_of_their_bodies_and_not_what_it_says(world, client):
    told(world.olive, state="failed", subject="Secret of TP")
    assert "Olive" not in page(client, world.ken, "outbox")
    found = page(client, world.clare, "outbox")
    assert "Olive Grant" in found
    assert "Secret" not in found


def test_a_clerk_sees_what_the_mail_server_keeps_waiting_and_why(world, client, post_office):
    post_office.answers = {"mail": "421 Come back later"}
    a_message(world.mira), a_message(world.olive)
    swept()
    found = page(client, world.ken, "outbox")
    assert "1 message waits for the mail server, the first since" in found
    assert "Come back later" in found
    assert "Mira" not in found, "nobody need do anything about it"
    assert "2 messages wait for the mail server" in page(client, world.clare, "outbox")

    post_office.answers = {}
    Message.objects.update(next_try_at=timezone.now())
    swept()
    assert "for the mail server" not in page(client, world.clare, "outbox")


def test_a_message_is_its_readers_alone(world, client):
    message = told(world.olive)
    client.force_login(world.clare)
    assert client.get(message.get_absolute_url()).status_code == 404
