"""What always holds of what people hear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from audit.chain import Fault
from audit.models import Book
from notifications.models import Delivery, Heard, Message
from notifications.models.message import ON_ITS_WAY, MessageState
from workflow.soundness import always, each_of

TOO_LONG = timedelta(days=1)


@always
def nothing_is_stuck() -> Iterable[Fault]:
    """Nothing that should go out has waited for more than a day."""
    waiting = Message.objects.filter(state__in=ON_ITS_WAY, created_at__lt=timezone.now() - TOO_LONG)
    return each_of(waiting, "It has waited for more than a day.")


@always
def no_lease_is_forgotten() -> Iterable[Fault]:
    """Nobody holds a message in hand for longer than a day."""
    held = Message.objects.filter(leased_until__lt=timezone.now() - TOO_LONG, state=MessageState.LEASED)
    return each_of(held, "Somebody took it in hand and never came back.")


@always
def what_was_sent_has_an_address() -> Iterable[Fault]:
    """What was sent by mail says where to."""
    sent = Message.objects.filter(state=MessageState.SENT, by_mail=True)
    return each_of(sent.filter(Q(address="") | Q(subject="")), "It was sent to nobody, or without a subject.")


@always
def nothing_is_heard_before_it_is_written() -> Iterator[Fault]:
    """Nobody was told of more of the ledger than there is."""
    book = Book.objects.filter(key=OuterRef("book"), seq__gte=OuterRef("seq"))
    for key in Heard.objects.filter(~Exists(book), seq__gt=0).order_by("book").values_list("book", flat=True):
        yield Fault(f"book {key}", "People were told of entries that are not there.")


@always
def reminders_are_in_messages_of_the_same_person() -> Iterable[Fault]:
    """Every reminder that is counted as given has gone into a message to the same person."""
    told = Delivery.objects.filter(message__isnull=False)
    other = told.exclude(message__person=F("person"))
    return each_of(other, "It stands in a message to somebody else.")
