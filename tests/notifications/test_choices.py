"""How soon people hear, on whose clock, and how they stop."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from notifications.composing import compose, last_morning
from notifications.hearing.following import begin_here
from notifications.letters.stopping import link_to_stop
from notifications.models import Delivery, How, Message, MessageState, Occasion, Preference, Reader, Topic
from notifications.round import go_round
from tests.notifications.post import somebody
from tests.world import resolve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_due")]
HOUR = timedelta(hours=1)
ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Chatham",
]


def waiting(person, now, kind="target.revised", thing="plan-1:1"):
    return Delivery.objects.create(person=person, kind=kind, thing=thing, due_on=now.date(), created_at=now)


def chooses(person, how, zone="Europe/London", topic=Topic.OBJECTIVES):
    Preference.objects.create(person=person, topic=topic, how=how)
    Reader.objects.update_or_create(person=person, defaults={"zone": zone})


def made_at(delivery, start, hours):
    """The first hour from `start` at which a message is made of it."""
    for hour in range(hours):
        compose(start + hour * HOUR)
        delivery.refresh_from_db()
        if delivery.message_id:
            return start + hour * HOUR
    return None


def test_once_a_day_is_at_seven_where_they_are():
    start = datetime(2026, 6, 3, 9, tzinfo=UTC)
    for number, (zone, expected) in enumerate([("Europe/London", 6), ("America/New_York", 11), ("Asia/Tokyo", 22)]):
        person = somebody(f"p{number}")
        chooses(person, How.DAILY, zone)
        at = made_at(waiting(person, start), start, 48)
        assert (at.hour, at.astimezone(ZoneInfo(zone)).hour) == (expected, 7)


def test_once_a_week_is_on_monday_morning():
    person, wednesday = somebody(), datetime(2026, 6, 3, 9, tzinfo=UTC)
    chooses(person, How.WEEKLY)
    assert made_at(waiting(person, wednesday), wednesday, 24 * 8) == datetime(2026, 6, 8, 6, tzinfo=UTC)
    assert Message.objects.get().occasion == Occasion.WEEKLY


@pytest.mark.once
@pytest.mark.parametrize("zone", ZONES)
def test_every_day_has_one_morning_through_both_changes_of_the_clock(zone):
    """Asked every ten minutes for a fortnight around each change, half-hour changes among them."""
    for month in (3, 4, 9, 10, 11):
        at, seen = datetime(2026, month, 1, tzinfo=UTC), []
        end = at + timedelta(days=30)
        while at < end:
            morning = last_morning(at.astimezone(ZoneInfo(zone)))
            if not seen or morning != seen[-1]:
                seen.append(morning)
            at += timedelta(minutes=10)
        days = [morning.date() for morning in seen]
        assert days == [days[0] + timedelta(days=number) for number in range(len(days))], zone
        assert {(morning.hour, morning.minute) for morning in seen} == {(7, 0)}


def test_after_three_days_without_a_round_it_goes_out_once():
    person, start = somebody(), datetime(2026, 6, 3, 9, tzinfo=UTC)
    chooses(person, How.DAILY)
    waiting(person, start)
    for day in range(3):
        waiting(person, start + timedelta(days=day), thing=f"plan-1:{day + 2}")
    compose(start + timedelta(days=3))
    compose(start + timedelta(days=3, minutes=1))
    assert [message.deliveries.count() for message in Message.objects.all()] == [4]


def test_what_is_turned_off_is_read_in_the_inbox_and_not_sent(world, client):
    begin_here()
    chooses(world.colin, How.OFF)
    resolve(world)
    go_round()
    assert mail.outbox == []
    message = Message.objects.get(person=world.colin)
    assert message.state == MessageState.KEPT
    client.force_login(world.colin)
    page = client.get(reverse("inbox")).content.decode()
    assert "Changed: a target of Street crime: objective 1" in page
    assert "Not sent by e-mail, as you chose" in page
    assert "Borough returns to December 2000" in client.get(message.get_absolute_url()).content.decode()


def test_no_more_than_six_messages_an_hour_go_to_one_person_and_the_rest_comes_as_one():
    person, now = somebody(), datetime(2026, 6, 3, 9, tzinfo=UTC)
    for number in range(10):
        waiting(person, now, thing=f"plan-1:{number}")
        compose(now + timedelta(minutes=number))
    assert Message.objects.count() == 6
    compose(now + timedelta(hours=1, minutes=1))
    assert Message.objects.latest("pk").deliveries.count() == 4


def test_what_the_law_asks_for_is_at_once_and_apart_from_the_rest():
    person, now = somebody(), datetime(2026, 6, 3, 23, tzinfo=UTC)
    chooses(person, How.OFF, topic=Topic.MEETINGS)
    waiting(person, now, kind="agenda.published")
    waiting(person, now, kind="meeting.scheduled", thing="plan-1:2")
    compose(now)
    assert sorted(Message.objects.values_list("statutory", "by_mail")) == [(False, False), (True, True)]


def test_one_click_without_signing_in_stops_it_and_may_be_repeated(client):
    person = somebody()
    link = link_to_stop(person.pk, [Topic.COMMENTS]).removeprefix("http://127.0.0.1:8000")
    assert "Stop these e-mails" in client.get(link).content.decode()
    assert not Preference.objects.exists(), "a mail program that looks at the link stops nothing"
    for _ in range(2):
        answer = client.post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You hear no more of this by e-mail" in answer.content.decode()
    assert list(Preference.objects.values_list("person", "topic", "how")) == [(person.pk, "comments", "off")]


@pytest.mark.parametrize("word", ["x", "x:y:z", "%00", "eyJ0ZXN0IjoxfQ:1tQ:abc"])
def test_a_word_we_did_not_write_stops_nothing(client, word):
    somebody()
    assert client.post(f"/stop/{word}/").status_code == 404
    assert not Preference.objects.exists()


def test_the_reader_chooses_for_each_topic_and_their_zone(client):
    person = somebody()
    client.force_login(person)
    form = {**dict.fromkeys(Topic.values, "weekly"), "zone": "Asia/Tokyo", "comments": "off"}
    assert client.post(reverse("choices"), form).status_code == 302
    assert Preference.objects.get(person=person, topic="comments").how == How.OFF
    assert Reader.objects.get(person=person).zone == "Asia/Tokyo"
    answer = client.post(reverse("choices"), {**form, "zone": "Mars/Olympus", "plan": "never"})
    assert answer.status_code == 422
    assert "Choose your time zone from the list." in answer.content.decode()
    assert Reader.objects.get(person=person).zone == "Asia/Tokyo"
