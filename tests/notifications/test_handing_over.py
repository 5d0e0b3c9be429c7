"""What a real mail server says at each step of the conversation, and what becomes of the message."""

import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Message, MessageState
from notifications.outbox import Letter, NotNeeded
from notifications.outbox.answers import MOST_TRIES, SLOW, Fate, Phase, silence, trouble
from tests.notifications.mailserver import DROP, STALL
from tests.notifications.post import a_message, plain, somebody, state_of, swept

pytestmark = pytest.mark.django_db
State = MessageState
A_DAY = timedelta(days=1)


def test_a_message_goes_out_once_as_text_and_as_html_under_its_own_id(post_office):
    message = a_message(somebody())

    assert str(swept()) == "1 sent"
    assert str(swept(later=A_DAY)) == "nothing to send"

    (mail,) = post_office.messages
    assert (mail["Subject"], mail["To"]) == ("Resolve a target by Friday", "Olga <olga@example.org>")
    assert mail["Message-ID"] == f"<{message.key}@127.0.0.1>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    message.refresh_from_db()
    assert (message.state, message.address) == (State.SENT, "olga@example.org")
    assert (message.subject, message.text) == ("Resolve a target by Friday", "Two lines\nof text.")
    assert message.sent_at >= message.handed_over_at


def test_many_messages_take_one_connection(post_office):
    for number in range(25):
        a_message(somebody(f"person{number}"))

    assert str(swept()) == "25 sent"
    assert (len(post_office.received), post_office.connections) == (25, 1)


BEFORE_THE_DOT = ["mail", "rcpt", "data"]


@pytest.mark.parametrize("step", [*BEFORE_THE_DOT, "end"])
@pytest.mark.parametrize(("said", "state"), [("451 Later", State.RETRY), ("550 Never", State.FAILED)])
def test_not_now_is_tried_again_and_never_is_not(post_office, step, said, state):
    post_office.answers = {step: said}
    message = a_message(somebody())
    swept()

    message.refresh_from_db()
    assert (message.state, message.tries) == (state, 1)
    assert said.partition(" ")[0] in message.said
    assert post_office.received == []
    post_office.answers = {}
    swept(later=A_DAY)
    assert (state_of(message), len(post_office.received)) == (
        (State.SENT, 1) if state == State.RETRY else (State.FAILED, 0)
    )


def long_words(batch):
    """More than fits between here and a server that does not read."""
    return {each.pk: Letter("Long", "A line of text.\n" * 400_000) for each in batch}


@pytest.mark.parametrize("step", ["connect", *BEFORE_THE_DOT, "text"])
@pytest.mark.parametrize("said", [DROP, STALL])
def test_a_connection_that_breaks_before_the_last_dot_has_taken_nothing(post_office, step, said):
    post_office.answers = {step: said}
    message = a_message(somebody())
    swept(write=long_words if step == "text" else plain)

    assert (state_of(message), post_office.received) == (State.RETRY, [])
    post_office.answers = {}
    swept(later=A_DAY)
    assert (state_of(message), len(post_office.received)) == (State.SENT, 1)


@pytest.mark.parametrize("step", ["end", "kept"])
@pytest.mark.parametrize("said", [DROP, STALL])
def test_a_connection_that_breaks_after_the_last_dot_leaves_it_unconfirmed_and_nobody_sends_it_twice(
    post_office, step, said
):
    post_office.answers = {step: said}
    message = a_message(somebody())
    swept()
    post_office.answers = {}
    swept(later=A_DAY)

    message.refresh_from_db()
    assert (message.state, len(post_office.received)) == (State.UNCONFIRMED, 1 if step == "kept" else 0)
    assert message.unconfirmed_at
    assert "broke when ending the text" in message.said


def test_what_the_law_asks_for_is_handed_over_once_more_under_the_same_id(post_office):
    post_office.answers, post_office.times = {"kept": DROP}, 1
    message = a_message(somebody(), statutory=True)
    swept()
    assert state_of(message) == State.RETRY
    swept(later=A_DAY)

    message.refresh_from_db()
    assert message.state == State.SENT
    assert message.unconfirmed_at, "that it may have come twice stays on record"
    assert len({each["Message-ID"] for each in post_office.messages}) == 1
    assert len(post_office.received) == 2


def test_a_server_that_is_away_counts_against_no_message(settings, post_office):
    settings.EMAIL_PORT = 1
    messages = [a_message(somebody(f"person{number}")) for number in range(3)]
    for days in range(10):
        swept(later=days * A_DAY)

    assert {(state_of(each), Message.objects.get(pk=each.pk).tries) for each in messages} == {(State.RETRY, 0)}


def test_a_message_that_makes_the_server_hang_up_does_not_keep_the_others_from_going(post_office):
    post_office.answers, post_office.times = {"rcpt": DROP}, 1
    first, second = a_message(somebody()), a_message(somebody("piet"))
    swept()

    assert {state_of(first), state_of(second)} == {State.RETRY, State.SENT}


def test_after_five_refusals_for_now_it_is_parked_where_people_see_it(post_office):
    post_office.answers = {"rcpt": "450 Mailbox busy"}
    message = a_message(somebody())
    for days in range(MOST_TRIES):
        swept(later=days * A_DAY)

    message.refresh_from_db()
    assert (message.state, message.tries) == (State.FAILED, 5)
    assert list(Message.objects.stuck()) == [message]


def test_waits_grow_and_never_coincide():
    waits = [SLOW.after(tries) for tries in (1, 2, 3, 4, 9)]
    assert waits[0] < waits[1] < waits[2] < waits[3] <= timedelta(hours=7.2)
    assert len({SLOW.after(1) for _ in range(20)}) > 1


CODES = [
    *(211, 214, 250, 251, 252, 220, 221, 235, 334, 354),
    *(421, 432, 450, 451, 452, 454, 455),
    *(500, 501, 502, 503, 504, 521, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556),
]


def test_every_code_at_every_step_has_its_class():
    for phase in Phase:
        for code in CODES:
            fate = trouble(phase, code).fate
            if phase is Phase.OPENING or code in (530, 534, 535, 538):
                assert fate is Fate.UNREACHED, (phase, code)
            elif code == 421:
                assert fate is Fate.BROKEN, (phase, code)
            elif code >= 500 and not (phase is Phase.RECIPIENT and code == 552):
                assert fate is Fate.REFUSED, (phase, code)
            elif code >= 400:
                assert fate is Fate.LATER, (phase, code)
            else:
                assert fate is (Fate.UNKNOWN if phase is Phase.END else Fate.LATER), (phase, code)
        assert silence(phase, smtplib.SMTPServerDisconnected()).fate is (
            Fate.UNKNOWN if phase is Phase.END else Fate.UNREACHED if phase is Phase.OPENING else Fate.BROKEN
        )


def test_a_message_in_which_nothing_is_due_any_more_says_why_it_was_not_sent(post_office):
    message = a_message(somebody())
    swept(write=lambda batch: {each.pk: NotNeeded("The target was resolved.") for each in batch})

    message.refresh_from_db()
    assert (message.state, message.said, post_office.received) == (State.DROPPED, "The target was resolved.", [])


@pytest.mark.parametrize(
    "email", ["", "nobody", "två@example.org", "a b@example.org", "x@example.org\nBcc: y@example.org"]
)
def test_an_address_that_is_none_is_a_dead_letter_and_no_obstacle(post_office, email):
    message, other = a_message(somebody(email=email)), a_message(somebody("piet"))
    swept()

    assert (state_of(message), state_of(other)) == (State.FAILED, State.SENT)
    assert post_office.messages[0]["To"] == "Piet <piet@example.org>"


def test_no_more_than_so_many_go_out_in_an_hour(post_office, settings):
    settings.MAIL_PER_HOUR = 3
    for number in range(5):
        a_message(somebody(f"person{number}"))

    told = swept()
    assert (str(told), told.held_back) == (
        "3 sent; more waits, but no more may go out within the hour",
        True,
    )
    assert str(swept()) == "nothing to send; more waits, but no more may go out within the hour"
    assert str(swept(later=timedelta(hours=1, seconds=1))) == "2 sent"


def test_a_lease_that_has_ended_is_nobodys_and_the_late_worker_sends_nothing(post_office):
    message = a_message(somebody())
    swept(write=lambda batch: _lent_to_somebody_else(batch))

    assert post_office.received == []
    assert state_of(message) == State.LEASED


def _lent_to_somebody_else(batch):
    Message.objects.update(lease="another", leased_until=timezone.now() + A_DAY)
    return plain(batch)


def test_files_take_it_too(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    message = a_message(somebody())

    assert str(swept()) == "1 sent"
    (file,) = (tmp_path / "outbox").glob("*.log")
    assert f"Message-ID: <{message.key}@" in file.read_text()


def test_a_provider_that_fails_without_saying_where_leaves_it_to_a_person(settings):
    settings.EMAIL_BACKEND = "tests.notifications.broken.EmailBackend"
    message = a_message(somebody())
    swept()

    assert state_of(message) == State.UNCONFIRMED
