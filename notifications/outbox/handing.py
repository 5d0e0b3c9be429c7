"""Handing a message to a mail server, command by command, so that a failure tells at which of them it happened."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from notifications.outbox.answers import Fate, Phase, Trouble, silence, trouble
from notifications.outbox.letter import as_bytes, envelope_of

BROKEN = (OSError, smtplib.SMTPServerDisconnected)
"""Also time-outs and what TLS complains of"""
DOT = b".\r\n"
AT_THE_START = re.compile(rb"(?m)^\.")
"""A line of the text that begins with a dot gets another (RFC 5321 section 4.5.2)"""


class Carrier(Protocol):
    """Something that takes messages out of the house."""

    def hand_over(self, email: EmailMultiAlternatives, commit: Callable[[], bool]) -> bool:
        """Hand one over. `commit` is called when the next thing to happen is that it is taken, and says whether it may.

        False if it may not; raises Trouble or Unwritable if it has not been taken, or may not have been.
        """

    def close(self) -> None:
        """Nothing more to carry for now."""


class MailServer:
    """A server that speaks SMTP; one connection for as many messages as it takes."""

    def __init__(self) -> None:
        self.server: smtplib.SMTP | None = None

    def hand_over(self, email: EmailMultiAlternatives, commit: Callable[[], bool]) -> bool:
        content = as_bytes(email)
        sender, recipient = envelope_of(email)
        try:
            server = self.server or self.open()
            self.server = server
            self.name(server, sender, recipient)
            self.write(server, content)
            if not commit():
                self.abandon()
                return False
            self.end(server)
        except Trouble as found:
            self._recover(found)
            raise
        return True

    def open(self) -> smtplib.SMTP:
        """Connect, encrypt and sign in as the settings say."""
        server: smtplib.SMTP | None = None
        try:
            server = self._connect()
            self._sign_in(server)
        except (*BROKEN, smtplib.SMTPException) as error:
            if server is not None:
                server.close()
            if isinstance(error, smtplib.SMTPResponseException):
                raise trouble(Phase.OPENING, error.smtp_code, error.smtp_error) from error
            raise silence(Phase.OPENING, error) from error
        return server

    @staticmethod
    def _sign_in(server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS and not settings.EMAIL_USE_SSL:
            server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()  # what was said in the open does not count (RFC 3207 section 4.2)
        if settings.EMAIL_HOST_USER and settings.EMAIL_HOST_PASSWORD:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)

    @staticmethod
    def _connect() -> smtplib.SMTP:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        here = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or None
        timeout = settings.EMAIL_TIMEOUT or 10
        server = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=here, timeout=timeout)
        if server.sock is not None:
            # The last dot goes by itself, and must not wait until what went before it has been acknowledged.
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    def name(self, server: smtplib.SMTP, sender: str, recipient: str) -> None:
        """From whom and to whom."""
        options = ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
        self._ask(Phase.SENDER, lambda: server.mail(sender, options))
        self._ask(Phase.RECIPIENT, lambda: server.rcpt(recipient))

    def write(self, server: smtplib.SMTP, content: bytes) -> None:
        """The whole text but for the last dot: until that has gone, the server has taken nothing."""
        self._ask(Phase.DATA, lambda: server.docmd("data"), hoped_for=range(354, 355))
        quoted = AT_THE_START.sub(b"..", content)
        try:
            server.send(quoted if quoted.endswith(b"\r\n") else quoted + b"\r\n")
        except BROKEN as error:
            raise silence(Phase.TEXT, error) from error

    def end(self, server: smtplib.SMTP) -> None:
        """The last dot, and what the server says to it."""

        def dot() -> tuple[int, bytes]:
            server.send(DOT)
            return server.getreply()

        self._ask(Phase.END, dot)

    def _ask(self, phase: Phase, ask: Callable[[], tuple[int, bytes]], hoped_for: range = range(200, 300)) -> None:
        try:
            code, words = ask()
        except smtplib.SMTPResponseException as error:
            raise trouble(phase, error.smtp_code, error.smtp_error) from error
        except (*BROKEN, smtplib.SMTPException) as error:
            raise silence(phase, error) from error
        if code not in hoped_for:
            raise trouble(phase, code, words)

    def _recover(self, found: Trouble) -> None:
        """Begin the next message on a clean line: on the same connection if the server still listens to us."""
        if self.server is None:
            return
        if found.fate not in (Fate.LATER, Fate.REFUSED):
            self.abandon()
            return
        try:
            if self.server.rset()[0] != 250:
                self.abandon()
        except (*BROKEN, smtplib.SMTPException):
            self.abandon()

    def abandon(self) -> None:
        """Hang up without a word: half a text is no message."""
        if self.server is not None:
            self.server.close()
        self.server = None

    def close(self) -> None:
        if self.server is None:
            return
        try:
            self.server.quit()
        except (*BROKEN, smtplib.SMTPException):
            self.server.close()
        self.server = None


class Backend:
    """Whatever else EMAIL_URL names: files, the terminal, a provider's own interface."""

    def hand_over(self, email: EmailMultiAlternatives, commit: Callable[[], bool]) -> bool:
        as_bytes(email)
        if not commit():
            return False
        try:
            get_connection(fail_silently=False).send_messages([email])
        except Exception as error:
            # It had no way to say at which point: a person decides whether to send it again.
            raise Trouble(Fate.UNKNOWN, f"Handing it over failed ({type(error).__name__}).") from error
        return True

    def close(self) -> None:
        """Each message had a connection of its own."""


def carrier() -> Carrier:
    """The way out that the settings name."""
    smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    return MailServer() if smtp else Backend()
