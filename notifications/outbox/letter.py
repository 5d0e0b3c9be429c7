"""What stands in a message, and the e-mail made of it: text first, headers on one line, whatever people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from interface.sinks import header, mail_text
from notifications.models import Message

LONGEST_SUBJECT = 200


class NotNeeded(Exception):
    """Nothing in a message is due any more; the sentence says why."""


class Unwritable(Exception):
    """No e-mail can be made of it; the sentence says why."""


@dataclass(frozen=True)
class Letter:
    """The words of a message as they are now."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""
    """in whose name it goes out, if not in that of the installation; the address is ours all the same"""


def message_id(message: Message) -> str:
    """The same for every try: <5d41...@assent.example.org>."""
    return f"<{message.key}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>"


def subject_of(letter: Letter) -> str:
    """One line, and not a long one."""
    return header(letter.subject, LONGEST_SUBJECT) or "Assent"


def email_of(message: Message, letter: Letter) -> EmailMultiAlternatives:
    """The e-mail to be handed over. Raises Unwritable for an address or a text that no e-mail can hold."""
    address = _address_of(message)
    # The domain of an address may have letters of any language; in the header it is written as DNS has it.
    headers = {name: header(value, 900) for name, value in letter.headers.items()}
    email = EmailMultiAlternatives(
        subject_of(letter),
        mail_text(letter.text),
        _sender_of(letter),
        [formataddr((header(message.person, 100), _ascii(address)))],
        headers={**headers, "Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        email.attach_alternative(mail_text(letter.html), "text/html")
    return email


def _sender_of(letter: Letter) -> str:
    if not letter.sender:
        return str(settings.DEFAULT_FROM_EMAIL)
    return formataddr((header(f"{letter.sender} through Assent", 100), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _address_of(message: Message) -> str:
    address = message.person.email
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unwritable("There is no address to send it to.") from error
    if not address.rpartition("@")[0].isascii():
        raise Unwritable("Its address has letters that our mail server does not write.")
    return address


def as_bytes(email: EmailMultiAlternatives) -> bytes:
    """What goes over the wire, lines ending as RFC 5321 has them. Raises Unwritable."""
    try:
        return email.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    except (ValueError, LookupError) as error:  # bad headers and text that cannot be encoded among them
        raise Unwritable("No e-mail can be made of it.") from error


def envelope_of(email: EmailMultiAlternatives) -> tuple[str, str]:
    """From whom and to whom, as the server is told."""
    sender, recipient = (_ascii(parseaddr(each)[1]) for each in (email.from_email, email.to[0]))
    return sender, recipient


def _ascii(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
