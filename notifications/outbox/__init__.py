"""The way of a message out of the house: taken up by one, handed over once, and whatever happens recorded."""

from notifications.outbox.letter import Letter, NotNeeded
from notifications.outbox.sweeping import Swept, sweep

__all__ = ["Letter", "NotNeeded", "Swept", "sweep"]
