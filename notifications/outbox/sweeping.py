"""Sending everything whose time has come. Needs no broker: a task, cron or a person may call it, also at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from interface.sinks import mail_text
from notifications.models import Message, MessageState
from notifications.models.message import WAITING
from notifications.outbox.answers import MOST_TRIES, QUICK, SLOW, Fate, Trouble
from notifications.outbox.claiming import claim, hold, record_unconfirmed, settle
from notifications.outbox.handing import Carrier, carrier
from notifications.outbox.letter import Letter, NotNeeded, Unwritable, email_of, subject_of

State = MessageState
BATCH = 20
"""So many are taken up at a time: with a server that stalls they still fit into a lease"""
LONGEST = 50.0
"""Seconds after which a sweep takes up nothing more; the next one comes within the minute"""
AN_HOUR = timedelta(hours=1)
BREAKS = 2
"""So many messages in a row on which the connection breaks: it is the server, not the message"""

Writer = Callable[[Sequence[Message]], Mapping[int, Letter | NotNeeded]]
"""The words of each message as they are now, or why it need not be sent any more"""

logger = structlog.get_logger(__name__)


@dataclass
class Swept:
    """What one sweep did."""

    counts: dict[str, int] = field(default_factory=dict)
    held_back: bool = False
    """whether there was more than may go out in an hour"""

    def count(self, what: str, number: int = 1) -> None:
        if number:
            self.counts[what] = self.counts.get(what, 0) + number

    def __str__(self) -> str:
        told = ", ".join(f"{number} {what}" for what, number in sorted(self.counts.items())) or "nothing to send"
        return f"{told}; more waits, but no more may go out within the hour" if self.held_back else told


def sweep(
    write: Writer, *, carry: Carrier | None = None, now: Callable[[], datetime] = timezone.now, most: int = 1000
) -> Swept:
    """Send what is due, each message by whoever took it up; returns what became of them."""
    swept, carry, began = Swept(), carry or carrier(), time.monotonic()
    swept.count("unconfirmed", record_unconfirmed(now()))
    try:
        while most > 0 and time.monotonic() - began < LONGEST:
            room = _room(now())
            if room <= 0:
                swept.held_back = Message.objects.filter(state__in=WAITING, next_try_at__lte=now()).exists()
                break
            batch = claim(min(BATCH, most, room), now())
            if not batch:
                break
            most -= len(batch)
            if not _send_each(batch, write(batch), carry, now, swept):
                break
    finally:
        carry.close()
    _tell(swept)
    return swept


def _room(now: datetime) -> int:
    """How many more may go out within the hour: a mistake that writes to everybody must not reach everybody."""
    handed_over: int = Message.objects.handed_over_since(now - AN_HOUR).count()
    most: int = settings.MAIL_PER_HOUR
    return most - handed_over


def _send_each(
    batch: Sequence[Message],
    words: Mapping[int, Letter | NotNeeded],
    carry: Carrier,
    now: Callable[[], datetime],
    swept: Swept,
) -> bool:
    """False if the server is away: then there is no use in asking it again at once, and the rest is put off too."""
    breaks = 0
    for place, message in enumerate(batch):
        fate = _send(message, words[message.pk], carry, now, swept)
        breaks = breaks + 1 if fate is Fate.BROKEN else 0
        if fate is Fate.UNREACHED or breaks == BREAKS:
            for other in batch[place + 1 :]:
                _put_off(other, "The mail server could not be reached.", now())
            return False
    return True


def _send(
    message: Message, letter: Letter | NotNeeded, carry: Carrier, now: Callable[[], datetime], swept: Swept
) -> Fate:
    """One try of one message, and what became of it recorded."""
    if isinstance(letter, NotNeeded):
        settle(message, State.DROPPED, said=str(letter)[:300])
        swept.count("not needed")
        return Fate.SENT
    kept = {"subject": subject_of(letter), "text": mail_text(letter.text), "address": message.person.email[:254]}
    if not message.by_mail:
        settle(message, State.KEPT, said="", subject=kept["subject"], text=kept["text"])
        swept.count("kept")
        return Fate.SENT
    try:
        if carry.hand_over(email_of(message, letter), lambda: hold(message, now(), **kept)):
            settle(message, State.SENT, sent_at=now(), said="")
            swept.count("sent")
        return Fate.SENT
    except Unwritable as reason:
        settle(message, State.FAILED, said=str(reason)[:300], **kept)
        swept.count("failed")
        return Fate.REFUSED
    except Trouble as found:
        swept.count(_settle_trouble(message, found, now(), kept))
        return found.fate


def _settle_trouble(message: Message, found: Trouble, now: datetime, kept: Mapping[str, str]) -> str:
    said = str(found)[:300]
    if found.fate is Fate.UNREACHED:
        _put_off(message, said, now)
        return "put off"
    if found.fate is Fate.UNKNOWN:
        if message.statutory and message.unconfirmed_at is None:
            again = now + QUICK.after(1)
            settle(message, State.RETRY, said=said, unconfirmed_at=now, next_try_at=again, tries=message.tries + 1)
        else:
            settle(message, State.UNCONFIRMED, said=said, unconfirmed_at=now)
        return "unconfirmed"
    tries = message.tries + 1
    if found.fate is Fate.REFUSED or tries >= MOST_TRIES:
        settle(message, State.FAILED, said=said, tries=tries, **kept)
        return "failed"
    settle(message, State.RETRY, said=said, tries=tries, next_try_at=now + SLOW.after(tries))
    return "put off"


def _put_off(message: Message, said: str, now: datetime) -> None:
    """The server is away, for however long: that counts against no message, and the wait grows with the outage."""
    waited = max(timedelta(), now - message.created_at)
    wait = min(max(QUICK.after(1), waited / 4), QUICK.longest)
    settle(message, State.RETRY, said=said, next_try_at=now + wait)


def _tell(swept: Swept) -> None:
    if swept.held_back:
        logger.error("mail_held_back", per_hour=settings.MAIL_PER_HOUR)
    if swept.counts:
        logger.info("mail_swept", **{what.replace(" ", "_"): number for what, number in swept.counts.items()})
