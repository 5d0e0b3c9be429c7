"""A mail server that wants us to encrypt and to sign in, with a certificate made for the test by openssl."""

import shutil
import ssl
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Message, MessageState
from notifications.outbox import sweep
from tests.notifications.mailserver import mail_server, wants_a_sign_in
from tests.notifications.post import a_message, plain, somebody, state_of, swept

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.services]
State = MessageState
AGAIN = timedelta(hours=1)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Of 127.0.0.1, signed by itself; with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here: apt-get install openssl")
    folder = tmp_path_factory.mktemp("certificate")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def guarded(certificate):
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certificate)
    with mail_server(**wants_a_sign_in(tls, "assent", "right-canary")) as found:
        yield found


@pytest.fixture
def office(guarded, certificate, settings, monkeypatch):
    """The server, with settings that are right, and its certificate among those that this machine trusts."""
    script, port = guarded
    script.begin_again()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = True, False
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "assent", "right-canary"
    return script


def test_with_the_right_settings_it_goes_out_encrypted(office):
    message = a_message(somebody())
    assert str(swept()) == "1 sent"
    assert (state_of(message), len(office.received)) == (State.SENT, 1)


WRONG = {
    "a wrong password": ({"EMAIL_HOST_PASSWORD": "wrong-canary"}, "The mail server said 535 when connecting"),
    "nobody signs in": ({"EMAIL_HOST_USER": ""}, "The mail server said 530 when naming the sender"),
    "nothing is encrypted": ({"EMAIL_USE_TLS": False}, "The connection to the mail server broke when connecting"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_our_settings_is_no_fault_of_a_message(office, settings, what):
    """It is kept however often it is tried, says what the server said, and goes out once the settings are right."""
    wrong, said = WRONG[what]
    right = {name: getattr(settings, name) for name in wrong}
    for name, value in wrong.items():
        setattr(settings, name, value)
    message = a_message(somebody())
    for hours in range(6):
        swept(later=hours * AGAIN)
    message.refresh_from_db()
    assert message.said.startswith(said)
    assert "canary" not in message.said
    assert (message.state, message.tries, office.received) == (State.RETRY, 0, [])
    for name, value in right.items():
        setattr(settings, name, value)
    swept(later=10 * AGAIN)
    assert (state_of(message), len(office.received)) == (State.SENT, 1)


def test_a_certificate_that_nobody_vouches_for_gets_neither_password_nor_message(office, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    message = a_message(somebody())
    assert str(swept()) == "1 put off"
    message.refresh_from_db()
    assert (message.state, message.tries, office.received) == (State.RETRY, 0, [])
    assert message.said == "The connection to the mail server broke when connecting (SSLCertVerificationError)."
    assert Message.objects.get().next_try_at > timezone.now()
    assert str(sweep(plain)) == "nothing to send"
