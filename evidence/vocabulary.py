"""Every ledger action of this room, and its sentence."""

from audit import vocabulary

SENTENCES = {
    "export.asked_for": "{actor} asked for {subject}",
    "export.downloaded": "{actor} downloaded {subject}",
}

vocabulary.declare(SENTENCES)
