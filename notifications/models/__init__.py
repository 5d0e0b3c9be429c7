"""What is to be told to whom, and what became of it. No facts of a plan: none of it is governed (docs/adr/0040)."""

from notifications.models.chase import ChaseLetter
from notifications.models.cursor import Heard
from notifications.models.delivery import Delivery
from notifications.models.message import Message, MessageState, Occasion
from notifications.models.reader import How, Preference, Reader, Topic
from notifications.models.rule import DueKind, ReminderRule
from notifications.models.snooze import Snooze

__all__ = [
    "ChaseLetter",
    "Delivery",
    "DueKind",
    "Heard",
    "How",
    "Message",
    "MessageState",
    "Occasion",
    "Preference",
    "Reader",
    "ReminderRule",
    "Snooze",
    "Topic",
]
