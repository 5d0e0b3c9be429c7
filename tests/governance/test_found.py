"""The first body and its first administrator are set up from the command line, once."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from audit.models import AuditEvent
from governance.models import Appointment, Body
from tests.ledger import triggers_off

GIVEN = {
    "body": "Borsetshire Council",
    "short_name": "BC",
    "username": "ruth",
    "name": "Ruth",
    "email": "r@example.org",
}


@pytest.fixture
def empty(transactional_db):
    """A database nobody has used."""
    from django.core.management import call_command as call

    with triggers_off():
        call("flush", interactive=False, verbosity=0)


def test_a_body_is_founded_and_its_administrator_appointed(empty, capsys):
    call_command("found", **GIVEN)

    appointment = Appointment.objects.get()
    assert str(appointment) == "Ruth as administrator of BC"
    assert {event.role for event in AuditEvent.objects.all()} == {"founder"}
    assert "manage.py changepassword ruth" in capsys.readouterr().out


def test_nothing_is_founded_once_somebody_holds_an_office(world):
    with pytest.raises(CommandError, match="Your role does not let you establish Borsetshire Council."):
        call_command("found", **GIVEN)

    assert not Body.objects.filter(short_name="BC").exists()
    assert not User.objects.filter(username="ruth").exists()


def test_a_bad_address_is_refused_in_a_sentence(world):
    with pytest.raises(CommandError, match=r"^Enter a valid email address\.$"):
        call_command("found", **{**GIVEN, "email": "nowhere"})
