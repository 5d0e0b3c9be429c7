"""A mail server for the tests of one file, and settings that lead to it."""

import pytest

from tests.notifications.mailserver import Script, mail_server


@pytest.fixture(scope="session")
def listening():
    with mail_server() as (script, port):
        yield script, port


@pytest.fixture
def post_office(listening, settings) -> Script:
    """The server with an empty script; mail goes there."""
    script, port = listening
    script.begin_again()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return script


@pytest.fixture
def _nothing_due(monkeypatch):
    """Nobody is reminded: for tests of what is told when it happens."""
    monkeypatch.setattr("notifications.round.scan", lambda on, now: 0)
