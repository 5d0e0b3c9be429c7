"""Where the ledger stands goes out by mail, to auditors: every week, and when a plan is out or minutes are signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from audit.chain import heads
from audit.models import Book
from evidence.heads_by_mail import mail_heads, mail_heads_that_are_due
from evidence.making import ask_for, make_what_was_asked_for
from evidence.models import Posting
from governance.roles import RoleName
from tests.clock import recorded_on
from tests.governance.test_what_the_public_reads import publish_the_plan
from tests.world import JAN_15, MAR_31, a_person, acting, appoint

NOON = datetime(2001, 3, 30, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _empty_box():
    mail.outbox.clear()


def due(at=NOON):
    """Who is written to at an instant."""
    mail.outbox.clear()
    mail_heads_that_are_due(at, at.date())
    return [letter.to[0] for letter in mail.outbox]


ADA = ["Ada Lovell <ada@example.org>"]


def test_an_auditor_gets_the_head_of_every_book(world):
    assert due() == ADA
    (letter,) = mail.outbox

    for key, head in heads().items():
        assert f"{key}: {head['seq']} entries" in letter.body
        assert head["link"] in letter.body
        assert head["identity"] in letter.body
    assert letter.subject == "Where the ledger stood: keep this message"


def test_it_goes_out_once_a_week(world):
    assert due() == ADA
    assert due(NOON + timedelta(minutes=15)) == []
    assert due(NOON + 6 * A_DAY) == []
    assert due(NOON + 7 * A_DAY) == ADA
    assert Posting.objects.count() == 2


def test_it_goes_out_when_a_plan_is_published(world):
    due()
    with recorded_on(MAR_31):
        publish_the_plan(world)
    link = Book.objects.get(key=world.plan.ledger_book).link

    assert due(NOON + A_DAY) == ADA
    assert link in mail.outbox[0].body
    assert due(NOON + A_DAY + timedelta(minutes=15)) == []


def test_what_was_begun_and_never_ended_is_begun_again_and_no_two_do_the_same(world):
    Posting.objects.create(number=1, began_at=NOON)

    assert due(NOON + timedelta(minutes=14)) == []
    assert due(NOON + timedelta(minutes=16)) == ADA
    assert Posting.objects.get().sent_at == NOON + timedelta(minutes=16)


def test_an_auditor_of_one_body_gets_the_books_in_which_they_read(world):
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.AUDITOR, by=acting(world.anna))

    mail_heads(NOON, NOON.date())

    (hers,) = (letter for letter in mail.outbox if "petra" in letter.to[0])
    assert "register: " in hers.body
    assert world.plan.ledger_book not in hers.body


def test_a_mail_server_that_refuses_holds_nobody_up(world, settings, monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr("evidence.post.EmailMessage.send", refuse)
    assert mail_heads(NOON, NOON.date()) == 0
    assert Posting.objects.get().sent_at is None, "it is tried again"
    export = ask_for(world.plan, "open", actor=world.acting(world.ada))
    assert make_what_was_asked_for(NOON, JAN_15) == 1
    export.refresh_from_db()
    assert export.is_ready


@pytest.mark.once
def test_the_command_sends_them_at_once_or_if_they_are_due(world, capsys):
    call_command("checkpoint", "--mail")
    call_command("checkpoint", "--mail-if-due")

    assert capsys.readouterr().out == "1 message sent.\n0 messages sent.\n"


@pytest.mark.once
def test_whoever_asked_for_a_pack_hears_when_it_is_ready(world):
    ask_for(world.plan, "open", actor=world.acting(world.ada))
    make_what_was_asked_for(NOON, JAN_15)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (ADA, "Your audit pack is ready")
    assert "Download it by 22 January 2001: " in letter.body
    assert letter.body.rstrip().endswith("/audit-packs/")
