"""Lines are written once, in the transaction of the change, by the server's clock, and told only after commit."""

import logging
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction

from audit import ledger, vocabulary
from audit.models import AuditEvent, Book
from audit.signals import recorded
from audit.vocabulary import UnknownAction
from tests.audit.paper import a_line, head_of, read_book, verify, write_book


@pytest.fixture
def told():
    """Everything that was announced."""
    heard: list[list[str]] = []

    def hear(keys, **_):
        heard.append(keys)

    recorded.connect(hear)
    yield heard
    recorded.disconnect(hear)


def test_an_action_nobody_declared_fails_at_once_and_nothing_is_written(db):
    with pytest.raises(UnknownAction, match="^The ledger has no action “target.guessed”.$"), transaction.atomic():
        ledger.write([a_line(1), a_line(2, action="target.guessed")])

    assert not Book.objects.filter(key="paper").exists()


@pytest.mark.parametrize("name", ["approved", "objective", "Objective.approved", "objective.approved.twice", ""])
def test_an_action_is_called_subject_and_participle(name):
    with pytest.raises(ValueError, match=f"^“{name}” is not of the form subject.participle.$"):
        vocabulary.declare({name: "{actor} did"})
    assert name not in vocabulary.actions()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_there_is_no_line():
    with pytest.raises(transaction.TransactionManagementError, match="in the transaction of the change"):
        ledger.write([a_line()])

    assert not AuditEvent.objects.filter(book="paper").exists()


def test_no_lines_are_no_act(db, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert ledger.write([]) == []
    assert told == []


def test_each_book_counts_its_own_lines_and_each_chain_begins_with_its_own_book(db):
    with transaction.atomic():
        ledger.write([a_line(1, "b"), a_line(2, "a"), a_line(3, "b")])

    assert [event.key for event in AuditEvent.objects.filter(book__in="ab").order_by("key")] == ["a:1", "b:1", "b:2"]
    assert head_of("a").seq == 1
    assert head_of("b").seq == 2
    assert head_of("a").identity != head_of("b").identity


def test_a_line_says_who_for_whom_when_what_why_and_in_which_role(db):
    with transaction.atomic():
        ledger.write([a_line(420)])
    (event,) = read_book()

    assert event.actor_label == "Clare Hobbs"
    assert event.role == "clerk of FPBV"
    assert event.on_behalf_of_label == "Ken Marsh"
    assert event.subject_label == "“420 per cent” of Straßenraub"
    assert event.because == "The boroughs have reported, ✓ all of them."
    assert event.basis == "Returns to December 2000"
    assert event.changes["text"] == ["?? per cent", "420 per cent"]
    assert event.changes["numbers"] == [[], ["420"]]


def test_names_reasons_and_private_values_are_not_in_the_text_that_is_hashed(db):
    with transaction.atomic():
        ledger.write([a_line(420)])
    (event,) = read_book()

    for words in ("Clare", "Ken", "boroughs", "Returns", "Straßenraub", "420 per cent"):
        assert words.encode() not in bytes(event.text)
    assert event.entry["private"] == ["text"]


def test_two_people_of_one_name_cannot_be_told_to_be_one_by_their_hashes(db):
    with transaction.atomic():
        ledger.write([a_line(1), a_line(2)])
    one, two = read_book()

    assert one.actor_label == two.actor_label
    assert one.entry["actor"]["label"] != two.entry["actor"]["label"]


def test_it_was_recorded_when_the_server_says_whatever_the_day_it_took_effect(db):
    with time_machine.travel(datetime(2026, 5, 4, 10, 30, tzinfo=UTC), tick=False), transaction.atomic():
        ledger.write([a_line(effective_on=date(1999, 12, 31)), a_line(2, effective_on=date(2050, 1, 1))])

    assert {event.recorded_at for event in read_book()} == {datetime(2026, 5, 4, 10, 30, tzinfo=UTC)}
    assert [event.entry["recorded_at"] for event in read_book()] == ["2026-05-04T10:30:00.000000Z"] * 2


def test_the_order_of_lines_does_not_depend_on_any_clock(db):
    for instant in ["2026-03-29T01:59", "2026-03-29T00:00", "2027-03-29T00:00", "1999-12-31T23:59", "1999-12-31T23:59"]:
        with time_machine.travel(datetime.fromisoformat(instant).replace(tzinfo=UTC), tick=False), transaction.atomic():
            ledger.write([a_line()])

    assert [event.seq for event in read_book()] == [1, 2, 3, 4, 5]
    assert {event.recorded_at.tzinfo for event in read_book()} <= {UTC}
    assert verify()["whole"]


def test_a_thousand_lines_take_as_many_statements_as_ten(db, django_assert_num_queries):
    for entries in (10, 1000):
        write_book(1, book=f"of {entries}")  # the book is there
        with django_assert_num_queries(4, info="lock head, move head, entries, words"):
            ledger.write([a_line(number, f"of {entries}") for number in range(entries)])


# Announcing


def test_lines_are_announced_once_per_act_and_after_commit(db, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            ledger.write([a_line(1, "a"), a_line(2, "b")])
        assert told == []

    assert told == [["a:1", "b:1"]]


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_never_announced(told):
    def write_and_fail():
        with transaction.atomic():
            ledger.write([a_line()])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with transaction.atomic():
        with pytest.raises(RuntimeError):
            write_and_fail()
        ledger.write([a_line(3)])

    assert told == [["paper:1"]]
    assert [event.subject_id for event in read_book()] == ["3"]


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_fails_is_logged_and_neither_the_actor_nor_the_next_receiver_notices(told, caplog):
    def fail(**_):
        raise RuntimeError("the post office is closed")

    recorded.connect(fail)
    try:
        with caplog.at_level(logging.ERROR), transaction.atomic():
            ledger.write([a_line()])
    finally:
        recorded.disconnect(fail)

    assert told == [["paper:1"]]
    assert "A receiver of ledger lines failed" in caplog.text
    assert "the post office is closed" in caplog.text
