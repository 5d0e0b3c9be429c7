"""Plain e-mail of this room. It is no news of a line of the ledger, which the room of notifications tells: nothing
rests on it, so what a mail server refuses is written to the log, and the page has it all the same."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formataddr
from typing import Any

import structlog
from django.core.mail import EmailMessage
from django.template import engines

from accounts.models import User
from interface.sinks import header, mail_text

logger = structlog.get_logger(__name__)


def send(person: User, subject: str, template: str, words: Mapping[str, Any]) -> bool:
    """Hand one message to the mail server; whether it took it. Nobody is written to whose sign-in is suspended."""
    if not person.is_active or not person.email:
        return False
    text = engines["text"].get_template(f"evidence/mail/{template}.txt").render(dict(words))
    to = formataddr((header(person.name, 100), person.email))
    try:
        EmailMessage(header(subject), mail_text(text), None, [to], headers={"Auto-Submitted": "auto-generated"}).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does, the work goes on
        logger.warning("mail_refused", what=template, person=person.pk, error=type(error).__name__)
        return False
    return True
