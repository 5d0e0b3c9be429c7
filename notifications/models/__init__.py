"""What is to be told to whom, and what became of it. No facts of a plan: nothing here is governed (docs/adr/0040)."""

from notifications.models.delivery import Delivery
from notifications.models.message import Message, MessageState, Occasion

__all__ = ["Delivery", "Message", "MessageState", "Occasion"]
