"""E-mails that stayed on this machine: what the file backend wrote, read back for the outbox page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SHOWN = 50
SEPARATOR = b"-" * 79


@dataclass(frozen=True)
class Letter:
    """One e-mail as its reader would see it."""

    subject: str
    to: str
    sent_at: datetime | None
    text: str


def letters() -> list[Letter]:
    """The latest first; none as long as nothing sends mail."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    found = [letter for file in files[:SHOWN] for letter in _in(file.read_bytes())]
    return found[:SHOWN]


def _in(written: bytes) -> list[Letter]:
    """A file holds the messages of one connection, each followed by a line of hyphens."""
    parts = [part.strip(b"\n") for part in written.split(SEPARATOR + b"\n")]
    return [_letter(part) for part in reversed(parts) if part.strip()]


def _letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Letter(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=parsedate_to_datetime(str(date)) if date else None,
        text=body.get_content() if body else "",
    )
