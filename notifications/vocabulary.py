"""Every ledger action of this room, and its sentence. Deliveries and messages are not governed and have none."""

from audit import vocabulary

SENTENCES = {
    "reminder_rule.brought_into_force": "{actor} brought into force {subject}",
    "reminder_rule.ended": "{actor} ended {subject}",
    "snooze.begun": "{actor} snoozed {subject}",
    "snooze.renewed": "{actor} snoozed {subject} anew",
    "snooze.ended": "{actor} ended the snooze of {subject}",
}

vocabulary.declare(SENTENCES)
